"""The provider's orders in a draft as findings, each with the agency that speaks."""

from collections.abc import Callable, Iterator

from checker.engine.marked import Marked
from checker.models import Confidence
from checker.orders import (
    ORDER_KINDS,
    Order,
    OrderKind,
    Restriction,
    orders_in,
    restrictions_in,
)
from checker.text.views import View

__all__ = [
    "CONFIDENCE",
    "ORDER_RULES",
    "is_set_apart",
    "order_rule",
    "spoken_orders",
    "spoken_restrictions",
]

CONFIDENCE: Confidence = "high"
_EDGE, _EDGE_LENGTH = 3, 600  # lines at the head and the foot, and characters of them at most
_LABEL = 1  # words beside an order in a line of its own
_NEAR = 2  # lines before and behind an order in which its agency may be named


def order_rule(kind: OrderKind) -> str:
    """The id under which orders of a kind are found: they are of no rule file."""
    return f"order-{kind.replace('_', '-')}"


ORDER_RULES = frozenset(map(order_rule, ORDER_KINDS))


def spoken_orders(view: View, marked: Marked) -> Iterator[tuple[Order, str]]:
    """The orders of the text, each with the id of its agency, or "generic" where none is named.

    A release orders nothing, and is left out.
    """
    for order in orders_in(view):
        if order.kind != "release":
            yield order, _agency(order, view, marked)


def is_set_apart(order: Order, view: View) -> bool:
    """Whether a timed order is all, but for a word, that a line at the head or foot says.

    Signs around it ("# EMBARGO: 1 March #", "== ... ==") then set it apart, and are no program.
    """
    start, end = view.lines.rfind("\n", 0, order.start) + 1, _line_end(view.lines, order.end)
    beside = view.lines[start : order.start] + view.lines[order.end : end]
    words = sum(any(map(str.isalnum, word)) for word in beside.split())
    timed = any(map(str.isdigit, view.lines[order.start : order.end]))
    if words > _LABEL or '"' in beside or not timed:
        return False
    lines = view.lines
    above = start <= _EDGE_LENGTH and lines.count("\n", 0, start) <= _EDGE
    return above or (len(lines) - end <= _EDGE_LENGTH and lines.count("\n", end) <= _EDGE)


def spoken_restrictions(
    view: View, marked: Marked, late: Callable[[], bool]
) -> Iterator[tuple[Restriction, str]]:
    """The restrictions of use in the text, with their agencies as those of orders."""
    for found in restrictions_in(view, late):
        yield found, _agency(found, view, marked)


def _agency(order: Order | Restriction, view: View, marked: Marked) -> str:
    """The only agency that is named in the order, or else in the lines around it."""
    inside = _named(marked, order.start, order.end)
    if inside:
        return inside.pop() if len(inside) == 1 else "generic"
    start, end = order.start, order.end
    for _ in range(_NEAR):
        start = view.lines.rfind("\n", 0, max(start - 1, 0)) + 1
        end = _line_end(view.lines, end + 1)
    around = _named(marked, start, end)
    return around.pop() if len(around) == 1 else "generic"


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _named(marked: Marked, start: int, end: int) -> set[str]:
    return {
        agency
        for chain in marked.chains
        if chain.start < end and start < chain.end
        for mention in chain.mentions
        for agency in mention.agencies
        if mention.cls != "never"
    }
