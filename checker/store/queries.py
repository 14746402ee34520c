"""Queries about many rows at once, in portions that SQLite accepts."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

__all__ = ["placeholders", "portions"]

T = TypeVar("T")

PORTION = 500


def placeholders(values: Sequence[object]) -> str:
    """Returns as many SQL placeholders as there are values."""
    return ",".join("?" * len(values))


def portions(values: Sequence[T]) -> Iterator[list[T]]:
    """Yields the values in portions small enough to be bound."""
    for start in range(0, len(values), PORTION):
        yield list(values[start : start + PORTION])
