"""The newsroom's database as one thing: what other rooms call.

Everything here opens its own transaction, may be called from any thread and any process, and is
all or nothing. See protocol.py for the part that another database would have to offer.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from checker.errors import NotFound, Problem, StoreError
from checker.models import CheckRecord, Item, Source
from checker.store.backup import back_up
from checker.store.checks import Checks
from checker.store.connection import DATABASE, Connections, translated
from checker.store.contracts import Contracts
from checker.store.counters import bump, read
from checker.store.desk import Audits, Overrides
from checker.store.documents import Documents
from checker.store.fingerprint_index import FOLDER, Prints
from checker.store.idempotency import Idempotency, Settings
from checker.store.integrity import problems_of
from checker.store.keys import Keys
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
from checker.store.schema import migrate, pending
from checker.store.sources import Sources
from checker.store.webhooks import Webhooks

__all__ = ["Store"]


class Store:
    """The data directory's database, open.

    Attributes:
        path: the data directory.
        documents: the searchable texts, as the index follows them.
        overrides, audits, keys, webhooks, idempotency, settings: see their classes.
    """

    def __init__(self, path: Path, connections: Connections, *, readonly: bool) -> None:
        self.path = path
        self._connections = connections
        self.documents = Documents(connections)
        self.overrides = Overrides(connections)
        self.audits = Audits(connections)
        self.keys = Keys(connections)
        self.webhooks = Webhooks(connections)
        self.idempotency = Idempotency(connections)
        self.settings = Settings(connections)
        self._sources = Sources(connections)
        self._contracts = Contracts(connections)
        self._checks = Checks(connections, Prints(path / FOLDER, connections, readonly=readonly))

    @classmethod
    def open(
        cls, path: Path, *, create: bool = True, readonly: bool = False, busy: float = 30.0
    ) -> Self:
        """Opens a data directory and brings its tables up to date.

        Args:
            path: the directory.
            create: make it when it is not there.
            readonly: never write; for audits on shared storage.
            busy: seconds that a writer waits for its turn.

        Raises:
            NotFound: it is not there and is not to be made.
            StoreError: it cannot be opened, is damaged, or a newer Wirecheck made it.
            Busy: its tables must be brought up to date and another writer holds it.
        """
        if not (path / DATABASE).exists():
            if readonly or not create:
                raise NotFound(
                    Problem(str(path), "is no data directory", "add sources or agreements first")
                )
            _make_directory(path)
        connections = Connections(path, busy=busy, readonly=readonly)
        try:
            _bring_up_to_date(connections, readonly)
        except BaseException:
            connections.close()
            raise
        return cls(path, connections, readonly=readonly)

    # Life -------------------------------------------------------------------------------------

    def close(self) -> None:
        """Closes the connections of all threads."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def state(self) -> int:
        """A number that changes with anything that may change a verdict, in any process."""
        with self._connections.glance() as connection:
            return read(connection, "state")

    def contracts_state(self) -> int:
        """A number that changes with agreements and policy, in any process, and with no item."""
        with self._connections.glance() as connection:
            return read(connection, "contracts")

    def touch(self) -> None:
        """Changes `state`, so that every process reads again what it keeps (rules, contracts)."""
        with self._connections.writer() as connection:
            bump(connection, "contracts")
            bump(connection, "state")

    def holdings(self) -> dict[str, Any]:
        """What a check is compared with: `items`, `texts` and the `newest` arrival."""
        with self._connections.snapshot() as connection:
            newest = connection.execute(
                "SELECT received FROM versions ORDER BY doc DESC LIMIT 1"
            ).fetchone()
            return {
                "items": read(connection, "sources"),
                "texts": read(connection, "docs"),
                "newest": newest[0] if newest else None,
            }

    def backup(self, target: Path, *, at: datetime | None = None) -> dict[str, Any]:
        """Copies the database while it is in use; see `checker.store.restore`.

        Returns the manifest.

        Raises:
            StoreError: the target holds something already, or cannot be written to.
        """
        return back_up(self._connections, target, at or datetime.now(UTC))

    def verify(self) -> list[Problem]:
        """What is wrong with the database: pages, references, texts and agreements by digest."""
        return problems_of(self._connections)

    # Sources ----------------------------------------------------------------------------------

    def put_sources(self, sources: Iterable[Source], *, received: datetime) -> list[Stored]:
        """See `Sources.put`: all of them or none."""
        return self._sources.put(sources, received=received)

    def patch_item(
        self,
        source: str,
        changes: Mapping[str, Any],
        *,
        at: datetime,
        by: str | None = None,
        if_revision: int | None = None,
    ) -> Item:
        """See `Sources.patch`: fields that are not named stay as they were."""
        return self._sources.patch(source, changes, at=at, by=by, if_revision=if_revision)

    def remove_source(self, source: str, *, at: datetime | None = None) -> None:
        """See `Sources.remove`: kills and an embargo outlive it."""
        self._sources.remove(source, at=at or datetime.now(UTC))

    def kill(self, source: str, at: datetime, reason: str | None = None) -> tuple[str, ...]:
        """See `Sources.kill`: for good, known or not; returns the ids that died."""
        return self._sources.kill(source, at, reason)

    def release(self, source: str, at: datetime) -> tuple[str, ...]:
        """See `Sources.release`: takes a kill back by a person's word."""
        return self._sources.release(source, at)

    def kills(self, source: str) -> list[Kill]:
        """See `Sources.kills`: why an id is dead."""
        return self._sources.kills(source)

    def items(self, ids: Sequence[str]) -> dict[str, Item]:
        """See `Sources.items`: the registry's word on these ids."""
        return self._sources.items(ids)

    def source(self, source: str, version: str | None = None) -> Source:
        """See `Sources.source`: the newest version, or one version word for word."""
        return self._sources.source(source, version)

    def registered(self, source: str) -> Registered:
        """See `Sources.registered`: item, title and revision of one source."""
        return self._sources.registered(source)

    def versions(self, source: str) -> list[VersionNote]:
        """See `Sources.versions`: the history of a source."""
        return self._sources.versions(source)

    def sources(
        self, after: str | None = None, limit: int = 100, owner: str | None = None
    ) -> list[Registered]:
        """See `Sources.page`: sources by id, behind the id `after`."""
        return self._sources.page(after, limit, owner)

    # Contracts --------------------------------------------------------------------------------

    def agreements(self) -> list[dict[str, Any]]:
        """See `Contracts.agreements`: the documents in force, by id."""
        return self._contracts.agreements()

    def agreement(self, agreement: str) -> Contract:
        """See `Contracts.agreement`: one document in force."""
        return self._contracts.agreement(agreement)

    def put_agreement(
        self,
        document: Mapping[str, Any],
        *,
        at: datetime,
        by: str | None = None,
        if_digest: str | None = None,
    ) -> Contract:
        """See `Contracts.put_agreement`: replaces the one of the same id."""
        return self._contracts.put_agreement(document, at=at, by=by, if_digest=if_digest)

    def remove_agreement(
        self, agreement: str, *, at: datetime | None = None, by: str | None = None
    ) -> None:
        """See `Contracts.remove_agreement`: it stays in history."""
        self._contracts.remove_agreement(agreement, at=at or datetime.now(UTC), by=by)

    def agreement_history(self, agreement: str | None = None) -> list[Contract]:
        """See `Contracts.agreement_history`: all that were ever in force."""
        return self._contracts.agreement_history(agreement)

    def policy(self) -> dict[str, Any] | None:
        """See `Contracts.policy`: the document in force, or None."""
        return self._contracts.policy()

    def put_policy(
        self,
        document: Mapping[str, Any],
        *,
        at: datetime,
        by: str | None = None,
        if_digest: str | None = None,
    ) -> Contract:
        """See `Contracts.put_policy`."""
        return self._contracts.put_policy(document, at=at, by=by, if_digest=if_digest)

    def policy_history(self) -> list[Contract]:
        """See `Contracts.policy_history`."""
        return self._contracts.policy_history()

    # Checks -----------------------------------------------------------------------------------

    def record_checks(self, records: Iterable[CheckRecord]) -> None:
        """See `Checks.record`: one transaction for all."""
        self._checks.record(records)

    def check(self, check: str) -> StoredCheck:
        """See `Checks.check`."""
        return self._checks.check(check)

    def checks(
        self,
        before: str | None = None,
        limit: int = 100,
        *,
        document: str | None = None,
        audit: str | None = None,
    ) -> list[StoredCheck]:
        """See `Checks.page`: newest first, older than the check `before`."""
        return self._checks.page(before, limit, document=document, audit=audit)

    def recall(self, source: str, limit: int | None = None) -> list[Recalled]:
        """See `Checks.recall`: every piece that uses an item or what descends from it."""
        return self._checks.recall(source, limit)

    def expiring(
        self, until: datetime, *, since: datetime | None = None, limit: int | None = None
    ) -> list[Expiring]:
        """See `Checks.expiring`: pieces whose verdict changes before `until`."""
        return self._checks.expiring(until, since=since, limit=limit)

    def items_used(
        self, owner: str, since: datetime, until: datetime, *, but: Collection[str] = ()
    ) -> int:
        """See `Checks.items_used`: items of an owner in pieces cleared in a time, for quotas."""
        return self._checks.items_used(owner, since, until, but=but)

    def has_fingerprints(self) -> bool:
        """See `Checks.has_fingerprints`."""
        return self._checks.has_fingerprints()

    def checks_sharing(
        self,
        source: str,
        fingerprints: bytes,
        *,
        at: datetime | None = None,
        version: str = "",
    ) -> list[str]:
        """See `Checks.sharing`: checks that used a source before it came in; `recall` keeps it."""
        return self._checks.sharing(
            source, fingerprints, at=at or datetime.now(UTC), version=version
        )

    def prune_checks(self, before: datetime, *, keep_latest: bool = True) -> int:
        """See `Checks.prune`: forgets old checks."""
        return self._checks.prune(before, keep_latest=keep_latest)


def _make_directory(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotFound(Problem(str(path), f"cannot be made: {error.strerror}")) from error


def _bring_up_to_date(connections: Connections, readonly: bool) -> None:
    place = str(connections.path)
    database = connections.database()
    with translated(connections.path):
        behind = pending(database, place)
        if behind and readonly:
            raise StoreError(Problem(place, "is of an older Wirecheck", "open it once to write"))
        if behind or (not readonly and _journal(database.conn) != "wal"):
            with connections.turn():
                database.conn.execute("PRAGMA journal_mode=WAL")
                migrate(database, place)


def _journal(connection: Any) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])
