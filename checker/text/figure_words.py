"""Figures and dates in words: what counts as a figure besides digits."""

from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from checker.text.distinct import distinct
from checker.text.fold import Folded, folded_text
from checker.text.points import code_points
from checker.text.unit_tables import Numbers
from checker.text.units import Units, units_of_folded
from checker.values import dataclass

__all__ = [
    "HAN_COUNTED",
    "HAN_NUMERALS",
    "WordTable",
    "are_date_words",
    "are_number_words",
    "is_scale",
    "number_of_word",
    "word_tables",
]

HAN_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億兆两兩")
# What stands behind a number rather than behind a word that happens to begin with a numeral.
HAN_COUNTED = frozenset(
    "年月日号號时時点點分秒岁歳歲名人个個届屆次回度章条條位元円圆圓米吨噸倍成%％"
)

_BITS = 14
_LOW = np.uint64((1 << _BITS) - 1)


@cache
def word_tables() -> tuple["WordTable", "WordTable"]:
    """Returns the words that are dates, and those that are figures."""
    dates, numbers, _ = _lines()
    words = "".join(f"{line.partition(' ')[0]}\n" for line in numbers.splitlines())
    return _table(_ids(dates)), _table(_ids(words))


def _lines() -> tuple[str, str, str]:
    """The words that are dates, a line each, those that are figures with their values, scales."""
    text = (files("checker.text") / "figure_words.txt").read_text("utf-8")
    dates, _, rest = text.partition("\nnumbers\n")
    numbers, _, scales = rest.partition("\nscales\n")
    return dates.partition("\n")[2], numbers, scales


def _ids(lines: str) -> Numbers:
    """The numbers of the lines that are one unit; they are folded already."""
    points = code_points(lines)
    units = units_of_folded(Folded(points, np.arange(len(points) + 1, dtype=np.int32)))
    line = np.searchsorted(np.flatnonzero(points == ord("\n")), units.starts)
    alone = np.bincount(line)[line] == 1
    return distinct(units.ids[alone])


@cache
def _values() -> tuple[dict[str, int], frozenset[str]]:
    """The value of each word for a number that has one in all languages, and the scales."""
    _, numbers, scales = _lines()
    pairs = (line.split(" ") for line in numbers.splitlines())
    return {pair[0]: int(pair[1]) for pair in pairs if len(pair) > 1}, frozenset(scales.split())


def are_date_words(units: Units) -> npt.NDArray[np.bool_]:
    """Returns which units are months or weekdays in some language."""
    return _are_in(units, word_tables()[0])


@lru_cache(maxsize=4096)
def number_of_word(word: str) -> int | None:
    """Returns the number that a word means in any language, None if it depends on the language."""
    return _values()[0].get(folded_text(word))


@lru_cache(maxsize=4096)  # folding a word alone is costly, and the same ones follow numbers
def is_scale(word: str) -> bool:
    """Returns whether a word multiplies the number before it by a hundred or a thousand."""
    return folded_text(word) in _values()[1]


def are_number_words(units: Units) -> npt.NDArray[np.bool_]:
    """Returns which units are numbers from two on in some language."""
    return _are_in(units, word_tables()[1])


@dataclass(frozen=True, slots=True, eq=False)
class WordTable:
    """The numbers of some units in order, and a filter by 14 low bits that most others fail."""

    ids: Numbers
    sieve: npt.NDArray[np.bool_]


def _table(ids: Numbers) -> WordTable:
    sieve = np.zeros(1 << _BITS, bool)
    sieve[ids & _LOW] = True
    return WordTable(ids, sieve)


def _are_in(units: Units, table: WordTable) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = table.sieve[units.ids & _LOW]
    likely = found.nonzero()[0]
    ids = units.ids[likely]
    at = np.minimum(table.ids.searchsorted(ids), len(table.ids) - 1)
    found[likely] = table.ids[at] == ids
    return found
