"""ninjs 1.0 to 3.x and its relatives (dpa digitalwires, editorial systems' ninjs, Reuters' JSON).

Source: IPTC ninjs schemas. Keys are read in every spelling: snake, camel and lower case.
"""

import re
from collections.abc import Iterator
from typing import Any

from checker.formats.beside import told, told_fields
from checker.formats.items import BadRecord, Block, WireItem, article_head
from checker.formats.markup import Markup, from_html, plain_blocks
from checker.formats.records.strict_json import Fields, as_text, plain_key
from checker.formats.rights import RightsBuilder
from checker.formats.wire.json_labels import json_labels
from checker.formats.wire.json_rights import (
    DESCENT,
    LISTS,
    STATUS,
    descent,
    json_rights,
    kills_of,
)
from checker.formats.wire.json_times import EMBARGO
from checker.formats.wire.ninjs_kind import IDS, STATES
from checker.formats.wire.versions import issue_time, version_by_time
from checker.models.draft import Metadatum
from checker.times import published_time

__all__ = ["read_ninjs"]

CONTENT_TYPE = "application/vnd.iptc.ninjs+json"
TEXTS = ("text", "article", "story", "composite")
RELATED = re.compile("|".join(("related", "previous", "seealso", "readmore", *DESCENT)))
# What an item inside another one shares with it, unless it states its own.
SHARED = (
    *("provider", "source", "agency", "language", "versioncreated", "providertimezone", "timezone"),
    *(key for kind in ("copyright_holder", "usage_terms") for key in LISTS[kind]),
    *EMBARGO,
    *STATUS,
)
ARTICLE = re.compile(r"<(body\.content|body)\b", re.IGNORECASE)
MEDIA = {
    "photo": "picture",
    "image": "picture",
    "picture": "picture",
    "graphic": "graphic",
    "video": "video",
    "audio": "audio",
    "composite": "composite",
    "event": "event",
    "planning": "planning",
}


def read_ninjs(
    value: dict[str, Any], *, place: str, zone: str | None, notes: tuple[str, ...] = ()
) -> WireItem | BadRecord:
    """Returns one ninjs object as an item."""
    fields = Fields(value)
    zone = fields.text("providertimezone", "timezone") or zone
    rights = RightsBuilder(zone, fields.text("versioncreated", "firstcreated"))
    json_rights(fields, rights)
    json_labels(fields, rights)
    media = MEDIA.get((fields.text("type") or "text").casefold(), "text")
    titles = headlines(fields)
    markup = best_body(fields)
    captions = described(fields)
    body = [b for b in markup.blocks if b.kind != "head"]
    inner = associated_texts(fields.first("associations"))
    texts = [(f"associations.{name}", text_of(item)) for name, item in inner]
    beside = [block for _, blocks in texts for block in blocks]
    composed = media == "composite" and not body and bool(beside)
    unread = [path for path, blocks in texts if not blocks] if media == "composite" else []
    statements = list(told_beside(fields)) if body else []
    if not body and not composed:
        kind = "caption" if media in ("picture", "graphic", "video", "audio") else "body"
        body = (
            [Block(b.text, "caption", "caption") for b in captions]
            if kind == "caption"
            else (captions)
        )
    if media == "composite" and (markup.blocks or composed):
        media = "text"  # an article with its pictures
    byline = byline_of(fields)
    dateline = fields.text("dateline")
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=identity(fields),
        version=fields.text("version", "currentversion")
        or version_by_time(fields.text("versioncreated", "firstcreated"), zone),
        issued=issue_time(fields.text("versioncreated"), zone),
        title=titles[0] if titles else fields.text("title"),
        language=fields.text("language"),
        published=published_time(
            fields.text("firstpublished", "firstcreated", "versioncreated", "contentcreated"), zone
        ),
        media=media,
        service=fields.text("service", "services", "product", "products", "fixture"),
        byline=byline,
        dateline=dateline,
        timezone=fields.text("providertimezone", "timezone"),
        url=fields.text("canonicalurl", "url") or canonical(fields),
        providers=names(fields, "provider", "source", "agency"),
        holders=names(fields, "copyrightholder", "copyrightholders", "rightsholder"),
        credits=(*names(fields, "infosource", "infosources"), *credit_parts(fields)),
        head=article_head(titles, byline, dateline, markup.blocks),
        body=tuple(body),
        beside=tuple(beside),
        inside=tuple(items_inside(fields, place, zone)),
        tail=(*associated(fields.first("associations")), *tail_blocks(fields)),
        rights=rights.build(),
        descends_from=descent(fields),
        kills=kills_of(fields),
        metadata=tuple(dict.fromkeys((*metadata_of(fields), *statements))),
        links=tuple(markup.links),
        pixels=tuple(markup.pixels),
        about_pictures=tuple(markup.statements),
        damage=(*notes, *markup.damage),
        parts_unread=() if body else tuple(f"{path}: a text elsewhere" for path in unread),
        empty_because="" if media == "text" else f"a {media} without text",
    )


def identity(fields: Fields) -> str | None:
    """Returns the item's id.

    An address with a query (a search's token) gives way to the item id.
    """
    found = fields.text(*IDS)
    alternative = fields.first("altids")
    if isinstance(alternative, dict):
        item = Fields(alternative).text("itemid")
        if item and (found is None or "?" in found):
            return item
    return found.partition("?")[0] if found and found.startswith("http") else found


def headlines(fields: Fields) -> list[str]:
    """Returns the main headline first, then others; roles as ninjs 2 gives them."""
    found: list[tuple[int, str]] = []
    for _, value in fields.every("headlines"):
        for part in value if isinstance(value, list) else [value]:
            role = part.get("role") if isinstance(part, dict) else None
            found.append((0 if role in (None, "main") else 1, clean(part)))
    ordered = [text for _, text in sorted(found, key=lambda pair: pair[0])]
    for _, value in fields.every("headline", "headlines1", "kicker", "subhead", "subheadline"):
        if not isinstance(value, list):
            ordered.append(clean(value))
    return [t for t in dict.fromkeys(ordered) if t]


def clean(value: Any) -> str:
    """Returns one line of words from a value that may hold markup."""
    words = as_text(value)
    return " ".join(" ".join(b.text for b in from_html(words).blocks).split())


def best_body(fields: Fields) -> Markup:
    """Returns the fullest rendition of the text.

    Marked-up ones win over plain ones of the same length.
    """
    best, size = Markup(), 0
    for text, plain in bodies(fields):
        found = Markup(blocks=plain_blocks(text)) if plain else from_html(text)
        length = sum(len(b.text) for b in found.blocks)
        if length > size * (1.25 if size else 0) and length:
            best, size = found, length
    return best


def bodies(fields: Fields) -> Iterator[tuple[str, bool]]:
    """Yields `(text, is_plain)` for every rendition, marked-up ones first."""
    found: list[tuple[str, bool]] = []
    for _, value in fields.every("bodies"):
        for part in value if isinstance(value, list) else []:
            if isinstance(part, dict):
                inner = Fields(part)
                kind = (inner.text("contenttype") or inner.text("role") or "").casefold()
                words = article_part(as_text(inner.first("value")))
                found.append((words, "plain" in kind or kind == "text"))
    for key, value in [*fields.starting("body"), *fields.every("articlehtml", "articletext")]:
        if isinstance(value, str):
            found.append((value, plain_key(key) in ("bodytext", "articletext")))
    for _, value in fields.every("nitf"):
        if isinstance(value, dict):
            found.append((Fields(value).text("bodyhtml", "bodynitf") or "", False))
    yield from sorted((pair for pair in found if pair[0].strip()), key=lambda pair: pair[1])


def article_part(markup: str) -> str:
    """Returns the article inside a rendition that is a whole NITF-like document."""
    match = ARTICLE.search(markup)
    if match is None:
        return markup
    end = markup.lower().rfind(f"</{match[1].lower()}")
    return markup[match.start() : end] if end > match.start() else markup


def described(fields: Fields) -> list[Block]:
    """Returns the descriptions as blocks: captions first, one text each once."""
    found: list[tuple[int, str]] = []
    for _, value in fields.every("descriptions"):
        for part in value if isinstance(value, list) else []:
            role = as_text(part.get("role")) if isinstance(part, dict) else ""
            found.append((0 if "caption" in role else 1, as_text(part)))
    for key, value in [*fields.starting("description"), *fields.every("caption", "teaser", "lead")]:
        if isinstance(value, str) and "credit" not in plain_key(key):
            found.append((0 if "caption" in plain_key(key) else 1, value))
    blocks: dict[str, Block] = {}
    for _, text in sorted(found, key=lambda pair: pair[0]):
        for block in from_html(text).blocks:
            blocks.setdefault(block.text, Block(block.text))
    return list(blocks.values())


def byline_of(fields: Fields) -> str | None:
    """Returns the byline in words: `byline`, `by` or AP's list of bylines."""
    for _, value in fields.every("byline", "by", "bylines"):
        if isinstance(value, list):
            parts = [
                ", ".join(t for t in (as_text(p.get("by")), as_text(p.get("title"))) if t)
                if isinstance(p, dict) and "by" in p
                else as_text(p)
                for p in value
            ]
            words = "; ".join(p for p in parts if p)
        else:
            words = as_text(value)
        if words.strip():
            return clean(words)
    return None


def names(fields: Fields, *keys: str) -> tuple[str, ...]:
    """Returns the names of parties under some keys."""
    found: list[str] = []
    for _, value in fields.every(*keys):
        found += [as_text(part) for part in (value if isinstance(value, list) else [value])]
    return tuple(dict.fromkeys(n.strip() for n in found if n.strip()))


def credit_parts(fields: Fields) -> tuple[str, ...]:
    """Returns the parties of the item's credit lines ("Name/AP/dpa")."""
    parts: list[str] = []
    for _, value in fields.every("creditline", "credit", "descriptioncreditline"):
        parts += [p.strip() for p in as_text(value).replace("–", "/").split("/")]
    return tuple(p for p in dict.fromkeys(parts) if p)


def told_beside(fields: Fields) -> Iterator[Metadatum]:
    """Yields what an item publishes beside its text: descriptions, summaries."""
    yield from told_fields("ninjs", fields)
    for _, value in fields.every("descriptions"):
        for part in value if isinstance(value, list) else []:
            yield from told("ninjs:descriptions.description", as_text(part))


def associated_texts(associations: Any) -> Iterator[tuple[str, Fields]]:
    """Yields the name and the fields of each associated text, such as a sidebar.

    Stories that an item only relates to, or was made from, are not published with it.
    """
    named = associations.items() if isinstance(associations, dict) else ()
    listed = enumerate(associations) if isinstance(associations, list) else ()
    for name, item in (*named, *listed):
        if not isinstance(item, dict):
            continue
        inner = Fields(item)
        role = plain_key(f"{inner.text('name', 'role', 'rel') or ''} {name}")
        if RELATED.search(role) or (inner.text("type") or "").casefold() not in TEXTS:
            continue
        yield str(name), inner


def text_of(inner: Fields) -> list[Block]:
    """Returns the text of an associated item with its headlines; [] without a text."""
    found = best_body(inner).blocks
    return [*(Block(words, "body", "") for words in headlines(inner)), *found] if found else []


def items_inside(fields: Fields, place: str, zone: str | None) -> Iterator[WireItem]:
    """Yields associated texts as items, with what they do not state themselves from the outer one.

    One that is only named, with its text elsewhere, is left out unless something is stated of it.
    """
    told = [(key, value) for key, value in fields.every(*SHARED)]
    for name, inner in associated_texts(fields.first("associations")):
        held = {key: value for key, value in told if plain_key(key) not in inner}
        item = read_ninjs({**held, **inner.given}, place=f"{place}#associations/{name}", zone=zone)
        if isinstance(item, WireItem) and (item.body or (item.id and inner.every(*STATES))):
            yield item


def associated(associations: Any) -> tuple[Block, ...]:
    """Returns captions and credits of associated pictures, after the text."""
    if isinstance(associations, dict):
        associations = list(associations.values())
    blocks: list[Block] = []
    for item in associations if isinstance(associations, list) else []:
        if not isinstance(item, dict):
            continue
        inner = Fields(item)
        if MEDIA.get((inner.text("type") or "").casefold()) not in ("picture", "graphic", "video"):
            continue
        blocks += [Block(b.text, "caption", "caption") for b in described(inner)[:1]]
        credit = inner.text("creditline", "credit", "byline", "by")
        if credit:
            blocks.append(Block(clean(credit), "caption", "picture_credit"))
    return tuple(blocks)


def tail_blocks(fields: Fields) -> tuple[Block, ...]:
    """Returns credit and copyright lines after the text."""
    words = [clean(v) for _, v in fields.every("creditline", "copyrightnotice")]
    return tuple(Block(w, "tail", "credit") for w in dict.fromkeys(words) if w)


def canonical(fields: Fields) -> str | None:
    """Returns the public address among the links."""
    links = fields.first("links")
    for link in links if isinstance(links, list) else []:
        if isinstance(link, dict) and link.get("rel") == "canonical":
            return as_text(link.get("href")) or None
    return None


def metadata_of(fields: Fields) -> tuple[Metadatum, ...]:
    """Returns the fields that rules on metadata look at."""
    keys = (
        "provider",
        "source",
        "infosource",
        "creditline",
        "copyrightholder",
        "copyrightnotice",
        "usageterms",
        "agency",
    )
    found = [Metadatum(f"ninjs:{key}", name) for key in keys for name in names(fields, key)]
    return tuple(dict.fromkeys(found))
