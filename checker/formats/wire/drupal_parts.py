"""The parts of a Drupal node that are entities of their own: paragraphs, blocks, media.

JSON:API sends them in `included` if the request named them, the core's JSON names them by number,
and exports may nest them in the field. A part that was not sent is a part that was not read.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from checker.formats.records.strict_json import as_text

__all__ = ["INCLUDED", "Included", "by_identity", "parts_of", "values_of"]

INCLUDED: Final = "included"
DEEPEST: Final = 8  # paragraphs in paragraphs
MOST: Final = 2_000  # parts of one node
# Entities whose fields are text of the node; others (authors, terms, related nodes, the types
# themselves) are not.
_TEXT = ("paragraph--", "block_content--", "paragraphs_library_item--", "component--", "fragment--")
_PICTURE = ("media--",)

Included = Mapping[tuple[str, str], dict[str, Any]]


def by_identity(included: Any) -> Included:
    """Returns the resources that came with a JSON:API answer, by type and id."""
    return {
        (as_text(one.get("type")), as_text(one.get("id"))): one
        for one in (included if isinstance(included, list) else [])
        if isinstance(one, dict)
    }


def values_of(field: Any) -> list[Any]:
    """Returns the values of a field: in a list, under a language (Drupal 7), or alone."""
    if isinstance(field, dict) and field and all(isinstance(v, list) for v in field.values()):
        return [one for part in field.values() for one in part]
    return field if isinstance(field, list) else [field]


def parts_of(node: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Yields `(path, fields)` for each part of a node in order; None for one that was not sent.

    A part comes once, so that references in a circle end.
    """
    included = node.get(INCLUDED)
    seen: set[int] = set()
    given = node.get("attributes")
    sent = included if isinstance(included, Mapping) else {}
    for path, part in _of_entity(node, given if isinstance(given, dict) else node, "", sent, 0):
        if part is None:
            yield path, None
        elif id(part) not in seen:
            seen.add(id(part))
            yield path, part
        if len(seen) > MOST:
            return


def _of_entity(
    entity: Mapping[str, Any], fields: Mapping[str, Any], path: str, sent: Included, depth: int
) -> Iterator[tuple[str, dict[str, Any] | None]]:
    if depth > DEEPEST:
        yield path, None
        return
    related = entity.get("relationships")
    for name, relation in (related if isinstance(related, dict) else {}).items():
        data = relation.get("data") if isinstance(relation, dict) else None
        for number, target in enumerate(data if isinstance(data, list) else [data]):
            if isinstance(target, dict):
                yield from _related(target, _joined(path, name, number), sent, depth)
    for name, field in fields.items():
        for number, value in enumerate(values_of(field)):
            if isinstance(value, dict):
                yield from _nested(value, _joined(path, name, number), sent, depth)


def _related(
    target: dict[str, Any], path: str, sent: Included, depth: int
) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """The part that a relationship of JSON:API names, and the parts of that."""
    kind = as_text(target.get("type"))
    if not kind.startswith((*_TEXT, *_PICTURE)):
        return
    found = sent.get((kind, as_text(target.get("id"))))
    if found is None:
        if kind.startswith(_TEXT):
            yield path, None
        return
    fields = found.get("attributes")
    if isinstance(fields, dict):
        yield path, fields
        yield from _of_entity(found, fields, path, sent, depth + 1)


def _nested(
    value: dict[str, Any], path: str, sent: Included, depth: int
) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """A part as the core's JSON has it: named with its revision, or nested with its own fields."""
    if any(key.startswith("field_") for key in value):
        yield path, value
        yield from _of_entity(value, value, path, sent, depth + 1)
    elif value.get("target_type") in ("paragraph", "block_content") or (
        {"target_revision_id", "revision_id"} & set(value)
        and {"target_id", "value"} & set(value)
        and "format" not in value
    ):
        yield path, None


def _joined(path: str, name: str, number: int) -> str:
    step = f"{name}/{number}" if number else name
    return f"{path}/{step}" if path else step
