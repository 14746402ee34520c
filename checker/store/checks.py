"""Recorded checks, and queries on them for the rights desk: recall, late sources, expiry.

The draft's text is kept only if the record includes it. A record's fingerprints are always kept, so
that a source that arrives later finds the pieces that used it.
"""

import zlib
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from checker.models.record import CheckRecord
from checker.models.vocabulary import STANDINGS, QuotaCounts, Standing, VerdictName
from checker.store.absent import absent, meant
from checker.store.changed_agreements import changed_pieces
from checker.store.codec import (
    decode_json,
    decode_text,
    moment,
    parse_moment,
)
from checker.store.connection import Connections
from checker.store.documents import newest_seq
from checker.store.encoded_check import EncodedCheck, insert_check
from checker.store.expiring import expiring
from checker.store.fingerprint_index import FingerprintIndex
from checker.store.heads import COLUMNS, check_ids, head_of, number_of
from checker.store.overtaken import overtaken
from checker.store.queries import placeholders, portions
from checker.store.quotas import beyond, month_rows
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

__all__ = ["Checks"]

EVENT = "check.completed"
_NEEDED = """(document IS NOT NULL AND (latest
    OR (confirmed_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM checks p WHERE p.document = checks.document AND p.use_key = checks.use_key
        AND p.n > checks.n AND p.confirmed_at IS NOT NULL))
    OR (confirmed_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM checks p WHERE p.document = checks.document
        AND p.confirmed_at < checks.confirmed_at))
    OR EXISTS (
        SELECT 1 FROM overrides o JOIN checks p ON p.document = o.document AND p.latest
        AND p.text_sha256 = o.text_sha256
        WHERE o.check_id = checks.id AND o.revoked_at IS NULL)))"""


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

        Once recorded they survive a crash of the process; a power loss may lose the most recent
        ones.

        Args:
            records: the checks.
            patience: seconds to wait for the write lock; by default, the store's setting.

        Returns:
            The checks that have not seen the newest items, for `LateSources.missed_by`; None if all
            have.

        Raises:
            Conflict: a check with that id is already recorded.
            Busy: another writer held the lock for too long.
        """
        return self.store([EncodedCheck.of(record) for record in records], patience=patience)

    def store(
        self, checks: Sequence[EncodedCheck], *, patience: float | None = None
    ) -> Behind | None:
        """Records checks that are already encoded; see `record`.

        The message of each check that has one goes to the subscribers of `check.completed`.
        """
        if not checks:
            return None
        with self._connections.writer(durable=False, patience=patience) as connection:
            for check in checks:
                insert_check(connection, check)
            if subscribed(connection, EVENT):
                for check in checks:
                    if check.message is not None:
                        enqueue(connection, EVENT, check.message, datetime.fromisoformat(check.at))
            newest = newest_seq(connection)
        seen = {one.check: one.sequence for one in checks if one.sequence is not None}
        behind = {check: sequence for check, sequence in seen.items() if sequence < newest}
        return Behind(behind, newest) if behind else None

    def get(self, check: str) -> StoredCheck:
        """Returns one recorded check.

        Raises:
            NotFound: no such check, or its retention period is over.
        """
        with self._connections.snapshot() as connection:
            row = connection.execute(
                f"SELECT {COLUMNS}, result, text FROM checks WHERE id = ?", (check,)
            ).fetchone()
            if row is None:
                raise absent(connection, "checks", check)
        return _stored(row)

    def newest_text(self, document: str) -> str | None:
        """Returns the SHA-256 of a piece's text at its latest check.

        None if it was never checked.
        """
        with self._connections.glance() as connection:
            row = connection.execute(
                "SELECT text_sha256 FROM checks WHERE document = ? AND latest"
                " ORDER BY at DESC, n DESC LIMIT 1",
                (document,),
            ).fetchone()
        return None if row is None else str(row[0])

    def had_other_text(self, document: str, text_sha256: str, before: datetime) -> bool:
        """Returns whether a piece was checked with a different text before a moment."""
        with self._connections.glance() as connection:
            row = connection.execute(
                "SELECT 1 FROM checks WHERE document = ? AND text_sha256 <> ? AND at < ? LIMIT 1",
                (document, text_sha256, moment(before, "before")),
            ).fetchone()
        return row is not None

    def first_confirmed(self, document: str) -> datetime | None:
        """Returns when a piece was first confirmed to be published; None if it never was."""
        with self._connections.glance() as connection:
            (first,) = connection.execute(
                "SELECT min(confirmed_at) FROM checks"
                " WHERE document = ? AND confirmed_at IS NOT NULL",
                (document,),
            ).fetchone()
        return parse_moment(first)

    def page(
        self,
        before: int | None = None,
        limit: int = 100,
        *,
        document: str | None = None,
        audit: str | None = None,
        verdicts: Collection[VerdictName] | None = None,
    ) -> list[StoredCheck]:
        """Returns recorded checks, newest first; of one piece or audit.

        Args:
            before: only checks with a lower number; it may be that of a check that was pruned.
            limit: the maximum number of checks.
            document: the name of the piece.
            audit: the audit that made them.
            verdicts: only checks with one of these.
        """
        where: list[str] = ["1"]
        values: list[Any] = []
        if before is not None:
            where.append("n < ?")
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
        """Returns what has happened since a check that may have changed its verdict.

        Args:
            check: a recorded check.
            rules: the digest of the rules in force; empty if unknown.
            now: now.
        """
        with self._connections.snapshot() as connection:
            return overtaken(connection, check, rules=rules, now=now)

    def piece_meant(self, document: str) -> str:
        """Returns a hint at the piece probably meant; "" if no stored check has a similar name."""
        with self._connections.snapshot() as connection:
            return meant(connection, "checks", document, column="document")

    def recall(
        self, source: str, limit: int | None = None, *, before: str | None = None
    ) -> list[Recalled]:
        """Returns the checked or audited pieces that use any version of an item, newest first.

        Descendants of the item and other ids with the same text count as the item. Pieces checked
        before the item arrived are included once `sharing` has found them.

        Args:
            source: the id of the item.
            limit: the maximum number of pieces.
            before: the id of a check; only pieces that were checked before it are returned.

        Raises:
            NotFound: nothing ever had this id, so the lack of an answer is no all-clear; or the
                check `before` is gone.
        """
        with self._connections.snapshot() as connection:
            return recall(connection, source, limit, before)

    def expiring(
        self,
        until: datetime,
        *,
        since: datetime | None = None,
        limit: int | None = None,
        standings: Collection[Standing] = STANDINGS,
        after: str | None = None,
    ) -> list[Expiring]:
        """Returns pieces whose verdict changes before `until`, the earliest first.

        Events that were dealt with are left out. A published piece whose agreement was changed or
        removed since its check is due since then, unless the agreement only ends later.

        The latest check of a piece for the same use counts, and also the last confirmed one as long
        as its text is published. Of drafts without a name, the same text counts once.

        Args:
            until: the end of the period.
            since: the beginning of the period; without it, overdue pieces are included.
            limit: the maximum number of pieces.
            standings: only pieces with one of these states of publication.
            after: the id of the check behind which the list continues.

        Raises:
            NotFound: the check `after` is gone.
        """
        with self._connections.snapshot() as connection:
            found = expiring(connection, until, since, standings, after)
            return list(islice(found, limit))

    def done(self, check: str, *, at: datetime, by: str | None = None) -> None:
        """Notes that the next event of a check was dealt with, so that it no longer expires.

        Raises:
            NotFound: no such check.
        """
        with self._connections.writer() as connection:
            number = number_of(connection, check)
            change = changed_pieces(connection).get(number)
            connection.execute(
                "UPDATE checks SET done_at = ?, done_by = ?"
                " WHERE n = ? AND (done_at IS NULL OR done_at < ?)",
                (moment(at), by, number, "" if change is None else change.at),
            )

    def used_in_month(
        self, agreement: str, since: datetime, until: datetime, counts: QuotaCounts
    ) -> dict[str, set[str]]:
        """Returns the items used under an agreement in [since, until), in the order of first use.

        Args:
            agreement: its id.
            since: the first moment of the month.
            until: the first moment of the next month.
            counts: `confirmed` counts pieces that were confirmed or audited, `checked` also those
                that are clear as they were checked last.

        Returns:
            The pieces that use each item; "" stands for one whose use no revision can withdraw.
        """
        seen: dict[str, set[str]] = {}
        with self._connections.snapshot() as connection:
            for item, piece in month_rows(connection, agreement, since, until, counts):
                seen.setdefault(item, set()).add(piece)
        return seen

    def confirm(self, check: str, *, at: datetime, limits: Iterable[MonthLimit] = ()) -> bool:
        """Notes that the text of a check is published, so that it counts towards quotas.

        Args:
            check: its id.
            at: now.
            limits: the quotas within which the check was judged. Items published by others since
                then are counted in the same transaction, so two concurrent calls cannot both take
                the last place.

        Returns:
            Whether it was noted: False if a quota has no room left for its items.

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
        """Returns whether any piece was ever confirmed in this database."""
        with self._connections.snapshot() as connection:
            row = connection.execute(
                "SELECT 1 FROM checks WHERE confirmed_at IS NOT NULL LIMIT 1"
            ).fetchone()
        return row is not None

    def has_fingerprints(self) -> bool:
        """Returns whether any recorded check can be found by a late source."""
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
        """Returns checks whose drafts share fingerprints with a source that arrived after them.

        Those found are stored, so that `recall` includes them from now on. Checks that already name
        the source are left out.

        Args:
            source: the source's id.
            fingerprints: the source's winnowed shingles, as little-endian uint64.
            at: now.
            version: the source's version.
            among: only these checks; by default, all.
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
        """Deletes checks from before a time, in small steps; returns how many.

        Args:
            before: checks older than this are deleted.
            keep_latest: keep the latest check of each piece and use and the last confirmed one,
                which recall needs, the one that first confirmed a piece, from which its days
                online count, and those whose release still holds for a piece's text.
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


def _stored(row: Sequence[Any]) -> StoredCheck:
    *head, number, latest, result, text = row
    return StoredCheck(
        head_of(head),
        decode_json(zlib.decompress(result)),
        number,
        text=None if text is None else decode_text(text),
        latest=bool(latest),
    )
