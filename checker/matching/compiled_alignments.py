"""The alignments of a draft with several sources, found by one call of the compiled core."""

import ctypes
import threading
from array import array
from collections.abc import Sequence

import numpy as np

from checker.matching.alignment import Alignment
from checker.matching.seeds import MOST_RUNS
from checker.matching.tokens import TokenizedText
from checker.native.addresses import own_address

__all__ = ["alignments_with_all"]

_NO_MEMORY, _MARKS_ASKED, _LETTERS_ASKED = -1, -5, -6  # as in core.h
_RUN, _ALIGNMENT = 4, 8  # numbers of both structs
_ASKED = 64  # sources at a time


class _Room(threading.local):
    """Where alignments and their runs are written, once a thread: of one source, and of all.

    `counts` is how many alignments each source has, or what it asks for.
    """

    def __init__(self) -> None:
        runs, alignments = _RUN * MOST_RUNS, _ALIGNMENT * MOST_RUNS
        numbers = np.empty(2 * (runs + alignments) + _ASKED + 1, np.int64)
        places = [0, runs, runs + alignments, 2 * runs + alignments, 2 * (runs + alignments)]
        self.at = [own_address(numbers) + 8 * place for place in places]
        self.runs, self.alignments, self.counts = (numbers[place:].data for place in places[2:])


_room = _Room()


def alignments_with_all(
    functions: ctypes.CDLL, limits_at: int, draft: TokenizedText, sources: Sequence[TokenizedText]
) -> list[list[Alignment] | None]:
    """Returns the alignments with each source; None where the source must be asked for by itself.

    Raises:
        MemoryError: there is none left.
        ValueError: a text has other numbers than it should.
    """
    out: list[list[Alignment] | None] = []
    while len(out) < len(sources):
        rest = sources[len(out) : len(out) + _ASKED]
        asked = array("q", [one.addresses.at for one in rest])
        done: int = functions.wirecheck_align_all(
            draft.addresses.at,
            draft.lookup_addresses.at,
            asked.buffer_info()[0],
            len(rest),
            limits_at,
            *_room.at,
        )
        if done == _NO_MEMORY:
            raise MemoryError
        if done < 0:
            raise ValueError("the compiled core was handed places outside of the texts")
        found = _room.counts[: done + 1].tolist()
        if min(found[:done], default=0) < 0:
            for source, count in zip(rest, found[:done], strict=False):
                _prepare(source, count)
        out += _read(found[:done])
        if done < len(rest) and not _prepare(draft, found[done]) and (not done or found[done] < 0):
            out.append(None)
    return out


def _prepare(text: TokenizedText, found: int) -> bool:
    """Prepares what an alignment asks for; returns whether it asked and there is such a thing."""
    if found == _MARKS_ASKED:
        text.prepare_marks()
        return True
    return found == _LETTERS_ASKED and text.prepare_letters()


def _read(counts: Sequence[int]) -> list[list[Alignment] | None]:
    """The alignments of each source as the library wrote them one behind the other."""
    total = sum([count for count in counts if count > 0])
    if not total:
        return [None if count < 0 else [] for count in counts]
    numbers = iter(_room.alignments[: _ALIGNMENT * total].tolist())
    rows = list(zip(*[numbers] * _ALIGNMENT, strict=True))
    *_, first, of = rows[-1]
    held = iter(_room.runs[: _RUN * (first + of)].tolist())
    runs = list(zip(*[held] * _RUN, strict=True))
    found = [
        Alignment(start, end, source_start, source_end, equal, tuple(runs[at : at + of]), longest)
        for start, end, source_start, source_end, equal, longest, at, of in rows
    ]
    out: list[list[Alignment] | None] = []
    place = 0
    for count in counts:
        out.append(None if count < 0 else found[place : place + count])
        place += max(0, count)
    return out
