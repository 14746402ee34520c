"""The results of reading a file: wire items, and reports of what could not be read.

Every wire reader turns its format into `WireItem`; only this module turns that into a `Draft` (a
text to be checked) or a `Source` (a licensed item for the store).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from datetime import datetime
from hashlib import sha256
from typing import Literal

from checker.errors import InputError
from checker.formats.houses import Signs, host_of
from checker.formats.notice import Notice, notice_in
from checker.formats.owners import UNKNOWN_OWNER, Names, folded, owner_of, same_party
from checker.formats.rights import holder_in_notice
from checker.models.draft import Draft, LeftOut, Metadatum, Rights, RightsField, Zone
from checker.models.source import Source
from checker.models.vocabulary import ZoneKind, ZoneRole, owner_id
from checker.orders.status import status_in_note
from checker.values import dataclass
from checker.wording import worded

__all__ = [
    "BadRecord",
    "Block",
    "Context",
    "WireItem",
    "article_head",
    "bad_records",
    "item_draft",
    "to_draft",
    "to_source",
]

PARAGRAPH = "\n\n"
# IPTC's own list of providers, as a code and as an address
NPROV = ("nprov:", "http://cv.iptc.org/newscodes/newsprovider/")


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
    draft has it after its text, but as sources they are items of their own. `place` is where it is
    in the file, for messages.
    """

    place: str
    content_type: str
    id: str | None = None
    owner: str | None = None
    version: str = "1"
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
    tail: tuple[Block, ...] = ()
    rights: Rights = field(default_factory=Rights)
    descends_from: tuple[str, ...] = ()
    kills: tuple[str, ...] = ()
    metadata: tuple[Metadatum, ...] = ()
    links: tuple[str, ...] = ()
    pixels: tuple[str, ...] = ()
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
        metadata=(*item.metadata, *(Metadatum("sender", sign, "site") for sign in item.signs)),
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


def to_source(item: WireItem, context: Context) -> Iterable[Source | BadRecord]:
    """Turns an item into a source, or into the reason why it is none; notes follow the source.

    An item without text is still a source if it states something permanent: a kill, a withdrawal,
    an embargo.
    """
    if item.truncated:
        what = "the item is truncated: " + "; ".join(item.damage)
        yield BadRecord(item.place, what, "send the file again", id=item.id)
        return
    text = PARAGRAPH.join(block.text for block in item.body)
    lasting = item.kills or item.rights.status not in (None, "usable")
    if not text and not lasting:
        if item.empty_because:
            what = worded("no article text: {empty_because}", empty_because=item.empty_because)
            yield BadRecord(item.place, what, kind="skipped", id=item.id)
            return
        if item.title and item.media == "text":
            text = item.title  # a flash: the headline is all there is
        else:
            what = "the item has no text"
            yield BadRecord(item.place, what, "nothing to compare with", id=item.id)
            return
    notes = [*item.damage, *(f"not read: {part}" for part in item.parts_unread)]
    if not item.body and text:
        notes.append("the item holds only a headline: its text is elsewhere or missing")
    guid = item.id
    if not guid:
        guid = content_id(item, text)
        notes.append(f"the item has no id: '{guid}' is made from its content")
    context = replace(context, agencies=context.agencies.settled(signs_of(item)))
    owner, third_party = owner_and_party(item, context)
    rights = item.rights
    if doubt := doubt_of(item, owner, context):
        notes.append(f"{doubt}: the item is taken as '{owner}'; name the feed's owner (--owner)")
        rights = in_doubt(item, doubt)
    if third_party and rights.third_party is None:
        rights = replace(rights, third_party=True)
    notice = notice_in(item.title, text)
    if notice is not None and (rights.status in (None, "usable") or _says_a_note(rights, notice)):
        notes.append(f"the text is a notice to editors: its status is taken as '{notice.status}'")
        rights = replace(rights, status=notice.status)
    yield Source(
        id=guid,
        owner=owner,
        text=text,
        title=item.title,
        published=item.published,
        version=item.version,
        language=item.language,
        media=item.media,
        service=item.service,
        provider=provider_of(item, context),
        timezone=item.timezone or context.zone,
        byline=item.byline,
        dateline=item.dateline,
        url=item.url,
        rights=rights,
        descends_from=tuple(d for d in item.descends_from if d != item.id),
        kills=tuple(k for k in item.kills if k != item.id),
        withdraws=notice.withdraws if notice is not None else (),
        origin=context.origin,
    )
    for what in notes:
        yield BadRecord(item.place, what, "the item was kept", kind="note", id=guid)


def _says_a_note(rights: Rights, notice: Notice) -> bool:
    """Whether the status is that of a note which speaks of the item that the notice withdraws."""
    return bool(notice.withdraws) and any(
        status_in_note(note) == rights.status for note in rights.editors_note
    )


def is_repeated(block: Block, body: Sequence[Block]) -> bool:
    """Returns whether a byline or dateline field only repeats the beginning of the text."""
    if block.role not in ("byline", "dateline"):
        return False
    words = " ".join(block.text.split()).strip(" -–—.:")
    return bool(words) and any(" ".join(b.text.split()).startswith(words) for b in body[:2])


def content_id(item: WireItem, text: str) -> str:
    """Returns an id for an item without one, the same whenever the same item is read again."""
    content = "\0".join((item.title or "", text, *(f.value for f in item.rights.fields)))
    return "sha256:" + sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def parties_of(item: WireItem) -> tuple[str, ...]:
    """Returns the names from which the owner of an item is derived, best statement first."""
    notices = tuple(filter(None, map(holder_in_notice, item.rights.copyright_notice)))
    return (*item.holders, *item.rights.copyright_holder, *notices, *item.providers, *item.credits)


def doubt_of(item: WireItem, owner: str, context: Context) -> str:
    """Returns why an owner is uncertain: a shared abbreviation and no better sign of an agency."""
    if context.default_owner or item.owner or owner in context.agencies:
        return ""
    return context.agencies.doubt(parties_of(item))


def in_doubt(item: WireItem, doubt: str) -> Rights:
    """Returns the rights of an item whose owner is uncertain, with a note and the names given."""
    named = tuple(RightsField("provider", name) for name in dict.fromkeys(parties_of(item)))
    told = (*item.rights.conflicts, f"{doubt}: whose item it is must be told")
    return replace(item.rights, fields=(*item.rights.fields, *named), conflicts=told)


def signs_of(item: WireItem) -> Signs:
    """Returns what identifies an item's sender besides names that several houses may share."""
    rights = item.rights
    spoken = (*parties_of(item), *rights.copyright_notice, *rights.credit_line, *item.signs)
    words = (*spoken, item.byline or "", item.service or "")
    addresses = (*spoken, item.url or "", item.id or "")
    return Signs(
        words=tuple(dict.fromkeys(filter(None, map(folded, words)))),
        hosts=tuple(dict.fromkeys(filter(None, map(host_of, addresses)))),
        codes=tuple(
            sign[len(scheme) :]
            for sign in item.signs
            for scheme in NPROV
            if sign.startswith(scheme)
        ),
        language=item.language or "",
    )


def provider_of(item: WireItem, context: Context) -> str | None:
    """Returns the provider's owner id where it is a known agency, else its name as given."""
    known = owner_of(item.providers, context.agencies, known_only=True)
    return known or next(iter(item.providers), None)


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


def owner_and_party(item: WireItem, context: Context) -> tuple[str, bool]:
    """Returns the owner's id, and whether it is a party other than the provider.

    The holder that the item names wins; then the holder in its notice, its provider, and an agency
    among its credits. Parties beside the provider make it third-party content.
    """
    agencies = context.agencies
    held_by = holder_id(item, agencies)
    sent_by = owner_of(item.providers, agencies)
    credited = [c for c in (owner_of((n,), agencies, known_only=True) for n in item.credits) if c]
    owner = context.default_owner or held_by or sent_by or next(iter(credited), UNKNOWN_OWNER)
    home = context.default_owner or sent_by or owner
    third = bool(held_by) and held_by != home and not is_home(item, held_by, home, agencies)
    return owner, third or any(c not in (owner, home, sent_by) for c in credited)


def holder_id(item: WireItem, agencies: Names) -> str:
    """Returns the owner id of the copyright holder, from its field or the notice, or ""."""
    if item.owner:
        return agencies.exact(owner_id(item.owner)) or owner_id(item.owner)
    holders = [h for h in (*item.holders, *item.rights.copyright_holder) if h.strip()]
    known = owner_of(holders, agencies, known_only=True)
    if known:
        return known
    notices = [n for n in map(holder_in_notice, item.rights.copyright_notice) if n]
    for notice in notices:
        found = owner_of((notice,), agencies, known_only=True)
        if found and (not holders or any(same_party(h, notice, agencies) for h in holders)):
            return found
    return owner_of(holders or notices, agencies)


def is_home(item: WireItem, held_by: str, home: str, agencies: Names) -> bool:
    """Returns whether holder and provider are one party under two unknown spellings."""
    if held_by in agencies and home in agencies:
        return False
    holders = (*item.holders, *item.rights.copyright_holder)
    names = holders or tuple(map(holder_in_notice, item.rights.copyright_notice))
    return any(
        same_party(h, p, agencies) for h in names for p in (home, *item.providers) if h and p
    )
