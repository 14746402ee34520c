"""NewsML 1.0 to 1.2: news items with nested components, of one or several texts and pictures.

Source: IPTC NewsML 1.2 functional specification. The id is the public identifier without its
revision, so that revisions of an item are versions of one source.
"""

import re
from collections.abc import Iterator
from dataclasses import field

from checker.formats.beside import is_sentence, told
from checker.formats.items import BadRecord, Block, WireItem, article_head
from checker.formats.markup import Markup, blocks_of, from_html, plain_blocks
from checker.formats.notice import note_labels
from checker.formats.rights import RightsBuilder
from checker.formats.wire.newsml_1_rights import (
    PICTURES,
    component_rights,
    is_picture,
    management_rights,
    party_of,
)
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
from checker.times import published_time
from checker.values import dataclass
from checker.wording import worded

__all__ = ["read_newsml_1"]

CONTENT_TYPE = "text/vnd.IPTC.NewsML"
REVISION = re.compile(r":(?:r|v)?\d+[NUA]?$")
STYLE = re.compile(r"\s*[.#@]?[\w-]+(?:\s[\w.#-]+)*\s*\{[^{}]*:[^{}]*\}\s*\Z")
TEXT_TYPES = ("text/", "application/xhtml", "nitf", "xhtml", "html", "text")
TITLES = frozenset({"title", "headline"})


@dataclass(slots=True)
class _Found:
    """What the components of one item hold."""

    text: Markup = field(default_factory=Markup)
    captions: list[Block] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


def read_newsml_1(
    parsed: Parsed, *, place: str, zone: str | None
) -> Iterator[WireItem | BadRecord]:
    """Yields all news items of a document, one by one."""
    items = list(descendants(parsed.root, "NewsItem"))
    if not items:
        yield BadRecord(place, "no NewsItem in this NewsML")
        return
    for number, item in enumerate(items, 1):
        where = place if len(items) == 1 else f"{place}#{number}"
        yield read_item(item, parsed, where, zone)


def read_item(item: Element, parsed: Parsed, place: str, zone: str | None) -> WireItem | BadRecord:
    """Returns one NewsItem."""
    management = child(item, "NewsManagement")
    component = child(item, "NewsComponent")
    issued = path_text(management, "ThisRevisionCreated")
    rights = RightsBuilder(zone, issued)
    management_rights(management, rights)
    component_rights(component, "NewsComponent", rights, pictures=False)
    found = _Found()
    collect(component, found, rights)
    guid, version = identity(item, rights)
    lines = [n for n in own_lines(component) if n is not None]
    note_labels([(name, line_text(lines, name)) for name in ("SlugLine", "SubHeadLine")], rights)
    title = line_text(lines, "HeadLine")
    byline, dateline = line_text(lines, "ByLine"), line_text(lines, "DateLine")
    body = [b for b in found.text.blocks if b.kind != "head"] or found.captions
    updates = [local(n) for n in children(item, "Update")]
    status = rights.build()
    if updates and not body and status.status in (None, "usable"):
        return BadRecord(
            place,
            worded("a partial update of {guid}: only the changes are sent", guid=guid),
            "ask the provider for whole revisions",
        )
    providers = parties(component, "Provider") or parties(parsed.root, "SentFrom")
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=guid,
        version=version,
        title=title,
        language=languages(item, component),
        published=published_time(
            path_text(management, "FirstCreated") or path_text(management, "ThisRevisionCreated"),
            zone,
        ),
        media="text" if found.text.blocks or not found.media else found.media[0],
        service=service_of(parsed.root),
        byline=byline,
        dateline=dateline,
        providers=(*providers, *provider_id(item)),
        holders=holders(component),
        credits=credits_of(component, lines),
        head=article_head(
            [title, line_text(lines, "SubHeadLine")], byline, dateline, found.text.blocks
        ),
        body=tuple(body),
        tail=tail_blocks(lines, found, body),
        rights=status,
        descends_from=ancestors(management),
        metadata=(*metadata_of(component, lines), *told_lines(lines)),
        links=tuple(found.text.links),
        pixels=tuple(found.text.pixels),
        about_pictures=tuple(found.text.statements),
        damage=(*parsed.damage, *found.text.damage),
        truncated=parsed.truncated,
        parts_unread=tuple(dict.fromkeys(found.elsewhere)),
        empty_because=why_empty(item, found, title),
    )


def why_empty(item: Element, found: _Found, title: str | None) -> str:
    """Returns why an item has no text, when that is not a fault."""
    if first(item, "ContentItem") is None and not title:
        return "it holds no content item"
    if first(item, "NewsItemRef") is not None:
        return "an index of other items"
    return f"only {', '.join(dict.fromkeys(found.media))}" if found.media else ""


def identity(item: Element, rights: RightsBuilder) -> tuple[str | None, str]:
    """Returns the item's id and its revision; an identifier that names another is a conflict."""
    ident = first(item, "NewsIdentifier")
    public = path_text(ident, "PublicIdentifier")
    parts = [path_text(ident, n) for n in ("ProviderId", "DateId", "NewsItemId")]
    node = child(ident, "RevisionId")
    revision = text_of(node)
    if node is not None:
        rights.keep("Identification/RevisionId@Update", node.get("Update"))
        rights.keep("Identification/RevisionId@PreviousRevision", node.get("PreviousRevision"))
    ended = REVISION.search(public)
    if ended and revision and ended[0].strip(":rvNUA") not in ("", revision):
        rights.conflict(
            f"RevisionId is '{revision}' but the public identifier ends in '{ended[0]}'"
        )
    if public and parts[2] and parts[2] in public:
        return REVISION.sub("", public) if ended else public, revision or "1"
    if parts[2]:
        return "urn:newsml:" + ":".join(p for p in parts if p), revision or "1"
    whole = public.count(":") >= 4  # urn:newsml:provider:date:item
    return (REVISION.sub("", public) if whole else None), revision or "1"


def collect(component: Element | None, found: _Found, rights: RightsBuilder) -> None:
    """Gathers texts, captions and media of a component; of equivalents only the first text."""
    if component is None:
        return
    picture = is_picture(component)
    own = child(component, "Role")
    role = (own.get("FormalName") or "").lower() if own is not None else ""
    for content in children(component, "ContentItem"):
        kind = child(content, "MediaType")
        name = (kind.get("FormalName") or "text").lower() if kind is not None else "text"
        if name in PICTURES:
            found.media.append("picture" if name == "photo" else name)
        markup = content_text(content, rights)
        if not markup.blocks:
            if is_remote_text(content):
                found.elsewhere.append(f"its content at {str(content.get('Href'))[:200]}")
            continue
        if picture or name in PICTURES:
            found.captions += [Block(b.text, "caption", "caption") for b in markup.blocks]
        elif role not in TITLES:
            found.text.blocks += markup.blocks
            found.text.links += markup.links
            found.text.pixels += markup.pixels
            found.text.damage += markup.damage
    equivalents = (component.get("EquivalentsList") or "no").lower() == "yes"
    for inner in children(component, "NewsComponent"):
        before = len(found.text.blocks)
        collect(inner, found, rights)
        if equivalents and len(found.text.blocks) > before:
            break


def is_remote_text(content: Element) -> bool:
    """Returns whether a content item only names the address of a text."""
    if not content.get("Href") or child(content, "DataContent") is not None:
        return False
    names = ("MimeType", "Format", "MediaType")
    kinds = {local(n): (n.get("FormalName") or "").lower() for n in children(content, *names)}
    stated = kinds.get("MimeType") or kinds.get("Format") or kinds.get("MediaType", "")
    return stated.startswith(TEXT_TYPES)


def content_text(content: Element, rights: RightsBuilder) -> Markup:
    """Returns the text of a content item: NITF, XHTML, escaped HTML or plain text."""
    node = child(content, "DataContent")
    if node is None or is_code(content):
        return Markup()
    nitf = first(node, "nitf")
    if nitf is not None:
        nitf_rights(nitf, "DataContent/nitf", rights)
        return nitf_markup(nitf)
    if child(node) is not None:
        body = first(node, "body.content", "body")
        return blocks_of(body if body is not None else node)
    mime = child(content, "MimeType")
    words = verbatim(node)
    if mime is not None and (mime.get("FormalName") or "").lower() == "text/plain":
        return Markup(blocks=plain_blocks(words))
    return from_html(words)


def is_code(content: Element) -> bool:
    """Returns whether a content item is a style sheet or a script, not a text."""
    kinds = [(n.get("FormalName") or "").lower() for n in children(content, "MimeType", "Format")]
    words = verbatim(child(content, "DataContent"))
    return any("css" in k or "javascript" in k for k in kinds) or bool(STYLE.match(words))


def own_lines(component: Element | None) -> list[Element]:
    """Returns the NewsLines of the article, outer ones first, without those of pictures."""
    if component is None or is_picture(component):
        return []
    here = [n for n in (child(component, "NewsLines"),) if n is not None]
    for inner in children(component, "NewsComponent"):
        here += own_lines(inner)
    return here


def line_text(lines: list[Element], name: str) -> str | None:
    """Returns the first non-empty line of a kind."""
    return next(
        (t for t in (text_of(n) for block in lines for n in children(block, name)) if t), None
    )


def told_lines(lines: list[Element]) -> Iterator[Metadatum]:
    """Yields the news lines of a provider's own kind, such as a summary, that are sentences."""
    for block in lines:
        for line in children(block, "NewsLine"):
            for node in children(line, "NewsLineText"):
                if is_sentence(text_of(node)):
                    yield from told("newsml-1:NewsLineText.summary", text_of(node))


def tail_blocks(lines: list[Element], found: _Found, body: list[Block]) -> tuple[Block, ...]:
    """Returns captions, then credit and copyright lines after the text."""
    names = ("CreditLine", "CopyrightLine", "RightsLine")
    words = [text_of(n) for block in lines for n in children(block, *names)]
    credits_ = tuple(Block(w, "tail", "credit") for w in dict.fromkeys(words) if w)
    return (*(found.captions if body is not found.captions else ()), *credits_)


def parties(component: Element | None, name: str) -> tuple[str, ...]:
    """Returns the parties in a role, from administrative metadata at any depth."""
    found = [
        party_of(node)
        for group in descendants(component, name)
        for node in (children(group, "Party") if child(group) is not None else (group,))
    ]
    return tuple(dict.fromkeys(n for n in found if n))


def provider_id(item: Element) -> tuple[str, ...]:
    """Returns the provider's domain from the identifier ('afp.com')."""
    name = path_text(first(item, "NewsIdentifier"), "ProviderId")
    return (name,) if name else ()


def holders(component: Element | None) -> tuple[str, ...]:
    """Returns the copyright holders that the item names (with NITF inside: its too)."""
    names = [verbatim(n) or party_of(n) for n in descendants(component, "CopyrightHolder")]
    names += [text_of(n) for n in descendants(component, "rights.owner")]
    return tuple(dict.fromkeys(n for n in names if n))


def credits_of(component: Element | None, lines: list[Element]) -> tuple[str, ...]:
    """Returns further parties: the source and the parts of the article's credit lines."""
    parts = list(parties(component, "Source"))
    for block in lines:
        for node in children(block, "CreditLine"):
            parts += [p.strip() for p in text_of(node).replace("–", "/").split("/")]
    return tuple(p for p in dict.fromkeys(parts) if p)


def languages(item: Element, component: Element | None) -> str | None:
    """Returns the item's language: described, else xml:lang of component or item."""
    node = first(component, "Language")
    tag = node.get("FormalName") if node is not None else None
    return (tag or language_of(component, item) or "").lower() or None


def service_of(root: Element) -> str | None:
    """Returns the service or product that the envelope names."""
    for node in descendants(child(root, "NewsEnvelope"), "NewsService", "NewsProduct"):
        if (node.get("FormalName") or "").strip():
            return str(node.get("FormalName")).strip()
    return None


def ancestors(management: Element | None) -> tuple[str, ...]:
    """Returns the items that this one is derived from."""
    found = [REVISION.sub("", n.get("NewsItem") or "") for n in children(management, "DerivedFrom")]
    return tuple(dict.fromkeys(n for n in found if n))


def metadata_of(component: Element | None, lines: list[Element]) -> tuple[Metadatum, ...]:
    """Returns the fields that rules on metadata look at."""
    found = [Metadatum("newsml-1:Provider", n) for n in parties(component, "Provider")]
    found += [Metadatum("newsml-1:Source", n) for n in parties(component, "Source")]
    found += [Metadatum("newsml-1:CopyrightHolder", n) for n in holders(component)]
    for name in ("CreditLine", "CopyrightLine"):
        found += [
            Metadatum(f"newsml-1:{name}", text_of(n))
            for block in lines
            for n in children(block, name)
        ]
    return tuple(m for m in dict.fromkeys(found) if m.value)
