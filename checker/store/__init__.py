"""The newsroom's data directory: items, agreements, checks and keys in one SQLite database.

It stores and looks up data and judges nothing. No other room uses SQL.
"""

from checker.store.absent import waiting_kill
from checker.store.encoded_check import EncodedCheck
from checker.store.heads import piece_names
from checker.store.overrides import Overrides
from checker.store.presence import Presence
from checker.store.records import (
    AUDIT_STATES,
    OUTCOMES,
    SETTLEMENT_STATES,
    Audit,
    AuditState,
    Behind,
    Delivery,
    DocumentChange,
    Expiring,
    IdempotentAnswer,
    Key,
    Kill,
    MonthLimit,
    Outcome,
    Override,
    Overtaken,
    Pulse,
    Recalled,
    Registered,
    Settlement,
    SettlementState,
    Stored,
    StoredCheck,
    VersionNote,
    Webhook,
)
from checker.store.restoring import Restored, restore
from checker.store.source_search import Wanted
from checker.store.store import Store

__all__ = [
    "AUDIT_STATES",
    "OUTCOMES",
    "SETTLEMENT_STATES",
    "Audit",
    "AuditState",
    "Behind",
    "Delivery",
    "DocumentChange",
    "EncodedCheck",
    "Expiring",
    "IdempotentAnswer",
    "Key",
    "Kill",
    "MonthLimit",
    "Outcome",
    "Override",
    "Overrides",
    "Overtaken",
    "Presence",
    "Pulse",
    "Recalled",
    "Registered",
    "Restored",
    "Settlement",
    "SettlementState",
    "Store",
    "Stored",
    "StoredCheck",
    "VersionNote",
    "Wanted",
    "Webhook",
    "piece_names",
    "restore",
    "waiting_kill",
]
