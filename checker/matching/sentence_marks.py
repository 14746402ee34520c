"""Which units of a text a whole sentence may begin or end with."""

import ctypes
from array import array
from functools import cache

import numpy as np
import numpy.typing as npt

from checker.native.addresses import Borders as NativeBorders
from checker.native.addresses import address, own_address
from checker.native.library import compiled
from checker.text.points import code_points
from checker.text.sentences import MARKS, REACH, Borders
from checker.text.units import Units

__all__ = ["plain_sentence_marks", "sentence_marks"]

Marks = npt.NDArray[np.uint8]

_OPENS, _CLOSES, _END_ASKED, _START_ASKED = 1, 2, 4, 8  # as in sentences.c
_LAST_SPACE = 0x3000


def sentence_marks(units: Units, borders: Borders, sentences: npt.NDArray[np.int64]) -> Marks:
    """Returns of each unit 1 if a whole sentence may begin with it, plus 2 if one may end with it.

    So units first..last are whole sentences, by `Borders.are_whole`, where the first has 1 and the
    last has 2.

    Args:
        units: the units of a text.
        borders: the boundaries of its sentences.
        sentences: those that hold units, a row each: first unit, unit after the last.
    """
    core = compiled()
    if core is None:
        return plain_sentence_marks(units, borders, sentences)
    points, spaces = code_points(borders.text), _spaces()
    begins, ends = array("q", borders.starts), array("q", borders.ends)
    asked = NativeBorders(
        address(points),
        begins.buffer_info()[0],
        ends.buffer_info()[0],
        address(spaces),
        len(points),
        len(borders.ends),
        len(spaces),
        REACH,
        MARKS,
    )
    marks = np.empty(len(units), np.uint8)
    made = core.wirecheck_marks(
        ctypes.addressof(asked),
        address(units.starts),
        address(units.ends),
        len(units),
        address(sentences),
        len(sentences),
        own_address(marks) if len(units) else 0,
    )
    if made < 0:
        raise ValueError("the compiled core was handed sentences outside of their text")
    for at in (marks >= _END_ASKED).nonzero()[0].tolist() if made else ():
        flags = int(marks[at])
        if flags & _END_ASKED:
            flags |= _CLOSES * _ends(units, borders, at)
        if flags & _START_ASKED:
            flags |= _OPENS * _begins(units, borders, at)
        marks[at] = flags & (_OPENS | _CLOSES)
    return marks


def plain_sentence_marks(units: Units, borders: Borders, sentences: npt.NDArray[np.int64]) -> Marks:
    """Returns the same; the reference."""
    marks = np.zeros(len(units), np.uint8)
    for first in sentences[:, 0].tolist():
        marks[first] = _OPENS * _begins(units, borders, first)
    for last in _near_ends(borders, units.ends).tolist():
        marks[last] |= _CLOSES * _ends(units, borders, last)
    return marks


def _begins(units: Units, borders: Borders, at: int) -> bool:
    start = int(units.starts[at])
    return borders.sentence_start(start) == start


def _ends(units: Units, borders: Borders, at: int) -> bool:
    end = int(units.ends[at])
    return borders.sentence_end(end) <= end + MARKS


def _near_ends(borders: Borders, places: npt.NDArray[np.int32]) -> npt.NDArray[np.intp]:
    """Returns which positions may be within `MARKS` characters of the end of a sentence.

    There are no false negatives.
    """
    near = places + MARKS >= len(borders.text)
    if borders.ends:
        following = np.searchsorted(borders.ends, places)
        starts = np.append(borders.starts, len(borders.text) + MARKS + 1)
        near |= starts[following] <= places + MARKS
    return np.flatnonzero(near)


@cache
def _spaces() -> npt.NDArray[np.uint32]:
    """The code points that are white space."""
    return np.array([at for at in range(_LAST_SPACE + 1) if chr(at).isspace()], np.uint32)
