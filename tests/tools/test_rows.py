"""Rows of signs: sums over a sparse matrix are those of the full one."""

import numpy as np

from tools.weights.rows import Rows

SIGNS = [(0, 2), (0,), (0, 1, 4), (0, 4)]  # nothing has sign 3
FULL = np.array([[n in row for n in range(5)] for row in SIGNS], dtype=np.float32)


def test_scores_and_sums_are_those_of_the_full_matrix() -> None:
    rows = Rows.of(SIGNS, 5)
    weights = np.arange(10, dtype=np.float32).reshape(5, 2)
    values = np.array([[1, -1], [2, 0], [3, 5], [4, 7]], dtype=np.float32)
    assert len(rows) == 4
    assert np.array_equal(rows.scores(weights), FULL @ weights)
    assert np.array_equal(rows.sums(values), FULL.T @ values)


def test_some_rows_are_taken_in_their_order() -> None:
    taken = Rows.of(SIGNS, 5).taken(np.array([3, 0]))
    weights = np.eye(5, 2, dtype=np.float32)
    assert np.array_equal(taken.scores(weights), FULL[[3, 0]] @ weights)
