"""Kills, holds, corrections and other notices to editors in a text."""

from collections.abc import Iterator

from checker.orders.order import Order
from checker.text.views import View

__all__ = ["notices_in"]


def notices_in(view: View, *, field: bool) -> Iterator[Order]:  # noqa: ARG001
    """The notices to editors that a text holds."""
    yield from ()
