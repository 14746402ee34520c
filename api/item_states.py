"""The state of items on pages and in lists: the result of a check of their own text now."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from checker.licensing import InForce, ItemState, item_state
from checker.models.source import Item
from checker.store import Store

__all__ = ["states_of"]


def states_of(
    store: Store, items: Iterable[Item], names: Callable[[str], str] = str
) -> dict[str, ItemState]:
    """Returns the current state of each item, by id; `names` gives owners' names for messages."""
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
