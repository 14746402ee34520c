"""Logistic regression with a ridge; a sign that is unknown has its mean, so it says nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Fitted", "fit", "table_of"]

Floats = npt.NDArray[np.float64]
_STEPS, _SETTLED = 50, 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """The middle of each sign, its weight for a unit above that, and the log odds at the middle."""

    middles: Floats
    weights: Floats
    intercept: float

    def odds(self, table: Floats) -> Floats:
        """Returns the log odds of each row."""
        odds: Floats = np.nan_to_num(table - self.middles) @ self.weights + self.intercept
        return odds


def table_of(rows: Sequence[dict[str, float]], signs: Sequence[str]) -> Floats:
    """Returns the signs of each row as columns; what is unknown is not a number."""
    return np.array([[row.get(sign, np.nan) for sign in signs] for row in rows], float)


def fit(table: Floats, reuse: npt.NDArray[np.bool_], each: Floats, ridge: float) -> Fitted:
    """Fits weights; both answers weigh the same together.

    Args:
        table: a row of signs for each pair.
        reuse: which pairs are reuse.
        each: how much each pair weighs among those of its answer.
        ridge: what the squares of weights cost, for signs of one standard deviation.
    """
    middles, spread = np.nanmean(table, 0), np.nanstd(table, 0) + 1e-9
    signs = np.column_stack((np.nan_to_num((table - middles) / spread), np.ones(len(table))))
    counts = each * len(each) / 2
    counts = np.where(reuse, counts / each[reuse].sum(), counts / each[~reuse].sum())
    cost = np.append(np.full(table.shape[1], ridge), 0.0)
    weights = np.zeros(signs.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (counts * (likely - reuse)) + cost * weights
        bend = (signs * (counts * likely * (1 - likely))[:, None]).T @ signs + np.diag(cost)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(np.abs(step).max()) < _SETTLED:
            break
    return Fitted(middles, weights[:-1] / spread, float(weights[-1]))
