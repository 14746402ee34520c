"""NewsML-G2 (2.0 to 2.3x, all power and core): news items, packages and news messages.

Source: IPTC NewsML-G2 specification. Element order and namespaces of versions differ, so elements
are found by their local names. A concept, catalogue or planning item holds no article.
"""

from collections.abc import Iterator

from checker.formats.beside import told
from checker.formats.items import BadRecord, Block, WireItem, article_head
from checker.formats.markup import Markup, blocks_of, from_html, has_tags, plain_blocks
from checker.formats.notice import note_labels
from checker.formats.rights import RightsBuilder
from checker.formats.wire.newsml_g2_links import (
    credit_parts,
    holder_names,
    links_of,
    metadata_of,
    party_codes,
    party_names,
)
from checker.formats.wire.newsml_g2_packages import (
    PackageTerms,
    add_terms,
    killed_in_words,
    messages_of,
    package_terms,
    states_status,
    taken_back,
)
from checker.formats.wire.newsml_g2_rights import (
    content_rights,
    meta_rights,
    rights_info,
)
from checker.formats.wire.nitf import nitf_markup, nitf_rights
from checker.formats.wire.versions import issue_time, version_by_time
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
from checker.times import published_time
from checker.wording import worded

__all__ = ["read_g2"]

ARTICLES = ("newsItem", "packageItem")
OTHER_ITEMS = ("conceptItem", "knowledgeItem", "catalogItem", "planningItem", "hopItem")
ITEM_NAMES = (*ARTICLES, *OTHER_ITEMS)
PARTS = ("contentSet", "contentMeta", "groupSet")  # fragments as published in guidelines
CONTENT_TYPE = "application/vnd.iptc.g2.newsitem+xml"
_TEXT_TYPES = """
text/ application/xhtml application/xml application/nitf application/pdf application/msword
application/vnd.openxml application/rtf
"""
TEXT_TYPES = tuple(_TEXT_TYPES.split())
MEDIA = {
    "text": "text",
    "picture": "picture",
    "photo": "picture",
    "graphic": "graphic",
    "video": "video",
    "audio": "audio",
    "composite": "composite",
}


def read_g2(parsed: Parsed, *, place: str, zone: str | None) -> Iterator[WireItem | BadRecord]:
    """Yields all items of a document, one by one; an item that fails does not stop the others."""
    root = parsed.root
    if local(root) in ITEM_NAMES:
        items = [root]
    elif local(root) in PARTS:
        items = []
    else:
        items = [el for s in descendants(root, "itemSet") for el in children(s, *ITEM_NAMES)]
    if not items:
        yield BadRecord(
            place,
            worded("no item in this {local}", local=local(root)),
            "an itemSet with a newsItem",
        )
        return
    packages = package_terms(items)
    for number, item in enumerate(items, 1):
        where = place if len(items) == 1 else f"{place}#{number}"
        yield read_item(item, parsed, where, zone, packages)
        if (note := taken_back(item, items, where)) is not None:
            yield note
    yield from messages_of(items, CONTENT_TYPE, place, zone)


def read_item(
    item: Element,
    parsed: Parsed,
    place: str,
    zone: str | None,
    packages: PackageTerms,
) -> WireItem | BadRecord:
    """Returns one item of any class."""
    name = local(item)
    guid = (item.get("guid") or "").strip() or None
    if name in OTHER_ITEMS:
        return BadRecord(
            place,
            worded("a {name} contains no article ({guid})", name=name, guid=guid),
            kind="skipped",
        )
    meta, content = child(item, "itemMeta"), child(item, "contentMeta")
    issued = path_text(meta, "versionCreated") or path_text(meta, "firstCreated")
    rights = RightsBuilder(zone, issued)
    for info in children(item, "rightsInfo"):
        rights_info(info, f"{name}/rightsInfo", rights)
    meta_rights(meta, f"{name}/itemMeta", rights)
    content_rights(content, f"{name}/contentMeta", rights, meta)
    stated = packages.get(guid or "", ())
    add_terms(rights, stated, has_status=states_status(item))
    markup = content_markup(item, rights)
    titles = [t for t in (text_of(h) for h in children(content, "headline")) if t]
    note_labels([(f"{name}/contentMeta/headline", words) for words in titles[1:]], rights)
    descends, kills = links_of(item, meta, content)
    media = media_of(meta)
    body = [b for b in markup.blocks if b.kind != "head"]
    unread = remote_texts(item, media)
    beside = [
        statement
        for node in children(content, "description")
        for statement in told("g2:description", verbatim(node))
        if body and media == "text"
    ]
    if not body:
        body = described(content, media)
    byline = " ".join(t for t in (text_of(b) for b in children(content, "by")) if t)
    dateline = path_text(content, "dateline")
    published = path_text(meta, "firstCreated") or path_text(meta, "versionCreated")
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=guid,
        version=(item.get("version") or "").strip() or version_by_time(issued, zone),
        issued=issue_time(issued, zone),
        title=titles[0] if titles else heading(markup) or path_text(meta, "title") or None,
        language=language_tag(item, content),
        published=published_time(published, zone),
        media=media,
        service=service_of(meta),
        byline=byline or None,
        dateline=dateline or None,
        url=web_address(meta),
        providers=party_names(meta, "provider"),
        holders=holder_names(item),
        credits=(*party_names(content, "infoSource"), *credit_parts(content)),
        signs=party_codes(meta),
        head=article_head(titles, byline, dateline, markup.blocks),
        body=tuple(body),
        tail=tail_blocks(item, content),
        rights=rights.build(),
        descends_from=descends,
        kills=tuple(dict.fromkeys((*kills, *killed_in_words(item)))),
        metadata=(*metadata_of(item, meta, content), *dict.fromkeys(beside)),
        links=tuple(markup.links),
        pixels=tuple(markup.pixels),
        about_pictures=tuple(markup.statements),
        damage=(*parsed.damage, *markup.damage),
        truncated=parsed.truncated,
        parts_unread=unread,
        empty_because=why_empty(item, media),
    )


def content_markup(item: Element, rights: RightsBuilder) -> Markup:
    """Returns the text of the first rendition that holds one.

    Renditions of the same text are not joined.

    NITF inside an item has rights fields of its own: they are kept beside the item's.
    """
    best = Markup()
    for node in descendants(child(item, "contentSet"), "inlineXML", "inlineData"):
        if local(node) == "inlineData":
            kind = (node.get("contenttype") or "").lower()
            raw = verbatim(node)
            plain = "plain" in kind and not has_tags(raw)
            found = Markup(blocks=plain_blocks(raw)) if plain else from_html(raw)
        else:
            found = inline_xml(node, rights)
        if len(found.blocks) and size_of(found) > size_of(best):
            best = found
    return best


def inline_xml(node: Element, rights: RightsBuilder) -> Markup:
    """Reads XHTML, NITF or other XML inside inlineXML; escaped HTML, too."""
    nitf = next((n for n in node.iter() if local(n) == "nitf"), None)
    if nitf is not None:
        nitf_rights(nitf, "inlineXML/nitf", rights)
        return nitf_markup(nitf)
    if child(node) is None:
        return from_html(verbatim(node))
    body = first(node, "body", "BODY")
    return blocks_of(body if body is not None else node)


def remote_texts(item: Element, media: str) -> tuple[str, ...]:
    """Returns the renditions of a text that are at an address and not in the item."""
    if media not in ("text", "composite"):
        return ()
    found = []
    for node in children(child(item, "contentSet"), "remoteContent"):
        kind = (node.get("contenttype") or "text/").lower()
        if kind.startswith(TEXT_TYPES):
            address = node.get("href") or node.get("residref") or ""
            found.append(f"its content at {address[:200]}".rstrip())
    return tuple(dict.fromkeys(found))


def size_of(markup: Markup) -> int:
    """Returns how much text a rendition holds."""
    return sum(len(block.text) for block in markup.blocks)


def heading(markup: Markup) -> str | None:
    """Returns the first heading inside the text itself."""
    return next((b.text for b in markup.blocks if b.role == "headline"), None)


def described(content: Element | None, media: str) -> list[Block]:
    """Returns the description as text: a picture's caption, or all there is of an item."""
    found = [d for d in children(content, "description") if text_of(d)]
    captions = [d for d in found if "caption" in (d.get("role") or "").lower()]
    chosen = captions or found
    if media in ("picture", "graphic", "video", "audio"):
        return [Block(text_of(d), "caption", "caption") for d in chosen]
    return [Block(text_of(d)) for d in chosen]


def tail_blocks(item: Element, content: Element | None) -> tuple[Block, ...]:
    """Returns the credit line and the copyright notices after the text."""
    lines = [verbatim(n) for n in children(content, "creditline")]
    lines += [
        verbatim(n)
        for info in children(item, "rightsInfo")
        for n in children(info)
        if local(n) == "copyrightNotice"
    ]
    return tuple(Block(line, "tail", "credit") for line in dict.fromkeys(lines) if line)


def media_of(meta: Element | None) -> str:
    """Returns the item's kind: text, picture, graphic, video, audio or composite."""
    node = child(meta, "itemClass")
    code = (node.get("qcode") or node.get("uri") or "") if node is not None else ""
    return MEDIA.get(code.rpartition(":")[2].rpartition("/")[2].lower(), "text")


def service_of(meta: Element | None) -> str | None:
    """Returns the first service that the item was sent over: its name, else its code."""
    node = child(meta, "service")
    if node is None:
        return None
    return path_text(node, "name") or (node.get("qcode") or "").partition(":")[2] or None


def web_address(meta: Element | None) -> str | None:
    """Returns the item's public address, if a link gives it."""
    for link in children(meta, "link"):
        if (link.get("rel") or "").lower().endswith(("canonical", "webversion", "permalink")):
            return str(link.get("href") or "") or None
    return None


def language_tag(item: Element, content: Element | None) -> str | None:
    """Returns the content's language: contentMeta's tag before xml:lang."""
    node = child(content, "language")
    tag = node.get("tag") if node is not None else None
    return tag or language_of(first(item, "inlineXML", "inlineData"), item)


def why_empty(item: Element, media: str) -> str:
    """Returns why an item has no text, when that is not a fault."""
    if local(item) == "packageItem":
        return "a package lists other items"
    if media != "text":
        return f"a {media} without a caption"
    if first(item, "remoteContent") is not None:
        return "its content is elsewhere (remoteContent)"
    return ""
