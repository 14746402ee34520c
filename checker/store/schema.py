"""The tables, as migrations: a newer Wirecheck updates an older directory on opening it.

A published migration is never changed; changes are added as new ones at the end.
"""

import zlib

from checker.errors import Problem, StoreError
from checker.models.vocabulary import owner_id
from checker.store.changed_agreements import agreements_of
from checker.store.codec import decode_json
from checker.store.new_tables import create, is_empty
from checker.store.steps import Database, applied, apply
from checker.wording import worded

__all__ = ["STEPS", "migrate", "pending"]


def migrate(database: Database, place: str) -> None:
    """Applies missing migrations, each in a transaction that also records it.

    A new database gets all of them in one.

    Raises:
        StoreError: a newer Wirecheck made this directory.
    """
    if is_empty(database):
        create(database, STEPS)
    elif pending(database, place):
        apply(database, STEPS)


def pending(database: Database, place: str) -> bool:
    """Returns whether the tables are older than this code.

    Raises:
        StoreError: they are newer.
    """
    known = set(STEPS)
    done = set(applied(database))
    if done - known:
        newer = ", ".join(sorted(done - known))
        raise StoreError(
            Problem(
                place,
                worded("was created by a newer version of Wirecheck (step {newer})", newer=newer),
                "upgrade Wirecheck",
            )
        )
    return bool(known - done)


def _sources(database: Database) -> None:
    _run(
        database,
        # numbers that every process watches: state (verdicts may differ), docs (searchable texts)
        "CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
        "INSERT INTO counters VALUES ('state', 1), ('docs', 0), ('sources', 0)",
        # one row an id: the item, folded from all versions and statements
        """CREATE TABLE sources (
            n INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            owner TEXT NOT NULL,
            newest INTEGER,           -- doc of the newest version; NULL once removed
            revision INTEGER NOT NULL, -- counts every change, for ETags
            first_received TEXT NOT NULL,
            received TEXT NOT NULL,
            removed_at TEXT,
            item BLOB NOT NULL        -- checker.models.Item as JSON
        )""",
        "CREATE INDEX sources_owner ON sources (owner, id)",
        # every version and every silent correction of one, for good; doc numbers are never reused
        """CREATE TABLE versions (
            doc INTEGER PRIMARY KEY AUTOINCREMENT,
            source INTEGER NOT NULL REFERENCES sources (n),
            version TEXT NOT NULL,
            revision INTEGER NOT NULL,
            label TEXT NOT NULL,      -- version, with #2 and so on for silent corrections
            owner TEXT NOT NULL,
            language TEXT,
            day INTEGER,
            received TEXT NOT NULL,
            indexed INTEGER NOT NULL, -- 0: another version has the very same text
            content BLOB NOT NULL,    -- digest of record and text
            text_digest BLOB NOT NULL,
            text_key BLOB,            -- same text under other ids
            text INTEGER NOT NULL REFERENCES texts (n),
            record BLOB NOT NULL,     -- checker.models.Source as JSON, without its text
            origin BLOB NOT NULL
        )""",
        "CREATE INDEX versions_source ON versions (source)",
        "CREATE INDEX versions_text ON versions (text)",
        "CREATE INDEX versions_text_key ON versions (text_key) WHERE text_key IS NOT NULL",
        "CREATE TABLE texts (n INTEGER PRIMARY KEY, body BLOB NOT NULL)",
        # what the newsroom itself states of an item, and what outlives its removal
        """CREATE TABLE statements (
            n INTEGER PRIMARY KEY,
            source INTEGER NOT NULL REFERENCES sources (n),
            after TEXT,               -- version that was the newest when it was stated
            at TEXT NOT NULL,
            by TEXT,
            body BLOB NOT NULL        -- JSON: field of Rights -> value, null lifts
        )""",
        "CREATE INDEX statements_source ON statements (source)",
        # child rewrites, translates, replaces or corrects ancestor
        """CREATE TABLE descents (
            ancestor TEXT NOT NULL, child TEXT NOT NULL, PRIMARY KEY (ancestor, child)
        ) WITHOUT ROWID""",
        "CREATE INDEX descents_child ON descents (child)",
        # id is dead because of root (itself, or what it descends from); also ids never seen
        """CREATE TABLE kills (
            id TEXT NOT NULL,
            root TEXT NOT NULL,
            at TEXT NOT NULL,
            reason BLOB,
            cleared_at TEXT,
            PRIMARY KEY (id, root)
        ) WITHOUT ROWID""",
        "CREATE INDEX kills_root ON kills (root)",
        """CREATE TABLE killed_texts (
            text_key BLOB NOT NULL, root TEXT NOT NULL, PRIMARY KEY (text_key, root)
        ) WITHOUT ROWID""",
        "CREATE INDEX killed_texts_root ON killed_texts (root)",
        """CREATE TABLE removed_texts (
            source TEXT NOT NULL, text_key BLOB NOT NULL, PRIMARY KEY (source, text_key)
        ) WITHOUT ROWID""",
        # the log that the index follows
        """CREATE TABLE changes (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, op TEXT NOT NULL, doc INTEGER NOT NULL
        )""",
    )


def _contracts(database: Database) -> None:
    _run(
        database,
        """CREATE TABLE agreements (
            id TEXT PRIMARY KEY, digest TEXT NOT NULL, at TEXT NOT NULL, by TEXT,
            document BLOB NOT NULL
        ) WITHOUT ROWID""",
        # every document that was ever in force, by digest, so that a verdict can be replayed
        """CREATE TABLE contract_history (
            n INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,       -- agreement, policy
            id TEXT NOT NULL,
            op TEXT NOT NULL,         -- put, remove
            digest TEXT NOT NULL,
            at TEXT NOT NULL,
            by TEXT,
            document BLOB NOT NULL
        )""",
        "CREATE INDEX contract_history_id ON contract_history (kind, id)",
    )


def _checks(database: Database) -> None:
    _run(
        database,
        """CREATE TABLE checks (
            n INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            document TEXT,            -- the caller's name of the piece
            revision TEXT,
            audit TEXT,
            at TEXT NOT NULL,
            verdict TEXT NOT NULL,
            complete INTEGER NOT NULL,
            text_sha256 TEXT NOT NULL,
            use_key BLOB NOT NULL,    -- same piece, same use: the later one counts
            event_at TEXT,
            event BLOB,
            latest INTEGER NOT NULL,  -- 1 until the same piece is checked again for the same use
            about BLOB NOT NULL,      -- JSON: use, url, title
            result BLOB NOT NULL,     -- zlib of the JSON of a result
            text BLOB                 -- only where the policy says so
        )""",
        "CREATE INDEX checks_document ON checks (document, n) WHERE document IS NOT NULL",
        "CREATE INDEX checks_event ON checks (event_at) WHERE event_at IS NOT NULL AND latest",
        "CREATE INDEX checks_at ON checks (at)",
        "CREATE INDEX checks_audit ON checks (audit, n) WHERE audit IS NOT NULL",
        """CREATE TABLE check_sources (
            source TEXT NOT NULL,
            check_n INTEGER NOT NULL REFERENCES checks (n) ON DELETE CASCADE,
            version TEXT NOT NULL,
            cls TEXT NOT NULL,
            words INTEGER NOT NULL,
            late_at TEXT,             -- found when the source came in after the check
            passages BLOB NOT NULL,
            PRIMARY KEY (source, check_n, version)
        ) WITHOUT ROWID""",
        "CREATE INDEX check_sources_check ON check_sources (check_n)",
        """CREATE TABLE check_prints (
            check_n INTEGER PRIMARY KEY REFERENCES checks (n) ON DELETE CASCADE,
            prints BLOB NOT NULL      -- little-endian uint64
        )""",
        """CREATE TABLE overrides (
            n INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            check_id TEXT NOT NULL,
            document TEXT,
            text_sha256 TEXT NOT NULL, -- it holds for this very text
            by TEXT NOT NULL,
            role TEXT,
            why BLOB NOT NULL,
            action TEXT NOT NULL,
            codes BLOB NOT NULL,
            at TEXT NOT NULL,
            until TEXT,
            revoked_at TEXT
        )""",
        "CREATE INDEX overrides_text ON overrides (text_sha256)",
        "CREATE INDEX overrides_check ON overrides (check_id)",
        """CREATE TABLE audits (
            n INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            status TEXT NOT NULL,
            started TEXT NOT NULL,
            finished TEXT,
            parameters BLOB NOT NULL,
            summary BLOB NOT NULL
        )""",
    )


def _service(database: Database) -> None:
    _run(
        database,
        """CREATE TABLE keys (
            id TEXT PRIMARY KEY,
            hash BLOB NOT NULL UNIQUE, -- never the key itself
            label BLOB NOT NULL,
            scopes TEXT NOT NULL,
            created TEXT NOT NULL,
            expires TEXT,
            revoked_at TEXT,
            used_at TEXT
        ) WITHOUT ROWID""",
        """CREATE TABLE webhooks (
            id TEXT PRIMARY KEY,
            url TEXT NOT NULL,
            events TEXT NOT NULL,     -- JSON list; empty means all
            secrets TEXT NOT NULL,    -- JSON list, newest first: two while a key is rotated
            created TEXT NOT NULL,
            disabled_at TEXT
        ) WITHOUT ROWID""",
        """CREATE TABLE deliveries (
            n INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            webhook TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
            event TEXT NOT NULL,
            body BLOB NOT NULL,
            created TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            due TEXT,                 -- NULL: delivered or given up
            delivered_at TEXT,
            status INTEGER,
            error BLOB
        )""",
        "CREATE INDEX deliveries_due ON deliveries (due) WHERE due IS NOT NULL",
        """CREATE TABLE idempotency (
            caller TEXT NOT NULL,
            key TEXT NOT NULL,
            request BLOB NOT NULL,    -- digest of what was asked
            status INTEGER,           -- NULL while it is being done
            headers BLOB,
            body BLOB,
            at TEXT NOT NULL,
            PRIMARY KEY (caller, key)
        ) WITHOUT ROWID""",
        "CREATE INDEX idempotency_at ON idempotency (at)",
    )


def _contract_counter(database: Database) -> None:
    # agreements are parsed again when they change, not with every item that comes in
    _run(database, "INSERT OR IGNORE INTO counters VALUES ('contracts', 1)")


def _database_id(database: Database) -> None:
    _run(
        database,
        # which database this is, for what is derived from it; `restore` gives a new one
        "CREATE TABLE identity (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "INSERT INTO identity VALUES ('database', lower(hex(randomblob(16))))",
        # copies of one database that went on apart have other marks from there on
        "ALTER TABLE changes ADD COLUMN mark BLOB",
        """CREATE TRIGGER changes_mark AFTER INSERT ON changes BEGIN
            UPDATE changes SET mark = randomblob(8) WHERE seq = NEW.seq;
        END""",
    )


def _delivery_queues(database: Database) -> None:
    # a queue for each subscriber: what waits for a slow one is not looked through for the others
    _run(
        database,
        "CREATE INDEX deliveries_queue ON deliveries (webhook, due) WHERE due IS NOT NULL",
        "DROP INDEX deliveries_due",
    )


def _idempotency_owner(database: Database) -> None:
    # who does a request; when that process is gone, its keys are free
    _run(database, "ALTER TABLE idempotency ADD COLUMN owner TEXT")


def _audit_folders(database: Database) -> None:
    # where a run writes: its lock there tells whether it lives, and it can be gone on with
    _run(database, "ALTER TABLE audits ADD COLUMN folder BLOB")


def _quota_uses(database: Database) -> None:
    _run(
        database,
        # when it was said that the text goes out
        "ALTER TABLE checks ADD COLUMN confirmed_at TEXT",
        "CREATE INDEX checks_confirmed ON checks (confirmed_at) WHERE confirmed_at IS NOT NULL",
        # what a check uses of the months of agreements with a quota
        """CREATE TABLE quota_uses (
            agreement TEXT NOT NULL,
            at TEXT NOT NULL,         -- of the use: first publication, or the moment asked about
            item TEXT NOT NULL,
            check_n INTEGER NOT NULL REFERENCES checks (n) ON DELETE CASCADE,
            PRIMARY KEY (agreement, at, item, check_n)
        ) WITHOUT ROWID""",
        "CREATE INDEX quota_uses_check ON quota_uses (check_n)",
    )
    # what was counted until now: the items of the agreement's owner in recorded checks
    for name, document in database.execute("SELECT id, document FROM agreements").fetchall():
        read = decode_json(document)
        if (read.get("quota") or {}).get("items_per_month") is None:
            continue
        database.execute(
            "INSERT OR IGNORE INTO quota_uses SELECT ?, c.at, s.source, c.n FROM checks c"
            " JOIN check_sources s ON s.check_n = c.n JOIN sources o ON o.id = s.source"
            " WHERE o.owner = ?",
            (name, owner_id(str((read.get("owner") or {}).get("id", "")))),
        )


def _events_online(database: Database) -> None:
    _run(
        database,
        # what changes by itself with a text that is out, while its piece is checked with another
        """CREATE INDEX checks_event_online ON checks (event_at)
            WHERE event_at IS NOT NULL AND confirmed_at IS NOT NULL AND NOT latest""",
        # drafts without a name are one where text and use are the same
        "CREATE INDEX checks_unnamed ON checks (text_sha256, use_key) WHERE document IS NULL",
        # who worked an event off, and when
        "ALTER TABLE checks ADD COLUMN done_at TEXT",
        "ALTER TABLE checks ADD COLUMN done_by TEXT",
    )


def _settlements(database: Database) -> None:
    _run(
        database,
        # what became of a claim of an audit; its key is the same in every audit
        """CREATE TABLE settlements (
            key TEXT PRIMARY KEY,
            state TEXT NOT NULL,
            note TEXT NOT NULL,
            by TEXT NOT NULL,
            at TEXT NOT NULL
        ) WITHOUT ROWID""",
    )


def _check_agreements(database: Database) -> None:
    _run(
        database,
        # the agreements that a check was judged under, so that a change of one finds its pieces
        """CREATE TABLE check_agreements (
            agreement TEXT NOT NULL,
            at TEXT NOT NULL,         -- of the check
            check_n INTEGER NOT NULL REFERENCES checks (n) ON DELETE CASCADE,
            PRIMARY KEY (agreement, at, check_n)
        ) WITHOUT ROWID""",
        "CREATE INDEX check_agreements_check ON check_agreements (check_n)",
    )
    live = "SELECT n, at, result FROM checks WHERE latest OR confirmed_at IS NOT NULL"
    for number, at, result in database.execute(live).fetchall():
        for agreement in agreements_of(decode_json(zlib.decompress(result))):
            database.execute(
                "INSERT INTO check_agreements VALUES (?, ?, ?)", (agreement, at, number)
            )


def _run(database: Database, *statements: str) -> None:
    for statement in statements:
        database.conn.execute(statement)


STEPS = {
    "0001_sources": _sources,
    "0002_contracts": _contracts,
    "0003_checks": _checks,
    "0004_service": _service,
    "0005_contract_counter": _contract_counter,
    "0006_database_id": _database_id,
    "0007_delivery_queues": _delivery_queues,
    "0008_idempotency_owner": _idempotency_owner,
    "0009_audit_folders": _audit_folders,
    "0010_quota_uses": _quota_uses,
    "0011_events_online": _events_online,
    "0012_settlements": _settlements,
    "0013_check_agreements": _check_agreements,
}
