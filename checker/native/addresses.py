"""What the compiled core is handed: structs of core.h, and arrays by their addresses.

An address is good only as long as the array lives, so each struct is held together with them.
"""

import ctypes
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.values import dataclass

__all__ = [
    "BesideHeld",
    "Borders",
    "CommonLimit",
    "Held",
    "Limits",
    "Reader",
    "Run",
    "TextRead",
    "TokensMade",
    "address",
    "crowd_held",
    "form_held",
    "held",
    "hits_held",
    "holders_held",
    "own_address",
    "segment_held",
    "shingles_held",
    "signs_held",
    "table_held",
    "text_held",
    "tokens_held",
    "words_held",
]

_buffer: Callable[[Any], Any] = (ctypes.c_char * 0).from_buffer
_at = ctypes.addressof


class Text(ctypes.Structure):
    """The struct Text of core.h."""

    _fields_ = (
        ("ids", ctypes.c_void_p),
        ("seeds", ctypes.c_void_p),
        ("lengths", ctypes.c_void_p),
        ("units", ctypes.c_int64),
        ("count", ctypes.c_int64),
        ("marks", ctypes.c_void_p),
        ("letters", ctypes.c_void_p),
        ("starts", ctypes.c_void_p),
        ("length", ctypes.c_int64),
        ("scale", ctypes.c_double),
        ("reach", ctypes.c_int64),
    )


class Table(ctypes.Structure):
    """The struct Table of core.h."""

    _fields_ = (
        ("hashes", ctypes.c_void_p),
        ("order", ctypes.c_void_p),
        ("sieve", ctypes.c_void_p),
        ("count", ctypes.c_int64),
    )


class Tokens(ctypes.Structure):
    """The struct Tokens of gaps.c."""

    _fields_ = (
        ("keys", ctypes.c_void_p),
        ("kinds", ctypes.c_void_p),
        ("telling", ctypes.c_void_p),
        ("starts", ctypes.c_void_p),
        ("ids", ctypes.c_void_p),
        ("digits", ctypes.c_void_p),
        ("digit_starts", ctypes.c_void_p),
        ("count", ctypes.c_int64),
    )


class Form(ctypes.Structure):
    """The struct Form of gaps.c."""

    _fields_ = (
        ("tokens", ctypes.c_void_p),
        ("of_unit", ctypes.c_void_p),
        ("sentences", ctypes.c_void_p),
        ("count", ctypes.c_int64),
        ("lead", ctypes.c_double),
    )


class Limits(ctypes.Structure):
    """The struct Limits of core.h."""

    _fields_ = (
        ("repeats", ctypes.c_int64),
        ("plenty", ctypes.c_int64),
        ("most_runs", ctypes.c_int64),
        ("look_back", ctypes.c_int64),
        ("most_reaches", ctypes.c_int64),
        ("longest_part", ctypes.c_int64),
        ("most_sentences", ctypes.c_int64),
        ("gap_cost", ctypes.c_double),
        ("skip_cost", ctypes.c_double),
        ("max_gap", ctypes.c_double),
        ("max_drift", ctypes.c_double),
        ("wide_gap", ctypes.c_double),
        ("even_gap", ctypes.c_double),
        ("uneven", ctypes.c_double),
        ("least_run", ctypes.c_double),
        ("least_runs", ctypes.c_double),
        ("least_chain", ctypes.c_double),
        ("much", ctypes.c_double),
        ("foreign_words", ctypes.c_double),
        ("touching", ctypes.c_double),
        ("least_sentence", ctypes.c_double),
        ("x_drop", ctypes.c_double),
        ("gap_likeness", ctypes.c_double),
    )


class Reader(ctypes.Structure):
    """The struct Reader of units.c."""

    _fields_ = (
        ("kinds", ctypes.c_void_p),
        ("characters", ctypes.c_void_p),
        ("places", ctypes.c_void_p),
        ("begins", ctypes.c_void_p),
        ("stops", ctypes.c_void_p),
        ("scripts", ctypes.c_void_p),
        ("latin", ctypes.c_void_p),
        ("top", ctypes.c_int64),
        ("expands", ctypes.c_int64),
    )


class Borders(ctypes.Structure):
    """The struct Borders of sentences.c."""

    _fields_ = (
        ("points", ctypes.c_void_p),
        ("starts", ctypes.c_void_p),
        ("ends", ctypes.c_void_p),
        ("spaces", ctypes.c_void_p),
        ("length", ctypes.c_int64),
        ("count", ctypes.c_int64),
        ("space_count", ctypes.c_int64),
        ("reach", ctypes.c_int64),
        ("marks", ctypes.c_int64),
    )


class Segment(ctypes.Structure):
    """The struct Segment of lookup.c."""

    _fields_ = (
        ("docs", ctypes.c_void_p),
        ("days", ctypes.c_void_p),
        ("families", ctypes.c_void_p),
        ("units", ctypes.c_void_p),
        ("buckets", ctypes.c_void_p),
        ("rest", ctypes.c_void_p),
        ("rows", ctypes.c_void_p),
        ("places", ctypes.c_void_p),
        ("stops", ctypes.c_void_p),
        ("documents", ctypes.c_int64),
        ("postings", ctypes.c_int64),
        ("prefix", ctypes.c_int64),
        ("width", ctypes.c_int64),
        ("stopped", ctypes.c_int64),
    )


class _Hits(ctypes.Structure):
    """The struct Hits of counting.c."""

    _fields_ = (
        ("grams", ctypes.c_void_p),
        ("families", ctypes.c_void_p),
        ("docs", ctypes.c_void_p),
        ("days", ctypes.c_void_p),
        ("count", ctypes.c_int64),
    )


class _Holders(ctypes.Structure):
    """The struct Holders of counting.c."""

    _fields_ = (
        ("begins", ctypes.c_void_p),
        ("families", ctypes.c_void_p),
        ("docs", ctypes.c_void_p),
        ("keys", ctypes.c_int64),
        ("count", ctypes.c_int64),
    )


class _Shingles(ctypes.Structure):
    """The struct Shingles of counting.c."""

    _fields_ = (
        ("which", ctypes.c_void_p),
        ("lengths", ctypes.c_void_p),
        ("count", ctypes.c_int64),
        ("keys", ctypes.c_int64),
        ("common", ctypes.c_void_p),
    )


class CommonLimit(ctypes.Structure):
    """The struct Common of counting.c."""

    _fields_ = (
        ("days", ctypes.c_int64),
        ("families", ctypes.c_int64),
        ("burst", ctypes.c_int64),
    )


class _Crowd(ctypes.Structure):
    """The struct Crowd of siblings.c."""

    _fields_ = (
        ("rows", ctypes.c_void_p),
        ("words", ctypes.c_void_p),
        ("begins", ctypes.c_void_p),
        ("groups", ctypes.c_void_p),
        ("days", ctypes.c_void_p),
        ("docs", ctypes.c_void_p),
        ("seeds", ctypes.c_void_p),
        ("seed_counts", ctypes.c_void_p),
        ("sources", ctypes.c_int64),
    )


class BesideHeld(ctypes.Structure):
    """The struct Beside of siblings.c."""

    _fields_ = (
        ("group", ctypes.c_int64),
        ("day", ctypes.c_int64),
        ("start", ctypes.c_int64),
        ("end", ctypes.c_int64),
        ("anew", ctypes.c_int64),
        ("units", ctypes.c_int64),
        ("words", ctypes.c_double),
        ("run", ctypes.c_double),
        ("seeds", ctypes.c_void_p),
        ("seed_count", ctypes.c_int64),
        ("least", ctypes.c_double),
        ("story_days", ctypes.c_int64),
        ("form_days", ctypes.c_int64),
        ("few_seeds", ctypes.c_int64),
        ("share", ctypes.c_double),
    )


class Words(ctypes.Structure):
    """The struct Words of places.c."""

    _fields_ = (
        ("ids", ctypes.c_void_p),
        ("sieve", ctypes.c_void_p),
        ("count", ctypes.c_int64),
    )


class TextRead(ctypes.Structure):
    """The struct Read of places.c."""

    _fields_ = (
        ("points", ctypes.c_void_p),
        ("ids", ctypes.c_void_p),
        ("starts", ctypes.c_void_p),
        ("ends", ctypes.c_void_p),
        ("kinds", ctypes.c_void_p),
        ("figures", ctypes.c_void_p),
        ("capitals", ctypes.c_void_p),
        ("numbers", ctypes.c_void_p),
        ("dates", ctypes.c_void_p),
        ("length", ctypes.c_int64),
        ("units", ctypes.c_int64),
        ("capitals_name", ctypes.c_int64),
        ("names", ctypes.c_void_p),
        ("name_count", ctypes.c_int64),
        ("addresses", ctypes.c_void_p),
        ("address_count", ctypes.c_int64),
    )


class TokensMade(ctypes.Structure):
    """The struct Made of places.c."""

    _fields_ = (
        ("starts", ctypes.c_void_p),
        ("keys", ctypes.c_void_p),
        ("digit_starts", ctypes.c_void_p),
        ("asked", ctypes.c_void_p),
        ("of_unit", ctypes.c_void_p),
        ("digits", ctypes.c_void_p),
        ("kinds", ctypes.c_void_p),
    )


class _Set(ctypes.Structure):
    """The struct Set of places.c."""

    _fields_ = (("points", ctypes.c_void_p), ("count", ctypes.c_int64))


class Signs(ctypes.Structure):
    """The struct Signs of places.c."""

    _fields_ = (
        ("joining", _Set),
        ("nothing_before", _Set),
        ("numerals", _Set),
        ("counted", _Set),
        ("date_units", _Set),
        ("single", ctypes.c_int64),
        ("day", ctypes.c_int64),
        ("first_kana", ctypes.c_int64),
        ("last_kana", ctypes.c_int64),
    )


class Run(ctypes.Structure):
    """The struct Run of core.h."""

    _fields_ = (
        ("start", ctypes.c_int64),
        ("end", ctypes.c_int64),
        ("source_start", ctypes.c_int64),
        ("source_end", ctypes.c_int64),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A struct at the address `at`, with the arrays and other structs that it points into."""

    at: int
    struct: ctypes.Structure
    arrays: tuple[npt.NDArray[Any], ...]
    others: tuple["Held", ...] = ()


def address(array: npt.NDArray[Any]) -> int:
    """Returns the address of the first item of a contiguous array."""
    try:
        return _at(_buffer(array))
    except TypeError:  # it may not be written
        at: int = array.__array_interface__["data"][0]
        return at


def own_address(array: npt.NDArray[Any]) -> int:
    """Returns the address of a new and writable array."""
    return _at(_buffer(array))


def text_held(
    ids: npt.NDArray[np.uint64],
    seeds: npt.NDArray[np.uint64],
    lengths: npt.NDArray[np.int32],
    scale: float,
    reach: int,
) -> Held:
    """A text for the compiled core: the numbers of its units, its seeds and their lengths.

    `scale` is how many units make a word, `reach` how many an end may be moved at once.
    """
    arrays = (
        np.ascontiguousarray(ids, np.uint64),
        np.ascontiguousarray(seeds, np.uint64),
        np.ascontiguousarray(lengths, np.int32),
    )
    text = Text(*_all(arrays), len(ids), len(seeds), scale=scale, reach=reach)
    return held(text, arrays)


def tokens_held(*arrays: npt.NDArray[Any]) -> Held:
    """The tokens of a text for the compiled core; the arrays are those of its struct, in order."""
    return held(Tokens(*_all(arrays), len(arrays[0])), arrays)


def form_held(
    tokens: Held, of_unit: npt.NDArray[np.int32], sentences: npt.NDArray[np.int64], lead: float
) -> Held:
    """A text for the comparison of places: its tokens, which one each unit is in, its sentences."""
    arrays = (np.ascontiguousarray(of_unit), np.ascontiguousarray(sentences))
    form = Form(tokens.at, *_all(arrays), len(sentences), lead)
    return Held(ctypes.addressof(form), form, (*tokens.arrays, *arrays), (tokens,))


def signs_held(sets: tuple[npt.NDArray[np.uint32], ...], *numbers: int) -> Held:
    """Signs for the compiled core: its sets of code points, ascending, then its numbers."""
    return held(Signs(*[_Set(address(one), len(one)) for one in sets], *numbers), sets)


def words_held(ids: npt.NDArray[np.uint64], sieve: npt.NDArray[np.bool_]) -> Held:
    """The numbers of some units for the compiled core, ascending, with their sieve."""
    return held(Words(address(ids), address(sieve), len(ids)), (ids, sieve))


def table_held(
    hashes: npt.NDArray[np.uint64],
    order: npt.NDArray[np.integer],
    sieve: npt.NDArray[np.uint8],
) -> Held:
    """Seeds in order of their hashes for the compiled core, with their places and their sieve."""
    arrays = (
        np.ascontiguousarray(hashes, np.uint64),
        np.ascontiguousarray(order, np.int64),
        np.ascontiguousarray(sieve, np.uint8),
    )
    return held(Table(*_all(arrays), len(hashes)), arrays)


def segment_held(arrays: tuple[npt.NDArray[Any], ...], prefix: int) -> Held:
    """A segment for the compiled core; `prefix` is how many bits choose the bucket.

    `arrays` are documents, days, families, units, buckets, rest, rows, places and stops, in this
    order.
    """
    documents, rest = arrays[0], arrays[5]
    width = 3 if rest.ndim == 2 else rest.itemsize
    sizes = len(documents), len(rest), prefix, width, len(arrays[8])
    return held(Segment(*_all(arrays), *sizes), arrays)


def crowd_held(arrays: tuple[npt.NDArray[Any], ...]) -> Held:
    """Sources with their alignments; the arrays are those of the struct, in order."""
    return held(_Crowd(*_all(arrays), len(arrays[2]) - 1), arrays)


def hits_held(*arrays: npt.NDArray[Any]) -> Held:
    """Hits of a draft's keys; the arrays are those of the struct, in order."""
    return held(_Hits(*_all(arrays), len(arrays[0])), arrays)


def holders_held(*arrays: npt.NDArray[Any]) -> Held:
    """Who has each shingle of a draft; the arrays are those of the struct, in order."""
    sizes = len(arrays[0]) - 1, len(arrays[1])
    return held(_Holders(*_all(arrays), *sizes), arrays)


def shingles_held(
    which: npt.NDArray[np.int64], lengths: npt.NDArray[np.int32], common: npt.NDArray[np.bool_]
) -> Held:
    """The shingles of a draft, and which of their keys are common phrases."""
    arrays = which, lengths, common
    sizes = len(which), len(common)
    return held(_Shingles(address(which), address(lengths), *sizes, address(common)), arrays)


def _all(arrays: tuple[npt.NDArray[Any], ...]) -> list[int]:
    return [address(array) for array in arrays]


def held(struct: ctypes.Structure, arrays: tuple[npt.NDArray[Any], ...]) -> Held:
    """A struct with the arrays that it points into."""
    return Held(ctypes.addressof(struct), struct, arrays)
