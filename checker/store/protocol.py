"""What a store has to offer, whatever database is behind it.

`Store` (SQLite, one machine) is one of these; a PostgreSQL store for several machines would be
another. Each call is a transaction of its own: all or nothing, seen by every process at once.

Rules that any store must keep:
    - The same id, version and content again is a no-op; other content under the same version is a
      new revision and the newest; an older version that comes late never becomes the newest.
    - What a message does not mention stays as it was said before; an embargo outlives removal.
    - A kill lasts, by id, over everything that arrives later; it spreads to what descends from the
      item and to the same text under other ids, in whatever order they come.
    - `Documents` is a log in order of commit; document numbers are never used twice.
    - `state` differs after any change that may change a verdict.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from checker.models import Change, CheckRecord, Item, Source, StoredText
from checker.store.records import (
    Contract,
    Expiring,
    Kill,
    Recalled,
    Registered,
    Stored,
    StoredCheck,
    VersionNote,
)

__all__ = ["AgreementStore", "CheckStore", "DocumentLog", "NewsroomStore", "SourceStore"]


class DocumentLog(Protocol):
    """The searchable texts, as an index follows them."""

    def newest_seq(self) -> int:
        """The number of the newest change; 0 when there is none."""
        ...

    def changes_since(self, seq: int, limit: int) -> Sequence[Change]:
        """The changes after `seq`, oldest first, `limit` at most."""
        ...

    def load(self, docs: Sequence[int]) -> Sequence[StoredText]:
        """The texts of these documents in any order; what is gone is left out."""
        ...

    def count(self) -> int:
        """How many texts are searchable."""
        ...


class SourceStore(Protocol):
    """Licensed items and what their owners say of them."""

    def put_sources(self, sources: Iterable[Source], *, received: datetime) -> list[Stored]:
        """Takes sources in: all of them or none."""
        ...

    def patch_item(
        self,
        source: str,
        changes: Mapping[str, Any],
        *,
        at: datetime,
        by: str | None = None,
        if_revision: int | None = None,
    ) -> Item:
        """States some rights fields anew; the others stay."""
        ...

    def remove_source(self, source: str, *, at: datetime | None = None) -> None:
        """Takes a source out; kills and an embargo outlive it."""
        ...

    def kill(self, source: str, at: datetime, reason: str | None = None) -> tuple[str, ...]:
        """Kills an id for good, known or not; returns the ids that died of it."""
        ...

    def release(self, source: str, at: datetime) -> tuple[str, ...]:
        """Takes a kill back by a person's word; returns the ids that live again."""
        ...

    def kills(self, source: str) -> list[Kill]:
        """Why an id is dead, released kills too."""
        ...

    def items(self, ids: Sequence[str]) -> dict[str, Item]:
        """The registry's word on these ids; unknown ones are left out."""
        ...

    def source(self, source: str, version: str | None = None) -> Source:
        """One source: the newest with the rights in force, or a version word for word."""
        ...

    def registered(self, source: str) -> Registered:
        """Item, title and revision of one source."""
        ...

    def versions(self, source: str) -> list[VersionNote]:
        """The history of a source, oldest first."""
        ...

    def sources(
        self, after: str | None = None, limit: int = 100, owner: str | None = None
    ) -> list[Registered]:
        """Sources by id, behind the id `after`."""
        ...


class AgreementStore(Protocol):
    """Agreements and the policy: what is in force, and all that ever was."""

    def agreements(self) -> list[dict[str, Any]]:
        """The agreements in force, by id."""
        ...

    def agreement(self, agreement: str) -> Contract:
        """One agreement in force."""
        ...

    def put_agreement(
        self,
        document: Mapping[str, Any],
        *,
        at: datetime,
        by: str | None = None,
        if_digest: str | None = None,
    ) -> Contract:
        """Puts an agreement in force in place of the one of the same id."""
        ...

    def remove_agreement(
        self, agreement: str, *, at: datetime | None = None, by: str | None = None
    ) -> None:
        """Takes an agreement out of force."""
        ...

    def agreement_history(self, agreement: str | None = None) -> list[Contract]:
        """Every agreement that was ever in force."""
        ...

    def policy(self) -> dict[str, Any] | None:
        """The policy in force, or None."""
        ...

    def put_policy(
        self,
        document: Mapping[str, Any],
        *,
        at: datetime,
        by: str | None = None,
        if_digest: str | None = None,
    ) -> Contract:
        """Puts a policy in force."""
        ...

    def policy_history(self) -> list[Contract]:
        """Every policy that was ever in force."""
        ...


class CheckStore(Protocol):
    """Recorded checks and what a rights desk asks of them."""

    def record_checks(self, records: Iterable[CheckRecord]) -> None:
        """Records checks: all of them or none."""
        ...

    def check(self, check: str) -> StoredCheck:
        """One recorded check."""
        ...

    def checks(
        self,
        before: str | None = None,
        limit: int = 100,
        *,
        document: str | None = None,
        audit: str | None = None,
    ) -> list[StoredCheck]:
        """Recorded checks, newest first, older than the check `before`."""
        ...

    def recall(self, source: str, limit: int | None = None) -> list[Recalled]:
        """Every piece that uses an item or what descends from it, newest first."""
        ...

    def expiring(
        self, until: datetime, *, since: datetime | None = None, limit: int | None = None
    ) -> list[Expiring]:
        """Pieces whose verdict changes before `until`, the earliest first."""
        ...

    def items_used(
        self, owner: str, since: datetime, until: datetime, *, but: Collection[str] = ()
    ) -> int:
        """Items of an owner in pieces that were cleared in [since, until), without `but`."""
        ...

    def has_fingerprints(self) -> bool:
        """Whether any recorded check could be found by a late source."""
        ...

    def checks_sharing(
        self,
        source: str,
        fingerprints: bytes,
        *,
        at: datetime | None = None,
        version: str = "",
    ) -> list[str]:
        """Checks that used a source before it came in; `recall` answers for them from then on."""
        ...

    def prune_checks(self, before: datetime, *, keep_latest: bool = True) -> int:
        """Forgets old checks."""
        ...


class NewsroomStore(SourceStore, AgreementStore, CheckStore, Protocol):
    """All of it."""

    @property
    def documents(self) -> DocumentLog:
        """The searchable texts."""
        ...

    def state(self) -> int:
        """A number that differs after any change that may change a verdict."""
        ...

    def contracts_state(self) -> int:
        """A number that differs after any change of agreements or policy."""
        ...

    def touch(self) -> None:
        """Changes `state`, so that every process reads again what it keeps."""
        ...

    def holdings(self) -> dict[str, Any]:
        """What a check is compared with: `items`, `texts` and the `newest` arrival."""
        ...

    def close(self) -> None:
        """Closes every connection."""
        ...
