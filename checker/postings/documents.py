"""What the index asks of the store: a log of changes and the texts themselves."""

from collections.abc import Sequence
from typing import Protocol

from checker.models import Change, StoredText

__all__ = ["Documents"]


class Documents(Protocol):
    """The source of truth that an index follows; numbers of texts are never used twice."""

    def database_id(self) -> str:
        """The id of the store; another one for another store and for one put back from a backup."""
        ...

    def mark(self, seq: int) -> str:
        """What tells the change `seq` from the same number in a copy that went on by itself."""
        ...

    def newest_seq(self) -> int:
        """The number of the newest change, 0 when there is none."""
        ...

    def changes_since(self, seq: int, limit: int) -> Sequence[Change]:
        """Up to `limit` changes after `seq`, ascending."""
        ...

    def load(self, docs: Sequence[int]) -> Sequence[StoredText]:
        """The texts of these numbers in any order; missing ones are left out."""
        ...

    def count(self) -> int:
        """How many texts are to be found."""
        ...
