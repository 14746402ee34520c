"""The provider's orders in a draft as findings, each with the agency that gives it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice, takewhile
from operator import attrgetter

from checker.engine.marked import Marked
from checker.engine.weighing.program import SURE_SIGNS, program_signs
from checker.models.vocabulary import Confidence
from checker.orders import (
    CLIENTS,
    FOUND_KINDS,
    ORDER_KINDS,
    READABLE,
    Order,
    OrderKind,
    Restriction,
    orders_in,
    restrictions_in,
)
from checker.text.views import View

__all__ = ["CONFIDENCE", "ORDER_RULES", "order_rule", "spoken_orders", "spoken_restrictions"]

CONFIDENCE: Confidence = "high"
_NEAR = 2  # lines before and behind an order in which its agency may be named
_REACH = 2_000  # characters of such a line that are looked at
_AROUND = 300  # characters around a comment in which a program is told
_COMMENT = re.compile(r"[ \t]{0,60}(?:#|//|/\*|\*|--)\s")
_end_of = attrgetter("end")


def order_rule(kind: OrderKind) -> str:
    """Returns the rule id of orders of a kind, which is in no rule file."""
    return f"order-{kind.replace('_', '-')}"


ORDER_RULES = frozenset(map(order_rule, ORDER_KINDS))


def spoken_orders(view: View, marked: Marked) -> Iterator[tuple[Order, str]]:
    """Yields the orders of the text with the ids of their agencies, "generic" if unnamed.

    A release orders nothing and is left out.
    """
    for order in orders_in(view):
        if order.kind in FOUND_KINDS:
            yield order, _agency(order, view, marked)


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
            yield found, _agency(found, view, marked)


def _is_comment(text: str, start: int) -> bool:
    """Whether the line around `start` is a comment in a program: it says what the program does."""
    begin = _line_start(text, start)
    if _COMMENT.match(text, begin) is None:
        return False
    near = text[max(0, begin - _AROUND) : start + _AROUND]
    return any(kind != "comment" for kind in program_signs(near, SURE_SIGNS))


def _agency(order: Order | Restriction, view: View, marked: Marked) -> str:
    """The only agency that is named in the order, or else in the lines around it."""
    inside = _named(marked, order.start, order.end)
    if inside:
        return inside.pop() if len(inside) == 1 else "generic"
    start, end = order.start, order.end
    for _ in range(_NEAR):
        start = _line_start(view.lines, start - 1)
        end = _line_end(view.lines, end + 1)
    around = _named(marked, start, end)
    return around.pop() if len(around) == 1 else "generic"


def _line_start(text: str, at: int) -> int:
    low = max(at - _REACH, 0)
    return max(text.rfind("\n", low, max(at, 0)) + 1, low)


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at, at + _REACH)
    return min(len(text), at + _REACH) if found < 0 else found


def _named(marked: Marked, start: int, end: int) -> set[str]:
    first = bisect_right(marked.chains, start, key=_end_of)
    return {
        agency
        for chain in takewhile(lambda one: one.start < end, islice(marked.chains, first, None))
        for mention in chain.mentions
        for agency in mention.agencies
        if mention.cls != "never"
    }
