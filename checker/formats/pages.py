"""A page or a plain text as a licensed item: the article's own text, without the page around it."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from checker.formats.as_source import to_source
from checker.formats.format import Document
from checker.formats.items import BadRecord, Block, Context, WireItem
from checker.formats.registry import reader
from checker.formats.rights import RightsBuilder
from checker.models.draft import Draft, Rights
from checker.models.source import Source
from checker.orders.status import status_in_note

__all__ = ["item_of_page", "page_sources"]

DESK_LINE = re.compile(
    r"^\W*(?:(?i:eds|editors?|editor's note|note to editors|attention|embargo(?:ed)?"
    r"|sperrfrist)\s*:"
    r"|(?:STRICTLY )?EMBARGO(?:ED)?\b|NOT FOR (?:PUBLICATION|RELEASE)\b)"
)
HEADER_LINES, LAST_LINES = 6, 3
NOT_TEXT = frozenset({"teaser", "comment", "biography", "navigation", "site"})


def page_sources(document: Document, context: Context) -> Iterator[Source | BadRecord]:
    """Yields the one source of a page or a plain text."""
    for draft in reader(document.kind.drafts)(document):
        yield from to_source(item_of_page(draft, document.place), context)


def item_of_page(draft: Draft, place: str) -> WireItem:
    """Returns the article of a page; its id is the page's address, else the file's name."""
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
        rights=draft.rights if draft.rights != Rights() else header_rights(draft),
        metadata=draft.metadata,
        links=draft.links,
        pixels=draft.pixels,
        damage=draft.damage,
        truncated=draft.truncated,
    )


def header_rights(draft: Draft) -> Rights:
    """Returns notes to editors in the first and last lines of a plain text: embargoes, kills."""
    rights = RightsBuilder()
    if draft.content_type.startswith("text/") and draft.content_type != "text/html":
        lines = [line.strip() for line in draft.text.splitlines() if line.strip()]
        for line in dict.fromkeys((*lines[:HEADER_LINES], *lines[-LAST_LINES:])):
            if DESK_LINE.search(line) or status_in_note(line):
                rights.add("editors_note", "header", line)
    return rights.build()
