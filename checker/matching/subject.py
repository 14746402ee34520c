"""Whether a passage belongs to the subject of its source: its words and names occur in the rest."""

from checker.matching.passages import Judged
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText

__all__ = ["is_a_house_line", "is_on_topic"]


def is_on_topic(source: TokenizedText, one: Judged, share: float = T.on_topic) -> bool:
    """Whether the source is about the same things outside the passage.

    A story's background names whom the story names; a notice, an advertisement or a line of the
    house speaks of something else. `share` is of the passage's content.
    """
    start, end = one.aligned.source_start, one.aligned.source_end
    content = source.content
    within = content.within(start, end)
    around = content.within(0, start) | content.within(end, len(source.units))
    names = content.named(start, end) & around
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
