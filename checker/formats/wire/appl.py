"""AP's own XML: <Publication> of the namespace http://ap.org/schemas/03/2005/appl.

Element names are those of the public converter github.com/ymetelkin/go (appl), which turns APPL
into AP's JSON: Identification, PublicationManagement, NewsLines, AdministrativeMetadata,
RightsMetadata and PublicationComponent. Times are UTC there. AP's Atom feeds are in `appl_atom`.
"""

from collections.abc import Iterator, Sequence

from checker.formats.items import BadRecord, Block, WireItem, article_head
from checker.formats.markup import Markup, from_html
from checker.formats.rights import RightsBuilder
from checker.formats.wire.appl_atom import read_entries
from checker.formats.wire.appl_status import released
from checker.formats.wire.nitf import nitf_markup
from checker.formats.xml.parse import Parsed
from checker.formats.xml.tree import (
    Element,
    child,
    children,
    descendants,
    first,
    local,
    path_text,
    text_of,
    verbatim,
)
from checker.models.draft import Metadatum
from checker.times import published_time
from checker.wording import worded

__all__ = ["read_appl"]

CONTENT_TYPE = "application/vnd.ap.appl+xml"
UTC = "UTC"
MEDIA = {"text": "text", "photo": "picture", "graphic": "graphic", "video": "video",
         "audio": "audio", "complexdata": "graphic"}  # fmt: skip
NOTICES = {
    "CopyrightLine": "copyright_notice",
    "RightsLine": "usage_terms",
    "CreditLine": "credit_line",
}
WORDS = ("Main", "Script", "Shotlist")  # roles of components that are the text itself
NOTHING = ("none", "n/a", "")


def read_appl(
    parsed: Parsed,
    *,
    place: str,
    zone: str | None,  # noqa: ARG001 its times are UTC
) -> Iterator[WireItem | BadRecord]:
    """Yields all publications of a document, or the entries of one of AP's Atom feeds."""
    root = parsed.root
    if local(root) in ("feed", "entry"):
        yield from read_entries(parsed, place=place)
        return
    found = [root] if local(root) == "Publication" else list(descendants(root, "Publication"))
    if not found:
        yield BadRecord(
            place, worded("no <Publication> in <{local}>", local=local(root)), "send AP's own XML"
        )
    for number, publication in enumerate(found, 1):
        where = place if len(found) == 1 else f"{place}#{number}"
        yield read_publication(publication, parsed, where)


def read_publication(publication: Element, parsed: Parsed, place: str) -> WireItem | BadRecord:
    """Returns one publication as an item."""
    known = child(publication, "Identification")
    lines = child(publication, "NewsLines")
    management = child(publication, "PublicationManagement")
    if known is None and management is None:
        what = "<Publication> without Identification and PublicationManagement"
        return BadRecord(place, what, "its id and its status cannot be determined")
    rights = RightsBuilder(UTC)
    if management is None:
        rights.conflict("the publication has no PublicationManagement: its status is not told")
    management_rights(management, rights)
    other_rights(publication, rights)
    media = MEDIA.get(path_text(known, "MediaType").casefold(), "text")
    parts = components(publication)
    for part, role in parts:
        if role == "PublishableEditorNotes":
            rights.add("editors_note", "Publication/PublishableEditorNotes", words_of(part))
    titles = [t for t in (path_text(lines, name) for name in ("HeadLine", "ExtendedHeadLine")) if t]
    title = titles[0] if titles else path_text(lines, "Title") or None
    byline = byline_of(lines)
    dateline = path_text(lines, "DateLine") or None
    administration = child(publication, "AdministrativeMetadata")
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=path_text(known, "ItemId") or None,
        version=path_text(known, "RecordSequenceNumber") or "1",
        title=title,
        language=path_text(known, "DefaultLanguage") or None,
        published=published_time(created(management), UTC),
        media=media,
        byline=byline,
        dateline=dateline,
        providers=party_names(administration, "Provider"),
        holders=holders_of(publication),
        credits=party_names(administration, "Source", "Creator"),
        head=article_head(titles or [title], byline, dateline),
        body=tuple(body_of(parts, media)),
        tail=(*tail_of(parts, media), *notice_lines(lines)),
        rights=rights.build(),
        metadata=metadata_of(administration, lines),
        links=tuple(link for part, _ in parts for link in part.links),
        about_pictures=tuple(one for part, _ in parts for one in part.statements),
        damage=(*parsed.damage, *(note for part, _ in parts for note in part.damage)),
        truncated=parsed.truncated,
        empty_because="" if media == "text" else f"a {media} without text",
    )


def management_rights(management: Element | None, rights: RightsBuilder) -> None:
    """Reads status, release and notes to editors."""
    at = "PublicationManagement"
    types = [path_text(node, "Type") for node in children(management, "Editorial")]
    released(
        rights,
        at,
        status=path_text(management, "Status"),
        release=path_text(management, "ReleaseDateTime"),
        arrival=path_text(management, "ArrivalDateTime"),
        types=types,
    )
    if path_text(management, "RecordType").casefold().startswith("delet"):
        rights.status(f"{at}/RecordType", path_text(management, "RecordType"))
    rights.expires(f"{at}/ItemExpireDateTime", path_text(management, "ItemExpireDateTime"))
    for node in children(management, "SpecialInstructions", "EditorialNote"):
        rights.add("editors_note", f"{at}/{local(node)}", verbatim(node))
    for node in children(management, "UsageInstruction", "UsageInstructions"):
        rights.add("usage_terms", f"{at}/{local(node)}", verbatim(node))
    for node in children(management, "Instruction", "RefersTo", "ChangeEvent", "ItemEndDateTime"):
        rights.keep(f"{at}/{local(node)}", text_of(node))


def other_rights(publication: Element, rights: RightsBuilder) -> None:
    """Reads the lines of notice and the rights metadata."""
    for node in children(child(publication, "NewsLines")):
        kind = NOTICES.get(local(node))
        if kind:
            rights.add(kind, f"NewsLines/{local(node)}", verbatim(node))
    metadata = child(publication, "RightsMetadata")
    for node in children(metadata, "Copyright"):
        rights.add("copyright_holder", "RightsMetadata/Copyright@Holder", holder_in(node))
    for node in children(metadata, "UsageRights"):
        usage_rights(node, rights)


def usage_rights(node: Element, rights: RightsBuilder) -> None:
    """Reads one right of use: where, by whom, with what limits, until when."""
    for part in children(node):
        name, words = local(part), text_of(part)
        at = f"RightsMetadata/UsageRights/{name}"
        if words.casefold() in NOTHING:
            continue
        if name == "Geography":
            rights.add("allow_territories", at, words)
        elif name == "Limitations":
            rights.add("usage_terms", at, words)
        elif name == "StartDate":
            rights.embargo(at, words)
        elif name == "EndDate":
            rights.expires(at, words)
        else:
            rights.keep(at, words)


def components(publication: Element) -> list[tuple[Markup, str]]:
    """Returns the texts of a publication with their roles."""
    found: list[tuple[Markup, str]] = []
    for node in children(publication, "PublicationComponent"):
        for item in children(node, "TextContentItem"):
            content = child(item, "DataContent")
            nitf = first(content, "nitf")
            markup = nitf_markup(nitf) if nitf is not None else from_html(verbatim(content))
            found.append((markup, node.get("Role") or "Main"))
    return found


def body_of(parts: Sequence[tuple[Markup, str]], media: str) -> Iterator[Block]:
    """Yields the text itself; of a picture its caption."""
    found = [b for part, role in parts if role in WORDS for b in part.blocks if b.kind != "head"]
    yield from found
    if not found and media != "text":
        yield from captions(parts)


def tail_of(parts: Sequence[tuple[Markup, str]], media: str) -> Iterator[Block]:
    """Yields what follows the text: captions and other words, each once."""
    if media == "text":
        yield from captions(parts)
    for part, role in parts:
        if role not in (*WORDS, "Caption", "PublishableEditorNotes"):
            yield from (Block(b.text, "tail", b.role, b.tag) for b in part.blocks)


def captions(parts: Sequence[tuple[Markup, str]]) -> Iterator[Block]:
    """Yields the captions among the components."""
    for part, role in parts:
        if role == "Caption":
            yield from (Block(b.text, "caption", "caption") for b in part.blocks)


def words_of(markup: Markup) -> str:
    """Returns the paragraphs of a component as lines."""
    return "\n".join(block.text for block in markup.blocks)


def byline_of(lines: Element | None) -> str | None:
    """Returns the authors with their titles: "JO SAMPLE, Staff Writer"."""
    names = [
        ", ".join(filter(None, (text_of(node), (node.get("Title") or "").strip())))
        for node in children(lines, "ByLine")
    ]
    return "; ".join(filter(None, names)) or path_text(lines, "ByLineOriginal") or None


def notice_lines(lines: Element | None) -> tuple[Block, ...]:
    """Returns the lines about rights, each once."""
    words = [text_of(node) for node in children(lines, "CopyrightLine", "CreditLine")]
    return tuple(Block(line, "tail", "credit") for line in dict.fromkeys(words) if line)


def created(management: Element | None) -> str | None:
    """Returns when the first version was created, else when this one arrived."""
    node = child(management, "FirstCreated")
    if node is not None:
        given = [(node.get(part) or "").rjust(2, "0") for part in ("Year", "Month", "Day")]
        clock = f"T{node.get('Time')}" if node.get("Time") else ""
        if published_time("-".join(given) + clock, UTC):
            return "-".join(given) + clock
    return path_text(management, "ArrivalDateTime") or None


def holders_of(publication: Element) -> tuple[str, ...]:
    """Returns the copyright holders."""
    nodes = children(child(publication, "RightsMetadata"), "Copyright")
    return tuple(dict.fromkeys(filter(None, map(holder_in, nodes))))


def holder_in(copyright_: Element) -> str:
    """Returns the holder in a Copyright element, without the word "Copyright"."""
    words = " ".join((copyright_.get("Holder") or "").split())
    return words[10:].strip() if words[:10].casefold() == "copyright " else words


def party_names(administration: Element | None, *names: str) -> tuple[str, ...]:
    """Returns the names of parties; AP writes "Various" for several."""
    found = (text_of(node) for node in children(administration, *names))
    return tuple(n for n in dict.fromkeys(found) if n and n.casefold() != "various")


def metadata_of(administration: Element | None, lines: Element | None) -> tuple[Metadatum, ...]:
    """Returns the fields that rules on metadata look at."""
    found = [
        Metadatum(f"appl:{name}", words)
        for name in ("Provider", "Source", "Creator")
        for words in party_names(administration, name)
    ]
    found += [
        Metadatum(f"appl:{local(node)}", text_of(node))
        for node in children(lines, "CopyrightLine", "CreditLine")
        if text_of(node)
    ]
    return tuple(dict.fromkeys(found))
