"""The state of items as pages and lists show it: what a check of their own text would say now."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from checker.licensing import InForce, ItemState, item_state
from checker.models import Item
from checker.store import Store

__all__ = ["states_of"]


def states_of(
    store: Store, items: Iterable[Item], names: Callable[[str], str] = str
) -> dict[str, ItemState]:
    """The state of each item at this moment, by its id; `names` says how messages name owners."""
    held = InForce.from_documents(store.agreements.all(), store.policy.get())
    now = datetime.now(UTC)
    return {
        item.source: item_state(
            item,
            agreements=held.agreements,
            policy=held.policy,
            names={item.owner: names(item.owner)},
            now=now,
        )
        for item in items
    }
