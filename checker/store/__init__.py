"""The newsroom's data directory: items, contracts, checks, keys, all in one SQLite database."""

from checker.store.backup import restore
from checker.store.store import Store
from checker.store.values import (
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

__all__ = [
    "Audit",
    "Contract",
    "Delivery",
    "Expiring",
    "IdempotentAnswer",
    "Key",
    "Kill",
    "Override",
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
