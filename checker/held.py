"""What the store holds, read again only when it has changed.

A check asks the same few things every time: the agreements and the policy, how owners are named,
the items and texts of the sources that it found, whether anybody released anything. One statement
tells whether any of that has changed (`Store.pulse`); what has not is not read again. Nothing is
older than the pulse that it is kept under, in whatever process the change was made.
"""

from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from checker.engine import RuleSet
from checker.errors import IndexFault, NotFound
from checker.index import Index, unsearched
from checker.licensing import InForce, publisher_names
from checker.matching.owner_names import OwnerNames
from checker.models.draft import Draft, Span
from checker.models.evidence import IndexSeen, SearchResult
from checker.models.source import Item, Source
from checker.models.verdict import Verdict
from checker.store import Override, Pulse, Store
from checker.times import from_rfc3339
from checker.values import replaced

__all__ = ["Followed", "Held"]

MOST_ITEMS = 4_096  # kept; some 1 KB each
MOST_STANDING = 65_536  # texts of which the standing is kept; some 200 bytes each
MOST_TEXTS = 64  # sources kept with their texts, for the check at hand

T = TypeVar("T")


class _Kept(Generic[T]):
    """Values by name as of one state of the store, at most so many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._state: int | None = None
        self._values: dict[Any, T] = {}

    def at(self, state: int) -> dict[Any, T]:
        """Returns what is kept of this state, to be added to; empty once it is another."""
        if self._state != state or len(self._values) >= self._most:
            self._state, self._values = state, {}
        return self._values


class _Numbers:
    """Numbers for standings, which are compared far more often than they are read.

    Equal ones have one number for good; when there are too many, each stands for itself.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, int] = {}

    def number(self, standing: Hashable) -> Hashable:
        """Returns the number of a standing."""
        known = self._known
        if standing not in known and len(known) >= MOST_STANDING:
            return standing
        return known.setdefault(standing, len(known))


class Held:
    """Agreements, names, items, texts and releases of one store.

    Args:
        store: the store.
        rules: the rule set in force, for the names of owners.
    """

    def __init__(self, store: Store, rules: RuleSet) -> None:
        self._store = store
        self._rules = rules
        self._pulse: Pulse | None = None
        self._in_force: tuple[int, InForce] | None = None
        self._naming: _Naming | None = None
        self._holdings: tuple[int, dict[str, Any]] | None = None
        self._released: tuple[int, bool] | None = None
        self._items = _Kept[Item | None](MOST_ITEMS)
        self._standing = _Kept[Hashable](MOST_STANDING)
        self._numbers = _Numbers()
        self._sources = _Kept[Source | None](MOST_TEXTS)

    def look(self) -> Pulse:
        """Asks the store whether anything has changed; the one statement of most checks."""
        self._pulse = self._store.pulse()
        return self._pulse

    @property
    def pulse(self) -> Pulse:
        """What the last look saw."""
        return self._pulse or self.look()

    def in_force(self) -> InForce:
        """Returns the agreements and the policy as of the last look."""
        state = self.pulse.contracts
        held = self._in_force
        if held is None or held[0] != state:
            store = self._store
            made = InForce.from_documents(store.agreements.all(), store.policy.get())
            held = self._in_force = (state, made)
        return held[1]

    @property
    def naming(self) -> "_Naming":
        """How owners and publishers are named by the rules and the agreements of the last look."""
        in_force = self.in_force()
        naming = self._naming
        if naming is None or naming.in_force is not in_force:
            naming = self._naming = _Naming(in_force, self._rules)
        return naming

    def names_of(self, verdict: Verdict) -> dict[str, str]:
        """Returns names of a verdict's owners and publisher by id, from rules and agreements."""
        owners = {claim.owner for claim in verdict.claims}
        owners |= {match.owner for match in verdict.matches}
        return self.naming.of(owners, verdict.use.publisher.strip())

    def holdings(self) -> dict[str, Any]:
        """Returns the number of indexed items and the newest, as of the last look."""
        state = self.pulse.state
        held = self._holdings
        if held is None or held[0] != state:
            held = self._holdings = (state, self._store.holdings())
        return held[1]

    def items(self, ids: Sequence[str]) -> dict[str, Item]:
        """Returns the registry's entries for these source ids, as of the last look."""
        if not ids:
            return {}
        known = self._items.at(self.pulse.state)
        unknown = [one for one in ids if one not in known]
        if unknown:
            found = self._store.sources.items(unknown)
            known.update((one, found.get(one)) for one in unknown)
        items = ((one, known[one]) for one in ids)
        return {one: item for one, item in items if item is not None}

    def standing(self, docs: Sequence[int]) -> Mapping[int, Hashable]:
        """Returns whose these texts are and what their owners say of them, as of the last look."""
        known = self._standing.at(self.pulse.state)
        unknown = [doc for doc in docs if doc not in known]
        if unknown:
            found = self._store.documents.standing(unknown)
            known.update((doc, self._numbers.number(stand)) for doc, stand in found.items())
        return known

    def source(self, name: str, version: str) -> Source | None:
        """Returns a version of a source verbatim; None if it was removed."""
        known = self._sources.at(self.pulse.state)
        key = (name, version)
        if key not in known:
            try:
                known[key] = self._store.sources.get(name, version=version)
            except NotFound:
                known[key] = None
        return known[key]

    def overrides(self, text_sha256: str, document: str | None, now: datetime) -> list[Override]:
        """Returns the overrides in force for a text of a piece; most newsrooms have none at all."""
        state = self.pulse.state
        if self._released is None or self._released[0] != state:
            self._released = (state, self._store.overrides.any())
        if not self._released[1]:
            return []
        return self._store.overrides.in_force(text_sha256, now=now, document=document)


class _Naming:
    """Names by the rules and by the agreements that were in force at one time."""

    def __init__(self, in_force: InForce, rules: RuleSet) -> None:
        self.in_force = in_force
        self._rules = rules

    @cached_property
    def publishers(self) -> dict[str, str]:
        """The names of the newsroom's publishers by id, as agreements state them."""
        return publisher_names(self.in_force.agreements)

    @cached_property
    def _owners(self) -> dict[str, str]:
        return {a.owner: a.owner_name for a in self.in_force.agreements if a.owner_name}

    @cached_property
    def spellings(self) -> OwnerNames:
        """Every name of each owner, of rules and agreements, as texts have them."""
        names = {a.id: [a.name, *a.aliases] for a in self._rules.agencies.values()}
        for name in self._rules.names:
            for owner in name.agencies if name.cls != "never" else ():
                names.setdefault(owner, []).append(name.text)
        for agreement in self.in_force.agreements:
            if agreement.owner_name:
                names.setdefault(agreement.owner, []).append(agreement.owner_name)
        return OwnerNames(names)

    def of(self, owners: set[str], publisher: str) -> dict[str, str]:
        """Returns the names of these owners and this publisher, where they are known."""
        agencies = self._rules.agencies
        known = {
            owner: agencies[owner].name if owner in agencies else self._owners[owner]
            for owner in sorted(owners)
            if owner in agencies or owner in self._owners
        }
        name = self.publishers.get(publisher)
        return known if name is None else {**known, publisher: name}


class Followed:
    """The index, brought up to date with the store before every search."""

    def __init__(self, index: Index, held: Held) -> None:
        self._index = index
        self._held = held

    def search(
        self, draft: Draft, *, boilerplate: Sequence[Span] = (), deadline: float | None = None
    ) -> SearchResult:
        """See `checker.checking.SourceIndex`; the result states which state of which index it is.

        What came in while it searched makes no check incomplete: the state is that of its start.
        """
        newest = self._held.look().newest
        holdings = self._held.holdings()
        try:
            self._index.sync(newest)
            database, sequence = self._index.database, self._index.snapshot.seq
            found = self._index.search(
                draft,
                boilerplate=boilerplate,
                deadline=deadline,
                owners=self._held.naming.spellings,
                standing=self._held.standing,
            )
        except IndexFault as fault:  # what the rules find of the draft holds all the same
            return SearchResult((), (), (unsearched(fault),))
        seen = IndexSeen(
            database=database,
            sequence=sequence,
            newest_sequence=max(newest, sequence),
            items=holdings["items"],
            newest=_moment(holdings["newest"]) if holdings["newest"] else None,
        )
        return replaced(found, index=seen)


@lru_cache(maxsize=4)
def _moment(stored: str) -> datetime:
    """The moment of the newest arrival, which most checks ask for again."""
    return from_rfc3339(stored)
