"""What the index asks of the store: a log of changes and the texts themselves."""

from collections.abc import Sequence
from typing import Protocol

from checker.models import Change, StoredText

__all__ = ["Documents"]


class Documents(Protocol):
    """The source of truth that an index follows; numbers of texts are never used twice."""

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
