"""The context of a judgement: draft, use, moment, and what the newsroom holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from checker.licensing.agreement.channels import channel_of
from checker.licensing.agreement.known_words import (
    bare_name,
    known_publishers,
    known_sites,
    publisher_names,
)
from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.policy import Policy
from checker.licensing.agreement.territories import territories_of
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.parties import party_ids, party_key
from checker.licensing.judging.placement import Layout
from checker.licensing.judging.reasons import reason
from checker.models.draft import Draft, Span, Use
from checker.models.verdict import Reason
from checker.models.vocabulary import QuotaCounts, owner_id, plain_name
from checker.values import dataclass

__all__ = [
    "JudgementContext",
    "MonthUse",
    "Settled",
    "Step",
    "Wordings",
    "asked_territories",
    "by_owner",
    "own_ids",
]


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way to a verdict: the question asked and the answer."""

    stage: str  # own, provider, exception, agreements, condition, item, duty, choice, document
    question: str
    answer: str  # yes, no, met, not met, licensed, not licensed, skipped
    owner: str = ""
    source: str | None = None
    agreement: str | None = None
    codes: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class MonthUse:
    """The use of one month under an agreement with a quota, as it counts for the piece judged.

    `used` is the number of items that other pieces use; `ahead` gives, for each item of the month,
    how many of these were used before it; `shared` are the items that other pieces use. The next
    month begins at `end`.
    """

    month: str  # as in "2026-05"
    end: datetime
    counts: QuotaCounts = "checked"
    used: int = 0
    ahead: Mapping[str, int] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()

    def number(self, item: str, before: Iterable[str]) -> int:
        """Returns the item's position in the month, after the `before` items ahead of it."""
        own = sum(one not in self.shared for one in before)
        return self.ahead.get(item, self.used) + own + 1


@dataclass(frozen=True, slots=True)
class Settled:
    """What a piece of evidence lacks under an agreement: the reasons by condition, or by duty."""

    evidence: Evidence
    agreement: Agreement
    unmet: tuple[tuple[Reason, ...], ...]


class Known:
    """What is the same at every moment of a judgement, worked out once for all its sources.

    `own` are the newsroom's ids as an owner, `names` the names of owners for messages, `held` the
    agreements that may license material of an owner and a provider.
    """

    __slots__ = ("_reasons", "held", "names", "own")

    def __init__(self) -> None:
        self.own: frozenset[str] | None = None
        self.names: dict[str, str] = {}
        self.held: dict[tuple[str, str | None], tuple[Agreement, ...]] = {}
        self._reasons: dict[tuple[str, str, str, int], Reason] = {}

    def reason(self, code: str, message: str, owner: str, passages: tuple[Span, ...]) -> Reason:
        """Returns a reason that names no source: one for all sources at the same places."""
        key = code, message, owner, id(passages)  # which the reason holds, so it stays its own
        known = self._reasons.get(key)
        if known is None:
            known = self._reasons[key] = reason(code, message, owner, passages=passages)
        return known


@dataclass(frozen=True, slots=True)
class JudgementContext:
    """One draft for one use at one moment.

    `territories` are alpha-2 codes, or "*"; `unknown_territories` the spellings that denote none.
    `first_published` is that of the use, or the moment itself for a piece about to appear.
    `asked_at` stays the moment of the check when a later moment is examined. `agreements` are by
    owner, each owner's in the order of their ids. `used` has the items used in the month under each
    agreement with a quota, and `numbers` the position of an item in that month under an agreement,
    and in a month without any use yet. `piece` names the piece, for uses of which no source is
    known; `dated` states whether `first_published` is known for this exact text, `undated` that the
    piece is out since nobody knows when. `naming` are sources that name the newsroom, with the
    words around its name; `holders` are own items whose text has another owner's markings, with
    that owner. `settled` are the answers that are the same at every moment, of which contexts of
    one judgement share those of each other, and `known` what does not depend on a source.
    """

    draft: Draft
    layout: Layout
    use: Use
    at: datetime
    first_published: datetime
    asked_at: datetime
    agreements: Mapping[str, tuple[Agreement, ...]]
    policy: Policy
    names: "Wordings"
    territories: tuple[str, ...] = ()
    unknown_territories: tuple[str, ...] = ()
    used: Mapping[str, MonthUse] = field(default_factory=dict)
    numbers: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    piece: str = ""
    dated: bool = True
    undated: bool = False
    naming: Mapping[str, str] = field(default_factory=dict)
    holders: Mapping[str, str] = field(default_factory=dict)
    marked_owners: tuple[str, ...] = ()  # whose markings stand on the text
    settled: dict[tuple[int, int, int, tuple[str, ...]], Settled] = field(
        default_factory=dict, repr=False, compare=False
    )
    known: Known = field(default_factory=Known, repr=False, compare=False)

    @property
    def channel(self) -> str:
        """The channel of the use, under its usual name."""
        return channel_of(self.use.channel)

    @property
    def is_ai(self) -> bool:
        """Whether the use is one by AI: by its purpose or by its channel."""
        return self.use.purpose.startswith("ai_") or self.channel == "ai"

    def item_of(self, evidence: Evidence) -> str:
        """Returns what counts as one item: the source, or the piece if there is none."""
        return evidence.source or f"piece:{self.piece}"

    def name(self, owner: str) -> str:
        """Returns the name of an owner for messages."""
        names = self.known.names
        name = names.get(owner)
        if name is None:
            known = self.names.get(owner)
            name = names[owner] = known[0] if known else plain_name(owner)
        return name

    def publisher(self) -> str:
        """Returns the publisher's name for messages, as in an agreement with it."""
        who = self.use.publisher.strip()
        return self.names.publishers.get(who) or plain_name(who)

    def agreements_of(self, *owners: str) -> list[Agreement]:
        """Returns all agreements with these owners, in the order of their ids."""
        held = self.agreements
        found = [agreement for owner in set(owners) for agreement in held.get(owner, ())]
        return sorted(found, key=_by_id) if len(found) > 1 else found

    def is_own(self, owner: str, holder: str | None = None) -> bool:
        """Returns whether the material is the newsroom's own."""
        own = self.known.own
        if own is None:
            own = own_ids(self.use.publisher, self.use.site, self.policy.own)
            own = self.known.own = own | self.names.ids_of(self.policy.own)
        return owner in own or (holder is not None and owner_id(holder) in own)


@lru_cache(maxsize=256)
def own_ids(publisher: str, site: str, own: tuple[str, ...]) -> frozenset[str]:
    """Returns a newsroom's ids as an owner: of its publisher, its site, and by its policy."""
    return frozenset(owner_id(name) for name in (publisher, site, *own) if name.strip())


def by_owner(agreements: Iterable[Agreement]) -> dict[str, tuple[Agreement, ...]]:
    """Groups agreements by owner, each group sorted by id regardless of the input order."""
    grouped: dict[str, list[Agreement]] = {}
    for agreement in agreements:
        grouped.setdefault(agreement.owner, []).append(agreement)
    return {owner: tuple(sorted(held, key=_by_id)) for owner, held in grouped.items()}


def _by_id(agreement: Agreement) -> tuple[str, str]:
    return (agreement.id, agreement.digest)


def asked_territories(use: Use) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Returns the codes that a use asks for, and the spellings that denote no territory."""
    codes: list[str] = []
    unknown: list[str] = []
    for spelling in use.territories:
        found = territories_of(spelling)
        if not found:
            unknown.append(spelling)
        codes += [code for code in found if code not in codes]
    return tuple(sorted(codes)), tuple(sorted(unknown))


class Wordings(Mapping[str, tuple[str, ...]]):
    """The wordings by which each owner may be named in prose; the first is used in messages.

    They are made when an owner is requested, since a judgement concerns few of the many owners
    known, and kept: one object serves all judgements on the same agreements.

    Args:
        names: owner ids to names.
        agreements: agreements by owner; an owner need not be an agency in the rules.
    """

    def __init__(
        self, names: Mapping[str, str], agreements: Mapping[str, tuple[Agreement, ...]]
    ) -> None:
        self._names = names
        self._agreements = agreements
        self._owners: dict[str, str] | None = None
        self._made: dict[str, tuple[str, ...] | None] = {}
        self._ids: dict[tuple[str, ...], frozenset[str]] = {}

    @classmethod
    def of(cls, names: Mapping[str, str], agreements: Iterable[Agreement]) -> "Wordings":
        """Returns the wordings of all owners that rules and agreements know, in any order."""
        return cls(names, by_owner(agreements))

    @property
    def agreements(self) -> Mapping[str, tuple[Agreement, ...]]:
        """The agreements by owner."""
        return self._agreements

    @cached_property
    def publishers(self) -> dict[str, str]:
        """The names of licensees by id, where agreements state one."""
        return publisher_names(self._all())

    @cached_property
    def known_publishers(self) -> dict[str, str]:
        """The licensees that agreements name, by the form in which names are compared."""
        return {bare_name(name): name for name in known_publishers(self._all())}

    @cached_property
    def known_sites(self) -> dict[str, str]:
        """The sites and titles that agreements name, by the form in which names are compared."""
        return {bare_name(name): name for name in known_sites(self._all())}

    @cached_property
    def _parties(self) -> dict[str, str]:
        return party_ids(self._all())

    def party(self, owner: str) -> str:
        """Returns the id of the agreements' owner whose name an unknown owner's id is, or the id.

        Their credits name no party: a pool may credit another.
        """
        return owner if owner in self else self._parties.get(party_key(owner), owner)

    def _all(self) -> list[Agreement]:
        return [agreement for held in self._agreements.values() for agreement in held]

    def owner_named(self, name: str) -> str:
        """Returns the id of the owner with this name or id, or the id of a new owner."""
        bare = owner_id(name)
        if bare in self:
            return bare
        if self._owners is None:
            self._owners = {}
            for owner in sorted(self):
                for wording in self[owner]:
                    self._owners.setdefault(owner_id(wording), owner)
        return self._owners.get(bare, bare)

    def ids_of(self, own: Iterable[str]) -> frozenset[str]:
        """Returns the ids of the parties that a policy names rather than gives their ids."""
        asked = tuple(own)
        known = self._ids.get(asked)
        if known is None:
            known = self._ids[asked] = self._ids_of(asked)
        return known

    def _ids_of(self, own: tuple[str, ...]) -> frozenset[str]:
        named = [name for name in own if " " in name.strip() or name != owner_id(name)]
        if not named:
            return frozenset()
        licensees = {bare_name(name): who for who, name in self.publishers.items()}
        parties = (licensees.get(bare_name(name), name) for name in named)
        return frozenset(self.owner_named(name) for name in parties)

    def __getitem__(self, owner: str) -> tuple[str, ...]:
        found = self._found(owner)
        if found is None:
            raise KeyError(owner)
        return found

    def get(self, owner: str, default: Any = None) -> Any:
        """Returns the wordings of an owner; of one that is unknown the default, without an error.

        A judgement asks for the same owner with each message.
        """
        found = self._found(owner)
        return default if found is None else found

    def _found(self, owner: str) -> tuple[str, ...] | None:
        if owner not in self._made:
            self._made[owner] = self._wordings_of(owner) if owner in self else None
        return self._made[owner]

    def _wordings_of(self, owner: str) -> tuple[str, ...]:
        known = [self._names[owner]] if owner in self._names else []
        for agreement in self._agreements.get(owner, ()):
            texts = [agreement.owner_name or ""]
            for duty in (agreement.attribution, agreement.credit):
                texts += duty.text if duty else ()
            known += [text for text in texts if text and text not in known]
        # Agencies are named by their abbreviation more often than in full.
        short = owner.rsplit(":", 1)[-1]
        if short.isascii() and short.isalpha() and len(short) <= 5:
            known += [w for w in (short.upper(), short) if len(short) >= 3 and w not in known]
        return tuple(known)

    def __contains__(self, owner: object) -> bool:
        return owner in self._names or owner in self._agreements

    def __iter__(self) -> Iterator[str]:
        yield from self._names
        yield from (owner for owner in self._agreements if owner not in self._names)

    def __len__(self) -> int:
        return len(self._names.keys() | self._agreements.keys())
