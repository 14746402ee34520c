"""The value type of this room: one order of a provider, and its position."""

from typing import Literal, get_args

from checker.values import dataclass

__all__ = ["FOUND_KINDS", "ORDER_KINDS", "ORDER_RULES", "Order", "OrderKind", "order_rule"]

OrderKind = Literal[
    "embargo",  # not before a moment
    "kill_notice",  # killed, withdrawn, annulled: never
    "hold_notice",  # not until a release or a newer version
    "not_for_publication",  # for editors' eyes
    "correction",  # a newer item stands in its place
    "advisory",  # of interest to editors, without effect on publishing
    "release",  # an embargo or a hold is over, a kill is taken back
]
ORDER_KINDS: tuple[OrderKind, ...] = get_args(OrderKind)
# Those that a draft is marked with: a release orders nothing.
FOUND_KINDS = tuple(kind for kind in ORDER_KINDS if kind != "release")


def order_rule(kind: OrderKind) -> str:
    """Returns the rule id of orders of a kind, which is in no rule file."""
    return f"order-{kind.replace('_', '-')}"


ORDER_RULES = frozenset(map(order_rule, ORDER_KINDS))


@dataclass(frozen=True, slots=True)
class Order:
    """One order at [start, end) of the text that was read.

    `refers_to` are the words by which it names another item (an id, a number, a slug or a
    headline), sorted by weight; () if it refers to the text that contains it. `replaced_by` are
    those of the item that takes its place.
    """

    kind: OrderKind
    start: int
    end: int
    refers_to: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
