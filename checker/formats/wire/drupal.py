"""Nodes of Drupal: JSON:API (`data[].attributes`), the core's JSON, and exports of Drupal 7.

Source: drupal.org documentation of JSON:API, of core REST (every field is a list of `{"value"}`),
and of node_export (`body.und[0].value`). `processed` and `safe_value` are the text as shown.
"""

from collections.abc import Iterator
from typing import Any, Final

from checker.formats.items import BadRecord, Block, WireItem, article_head
from checker.formats.markup import Markup, from_html, looks_like_html, plain_blocks
from checker.formats.records.strict_json import Fields, as_text
from checker.formats.rights import RightsBuilder
from checker.formats.wire.json_rights import json_rights, like_rights
from checker.models.draft import Metadatum
from checker.times import published_time

__all__ = ["is_drupal", "read_drupal"]

CONTENT_TYPE: Final = "application/vnd.drupal+json"
SHOWN = ("processed", "safe_value", "value")
BYLINES = ("byline", "author", "authors", "writer")
PARTIES = ("source", "agency", "credit", "provider", "copyright", "copyrightholder")
PLAIN = "plain_text"
DATES = ("fieldpublished", "fieldpublishdate", "fieldpublicationdate", "fielddate",
         "publishedat", "created")  # fmt: skip


def is_drupal(value: dict[str, Any]) -> bool:
    """Returns whether it is a node in one of the three forms."""
    if isinstance(value.get("attributes"), dict):
        return as_text(value.get("type")).startswith("node--")
    if "nid" not in value or "title" not in value:
        return False
    return isinstance(value["nid"], list) or "body" in value or "vid" in value


def read_drupal(
    value: dict[str, Any], *, place: str, zone: str | None = None, notes: tuple[str, ...] = ()
) -> WireItem | BadRecord:
    """Returns one node: its body, then its other fields with formatted text."""
    given = value["attributes"] if isinstance(value.get("attributes"), dict) else value
    flat = {key.removeprefix("field_"): words_of(part) for key, part in given.items()}
    fields = Fields({key: words for key, words in flat.items() if words})
    texts = [formatted(part) for _, part in in_order(given)]
    markups = [text for text in texts if text is not None and text.blocks]
    rights = RightsBuilder(zone)
    stated = {k: v for k, v in fields.given.items() if k not in ("status", "type", "body")}
    json_rights(Fields(stated), rights)
    for path, kept in like_rights(stated):
        rights.keep(path, kept)
    title, byline = fields.text("title"), fields.text(*BYLINES)
    date, published = date_of(given, zone)
    damage = [*notes, *(note for markup in markups for note in markup.damage)]
    if date and published is None:
        damage.append(f"its date is no time: {date[:40]!r}")
    blocks = [block for markup in markups for block in markup.blocks]
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=as_text(value.get("id")) or fields.text("uuid", "nid"),
        title=title,
        language=fields.text("langcode", "language"),
        published=published,
        byline=byline,
        url=address_of(given),
        head=article_head([title], byline, None, blocks),
        body=tuple(block for block in blocks if block.kind != "head"),
        rights=rights.build(),
        metadata=tuple(statements(fields)),
        links=tuple(link for markup in markups for link in markup.links),
        pixels=tuple(pixel for markup in markups for pixel in markup.pixels),
        damage=tuple(damage),
        empty_because="a node of Drupal's without text",
    )


def in_order(given: dict[str, Any]) -> list[tuple[str, Any]]:
    """Returns the fields of a node, its body first."""
    return sorted(given.items(), key=lambda pair: pair[0] != "body")


def formatted(field: Any) -> Markup | None:
    """Returns the text of a field that has a text format; None for any other field."""
    texts = [part for part in values_of(field) if isinstance(part, dict) and "format" in part]
    if not texts:
        return None
    found = Markup()
    for text in texts:
        words = next((w for key in SHOWN if isinstance(w := text.get(key), str) and w.strip()), "")
        plain = text.get("format") == PLAIN and not looks_like_html(words)
        read = Markup(blocks=list[Block](plain_blocks(words))) if plain else from_html(words)
        found.blocks += read.blocks
        found.links += read.links
        found.pixels += read.pixels
        found.damage += read.damage
    return found


def values_of(field: Any) -> list[Any]:
    """Returns the values of a field: in a list, under a language, or alone."""
    if isinstance(field, dict) and field and all(isinstance(v, list) for v in field.values()):
        return [one for part in field.values() for one in part]
    return field if isinstance(field, list) else [field]


def words_of(field: Any) -> str:
    """Returns a field's values as consecutive words; "" for a field with formatted text."""
    found = []
    for part in values_of(field):
        if isinstance(part, dict) and "format" in part:
            return ""
        word = (
            part.get("value", part.get("alias", part.get("name")))
            if isinstance(part, dict)
            else part
        )
        if isinstance(word, str | int | float) and not isinstance(word, bool):
            found.append(str(word).strip())
    return "; ".join(filter(None, found))


def date_of(given: dict[str, Any], zone: str | None) -> tuple[str, Any]:
    """Returns a node's date as written and as a time."""
    fields = Fields({key: words_of(part) for key, part in given.items()})
    stated = fields.text(*DATES) or ""
    return stated, published_time(stated, zone)


def address_of(given: dict[str, Any]) -> str | None:
    """Returns the node's own path or address."""
    for key in ("url", "path"):
        for part in values_of(given.get(key)):
            found = part.get("alias") if isinstance(part, dict) else part
            if isinstance(found, str) and found.strip():
                return found.strip()
    return None


def statements(fields: Fields) -> Iterator[Metadatum]:
    """Yields what the node states about its sources, for rules on metadata."""
    for key in PARTIES:
        for _, value in fields.every(key):
            yield Metadatum(f"drupal:{key}", as_text(value))
