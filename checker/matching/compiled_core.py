"""The compiled core: passes arrays and thresholds to its C functions."""

import ctypes
import threading
from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from checker.matching.alignment import LONGEST_PART, Alignment, Run
from checker.matching.bags import Bags
from checker.matching.candidates import Candidate, CandidateLimits, Hits, band_of
from checker.matching.chains import LOOK_BACK, MOST_SENTENCES
from checker.matching.compiled_alignments import alignments_with_all
from checker.matching.crowd import FEW_SEEDS, Beside, Crowd, Siblings
from checker.matching.gaps import Flags, Gaps
from checker.matching.letters import are_one_text
from checker.matching.phrases import Shingles, gap_of
from checker.matching.places import Tokens
from checker.matching.rarity import MANY, Holdings, Rarity
from checker.matching.seeds import MOST_RUNS, PLENTY, REPEATS, Runs
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import Mask, TokenizedText
from checker.native.addresses import (
    BesideHeld,
    CommonLimit,
    Limits,
    address,
    hits_held,
    own_address,
)
from checker.native.addresses import Run as NativeRun
from checker.native.library import Library
from checker.postings.common_phrase import UNDATED_BURST, CommonPhrase
from checker.postings.segment import KEY_BITS
from checker.text.shingles import Grams
from checker.text.unit_tables import Numbers
from checker.values import dataclass

__all__ = ["CompiledCore"]

_NO_MEMORY, _NOT_HERE, _TOO_MANY, _MARKS_ASKED, _LETTERS_ASKED = -1, -3, -4, -5, -6  # of core.h
_ROOM = 12 * MOST_RUNS  # numbers of the runs, four each, and of alignments, eight each
_ASKED = 4 * MOST_RUNS + 7  # where the first alignment has its number of runs
_COUNTS = 12  # numbers of the struct Counts of gaps.c


@dataclass(frozen=True, slots=True, eq=False)
class CompiledCore:
    """The functions of the library; results equal those of `PlainCore`, to the last bit."""

    _functions: ctypes.CDLL
    _limits: Limits
    _limits_at: int

    @staticmethod
    def of(library: Library) -> "CompiledCore":
        """Returns the core of a loaded library, with the thresholds of this package."""
        limits = Limits(
            REPEATS,
            PLENTY,
            MOST_RUNS,
            LOOK_BACK,
            T.most_reaches,
            LONGEST_PART,
            MOST_SENTENCES,
            T.gap_cost,
            T.skip_cost,
            T.max_gap,
            T.max_drift,
            T.wide_gap,
            T.even_gap,
            T.uneven,
            T.least_run,
            T.least_runs,
            T.least_chain,
            T.much_in_common,
            T.foreign_words,
            T.touching,
            T.least_sentence,
            T.x_drop,
            T.gap_likeness,
        )
        return CompiledCore(library.functions, limits, ctypes.addressof(limits))

    def align(self, draft: TokenizedText, source: TokenizedText) -> list[Alignment] | None:
        """Returns the alignments of two texts; None if `align` must examine the text."""
        scale = max(draft.scale, source.scale)
        count = self._aligned(draft, source, scale)
        if not count:
            return []
        out = _room.numbers
        if count == _MARKS_ASKED:
            draft.prepare_marks()
            source.prepare_marks()
            count = self._aligned(draft, source, scale)
        if count == _LETTERS_ASKED:
            told = b""
            if not (draft.prepare_letters() and source.prepare_letters()):
                rows = out[: 4 * int(out[_ASKED])].reshape(-1, 4).tolist()
                told = bytes([are_one_text(draft, source, row, scale) for row in rows])
            count = self._aligned(draft, source, scale, told)
        if count == _NOT_HERE:
            return None
        rows = out[4 * MOST_RUNS : 4 * MOST_RUNS + 8 * _done(count)].reshape(-1, 8).tolist()
        alignments = []
        for start, end, source_start, source_end, equal, longest, first, of in rows:
            held = iter(out[4 * first : 4 * (first + of)].tolist())
            runs = tuple(zip(*[held] * 4, strict=True))
            alignments.append(Alignment(start, end, source_start, source_end, equal, runs, longest))
        return alignments

    def align_all(
        self, draft: TokenizedText, sources: Sequence[TokenizedText]
    ) -> list[list[Alignment] | None]:
        """Returns the alignments with each source; None where `align` is to be asked."""
        return alignments_with_all(self._functions, self._limits_at, draft, sources)

    def _aligned(
        self, draft: TokenizedText, source: TokenizedText, scale: float, told: bytes = b""
    ) -> int:
        """How many alignments the library finds, or why it finds none; see `align.c`."""
        begins = _room.at
        count: int = self._functions.wirecheck_align(
            draft.addresses.at,
            draft.lookup_addresses.at,
            source.addresses.at,
            told,
            len(told),
            self._limits_at,
            scale,
            round(T.reach * scale),
            begins,
            begins + 32 * MOST_RUNS,
        )
        return count

    def seed_runs(self, draft: TokenizedText, source: TokenizedText) -> Runs:
        """Returns maximal runs of equal units of at least a seed, by place in the draft."""
        out = np.empty(4 * MOST_RUNS + 2, np.int64)  # the rows, the units of all and of the longest
        begins = own_address(out)
        count = _done(
            self._functions.wirecheck_seed_runs(
                draft.addresses.at,
                draft.lookup_addresses.at,
                source.addresses.at,
                self._limits_at,
                begins,
                begins + 32 * MOST_RUNS,
            )
        )
        total, longest = out[-2:].tolist()
        return Runs(out[: 4 * count].reshape(count, 4), total, longest, begins)

    def chains(self, runs: Runs, scale: float, least: float) -> list[list[Run]]:
        """Returns runs that follow each other in both texts, best first, of a minimum length."""
        count = len(runs)
        out = np.empty(2 * count, np.int64)
        members = own_address(out)
        made = _done(
            self._functions.wirecheck_chains(
                runs.at or address(runs.rows),
                count,
                scale,
                T.max_gap * scale,
                T.max_drift * scale,
                least,
                self._limits_at,
                members,
                members + 8 * count,
            )
        )
        ends: list[int] = out[count : count + made].tolist()
        if not ends:
            return []
        rows = list(map(tuple, runs.rows[out[: ends[-1]]].tolist()))
        return [rows[begin:end] for begin, end in zip((0, *ends), ends, strict=False)]

    def moved_ends(
        self,
        draft: TokenizedText,
        source: TokenizedText,
        part: Run,
        room: tuple[int, int],
        scale: float,
    ) -> Run:
        """Returns a part of both texts after its ends moved outwards over edited words."""
        run = NativeRun(*part)
        _done(
            self._functions.wirecheck_moved(
                draft.addresses.at,
                source.addresses.at,
                *room,
                round(T.reach * scale),
                T.x_drop * scale,
                self._limits_at,
                ctypes.addressof(run),
            )
        )
        return run.start, run.end, run.source_start, run.source_end

    def equal(self, draft: TokenizedText, source: TokenizedText, part: Run) -> int:
        """Returns how many units stand on both sides of a part, in this order."""
        run = NativeRun(*part)
        return _done(
            self._functions.wirecheck_equal(
                draft.addresses.at, source.addresses.at, ctypes.addressof(run)
            )
        )

    def equal_stretches(self, draft: TokenizedText, source: TokenizedText, part: Run) -> list[Run]:
        """Returns the stretches that a part has unchanged on both sides, in order."""
        run = NativeRun(*part)
        out = np.empty((min(part[1] - part[0], part[3] - part[2]) + 1, 4), np.int64)
        count = _done(
            self._functions.wirecheck_stretches(
                draft.addresses.at, source.addresses.at, ctypes.addressof(run), own_address(out)
            )
        )
        return list(map(tuple, out[:count].tolist()))

    def longest_run(self, runs: Runs, part: Run) -> int:
        """Returns the units of the longest run within a part."""
        at = runs.at or address(runs.rows)
        return _done(self._functions.wirecheck_longest(at, len(runs), *part))

    def share(self, few: Numbers, many: Numbers, least: int) -> bool:
        """Returns whether two lists, ascending and distinct, have so many numbers in common."""
        found: int = self._functions.wirecheck_share(
            address(few), len(few), address(many), len(many), least
        )
        return bool(found)

    def gaps(self, draft: Tokens, source: Tokens, part: Run, inside: tuple[int, int]) -> Gaps:
        """Returns the tokens of a part of both texts, compared place by place."""
        run = NativeRun(*part)
        out = np.empty(_COUNTS + 4 * (min(part[1] - part[0], part[3] - part[2]) + 1), np.int64)
        begins = own_address(out)
        count = _done(
            self._functions.wirecheck_gaps(
                draft.held.at,
                source.held.at,
                ctypes.addressof(run),
                *inside,
                T.form_slot,
                begins,
                begins + 8 * _COUNTS,
            )
        )
        return _gaps(out[:_COUNTS].tolist(), out[_COUNTS : _COUNTS + 4 * count].tolist())

    def filled(self, draft: TokenizedText, source: TokenizedText, part: Run) -> tuple[Run, Gaps]:
        """Returns the tokens of an alignment with the sentences that it cuts, and their gaps."""
        leads = 2 * T.form_lead * (draft.scale + source.scale)
        most = int(part[1] - part[0] + part[3] - part[2] + leads) + 2  # of both sides
        room = _room if 4 + _COUNTS + 4 * most <= _ROOM else _Room(4 + _COUNTS + 4 * most)
        run, begins = room.run, room.at
        run.start, run.end, run.source_start, run.source_end = part
        count = _done(
            self._functions.wirecheck_filled(
                draft.form.at,
                source.form.at,
                T.form_slot,
                begins,
                begins + 32,
                begins + 32 + 8 * _COUNTS,
            )
        )
        start, end, source_start, source_end, *counts = room.view[: 4 + _COUNTS].tolist()
        rows = room.view[4 + _COUNTS : 4 + _COUNTS + 4 * count].tolist() if count else []
        return (start, end, source_start, source_end), _gaps(counts, rows)

    def flagged_gaps(
        self, draft: Tokens, source: Tokens, flags: tuple[Flags, Flags], part: Run
    ) -> list[Run]:
        """Returns the gaps of a part that have tokens with the same flag on both sides."""
        run = NativeRun(*part)
        out = np.empty((min(part[1] - part[0], part[3] - part[2]) + 1, 4), np.int64)
        count = _done(
            self._functions.wirecheck_flagged(
                draft.held.at,
                source.held.at,
                address(flags[0]),
                address(flags[1]),
                ctypes.addressof(run),
                own_address(out),
            )
        )
        return list(map(tuple, out[:count].tolist()))

    def bags(self, draft: TokenizedText, source: TokenizedText, part: Run, without: Mask) -> Bags:
        """Compares a part of both texts as bags, ignoring units of the draft in `without`."""
        start, end, source_start, source_end = part
        room = _room
        _done(
            self._functions.wirecheck_bags(
                draft.ids_at + 8 * start,
                draft.telling_at + start,
                address(without) + start,
                end - start,
                source.ids_at + 8 * source_start,
                source.telling_at + source_start,
                source_end - source_start,
                room.at,
            )
        )
        return Bags(*room.view[:5].tolist())

    def distinct(self, found: Grams) -> Shingles:
        """Returns the shingles of a draft with their different keys."""
        count = len(found.hashes)
        out = np.empty(20 * count + 1, np.uint8)  # numbers of 8, 8 and 4 bytes
        begins = own_address(out)
        made = _done(
            self._functions.wirecheck_distinct(
                address(found.hashes),
                count,
                KEY_BITS,
                begins,
                begins + 8 * count,
                begins + 16 * count,
            )
        )
        return Shingles(
            found.lengths,
            out[: 8 * made].view(np.uint64),
            out[16 * count : 16 * count + 4 * made].view(np.int32),
            out[8 * count : 16 * count].view(np.int64),
        )

    def counted(
        self, hits: Hits, stopped: Mask, limit: CommonPhrase
    ) -> tuple[npt.NDArray[np.int64], Mask]:
        """Returns how many hits each key has, and which keys are common phrases."""
        common, keys = stopped.copy(), len(stopped)
        counts = np.empty(keys, np.int64)
        asked = CommonLimit(limit.days, limit.families, UNDATED_BURST)
        held = hits_held(hits.grams, hits.families, hits.docs, hits.days)
        _done(
            self._functions.wirecheck_counted(
                held.at,
                keys,
                ctypes.addressof(asked),
                address(counts),
                address(common),
            )
        )
        return counts, common

    def phrases(
        self, text: TokenizedText, shingles: Shingles, common: Mask, boilerplate: Mask
    ) -> tuple[Mask, Mask]:
        """Returns which units of a draft are common phrases, and which shingles are useful."""
        units, keys = len(text.units), len(shingles.keys)
        out = np.empty(units + keys + 1, bool)
        begins = own_address(out)
        _done(
            self._functions.wirecheck_phrases(
                address(shingles.which),
                address(shingles.lengths),
                len(shingles.which),
                address(common),
                keys,
                address(boilerplate),
                address(text.weight_before),
                units,
                gap_of(text),
                T.background_words,
                begins,
                begins + units,
            )
        )
        return out[:units], out[units:-1]

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
        out = np.empty((limits.families + limits.singles + 1, 3), np.int64)
        count = _done(
            self._functions.wirecheck_vote(
                address(hits.grams),
                address(hits.families),
                address(hits.places),
                len(hits),
                address(first_places),
                address(weights),
                address(useful),
                len(useful),
                band_of(limits, scale),
                limits.families,
                limits.singles,
                own_address(out),
            )
        )
        scores = out[:count, 2].view(np.float64).tolist()
        rows = out[:count, :2].tolist()
        return [
            Candidate(family, score, votes)
            for (family, votes), score in zip(rows, scores, strict=True)
        ]

    def bearers(self, crowd: Crowd, group: int, start: int, end: int) -> npt.NDArray[np.int64]:
        """Returns the row of each source that has most of some units, -1 if none has any."""
        best = np.empty(len(crowd.docs), np.int64)
        self._functions.wirecheck_bearers(crowd.held.at, group, start, end, address(best))
        return best

    def siblings(self, crowd: Crowd, one: Beside, best: npt.NDArray[np.int64]) -> Siblings:
        """Returns what other sources tell of a passage; `best` is the row that each has of it."""
        *numbers, seeds = one
        asked = BesideHeld(
            *numbers,
            address(seeds),
            len(seeds),
            T.sibling_share * (one.end - one.start),
            T.story_days,
            T.form_days,
            FEW_SEEDS,
            T.related_share,
        )
        out = np.empty(3 + len(best), np.int64)
        begins = own_address(out)
        while True:
            count: int = self._functions.wirecheck_siblings(
                crowd.held.at, ctypes.addressof(asked), address(best), begins, begins + 24
            )
            if count != _TOO_MANY:
                break
            addresses, counts = crowd.listed
            for at in out[3 : 3 + int(out[0])].tolist():
                theirs = crowd.seeds(at)
                addresses[at], counts[at] = address(theirs), len(theirs)
        siblings, forms = out[:2].tolist()
        most = float(out[2:3].view(np.float64)[0])
        return Siblings(out[3 : 3 + _done(count)], siblings, most, forms)

    def rarity(
        self,
        holdings: Holdings,
        earlier: Mask,
        runs: Sequence[Run],
        doc: int,
        silent: npt.NDArray[np.int64],
    ) -> Rarity:
        """Returns how rare the words of a part of a draft are in the index."""
        out = np.empty(4 + len(holdings.shingles.which), np.int64)
        begins = own_address(out)
        part = np.fromiter(chain.from_iterable(runs), np.int64, 4 * len(runs))
        holders, shingles = holdings.held
        count = _done(
            self._functions.wirecheck_rarity(
                holders.at,
                shingles.at,
                address(earlier),
                len(earlier),
                address(part),
                len(runs),
                doc,
                address(silent),
                len(silent),
                MANY,
                begins,
                begins + 32,
            )
        )
        units, before, own, often = out[:4].tolist()
        return Rarity(out[4 : 4 + count], units, before, own, often)


def _gaps(counts: list[int], places: list[int]) -> Gaps:
    """The gaps as the library counts them, and the places of those with names."""
    *same, figures, dates, dates_inside, slots, names, first, source_first = counts
    return Gaps(
        tuple(same),
        figures,
        dates,
        dates_inside,
        slots,
        tuple(zip(*[iter(places)] * 4, strict=True)) if places else (),
        bool(names),
        None if first < 0 else (first, source_first),
    )


class _Room(threading.local):
    """Where what is found in two texts is written, once a thread: it is a third of a megabyte."""

    def __init__(self, room: int = _ROOM) -> None:
        self.numbers = np.empty(room, np.int64)
        self.view = self.numbers.data
        self.at = own_address(self.numbers)
        self.run = NativeRun.from_address(self.at)  # of the same memory


_room = _Room()


def _done(result: int) -> int:
    """A result of the library; its faults are raised."""
    if result == _NO_MEMORY:
        raise MemoryError
    if result < 0:
        raise ValueError("the compiled core was handed places outside of the texts")
    return result
