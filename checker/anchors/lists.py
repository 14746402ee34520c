"""The package's lists of words."""

from functools import cache
from importlib.resources import files

__all__ = ["currencies", "words_in"]


def currencies() -> frozenset[str]:
    """Returns the codes and letters attached to amounts of money: "EUR48m", "R34"."""
    return words_in("currencies.txt")


@cache
def words_in(name: str) -> frozenset[str]:
    """Returns the words of a list, by the name of its file."""
    return frozenset((files("checker.anchors") / name).read_text("utf-8").split())
