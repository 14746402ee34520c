"""Logistic regression with two roles against none, and labels that say only "somewhere here"."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.engine.weighing.weights import ALWAYS
from tools.weights.samples import Name, Text

__all__ = ["Fitted", "Floats", "Table", "fit"]

Floats = NDArray[np.float32]
_CLASSES = ("none", "text", "photo")
_STEPS, _HALVES, _KEPT = 200, 20, 12  # of a fit, of a step's length, moves that show the curvature
_SETTLED = 1e-6  # of the loss: a step that gains less is the last
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
            if text.kind in ("examples", "natural", "invented"):
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
        fitted = _regressed(table.rows[labelled], labels, start, fitted.weights, ridge)
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
) -> Fitted:
    """Minimises the weighted log loss with its ridge by L-BFGS (Liu and Nocedal 1989)."""
    wanted = np.zeros((len(labels), 2), dtype=np.float32)
    weight = np.array([w for _, w in labels], dtype=np.float32)[:, None]
    for n, (role, _) in enumerate(labels):
        if role != "none":
            wanted[n, _CLASSES.index(role) - 1] = 1

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = rows @ weights
        most = np.maximum(scores.max(axis=1, keepdims=True), 0)
        odds = np.exp(scores - most)
        whole = odds.sum(axis=1, keepdims=True) + np.exp(-most)
        off = weights - prior
        value = float((weight * (np.log(whole) + most)).sum() - (weight * wanted * scores).sum())
        slope = rows.T @ (weight * (odds / whole - wanted)) + ridge * off
        return value + ridge / 2 * float((off * off).sum()), slope.astype(np.float32)

    return Fitted(_minimum(loss, start))


def _minimum(loss: Callable[[Floats], tuple[float, Floats]], start: Floats) -> Floats:
    """Where a smooth convex function is least; it returns a value and the slope there."""
    here: Floats = start.copy()
    value, slope = loss(here)
    moves: list[tuple[Floats, Floats, float]] = []  # steps, changes of the slope, 1 / their product
    for _ in range(_STEPS):
        way = -_curved(slope, moves)
        fall, length = float((way * slope).sum()), 1.0 if moves else 1 / (1 + _norm(slope))
        for _ in range(_HALVES):
            there: Floats = (here + length * way).astype(np.float32)
            lower, ahead = loss(there)
            if lower <= value + 1e-4 * length * fall:
                break
            length /= 2
        else:
            return here
        step, change = there - here, ahead - slope
        product = float((step * change).sum())
        if product > 0:
            moves = [*moves[1 - _KEPT :], (step, change, 1 / product)]
        settled = value - lower <= _SETTLED * max(1.0, abs(lower))
        here, value, slope = there, lower, ahead
        if settled:
            return here
    return here


def _curved(slope: Floats, moves: Sequence[tuple[Floats, Floats, float]]) -> Floats:
    """The slope times the inverse curvature that the last moves show."""
    way, shares = slope.copy(), []
    for step, change, inverse in reversed(moves):
        shares.append(inverse * float((step * way).sum()))
        way -= shares[-1] * change
    if moves:
        step, change, inverse = moves[-1]
        way *= 1 / (inverse * float((change * change).sum()))
    for (step, change, inverse), share in zip(moves, reversed(shares), strict=True):
        way += (share - inverse * float((change * way).sum())) * step
    return way


def _norm(slope: Floats) -> float:
    return float(np.sqrt((slope * slope).sum()))
