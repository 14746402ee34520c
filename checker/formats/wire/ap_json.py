"""Envelopes of JSON items: AP's Media API, feeds and search answers of editorial systems."""

from collections.abc import Iterator
from typing import Any

from checker.formats.items import BadRecord, WireItem
from checker.formats.records.source_record import is_record, read_record
from checker.formats.wire.ninjs import read_ninjs
from checker.formats.wire.ninjs_kind import CONTAINERS, is_ninjs

__all__ = ["read_json_value"]

DEEPEST = 6


def read_json_value(
    value: Any, *, place: str, zone: str | None, notes: tuple[str, ...] = ()
) -> Iterator[WireItem | BadRecord]:
    """Yields every item of a JSON document: one item, a list, or an envelope around items."""
    found = list(items_in(value, "", 0))
    if not found:
        yield BadRecord(
            place,
            "no item in a known JSON format",
            "ninjs, AP Media API, or records with 'text'",
        )
        return
    for path, item in found:
        where = place if len(found) == 1 and not path else f"{place}#{path or '0'}"
        if not isinstance(item, dict):
            yield BadRecord(where, "not an object", "an item is an object")
        elif is_record(item) and not is_ninjs(item):
            yield read_record(item, place=where, zone=zone, notes=notes)
        else:
            yield read_ninjs(item, place=where, zone=zone, notes=notes)


def items_in(value: Any, path: str, depth: int) -> Iterator[tuple[str, Any]]:
    """Yields `(path, item)` for each item of an envelope."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for number, part in enumerate(value):
            if is_ninjs(part) or is_record(part):
                yield joined(path, str(number)), part
            elif isinstance(part, dict):
                inner = list(items_in(part, joined(path, str(number)), depth + 1))
                yield from inner
            elif depth == 0:
                yield str(number), part
        return
    if not isinstance(value, dict):
        return
    if is_ninjs(value) or is_record(value):
        yield path, value
        return
    for key in CONTAINERS:
        inner_value = value.get(key)
        if isinstance(inner_value, dict | list):
            for where, item in items_in(inner_value, joined(path, key), depth + 1):
                yield where, beside(item, value) if key in ("data", "item") else item


def beside(item: Any, envelope: dict[str, Any]) -> Any:
    """Returns an item with the text in its envelope (AP: "nitf": {"body_html"})."""
    extra = envelope.get("nitf")
    if isinstance(item, dict) and isinstance(extra, dict) and "nitf" not in item:
        return {**item, "nitf": extra}
    return item


def joined(path: str, step: str) -> str:
    """Returns a path with one more step."""
    return f"{path}/{step}" if path else step
