"""NewsML-G2 (2.0 to 2.3x, all power and core): news items, packages and news messages.

Source: IPTC NewsML-G2 specification. Element order and namespaces of versions differ, so elements
are found by their local names. A concept, catalogue or planning item holds no article.
"""

from collections.abc import Iterator

from lxml import etree

from checker.models import Metadatum
from checker.readers.markup import Markup, blocks_of, from_html, has_tags, plain_blocks
from checker.readers.nitf import nitf_markup, nitf_rights
from checker.readers.record import BadRecord, Block, WireItem, article_head
from checker.readers.rights import RightsBuilder
from checker.readers.times import published_time
from checker.readers.xml import (
    Element,
    Parsed,
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

__all__ = ["ITEM_NAMES", "ROOTS", "read_g2"]

ARTICLES = ("newsItem", "packageItem")
OTHER_ITEMS = ("conceptItem", "knowledgeItem", "catalogItem", "planningItem", "hopItem")
ITEM_NAMES = (*ARTICLES, *OTHER_ITEMS)
PARTS = ("contentSet", "contentMeta", "groupSet")  # fragments as published in guidelines
ROOTS = (*ITEM_NAMES, "newsMessage", *PARTS)
CONTENT_TYPE = "application/vnd.iptc.g2.newsitem+xml"
DESCENT = frozenset(
    {
        "derivedfrom",
        "evolvedfrom",
        "translatedfrom",
        "translationof",
        "istranslationof",
        "rewriteof",
        "isrewriteof",
        "revisionof",
        "rewrite",
        "translation",
        "replaces",
        "corrects",
        "correctionof",
        "updates",
        "updateof",
        "compiledfrom",
        "previousversion",
        "prevversion",
        "repeats",
    }
)
KILLING = frozenset({"kills", "killof", "cancels", "withdraws", "cancellationof"})
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
    """All items of a document, one by one; an item that fails does not stop the others."""
    root = parsed.root
    if local(root) in ITEM_NAMES:
        items = [root]
    elif local(root) in PARTS:
        items = []
    else:
        items = [el for s in descendants(root, "itemSet") for el in children(s, *ITEM_NAMES)]
    if not items:
        yield BadRecord(place, f"no item in this {local(root)}", "an itemSet with a newsItem")
        return
    packages = package_terms(items)
    for number, item in enumerate(items, 1):
        where = place if len(items) == 1 else f"{place}#{number}"
        yield read_item(item, parsed, where, zone, packages)


def read_item(
    item: Element,
    parsed: Parsed,
    place: str,
    zone: str | None,
    packages: dict[str, list[tuple[str, str, str]]],
) -> WireItem | BadRecord:
    """One item of any class."""
    name = local(item)
    guid = (item.get("guid") or "").strip() or None
    if name in OTHER_ITEMS:
        return BadRecord(place, f"a {name} holds no article ({guid})", kind="skipped")
    meta, content = child(item, "itemMeta"), child(item, "contentMeta")
    issued = path_text(meta, "versionCreated") or path_text(meta, "firstCreated")
    rights = RightsBuilder(zone, issued)
    for info in children(item, "rightsInfo"):
        rights_info(info, f"{name}/rightsInfo", rights)
    meta_rights(meta, f"{name}/itemMeta", rights)
    content_rights(content, f"{name}/contentMeta", rights)
    for kind, path, value in packages.get(guid or "", ()):
        rights.add(kind, path, value)
    markup = content_markup(item, rights)
    titles = [t for t in (text_of(h) for h in children(content, "headline")) if t]
    descends, kills = links_of(item, meta, content)
    media = media_of(meta)
    body = [b for b in markup.blocks if b.kind != "head"]
    if not body:
        body = described(content, media)
    byline = " ".join(t for t in (text_of(b) for b in children(content, "by")) if t)
    dateline = path_text(content, "dateline")
    published = path_text(meta, "firstCreated") or path_text(meta, "versionCreated")
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=guid,
        version=(item.get("version") or "1").strip(),
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
        head=article_head(titles, byline, dateline, markup.blocks),
        body=tuple(body),
        tail=tail_blocks(item, content),
        rights=rights.build(),
        descends_from=descends,
        kills=kills,
        metadata=metadata_of(item, meta, content),
        links=tuple(markup.links),
        pixels=tuple(markup.pixels),
        damage=(*parsed.damage, *markup.damage),
        truncated=parsed.truncated,
        empty_because=why_empty(item, media),
    )


def rights_info(info: Element, path: str, rights: RightsBuilder) -> None:
    """All of one rightsInfo; scope attributes go into the path."""
    scope = info.get("scope") or info.get("aspect")
    path = f"{path}[{scope}]" if scope else path
    for node in children(info):
        name = local(node)
        here = f"{path}/{name}"
        if name == "copyrightHolder":
            for at, value in party_statements(node):
                rights.keep(f"{here}{at}", value)
            names = party_name(node)
            if names:
                rights.add("copyright_holder", here, names)
        elif name == "copyrightNotice":
            rights.add("copyright_notice", here, spoken(node))
            rights.keep(f"{here}@href", node.get("href"))
        elif name == "usageTerms":
            rights.add("usage_terms", here, spoken(node))
            rights.add("license_url", f"{here}@href", node.get("href"))
        elif name == "dataMining":
            rights.add("data_mining", here, spoken(node))
        elif name in ("rightsExpressionXML", "rightsExpressionData", "rightsExpression"):
            rights.keep(here, serialised(node))
        else:  # accountable, otherConstraints, link and whatever comes
            rights.keep(here, spoken(node))
    for node in children(info, "link"):
        if "licen" in (node.get("rel") or "").lower():
            rights.add("license_url", f"{path}/link@href", node.get("href"))


def meta_rights(meta: Element | None, path: str, rights: RightsBuilder) -> None:
    """Status, embargo, notes and signals of itemMeta."""
    for node in children(meta):
        name = local(node).lower()
        here = f"{path}/{local(node)}"
        if name == "pubstatus":
            rights.status(here, node.get("qcode") or node.get("uri") or verbatim(node))
        elif name == "embargoed":
            embargo(node, meta, here, rights)
        elif name == "ednote":
            role = node.get("role")
            rights.add("editors_note", f"{here}[{role}]" if role else here, note_text(node))
        elif name == "signal":
            rights.signal(here, node.get("qcode") or node.get("uri") or node.get("literal"))
        elif name in ("expires", "expirydate"):
            rights.expires(here, verbatim(node))
        elif name in ("deliverableof", "accessstatus"):
            rights.keep(here, spoken(node))


def embargo(node: Element, meta: Element | None, path: str, rights: RightsBuilder) -> None:
    """The embargo; an empty one has no end, unless the item is marked usable all the same."""
    if verbatim(node):
        rights.embargo(path, verbatim(node))
        return
    status = child(meta, "pubStatus")
    usable = status is not None and (status.get("qcode") or "").lower().endswith(":usable")
    rights.conflict(f"{path} is there but empty: an embargo without an end, or none")
    if not usable:
        rights.status(path, "embargoed")


def content_rights(content: Element | None, path: str, rights: RightsBuilder) -> None:
    """Credit lines, expiry and audiences of contentMeta."""
    for node in children(content):
        name, here = local(node), f"{path}/{local(node)}"
        if name == "creditline":
            rights.add("credit_line", here, verbatim(node))
        elif name in ("contentExpires", "expires"):
            rights.expires(here, verbatim(node))
        elif name in ("audience", "exclAudience"):
            rights.keep(here, spoken(node))
        elif name in ("infoSource", "creator"):
            rights.keep(here, party_name(node))
        elif name in ("genre", "profile") and spoken(node).lower().endswith("advisory"):
            rights.status(here, "advisory")


def content_markup(item: Element, rights: RightsBuilder) -> Markup:
    """The text of the first rendition that holds one; renditions of the same text are not joined.

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
        if len(found.blocks) and letters_in(found) > letters_in(best):
            best = found
    return best


def inline_xml(node: Element, rights: RightsBuilder) -> Markup:
    """XHTML, NITF or another XML vocabulary inside inlineXML; escaped HTML too."""
    nitf = next((n for n in node.iter() if local(n) == "nitf"), None)
    if nitf is not None:
        nitf_rights(nitf, "inlineXML/nitf", rights)
        return nitf_markup(nitf)
    if child(node) is None:
        return from_html(verbatim(node))
    body = first(node, "body", "BODY")
    return blocks_of(body if body is not None else node)


def letters_in(markup: Markup) -> int:
    """How much text a rendition holds."""
    return sum(len(block.text) for block in markup.blocks)


def heading(markup: Markup) -> str | None:
    """The first heading inside the text itself."""
    return next((b.text for b in markup.blocks if b.role == "headline"), None)


def described(content: Element | None, media: str) -> list[Block]:
    """The description as text: a picture's caption, or all there is of an item."""
    found = [d for d in children(content, "description") if text_of(d)]
    captions = [d for d in found if "caption" in (d.get("role") or "").lower()]
    chosen = captions or found
    if media in ("picture", "graphic", "video", "audio"):
        return [Block(text_of(d), "caption", "caption") for d in chosen]
    return [Block(text_of(d)) for d in chosen]


def tail_blocks(item: Element, content: Element | None) -> tuple[Block, ...]:
    """The credit line and the copyright notices after the text."""
    lines = [verbatim(n) for n in children(content, "creditline")]
    lines += [
        verbatim(n)
        for info in children(item, "rightsInfo")
        for n in children(info)
        if local(n) == "copyrightNotice"
    ]
    return tuple(Block(line, "tail", "credit") for line in dict.fromkeys(lines) if line)


def links_of(
    item: Element, meta: Element | None, content: Element | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What an item descends from, and what it withdraws (also parts of a package that are dead)."""
    descends: list[str] = []
    kills: list[str] = []
    for link in children(meta, "link"):
        rel = (link.get("rel") or "").rpartition(":")[2].rpartition("/")[2].lower()
        target = link.get("residref") or link.get("hrefid") or link.get("href") or ""
        if rel in DESCENT and target:
            descends.append(target)
        elif rel in KILLING and target:
            kills.append(target)
    for part in (meta, content):
        for node in children(part, "derivedFrom", "derivedFromValue"):
            target = node.get("residref") or node.get("uri") or node.get("qcode") or ""
            if target and ":" in target:
                descends.append(target)
        descends += [
            text_of(node)
            for node in children(part, "altId")
            if (node.get("type") or "").lower().endswith("refuno")
        ]
    for ref in descendants(item, "itemRef"):
        status = child(ref, "pubStatus")
        dead = status is not None and (status.get("qcode") or "").lower().endswith(
            ("canceled", "cancelled")
        )
        if dead and ref.get("residref"):
            kills.append(str(ref.get("residref")))
    return tuple(dict.fromkeys(descends)), tuple(dict.fromkeys(kills))


def package_terms(items: list[Element]) -> dict[str, list[tuple[str, str, str]]]:
    """Usage terms that a package lays on the items it holds: guid -> (kind, path, value)."""
    terms: dict[str, list[tuple[str, str, str]]] = {}
    for package in items:
        if local(package) != "packageItem":
            continue
        said = [
            ("usage_terms", f"packageItem[{package.get('guid')}]/rightsInfo/usageTerms", spoken(n))
            for info in children(package, "rightsInfo")
            for n in children(info, "usageTerms")
        ]
        for ref in descendants(package, "itemRef"):
            if said and ref.get("residref"):
                terms.setdefault(str(ref.get("residref")), []).extend(said)
    return terms


def metadata_of(
    item: Element, meta: Element | None, content: Element | None
) -> tuple[Metadatum, ...]:
    """What the item says of itself in fields, for rules on metadata."""
    found: list[Metadatum] = []
    for name, values in (
        ("provider", party_names(meta, "provider")),
        ("infoSource", party_names(content, "infoSource")),
        ("creator", party_names(content, "creator")),
        ("creditline", tuple(text_of(n) for n in children(content, "creditline"))),
        ("copyrightHolder", holder_names(item)),
        (
            "copyrightNotice",
            tuple(
                text_of(n)
                for info in children(item, "rightsInfo")
                for n in children(info, "copyrightNotice")
            ),
        ),
        (
            "usageTerms",
            tuple(
                text_of(n)
                for info in children(item, "rightsInfo")
                for n in children(info, "usageTerms")
            ),
        ),
    ):
        found += [Metadatum(f"newsml-g2:{name}", v) for v in dict.fromkeys(values) if v]
    return tuple(found)


def party_statements(node: Element) -> Iterator[tuple[str, str]]:
    """Every way in which a party is named: attributes and names, with their place."""
    for name in ("literal", "qcode", "uri"):
        if node.get(name):
            yield f"@{name}", str(node.get(name))
    for sub in children(node, "name"):
        yield "/name", verbatim(sub)
    if (node.text or "").strip():
        yield "", (node.text or "").strip()


def party_name(node: Element) -> str:
    """The best name of a party: a name, its words, a literal, a code, an address."""
    for sub in children(node, "name"):
        if text_of(sub):
            return text_of(sub)
    if (node.text or "").strip():
        return " ".join((node.text or "").split())
    for name in ("literal", "qcode", "uri"):
        if (node.get(name) or "").strip():
            value = str(node.get(name)).strip()
            return value.partition(":")[2] or value if name == "qcode" else value
    return ""


def party_names(parent: Element | None, *names: str) -> tuple[str, ...]:
    """The names of all parties of a kind; codes stand beside the names that they come with."""
    found: list[str] = []
    for node in children(parent, *names):
        found.append(party_name(node))
        if node.get("qcode"):
            found.append(str(node.get("qcode")).partition(":")[2])
    return tuple(dict.fromkeys(n for n in found if n))


def holder_names(item: Element) -> tuple[str, ...]:
    """The copyright holders of an item."""
    return tuple(
        name
        for info in children(item, "rightsInfo")
        for name in party_names(info, "copyrightHolder")
    )


def credit_parts(content: Element | None) -> tuple[str, ...]:
    """The parties of a credit line such as "STT–AFP" or "Name/AP/dpa"."""
    parts: list[str] = []
    for node in children(content, "creditline"):
        parts += [p.strip() for p in text_of(node).replace("–", "/").replace(" - ", "/").split("/")]
    return tuple(p for p in dict.fromkeys(parts) if p)


def media_of(meta: Element | None) -> str:
    """The item's kind: text, picture, graphic, video, audio or composite."""
    node = child(meta, "itemClass")
    code = (node.get("qcode") or node.get("uri") or "") if node is not None else ""
    return MEDIA.get(code.rpartition(":")[2].rpartition("/")[2].lower(), "text")


def service_of(meta: Element | None) -> str | None:
    """The first service that the item was sent over: its name, else its code."""
    node = child(meta, "service")
    if node is None:
        return None
    return path_text(node, "name") or (node.get("qcode") or "").partition(":")[2] or None


def web_address(meta: Element | None) -> str | None:
    """The item's public address, if a link gives it."""
    for link in children(meta, "link"):
        if (link.get("rel") or "").lower().endswith(("canonical", "webversion", "permalink")):
            return str(link.get("href") or "") or None
    return None


def language_tag(item: Element, content: Element | None) -> str | None:
    """The content's language: contentMeta's tag before xml:lang."""
    node = child(content, "language")
    tag = node.get("tag") if node is not None else None
    return tag or language_of(first(item, "inlineXML", "inlineData"), item)


def why_empty(item: Element, media: str) -> str:
    """Why an item has no text, when that is no fault."""
    if local(item) == "packageItem":
        return "a package lists other items"
    if media != "text":
        return f"a {media} without a caption"
    if first(item, "remoteContent") is not None:
        return "its content is elsewhere (remoteContent)"
    return ""


def note_text(node: Element) -> str:
    """An editor's note with its lines: block by block if it holds markup."""
    if child(node) is None:
        return verbatim(node)
    return "\n".join(block.text for block in blocks_of(node).blocks)


def spoken(node: Element) -> str:
    """What an element says: its words, else its code, literal or address."""
    words = note_text(node)
    return (
        words
        or node.get("literal")
        or node.get("qcode")
        or node.get("uri")
        or node.get("href")
        or ""
    )


def serialised(node: Element) -> str:
    """An element with its markup, as text."""
    return str(etree.tostring(node, encoding="unicode", with_tail=False)).strip()
