"""Recorded checks, and the questions a rights desk asks of them: recall, late source, expiring.

The draft's text is not kept unless the record brings it along. A record's fingerprints are, so a
source that arrives later finds the pieces that used it.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from checker.errors import Conflict, Problem
from checker.models import STANDINGS, CheckRecord, QuotaCounts, Standing, Use, VerdictName
from checker.store.absent import absent, meant
from checker.store.codec import (
    checked_name,
    decode_json,
    decode_text,
    encode_json,
    encode_text,
    encode_value,
    moment,
)
from checker.store.connection import Connections
from checker.store.documents import newest_seq
from checker.store.expiring import expiring
from checker.store.fingerprint_index import FingerprintIndex
from checker.store.heads import COLUMNS, about, check_ids, head_of
from checker.store.overtaken import overtaken
from checker.store.queries import placeholders, portions
from checker.store.quotas import beyond, insert_uses, month_rows, uses_of
from checker.store.recall import recall
from checker.store.records import (
    Behind,
    Expiring,
    MonthLimit,
    Overtaken,
    Recalled,
    StoredCheck,
)
from checker.store.webhooks import enqueue, subscribed

__all__ = ["Checks", "EncodedCheck"]

ZLIB_LEVEL = 3
EVENT = "check.completed"
_NEEDED = """document IS NOT NULL AND (latest OR (confirmed_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM checks p WHERE p.document = checks.document AND p.use_key = checks.use_key
    AND p.n > checks.n AND p.confirmed_at IS NOT NULL)))"""


class Checks:
    """Checks and audited pieces, the sources they use, and their fingerprints.

    Args:
        connections: the directory's connections.
        fingerprints: where fingerprints are looked up.
    """

    def __init__(self, connections: Connections, fingerprints: FingerprintIndex) -> None:
        self._connections = connections
        self._fingerprints = fingerprints

    def record(
        self, records: Iterable[CheckRecord], *, patience: float | None = None
    ) -> Behind | None:
        """Records checks in one transaction.

        They survive the death of the process at once; a power loss may take the last moments.

        Args:
            records: the checks.
            patience: seconds to wait for the right to write; by default those of the store.

        Returns:
            Those that have not seen the newest items, for `Newsroom.find_late`; None if all have.

        Raises:
            Conflict: a check of that name is recorded already.
            Busy: another writer held the directory for too long.
        """
        return self.store([EncodedCheck.of(record) for record in records], patience=patience)

    def store(
        self, checks: Sequence["EncodedCheck"], *, patience: float | None = None
    ) -> Behind | None:
        """Records checks that were encoded before; see `record`.

        The subscribers of `check.completed` get the message of each that has one.
        """
        if not checks:
            return None
        with self._connections.writer(durable=False, patience=patience) as connection:
            for check in checks:
                _insert(connection, check)
            if subscribed(connection, EVENT):
                for check in checks:
                    if check.message is not None:
                        enqueue(connection, EVENT, check.message, datetime.fromisoformat(check.at))
            newest = newest_seq(connection)
        seen = {one.check: one.sequence for one in checks if one.sequence is not None}
        behind = {check: sequence for check, sequence in seen.items() if sequence < newest}
        return Behind(behind, newest) if behind else None

    def get(self, check: str) -> StoredCheck:
        """One recorded check.

        Raises:
            NotFound: no such check, or its time of keeping is over.
        """
        with self._connections.snapshot() as connection:
            row = connection.execute(
                f"SELECT {COLUMNS}, result, text FROM checks WHERE id = ?", (check,)
            ).fetchone()
            if row is None:
                raise absent(connection, "checks", check)
        return _stored(row)

    def newest_text(self, document: str) -> str | None:
        """The SHA-256 of the text that a piece had when it was last checked; None: it never was."""
        with self._connections.glance() as connection:
            row = connection.execute(
                "SELECT text_sha256 FROM checks WHERE document = ? AND latest"
                " ORDER BY at DESC, n DESC LIMIT 1",
                (document,),
            ).fetchone()
        return None if row is None else str(row[0])

    def had_other_text(self, document: str, text_sha256: str, before: datetime) -> bool:
        """Whether a piece was checked with another text before a moment."""
        with self._connections.glance() as connection:
            row = connection.execute(
                "SELECT 1 FROM checks WHERE document = ? AND text_sha256 <> ? AND at < ? LIMIT 1",
                (document, text_sha256, moment(before, "before")),
            ).fetchone()
        return row is not None

    def page(
        self,
        before: str | None = None,
        limit: int = 100,
        *,
        document: str | None = None,
        audit: str | None = None,
        verdicts: Collection[VerdictName] | None = None,
    ) -> list[StoredCheck]:
        """Recorded checks, newest first, older than the check `before`; of one piece or audit."""
        where, values = ["1"], []
        if before is not None:
            where.append("n < coalesce((SELECT n FROM checks WHERE id = ?), 0)")
            values.append(before)
        for column, wanted in (("document", document), ("audit", audit)):
            if wanted is not None:
                where.append(f"{column} = ?")
                values.append(wanted)
        if verdicts is not None:
            where.append(f"verdict IN ({placeholders([*verdicts])})")
            values += verdicts
        with self._connections.snapshot() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS}, result, text FROM checks WHERE {' AND '.join(where)}"
                " ORDER BY n DESC LIMIT ?",
                (*values, limit),
            ).fetchall()
        return [_stored(row) for row in rows]

    def overtaken(self, check: StoredCheck, *, rules: str, now: datetime) -> list[Overtaken]:
        """What has come since a check was made and may have changed its verdict.

        Args:
            check: a recorded check.
            rules: the digest of the rules in force; empty where it is not known.
            now: now.
        """
        with self._connections.snapshot() as connection:
            return overtaken(connection, check, rules=rules, now=now)

    def piece_meant(self, document: str) -> str:
        """A hint at the piece that was probably meant; "" where no stored check has one near."""
        with self._connections.snapshot() as connection:
            return meant(connection, "checks", document, column="document")

    def recall(self, source: str, limit: int | None = None) -> list[Recalled]:
        """Every checked or audited piece that uses an item, any version of it, newest first.

        What descends from the item and other ids with the same text count as it. Pieces that were
        checked before the item arrived are among them once `sharing` has found them.

        Raises:
            NotFound: nothing here ever had this id: no answer, and no all-clear.
        """
        with self._connections.snapshot() as connection:
            return recall(connection, source, limit)

    def expiring(
        self,
        until: datetime,
        *,
        since: datetime | None = None,
        limit: int | None = None,
        standings: Collection[Standing] = STANDINGS,
    ) -> list[Expiring]:
        """Pieces whose verdict changes before `until`, the earliest first, but for what is done.

        The latest check of a piece for the same use counts, and beside it the one that was
        confirmed last, as long as its text is out. Of drafts without a name the same text counts
        once.

        Args:
            until: the end of the time asked about.
            since: its beginning; without it, whatever is overdue is among them.
            limit: so many at most.
            standings: only pieces that are known to be out this far.
        """
        with self._connections.snapshot() as connection:
            found = expiring(connection, until, since, standings)
            return list(islice(found, limit))

    def done(self, check: str, *, at: datetime, by: str | None = None) -> None:
        """Notes that somebody did what the next event of a check asks for: it expires no more.

        Raises:
            NotFound: no such check.
        """
        with self._connections.writer() as connection:
            if not connection.execute(
                "UPDATE checks SET done_at = coalesce(done_at, ?), done_by = coalesce(done_by, ?)"
                " WHERE id = ?",
                (moment(at), by, check),
            ).rowcount:
                raise absent(connection, "checks", check)

    def used_in_month(
        self, agreement: str, since: datetime, until: datetime, counts: QuotaCounts
    ) -> dict[str, set[str]]:
        """The items used under an agreement in [since, until), in the order of their first use.

        Args:
            agreement: its id.
            since: the first moment of the month.
            until: that of the next one.
            counts: `confirmed` counts pieces that were confirmed or audited, `checked` also those
                that are clear as they were checked last.

        Returns:
            The pieces that use each item; "" is one whose use no revision takes back.
        """
        seen: dict[str, set[str]] = {}
        with self._connections.snapshot() as connection:
            for item, piece in month_rows(connection, agreement, since, until, counts):
                seen.setdefault(item, set()).add(piece)
        return seen

    def confirm(self, check: str, *, at: datetime, limits: Iterable[MonthLimit] = ()) -> bool:
        """Notes that the text of a check goes out, so that it uses up what it uses of a quota.

        Args:
            check: its id.
            at: now.
            limits: the quotas within which the check was judged. What others published since then
                counts here, in the same transaction: of two at the same moment one is the last.

        Returns:
            Whether it was noted: False where a quota has no room for its items any more.

        Raises:
            NotFound: no such check.
        """
        with self._connections.writer() as connection:
            if any(beyond(connection, month) for month in limits):
                return False
            if not connection.execute(
                "UPDATE checks SET confirmed_at = coalesce(confirmed_at, ?) WHERE id = ?",
                (moment(at), check),
            ).rowcount:
                raise absent(connection, "checks", check)
        return True

    def any_confirmed(self) -> bool:
        """Whether a piece was ever confirmed here."""
        with self._connections.snapshot() as connection:
            row = connection.execute(
                "SELECT 1 FROM checks WHERE confirmed_at IS NOT NULL LIMIT 1"
            ).fetchone()
        return row is not None

    def has_fingerprints(self) -> bool:
        """Whether any recorded check could be found by a late source."""
        with self._connections.snapshot() as connection:
            return connection.execute("SELECT 1 FROM check_prints LIMIT 1").fetchone() is not None

    def sharing(
        self,
        source: str,
        fingerprints: bytes,
        *,
        at: datetime,
        version: str = "",
        among: Collection[str] | None = None,
    ) -> list[str]:
        """Checks whose drafts share fingerprints with a source that came in after them.

        Those found are noted, so that `recall` answers for them from now on. Checks that name the
        source already are left out.

        Args:
            source: the source's id.
            fingerprints: its winnowed shingles, little-endian uint64.
            at: now.
            version: its version.
            among: only these checks; by default all.
        """
        shared = self._fingerprints.sharing(fingerprints)
        if not shared:
            return []
        with self._connections.snapshot() as connection:
            known = {
                row[0]
                for row in connection.execute(
                    "SELECT check_n FROM check_sources WHERE source = ?", (source,)
                )
            }
            names = {
                number: check
                for number, check in check_ids(connection, set(shared) - known)
                if among is None or check in among
            }
        if names:
            self._note_late(source, version, {n: shared[n] for n in names}, at)
        return list(names.values())

    def prune(self, before: datetime, *, keep_latest: bool = True) -> int:
        """Forgets checks from before a time, in small steps; returns how many.

        Args:
            before: what was checked earlier goes.
            keep_latest: but for the latest check of each piece and use, and the one that was
                confirmed last, which recall needs.
        """
        with self._connections.snapshot() as connection:
            old = [
                row[0]
                for row in connection.execute(
                    "SELECT n FROM checks WHERE at < ?"
                    + (f" AND NOT ({_NEEDED})" if keep_latest else ""),
                    (moment(before, "before"),),
                )
            ]
        for part in portions(old):
            with self._connections.writer(durable=False) as connection:
                connection.execute(f"DELETE FROM checks WHERE n IN ({placeholders(part)})", part)
        return len(old)

    def _note_late(self, source: str, version: str, shared: dict[int, int], at: datetime) -> None:
        with self._connections.writer() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO check_sources"
                " (source, check_n, version, cls, words, late_at, passages)"
                " SELECT ?, n, ?, 'related', ?, ?, x'5b5d' FROM checks WHERE n = ?",
                [(source, version, count, moment(at), n) for n, count in shared.items()],
            )


@dataclass(frozen=True, slots=True)
class EncodedCheck:
    """A check as it goes into the tables, encoded before the right to write is held.

    `sequence` is the last change of the sources that it saw; None where it did not look at them.
    `message` is what the subscribers of `check.completed` get once it is recorded.
    """

    check: str
    document: str | None
    at: str
    use_key: bytes
    columns: tuple[Any, ...]
    uses: tuple[tuple[Any, ...], ...]
    fingerprints: bytes
    quota: tuple[tuple[str, str, str], ...] = ()
    sequence: int | None = None
    message: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, record: CheckRecord, message: Mapping[str, Any] | None = None) -> "EncodedCheck":
        """Encodes a record, with the message that goes out when it is stored.

        Raises:
            StoreError: a name that cannot be looked up by, a time without an offset.
        """
        head = record.head
        event = head.next_event
        for optional in ("document", "revision", "audit"):
            if getattr(head, optional) is not None:
                checked_name(getattr(head, optional), f"check {head.check}.{optional}")
        at = moment(head.checked_at, "checked_at")
        use_key = _use_key(head.use)
        columns = (
            checked_name(head.check, "check"),
            head.document,
            head.revision,
            head.audit,
            at,
            head.verdict,
            head.complete,
            head.text_sha256,
            use_key,
            None if event is None else moment(event.at, "next_event.at"),
            None if event is None else encode_value(event),
            about(head),
            zlib.compress(encode_json(record.result), ZLIB_LEVEL),
            None if record.text is None else encode_text(record.text),
        )
        uses = tuple(
            (use.source, use.version, use.cls, use.words, encode_value(use.passages))
            for use in record.uses
        )
        index = record.result.get("looked_at", {}).get("index") or {}
        return cls(
            head.check,
            head.document,
            at,
            use_key,
            columns,
            uses,
            record.fingerprints,
            uses_of(head, record.result),
            index.get("sequence"),
            message,
        )


def _insert(connection: sqlite3.Connection, check: EncodedCheck) -> None:
    latest = _is_latest(connection, check)
    if latest:
        connection.execute(
            "UPDATE checks SET latest = 0 WHERE document = ? AND use_key = ? AND latest",
            (check.document, check.use_key),
        )
    try:
        number = connection.execute(
            "INSERT INTO checks (id, document, revision, audit, at, verdict, complete,"
            " text_sha256, use_key, event_at, event, about, result, text, latest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*check.columns, latest),
        ).lastrowid
    except sqlite3.IntegrityError as error:
        raise Conflict(Problem(f"check {check.check!r}", "is already recorded")) from error
    connection.executemany(
        "INSERT OR REPLACE INTO check_sources (check_n, source, version, cls, words, passages)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(number, *use) for use in check.uses],
    )
    assert number is not None
    insert_uses(connection, number, check.quota)
    if check.fingerprints:
        connection.execute(
            "INSERT INTO check_prints (check_n, prints) VALUES (?, ?)",
            (number, check.fingerprints),
        )


def _is_latest(connection: sqlite3.Connection, check: EncodedCheck) -> bool:
    """Whether no later check of the piece for the same use is there; some are stored late."""
    return (
        check.document is None
        or connection.execute(
            "SELECT 1 FROM checks WHERE document = ? AND use_key = ? AND latest AND at > ?",
            (check.document, check.use_key, check.at),
        ).fetchone()
        is None
    )


def _use_key(use: Use) -> bytes:
    """The same for the same use, whenever it is asked about."""
    parts = (use.publisher, use.site, use.channel, sorted(use.territories), use.purpose)
    return hashlib.blake2b(encode_json(parts), digest_size=8).digest()


def _stored(row: Sequence[Any]) -> StoredCheck:
    *head, _number, latest, result, text = row
    return StoredCheck(
        head_of(head),
        decode_json(zlib.decompress(result)),
        text=None if text is None else decode_text(text),
        latest=bool(latest),
    )
