"""Both sides of an alignment in the letters of the texts: where it is, and what it fills there."""

from rapidfuzz import fuzz

from checker.matching.alignment import Alignment
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText
from checker.text.fold import folded_text
from checker.text.sentences import STOPS
from checker.values import dataclass, kept

__all__ = ["Sides"]

_CLOSING = STOPS + '”"»’)」』'
_LONGEST_LETTERS = 8000


@dataclass(frozen=True, eq=False)
class Sides:
    """An alignment with its place in the letters of both texts, looked at once."""

    draft: TokenizedText
    source: TokenizedText
    alignment: Alignment

    @kept
    def where(self) -> tuple[int, int, int, int]:
        """The alignment in code points of both texts as given."""
        return _characters(self.draft, self.source, self._begun, self._around)

    @kept
    def _begun(self) -> tuple[int, int, int, int]:
        """Where its first and its last unit begin and end, in code points of both texts."""
        draft, source, alignment = self.draft, self.source, self.alignment
        return (
            draft.starts[alignment.start],
            draft.ends[alignment.end - 1],
            source.starts[alignment.source_start],
            source.ends[alignment.source_end - 1],
        )

    @kept
    def _around(self) -> tuple[int, int, int, int]:
        """Where the sentences of these units begin and end."""
        start, end, source_start, source_end = self._begun
        here, there = self.draft.borders, self.source.borders
        return (
            here.sentence_start(start),
            here.sentence_end(end),
            there.sentence_start(source_start),
            there.sentence_end(source_end),
        )

    @kept
    def _completeness(self) -> tuple[float, float]:
        """How much of the sentences that it touches is inside it, in either text."""
        start, end, source_start, source_end = self.where
        begun, around = self._begun, self._around
        here, there = self.draft.borders, self.source.borders
        first = around[0] if start == begun[0] else here.sentence_start(start)
        last = around[1] if end == begun[1] else here.sentence_end(end)
        its_first = around[2] if source_start == begun[2] else there.sentence_start(source_start)
        its_last = around[3] if source_end == begun[3] else there.sentence_end(source_end)
        return (
            (end - start) / max(1, last - first),
            (source_end - source_start) / max(1, its_last - its_first),
        )

    @kept
    def are_sentences(self) -> bool:
        """Whether it fills its sentences or consists of whole ones, in both texts."""
        start, end, source_start, source_end = self.where
        return all(
            complete >= T.complete or borders.wholeness(a, b) >= T.complete
            for complete, borders, a, b in (
                (self._completeness[0], self.draft.borders, start, end),
                (self._completeness[1], self.source.borders, source_start, source_end),
            )
        )

    @property
    def are_moved(self) -> bool:
        """Whether a short alignment is a whole sentence without a change: one that was moved."""
        return self.alignment.similarity == 1.0 and self.are_sentences

    @kept
    def filled(self) -> float:
        """How much of the sentences that it touches it fills, in the mean of both texts.

        An unchanged sentence fills its own, though both texts have the same word in front of it.
        """
        start, end, source_start, source_end = self.where
        here, there = self.draft.borders, self.source.borders
        filled = sum(self._completeness)
        if self.alignment.similarity == 1.0 and filled < 2 * T.complete:
            whole = here.wholeness(start, end), there.wholeness(source_start, source_end)
            if min(whole) >= T.complete:
                return sum(whole) / 2
        return filled / 2

    @property
    def likeness(self) -> float:
        """How alike it is letter by letter, 0-1: what damage by a scan leaves."""
        draft, source, alignment = self.draft, self.source, self.alignment
        here = draft.text[draft.starts[alignment.start] : draft.ends[alignment.end - 1]]
        there = source.text[
            source.starts[alignment.source_start] : source.ends[alignment.source_end - 1]
        ]
        if len(here) > _LONGEST_LETTERS or len(there) > _LONGEST_LETTERS:
            return 0.0
        return fuzz.ratio(folded_text(here), folded_text(there)) / 100


def _characters(
    draft: TokenizedText,
    source: TokenizedText,
    begun: tuple[int, int, int, int],
    around: tuple[int, int, int, int],
) -> tuple[int, int, int, int]:
    """The alignment in code points of both texts as given.

    A damaged or edited rest of the sentence, alike in its characters on both sides, and equal
    closing marks are taken along. `begun` is where its units begin and end, `around` where their
    sentences do.
    """
    start, end, source_start, source_end = begun
    first, last, its_first, its_last = around
    if _alike(draft, (first, start), source.text[its_first:source_start]):
        start, source_start = first, its_first
    if _alike(draft, (end, last), source.text[source_end:its_last]):
        end, source_end = last, its_last
    while (
        end < len(draft.text)
        and source_end < len(source.text)
        and draft.text[end] == source.text[source_end]
        and draft.text[end] in _CLOSING
    ):
        end, source_end = end + 1, source_end + 1
    return start, end, source_start, source_end


def _alike(draft: TokenizedText, rest: tuple[int, int], there: str) -> bool:
    """Whether two short rests of a sentence, one of the draft, are one text, damaged or edited."""
    start, end = rest
    if not 1 < end - start <= T.near_boundary or not 1 < len(there) <= T.near_boundary:
        return False
    if draft.text[start:end] == there:
        return True
    return fuzz.ratio(draft.folded(*rest), folded_text(there)) >= 100 * T.boundary_likeness
