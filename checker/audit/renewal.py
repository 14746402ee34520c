"""What an earlier run of an audit found that no longer holds, and is therefore checked again.

A result holds while its file is the same one and nothing has happened in the newsroom that may
change its verdict: `Checks.overtaken` decides that for a recorded check. Nothing is read again for
this but what the journal recorded; a file is read only if its size or times differ.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from checker.audit.identity import Identity
from checker.audit.journal import NOT_FINISHED, Journal, read_result
from checker.audit.shards import Task
from checker.errors import NotFound
from checker.newsroom import Newsroom
from checker.values import dataclass

__all__ = ["Renewal", "outdated"]


# Why a check was not finished: another run, or one with another index, may finish it.
_LIMITS, _INDEX = ("system.timeout",), ("system.index_stale", "system.index_empty")


class _Event(msgspec.Struct):
    at: datetime


class _Reason(msgspec.Struct):
    code: str = ""


class _Result(msgspec.Struct):
    """The members of a result that are read again."""

    verdict: str | None = None
    check: str | None = None
    next_event: _Event | None = None
    state: str = ""
    complete: bool = True
    reasons: tuple[_Reason, ...] = ()

    def is_cut_short(self, by: Collection[str] = _LIMITS) -> bool:
        """Whether limits of time or memory, or what `by` names, kept it from being finished."""
        if self.state == NOT_FINISHED:
            return True
        return not self.complete and any(one.code in by for one in self.reasons)

    def is_whole(self) -> bool:
        """Whether all of it was read."""
        return self.verdict is not None and self.complete


@dataclass(frozen=True, slots=True)
class Renewal:
    """The tasks whose results no longer hold: their files changed or are gone, or the newsroom."""

    files: frozenset[str] = frozenset()
    newsroom: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """All of them."""
        return self.files | self.newsroom | self.gone

    def counts(self) -> dict[str, int]:
        """Returns how many there are of each kind."""
        return {kind: len(getattr(self, kind)) for kind in ("files", "newsroom", "gone")}


def outdated(
    newsroom: Newsroom,
    journal: Journal,
    tasks: Sequence[Task],
    versions: Sequence[Mapping[str, Any]],
    at: datetime | None,
) -> Renewal:
    """Returns which results no longer hold.

    Args:
        newsroom: the newsroom as it is now.
        journal: what is done.
        tasks: the plan of now.
        versions: the states of the newsroom by number; the last one is that of now.
        at: the moment that the audit judges; None: now.
    """
    planned = {task.key: task for task in tasks}
    files, stale, gone = set(), set(), set()
    held = _Held(newsroom, versions, at or newsroom.clock())
    for entry, block in journal.blocks():
        key = str(entry["key"])
        if key not in planned:
            gone.add(key)
        elif not _identity(entry).still_holds(planned[key]):
            files.add(key)
        elif not held.holds(entry, block):
            stale.add(key)
    if not tasks:  # a folder that is not mounted is no empty archive
        gone.clear()
    return Renewal(frozenset(files), frozenset(stale), frozenset(gone))


def _identity(entry: Mapping[str, Any]) -> Identity:
    return Identity(*(str(entry.get(name, "")) for name in ("stamp", "digest", "links")))


@dataclass(frozen=True, slots=True)
class _Held:
    """Whether a verdict of before is still the one that would be given."""

    newsroom: Newsroom
    versions: Sequence[Mapping[str, Any]]
    now: datetime

    def holds(self, entry: Mapping[str, Any], block: bytes) -> bool:
        state = entry.get("state")
        if not isinstance(state, int) or not 0 <= state < len(self.versions):
            return False
        then, now = self.versions[state], self.versions[-1]
        found = list(_results(block))
        if any(one.is_cut_short() for one in found):
            return False
        if then.get("extras") != now.get("extras") and not all(one.is_whole() for one in found):
            return False
        if then == now:
            return not any(self._is_due(one) for one in found)
        if any(one.is_cut_short(_INDEX) for one in found):
            return False
        if any(then.get(name) != now.get(name) for name in ("wirecheck", "rules")):
            return False
        return all(self._stands(one) for one in found)

    def _is_due(self, result: _Result) -> bool:
        return result.next_event is not None and result.next_event.at <= self.now

    def _stands(self, result: _Result) -> bool:
        if result.verdict is None:  # it was not read: no source decided that
            return True
        if result.check is None:
            return False
        store = self.newsroom.store
        try:
            check = store.checks.get(result.check)
        except NotFound:
            return False
        rules = self.newsroom.rules.digest
        if store.checks.overtaken(check, rules=rules, now=self.now):
            return False
        return not store.overrides.of(result.check)


def _results(block: bytes) -> Iterator[_Result]:
    for line in block.splitlines():
        try:
            yield msgspec.json.decode(line, type=_Result)
        except msgspec.DecodeError:  # half of an emoji, or a name that is not UTF-8
            yield msgspec.convert(read_result(line), _Result)
