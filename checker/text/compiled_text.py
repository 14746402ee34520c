"""Compiled core for texts: units, runs of units and winnowing, on the arrays of this room.

It returns the same as `checker.text.units` and `checker.text.shingles`, which are the reference.
"""

import ctypes
import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checker.native.addresses import Held, Reader, address, held, own_address
from checker.native.library import Absent, Library, library
from checker.text.fold_table import EXPANDS, FoldTable, fold_table
from checker.text.points import Points
from checker.text.unit_tables import TOP, WEIGHT_OF, Numbers, unit_tables
from checker.values import dataclass

__all__ = ["CompiledText", "ReadArrays", "UnitArrays", "compiled_text"]

_NO_MEMORY, _NOT_HERE, _TOO_MANY = -1, -3, -4  # as in core.h
_BYTES = 23  # of a unit in the room for results
_SEED_BYTES = 12  # of a seed behind them
_LETTERS = 3  # a unit in a usual text, at least
_KEPT = 50_000  # letters of a text whose room for results is used again

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int32]
UnitArrays = tuple[Numbers, Places, Places, Bytes, Places, npt.NDArray[np.bool_], Places]


class ReadArrays(NamedTuple):
    """A text as it is read at once: its units, the hashes of its seeds, how many units each has.

    `middle` is the median of the weights of its units, 0 where there are none.
    """

    units: UnitArrays
    hashes: Numbers
    lengths: Places
    middle: float


@dataclass(frozen=True, slots=True, eq=False)
class CompiledText:
    """The functions of the library with the tables that they read."""

    _functions: ctypes.CDLL
    _reader: Held
    _weights: int

    @staticmethod
    def of(found: Library) -> "CompiledText":
        """Returns the core of a loaded library, with the tables of this package."""
        tables = unit_tables()
        arrays = (
            np.ascontiguousarray(tables.kinds, np.uint8),
            np.ascontiguousarray(tables.characters, np.uint64),
            np.ascontiguousarray(tables.places, np.uint64),
            np.ascontiguousarray(tables.begins, np.bool_),
            np.ascontiguousarray(tables.stops, np.bool_),
            np.ascontiguousarray(tables.scripts, np.uint8),
            np.ascontiguousarray(tables.latin, np.uint32),
        )
        return CompiledText(
            found.functions,
            held(Reader(*[address(one) for one in arrays], TOP, EXPANDS), arrays),
            address(WEIGHT_OF),
        )

    def units(self, values: Points, table: FoldTable) -> UnitArrays | None:
        """Returns the arrays of the units of a text; None if the reference must read it.

        Args:
            values: what each code point of the text folds to.
            table: the table with what it expands to.
        """
        values = np.ascontiguousarray(values)
        begins, expansions = address(table.starts), address(table.expansions)
        room = np.empty(_BYTES * (len(values) // _LETTERS + 16), np.uint8)
        given = (self._reader.at, address(values), len(values), begins, expansions)
        count, room = _fitting(self._functions.wirecheck_units, given, room)
        if count == _NOT_HERE:
            return None
        return _arrays(room[: _BYTES * _done(count)].copy(), count)  # the room is larger

    def read(self, text: str, weight: int) -> ReadArrays | None:
        """Returns the units of a text as given and its runs of units of a weight, its seeds.

        None if `letters_of` must fold the text, because its letters depend on one another.
        """
        points = text.encode("utf-32-le", "surrogatepass")
        letters = len(text)
        room = _room.numbers if letters <= _KEPT else np.empty(_room_for(letters), np.uint8)
        told = _room.told
        given = (self._reader.at, points, letters, *_folding(), self._weights, weight)
        count, room = _fitting(self._functions.wirecheck_text, given, room, own_address(told))
        if count == _NOT_HERE:
            return None
        begins = (_BYTES * _done(count) + 7) // 8 * 8
        held = room[: begins + _SEED_BYTES * count].copy()  # the room is larger, and used again
        seeds, middle, alike = told.tolist()
        hashes, lengths = held[begins : begins + 8 * count], held[begins + 8 * count :]
        return ReadArrays(
            _arrays(held, count, alike=bool(alike)),
            hashes.view(np.uint64)[:seeds],
            lengths.view(np.int32)[:seeds],
            middle / 2,
        )

    def signs(self, text: str) -> int:
        """Returns which insertions between words a text may have; see `checker.text.interposed`."""
        points = text.encode("utf-32-le", "surrogatepass")
        return _done(self._functions.wirecheck_signs(points, len(text)))

    def disguises(self, text: str) -> int:
        """Returns which disguises a text may have; see `checker.text.disguise`."""
        points = text.encode("utf-32-le", "surrogatepass")
        return _done(self._functions.wirecheck_disguises(points, len(text)))

    def grams(self, ids: Numbers, kinds: Bytes, weight: int) -> tuple[Numbers, Places]:
        """Returns the hashes of all runs of units of a weight, and how many units each has."""
        count = len(ids)
        out = np.empty(count + (count + 1) // 2, np.uint64)
        hashes = own_address(out)
        found = _done(
            self._functions.wirecheck_grams(
                address(ids),
                address(kinds),
                count,
                self._weights,
                weight,
                hashes,
                hashes + 8 * count,
            )
        )
        return out[:found], out[count:].view(np.int32)[:found]

    def winnow(self, hashes: Numbers, window: int) -> npt.NDArray[np.intp]:
        """Returns places of the smallest hash of every window, the rightmost of equals.

        Ascending.
        """
        out = np.empty(len(hashes), np.int64)
        if not len(hashes):
            return out
        found = self._functions.wirecheck_winnow(
            address(np.ascontiguousarray(hashes)), len(hashes), window, own_address(out)
        )
        return out[: _done(found)]


def _fitting(
    call: Callable[..., int], given: Sequence[object], room: Bytes, *behind: int
) -> tuple[int, Bytes]:
    """Calls a function until the room for its results is large enough: its answer and the room."""
    while True:
        count = call(*given, own_address(room), len(room), *behind)
        if count != _TOO_MANY:
            return count, room
        room = np.empty(2 * len(room), np.uint8)


def _arrays(held: Bytes, count: int, *, alike: bool = True) -> UnitArrays:
    """The arrays of so many units, one behind the other, widest first; some may look `alike`."""
    wide, narrow = held[8 * count : 20 * count].view(np.int32), held[20 * count :]
    return (
        held[: 8 * count].view(np.uint64),
        wide[:count],
        wide[count : 2 * count],
        narrow[:count],
        wide[2 * count :],
        narrow[count : 2 * count].view(np.bool_),
        np.flatnonzero(narrow[2 * count : 3 * count]).astype(np.int32) if alike else _NONE,
    )


def _room_for(letters: int) -> int:
    """The bytes for the units and seeds of a text, unless its letters fold to more."""
    return (_BYTES + _SEED_BYTES) * letters + 64


class _Room(threading.local):
    """Where the units of a short text are written, once a thread, and what is told of them."""

    def __init__(self) -> None:
        self.numbers = np.empty(_room_for(_KEPT), np.uint8)
        self.told = np.empty(3, np.int64)


_room = _Room()
_NONE = np.zeros(0, np.int32)


@lru_cache(maxsize=1)
def _folding() -> tuple[int, int, int]:
    """The addresses of the table of folding, which is kept for good."""
    table = fold_table()
    return address(table.values), address(table.starts), address(table.expansions)


def _done(result: int) -> int:
    """A result of the library; its faults are raised."""
    if result == _NO_MEMORY:
        raise MemoryError
    if result < 0:
        raise ValueError("the compiled core was handed a text that it cannot read")
    return result


@lru_cache(maxsize=1)
def compiled_text() -> CompiledText | None:
    """Returns the compiled core of this installation; None where the Python code runs."""
    found = library()
    return None if isinstance(found, Absent) else CompiledText.of(found)
