"""The package's lists of words."""

from functools import cache
from importlib.resources import files

__all__ = ["currencies", "words_in"]


def currencies() -> frozenset[str]:
    """The codes and letters that are written to amounts of money: "EUR48m", "R34"."""
    return words_in("currencies.txt")


@cache
def words_in(name: str) -> frozenset[str]:
    """The words of a list, by the name of its file."""
    return frozenset((files("checker.anchors") / name).read_text("utf-8").split())
