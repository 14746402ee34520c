"""Envelopes of JSON items: AP's Media API, feeds and search answers of editorial systems."""

from collections.abc import Iterator
from itertools import chain, count
from typing import Any, Literal

from checker.formats.beside import is_sentence
from checker.formats.editors.keys import is_text, spoken
from checker.formats.editors.leaves import leaves
from checker.formats.items import BadRecord, WireItem
from checker.formats.records.source_record import is_record, read_record
from checker.formats.records.strict_json import Fields, plain_key
from checker.formats.wire.json_rights import LISTS, STATUS, WORKFLOW
from checker.formats.wire.json_times import EMBARGO
from checker.formats.wire.ninjs import read_ninjs
from checker.formats.wire.ninjs_kind import CONTAINERS, IDS, STATES, is_ninjs

__all__ = ["read_json_value", "read_member"]

DEEPEST = 6
PASSAGE = 25  # words beside the items from which on they are a text and not what the list is called
# What an interface tells of its answer, and a publisher of the list.
OF_THE_LIST = frozenset(
    (
        *("nitf", "description", "copyright", "disclaimer", "legal", "license", "licence", "terms"),
        *("docs", "documentation", "help", "warning", "warnings", "error", "errors", "debug"),
        *("query", "params", "request", "aggregations", "facets", "included", "schema", "context"),
    )
)
OF_ANSWERS = ("instructions", "note", "releasedate")  # an interface may tell them of its answer
# What an envelope may state of all its items.
OF_ALL = tuple(
    key
    for key in (
        *(*STATUS, *WORKFLOW, *EMBARGO, "rightsinfo"),
        *(*LISTS["usage_terms"], *LISTS["editors_note"]),
    )
    if key not in OF_ANSWERS
)


def read_json_value(
    value: Any, *, place: str, zone: str | None, notes: tuple[str, ...] = ()
) -> Iterator[WireItem | BadRecord]:
    """Yields every item of a JSON document: one item, a list, or an envelope around items."""
    found = list(items_in(value, "", 0))
    if not any(is_item(item) for _, item in found):
        yield BadRecord(
            place,
            "no item in a known JSON format",
            "ninjs, AP Media API, or records with 'text'",
        )
        return
    for path, item in found:
        where = place if len(found) == 1 and not path else f"{place}#{path or '0'}"
        if not is_item(item):
            yield unknown(item, where)
        elif is_record(item) and not is_ninjs(item):
            yield read_record(item, place=where, zone=zone, notes=notes)
        else:
            yield read_ninjs(item, place=where, zone=zone, notes=notes)


def read_member(
    value: Any, *, place: str, zone: str | None, notes: tuple[str, ...] = ()
) -> Iterator[WireItem | BadRecord]:
    """Yields what a member of another reader's list holds: items, or the report that it is none."""
    if any(is_item(item) for _, item in items_in(value, "", 0)):
        yield from read_json_value(value, place=place, zone=zone, notes=notes)
    else:
        yield unknown(value, place)


def items_in(value: Any, path: str, depth: int) -> Iterator[tuple[str, Any]]:
    """Yields `(path, item)` for each item of an envelope, and for what is none in a list."""
    if depth > DEEPEST or is_item(value):
        yield path, value
    elif isinstance(value, list):
        for number, part in enumerate(value):
            where = joined(path, str(number))
            yield from list(items_in(part, where, depth + 1)) or [(where, part)]
    elif isinstance(value, dict):
        found = False
        for key in CONTAINERS:
            held = value.get(key)
            if isinstance(held, dict | list):
                for where, item in items_in(held, joined(path, key), depth + 1):
                    found = True
                    told = stated(item, value)
                    yield where, beside(told, value) if key in ("data", "item") else told
        if found:
            yield from texts_beside(value, path)


def texts_beside(envelope: dict[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    """Yields `(path, value)` for each member of an envelope that is a passage beside its items."""
    for key, held in envelope.items():
        if plain_key(key) in OF_THE_LIST or (key in CONTAINERS and isinstance(held, dict | list)):
            continue
        words = (words for _, words in leaves([held]) if is_text("", words))
        if sum(map(spoken, words)) >= PASSAGE:
            yield joined(path, key), held


def is_item(value: Any) -> bool:
    """Returns whether a value is an item of a wire or one of our own records."""
    return is_ninjs(value) or is_record(value)


def unknown(value: Any, place: str) -> BadRecord:
    """Returns the report of what is no item among items: lost, if it says or orders anything."""
    if not isinstance(value, dict | list | str):
        return BadRecord(place, "not an object", "an item is an object")
    speaks = any(is_text("", words) and is_sentence(words) for _, words in leaves([value]))
    lost = speaks or (isinstance(value, dict) and any(key in Fields(value) for key in STATES))
    hint = "ninjs, AP Media API, or records with 'text'"
    kind: Literal["bad", "skipped"] = "bad" if lost else "skipped"
    named = Fields(value).text(*IDS) if isinstance(value, dict) else None
    return BadRecord(place, "not an item in a known JSON format", hint, kind=kind, id=named)


def stated(item: Any, envelope: dict[str, Any]) -> Any:
    """Returns an item with what its envelope states of all items, beside what it states itself."""
    found = Fields(envelope).every(*OF_ALL)
    if not found or not isinstance(item, dict):
        return item
    merged = dict(item)
    for key, value in found:
        names = chain((key,), (f"{key} ({number})" for number in count(2)))
        merged[next(name for name in names if name not in merged)] = value
    return merged


def beside(item: Any, envelope: dict[str, Any]) -> Any:
    """Returns an item with the text in its envelope (AP: "nitf": {"body_html"})."""
    extra = envelope.get("nitf")
    if isinstance(item, dict) and isinstance(extra, dict) and "nitf" not in item:
        return {**item, "nitf": extra}
    return item


def joined(path: str, step: str) -> str:
    """Returns a path with one more step."""
    return f"{path}/{step}" if path else step
