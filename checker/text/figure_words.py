"""Figures and dates in words: what counts as a figure besides digits."""

from functools import cache
from importlib.resources import files

__all__ = ["HAN_COUNTED", "HAN_NUMERALS", "is_date_word", "is_number_word"]

HAN_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億兆两兩")
# What stands behind a number rather than behind a word that happens to begin with a numeral.
HAN_COUNTED = frozenset(
    "年月日号號时時点點分秒岁歳歲名人个個届屆次回度章条條位元円圆圓米吨噸倍成%％"
)


@cache
def _tables() -> tuple[frozenset[str], frozenset[str]]:
    text = (files("checker.text") / "figure_words.txt").read_text("utf-8")
    dates, _, numbers = text.partition("\nnumbers\n")
    return frozenset(dates.split("\n")[1:]), frozenset(numbers.split("\n"))


def is_date_word(folded: str) -> bool:
    """Whether a folded word is a month or a weekday in some language."""
    return folded in _tables()[0]


def is_number_word(folded: str) -> bool:
    """Whether a folded word is a number from two on in some language."""
    return folded in _tables()[1]
