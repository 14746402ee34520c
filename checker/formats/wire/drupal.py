"""Nodes of Drupal: JSON:API (`data[].attributes`), the core's JSON, and exports of Drupal 7.

Source: drupal.org documentation of JSON:API, of core REST (every field is a list of `{"value"}`),
and of node_export (`body.und[0].value`). `processed` and `safe_value` are the text as shown. A
field of plain text is text too if it holds sentences; paragraphs are found by `drupal_parts`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from checker.formats.beside import is_sentence, told
from checker.formats.editors.keys import is_text
from checker.formats.items import BadRecord, Block, WireItem, article_head
from checker.formats.markup import Markup, from_html, looks_like_html, plain_blocks
from checker.formats.records.strict_json import Fields, as_text, plain_key
from checker.formats.rights import RightsBuilder
from checker.formats.wire.drupal_parts import parts_of, values_of
from checker.formats.wire.json_rights import LIKE_RIGHTS, json_rights, like_rights
from checker.models.draft import Metadatum
from checker.models.vocabulary import ZoneKind
from checker.times import published_time

__all__ = ["is_drupal", "read_drupal"]

CONTENT_TYPE: Final = "application/vnd.drupal+json"
SHOWN = ("processed", "safe_value", "value")
BYLINES = ("byline", "author", "authors", "writer")
PARTIES = ("source", "agency", "credit", "provider", "copyright", "copyrightholder")
PLAIN = "plain_text"
# Plain fields of every node that no reader sees as text, or that have a place of their own.
_APART = """
title label id type uuid nid vid langcode language path url link status moderationstate log
revisionlog revisionlogmessage metatag metatagnormalized parentid parenttype parentfieldname
behaviorsettings
"""
APART: Final = frozenset(_APART.split())
ABOUT = re.compile(r"(?:^|:)(?:description|abstract)$", re.IGNORECASE)
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
    markups = [*texts_of(given)]
    unread: list[str] = []
    beside = [*statements(fields), *about(given), *pictures(value, given)]
    for path, part in parts_of(value):
        if part is None:
            unread.append(f"{path}: a part of the node that was not sent with it")
        else:
            markups += texts_of(part)
            beside += about(part)
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
    if not blocks and not unread:
        unread.append("the text of the node, which is empty or elsewhere")
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
        metadata=tuple(dict.fromkeys(beside)),
        links=tuple(link for markup in markups for link in markup.links),
        pixels=tuple(pixel for markup in markups for pixel in markup.pixels),
        about_pictures=tuple(one for markup in markups for one in markup.statements),
        damage=tuple(damage),
        parts_unread=tuple(dict.fromkeys(unread)),
        empty_because="a node of Drupal's without text",
    )


def in_order(given: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Returns the fields of a node, its body first."""
    return sorted(given.items(), key=lambda pair: pair[0] != "body")


def texts_of(given: Mapping[str, Any]) -> Iterator[Markup]:
    """Yields the texts of a node or a part of it: fields with a format, and plain sentences."""
    for key, field in in_order(given):
        text = formatted(field)
        if text is None:
            text = sentences(key, field)
        if text.blocks:
            yield text


def sentences(key: str, field: Any) -> Markup:
    """Returns the sentences of a field without a format: a standfirst, a quotation, a caption."""
    name = plain_key(key.removeprefix("field_"))
    found = Markup()
    if name in APART or name in PARTIES or name in BYLINES or LIKE_RIGHTS.search(name):
        return found
    kind: ZoneKind = "caption" if "caption" in name else "body"
    for part in values_of(field):
        words = part.get("value") if isinstance(part, dict) else part
        if isinstance(words, str) and is_text("", words) and is_sentence(words):
            found.blocks += from_html(words, kind=kind).blocks
    return found


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
        found.statements += read.statements
        found.damage += read.damage
    return found


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


def about(given: Mapping[str, Any]) -> Iterator[Metadatum]:
    """Yields what is published beside the text: summaries, descriptions for other sites."""
    for key, field in given.items():
        for part in values_of(field):
            if isinstance(part, dict) and "format" in part:
                yield from told(f"drupal:{key}.summary", part.get("summary"))
    for key in ("metatag", "metatag_normalized"):
        tags = given.get(key)
        for tag in tags if isinstance(tags, list) else []:
            stated = tag.get("attributes") if isinstance(tag, dict) else None
            if isinstance(stated, dict):
                name = as_text(stated.get("name") or stated.get("property"))
                if ABOUT.search(name):
                    yield from told(f"drupal:metatag.{name}", stated.get("content"))


def pictures(node: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[Metadatum]:
    """Yields the words of the pictures of a node, which their fields state."""
    related = node.get("relationships")
    fields = [*given.items(), *(related if isinstance(related, dict) else {}).items()]
    for key, field in fields:
        data = field.get("data") if isinstance(field, dict) and "data" in field else field
        for part in values_of(data):
            stated = part.get("meta", part) if isinstance(part, dict) else None
            if isinstance(stated, dict) and "alt" in stated:
                yield from told(f"drupal:{key}.alt", stated.get("alt"), "picture")
                yield from told(f"drupal:{key}.caption", stated.get("title"), "picture")
