"""Names as rows of signs: a sparse matrix of zeros and ones, as much as a fit needs of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "Indices", "Rows"]

Floats = NDArray[np.float32]
Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Rows:
    """A sparse matrix of rows and signs: row i has the signs `signs[starts[i]:starts[i + 1]]`.

    Every row has at least one sign. `width` is the number of different signs.
    """

    signs: Indices
    starts: Indices
    width: int

    @classmethod
    def of(cls, rows: Sequence[Iterable[int]], width: int) -> "Rows":
        """Returns rows, each given by the numbers of its signs."""
        lists = [list(row) for row in rows]
        signs = np.fromiter(chain.from_iterable(lists), dtype=np.intp)
        starts = np.cumsum([0, *map(len, lists)], dtype=np.intp)
        return cls(signs, starts, width)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def taken(self, numbers: Indices) -> "Rows":
        """Returns the rows with these numbers, in this order."""
        return Rows.of([self.signs[slice(*self.starts[n : n + 2])] for n in numbers], self.width)

    def scores(self, weights: Floats) -> Floats:
        """Returns an array [row, role]: the sum of the weights [sign, role] of a row's signs."""
        parts = [np.add.reduceat(role[self.signs], self.starts[:-1]) for role in _columns(weights)]
        return np.stack(parts, axis=1)

    def sums(self, values: Floats) -> Floats:
        """Returns an array [sign, role]: the sum of the values [row, role] of rows with a sign."""
        found, rows, starts = self._by_sign
        sums = np.zeros((self.width, values.shape[1]), dtype=np.float32)
        for role, column in enumerate(_columns(values)):
            sums[found, role] = np.add.reduceat(column[rows], starts)
        return sums

    @cached_property
    def _by_sign(self) -> tuple[Indices, Indices, Indices]:
        """The signs that rows have, their rows one after another, and where each begins."""
        order = np.argsort(self.signs, kind="stable")
        rows = np.repeat(np.arange(len(self)), np.diff(self.starts))[order]
        found, starts = np.unique(self.signs[order], return_index=True)
        return found, rows, starts


def _columns(values: Floats) -> list[Floats]:
    return [np.ascontiguousarray(column) for column in values.T]
