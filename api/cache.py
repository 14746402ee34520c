"""Cached answers to checks that cannot have changed: same draft, use and state of the newsroom."""

import hashlib
import time
from collections import OrderedDict
from typing import Any

from checker.times import from_rfc3339
from checker.values import dataclass

from .check_summary import CheckedBody
from .problems import dumps

__all__ = ["AnswerCache", "cache_key"]

FRESH_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class _Entry:
    checked: CheckedBody
    until: float  # epoch seconds


def cache_key(request: dict[str, Any], state: str, rules: str) -> bytes:
    """Returns the key of a request in a state of store and rules; equal keys mean equal answers."""
    named = dumps([request, state, rules])
    return hashlib.sha256(named).digest()


class AnswerCache:
    """An LRU cache of answers within a limit in bytes; an answer is dropped at its next event."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._entries: OrderedDict[bytes, _Entry] = OrderedDict()

    def get(self, key: bytes) -> CheckedBody | None:
        """Returns the answer if it is cached and still valid, else None."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        if time.time() >= entry.until:
            self._drop(key)
            return None
        self._entries.move_to_end(key)
        return entry.checked

    def put(self, key: bytes, checked: CheckedBody) -> None:
        """Caches an answer, unless it is incomplete or depends on other checks."""
        size = len(checked.body)
        summary = checked.summary
        if not (summary.complete and summary.lasting) or size > self._limit // 8:
            return
        self._drop(key)
        until = time.time() + FRESH_SECONDS
        if event := summary.next_event_at:
            until = min(until, from_rfc3339(event).timestamp())
        self._entries[key] = _Entry(checked, until)
        self._size += size
        while self._size > self._limit and self._entries:
            self._drop(next(iter(self._entries)))

    def _drop(self, key: bytes) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._size -= len(entry.checked.body)
