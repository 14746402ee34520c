"""Whether a passage says a word that its source does not say there.

Similarity cannot tell: one other figure in a paragraph leaves it at 0.99, and so does a letter that
a scan damaged. So the words themselves are compared, for agreements that forbid any change.
"""

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from checker.models.evidence import Passage
from checker.text.fold import folded_text
from checker.text.units import Units, units_of

__all__ = ["SPELLING", "words_changed"]

SPELLING = 60  # likeness (0-100) from which two words are spellings of one
_Pairs = Iterator[tuple[str, str]]


def words_changed(draft: str, source: str, passages: Iterable[Passage]) -> bool:
    """Returns whether a counted passage in the text has words that differ from those of the source.

    Words that were left out are a cut, not a change. Words of a like spelling are the same word;
    figures are so only if they are equal.
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
    here: list[str] = []
    there: list[str] = []
    for step in steps:
        if step.tag == "equal":
            yield "".join(here), "".join(there)
            here, there = [], []
            continue
        here.append(_words(ours, mine, step.src_start, step.src_end))
        there.append(_words(theirs, other, step.dest_start, step.dest_end))
    yield "".join(here), "".join(there)


def _words(text: str, units: Units, first: int, last: int) -> str:
    if first == last:
        return ""
    words = text[int(units.starts[first]) : int(units.ends[last - 1])]
    return "".join(filter(str.isalnum, folded_text(words)))


def _says_other(ours: str, theirs: str) -> bool:
    if not ours:
        return False
    if any(map(str.isdigit, ours + theirs)):
        return ours != theirs
    return fuzz.ratio(ours, theirs) < SPELLING
