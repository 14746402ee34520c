"""NavigaDoc (formerly Infomaker): the JSON of Naviga's content services.

Source: github.com/navigacontentlab/navigadoc, doc/document.go and schema/navigadoc-schema.json.
`published` is the `imext:pubstart` of its NewsML and `unpublished` its `imext:pubstop`: of a
withheld document the first is the time at which it is to appear.
"""

from collections.abc import Iterator
from typing import Any

from checker.formats.beside import told_fields
from checker.formats.editors.walk import walked
from checker.formats.items import BadRecord, WireItem, article_head
from checker.formats.records.strict_json import Fields, as_text
from checker.formats.rights import RightsBuilder
from checker.formats.wire.json_rights import json_rights
from checker.formats.wire.versions import version_by_time
from checker.models.draft import Metadatum
from checker.orders.status import read_status
from checker.times import published_time
from checker.wording import worded

__all__ = ["is_navigadoc", "read_navigadoc"]

CONTENT_TYPE = "application/vnd.navigadoc+json"
ARTICLES = frozenset({"article", "article+meta", "editorial", "print-article"})
SOURCES = frozenset({"articlesource", "content-source", "source", "provider", "contentsource"})


def is_navigadoc(value: dict[str, Any]) -> bool:
    """Returns whether it has an id, a namespaced type, and blocks of namespaced types."""
    kind = value.get("type")
    if not isinstance(kind, str) or "/" not in kind or not ("uuid" in value or "uri" in value):
        return False
    found = blocks(value, "content")
    if found:
        return all("/" in str(block.get("type")) for block in found)
    return kind.startswith(("x-im/", "core/")) and not any(k in value for k in ("text", "html"))


def read_navigadoc(
    value: dict[str, Any], *, place: str, zone: str | None = None, notes: tuple[str, ...] = ()
) -> WireItem | BadRecord:
    """Returns one document."""
    fields = Fields(value)
    kind = bare(value.get("type"))
    if kind not in ARTICLES and not blocks(value, "content"):
        what = worded("no article: a document of type {type}", type=value.get("type"))
        return BadRecord(place, what, kind="skipped", id=fields.text("uuid", "uri"))
    rights = RightsBuilder(zone)
    navigadoc_rights(value, rights)
    markup = walked(blocks(value, "content"))
    title = fields.text("title")
    byline = "; ".join(titles_of(value, "author")) or None
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=fields.text("uuid", "uri"),
        version=version_by_time(fields.text("modified"), zone),
        title=title,
        language=fields.text("language"),
        published=published_time(fields.text("published", "created"), zone),
        byline=byline,
        url=fields.text("url"),
        providers=tuple(filter(None, (fields.text("provider"), *sources_of(value)))),
        head=article_head([title], byline, None, markup.blocks),
        body=tuple(b for b in markup.blocks if b.kind != "head"),
        rights=rights.build(),
        metadata=tuple(
            Metadatum(f"navigadoc:{key}", words)
            for key, words in (("provider", fields.text("provider")),)
            if words
        )
        + tuple(markup.statements)
        + tuple(told_fields("navigadoc", properties_of(value))),
        links=tuple(markup.links),
        pixels=tuple(markup.pixels),
        damage=(*notes, *markup.damage),
    )


def navigadoc_rights(value: dict[str, Any], rights: RightsBuilder) -> None:
    """Reads status, times of publication and removal, rights among the properties, and notes."""
    fields = Fields(value)
    status = fields.text("status") or ""
    rights.workflow("status", status)
    if read_status(status) not in (None, "usable"):
        rights.embargo("published", fields.text("published"))
    rights.expires("unpublished", fields.text("unpublished"))
    json_rights(properties_of(value), rights, "properties/")
    json_rights(fields, rights)
    for block in blocks(value, "meta"):
        if bare(block.get("type")) in ("note", "ednote"):
            held = block.get("data")
            note = Fields(held).text("text") if isinstance(held, dict) else None
            rights.add("editors_note", f"meta/{block.get('type')}", note)


def properties_of(value: dict[str, Any]) -> Fields:
    """Returns the properties of a document by their names."""
    named = (one for one in blocks(value, "properties") if one.get("name"))
    return Fields({bare(one.get("name")): one.get("value") for one in named})


def blocks(value: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Returns the objects of a list under a key."""
    found = value.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def bare(name: Any) -> str:
    """Returns a name without its namespace: "x-im/article" gives "article"."""
    return str(name or "").rpartition("/")[2].rpartition(":")[2].casefold()


def titles_of(value: dict[str, Any], rel: str) -> Iterator[str]:
    """Yields the titles of the links of a relation."""
    for link in blocks(value, "links"):
        if link.get("rel") == rel and (title := as_text(link.get("title")).strip()):
            yield title


def sources_of(value: dict[str, Any]) -> Iterator[str]:
    """Yields the houses that a document names as its source; `source` itself is an application."""
    for link in blocks(value, "links"):
        named = {bare(link.get("rel")), bare(link.get("type"))}
        if named & SOURCES and (title := as_text(link.get("title")).strip()):
            yield title
