"""Figures and dates in words: what counts as a figure besides digits."""

from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from checker.text.fold import Folded
from checker.text.points import code_points
from checker.text.unit_tables import Numbers
from checker.text.units import Units, units_of_folded
from checker.values import dataclass

__all__ = ["HAN_COUNTED", "HAN_NUMERALS", "are_date_words", "are_number_words"]

HAN_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億兆两兩")
# What stands behind a number rather than behind a word that happens to begin with a numeral.
HAN_COUNTED = frozenset(
    "年月日号號时時点點分秒岁歳歲名人个個届屆次回度章条條位元円圆圓米吨噸倍成%％"
)

_BITS = 14
_LOW = np.uint64((1 << _BITS) - 1)


@cache
def _tables() -> tuple["_Table", "_Table"]:
    """The words that are dates, and those that are figures."""
    text = (files("checker.text") / "figure_words.txt").read_text("utf-8")
    dates, _, numbers = text.partition("\nnumbers\n")
    return _table(_ids(dates.partition("\n")[2])), _table(_ids(numbers))


def _ids(lines: str) -> Numbers:
    """The numbers of the lines that are one unit; they are folded already."""
    points = code_points(lines)
    units = units_of_folded(Folded(points, np.arange(len(points) + 1, dtype=np.int32)))
    line = np.searchsorted(np.flatnonzero(points == ord("\n")), units.starts)
    alone = np.bincount(line)[line] == 1
    ids: Numbers = np.unique(units.ids[alone])
    return ids


def are_date_words(units: Units) -> npt.NDArray[np.bool_]:
    """Returns which units are months or weekdays in some language."""
    return _are_in(units, _tables()[0])


def are_number_words(units: Units) -> npt.NDArray[np.bool_]:
    """Returns which units are numbers from two on in some language."""
    return _are_in(units, _tables()[1])


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """The numbers of some units in order, and a filter by their low bits that most others fail."""

    ids: Numbers
    sieve: npt.NDArray[np.bool_]


def _table(ids: Numbers) -> _Table:
    sieve = np.zeros(1 << _BITS, bool)
    sieve[ids & _LOW] = True
    return _Table(ids, sieve)


def _are_in(units: Units, table: _Table) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = table.sieve[units.ids & _LOW]
    likely = found.nonzero()[0]
    ids = units.ids[likely]
    at = np.minimum(table.ids.searchsorted(ids), len(table.ids) - 1)
    found[likely] = table.ids[at] == ids
    return found
