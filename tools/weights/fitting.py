"""Logistic regression with two roles against none, labels that say "somewhere here", and promises.

A promise is an example of a rule file: it has to hold with a margin, whatever the labelled texts
say. What it lacks costs its square, in the same convex loss, so that a fit always settles; how
dearly is fixed, and `broken` names the promises that could not be kept. Signs that prose does not
have are fitted last, with all other weights as they are: programs and notes teach nothing of prose.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from checker.engine.weighing.weights import ALWAYS
from tools.weights.invented import AROUND, INVENTED
from tools.weights.priors import yielded
from tools.weights.rows import Floats, Indices, Rows
from tools.weights.samples import Name, Text

__all__ = ["Fitted", "Floats", "Table", "broken", "fit"]

_CLASSES = ("none", "text", "photo")
_STEPS, _HALVES, _KEPT = 400, 20, 12  # of a fit, of a step's length, moves that show the curvature
_SETTLED = 1e-6  # of the loss: a step that gains less is the last
_ROUNDS = 3
_PAGE = 0.9  # of the name on a page that most likely carries the page's label
_LEEWAY = 0.35  # log odds beyond the claim's own that a promise has to have
_APART = (  # how signs begin that prose does not have: of programs, patterns, lists and notes
    *("signs around: ", "lines of notes around: ", "in a short string: ", "a string in a line, "),
    *("one of many names, ", "a comment that tells "),
    "between bars ",
)
_DEAR = 60.0  # half of it times the square of what a promise lacks is its cost


@dataclass(frozen=True, slots=True)
class Table:
    """The names of all texts: name i is in `texts[i]`, and row `which[i]` of `rows` has its signs.

    Names with the same signs share a row.
    """

    signs: tuple[str, ...]
    rows: Rows
    which: Indices
    names: tuple[Name, ...]
    texts: tuple[Text, ...]

    @classmethod
    def of(cls, texts: Sequence[Text], least: int, known: Collection[str] = ()) -> "Table":
        """Returns the table of all names in `texts`.

        Signs that occur in fewer than `least` sources are left out, except those in `known`: one
        source proves nothing.
        """
        sources: dict[str, set[str]] = defaultdict(set)
        for text in texts:
            if text.kind in ("examples", "natural", INVENTED, AROUND):
                continue
            for name in text.names:
                for sign in name.signs:
                    sources[sign].add(text.source)
        often = {sign for sign, found in sources.items() if len(found) >= least}.union(known)
        kept = (ALWAYS, *sorted(often))
        number = {sign: n for n, sign in enumerate(kept)}
        pairs = [(text, name) for text in texts for name in text.names]
        shown = [
            (0, *sorted(number[sign] for sign in often.intersection(name.signs)))
            for _, name in pairs
        ]
        different = {signs: n for n, signs in enumerate(dict.fromkeys(shown))}
        rows = Rows.of(list(different), len(kept))
        which = np.array([different[signs] for signs in shown], dtype=np.intp)
        return cls(kept, rows, which, tuple(n for _, n in pairs), tuple(t for t, _ in pairs))


@dataclass(frozen=True, slots=True)
class Fitted:
    """Fitted weights: an array [sign, role], where the roles are text and photo."""

    weights: Floats

    def probabilities(self, rows: Rows) -> Floats:
        """Returns an array [name, role]: the probabilities of none, text and photo."""
        none = np.zeros((len(rows), 1), np.float32)
        scores = np.concatenate([none, rows.scores(self.weights)], axis=1)
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True), dtype=np.float32)


def fit(
    table: Table,
    without: Collection[int],
    *,
    ridge: float,
    priors: Mapping[str, tuple[float, float]],
    claim: float = 0.5,
    near: Fitted | None = None,
    held: Mapping[str, tuple[float, float]] | None = None,
) -> Fitted:
    """Fits weights on all folds but some; each is drawn to its prior, or else to 0.

    Signs that prose lacks are fitted last, on all texts, with every other weight as it is.

    Args:
        table: the names with their labels.
        without: the folds that are not fitted on.
        ridge: the strength: half of it times the sum of squared distances from the priors.
        priors: what a person expects a sign to weigh for text and photo; each yields to the
            labelled sources that contradict it.
        claim: the probability from which a name makes a claim, for promises.
        near: initial weights; they do not affect the result.
        held: weights of signs that stay as they are.
    """
    taken = [n for n, text in enumerate(table.texts) if text.fold not in without]
    start = np.zeros((len(table.signs), 2), dtype=np.float32)
    left = yielded(((table.texts[n], table.names[n]) for n in taken), priors)
    for n, sign in enumerate(table.signs):
        start[n] = (held or {}).get(sign) or left.get(sign, (0.0, 0.0))
    free = np.array([[sign not in (held or {})] for sign in table.signs], np.float32)
    somewhere: dict[int, tuple[str, float]] = {}
    last = np.array([[sign.startswith(_APART)] for sign in table.signs], np.float32)
    first, last = (1 - last) * free, last * free
    fitted = Fitted(np.where(first > 0, start if near is None else near.weights, start))
    prose = [n for n in taken if table.texts[n].kind != AROUND]
    for turn in range(_ROUNDS + 1):
        labels = [(n, table.names[n].label or somewhere.get(n)) for n in prose]
        known = [(n, label) for n, label in labels if label]
        loss = _Loss.of(table, known, start, ridge, claim, first)
        fitted = Fitted(_minimum(loss, fitted.weights))
        if turn < _ROUNDS:
            somewhere = _somewhere(table, prose, fitted)
    known += [
        (n, label)
        for n in taken
        if table.texts[n].kind == AROUND
        if (label := table.names[n].label)
    ]
    return Fitted(_minimum(_Loss.of(table, known, start, ridge, claim, last), fitted.weights))


def broken(table: Table, fitted: Fitted, claim: float) -> list[int]:
    """Returns the names whose promise does not hold."""
    sure = 1 - fitted.probabilities(table.rows)[table.which, 0]
    return [
        n
        for n, name in enumerate(table.names)
        if name.promise and name.label and (name.label[0] == "none") == bool(sure[n] >= claim)
    ]


def _somewhere(table: Table, taken: Sequence[int], fitted: Fitted) -> dict[int, tuple[str, float]]:
    """Of all names of an agency on a page, the likeliest carries the page's label."""
    found: dict[int, tuple[str, float]] = {}
    members: dict[tuple[int, str], list[int]] = defaultdict(list)
    roles = fitted.probabilities(table.rows)
    for n in taken:
        if table.names[n].either:
            _, text, photo = roles[table.which[n]]
            found[n] = ("text" if text >= photo else "photo", table.names[n].either)
        if table.names[n].perhaps:
            for agency in sorted(table.names[n].agencies):
                members[id(table.texts[n]), agency].append(n)
    for names in members.values():
        likely = roles[table.which[names]]
        for role in ("text", "photo"):
            holders = [k for k, n in enumerate(names) if role in table.names[n].perhaps]
            if holders:
                best = max(holders, key=lambda k: float(likely[k, _CLASSES.index(role)]))
                found.setdefault(names[best], (role, _PAGE))
        if all("text" not in table.names[n].perhaps for n in names):
            for k, n in enumerate(names):
                if likely[k, 1] > 0.5:
                    found.setdefault(n, ("photo", _PAGE / 2))
    return found


@dataclass(frozen=True, slots=True)
class _Loss:
    """The weighted log loss of labels with its ridge, and what promises lack.

    A row counts `weight` [row, 1] in all, of which `wanted` [row, role] say text and photo; the
    rows of `kept` are to claim the role in `roles`, those of `quiet` nothing. Weights of signs that
    `free` [sign, 1] has 0 for stay as they are.
    """

    rows: Rows
    weight: Floats
    wanted: Floats
    kept: Indices
    roles: Indices
    quiet: Indices
    odds: float
    prior: Floats
    ridge: float
    free: Floats

    @classmethod
    def of(
        cls,
        table: Table,
        labels: Sequence[tuple[int, tuple[str, float]]],
        prior: Floats,
        ridge: float,
        claim: float,
        free: Floats,
    ) -> "_Loss":
        """The loss of labelled names, each given by its number."""
        used, row = np.unique(table.which[[n for n, _ in labels]], return_inverse=True)
        weight = np.zeros((len(used), 1), dtype=np.float32)
        wanted = np.zeros((len(used), 2), dtype=np.float32)
        promised: dict[int, str] = {}
        for at, (n, (role, counts)) in zip(row, labels, strict=True):
            weight[at] += counts
            if role != "none":
                wanted[at, _CLASSES.index(role) - 1] += counts
            if table.names[n].promise:
                promised.setdefault(int(at), role)
        kept = [at for at, role in promised.items() if role != "none"]
        roles = [_CLASSES.index(promised[at]) - 1 for at in kept]
        quiet = [at for at, role in promised.items() if role == "none"]
        held, theirs, still = (np.array(part, dtype=np.intp) for part in (kept, roles, quiet))
        odds = float(np.log(claim / (1 - claim)))
        rows = table.rows.taken(used)
        return cls(rows, weight, wanted, held, theirs, still, odds, prior, ridge, free)

    def __call__(self, weights: Floats) -> tuple[float, Floats]:
        """The loss of weights, and its slope."""
        scores = self.rows.scores(weights)
        most = np.maximum(scores.max(axis=1, keepdims=True), 0)
        odds = np.exp(scores - most)
        whole = odds.sum(axis=1, keepdims=True) + np.exp(-most)
        logs = self.weight * (np.log(whole) + most) - (self.wanted * scores).sum(1, keepdims=True)
        slopes = self.weight * odds / whole - self.wanted
        lacks = self._lacks(scores, slopes)
        off = weights - self.prior
        value = float(logs.sum()) + lacks + self.ridge / 2 * float((off * off).sum())
        slope = (self.rows.sums(slopes) + self.ridge * off) * self.free
        return value, slope.astype(np.float32)

    def _lacks(self, scores: Floats, slopes: Floats) -> float:
        """What promises lack, as a cost; its slopes are added to those of the rows.

        A claim has to be one by the score of its own role, which keeps the loss convex.
        """
        own = scores[self.kept, self.roles]
        short = np.maximum(self.odds + _LEEWAY - own, 0)
        slopes[self.kept, self.roles] -= _DEAR * short
        loud = scores[self.quiet]
        both = np.logaddexp(loud[:, 0], loud[:, 1])
        over = np.maximum(both - (self.odds - _LEEWAY), 0)
        slopes[self.quiet] += (_DEAR * over)[:, None] * np.exp(loud - both[:, None])
        return _DEAR / 2 * float((short * short).sum() + (over * over).sum())


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
