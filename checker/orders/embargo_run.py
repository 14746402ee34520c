"""What belongs to a word that orders an embargo: how far the words of orders and times extend."""

from checker.orders.clause import DAYS, HEADS, TIMES, Clause, is_unspaced
from checker.values import dataclass

__all__ = ["FAR", "Run", "behind_run", "run_of"]

FAR = 40  # words of an order to each side of the one that orders


@dataclass(frozen=True, slots=True)
class Run:
    """What belongs to a head: tokens [first, last], found by going on from `left` to `next`.

    `anchored` says that a line, a bracket or a sentence begins with it.
    """

    left: int
    first: int
    last: int
    next: int
    anchored: bool
    until: bool
    day: bool
    hour: bool


def run_of(clause: Clause, head: int) -> Run:
    """Returns what belongs to a head of the clause."""
    left, anchored = _left(clause, head)
    behind = behind_run(clause, head)
    tokens = clause.tokens
    bearing = ("figure", "until", *HEADS, *(s for s in TIMES if s != "of"))
    span = range(left, behind)
    first = next(n for n in span if tokens[n].may_be(*bearing) or not tokens[n].may_be("label"))
    last = next(n for n in reversed(span) if tokens[n].may_be(*bearing))
    # before the head only where a time stands there too: "until 6 p.m. under embargo"
    timed = any(tokens[n].may_be("figure", *DAYS) for n in range(left, head))
    said = range(left if timed else head, behind)
    if not timed and is_unspaced(tokens[head].text[0]):
        said = range(max(left, head - 1), head)  # there it stands behind its time
    return Run(
        left,
        min(first, head),
        max(last, head),
        behind,
        anchored,
        any(tokens[n].may_be("until", "future") for n in said),
        clause.has_day(left, behind - 1),
        clause.has_hour(left, behind - 1),
    )


def _left(clause: Clause, head: int) -> tuple[int, bool]:
    """How far back the words belong to a head, and whether something begins there."""
    place = head
    while not clause.breaks(place) and not clause.opens(place):
        if place == max(head - FAR, 0) or clause.tokens[place - 1].may_be("past"):
            return place, False
        if not clause.known(place - 1) and not clause.tokens[place - 1].may_be("after"):
            return place, False
        place -= 1
    return place, True


def behind_run(clause: Clause, head: int) -> int:
    """Returns the place behind the last token that belongs to a head."""
    place = head + 1
    stop = min(len(clause.tokens), head + FAR)
    while place < stop and clause.known(place) and not clause.ends(place):
        if clause.breaks(place):
            behind = _part(clause, place)
            if not _brings(clause, head, place, behind):
                break
            place = behind
        else:
            place += 1
    return place


def _part(clause: Clause, start: int) -> int:
    """Behind the known words up to the next bracket or dash."""
    place = start + 1
    stop = min(len(clause.tokens), start + FAR)
    while place < stop and clause.known(place) and not clause.breaks(place):
        place += 1
    return place


def _brings(clause: Clause, head: int, start: int, stop: int) -> bool:
    """Whether a part behind a bracket or a dash tells of the time what was not told yet."""
    told = clause.has_day(head, start - 1), clause.has_hour(head, start - 1)
    more = clause.has_day(start, stop - 1), clause.has_hour(start, stop - 1)
    zone = any(t.may_be("zone", "letters") for t in clause.tokens[start:stop])
    new = (more[0] and not told[0]) or (more[1] and not told[1])
    # a clock in another zone, or the zone itself, in brackets
    return new or (zone and not more[0] and "(" in clause.gap(start))
