"""NITF 2.5 to 3.6: one document, in a file of its own or inside another format.

Source: IPTC NITF 3.6 documentation; docdata's `management-status` speaks of this document,
`management-idref-status` of the one that `management-doc-idref` names (a kill arrives so).
"""

import re
from collections.abc import Iterator

from checker.formats.beside import told
from checker.formats.items import Block, WireItem, article_head
from checker.formats.markup import Markup, blocks_of
from checker.formats.notice import note_labels
from checker.formats.rights import RightsBuilder
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
from checker.models.draft import Metadatum
from checker.orders.status import STRICTNESS, read_status
from checker.times import published_time

__all__ = ["nitf_markup", "nitf_rights", "read_nitf"]

CONTENT_TYPE = "text/vnd.IPTC.NITF"
CREDIT_SPLIT = re.compile(r"\s*(?:/|–| - )\s*")


def read_nitf(parsed: Parsed, *, place: str, zone: str | None) -> Iterator[WireItem]:
    """Yields the one item of a NITF document."""
    yield nitf_item(parsed.root, parsed, place=place, zone=zone)


def nitf_item(nitf: Element, parsed: Parsed, *, place: str, zone: str | None) -> WireItem:
    """Returns a NITF document as an item."""
    docdata = first(nitf, "docdata")
    head = first(nitf, "body.head")
    rights = RightsBuilder(zone, issued(nitf, docdata))
    nitf_rights(nitf, "nitf", rights)
    keys = [node.get("key") for node in descendants(docdata, "du-key")]
    slugs = [*keys, *(text_of(node) for node in descendants(head, "hl2", "slug", "abstract"))]
    note_labels([("nitf/label", words) for words in slugs], rights)
    markup = nitf_markup(nitf)
    titles = [
        t for t in (text_of(n) for n in descendants(first(head, "hedline"), "hl1", "hl2")) if t
    ]
    title = titles[0] if titles else path_text(child(nitf, "head"), "title") or None
    byline = text_of(child(head, "byline")) or None
    dateline = dateline_of(head)
    descends, kills = management(docdata)
    doc_id = first(docdata, "doc-id")
    distributor = text_of(child(head, "distributor"))
    sources = [n.get("src-name") for n in descendants(docdata, "from-src")]
    sources += [n.get("owner") for n in descendants(docdata, "doc.rights")]
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=identity(nitf, doc_id),
        version=version_of(docdata) or version_by_time(issued(nitf, docdata), zone),
        issued=issue_time(issued(nitf, docdata), zone),
        title=title,
        language=language_of(first(nitf, "body"), nitf) or nitf.get("baselang"),
        published=published_time(issued(nitf, docdata), zone),
        service=meta_of(nitf, "service"),
        byline=byline,
        dateline=dateline,
        url=None,
        providers=tuple(
            dict.fromkeys(
                n.strip()
                for n in (distributor, doc_id.get("regsrc") if doc_id is not None else "", *sources)
                if n and n.strip()
            )
        ),
        holders=holders_of(nitf),
        credits=credits_of(nitf),
        head=article_head(titles or [title], byline, dateline, markup.blocks),
        body=tuple(b for b in markup.blocks if b.kind not in ("head", "tail")) or abstract(head),
        tail=(*(b for b in markup.blocks if b.kind == "tail"), *tail_of(nitf)),
        rights=rights.build(),
        descends_from=descends,
        kills=kills,
        metadata=metadata_of(nitf),
        links=tuple(markup.links),
        pixels=tuple(markup.pixels),
        about_pictures=tuple(markup.statements),
        damage=(*parsed.damage, *markup.damage),
        truncated=parsed.truncated,
    )


def nitf_rights(nitf: Element, path: str, rights: RightsBuilder) -> None:
    """Reads every rights field of a NITF document, recorded under `path`."""
    docdata = first(nitf, "docdata")
    at = f"{path}/docdata"
    if docdata is not None:
        rights.status(f"{at}@management-status", docdata.get("management-status"))
        for name in ("management-doc-idref", "management-idref-status"):
            rights.keep(f"{at}@{name}", docdata.get(name))
    for node in children(docdata):
        name = local(node)
        here = f"{at}/{name}"
        if name == "date.release":
            rights.embargo(here, node.get("norm") or text_of(node))
        elif name == "date.expire":
            rights.expires(here, node.get("norm") or text_of(node))
        elif name == "ed-msg":
            rights.add("editors_note", f"{here}@info", node.get("info"))
            rights.keep(f"{here}@msg-type", node.get("msg-type"))
        elif name in ("doc.copyright", "doc.rights"):
            for key, value in sorted(node.attrib.items()):
                rights.keep(f"{here}@{key}", str(value))
            rights.add("copyright_holder", f"{here}@holder", node.get("holder"))
            rights.add("usage_terms", f"{here}@limitations", node.get("limitations"))
            rights.add("allow_territories", f"{here}@geography", node.get("geography"))
            rights.embargo(f"{here}@startdate", node.get("startdate"))
            rights.expires(f"{here}@enddate", node.get("enddate"))
        elif name in ("du-key", "series"):
            rights.keep(here, " ".join(f"{k}={v}" for k, v in sorted(node.attrib.items())))
    body_rights(nitf, path, rights)


def body_rights(nitf: Element, path: str, rights: RightsBuilder) -> None:
    """Reads the rights, notes and credits in the body and in head/meta."""
    for block in descendants(nitf, "rights"):
        here = f"{path}/rights"
        for node in descendants(block, "rights.owner", "rights.limitations", "rights.agent"):
            kind = {"rights.owner": "copyright_holder", "rights.limitations": "usage_terms"}
            rights.add(kind.get(local(node), "credit_line"), f"{here}/{local(node)}", text_of(node))
        if child(block) is None:
            rights.add("usage_terms", here, verbatim(block))
        else:
            rights.keep(here, text_of(block))
    for node in descendants(nitf, "copyrite"):
        rights.add("copyright_notice", f"{path}/copyrite", text_of(node))
    for node in descendants(nitf, "distributor"):
        rights.keep(f"{path}/distributor", text_of(node))
    for node in descendants(first(nitf, "body.head"), "note"):
        rights.add("editors_note", f"{path}/note", text_of(node))
    for node in descendants(first(nitf, "body.end"), "tagline"):
        rights.keep(f"{path}/tagline", text_of(node))
    for node in children(child(nitf, "head"), "meta"):
        name = (node.get("name") or "").lower()
        if any(word in name for word in ("copyright", "rights", "usage", "embargo", "credit")):
            rights.keep(f"{path}/meta[{node.get('name')}]", node.get("content"))


def management(docdata: Element | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Returns the document that this one replaces, and the one that it withdraws."""
    if docdata is None:
        return (), ()
    target = (docdata.get("management-doc-idref") or "").strip()
    if not target:
        return (), ()
    status = read_status(docdata.get("management-idref-status") or "")
    killed = status is not None and STRICTNESS.index(
        status if status in STRICTNESS else "withheld"
    ) >= STRICTNESS.index("withheld")
    return (target,), ((target,) if killed else ())


def nitf_markup(nitf: Element) -> Markup:
    """Returns the text of body.content, then of body.end as tail."""
    body = child(first(nitf, "body"), "body.content")  # a note in the head has one of its own
    if body is None:
        body = first(nitf, "body.content")
    markup = Markup()
    if body is not None:
        markup = blocks_of(body)
    elif first(nitf, "body.head") is None and first(nitf, "body") is not None:
        markup = blocks_of(next(descendants(nitf, "body")))
    end = first(nitf, "body.end")
    if end is not None:
        after = blocks_of(end, kind="tail")
        markup.blocks += after.blocks
        markup.links += after.links
    return markup


def abstract(head: Element | None) -> tuple[Block, ...]:
    """Returns the abstract as text, when there is no other."""
    node = child(head, "abstract")
    return tuple(blocks_of(node).blocks) if node is not None else ()


def tail_of(nitf: Element) -> tuple[Block, ...]:
    """Returns the lines about rights, as a reader of the document sees them."""
    lines = [text_of(n) for n in descendants(first(nitf, "body.head"), "rights", "distributor")]
    return tuple(Block(line, "tail", "credit") for line in dict.fromkeys(lines) if line)


def dateline_of(head: Element | None) -> str | None:
    """Returns the dateline, if it names a place (some feeds put a bare time there)."""
    node = child(head, "dateline")
    if node is None or (child(node, "location") is None and child(node) is not None):
        return None
    return text_of(node) or None


def identity(nitf: Element, doc_id: Element | None) -> str | None:
    """Returns the document's id: doc-id, else the uno or id of the root."""
    for value in (
        doc_id.get("id-string") if doc_id is not None else None,
        nitf.get("uno"),
        meta_of(nitf, "NTBID") or meta_of(nitf, "doc-id"),
        nitf.get("id"),
    ):
        if value and value.strip():
            return value.strip()
    return None


def version_of(docdata: Element | None) -> str:
    """Returns the version of the dynamic-use key; a generation counts before it ("14.1")."""
    key = child(docdata, "du-key")
    if key is None:
        return ""
    generation, version = key.get("generation"), key.get("version")
    return ".".join(v.strip() for v in (generation, version) if v and v.strip())


def issued(nitf: Element, docdata: Element | None) -> str | None:
    """Returns when the document was issued, else published."""
    node = first(docdata, "date.issue")
    if node is not None and node.get("norm"):
        return str(node.get("norm"))
    pub = first(nitf, "pubdata")
    return pub.get("date.publication") if pub is not None else None


def meta_of(nitf: Element, name: str) -> str | None:
    """Returns a meta element's content by its name."""
    for node in children(child(nitf, "head"), "meta"):
        if (node.get("name") or "").lower() == name.lower():
            return str(node.get("content") or "") or None
    return None


def holders_of(nitf: Element) -> tuple[str, ...]:
    """Returns the copyright holders that a document names."""
    names = [n.get("holder") for n in descendants(nitf, "doc.copyright")]
    names += [text_of(n) for n in descendants(nitf, "rights.owner")]
    return tuple(dict.fromkeys(n.strip() for n in names if n and n.strip()))


def credits_of(nitf: Element) -> tuple[str, ...]:
    """Returns further parties named as sources: the distributor's parts and the credit lines."""
    parts: list[str] = []
    for node in descendants(nitf, "distributor"):
        parts += CREDIT_SPLIT.split(text_of(node))
    return tuple(p for p in dict.fromkeys(parts) if p)


def metadata_of(nitf: Element) -> tuple[Metadatum, ...]:
    """Returns the fields that rules on metadata look at."""
    found = [Metadatum("nitf:doc.copyright", name) for name in holders_of(nitf)]
    for node in descendants(first(nitf, "body.head"), "abstract"):
        words = "\n".join(block.text for block in blocks_of(node).blocks)
        found.append(Metadatum("nitf:abstract", words))
    found += told("nitf:meta.description", meta_of(nitf, "description"))
    for name in ("distributor", "copyrite"):
        found += [Metadatum(f"nitf:{name}", text_of(n)) for n in descendants(nitf, name)]
    found += [
        Metadatum("nitf:from-src", str(n.get("src-name")))
        for n in descendants(nitf, "from-src")
        if n.get("src-name")
    ]
    return tuple(m for m in dict.fromkeys(found) if m.value)
