"""A page or a plain text as a licensed item: the article's own text, without the page around it."""

from pathlib import PurePath

from checker.models import Draft
from checker.readers.record import Block, WireItem

__all__ = ["item_of_page"]

NOT_TEXT = frozenset({"teaser", "comment", "biography", "navigation", "site"})


def item_of_page(draft: Draft, place: str) -> WireItem:
    """The article of a page; its id is the page's address, else the file's name."""
    blocks = [
        Block(draft.text[z.start : z.end], z.kind, z.role, z.tag, z.hint) for z in draft.zones
    ] or ([Block(draft.text)] if draft.text.strip() else [])
    body = [b for b in blocks if b.kind == "body" and b.role not in NOT_TEXT]
    if not body:
        body = [b for b in blocks if b.kind != "furniture"]
    names = tuple(
        m.value
        for m in draft.metadata
        if m.name.casefold().endswith(("provider.name", "sourceorganization.name"))
    )
    return WireItem(
        place=place,
        content_type=draft.content_type,
        id=draft.url or draft.id or PurePath(place).name or None,
        title=draft.title,
        language=draft.language,
        url=draft.url,
        providers=names,
        body=tuple(body),
        empty_because="a page without an article",
        rights=draft.rights,
        metadata=draft.metadata,
        links=draft.links,
        pixels=draft.pixels,
        damage=draft.damage,
        truncated=draft.truncated,
    )
