"""One document of an editor as one item: its title, what it states, and its blocks in order."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from checker.formats.editors.beside import published_beside
from checker.formats.editors.keys import value_in
from checker.formats.editors.shapes import Shape, objects, shape_of
from checker.formats.editors.walk import walked
from checker.formats.items import BadRecord, Block, WireItem, article_head
from checker.formats.markup import from_html
from checker.formats.records.strict_json import Fields, as_text
from checker.formats.rights import RightsBuilder
from checker.formats.wire.json_rights import json_rights
from checker.models.draft import Metadatum
from checker.times import published_time
from checker.values import dataclass

__all__ = ["editor_items", "holds_document", "read_editor_json"]

CONTENT_TYPE = "application/vnd.wirecheck.editor+json"
ENVELOPES = ("data", "attributes", "entry", "story", "article", "document", "post", "page", "item")
PARAGRAPHS = [
    "content",
    "contents",
    "body",
    "paragraphs",
    "blocks",
    "sections",
    "elements",
    "stream",
    "story",
    "text",
    "article",
    "main",
    "components",
    "modules",
    "children",
    "nodes",
    "value",
    "richtext",
    "rich_text",
]
PARTIES = [
    "distributor",
    "source",
    "provider",
    "agency",
    "credit",
    "creditline",
    "copyright",
    "copyrightholder",
    "copyrightnotice",
    "usageterms",
    "owner",
]
DEEPEST = 3
FEW = 3  # members of a wrapper around a document: its languages, its format
RENDERED = 0.8  # of the editor's characters from which on a text beside them is the same text


def holds_document(text: str | bytes) -> bool:
    """Returns whether a JSON text is a document of an editor; never raises."""
    try:
        return bool(found_in(json.loads(text), 0))
    except (ValueError, RecursionError):
        return False  # the reader of JSON says what is wrong with it


def read_editor_json(
    value: Any, *, place: str, zone: str | None, notes: tuple[str, ...] = ()
) -> Iterator[WireItem | BadRecord]:
    """Yields the documents of a JSON value, one an item."""
    found = editor_items(value, place=place, zone=zone, notes=notes)
    if not found:
        what = "no document of a known editor"
        yield BadRecord(place, what, "export it as HTML, or provide its text")
    yield from found


def editor_items(
    value: Any, *, place: str, zone: str | None = None, notes: tuple[str, ...] = ()
) -> list[WireItem | BadRecord]:
    """Returns the editor documents in a JSON value (one, or a list of articles), or none.

    What else is in such a list follows, as items of another kind or as reports.
    """
    found = found_in(value, 0)
    many = len(found) > 1
    items: list[WireItem | BadRecord] = [
        document_item(article, f"{place}#{n}" if many else place, zone, notes)
        for n, article in enumerate(found)
    ]
    if found:
        for path, member in others_in(value, "", 0):
            from checker.formats.wire.ap_json import read_member  # few lists have such members

            items += read_member(member, place=f"{place}#{path}", zone=zone, notes=notes)
    return items


@dataclass(frozen=True, slots=True)
class Part:
    """A document of an editor, and the value that holds it: itself, or a string of JSON."""

    shape: Shape
    value: Any
    given: Any


@dataclass(frozen=True, slots=True)
class Article:
    """An article in JSON: its fields, the documents of its text in order, what is around it."""

    around: dict[str, Any]
    parts: list[Part]
    outer: tuple[dict[str, Any], ...] = ()

    def beside(self) -> Iterator[Metadatum]:
        """Yields what it publishes beside the documents."""
        read = {id(part.given) for part in self.parts}
        itself = any(part.value is self.around for part in self.parts)
        yield from published_beside(self.around, read, is_document=itself)
        for fields in self.outer:
            yield from published_beside(fields, read, is_document=False)


def found_in(value: Any, depth: int) -> list[Article]:
    """Returns the articles of a JSON value."""
    shape = shape_of(value)
    if shape is not None:
        return [Article(value if isinstance(value, dict) else {}, [Part(shape, value, value)])]
    if depth > DEEPEST:
        return []
    if isinstance(value, list):
        return [found for part in value for found in found_in(part, depth + 1)]
    if not isinstance(value, dict):
        return []
    titled = any(isinstance(value.get(key), str) for key in ("title", "headline"))
    parts = [part for key, inner in value.items() for part in body_of(key, inner, titled, 0)]
    if parts:
        return [] if is_rendered(value, parts) else [Article(value, parts)]
    for key in ENVELOPES:
        if isinstance(value.get(key), dict | list) and (found := found_in(value[key], depth + 1)):
            rest = {name: inner for name, inner in value.items() if name != key}
            return [
                replace(one, outer=(*one.outer, rest)) if len(found) == 1 else one for one in found
            ]
    return []


def others_in(value: Any, path: str, depth: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yields the objects of a list of articles that are none, with their paths."""
    if depth > DEEPEST or shape_of(value) is not None:
        return
    if isinstance(value, list):
        for number, part in enumerate(value):
            where = f"{path}/{number}".lstrip("/")
            if found_in(part, depth + 1):
                yield from others_in(part, where, depth + 1)
            elif isinstance(part, dict):
                yield where, part
    elif isinstance(value, dict) and not any(one.around is value for one in found_in(value, 0)):
        for key in ENVELOPES:
            inner = value.get(key)
            if isinstance(inner, dict | list) and found_in(inner, depth + 1):
                yield from others_in(inner, f"{path}/{key}".lstrip("/"), depth + 1)
                return


def body_of(key: str, value: Any, titled: bool, depth: int) -> list[Part]:
    """Returns the document under a key of an article, also where it is JSON inside a string.

    `titled` is whether the article has a title: then objects with a text and an id are its parts.
    """
    given, value = value, value_in(value)
    if key in ENVELOPES and isinstance(value, list) and shape_of(value) is None:
        return []
    shape = shape_of(value)
    if shape is not None and (shape.narrow or key in PARAGRAPHS):
        return [Part(shape, value, given)]
    if key in PARAGRAPHS and objects(value) and all(is_paragraph(part, titled) for part in value):
        return [Part(NAMELESS, value, given)]
    if isinstance(value, dict) and len(value) <= FEW and depth < DEEPEST and key not in ENVELOPES:
        return [
            part
            for name, inner in value.items()
            for part in body_of(name, inner, titled, depth + 1)
        ]
    return []


NAMELESS = Shape("paragraphs", objects, lambda value: value, narrow=False)


def is_paragraph(value: dict[str, Any], titled: bool) -> bool:
    """Returns whether an object has a text and nothing that makes it an article."""
    text = any(isinstance(value.get(key), str) for key in ("text", "html", "value", "content"))
    names = ("uri", "guid", "owner", "agency", "title", "headline", "url", "published")
    return text and not any(value.get(key) for key in (names if titled else ("id", *names)))


def is_rendered(value: dict[str, Any], parts: list[Part]) -> bool:
    """Returns whether a record has the full text, not a teaser, beside what the editor saved."""
    saved = sum(len(b.text) for part in parts for b in walked(part.shape.nodes(part.value)).blocks)
    return sum(len(block.text) for block in text_beside(value)) >= RENDERED * saved


def text_beside(value: dict[str, Any]) -> list[Block]:
    """Returns the paragraphs of the text or the page beside what the editor saved."""
    given = (value.get(key) for key in ("text", "html"))
    return next((from_html(words).blocks for words in given if isinstance(words, str)), [])


def document_item(
    article: Article, place: str, zone: str | None, notes: tuple[str, ...]
) -> WireItem:
    """Returns one article as an item."""
    around, parts = article.around, article.parts
    fields = Fields(around)
    rights = RightsBuilder(zone)
    json_rights(fields, rights)
    read = [walked(part.shape.nodes(part.value)) for part in parts]
    blocks = [*text_beside(around), *(block for markup in read for block in markup.blocks)]
    title = named(fields, "title", "headline", "headlines", "name")
    byline = byline_of(fields)
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=fields.text("id", "uuid", "uri", "guid"),
        title=title,
        language=fields.text("language", "locale", "lang"),
        url=fields.text("canonicalurl", "url", "websiteurl"),
        published=published_time(
            fields.text(
                "published", "publishedat", "firstpublishdate", "publishdate", "displaydate"
            ),
            zone,
        ),
        byline=byline,
        head=article_head(
            [title, named(fields, "subheadlines", "subtitle", "subheadline")], byline, None, blocks
        ),
        body=tuple(block for block in blocks if block.kind != "head"),
        rights=rights.build(),
        metadata=(
            *statements(fields),
            *article.beside(),
            *(statement for markup in read for statement in markup.statements),
        ),
        links=tuple(link for markup in read for link in markup.links),
        pixels=tuple(pixel for markup in read for pixel in markup.pixels),
        damage=(*notes, *(note for markup in read for note in markup.damage)),
        parts_unread=tuple(dict.fromkeys(part for markup in read for part in markup.elsewhere)),
        empty_because=f"{parts[0].shape.name} without text",
    )


def named(fields: Fields, *keys: str) -> str | None:
    """Returns the first of several values that has words; Arc stores them under `basic`."""
    for _, value in fields.every(*keys):
        words = value.get("basic") if isinstance(value, dict) else value
        if isinstance(words, str) and words.strip():
            return " ".join(words.split())
    return None


def byline_of(fields: Fields) -> str | None:
    """Returns the authors: a text, a list of names, or Arc's `credits.by`."""
    inner = fields.first("credits")
    by = inner.get("by") if isinstance(inner, dict) else None
    return as_text(by or fields.first("byline", "authors", "author")).strip() or None


def statements(fields: Fields) -> Iterator[Metadatum]:
    """Yields what the article states about its sources, for rules on metadata."""
    for key in PARTIES:
        for _, value in fields.every(key):
            if words := as_text(value).strip():
                yield Metadatum(f"editor:{key}", words)
