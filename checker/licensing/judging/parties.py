"""Owners of sources that a feed or a record writes as the name in an agreement, not as its id."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.licensing.agreement.model import Agreement
from checker.models.evidence import SearchResult
from checker.models.source import Item
from checker.models.vocabulary import owner_id
from checker.text.fold import folded_text

if TYPE_CHECKING:
    from checker.licensing.judging.context import Wordings

__all__ = ["in_ids", "party_ids", "party_key"]


def in_ids(
    search: SearchResult, items: Mapping[str, Item], wordings: "Wordings"
) -> tuple[SearchResult, Mapping[str, Item]]:
    """Returns matches and items with the ids that agreements have for their owners.

    The owner of a record may be "North Wire", and that of a wire's item the slug of it, where the
    agreement has an id of its own. An id that rules or agreements know is itself.
    """
    owners = {match.owner for match in search.matches} | {item.owner for item in items.values()}
    meant = {owner: wordings.party(owner) for owner in owners if owner not in wordings}
    if all(owner == known for owner, known in meant.items()):
        return search, items
    matches = tuple(replace(m, owner=meant.get(m.owner, m.owner)) for m in search.matches)
    named = {
        name: replace(item, owner=meant.get(item.owner, item.owner)) for name, item in items.items()
    }
    return replace(search, matches=matches), named


def party_ids(agreements: Iterable[Agreement]) -> dict[str, str]:
    """Returns the owners of agreements by the keys of their names; of a shared name, none."""
    found: dict[str, str] = {}
    for name, owner in sorted({(a.owner_name, a.owner) for a in agreements if a.owner_name}):
        key = party_key(name)
        found[key] = owner if found.get(key, owner) == owner else ""
    return {key: owner for key, owner in found.items() if key and owner}


def party_key(name: str) -> str:
    """Returns a party's name without case, accents and punctuation: that of its slug as well."""
    folded = folded_text(owner_id(name))
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())
