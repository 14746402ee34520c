"""Embargoes in a text: which of its lines order one."""

from collections.abc import Iterator

from checker.orders.order import Order
from checker.text.views import View

__all__ = ["embargoes_in"]


def embargoes_in(view: View, *, field: bool) -> Iterator[Order]:  # noqa: ARG001
    """The embargoes that a text orders."""
    yield from ()
