"""Whether a passage says a word that its source does not say there.

Similarity cannot tell: one other figure in a paragraph leaves it at 0.99, and so does a letter that
a scan damaged. So the words themselves are compared, for agreements that forbid any change.
"""

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from checker.models.evidence import Passage
from checker.text.figure_words import are_date_words, are_number_words
from checker.text.fold import folded_text
from checker.text.units import Units, units_of

__all__ = ["SPELLING", "words_changed"]

SPELLING = 75  # likeness (0-100) from which two words with one first letter are spellings of one
_THOUSANDS = re.compile(r"(?<=\d)[.,'’\s](?=\d{3}(?!\d))")
_DECIMALS = re.compile(r"(?<=\d)[.,٫](?=\d)")
_Pairs = Iterator[tuple[str, str]]


def words_changed(draft: str, source: str, passages: Iterable[Passage]) -> bool:
    """Returns whether a counted passage in the text has words that differ from those of the source.

    Words that were left out are a cut, not a change. Words of a like spelling are the same word;
    figures, numbers in words, months and weekdays are so only if they are equal.
    """
    return any(
        _says_other(ours, theirs)
        for passage in passages
        if passage.counted and not passage.field
        for ours, theirs in _differences(
            draft[passage.start : passage.end], source[passage.source_start : passage.source_end]
        )
    )


def _differences(ours: str, theirs: str) -> _Pairs:
    """The stretches in which two texts have other words, folded, without blanks."""
    mine, other = units_of(ours), units_of(theirs)
    steps = Levenshtein.opcodes(mine.ids.tolist(), other.ids.tolist())
    # Where a stretch begins, which is read as a whole: 11.4 is two units, and 114 one.
    at = by = 0
    for step in steps:
        if step.tag == "equal":
            yield _words(ours, mine, at, step.src_start), _words(theirs, other, by, step.dest_start)
            at, by = step.src_end, step.dest_end
    yield _words(ours, mine, at, len(mine)), _words(theirs, other, by, len(other))


def _words(text: str, units: Units, first: int, last: int) -> str:
    if first == last:
        return ""
    words = text[int(units.starts[first]) : int(units.ends[last - 1])]
    whole = _DECIMALS.sub("_", _THOUSANDS.sub("", folded_text(words)))
    return "".join(sign for sign in whole if sign.isalnum() or sign == "_")


def _says_other(ours: str, theirs: str) -> bool:
    if not ours or ours == theirs:
        return False
    if any(map(str.isdigit, ours + theirs)) or any(map(_is_value, (ours, theirs))):
        return True
    # The first letter parts east from west, and what is legal from what is not.
    return ours[:1] != theirs[:1] or fuzz.ratio(ours, theirs) < SPELLING


def _is_value(words: str) -> bool:
    """Whether a word is a number, a month or a weekday."""
    units = units_of(words)
    return bool((are_number_words(units) | are_date_words(units)).any())
