"""Whether a passage belongs to the subject of its source: its words and names occur in the rest."""

import numpy as np

from checker.matching.passages import Judged
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText
from checker.text.tables import WORD

__all__ = ["is_a_house_line", "is_on_topic"]

_STEM = 5  # letters by which a word is known in its other forms


def is_on_topic(source: TokenizedText, one: Judged, share: float = T.on_topic) -> bool:
    """Whether the source is about the same things outside the passage.

    A story's background names whom the story names; a notice, an advertisement or a line of the
    house speaks of something else. `share` is of the passage's content.
    """
    start, end = one.aligned.source_start, one.aligned.source_end
    within = _content(source, start, end)
    around = _content(source, 0, start) | _content(source, end, len(source.units))
    names = _names(source, start, end) & around
    return len(names) >= T.on_topic_names or len(within & around) >= share * len(within)


def is_a_house_line(source: TokenizedText, one: Judged) -> bool:
    """Whether a short passage without a name or figure has nothing to do with its source.

    Only capital letters show that it names nobody, so other scripts are left alone.
    """
    if not T.house_words <= one.words < T.subject_words or one.filled.same:
        return False
    if source.words() - one.words < T.house_words:
        return False  # the source is nothing else
    start, end = one.aligned.source_start, one.aligned.source_end
    raw = source.text[source.units.starts[start] : source.units.ends[end - 1]]
    if sum(letter.islower() for letter in raw) < len(raw) / 2:
        return False
    return not is_on_topic(source, one, T.off_topic)


def _content(text: TokenizedText, start: int, end: int) -> set[str]:
    """The stems of units start..end that are no stop words; of single letters their pairs."""
    units = text.units
    word = units.kinds[start:end] == WORD
    long = word & ((units.characters[start:end] >= text.content_length) | units.figures[start:end])
    found = {_stem(text, start + at) for at in np.flatnonzero(long).tolist()}
    pairs = np.flatnonzero(~word[:-1] & ~word[1:]).tolist()
    raw = text.text
    found.update(raw[units.starts[start + at] : units.ends[start + at + 1]] for at in pairs)
    return found


def _names(text: TokenizedText, start: int, end: int) -> set[str]:
    """The stems of words with a capital that begins no sentence, where that makes a name."""
    if not text.capitals_name:
        return set()
    return {_stem(text, start + at) for at in np.flatnonzero(text.capitals[start:end]).tolist()}


def _stem(text: TokenizedText, at: int) -> str:
    return text.text[text.units.starts[at] : text.units.ends[at]].lower()[:_STEM]
