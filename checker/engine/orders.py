"""The provider's orders in a draft as findings, each with the agency that gives it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from itertools import islice, takewhile
from operator import attrgetter

from checker.engine.marked import Marked
from checker.engine.model import NameClass
from checker.engine.weighing.program import SURE_SIGNS, program_signs
from checker.models.vocabulary import ClaimRole, Confidence
from checker.orders import (
    CLIENTS,
    FOUND_KINDS,
    READABLE,
    Order,
    Restriction,
    orders_in,
    restrictions_in,
    speaks_of_picture,
)
from checker.text.views import View

__all__ = ["CONFIDENCE", "spoken_orders", "spoken_restrictions"]

CONFIDENCE: Confidence = "high"
_NEAR = 2  # lines before and behind an order in which its agency may be named
_REACH = 2_000  # characters of such a line that are looked at
_AROUND = 300  # characters around a comment in which a program is told
_COMMENT = re.compile(r"[ \t]{0,60}(?:#|//|/\*|\*|--)\s")
_end_of = attrgetter("end")


def spoken_orders(view: View, marked: Marked) -> Iterator[tuple[Order, str, ClaimRole | None]]:
    """Yields the orders of the text with the ids of their agencies, "generic" if unnamed.

    A note to editors that names its agency has a role: it says whose the text or the picture is.
    Other orders have none, since everybody corrects and withdraws, and they block by themselves. A
    release orders nothing and is left out.
    """
    for order in orders_in(view):
        if order.kind in FOUND_KINDS:
            agency, named = _agency(order, view, marked)
            if not named or order.kind != "advisory":
                yield order, agency, None
            elif speaks_of_picture(view, order.start, order.end):
                yield order, agency, "photo"
            else:
                yield order, agency, "text"


def spoken_restrictions(
    view: View, marked: Marked, late: Callable[[], bool]
) -> Iterator[tuple[Restriction, str]]:
    """Yields the restrictions of use in the text, with their agencies as those of orders.

    What is for the clients of nobody who is named is a page's own ("for subscribers only"), unless
    it limits something besides.
    """
    for found in restrictions_in(view, late):
        if _is_comment(view.lines, found.start):
            continue
        if found.rule == CLIENTS and not _named(marked, found.start, found.end):
            yield replace(found, rule=READABLE), "generic"
        else:
            yield found, _agency(found, view, marked)[0]


def _is_comment(text: str, start: int) -> bool:
    """Whether the line around `start` is a comment in a program: it says what the program does."""
    begin = _line_start(text, start)
    if _COMMENT.match(text, begin) is None:
        return False
    near = text[max(0, begin - _AROUND) : start + _AROUND]
    return any(kind != "comment" for kind in program_signs(near, SURE_SIGNS))


def _agency(order: Order | Restriction, view: View, marked: Marked) -> tuple[str, bool]:
    """The only agency that is named in the order, and True; or else in the lines around it."""
    inside = _named(marked, order.start, order.end)
    if inside:
        sure = _named(marked, order.start, order.end, _is_word(view, order))
        return inside.pop() if len(inside) == 1 else "generic", len(sure) == 1
    start, end = order.start, order.end
    for _ in range(_NEAR):
        start = _line_start(view.lines, start - 1)
        end = _line_end(view.lines, end + 1)
    around = _named(marked, start, end)
    return around.pop() if len(around) == 1 else "generic", False


def _line_start(text: str, at: int) -> int:
    low = max(at - _REACH, 0)
    return max(text.rfind("\n", low, max(at, 0)) + 1, low)


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at, at + _REACH)
    return min(len(text), at + _REACH) if found < 0 else found


def _is_word(view: View, order: Order | Restriction) -> frozenset[NameClass]:
    """The classes of names that may be words there: in a line of capitals, "ATA" means "until"."""
    loud = view.flow[order.start : order.end].isupper()
    return frozenset({"ambiguous", "never"} if loud else {"never"})


def _named(
    marked: Marked, start: int, end: int, words: Collection[NameClass] = frozenset({"never"})
) -> set[str]:
    """The agencies that are named there; "the agency" is a name where no other one is."""
    first = bisect_right(marked.chains, start, key=_end_of)
    named = {
        agency
        for chain in takewhile(lambda one: one.start < end, islice(marked.chains, first, None))
        for mention in chain.mentions
        for agency in mention.agencies
        if mention.cls not in words
    }
    return named - {"generic"} or named
