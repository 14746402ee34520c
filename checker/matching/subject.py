"""Whether a passage belongs to the subject of its source: its words and names occur in the rest."""

import numpy as np

from checker.matching.content import stem
from checker.matching.passages import Judged
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText
from checker.text.addresses import addresses
from checker.text.figure_words import are_date_words

__all__ = [
    "gives_an_address",
    "is_a_house_line",
    "is_on_topic",
    "names_around",
    "names_its_subject",
    "names_one",
]


_EDGE = 3  # units before or behind a line that is the first or the last one
_LABEL = 4  # units of a label


def is_on_topic(source: TokenizedText, one: Judged) -> bool:
    """Returns whether the source is about the same things outside the passage.

    A story's background names whom the story names; a notice, an advertisement or a house line is
    about something else.
    """
    return _on_topic(source, one.aligned.source_start, one.aligned.source_end, T.on_topic)


def names_its_subject(source: TokenizedText, one: Judged) -> bool:
    """Returns whether the rest of a source names what a passage names, as background does.

    Only capital letters show names; words in common tell less, since a column has one subject.
    """
    start, end = one.aligned.source_start, one.aligned.source_end
    content = source.content
    return len(content.around(content.named(start, end), start, end)) >= T.on_topic_names


def names_one(source: TokenizedText, one: Judged) -> bool:
    """Returns whether the rest of a source has a name of a passage."""
    start, end = one.aligned.source_start, one.aligned.source_end
    return bool(source.content.around(source.content.named(start, end), start, end))


def gives_an_address(source: TokenizedText, one: Judged) -> bool:
    """Returns whether a passage has a web or mail address in its source."""
    starts, ends = source.units.starts, source.units.ends
    part = source.text[starts[one.aligned.source_start] : ends[one.aligned.source_end - 1]]
    return bool(addresses(part))


def names_around(source: TokenizedText, one: Judged) -> set[str]:
    """Returns the names of a source outside a passage, without months and weekdays.

    In Han and kana, capitalised words are trade names, which a newsroom's stories share.
    """
    if not source.has_capitals:
        return set()
    here, content = one.aligned, source.content
    around = content.named(0, here.source_start) | content.named(here.source_end, len(source.units))
    return around - _dates(source)


def _dates(text: TokenizedText) -> set[str]:
    units = text.units
    return {
        stem(text.text[units.starts[at] : units.ends[at]])
        for at in np.flatnonzero(are_date_words(units)).tolist()
    }


def is_a_house_line(draft: TokenizedText, source: TokenizedText, one: Judged) -> bool:
    """Returns whether a short passage without name or figure is unrelated to either text.

    It opens or closes its source, as the lines that a newsroom adds above and below its stories do:
    a sentence inside a story belongs to the story. Only capital letters show that it names nobody,
    so other scripts are not examined. The capitals of a label in front ("The Fine Print:") do not.
    """
    if not T.house_words <= one.words < T.subject_words or one.filled.figures_same:
        return False
    label = _label(source, one)
    if one.filled.names_same and not label:
        return False
    if source.words() - one.words < T.house_words:
        return False  # the source is nothing else
    start, end = one.aligned.source_start, one.aligned.source_end
    if label and source.content.named(start + label + 1, end):  # a label is followed by a capital
        return False
    if start > _EDGE and end < len(source.units) - _EDGE:
        return False
    raw = source.text[source.units.starts[start] : source.units.ends[end - 1]]
    if sum(map(str.islower, raw)) < len(raw) / 2:
        return False
    here = one.aligned
    return not _on_topic(source, start + label, end, T.off_topic) and not _on_topic(
        draft, here.start + label, here.end, T.off_topic
    )


def _label(source: TokenizedText, one: Judged) -> int:
    """How many units of a passage that begins a line are the label in front, before a colon."""
    first, last = one.aligned.source_start, one.aligned.source_end
    if source.text[: int(source.units.starts[first])].rpartition("\n")[2].strip():
        return 0  # in the middle of a line
    for behind in range(first + 1, min(first + _LABEL, last - 1) + 1):
        between = slice(int(source.units.ends[behind - 1]), int(source.units.starts[behind]))
        if source.text[between].strip() == ":":
            return behind - first
    return 0


def _on_topic(text: TokenizedText, start: int, end: int, share: float) -> bool:
    """Whether names or the share of the content of units start..end occur in the rest of a text."""
    content = text.content
    if not content.tells_around(start, end):
        return not content.tells(start, end)
    if len(content.around(content.named(start, end), start, end)) >= T.on_topic_names:
        return True
    within = content.within(start, end)
    return len(content.around(within, start, end)) >= share * len(within)
