"""RSS 0.9-2.0, RSS 1.0 (RDF) and Atom, with Dublin Core, media and PRISM elements; WordPress WXR.

Namespaces differ between versions and are often wrong in real feeds, so elements are found by their
local names. The rights of a channel hold for its items that state none themselves.
"""

from collections.abc import Iterator

from checker.formats.gutenberg import Parts
from checker.formats.items import BadRecord, Block, WireItem, article_head
from checker.formats.markup import Markup, blocks_of, from_html
from checker.formats.rights import RightsBuilder
from checker.formats.wire.json_rights import STATUS, WORKFLOW
from checker.formats.wire.tombstones import withdrawn_entries
from checker.formats.wire.versions import version_by_time
from checker.formats.wire.wxr import (
    classic_markup,
    is_export,
    post_date,
    post_of,
    post_rights,
    post_state,
)
from checker.formats.wire.wxr_parts import (
    custom_text,
    live_entries,
    parts_of,
    published_beside,
)
from checker.formats.xml.parse import Parsed
from checker.formats.xml.tree import (
    Element,
    child,
    children,
    descendants,
    language_of,
    local,
    path_text,
    text_of,
    verbatim,
)
from checker.models.draft import Metadatum
from checker.times import published_time
from checker.wording import worded

__all__ = ["read_feed"]

CONTENT_TYPE = "application/rss+xml"
MEDIA_NS = "http://search.yahoo.com/mrss"
NOTICE = frozenset({"copyright", "rights", "rightsagent"})
TERMS = frozenset({"accessrights", "usageterms", "permissions"})
TEXTS = (("encoded",), ("content",), ("body",), ("fulltext",), ("description", "summary"))
BYLINES = ("creator", "author", "byline")


def read_feed(parsed: Parsed, *, place: str, zone: str | None) -> Iterator[WireItem | BadRecord]:
    """Yields all entries of a feed, one by one."""
    root = parsed.root
    inner = child(root, "channel")
    channel = root if inner is None else inner
    entries = list(descendants(root, "entry" if local(root) == "feed" else "item"))
    deleted = list(
        withdrawn_entries(root, providers_of(channel, channel), signs_of(channel), place, zone)
    )
    yield from deleted
    if not entries and not deleted:
        yield BadRecord(place, "the feed contains no items", kind="skipped")
        return
    parts = parts_of(entries) if is_export(root) else None
    for number, entry in enumerate(entries, 1):
        where = place if len(entries) == 1 else f"{place}#{number}"
        yield read_entry(entry, channel, parsed, where, zone, parts)


def read_entry(
    entry: Element,
    channel: Element,
    parsed: Parsed,
    place: str,
    zone: str | None,
    parts: Parts | None,
) -> WireItem | BadRecord:
    """Returns one entry of a feed; `parts` are the entries that others show, of an export."""
    guid = own_text(entry, "guid") or own_text(entry, "id") or link_of(entry) or about(entry)
    rights = RightsBuilder(zone)
    entry_rights(entry, "item", rights)
    if not any(local(n).lower() in NOTICE for n in children(entry)):
        entry_rights(channel, "channel", rights, notices_only=True)
    state: tuple[Metadatum, ...] = ()
    if parts is not None:
        post = post_of(entry)
        if post.skip:
            return BadRecord(
                place, worded("no article: {skip}", skip=post.skip), kind="skipped", id=guid or None
            )
        post_rights(entry, "item", rights)
        state = tuple(post_state(post))
    unread: list[str] = []
    markup, beside = entry_markup(entry, parts, unread)
    if parts is not None:
        markup.blocks += live_entries(entry)
        markup.blocks += custom_text(entry, markup.blocks)
        beside = [*published_beside(entry, parts)]
        if not (markup.blocks or markup.pixels or unread):
            unread.append("the text of the post, which is empty or elsewhere")
    title = title_of(entry)
    published = (
        own_text(entry, "pubDate")
        or own_text(entry, "published")
        or own_text(entry, "date")
        or (post_date(entry) if parts is not None else "")
    )
    updated = own_text(entry, "updated") or own_text(entry, "modified")
    byline = byline_of(entry)
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=guid or None,
        version=version_by_time(updated or published, zone),
        title=title,
        language=language_of(entry) or own_text(channel, "language") or language_of(channel),
        published=published_time(published or updated, zone),
        service=own_text(channel, "title") or None,
        byline=byline,
        url=link_of(entry),
        providers=providers_of(entry, channel),
        credits=tuple(t for t in (text_of(n) for n in media(entry, "credit")) if t),
        signs=signs_of(channel),
        head=article_head([title], byline),
        body=tuple(markup.blocks),
        tail=tail_of(entry),
        rights=rights.build(),
        metadata=(*metadata_of(entry, channel), *state, *dict.fromkeys(beside)),
        links=tuple(markup.links),
        pixels=tuple(markup.pixels),
        about_pictures=tuple(markup.statements),
        damage=(*parsed.damage, *markup.damage),
        truncated=parsed.truncated,
        parts_unread=tuple(dict.fromkeys(unread)),
    )


def entry_rights(
    entry: Element, path: str, rights: RightsBuilder, *, notices_only: bool = False
) -> None:
    """Rights elements of an entry, in any namespace; those of media objects are only kept."""
    for node in children(entry):
        name, here = local(node).lower(), f"{path}/{local(node)}"
        if is_media(node):
            continue
        if name in NOTICE:
            rights.add("copyright_notice", here, text_of(node))
        elif name == "license" or (name == "link" and node.get("rel") == "license"):
            address = node.get("href") or resource(node) or text_of(node)
            rights.add("license_url", here, address)
        elif notices_only:
            continue
        elif name in TERMS:
            rights.add("usage_terms", here, text_of(node))
        elif name == "rightsholder":
            rights.add("copyright_holder", here, text_of(node))
        elif name in ("embargodate", "embargo", "embargoed"):
            rights.embargo(here, text_of(node))
        elif name in ("expirationdate", "expires", "killdate", "expirydate"):
            rights.expires(here, text_of(node))
        elif name in ("creditline", "credit"):
            rights.add("credit_line", here, text_of(node))
        elif name in ("ednote", "editorsnote"):
            rights.add("editors_note", here, text_of(node))
        elif name in STATUS:
            rights.status(here, text_of(node))
        elif name in WORKFLOW:
            rights.workflow(here, text_of(node))
    if not notices_only:
        if next(media(entry, "content"), None) is None:
            for node in children(entry, "copyright", "restriction"):
                media_rights(node, path, rights)
        for name in ("copyright", "credit", "license", "restriction", "rights"):
            for node in media(entry, name):
                parts = [f"{k}={v}" for k, v in sorted(node.attrib.items())]
                parts += [words] if (words := text_of(node)) else []
                rights.keep(f"{path}/media:{name}", " ".join(parts))


def media_rights(node: Element, path: str, rights: RightsBuilder) -> None:
    """Media RSS of an entry without media: its notice and its countries are those of the entry."""
    if not is_media(node):
        return
    here = f"{path}/media:{local(node)}"
    if local(node) == "copyright":
        rights.add("copyright_notice", here, text_of(node))
    elif node.get("type") == "country" and node.get("relationship") in ("allow", "deny"):
        for country in text_of(node).split():
            rights.add(f"{node.get('relationship')}_territories", here, country)


def entry_markup(
    entry: Element, parts: Parts | None, unread: list[str]
) -> tuple[Markup, list[Metadatum]]:
    """Returns the fullest text of an entry, and what it publishes beside that text.

    Content comes before a description and a summary. `unread` gets what lies elsewhere.
    """
    best = Markup()
    beside: list[Metadatum] = []
    for names in TEXTS:
        for node in children(entry, *names):
            if is_media(node) or (names == ("encoded",) and "excerpt" in str(node.tag)):
                continue
            if not best.blocks:
                best = node_markup(node, parts, unread)
                if not best.blocks and is_elsewhere(node):
                    unread.append(f"its content, which is at {str(node.get('src'))[:200]}")
            else:
                last = "summary" if names == TEXTS[-1] else "articlebody"
                markup = node_markup(node, parts, [])
                words = "\n".join(block.text for block in markup.blocks)
                beside += [Metadatum(f"rss:{local(node)}.{last}", words)] if words else []
    for node in descendants(entry, "body", "first_line"):  # providers' own content elements
        if best.blocks:
            break
        best = node_markup(node, parts, unread)
    return best, beside


def is_elsewhere(node: Element) -> bool:
    """Returns whether an element of Atom only names the address of a text."""
    kind = (node.get("type") or "text").lower()
    return bool(node.get("src")) and not kind.startswith(("image/", "audio/", "video/"))


def node_markup(node: Element, parts: Parts | None, unread: list[str]) -> Markup:
    """Returns the text of one content element: XHTML inside, escaped HTML, or plain words."""
    if child(node) is not None:
        return blocks_of(node)
    words = verbatim(node)
    return from_html(words if parts is None else classic_markup(words, parts, unread))


def title_of(entry: Element) -> str | None:
    """Returns the entry's title as one line without markup."""
    words = own_text(entry, "title")
    return " ".join(" ".join(b.text for b in from_html(words).blocks).split()) or None


def own_text(entry: Element, name: str) -> str:
    """Returns the text of a child outside the media namespace."""
    return next((text_of(n) for n in children(entry, name) if not is_media(n) and text_of(n)), "")


def is_media(node: Element) -> bool:
    """Returns whether an element is of Media RSS: it speaks of a picture, not of the text."""
    return str(node.tag).startswith("{" + MEDIA_NS)


def media(entry: Element, name: str) -> Iterator[Element]:
    """Returns media RSS elements of a name, at any depth of an entry."""
    return (n for n in descendants(entry, name) if is_media(n))


def link_of(entry: Element) -> str | None:
    """Returns the entry's address: RSS's link, Atom's alternate link."""
    for node in children(entry, "link"):
        if node.get("href") and node.get("rel", "alternate") == "alternate":
            return str(node.get("href"))
        if text_of(node):
            return text_of(node)
    return None


def about(entry: Element) -> str | None:
    """Returns the address of an RSS 1.0 item."""
    return next((str(v) for k, v in entry.attrib.items() if str(k).endswith("about")), None)


def resource(node: Element) -> str | None:
    """Returns the rdf:resource of an element."""
    return next((str(v) for k, v in node.attrib.items() if str(k).endswith("resource")), None)


def byline_of(entry: Element) -> str | None:
    """Returns the author's name."""
    for name in BYLINES:
        for node in children(entry, name):
            words = path_text(node, "name") or text_of(node)
            if words:
                return words
    return None


def providers_of(entry: Element, channel: Element) -> tuple[str, ...]:
    """Returns who provides an entry: its source, publisher, then the channel."""
    source = child(entry, "source")
    names = [
        (path_text(source, "title") or text_of(source)) if source is not None else "",
        own_text(entry, "publisher"),
        own_text(entry, "provider"),
        own_text(channel, "publisher"),
        own_text(channel, "title"),
    ]
    return tuple(n for n in dict.fromkeys(names) if n)


def signs_of(channel: Element) -> tuple[str, ...]:
    """Returns what a channel states about itself: addresses, title, description, people."""
    links = [n.get("href") or text_of(n) for n in children(channel, "link", "id")]
    names = ("title", "description", "subtitle", "managingEditor", "webMaster", "generator")
    return tuple(filter(None, (*links, *(own_text(channel, name) for name in names))))


def tail_of(entry: Element) -> tuple[Block, ...]:
    """Returns captions and credits of media, then the entry's own rights lines."""
    blocks = [Block(text_of(n), "caption", "caption") for n in media(entry, "description")]
    blocks += [Block(text_of(n), "caption", "picture_credit") for n in media(entry, "credit")]
    blocks += [
        Block(text_of(n), "tail", "credit")
        for n in children(entry)
        if local(n).lower() in NOTICE and not is_media(n)
    ]
    return tuple(b for b in dict.fromkeys(blocks) if b.text)


def metadata_of(entry: Element, channel: Element) -> tuple[Metadatum, ...]:
    """Returns the fields that rules on metadata look at."""
    found = [
        Metadatum(f"rss:{local(n)}", text_of(n))
        for n in children(entry, "creator", "author", "source", "publisher", "rights", "copyright")
    ]
    found += [Metadatum("rss:media.credit", text_of(n), "picture") for n in media(entry, "credit")]
    found += [
        Metadatum(f"rss:channel.{local(n)}", text_of(n), "site")
        for n in children(channel, "copyright", "rights", "publisher")
    ]
    return tuple(m for m in dict.fromkeys(found) if m.value)
