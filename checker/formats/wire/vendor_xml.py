"""XML vocabularies of single providers, read by the meaning of their element names.

Ritzau's RBNews, NTB's document and release, The Canadian Press's Publish and their like: an item is
the innermost element that holds a text and a title or id. What is not recognised is reported.
"""

from collections.abc import Iterator

from checker.formats.beside import BESIDE, told
from checker.formats.items import BadRecord, Block, WireItem, article_head
from checker.formats.markup import Markup, blocks_of, from_html
from checker.formats.records.strict_json import plain_key
from checker.formats.rights import RightsBuilder
from checker.formats.wire.json_rights import LIKE_RIGHTS, STATUS, WORKFLOW
from checker.formats.xml.parse import Parsed
from checker.formats.xml.tree import Element, child, children, language_of, local, text_of, verbatim
from checker.models.draft import Metadatum
from checker.times import published_time
from checker.wording import worded

__all__ = ["read_vendor"]

CONTENT_TYPE = "application/xml"
TEXT = (
    "content",
    "contenttext",
    "body",
    "bodytext",
    "text",
    "story",
    "articlebody",
    "brodtekst",
    "directorytext",
    "englishcaption",
    "caption",
)
LEAD = ("leadtext", "lead", "ingress", "abstract", "summary")
TITLE = ("headline", "title", "heading")
IDS = ("newsid", "ntbid", "contentitemid", "systemslug", "id", "guid", "uid", "urn", "articleid")
PROVIDER = ("source", "provider", "origin", "publisher", "agency", "company")
BYLINE = ("byline", "author", "creator")
TIMES = (
    "publishdate",
    "publicationdate",
    "publishdatetime",
    "createddatetime",
    "time",
    "pubdate",
    "date",
)
EMBARGO = ("embargo", "embargotime", "embargodate", "embargoed")
EXPIRY = ("expires", "expiry", "expirydate")
NOTES = ("tilredaktionen", "ednote", "editorsnote", "infotext", "note")
VERSIONS = ("version", "ntbversion", "authorversion")


def read_vendor(parsed: Parsed, *, place: str, zone: str | None) -> Iterator[WireItem | BadRecord]:
    """Yields all items of a document of an unnamed XML vocabulary."""
    items = list(items_in(parsed.root))
    if not items:
        yield BadRecord(
            place,
            worded("an XML vocabulary that no reader knows: <{local}>", local=local(parsed.root)),
            "no element contains a text next to a title or an id",
        )
        return
    for number, item in enumerate(items, 1):
        where = place if len(items) == 1 else f"{place}#{number}"
        yield read_item(item, parsed, where, zone)


def items_in(root: Element) -> Iterator[Element]:
    """Yields elements with a text child and a title or id child, outermost first."""
    names = {local(n).lower() for n in children(root)}
    if names & set(TEXT) and names & {*TITLE, *IDS}:
        yield root
        return
    for node in children(root):
        yield from items_in(node)


def read_item(item: Element, parsed: Parsed, place: str, zone: str | None) -> WireItem:
    """Returns one item."""
    rights = RightsBuilder(zone)
    item_rights(item, rights)
    title = first_text(item, TITLE)
    lead = text_markup(item, LEAD)
    markup = text_markup(item, TEXT)
    known = {b.text for b in markup.blocks}
    body = [b for b in lead.blocks if b.text not in known] + markup.blocks
    byline = first_text(item, BYLINE)
    language = first_text(item, ("language", "lang"))
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=first_text(item, IDS) or item.get("id"),
        version=first_text(item, VERSIONS) or "1",
        title=title,
        language=language_of(item) or (language if language and language.isalpha() else None),
        published=published_time(first_text(item, TIMES), zone),
        service=first_text(item, ("service", "services", "section")),
        byline=byline,
        providers=tuple(
            dict.fromkeys(
                t.strip("/ ") for t in (party(n) for n in named(item, PROVIDER)) if t.strip("/ ")
            )
        ),
        credits=tuple(text_of(n) for n in named(item, ("credit", "creditline")) if text_of(n)),
        head=article_head([title], byline),
        body=tuple(b for b in body if b.kind != "head"),
        tail=tuple(Block(c, "tail", "credit") for c in rights_lines(item)),
        rights=rights.build(),
        descends_from=tuple(
            text_of(n) for n in named(item, ("replaces", "replacedid", "replaceid")) if text_of(n)
        ),
        metadata=tuple(
            Metadatum(f"xml:{local(n)}", text_of(n))
            for n in named(item, ("source", "credit", "origin", "copyright"))
            if text_of(n)
        )
        + tuple(told_elsewhere(item, body)),
        links=tuple(markup.links),
        pixels=tuple(markup.pixels),
        about_pictures=tuple(markup.statements),
        damage=(*parsed.damage, *markup.damage),
        truncated=parsed.truncated,
    )


def item_rights(item: Element, rights: RightsBuilder) -> None:
    """Fields that speak of rights: known ones read, all others kept."""
    top = local(item)
    for node in children(item):
        name, here, words = local(node).lower(), f"{top}/{local(node)}", verbatim(node)
        if not words:
            continue
        if name in EMBARGO:
            rights.embargo(here, words)
        elif name in EXPIRY:
            rights.expires(here, words)
        elif name in NOTES:
            rights.add("editors_note", here, " ".join(b.text for b in from_html(words).blocks))
        elif name in ("credit", "creditline"):
            rights.add("credit_line", here, words)
        elif name in ("copyright", "copyrightnotice", "copyrightline"):
            rights.add("copyright_notice", here, words)
        elif name in ("usage", "usageterms", "rights", "restrictions"):
            rights.add("usage_terms", here, words)
        elif name in STATUS:
            rights.status(here, words)
        elif name in WORKFLOW:
            rights.workflow(here, words)
        elif name in ("annuleret", "cancelled", "canceled", "killed", "holdflag", "trashflag"):
            rights.keep(here, words)
            if words.lower() == "true":
                held = name == "holdflag"
                rights.status(here, "withheld" if held else "canceled")
        elif LIKE_RIGHTS.search(plain_key(name)):
            rights.keep(here, words)


def text_markup(item: Element, names: tuple[str, ...]) -> Markup:
    """Returns the text of the first child of some names that holds one."""
    for name in names:
        for node in named(item, (name,)):
            found = blocks_of(node) if child(node) is not None else from_html(verbatim(node))
            if found.blocks:
                return found
    return Markup()


def told_elsewhere(item: Element, body: list[Block]) -> Iterator[Metadatum]:
    """Yields the sentences of other elements with a known name: a second lead, a caption."""
    said = {block.text for block in body}
    for node in named(item, (*TEXT, *LEAD, *BESIDE)):
        found = blocks_of(node) if child(node) is not None else from_html(verbatim(node))
        words = "\n".join(b.text for b in found.blocks if b.text not in said)
        if "caption" in local(node).lower():
            yield from told(f"xml:{local(node)}.caption", words, "picture")
        else:
            yield from told(f"xml:{local(node)}.summary", words)


def party(node: Element) -> str:
    """Returns a party's name: its words, or those of the first child that names it."""
    inner = child(node, "name", "Name", "title") if child(node) is not None else node
    return text_of(inner)


def rights_lines(item: Element) -> list[str]:
    """Returns the credit and copyright lines, each once."""
    words = [text_of(n) for n in named(item, ("credit", "creditline", "copyright"))]
    return list(dict.fromkeys(w for w in words if w))


def first_text(item: Element, names: tuple[str, ...]) -> str | None:
    """Returns the text of the first child, in the order of the names, that is not empty."""
    for name in names:
        for node in named(item, (name,)):
            if text_of(node):
                return text_of(node)
    return None


def named(item: Element, names: tuple[str, ...]) -> Iterator[Element]:
    """Returns children whose name, in lower case, is one of the names."""
    return (n for n in children(item) if local(n).lower() in names)
