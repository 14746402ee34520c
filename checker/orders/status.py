"""Statuses: those of fields, and those that orders in words give an item."""

import re
from functools import lru_cache
from types import MappingProxyType

from checker.orders.all_orders import orders_in
from checker.orders.earlier import withdraws_earlier
from checker.orders.embargo import orders_embargo
from checker.orders.order import OrderKind
from checker.orders.status_words import EMBARGOED, STRICTNESS, status_word, strictness, taken_down
from checker.text.views import view_of

__all__ = [
    "EMBARGOED",
    "STRICTNESS",
    "read_status",
    "status_in_note",
    "status_of",
    "strictness",
    "taken_down",
]

_IS_ADVISORY = re.compile(r"\W*(?:news )?advisory\b", re.IGNORECASE)
_OF_ORDERS: MappingProxyType[OrderKind, str] = MappingProxyType(
    {
        "kill_notice": "canceled",
        "hold_notice": "withheld",
        "not_for_publication": "not_for_publication",
    }
)


def status_of(kind: OrderKind) -> str | None:
    """Returns the status that an order gives an item; None for an order that gives none."""
    return _OF_ORDERS.get(kind)


@lru_cache(maxsize=4096)
def read_status(value: str) -> str | None:
    """Returns the status that a field's code, word or phrase means, or None.

    Codes and words are tried first ('stat:usable', 'Canceled', 'sig:kill'); anything else is read
    like the same words in a note: 'Mandatory kill', 'zurückgezogen', 'Under embargo'.
    """
    inner = value.rpartition("/")[2].rpartition(":")[2]  # without a folder or a vocabulary
    orders = (status_word(value), status_in_note(value), status_in_note(inner))
    known = next(filter(None, orders), None)
    return known or (EMBARGOED if orders_embargo(value) or orders_embargo(inner) else None)


@lru_cache(maxsize=4096)
def status_in_note(note: str) -> str | None:
    """Returns the strictest status that an editor's note orders for its item, or None."""
    found = (status_of(order.kind) for order in orders_in(view_of(note), field=True))
    stated = [] if withdraws_earlier(note) else [status for status in found if status]
    if _IS_ADVISORY.match(note) is not None:
        stated.append("not_for_publication")  # the item is advice to editors, and no copy
    return max(stated, key=strictness, default=None)
