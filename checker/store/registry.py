"""The state of an item after several messages about it (pure functions).

The newest mention of a field counts; a message that does not mention a field leaves it unchanged.
"Newest" goes by version, not by arrival, so the outcome does not depend on the order of delivery: a
version that arrives late fills gaps and overrules nothing. A kill is not a field and is permanent
(see kills.py).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from checker.models.draft import Rights, RightsField
from checker.models.source import Item, Source
from checker.store.codec import rights_from
from checker.times import aware
from checker.values import dataclass

__all__ = [
    "BY_TIME",
    "LIFTED",
    "Statement",
    "fold_item",
    "fold_rights",
    "label",
    "ranks",
    "version_key",
]

BY_TIME = re.compile(r"\d{8}T\d{6}")  # versions of formats that count none (formats.wire.versions)
RUNS = re.compile(r"[0-9]+|[^0-9]+")
LIFTED = ""  # `embargo_raw` of a message that states that there is no embargo any more
TOGETHER = (("embargo_until", "embargo_raw"), ("expires", "expires_raw"))  # of one statement
VERBATIM = ("fields", "conflicts")  # of one message, not carried on by the rule for the others
CARRIED = ("service", "language", "provider", "published", "byline", "dateline", "url", "timezone")

_NO_RIGHTS = Rights()
_FOLDED = tuple(field.name for field in fields(Rights) if field.name not in VERBATIM)

VersionKey = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One message about an item, in the order of its versions.

    `source` is the message of a version; `patch` is the newsroom's own statement (field of Rights
    -> value; None clears it), placed after the version that was newest at the time.
    """

    order: tuple[int, int]  # the rank of the version, and 0 or the number of the statement after it
    source: Source | None = None
    patch: Mapping[str, Any] | None = None
    label: str = ""


def version_key(version: str) -> VersionKey:
    """Returns a sort key for versions: 2 before 10, 1 before 1.1, times by date."""
    return tuple(
        (1, len(run.lstrip("0")), run.lstrip("0")) if run[0] in "0123456789" else (0, 0, run)
        for run in RUNS.findall(version)
    )


def ranks(versions: Sequence[tuple[str, int, str]]) -> list[int]:
    """Returns the place of each version of an item among all of them, from 1 on.

    Versions are in the order of their numbers; equal ones in that of their times of issue, and
    without such a time as they arrived. Where some are numbers and others times, the times of issue
    decide, if all of them are known.

    Args:
        versions: number or time, revision in the order of arrival, and time of issue or "".
    """
    timed = [BY_TIME.fullmatch(version) is not None for version, _, _ in versions]
    issued = [
        at or (version if one else "")
        for (version, _, at), one in zip(versions, timed, strict=True)
    ]
    by_time = any(timed) and not all(timed) and all(issued)
    latest: dict[str, str] = {}
    keys: dict[int, tuple[Any, ...]] = {}
    for n in sorted(range(len(versions)), key=lambda n: versions[n][1]):
        version, revision, _ = versions[n]
        at = issued[n] or latest.get(version, "")
        latest[version] = max(at, latest.get(version, ""))
        number = version_key(version)
        keys[n] = (at, number, revision) if by_time else (number, at, revision)
    ordered = sorted(keys, key=keys.__getitem__)
    return [ordered.index(n) + 1 for n in range(len(versions))]


def label(version: str, revision: int) -> str:
    """Returns the name of a version; a silent correction (same number, new content) is '2#2'."""
    return version if revision == 1 else f"{version}#{revision}"


def fold_item(stated: Sequence[Statement], *, received: datetime) -> Item:
    """Returns the item of a source; `received` is its first arrival.

    Kills are added on reading.

    Raises:
        ValueError: no version is among `stated`.
    """
    ordered = sorted(stated, key=lambda message: message.order)
    versions = [message for message in ordered if message.source is not None]
    if not versions:
        raise ValueError("an item has at least one version")
    newest = versions[-1].source
    assert newest is not None
    carried: dict[str, Any] = {
        field: next(
            (
                value
                for message in reversed(versions)
                if (value := getattr(message.source, field)) is not None
            ),
            None,
        )
        for field in CARRIED
    }
    return Item(
        source=newest.id,
        owner=newest.owner,
        rights=fold_rights(ordered),
        version=versions[-1].label,
        newest_version=versions[-1].label,
        media=newest.media,
        received=received,
        first_published=_first_published(versions),
        **carried,
    )


def _first_published(versions: Iterable[Statement]) -> datetime | None:
    """When the first version was published; None where one of them does not say so."""
    moments = [one.source.published for one in versions if one.source is not None]
    known = [aware(moment).astimezone(UTC) for moment in moments if moment is not None]
    return min(known) if len(known) == len(moments) else None


def fold_rights(stated: Iterable[Statement]) -> Rights:
    """Returns the rights in force after all messages, given oldest first."""
    held: dict[str, Any] = {}
    verbatim: list[RightsField] = []
    conflicts: tuple[str, ...] = ()
    for message in stated:
        if message.source is not None:
            mentioned = _mentioned(message.source.rights)
            verbatim = _merged(verbatim, message.source.rights.fields)
            if mentioned or message.source.rights.fields:
                conflicts = message.source.rights.conflicts
        else:
            mentioned = dict(message.patch or {})
        _apply(held, mentioned)
    values = {field: value for field, value in held.items() if value is not None}
    if not (values or verbatim or conflicts):
        return _NO_RIGHTS
    return rights_from({**values, "fields": tuple(verbatim), "conflicts": conflicts}, "rights")


def _mentioned(rights: Rights) -> dict[str, Any]:
    if rights == _NO_RIGHTS:
        return {}
    named = ((name, getattr(rights, name)) for name in _FOLDED)
    return {name: value for name, value in named if value not in (None, ())}


def _apply(held: dict[str, Any], mentioned: dict[str, Any]) -> None:
    for together in TOGETHER:
        if any(field in mentioned for field in together):
            for field in together:
                held.pop(field, None)
    if mentioned.get("embargo_raw") == LIFTED:
        mentioned = {**mentioned, "embargo_raw": None}
    if "status" in mentioned:
        held.pop("signals", None)  # flags of the status before: "advisory", "not for publication"
    held.update(mentioned)


def _merged(older: list[RightsField], newer: Sequence[RightsField]) -> list[RightsField]:
    """The newer message's fields first, then those that only older ones stated."""
    paths = {field.path for field in newer}
    return [*newer, *(field for field in older if field.path not in paths)]
