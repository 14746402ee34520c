"""What is known of the units of a text before it is laid beside others.

The functions in numpy are the reference; the compiled core returns the same in one call each. A
check asks for these once a draft, when neither the code of numpy nor its tables are at hand in the
processor's caches: that took four times as long as the work itself.
"""

import ctypes
from array import array
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checker.native.addresses import Held, address, held, own_address
from checker.native.library import compiled
from checker.text.points import are_capitals, capital_letters, code_points
from checker.text.sentences import Borders
from checker.text.tables import SINGLE, WORD
from checker.text.unit_tables import WEIGHT_OF, Numbers
from checker.text.units import Units

__all__ = [
    "SeedTable",
    "Sentences",
    "Weights",
    "plain_seed_table",
    "plain_sentences",
    "plain_weights",
    "seed_table",
    "sentences_of",
    "weights_of",
]

# What a word of so many letters tells, in twentieths; a figure, a character, a cluster.
_BY_LETTERS = np.array([2, 3, 3, 4, 12, 20])
_FIGURE, _CHARACTER, _CLUSTER = 20, 10, 8
_KINDS, _SIEVE = 8, 1 << 16


class Weights(NamedTuple):
    """The weight of each unit in sixths of a word, the sums before each and finally of all.

    `telling` is what each unit tells, in twentieths: all for long words and figures, less for
    others. Whole numbers, so that a sum is the same in any order.
    """

    weights: npt.NDArray[np.int32]
    before: npt.NDArray[np.int64]
    telling: npt.NDArray[np.uint8]


class SeedTable(NamedTuple):
    """Seeds sorted by hash, their positions, and a filter that rules most others out.

    The filter has a bit for the low bits of each hash, the lowest first.
    """

    hashes: Numbers
    order: npt.NDArray[np.intp]
    sieve: npt.NDArray[np.uint8]


class Sentences(NamedTuple):
    """The sentences that hold units, a row each: first unit, unit after the last.

    `capitals` are the units that begin with a capital, those that begin a sentence left out.
    """

    rows: npt.NDArray[np.int64]
    capitals: npt.NDArray[np.bool_]


class _Worth(ctypes.Structure):
    """The struct Worth of prepared.c."""

    _fields_ = (
        ("weights", ctypes.c_int32 * _KINDS),
        ("telling", ctypes.c_uint8 * _KINDS),
        ("by_letters", ctypes.c_uint8 * len(_BY_LETTERS)),
        ("figure", ctypes.c_uint8),
        ("word", ctypes.c_uint8),
    )


class _Sentences(ctypes.Structure):
    """The struct Sentences of prepared.c."""

    _fields_ = (
        ("points", ctypes.c_void_p),
        ("starts", ctypes.c_void_p),
        ("ends", ctypes.c_void_p),
        ("is_capital", ctypes.c_void_p),
        ("length", ctypes.c_int64),
        ("units", ctypes.c_int64),
        ("count", ctypes.c_int64),
        ("letters", ctypes.c_int64),
    )


def weights_of(units: Units) -> Weights:
    """Returns what the units of a text weigh and tell."""
    core = compiled()
    if core is None:
        return plain_weights(units)
    count = len(units.ids)
    out = np.empty(13 * count + 8, np.uint8)  # numbers of 8, of 4 and of 1 bytes
    begins, weights, telling = own_address(out), 8 * count + 8, 12 * count + 8
    core.wirecheck_weights(
        _worth().at,
        address(units.kinds),
        address(units.characters),
        address(units.figures),
        count,
        begins,
        begins + weights,
        begins + telling,
    )
    before = out[:weights].view(np.int64)
    return Weights(out[weights:telling].view(np.int32), before, out[telling:])


def plain_weights(units: Units) -> Weights:
    """Returns the same; the reference."""
    weights = units.weights()
    before = np.zeros(len(units) + 1, np.int64)
    np.cumsum(weights, out=before[1:])
    words = _BY_LETTERS[np.clip(units.characters, 0, len(_BY_LETTERS) - 1)]
    told = np.where(units.kinds == WORD, words, _CLUSTER)
    told = np.where(units.kinds == SINGLE, _CHARACTER, told)
    return Weights(weights, before, np.where(units.figures, _FIGURE, told).astype(np.uint8))


def seed_table(hashes: Numbers) -> SeedTable:
    """Returns the seeds of a text, ready to be looked up."""
    core = compiled()
    if core is None:
        return plain_seed_table(hashes)
    count = len(hashes)
    out = np.empty(16 * count + _SIEVE // 8, np.uint8)  # numbers of 8 bytes twice, then bits
    begins = own_address(out)
    made = core.wirecheck_seed_table(
        address(hashes), count, begins, begins + 8 * count, begins + 16 * count
    )
    if made < 0:
        raise MemoryError
    numbers = out[: 16 * count]
    return SeedTable(
        numbers[: 8 * count].view(np.uint64),
        numbers[8 * count :].view(np.int64),
        out[16 * count :],
    )


def plain_seed_table(hashes: Numbers) -> SeedTable:
    """Returns the same; the reference."""
    order = np.argsort(hashes, kind="stable")
    sieve = np.zeros(_SIEVE, bool)
    sieve[hashes & np.uint64(_SIEVE - 1)] = True
    return SeedTable(hashes[order], order, np.packbits(sieve, bitorder="little"))


def sentences_of(units: Units, borders: Borders) -> Sentences:
    """Returns the sentences of a text and its capitals.

    Raises:
        ValueError: units are outside of the text.
    """
    core = compiled()
    if core is None:
        return plain_sentences(units, borders)
    points, letters = code_points(borders.text), capital_letters()
    ends, count = array("q", borders.all_ends()), len(units.ids)
    out = np.empty(16 * len(ends) + count + 1, np.uint8)  # two numbers a sentence, a flag a unit
    begins, wide = own_address(out), 16 * len(ends)
    text = _Sentences(
        address(points),
        address(units.starts),
        ends.buffer_info()[0],
        address(letters),
        len(points),
        count,
        len(ends),
        len(letters),
    )
    made = core.wirecheck_sentences(ctypes.addressof(text), begins, begins + wide)
    if made < 0:
        raise ValueError("the compiled core was handed units outside of their text")
    rows = out[: 16 * made].view(np.int64).reshape(made, 2)
    return Sentences(rows, out[wide : wide + count].view(np.bool_))


def plain_sentences(units: Units, borders: Borders) -> Sentences:
    """Returns the same; the reference."""
    rows = np.zeros((len(ends := borders.all_ends()), 2), np.int64)
    rows[:, 1] = np.searchsorted(units.starts, ends)
    rows[1:, 0] = rows[:-1, 1]
    held: npt.NDArray[np.int64] = rows[rows[:, 1] > rows[:, 0]]
    found = are_capitals(code_points(borders.text)[units.starts])
    found[held[:, 0]] = False
    return Sentences(held, found)


@cache
def _worth() -> Held:
    telling = [{WORD: 0, SINGLE: _CHARACTER}.get(kind, _CLUSTER) for kind in range(_KINDS)]
    worth = _Worth(
        (ctypes.c_int32 * _KINDS)(*WEIGHT_OF.tolist()),
        (ctypes.c_uint8 * _KINDS)(*telling),
        (ctypes.c_uint8 * len(_BY_LETTERS))(*_BY_LETTERS.tolist()),
        _FIGURE,
        WORD,
    )
    return held(worth, ())
