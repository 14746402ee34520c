"""What the index needs from the store: a log of changes and the texts themselves."""

from collections.abc import Sequence
from typing import Protocol

from checker.models.source import Change, StoredText

__all__ = ["Documents"]


class Documents(Protocol):
    """The source of truth that an index follows; text numbers are never reused."""

    def database_id(self) -> str:
        """Returns the id of the store, which changes when a backup is restored."""
        ...

    def mark(self, seq: int) -> str:
        """Returns what distinguishes change `seq` from the same number in a diverged copy."""
        ...

    def newest_seq(self) -> int:
        """Returns the number of the newest change; 0 if there is none."""
        ...

    def changes_since(self, seq: int, limit: int) -> Sequence[Change]:
        """Returns up to `limit` changes after `seq`, ascending."""
        ...

    def load(self, docs: Sequence[int]) -> Sequence[StoredText]:
        """Returns the texts with these numbers in any order; missing ones are left out."""
        ...

    def count(self) -> int:
        """Returns the number of searchable texts."""
        ...
