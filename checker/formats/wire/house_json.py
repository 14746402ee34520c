"""JSON of single houses and editorial systems: which kind a document is, and its items.

Every entry point uses it: the formats themselves, JSON files, and lines of JSONL.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from checker.formats.items import BadRecord, WireItem
from checker.formats.wire.anp_json import anp_refusal, is_anp, read_anp
from checker.formats.wire.ans import is_ans, read_ans
from checker.formats.wire.ap_json import read_member
from checker.formats.wire.drupal import is_drupal, read_drupal
from checker.formats.wire.drupal_parts import INCLUDED, by_identity
from checker.formats.wire.ghost import is_ghost, read_ghost
from checker.formats.wire.methode import is_eom, read_eom
from checker.formats.wire.navigadoc import is_navigadoc, read_navigadoc
from checker.values import dataclass
from checker.wording import worded

__all__ = ["holds_house_json", "house_items", "read_house_json"]

Found = WireItem | BadRecord
ENVELOPES = (
    "data", "items", "results", "content_elements", "hits", "documents", "articles", "db", "posts",
    "pages", "nodes",
)  # fmt: skip
DEEPEST = 5


@dataclass(frozen=True, slots=True)
class JsonKind:
    """One format: `test` recognises its objects, `read` converts one to an item."""

    name: str
    test: Callable[[dict[str, Any]], bool]
    read: Callable[..., Found]


# In this order: a story of Arc may hold anything under names of its own.
KINDS: tuple[JsonKind, ...] = (
    JsonKind("methode-json", is_eom, read_eom),
    JsonKind("ans", is_ans, read_ans),
    JsonKind("navigadoc", is_navigadoc, read_navigadoc),
    JsonKind("anp-json", is_anp, read_anp),
    JsonKind("drupal", is_drupal, read_drupal),
    JsonKind("ghost", is_ghost, read_ghost),
)


def holds_house_json(text: str | bytes, name: str) -> bool:
    """Returns whether a JSON text is a document of one kind; never raises."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False  # the reader of JSON says what is wrong with it
    refused = name == "anp-json" and anp_refusal(value) is not None
    return refused or any(kind and kind.name == name for kind, _, _ in found_in(value, "", 0))


def house_items(
    value: Any, *, place: str, zone: str | None = None, notes: tuple[str, ...] = ()
) -> list[Found]:
    """Returns the items of a JSON value of one of the kinds; [] for any other JSON."""
    refusal = anp_refusal(value)
    if refusal is not None:
        return [BadRecord(place, refusal, "ask the API again")]
    found = list(found_in(value, "", 0))
    if not any(kind for kind, _, _ in found):
        return []
    items: list[Found] = []
    for kind, path, one in found:
        where = place if len(found) == 1 else f"{place}#{path}"
        if kind is None:
            items += read_member(one, place=where, zone=zone, notes=notes)
        else:
            items.append(kind.read(one, place=where, zone=zone, notes=notes))
    return items


def read_house_json(
    value: Any, *, place: str, zone: str | None, notes: tuple[str, ...] = ()
) -> Iterator[Found]:
    """Yields the items of a document that was asked for as one of the kinds."""
    found = house_items(value, place=place, zone=zone, notes=notes)
    if not found:
        names = ", ".join(kind.name for kind in KINDS)
        yield BadRecord(
            place,
            "no item in the JSON of a known newsroom system",
            worded("known: {names}", names=names),
        )
    yield from found


def found_in(
    value: Any, path: str, depth: int
) -> Iterator[tuple[JsonKind | None, str, dict[str, Any]]]:
    """Yields `(kind, path, object)` for the items of a value: itself, a list, or an envelope.

    An object in a list in which there is none of these has no kind.
    """
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for number, part in enumerate(value):
            where = f"{path}/{number}".lstrip("/")
            found = list(found_in(part, where, depth + 1))
            yield from found or ([(None, where, part)] if isinstance(part, dict) else [])
    elif isinstance(value, dict):
        kind = next((kind for kind in KINDS if kind.test(value)), None)
        if kind is not None:
            yield kind, path or "0", value
            return
        sent = by_identity(value[INCLUDED]) if INCLUDED in value else None
        for key in ENVELOPES:
            if isinstance(value.get(key), dict | list):
                below = found_in(value[key], f"{path}/{key}".lstrip("/"), depth + 1)
                if sent is None:
                    yield from below
                else:  # JSON:API: what the items refer to is beside them
                    yield from ((kind, at, {**one, INCLUDED: sent}) for kind, at, one in below)
