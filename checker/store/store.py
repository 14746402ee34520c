"""The newsroom's database: opens it, holds its parts, and handles what concerns all of them.

Every method, here and in the parts, opens a transaction of its own, may be called from any thread
and any process, and succeeds as a whole or not at all.

The parts together guarantee:
    - The same id, version and content again is a no-op. Other content under the same version is a
      new revision and the newest; an older version that arrives late never becomes the newest.
    - What a message does not mention is unchanged; an embargo survives removal.
    - A kill by id applies to everything that arrives later; it spreads to the descendants of the
      item and to the same text under other ids, in whatever order they arrive.
    - `documents` is a log in commit order; document numbers are never reused.
    - `state` differs after any change that may change a verdict.
"""

from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from checker.errors import Busy, Problem, StoreError
from checker.store.agreements import Agreements, Policy
from checker.store.audits import Audits
from checker.store.backup import back_up
from checker.store.checks import Checks
from checker.store.connection import Connections, translated
from checker.store.counters import read
from checker.store.directory import prepare
from checker.store.documents import Documents
from checker.store.fingerprint_index import FOLDER, FingerprintIndex
from checker.store.idempotency import Idempotency
from checker.store.integrity import problems_of
from checker.store.keys import Keys
from checker.store.overrides import Overrides
from checker.store.records import Pulse
from checker.store.schema import migrate, pending
from checker.store.settlements import Settlements
from checker.store.sources import Sources
from checker.store.webhooks import Webhooks

__all__ = ["Store"]


_PULSE = """SELECT (SELECT value FROM counters WHERE name = 'state'),
    (SELECT value FROM counters WHERE name = 'contracts'),
    coalesce((SELECT seq FROM changes ORDER BY seq DESC LIMIT 1), 0)"""


class Store:
    """The open database of a data directory.

    Attributes:
        path: the data directory.
        documents: the searchable texts, as the index follows them.
        sources, agreements, policy, checks, overrides, audits, settlements: the newsroom's data.
        keys, webhooks, idempotency: the service's data.
    """

    def __init__(self, path: Path, connections: Connections, *, readonly: bool) -> None:
        self.path = path
        self._connections = connections
        self.documents = Documents(connections)
        self.sources = Sources(connections)
        self.agreements = Agreements(connections)
        self.policy = Policy(connections)
        fingerprints = FingerprintIndex(path / FOLDER, connections, readonly=readonly)
        self.checks = Checks(connections, fingerprints)
        self.overrides = Overrides(connections)
        self.audits = Audits(connections)
        self.settlements = Settlements(connections)
        self.keys = Keys(connections)
        self.webhooks = Webhooks(connections)
        self.idempotency = Idempotency(connections)

    @classmethod
    def open(
        cls, path: Path, *, create: bool = True, readonly: bool = False, busy: float = 30.0
    ) -> Self:
        """Opens a data directory and brings its tables up to date.

        Args:
            path: the directory.
            create: create it if it does not exist.
            readonly: never write; for audits on shared storage.
            busy: seconds that a writer waits for the write lock.

        Raises:
            NotFound: it does not exist and must not be created.
            StoreError: it cannot be opened, is damaged, was made by a newer Wirecheck, or an
                interrupted restore left no database.
            Busy: its tables must be migrated and another writer holds the lock.
        """
        prepare(path, create=create, readonly=readonly)
        connections = Connections(path, busy=busy, readonly=readonly)
        try:
            _bring_up_to_date(connections, readonly)
        except BaseException:
            connections.close()
            raise
        return cls(path, connections, readonly=readonly)

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

    @property
    def database_id(self) -> str:
        """Returns the random id of the database; restoring a backup changes it."""
        return self.documents.database_id()

    def state(self) -> int:
        """Returns a number that changes with anything that may change a verdict, in any process."""
        with self._connections.glance() as connection:
            return read(connection, "state")

    def pulse(self) -> Pulse:
        """Returns the three numbers that tell whether anything has changed, in one statement."""
        with self._connections.glance() as connection:
            return Pulse(*connection.execute(_PULSE).fetchone())

    def holdings(self) -> dict[str, Any]:
        """Returns what a check is compared with: `items`, `texts` and the `newest` arrival."""
        with self._connections.snapshot() as connection:
            newest = connection.execute(
                "SELECT received FROM versions ORDER BY doc DESC LIMIT 1"
            ).fetchone()
            return {
                "items": read(connection, "sources"),
                "texts": read(connection, "docs"),
                "newest": newest[0] if newest else None,
            }

    def backup(self, target: Path, *, at: datetime) -> dict[str, Any]:
        """Copies the database while it is in use; see `checker.store.restore`.

        Returns the manifest.

        Raises:
            StoreError: the target is not empty, or cannot be written.
        """
        return back_up(self._connections, target, at)

    def verify(self) -> list[Problem]:
        """Returns what is wrong with the database: pages, references, texts, agreements."""
        return problems_of(self._connections)


def _bring_up_to_date(connections: Connections, readonly: bool) -> None:
    place = str(connections.path)
    opened = _file(connections.path)
    database = connections.database()
    with translated(connections.path):
        behind = pending(database, place)
        if behind and readonly:
            raise StoreError(
                Problem(
                    place,
                    "was created by an older version of Wirecheck",
                    "open it once with write access",
                )
            )
        if behind or (not readonly and _journal(database.conn) != "wal"):
            with connections.turn():
                if _file(connections.path) != opened:  # this connection would write into the old
                    raise Busy(Problem(place, "a restore has just replaced it", "try again"))
                database.conn.execute("PRAGMA journal_mode=WAL")
                migrate(database, place)


def _file(path: Path) -> int:
    """Returns what distinguishes the file from another of the same name; 0 if there is none."""
    return path.stat().st_ino if path.exists() else 0


def _journal(connection: Any) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])
