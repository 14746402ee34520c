"""States of claims found by audits: open, settled or disputed, kept between audits."""

from collections.abc import Iterable
from datetime import datetime

from checker.store.codec import decode_text, encode_text, moment
from checker.store.connection import Connections
from checker.store.records import Settlement, SettlementState

__all__ = ["Settlements"]


class Settlements:
    """The states of claims; a claim without a state is open."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def set(
        self, keys: Iterable[str], state: SettlementState, *, note: str, by: str, at: datetime
    ) -> int:
        """Sets the state of claims, replacing any earlier one; returns the number of claims."""
        rows = [(key, state, encode_text(note), encode_text(by), moment(at)) for key in keys]
        with self._connections.writer() as connection:
            connection.executemany(
                "INSERT INTO settlements (key, state, note, by, at) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET state = excluded.state, note = excluded.note,"
                " by = excluded.by, at = excluded.at",
                rows,
            )
        return len(rows)

    def all(self) -> dict[str, Settlement]:
        """Returns the recorded states by the key of the claim."""
        with self._connections.snapshot() as connection:
            rows = connection.execute("SELECT key, state, note, by, at FROM settlements").fetchall()
        return {
            key: Settlement(
                key, state, decode_text(note), decode_text(by), datetime.fromisoformat(at)
            )
            for key, state, note, by, at in rows
        }
