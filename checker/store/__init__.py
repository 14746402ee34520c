"""The newsroom's data directory: items, agreements, checks, keys, all in one SQLite database.

It keeps and looks up; it judges nothing. No other room sends SQL.
"""

from checker.store.heads import piece_names
from checker.store.overrides import Overrides
from checker.store.records import (
    OUTCOMES,
    Audit,
    Delivery,
    DocumentChange,
    Expiring,
    IdempotentAnswer,
    Key,
    Kill,
    Outcome,
    Override,
    Recalled,
    Registered,
    Stored,
    StoredCheck,
    VersionNote,
    Webhook,
)
from checker.store.restoring import Restored, restore
from checker.store.store import Store

__all__ = [
    "OUTCOMES",
    "Audit",
    "Delivery",
    "DocumentChange",
    "Expiring",
    "IdempotentAnswer",
    "Key",
    "Kill",
    "Outcome",
    "Override",
    "Overrides",
    "Recalled",
    "Registered",
    "Restored",
    "Store",
    "Stored",
    "StoredCheck",
    "VersionNote",
    "Webhook",
    "piece_names",
    "restore",
]
