"""Logistic regression with two roles against none, and labels that say only "somewhere here"."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.engine.weighing.weights import ALWAYS
from tools.weights.samples import Name, Text

__all__ = ["Fitted", "Floats", "Table", "fit"]

Floats = NDArray[np.float32]
_CLASSES = ("none", "text", "photo")
_STEPS, _AGAIN = 400, 150  # of the first round, and of those that begin where it ended
_ROUNDS = 3
_PAGE = 0.7  # of the name on a page that most likely carries the page's label


@dataclass(frozen=True, slots=True)
class Table:
    """All names as rows of signs; `texts[i]` is the text of row i."""

    signs: tuple[str, ...]
    rows: Floats
    names: tuple[Name, ...]
    texts: tuple[Text, ...]

    @classmethod
    def of(cls, texts: Sequence[Text], least: int, known: Collection[str] = ()) -> "Table":
        """Signs that fewer than `least` sources have are left out: one source proves nothing.

        Those of `known` are kept.
        """
        sources: dict[str, set[str]] = defaultdict(set)
        for text in texts:
            if text.kind in ("examples", "natural"):
                continue
            for name in text.names:
                for sign in name.signs:
                    sources[sign].add(text.source)
        often = {sign for sign, found in sources.items() if len(found) >= least}
        kept = (ALWAYS, *sorted(often.union(known)))
        number = {sign: n for n, sign in enumerate(kept)}
        pairs = [(text, name) for text in texts for name in text.names]
        rows = np.zeros((len(pairs), len(kept)), dtype=np.float32)
        for n, (_, name) in enumerate(pairs):
            rows[n, 0] = 1
            for sign in name.signs:
                if sign in number:
                    rows[n, number[sign]] = 1
        return cls(kept, rows, tuple(n for _, n in pairs), tuple(t for t, _ in pairs))


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights [sign, role] for text and photo."""

    weights: Floats

    def probabilities(self, rows: Floats) -> Floats:
        """The probabilities of none, text and photo, a row a name."""
        scores = np.concatenate([np.zeros((len(rows), 1), np.float32), rows @ self.weights], axis=1)
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True), dtype=np.float32)


def fit(
    table: Table,
    without: Collection[int],
    *,
    ridge: float,
    priors: Mapping[str, tuple[float, float]],
) -> Fitted:
    """Fits on all folds but some; weights are drawn to their priors (else to nothing).

    Args:
        table: the names with their labels.
        without: the folds that are not fitted on.
        ridge: how strongly; the sum of squared distances counts with half of it.
        priors: what a person expects a sign to weigh for text and photo.
    """
    start = np.zeros((len(table.signs), 2), dtype=np.float32)
    for n, sign in enumerate(table.signs):
        start[n] = priors.get(sign, (0.0, 0.0))
    taken = [n for n, text in enumerate(table.texts) if text.fold not in without]
    somewhere: dict[int, tuple[str, float]] = {}
    fitted = Fitted(start)
    for turn in range(_ROUNDS + 1):
        labelled = [n for n in taken if table.names[n].label or n in somewhere]
        labels = [table.names[n].label or somewhere[n] for n in labelled]
        steps = _AGAIN if turn else _STEPS
        fitted = _regressed(table.rows[labelled], labels, start, fitted.weights, ridge, steps)
        if turn < _ROUNDS:
            somewhere = _somewhere(table, taken, fitted)
    return fitted


def _somewhere(table: Table, taken: Sequence[int], fitted: Fitted) -> dict[int, tuple[str, float]]:
    """Of all names of an agency on a page, the likeliest carries the page's label."""
    found: dict[int, tuple[str, float]] = {}
    members: dict[tuple[int, str], list[int]] = defaultdict(list)
    for n in taken:
        if table.names[n].perhaps:
            for agency in table.names[n].agencies:
                members[id(table.texts[n]), agency].append(n)
    for rows in members.values():
        likely = fitted.probabilities(table.rows[rows])
        for role in ("text", "photo"):
            holders = [k for k, n in enumerate(rows) if role in table.names[n].perhaps]
            if holders:
                best = max(holders, key=lambda k: float(likely[k, _CLASSES.index(role)]))
                found.setdefault(rows[best], (role, _PAGE))
        if all("text" not in table.names[n].perhaps for n in rows):
            for k, n in enumerate(rows):
                if likely[k, 1] > 0.5:
                    found.setdefault(n, ("photo", _PAGE / 2))
    return found


def _regressed(
    rows: Floats,
    labels: Sequence[tuple[str, float]],
    prior: Floats,
    start: Floats,
    ridge: float,
    steps: int,
) -> Fitted:
    """Accelerated gradient descent on the weighted log loss (Nesterov 1983)."""
    wanted = np.zeros((len(labels), 2), dtype=np.float32)
    weight = np.array([w for _, w in labels], dtype=np.float32)[:, None]
    for n, (role, _) in enumerate(labels):
        if role != "none":
            wanted[n, _CLASSES.index(role) - 1] = 1
    # Half the largest eigenvalue bounds the curvature of two classes against one.
    vector = np.ones(rows.shape[1], dtype=np.float32)
    for _ in range(20):
        vector = rows.T @ (weight[:, 0] * (rows @ vector))
        size = float(np.linalg.norm(vector))
        vector /= size
    step = 1.0 / (0.5 * size + ridge)
    here: Floats = start.copy()
    ahead: Floats = start.copy()
    momentum = 1.0
    for _ in range(steps):
        likely = Fitted(ahead).probabilities(rows)[:, 1:]
        slope = rows.T @ (weight * (likely - wanted)) + ridge * (ahead - prior)
        following: Floats = (ahead - step * slope).astype(np.float32)
        faster = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead = (following + (momentum - 1) / faster * (following - here)).astype(np.float32)
        here, momentum = following, faster
    return Fitted(here)
