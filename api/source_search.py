"""Sources found by what people remember: words, owner, status, day; the newest arrivals first."""

from datetime import date
from typing import Literal

from checker.licensing import ItemState
from checker.store import Registered, Store, Wanted
from checker.values import dataclass

from .checking import in_pool
from .item_states import states_of
from .service import Service

__all__ = [
    "LOOKED_AT_MOST",
    "FoundSources",
    "SourceQuery",
    "StateName",
    "owner_asked",
    "search_sources",
]

LOOKED_AT_MOST = 50_000  # sources for one page: about a second
STEP = 200  # of them at a time


# What `item_state` may say.
StateName = Literal[
    "usable",
    "killed",
    "withheld",
    "not_for_publication",
    "embargoed",
    "expired",
    "superseded",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class SourceQuery:
    """A search; `words` are looked for in the title, the text and the id."""

    words: str = ""
    owner: str = ""
    status: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the search names no condition, so that every source matches."""
        return self == SourceQuery()


@dataclass(frozen=True, slots=True)
class FoundSources:
    """Sources with their states; `more` is where to continue, `looked` the number searched."""

    entries: tuple[tuple[Registered, ItemState], ...]
    more: int | None
    looked: int


async def search_sources(
    service: Service, query: SourceQuery, before: int | None, limit: int
) -> FoundSources:
    """Returns sources that match a query, from a position in the order of arrival on.

    Raises:
        UnknownName: the owner is not known here.
    """
    owner = await owner_asked(service, query.owner) if query.owner.strip() else None
    wanted = Wanted(tuple(query.words.split()), owner, query.since, query.until)
    return await service.read(_searched, service.store, wanted, query.status, before, limit)


async def owner_asked(service: Service, typed: str) -> str:
    """Returns the id of an owner by id, name or alias.

    Raises:
        UnknownName: the owner is not known here.
    """
    named: str = await in_pool(service, "owner", named=typed)
    return named


def _searched(
    store: Store, wanted: Wanted, status: str, before: int | None, limit: int
) -> FoundSources:
    found: list[tuple[int, Registered, ItemState]] = []
    looked = 0
    while len(found) <= limit and looked < LOOKED_AT_MOST:
        listed, before = store.sources.newest(wanted, before, looked=STEP)
        states = states_of(store, [entry.item for _, entry in listed])
        rows = [(place, entry, states[entry.item.source]) for place, entry in listed]
        found += [row for row in rows if status in ("", row[2].word)]
        looked += STEP
        if before is None:
            break
    if len(found) > limit:
        before = found[limit - 1][0]
    return FoundSources(tuple((entry, state) for _, entry, state in found[:limit]), before, looked)
