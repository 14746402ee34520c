"""Connections to the newsroom's database: one per thread, one writer at a time.

SQLite's errors are raised with a hint. WAL lets any number of readers continue while one process
writes. Before SQLite's own lock, writers take two file locks, the queue and then the write lock:
since SQLite polls, a long bulk load would otherwise starve everybody else. The next writer holds
the queue while it waits, so the bulk load cannot overtake it between batches. The locks of a
process end with the process.

Durability: a write that was acknowledged survives a crash of the process at any moment. Writes with
`durable=True` are also flushed to disk before they are acknowledged, so they survive a power loss.
The others (recorded checks) may lose the most recent ones in a power loss, but never part of one.
"""

import fcntl
import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from checker.errors import Busy, DiskFull, Problem, StoreError
from checker.private import PRIVATE_FILE
from checker.store.steps import Database
from checker.wording import worded

__all__ = ["DATABASE", "JOURNALS", "UNFINISHED", "Connections", "translated", "unlocked"]

DATABASE = "wirecheck.db"
JOURNALS = ("-wal", "-shm", "-journal")
UNFINISHED = f"{DATABASE}.restoring"  # a restore is under way, or broke off
LOCAL_DISK = worded("the data directory must be on a local disk: locks do not work on NFS or SMB")
CLOSING_SECONDS = 30.0
CACHE_KIB = 16_384
CHECKPOINT_PAGES = 4_000  # 16 MB: fewer, larger checkpoints while a wire is loaded
SHARED_BYTES = 65_536  # at least: what readers of a log share
JOURNAL_BYTES = 64_000_000  # what a large load leaves behind is cut back to this


class Connections:
    """Opens a connection for each thread on demand and grants the write lock.

    Args:
        folder: the data directory.
        busy: seconds that a writer waits for the write lock.
        readonly: never write; a read-only folder is read as it is.
    """

    def __init__(self, folder: Path, *, busy: float = 30.0, readonly: bool = False) -> None:
        self.path = folder / DATABASE
        self._patience = busy
        self._readonly = readonly
        self._local = threading.local()
        self._file: tuple[int, int] | None = None  # that is open, once one is
        self._open: weakref.WeakSet[Database] = weakref.WeakSet()
        self._foreign: list[Database] = []  # of the parent process: never used, never closed
        self._pid = os.getpid()
        self._closed = False
        self._at_work = 0  # calls under way, in all threads
        self._idle = threading.Condition()
        self._queue_lock = folder / "queue.lock"
        self._write_lock = folder / "write.lock"

    def database(self) -> Database:
        """Returns the calling thread's connection, as an object that allows weak references."""
        if self._closed:
            raise StoreError(Problem(str(self.path), "is closed"))
        if self._pid != os.getpid():
            self._after_fork()
        known: Database | None = getattr(self._local, "database", None)
        if known is not None:
            self._refuse_replaced()
        else:
            with translated(self.path):
                known = self._connect()
            self._local.database = known
            with self._idle:
                self._open.add(known)
        return known

    def reader(self) -> sqlite3.Connection:
        """Returns the calling thread's connection for reading; each statement sees one moment."""
        connection: sqlite3.Connection = self.database().conn
        return connection

    @contextmanager
    def glance(self) -> Iterator[sqlite3.Connection]:
        """Yields a connection for one statement, which sees one state without a transaction."""
        connection = self.reader()
        self._begun()
        try:
            yield connection
        except sqlite3.Error as error:
            raise _translate(error, self.path) from error
        finally:
            self._ended()

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Yields a transaction in which several statements see the same state."""
        connection = self.reader()
        if _in_transaction(connection):
            yield connection
            return
        with self._busy_here(), translated(self.path):
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if _in_transaction(connection):
                    connection.execute("ROLLBACK")

    @contextmanager
    def writer(
        self, *, durable: bool = True, patience: float | None = None
    ) -> Iterator[sqlite3.Connection]:
        """Yields a transaction for writing, which is committed as a whole or not at all.

        Args:
            durable: flush it to disk before it is acknowledged.
            patience: seconds to wait for the write lock, if not the default.

        Raises:
            Busy: others held the write lock for too long.
            StoreError: the disk is full, or the file is damaged or cannot be written.
        """
        if self._readonly:
            what = worded("is open read-only, so nothing can be written to it")
            raise StoreError(Problem(str(self.path), what, "check mount, owner and permission"))
        connection = self.reader()
        if _in_transaction(connection):
            raise StoreError(Problem(str(self.path), "a write was started inside another call"))
        deadline = time.monotonic() + (self._patience if patience is None else patience)
        with self._busy_here(), self.turn(patience), translated(self.path):
            connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            self._begin(connection, deadline)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if _in_transaction(connection):  # a full disk has rolled back by itself
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def turn(self, patience: float | None = None) -> Iterator[None]:
        """Holds the write lock, across the threads of all processes on this directory."""
        seconds = self._patience if patience is None else patience
        deadline = time.monotonic() + seconds
        queue = self._acquire(self._queue_lock, deadline, seconds, pause=0.004)
        try:
            guard = self._acquire(self._write_lock, deadline, seconds, pause=0.001)
        finally:
            _let_go(queue)
        try:
            yield
        finally:
            _let_go(guard)

    def close(self) -> None:
        """Closes the connections of all threads once their current work is done."""
        self._closed = True
        if self._pid != os.getpid():
            return
        with self._idle:
            quiet = self._idle.wait_for(lambda: not self._at_work, CLOSING_SECONDS)
            if quiet:  # a connection that is in use must not be taken from under its thread
                for database in list(self._open):
                    database.close()
            self._open.clear()

    @contextmanager
    def _busy_here(self) -> Iterator[None]:
        self._begun()
        try:
            yield
        finally:
            self._ended()

    def _begun(self) -> None:
        with self._idle:
            self._at_work += 1

    def _ended(self) -> None:
        with self._idle:
            self._at_work -= 1
            if not self._at_work:
                self._idle.notify_all()

    def _begin(self, connection: sqlite3.Connection, deadline: float) -> None:
        """Begins to write; another program that writes without asking for a turn is waited for."""
        left = max(0.0, deadline - time.monotonic())
        connection.execute(f"PRAGMA busy_timeout={left * 1000:.0f}")
        try:
            connection.execute("BEGIN IMMEDIATE")
        finally:
            connection.execute(f"PRAGMA busy_timeout={self._patience * 1000:.0f}")

    def _acquire(self, path: Path, deadline: float, seconds: float, *, pause: float) -> int:
        try:
            held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE)
        except OSError as error:
            raise StoreError(
                Problem(
                    str(path),
                    worded("cannot be written to: {strerror}", strerror=error.strerror),
                    "check the owner",
                )
            ) from error
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    os.close(held)
                    raise Busy(
                        Problem(
                            str(self.path),
                            worded(
                                "another process was writing to the directory for {seconds:g} s",
                                seconds=seconds,
                            ),
                            "try again; a bulk load writes in batches and lets others in between",
                        )
                    ) from None
                time.sleep(pause)
            except OSError as error:
                os.close(held)
                raise unlocked(path, error) from error
            except BaseException:
                os.close(held)
                raise
            else:
                return held

    def _refuse_replaced(self) -> None:
        """Refuses a file that is no longer the directory's: kills are stored in another one."""
        if self._file is not None and _file_at(self.path) != self._file:
            what = worded("the database is gone or was replaced while this process had it open")
            raise StoreError(Problem(str(self.path), what, "restart the process"))

    def _connect(self) -> Database:
        connection = self._open_database()
        try:
            self._set_up(connection)
        except BaseException:
            connection.close()
            raise
        database = Database(connection)
        weakref.finalize(database, connection.close)
        return database

    def _set_up(self, connection: sqlite3.Connection) -> None:
        if self._file is None:
            connection.execute("PRAGMA schema_version")  # makes the file, where it is new
            self._file = _file_at(self.path)
        self._refuse_replaced()
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        connection.execute("PRAGMA temp_store=MEMORY")
        if self._readonly:
            connection.execute("PRAGMA query_only=ON")
        else:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
            connection.execute(f"PRAGMA journal_size_limit={JOURNAL_BYTES}")

    def _open_database(self) -> sqlite3.Connection:
        if not self._readonly:
            return self._open_as("mode=rwc")
        connection = self._open_as("mode=ro")
        try:
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except sqlite3.OperationalError:  # the folder cannot hold the log's shared memory
            connection.close()
            self._refuse_journal()
            return self._open_as("mode=ro&immutable=1")
        except BaseException:
            connection.close()
            raise
        return connection

    def _refuse_journal(self) -> None:
        """Refuses to read a database without the changes, kills among them, in its journal."""
        journal = self.path.with_name(self.path.name + JOURNALS[0])
        if journal.exists() and journal.stat().st_size:
            what = worded("contains the newest changes and cannot be read in a read-only directory")
            hint = worded("open it once with write access, or read a copy of the whole directory")
            raise StoreError(Problem(str(journal), what, hint))

    def _open_as(self, mode: str) -> sqlite3.Connection:
        return sqlite3.connect(
            f"file:{quote(str(self.path.absolute()))}?{mode}",
            uri=True,
            timeout=self._patience,
            isolation_level=None,  # transactions are ours to begin and to end
            check_same_thread=False,  # `close` closes those of all threads
            cached_statements=256,
        )

    def _after_fork(self) -> None:
        self._foreign.extend(self._open)
        self._open = weakref.WeakSet()
        self._local = threading.local()
        self._idle = threading.Condition()  # another thread may have held the parent's
        self._at_work = 0
        self._pid = os.getpid()


def unlocked(path: Path, error: OSError) -> StoreError:
    """Returns the error for a disk that does not support file locks."""
    return StoreError(
        Problem(
            str(path), worded("cannot be locked: {strerror}", strerror=error.strerror), LOCAL_DISK
        )
    )


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file a path names: its device and its number there."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _let_go(held: int) -> None:
    """Unlocks outright: a child that was forked meanwhile has a copy of the descriptor."""
    fcntl.flock(held, fcntl.LOCK_UN)
    os.close(held)


def _in_transaction(connection: sqlite3.Connection) -> bool:
    return connection.in_transaction


@contextmanager
def translated(place: Path) -> Iterator[None]:
    """Translates SQLite's errors into the product's own."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translate(error, place) from error


def _translate(error: sqlite3.Error, place: Path) -> StoreError:
    """What went wrong in the database, and what to do."""
    code = getattr(error, "sqlite_errorname", "") or ""
    where = str(place)
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Busy(
            Problem(
                where,
                "another program is using the database",
                "stop that program, such as `wirecheck serve`, or try again",
            )
        )
    if code.startswith("SQLITE_FULL") or (
        code.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")) and _is_full(place)
    ):
        return DiskFull(
            Problem(
                where,
                "the disk is full; nothing was changed",
                "free some disk space, then try again",
            )
        )
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return StoreError(
            Problem(
                where,
                worded("the database is damaged: {error}", error=error),
                "`wirecheck restore` a backup",
            )
        )
    if code.startswith(("SQLITE_PROTOCOL", "SQLITE_IOERR_LOCK", "SQLITE_IOERR_SHM")):
        return StoreError(Problem(where, worded("{error}", error=error), LOCAL_DISK))
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR")):
        return StoreError(
            Problem(
                where,
                worded("{error}", error=error),
                "check the directory: permissions, owner, free space, quota",
            )
        )
    return StoreError(Problem(where, worded("{error}", error=error)))


def _is_full(place: Path) -> bool:
    """Whether the disk lacks the room that even reading needs, for the log's shared memory."""
    try:
        free = os.statvfs(place.parent)
    except OSError:
        return False
    return free.f_bavail * free.f_frsize < SHARED_BYTES
