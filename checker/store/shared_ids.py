"""Ids that two agencies share: what one says of its item is not said of the other's."""

from dataclasses import replace

from checker.models.source import Item, Source
from checker.store import kills
from checker.store.codec import decode_value

__all__ = ["is_anothers", "under_own_id"]

NOBODY = "unknown"  # the owner of items whose owner nobody named


def is_anothers(source: Source, owner: str, item: bytes) -> bool:
    """Returns whether an id is that of another party's item: no owner or provider is the same.

    Args:
        source: what arrives under the id.
        owner: the owner of the item that has the id.
        item: that item, as it is stored.
    """
    if source.owner == owner or NOBODY in (source.owner, owner):
        return False
    parties = {source.owner, source.provider} - {None}
    return parties.isdisjoint({owner, decode_value(item, Item).provider})


def under_own_id(source: Source) -> Source:
    """Returns an item under an id of its owner's; a kill is still one of the item with that id."""
    kills_too = (source.id,) if kills.withdraws(source.rights.status) else ()
    name = f"{source.owner}:{source.id}"
    return replace(source, id=name, kills=(*source.kills, *kills_too))
