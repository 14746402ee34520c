"""The newsroom's data directory: items, contracts, checks, keys, all in one SQLite database."""

from checker.store.backup import restore
from checker.store.desk import Overrides
from checker.store.records import (
    Audit,
    Contract,
    Delivery,
    Expiring,
    IdempotentAnswer,
    Key,
    Kill,
    Override,
    Recalled,
    RecalledUse,
    Registered,
    Stored,
    StoredCheck,
    VersionNote,
    Webhook,
)
from checker.store.store import Store

__all__ = [
    "Audit",
    "Contract",
    "Delivery",
    "Expiring",
    "IdempotentAnswer",
    "Key",
    "Kill",
    "Override",
    "Overrides",
    "Recalled",
    "RecalledUse",
    "Registered",
    "Store",
    "Stored",
    "StoredCheck",
    "VersionNote",
    "Webhook",
    "restore",
]
