"""Posts of Ghost: its export (`db[].data.posts`) and its Content and Admin API.

Source: ghost.org/docs, "Content API" and the JSON that Labs > Export gives: `html`, or `lexical` or
`mobiledoc` as JSON in a string; `plaintext`; `published_at` null for a draft; `primary_author`.
"""

from typing import Any, Final

from checker.formats.editors.reader import editor_items
from checker.formats.items import BadRecord, WireItem, article_head
from checker.formats.markup import Markup, from_html, plain_blocks
from checker.formats.records.strict_json import Fields, as_text
from checker.formats.rights import RightsBuilder
from checker.formats.wire.json_rights import like_rights
from checker.times import published_time

__all__ = ["is_ghost", "read_ghost"]

CONTENT_TYPE: Final = "application/vnd.ghost+json"
EDITORS = ("lexical", "mobiledoc")
BODIES = ("html", "plaintext", *EDITORS)


def is_ghost(value: dict[str, Any]) -> bool:
    """Returns whether it is a post or a page of Ghost's."""
    return "uuid" in value and "slug" in value and any(key in value for key in BODIES)


def read_ghost(
    value: dict[str, Any], *, place: str, zone: str | None = None, notes: tuple[str, ...] = ()
) -> WireItem | BadRecord:
    """Returns one post; its rendered HTML before what its editor saved."""
    fields = Fields(value)
    rights = RightsBuilder(zone)
    for path, kept in like_rights({k: v for k, v in value.items() if k not in BODIES}):
        rights.keep(path, kept)
    markup = body_of(value, place)
    title = fields.text("title")
    byline = byline_of(value)
    caption = from_html(fields.text("featureimagecaption") or "", kind="caption")
    stated = fields.text("publishedat")
    published = published_time(stated, zone)
    damage = [*notes, *markup.damage]
    if stated and published is None:
        damage.append(f"`published_at` is no time: {stated[:40]!r}")
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=fields.text("uuid") or fields.text("id"),
        title=title,
        language=fields.text("locale"),
        published=published,
        byline=byline,
        url=fields.text("url", "canonicalurl"),
        head=article_head([title], byline, None, markup.blocks),
        body=tuple(b for b in markup.blocks if b.kind != "head"),
        tail=tuple(caption.blocks),
        rights=rights.build(),
        links=tuple(markup.links),
        pixels=tuple(markup.pixels),
        damage=tuple(damage),
        empty_because=f"a {fields.text('type') or 'post'} of Ghost's without text",
    )


def body_of(value: dict[str, Any], place: str) -> Markup:
    """Returns the text of a post in the first of its forms that holds any."""
    html = value.get("html")
    if isinstance(html, str) and html.strip():
        return from_html(html)
    for key in EDITORS:
        if isinstance(value.get(key), str):
            for item in editor_items({"title": "x", key: value[key]}, place=place):
                if item.body:
                    return Markup(list(item.body), list(item.links), list(item.pixels))
    return Markup(blocks=plain_blocks(as_text(value.get("plaintext") or "")))


def byline_of(value: dict[str, Any]) -> str | None:
    """Returns the names of the authors, where they came with the post."""
    people = value.get("authors")
    named = people if isinstance(people, list) else [value.get("primary_author")]
    names = [as_text(p.get("name")).strip() for p in named if isinstance(p, dict)]
    return "; ".join(filter(None, names)) or None
