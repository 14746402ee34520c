"""Posts of Ghost: its export (`db[].data.posts`) and its Content and Admin API.

Source: ghost.org/docs, "Content API" and the JSON that Labs > Export gives: `html`, or `lexical` or
`mobiledoc` as JSON in a string; `plaintext`; `published_at` null for a draft; `primary_author`.
"""

from collections.abc import Iterator
from typing import Any, Final

from checker.formats.beside import told
from checker.formats.editors.reader import editor_items
from checker.formats.items import BadRecord, WireItem, article_head
from checker.formats.markup import Markup, from_html, plain_blocks
from checker.formats.records.strict_json import Fields, as_text
from checker.formats.rights import RightsBuilder
from checker.formats.wire.json_rights import like_rights
from checker.models.draft import Metadatum
from checker.times import published_time

__all__ = ["is_ghost", "read_ghost"]

CONTENT_TYPE: Final = "application/vnd.ghost+json"
NO_TEXT: Final = "the text of the post, which is empty or was not sent with it"
EDITORS = ("lexical", "mobiledoc")
BODIES = ("html", "plaintext", *EDITORS)
# Excerpts and descriptions of a post, in lists and on other sites, and the statements' names.
BESIDE: Final = {
    "custom_excerpt": "ghost:excerpt",
    "excerpt": "ghost:excerpt",
    "meta_description": "ghost:meta.description",
    "og_description": "ghost:og.description",
    "twitter_description": "ghost:twitter.description",
}


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
        metadata=tuple(dict.fromkeys(beside(value))),
        links=tuple(markup.links),
        pixels=tuple(markup.pixels),
        about_pictures=tuple(markup.statements),
        damage=tuple(damage),
        parts_unread=() if markup.blocks or markup.pixels else (NO_TEXT,),
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
                if isinstance(item, WireItem) and item.body:
                    return Markup(list(item.body), list(item.links), list(item.pixels))
    return Markup(blocks=plain_blocks(as_text(value.get("plaintext") or "")))


def byline_of(value: dict[str, Any]) -> str | None:
    """Returns the names of the authors, where they came with the post."""
    people = value.get("authors")
    named = people if isinstance(people, list) else [value.get("primary_author")]
    names = [as_text(p.get("name")).strip() for p in named if isinstance(p, dict)]
    return "; ".join(filter(None, names)) or None


def beside(value: dict[str, Any]) -> Iterator[Metadatum]:
    """Yields what a post publishes beside its text; its export has some of it in `posts_meta`."""
    meta = value.get("posts_meta")
    for holder in (value, meta if isinstance(meta, dict) else {}):
        for key, name in BESIDE.items():
            yield from told(name, holder.get(key))
        yield from told("ghost:feature_image.alt", holder.get("feature_image_alt"), "picture")
