"""How alike the anchors of two texts are: both ways, and in what order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from checker.anchors import Anchor, Anchors
from checker.retold.names import shared_names
from checker.retold.thresholds import THRESHOLDS as T
from checker.values import dataclass

__all__ = ["Likeness", "likeness", "part_likeness", "shared_figures"]

_HEAD = 80  # characters in which the date is the dateline's
_NEAR = 0.02  # share by which converted units may differ: they are rounded
_EXACT = "utc"  # times in two zones are the same to the minute
_MOST = 80  # figures of a text that are compared: more is a table


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts share: `figures` and `names` are pairs of places, of the draft and the source.

    `of_draft` and `of_source` are the shares of the figures, by weight, and `order` that of the
    pairs which stand in the same order. `part` tells that these are of a part of either text.
    """

    figures: tuple[tuple[Anchor, Anchor], ...]
    names: tuple[tuple[Anchor, Anchor], ...]
    of_draft: float
    of_source: float
    order: float
    weight: float
    part: bool = False
    sentences: float = 0.0  # share of sentences that mean the same, where figures are few
    words: float = 0.0  # share of the words that both texts have in the same order

    @property
    def value(self) -> float:
        """Both shares multiplied, less where the order differs; 0-1."""
        if self.sentences or self.words:
            return self.sentences or self.words
        return self.of_draft * self.of_source * (0.5 + 0.5 * self.order)


def shared_figures(draft: Anchors, source: Anchors) -> int:
    """Returns how many figures two texts have in common."""
    return len(_pairs(_distinct(draft.figures), _distinct(source.figures)))


def likeness(draft: Anchors, source: Anchors) -> Likeness:
    """Returns the likeness of two texts as wholes."""
    ours, theirs = _distinct(draft.figures), _distinct(source.figures)
    return _measured(ours, theirs, _pairs(ours, theirs), shared_names(draft, source), part=False)


def part_likeness(draft: Anchors, source: Anchors) -> Likeness:
    """Returns the likeness of the parts of two texts that have most in common."""
    ours, theirs = _distinct(draft.figures), _distinct(source.figures)
    pairs = _pairs(ours, theirs)
    ours = _window(ours, {id(one) for one, _ in pairs})
    pairs = [pair for pair in pairs if any(pair[0] is one for one in ours)]
    theirs = _window(theirs, {id(one) for _, one in pairs})
    pairs = [pair for pair in pairs if any(pair[1] is one for one in theirs)]
    names = shared_names(_within(draft, ours), _within(source, theirs))
    return _measured(ours, theirs, pairs, names, part=True)


def _measured(
    ours: Sequence[Anchor],
    theirs: Sequence[Anchor],
    pairs: Sequence[tuple[Anchor, Anchor]],
    names: Sequence[tuple[Anchor, Anchor]],
    *,
    part: bool,
) -> Likeness:
    mine, other = _weight(one for one, _ in pairs), _weight(one for _, one in pairs)
    places = [theirs.index(one) for _, one in pairs]
    steps = [a < b for a, b in combinations(places, 2)]
    return Likeness(
        tuple(pairs),
        tuple(names),
        mine / (_weight(ours) or 1.0),
        other / (_weight(theirs) or 1.0),
        sum(steps) / len(steps) if steps else 0.0,
        mine,
        part,
    )


def _weight(anchors: Iterable[Anchor]) -> float:
    return sum(one.weight for one in anchors)


def _distinct(figures: Sequence[Anchor]) -> list[Anchor]:
    """Each figure once, where it stands first; the date of a dateline tells nothing."""
    found: dict[tuple[str, float], Anchor] = {}
    for one in figures:
        if not (one.kind == "date" and one.start < _HEAD):
            found.setdefault((one.kind, one.values[0]), one)
    return list(found.values())[:_MOST]


def _pairs(ours: Sequence[Anchor], theirs: Sequence[Anchor]) -> list[tuple[Anchor, Anchor]]:
    """The figures that both texts have, each once, in the order of the draft."""
    by_value: dict[tuple[str, float], list[int]] = {}
    measured: list[tuple[int, str, float]] = []
    for place, one in enumerate(theirs):
        for value in one.values:
            by_value.setdefault((one.kind, value), []).append(place)
        measured += [(place, unit, amount) for unit, amount in one.measures]
    taken: set[int] = set()
    pairs: list[tuple[Anchor, Anchor]] = []
    for one in ours:
        equal = [p for value in one.values for p in by_value.get((one.kind, value), ())]
        if not any(place not in taken for place in equal):
            equal = [p for p, unit, amount in measured if _is_converted(one, unit, amount)]
        free = [p for p in equal if p not in taken]
        if free:
            taken.add(free[0])
            pairs.append((one, theirs[free[0]]))
    return pairs


def _is_converted(one: Anchor, unit: str, amount: float) -> bool:
    near = 0.0 if unit == _EXACT else _NEAR * abs(amount)
    return any(u == unit and abs(a - amount) <= near for u, a in one.measures)


def _window(anchors: list[Anchor], shared: set[int]) -> list[Anchor]:
    """The stretch in which shared anchors outweigh the others most."""
    best = (0.0, 0, 0)
    start, total = 0, 0.0
    for place, one in enumerate(anchors):
        total += one.weight if id(one) in shared else -T.loss * one.weight
        if total <= 0:
            start, total = place + 1, 0.0
        elif total > best[0]:
            best = (total, start, place + 1)
    return anchors[best[1] : best[2]]


def _within(text: Anchors, figures: Sequence[Anchor]) -> Anchors:
    """The names of a text around some of its figures."""
    if not figures:
        return replace(text, names=(), words=(), terms=())
    low, high = figures[0].start - _AROUND, figures[-1].end + _AROUND
    names = tuple(name for name in text.names if low <= name.start and name.end <= high)
    words = tuple(name for name in text.words if low <= name.start and name.end <= high)
    terms = tuple(term for term in text.terms if low <= term.start and term.end <= high)
    return replace(text, names=names, words=words, terms=terms)


_AROUND = 240  # characters of a sentence around a figure
