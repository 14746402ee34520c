"""AP's Atom feeds: entries with apcm:ContentMetadata and apnm:NewsManagement.

Namespaces http://ap.org/schemas/03/2005/apcm and .../apnm. Element names are those of public
readers of the feeds: style sheets of newspapers and of The Canadian Press (PublishingStatus with
its statusChangeOn, PublishingSpecialInstructions, ManagementId, ManagementSequenceNumber,
PublishingReleaseDateTime; HeadLine, ExtendedHeadLine, ByLine, DateLine). Times are UTC there.
"""

from collections.abc import Iterator

from checker.formats.beside import told
from checker.formats.items import BadRecord, Block, WireItem, article_head
from checker.formats.markup import Markup, blocks_of, from_html
from checker.formats.rights import RightsBuilder
from checker.formats.wire.appl_status import released
from checker.formats.wire.nitf import nitf_markup, nitf_rights
from checker.formats.xml.parse import Parsed
from checker.formats.xml.tree import (
    Element,
    child,
    children,
    descendants,
    first,
    language_of,
    local,
    path_text,
    text_of,
    verbatim,
)
from checker.models.draft import Metadatum
from checker.orders.status import EMBARGOED, read_status
from checker.times import published_time

__all__ = ["read_entries"]

CONTENT_TYPE = "application/atom+xml"
UTC = "UTC"
TERMS = {
    "RightsLine": "usage_terms",
    "UsageInstruction": "usage_terms",
    "UsageInstructions": "usage_terms",
    "CopyrightLine": "copyright_notice",
    "CreditLine": "credit_line",
}
OF_AP = ("urn:publicid:ap.org:", "tag:ap.org,")  # ids; members send AP their own in this form too


def read_entries(parsed: Parsed, *, place: str) -> Iterator[WireItem | BadRecord]:
    """Yields all entries of a feed, or the one that is the document."""
    root = parsed.root
    entries = [root] if local(root) == "entry" else list(descendants(root, "entry"))
    if not entries:
        yield BadRecord(place, "the feed contains no items", kind="skipped")
    for number, entry in enumerate(entries, 1):
        where = place if len(entries) == 1 else f"{place}#{number}"
        yield read_entry(entry, parsed, where)


def read_entry(entry: Element, parsed: Parsed, place: str) -> WireItem:
    """Returns one entry."""
    rights = RightsBuilder(UTC)
    management, about = child(entry, "NewsManagement"), child(entry, "ContentMetadata")
    entry_rights(entry, management, about, rights)
    markup = entry_markup(entry, rights)
    titles = [t for t in (path_text(about, n) for n in ("HeadLine", "ExtendedHeadLine")) if t]
    title = titles[0] if titles else path_text(entry, "title") or None
    byline = "; ".join(filter(None, map(text_of, children(about, "ByLine")))) or None
    dateline = path_text(about, "DateLine") or None
    published = path_text(entry, "published") or path_text(entry, "updated")
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=path_text(management, "ManagementId") or path_text(entry, "id") or None,
        version=path_text(management, "ManagementSequenceNumber") or "1",
        title=title,
        language=language_of(entry, entry.getparent()),
        published=published_time(published, UTC),
        byline=byline,
        dateline=dateline,
        url=web_address(entry),
        providers=providers_of(entry, management),
        holders=holders_of(entry, about),
        credits=tuple(filter(None, map(text_of, children(about, "Source")))),
        head=article_head(titles or [title], byline, dateline, markup.blocks),
        body=tuple(b for b in markup.blocks if b.kind not in ("head", "tail")),
        tail=tail_of(entry, markup),
        rights=rights.build(),
        metadata=tuple(
            Metadatum(f"appl:{name}", words)
            for name, words in (("rights", path_text(entry, "rights")),)
            if words
        )
        + tuple(told_summaries(entry)),
        links=tuple(markup.links),
        pixels=tuple(markup.pixels),
        about_pictures=tuple(markup.statements),
        damage=(*parsed.damage, *markup.damage),
        truncated=parsed.truncated,
        empty_because="" if media_of(about) == "text" else f"a {media_of(about)} without text",
    )


def entry_rights(
    entry: Element, management: Element | None, about: Element | None, rights: RightsBuilder
) -> None:
    """Reads status, release, notes, notices and terms of an entry."""
    at = "apnm:NewsManagement"
    status = child(management, "PublishingStatus")
    word = text_of(status)
    changes = (status.get("statusChangeOn") or "") if status is not None else ""
    if management is None:
        rights.conflict("the entry has no apnm:NewsManagement: its status is not told")
    released(
        rights,
        at,
        status=word,
        release=path_text(management, "PublishingReleaseDateTime"),
        arrival=path_text(entry, "published") or path_text(entry, "updated"),
    )
    if read_status(word) == EMBARGOED:
        rights.embargo(f"{at}/PublishingStatus@statusChangeOn", changes)
    if path_text(management, "ManagementType").casefold().startswith("delet"):
        rights.status(f"{at}/ManagementType", path_text(management, "ManagementType"))
    for node in children(management, "PublishingSpecialInstructions"):
        rights.add("editors_note", f"{at}/{local(node)}", verbatim(node))
    for node in children(about):
        if local(node) in TERMS:
            rights.add(TERMS[local(node)], f"apcm:ContentMetadata/{local(node)}", verbatim(node))
    for holder in holders_of(entry, about):
        rights.add("copyright_holder", "apcm:ContentMetadata/Copyright@Holder", holder)
    rights.add("copyright_notice", "entry/rights", path_text(entry, "rights"))


def entry_markup(entry: Element, rights: RightsBuilder) -> Markup:
    """Returns the text: a NITF document inside, XHTML, or escaped HTML; else the summary."""
    for node in (*children(entry, "content"), *children(entry, "summary")):
        nitf = first(node, "nitf")
        if nitf is not None:
            nitf_rights(nitf, "entry/content/nitf", rights)
        if nitf is not None:
            markup = nitf_markup(nitf)
        else:
            markup = blocks_of(node) if child(node) is not None else from_html(verbatim(node))
        if markup.blocks:
            return markup
    return Markup()


def told_summaries(entry: Element) -> Iterator[Metadatum]:
    """Yields the summaries of an entry, of which the text may be another."""
    for node in children(entry, "summary"):
        yield from told("appl:summary", verbatim(node))


def holders_of(entry: Element, about: Element | None) -> tuple[str, ...]:
    """Returns the holders of apcm:Copyright, which may be at either place."""
    nodes = (*children(about, "Copyright"), *children(entry, "Copyright"))
    return tuple(dict.fromkeys(filter(None, (n.get("Holder") or text_of(n) for n in nodes))))


def providers_of(entry: Element, management: Element | None) -> tuple[str, ...]:
    """Returns who sends an entry: AP by its ids, else its source, author or feed."""
    ids = path_text(management, "ManagementId"), path_text(entry, "id")
    if any(one.casefold().startswith(OF_AP) for one in ids):
        return ("The Associated Press",)
    feed = entry.getparent()
    named = (
        path_text(child(entry, "source"), "title"),
        path_text(child(feed, "author"), "name"),
        path_text(feed, "title"),
    )
    return tuple(filter(None, named))


def tail_of(entry: Element, markup: Markup) -> tuple[Block, ...]:
    """Returns the end of the NITF body and the notice."""
    notice = path_text(entry, "rights")
    ends = [b for b in markup.blocks if b.kind == "tail"]
    return (*ends, *((Block(notice, "tail", "credit"),) if notice else ()))


def media_of(about: Element | None) -> str:
    """Returns the kind of the item: "text", "photo" ..."""
    node = child(about, "Characteristics")
    return ((node.get("MediaType") if node is not None else "") or "text").casefold()


def web_address(entry: Element) -> str | None:
    """Returns the page that shows the entry."""
    return next(
        (
            str(n.get("href"))
            for n in children(entry, "link")
            if n.get("rel", "alternate") == "alternate" and n.get("href")
        ),
        None,
    )
