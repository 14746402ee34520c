"""The results of reading a file: wire items, and reports of what could not be read.

Every wire reader turns its format into `WireItem`; only this module turns that into a `Draft` (a
text to be checked), and only `checker.formats.as_source` into a `Source` (a licensed item for the
store).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from datetime import datetime
from typing import Literal

from checker.errors import InputError
from checker.formats.owners import Names
from checker.models.draft import Draft, LeftOut, Metadatum, Rights, Zone
from checker.models.vocabulary import ZoneKind, ZoneRole
from checker.values import dataclass
from checker.wording import worded

__all__ = [
    "PARAGRAPH",
    "BadRecord",
    "Block",
    "Context",
    "WireItem",
    "article_head",
    "bad_records",
    "item_draft",
    "to_draft",
]

PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class BadRecord:
    """Something in a file that did not become a source, or only in part.

    `kind` is "bad" (lost: a person must look), "skipped" (well-formed, but no article: a concept, a
    package's table of contents) or "note" (the item was kept, but something in it is doubtful).
    """

    place: str
    what: str
    hint: str = ""
    kind: Literal["bad", "skipped", "note"] = "bad"
    id: str | None = None  # of the record, where that much could be read
    inside: str = ""  # the path of the file in the archive or the mail that it came in
    unknown: tuple[str, ...] = ()  # the keys of the record that follows which nobody reads


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like piece of an item's text, and the part of the page it belongs to."""

    text: str
    kind: ZoneKind = "body"
    role: ZoneRole = ""
    tag: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class WireItem:
    """One item as its format gave it, before owner and layout are decided.

    `owner` is an owner id that the file states, `providers` sent the item, `holders` own it (best
    statement first), `credits` are further parties that it names as its sources. `signs` tell more
    about the sender if a name is not enough: addresses, a feed's description, codes of IPTC's list
    of providers ("nprov:AFP"). `beside` is the text of further items inside, such as a sidebar: a
    draft has it after its text, but as sources they are items of their own, those `inside` unless
    the file has them anyway. `about_pictures` are
    words about the pictures in its markup that stand in no paragraph. `place` is where it is
    in the file, for messages.
    """

    place: str
    content_type: str
    id: str | None = None
    owner: str | None = None
    version: str = "1"
    issued: str = ""  # see `Source`
    title: str | None = None
    language: str | None = None
    published: datetime | None = None
    media: str = "text"
    service: str | None = None
    byline: str | None = None
    dateline: str | None = None
    url: str | None = None
    timezone: str | None = None
    providers: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    head: tuple[Block, ...] = ()
    body: tuple[Block, ...] = ()
    beside: tuple[Block, ...] = ()
    inside: tuple["WireItem", ...] = ()
    tail: tuple[Block, ...] = ()
    rights: Rights = field(default_factory=Rights)
    descends_from: tuple[str, ...] = ()
    kills: tuple[str, ...] = ()
    metadata: tuple[Metadatum, ...] = ()
    links: tuple[str, ...] = ()
    pixels: tuple[str, ...] = ()
    about_pictures: tuple[Metadatum, ...] = ()
    damage: tuple[str, ...] = ()
    truncated: bool = False
    parts_unread: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    empty_because: str = ""  # why it has no text, when that is no fault ("a conceptItem")


@dataclass(frozen=True, slots=True)
class Context:
    """What the caller of `read_sources` knows: names of agencies, an owner, a time zone.

    `agencies` are the names of known owners; `zone` is the provider's time zone (an IANA name) for
    times without an offset.
    """

    origin: str = ""
    default_owner: str | None = None
    agencies: Names = field(default_factory=lambda: Names({}))
    zone: str | None = None


def bad_records(error: InputError, place: str = "") -> Iterator[BadRecord]:
    """Yields the problems of an error as records; `place` is for those that name none."""
    for problem in error.problems:
        yield BadRecord(problem.place or place, problem.what, problem.hint)


def item_draft(item: WireItem | BadRecord) -> Draft | BadRecord:
    """Returns an item as a draft, or the reason why it contains no text."""
    if isinstance(item, BadRecord):
        return item
    if item.head or item.body or item.beside or item.tail:
        return to_draft(item)
    return BadRecord(
        item.place,
        worded("no text ({empty_because})", empty_because=item.empty_because or "empty"),
        id=item.id,
    )


def to_draft(item: WireItem) -> Draft:
    """Lays out an item as a draft: headline, byline, dateline, text, captions, credit lines."""
    head = [block for block in item.head if not is_repeated(block, item.body)]
    text, zones = lay_out((*head, *item.body, *item.beside, *item.tail))
    return Draft(
        text=text,
        zones=zones,
        metadata=(
            *item.metadata,
            *dict.fromkeys(item.about_pictures),
            *(Metadatum("sender", sign, "site") for sign in item.signs),
        ),
        id=item.id,
        title=item.title,
        language=item.language,
        url=item.url,
        content_type=item.content_type,
        links=item.links,
        pixels=item.pixels,
        rights=item.rights,
        truncated=item.truncated,
        damage=item.damage,
        parts_unread=item.parts_unread,
        left_out=item.left_out,
        published=item.published,
    )


def is_repeated(block: Block, body: Sequence[Block]) -> bool:
    """Returns whether a byline or dateline field only repeats the beginning of the text."""
    if block.role not in ("byline", "dateline"):
        return False
    words = " ".join(block.text.split()).strip(" -–—.:")
    return bool(words) and any(" ".join(b.text.split()).startswith(words) for b in body[:2])


def article_head(
    titles: Sequence[str | None] = (),
    byline: str | None = None,
    dateline: str | None = None,
    found: Sequence[Block] = (),
) -> tuple[Block, ...]:
    """Returns headlines, byline and dateline before the text, then heads inside the text itself."""
    blocks = [Block(t, "head", "headline") for t in titles if t]
    if byline:
        blocks.append(Block(byline, "head", "byline"))
    if dateline:
        blocks.append(Block(dateline.strip(), "head", "dateline"))
    known = {b.text for b in blocks}
    blocks += [b for b in found if b.kind == "head" and b.text not in known]
    return tuple(dict.fromkeys(blocks))


def lay_out(blocks: Iterable[Block]) -> tuple[str, tuple[Zone, ...]]:
    """Joins blocks with an empty line between them; each block is one zone."""
    pieces: list[str] = []
    zones: list[Zone] = []
    at = 0
    for block in blocks:
        if not block.text.strip():
            continue
        if pieces:
            at += len(PARAGRAPH)
        end = at + len(block.text)
        zones.append(Zone(at, end, block.kind, block.role, block.tag, block.hint))
        pieces.append(block.text)
        at = end
    return PARAGRAPH.join(pieces), tuple(zones)
