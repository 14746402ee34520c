"""The cases that are told as events, calls or files rather than as one document."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

# What a case's "must" says in words, beyond what can be compared by key.
MORE: dict[str, Callable[[dict[str, Any], str], list[str]]] = {}
MORE_VERDICTS: dict[str, Callable[[list[dict[str, Any]]], list[str]]] = {}
# Cases with a course of events.
STORIES: dict[str, Callable[[dict[str, Any], Path], None]] = {}
