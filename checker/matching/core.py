"""The core of alignment: the small steps run for every candidate, compiled or in Python.

`PlainCore` is the reference, in Python and numpy; `CompiledCore` returns the same to the last bit.
`core` decides once per process which of them runs.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from checker.matching.alignment import Alignment, Run
from checker.matching.bags import Bags, bags
from checker.matching.candidates import Candidate, CandidateLimits, Hits, common_phrases, vote
from checker.matching.chains import chains
from checker.matching.compiled_core import CompiledCore
from checker.matching.crowd import Beside, Crowd, Siblings, bearers, siblings
from checker.matching.ends import equal_stretches, moved_ends
from checker.matching.gaps import Flags, Gaps, flagged_gaps, gaps
from checker.matching.phrases import Shingles, distinct, phrases
from checker.matching.places import Tokens
from checker.matching.rarity import Holdings, Rarity, rarity
from checker.matching.seeds import Runs, longest_run, seed_runs
from checker.matching.tokens import Mask, TokenizedText
from checker.matching.widening import widened
from checker.native.library import Absent, library
from checker.postings.common_phrase import CommonPhrase
from checker.text.shingles import Grams
from checker.text.unit_tables import Numbers
from checker.values import dataclass

__all__ = ["Core", "PlainCore", "core"]


class Core(Protocol):
    """The interface of a core; each function is that of the same name in the reference."""

    def align(self, _draft: TokenizedText, _source: TokenizedText, /) -> list[Alignment] | None:
        """Returns all alignments; None if the caller must examine the characters."""

    def align_all(
        self, _draft: TokenizedText, _sources: Sequence[TokenizedText], /
    ) -> list[list[Alignment] | None]:
        """Returns the same of each source; None where `align` is to be asked."""

    def seed_runs(self, draft: TokenizedText, source: TokenizedText) -> Runs:
        """Returns maximal runs of equal units of at least a seed, by place in the draft."""

    def chains(self, runs: Runs, scale: float, least: float) -> list[list[Run]]:
        """Returns runs that follow each other in both texts, best first, of a minimum length."""

    def moved_ends(
        self,
        draft: TokenizedText,
        source: TokenizedText,
        part: Run,
        room: tuple[int, int],
        scale: float,
    ) -> Run:
        """Returns a part of both texts after its ends moved outwards over edited words."""

    def equal(self, draft: TokenizedText, source: TokenizedText, part: Run) -> int:
        """Returns how many units stand on both sides of a part, in this order."""

    def equal_stretches(self, draft: TokenizedText, source: TokenizedText, part: Run) -> list[Run]:
        """Returns the stretches that a part has unchanged on both sides, in order."""

    def longest_run(self, runs: Runs, part: Run) -> int:
        """Returns the units of the longest run within a part."""

    def share(self, few: Numbers, many: Numbers, least: int) -> bool:
        """Returns whether two lists, ascending and distinct, have so many numbers in common."""

    def gaps(self, draft: Tokens, source: Tokens, part: Run, inside: tuple[int, int]) -> Gaps:
        """Returns the tokens of a part of both texts, compared place by place."""

    def filled(self, draft: TokenizedText, source: TokenizedText, part: Run) -> tuple[Run, Gaps]:
        """Returns the tokens of an alignment with the sentences that it cuts, and their gaps."""

    def flagged_gaps(
        self, draft: Tokens, source: Tokens, flags: tuple[Flags, Flags], part: Run
    ) -> list[Run]:
        """Returns the gaps of a part that have tokens with the same flag on both sides."""

    def bags(self, draft: TokenizedText, source: TokenizedText, part: Run, without: Mask) -> Bags:
        """Compares a part of both texts as bags, ignoring units of the draft in `without`."""

    def distinct(self, found: Grams) -> Shingles:
        """Returns the shingles of a draft with their different keys."""

    def counted(
        self, hits: Hits, stopped: Mask, limit: CommonPhrase
    ) -> tuple[npt.NDArray[np.int64], Mask]:
        """Returns how many hits each key has, and which keys are common phrases."""

    def phrases(
        self, text: TokenizedText, shingles: Shingles, common: Mask, boilerplate: Mask
    ) -> tuple[Mask, Mask]:
        """Returns which units of a draft are common phrases, and which shingles are useful."""

    def vote(
        self,
        hits: Hits,
        first_places: npt.NDArray[np.int32],
        weights: npt.NDArray[np.float64],
        useful: Mask,
        limits: CandidateLimits,
        scale: float,
    ) -> list[Candidate]:
        """Returns the families that the hits of a draft point to, the best ones first."""

    def bearers(self, crowd: Crowd, group: int, start: int, end: int) -> npt.NDArray[np.int64]:
        """Returns the row of each source that has most of some units, -1 if none has any."""

    def siblings(self, crowd: Crowd, one: Beside, best: npt.NDArray[np.int64]) -> Siblings:
        """Returns what other sources tell of a passage; `best` is the row that each has of it."""

    def rarity(
        self,
        holdings: Holdings,
        earlier: Mask,
        runs: Sequence[Run],
        doc: int,
        silent: npt.NDArray[np.int64],
    ) -> Rarity:
        """Returns how rare the words of a part of a draft are in the index."""


@dataclass(frozen=True, slots=True)
class PlainCore:
    """The reference, which needs no compiler."""

    def align(self, _draft: TokenizedText, _source: TokenizedText) -> list[Alignment] | None:
        """Returns None: `checker.matching.align` is the reference."""
        return None

    def align_all(
        self, _draft: TokenizedText, sources: Sequence[TokenizedText]
    ) -> list[list[Alignment] | None]:
        """Returns None of each: `checker.matching.align` is the reference."""
        return [None] * len(sources)

    def seed_runs(self, draft: TokenizedText, source: TokenizedText) -> Runs:
        """See `checker.matching.seeds`."""
        return seed_runs(draft, source)

    def chains(self, runs: Runs, scale: float, least: float) -> list[list[Run]]:
        """See `checker.matching.chains`."""
        return chains(runs, scale, least)

    def moved_ends(
        self,
        draft: TokenizedText,
        source: TokenizedText,
        part: Run,
        room: tuple[int, int],
        scale: float,
    ) -> Run:
        """See `checker.matching.alignment`."""
        return moved_ends(draft.ids, source.ids, part, room, scale)

    def equal(self, draft: TokenizedText, source: TokenizedText, part: Run) -> int:
        """Returns the length of the longest common subsequence."""
        return LCSseq.similarity(draft.ids[part[0] : part[1]], source.ids[part[2] : part[3]])

    def equal_stretches(self, draft: TokenizedText, source: TokenizedText, part: Run) -> list[Run]:
        """See `checker.matching.ends`."""
        return equal_stretches(draft.ids, source.ids, part)

    def longest_run(self, runs: Runs, part: Run) -> int:
        """See `checker.matching.seeds`."""
        return longest_run(runs, part)

    def share(self, few: Numbers, many: Numbers, least: int) -> bool:
        """Counts how many of the first stand where they would be sorted into the second."""
        if not len(few) or not len(many):
            return least <= 0
        places = np.minimum(np.searchsorted(many, few), len(many) - 1)
        return int((many[places] == few).sum()) >= least

    def gaps(self, draft: Tokens, source: Tokens, part: Run, inside: tuple[int, int]) -> Gaps:
        """See `checker.matching.gaps`."""
        return gaps(draft, source, part, inside)

    def filled(self, draft: TokenizedText, source: TokenizedText, part: Run) -> tuple[Run, Gaps]:
        """See `checker.matching.widening` and `checker.matching.gaps`."""
        of_unit = draft.tokens.of_unit
        inside = int(of_unit[part[0]]), int(of_unit[part[1] - 1])
        tokens = widened(draft, source, part)
        return tokens, gaps(draft.tokens, source.tokens, tokens, inside)

    def flagged_gaps(
        self, draft: Tokens, source: Tokens, flags: tuple[Flags, Flags], part: Run
    ) -> list[Run]:
        """See `checker.matching.gaps`."""
        return flagged_gaps(draft, source, flags, part)

    def bags(self, draft: TokenizedText, source: TokenizedText, part: Run, without: Mask) -> Bags:
        """See `checker.matching.bags`."""
        return bags(draft, source, part, without)

    def distinct(self, found: Grams) -> Shingles:
        """See `checker.matching.phrases`."""
        return distinct(found)

    def counted(
        self, hits: Hits, stopped: Mask, limit: CommonPhrase
    ) -> tuple[npt.NDArray[np.int64], Mask]:
        """See `checker.matching.candidates`."""
        counts = np.bincount(hits.grams, minlength=len(stopped))
        return counts, stopped | common_phrases(hits, counts, limit)

    def phrases(
        self, text: TokenizedText, shingles: Shingles, common: Mask, boilerplate: Mask
    ) -> tuple[Mask, Mask]:
        """See `checker.matching.phrases`."""
        return phrases(text, shingles, common, boilerplate)

    def vote(
        self,
        hits: Hits,
        first_places: npt.NDArray[np.int32],
        weights: npt.NDArray[np.float64],
        useful: Mask,
        limits: CandidateLimits,
        scale: float,
    ) -> list[Candidate]:
        """See `checker.matching.candidates`."""
        return vote(hits, first_places, weights, useful, limits, scale)

    def bearers(self, crowd: Crowd, group: int, start: int, end: int) -> npt.NDArray[np.int64]:
        """See `checker.matching.crowd`."""
        return bearers(crowd, group, start, end)

    def siblings(self, crowd: Crowd, one: Beside, best: npt.NDArray[np.int64]) -> Siblings:
        """See `checker.matching.crowd`."""
        return siblings(crowd, one, best)

    def rarity(
        self,
        holdings: Holdings,
        earlier: Mask,
        runs: Sequence[Run],
        doc: int,
        silent: npt.NDArray[np.int64],
    ) -> Rarity:
        """See `checker.matching.rarity`."""
        return rarity(holdings, earlier, runs, doc, silent)


@lru_cache(maxsize=1)
def core() -> Core:
    """Returns the core of this process: the compiled one if available."""
    found = library()
    return PlainCore() if isinstance(found, Absent) else CompiledCore.of(found)
