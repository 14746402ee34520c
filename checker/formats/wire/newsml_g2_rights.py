"""The rights of a NewsML-G2 item: rightsInfo, status, embargo, notes, signals, credit lines."""

from collections.abc import Iterator

from lxml import etree

from checker.formats.markup import blocks_of
from checker.formats.notice import note_labels
from checker.formats.rights import RightsBuilder
from checker.formats.rights_policies import json_policy, xml_policy
from checker.formats.xml.tree import Element, child, children, local, text_of, verbatim
from checker.orders.status import read_status

__all__ = [
    "content_rights",
    "meta_rights",
    "note_text",
    "party_name",
    "rights_info",
    "statement",
]


def rights_info(info: Element, path: str, rights: RightsBuilder) -> None:
    """Reads one rightsInfo completely; scope attributes become part of the path."""
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
            rights.add("copyright_notice", here, statement(node))
            rights.keep(f"{here}@href", node.get("href"))
        elif name == "usageTerms":
            rights.add("usage_terms", here, statement(node))
            rights.add("license_url", f"{here}@href", node.get("href"))
        elif name == "dataMining":
            rights.add("data_mining", here, statement(node))
        elif name in ("rightsExpressionXML", "rightsExpressionData", "rightsExpression"):
            rights.keep(here, serialised(node))
            xml_policy(node, here, rights)
            json_policy(verbatim(node), here, rights)
        else:  # accountable, otherConstraints, link and whatever comes
            rights.keep(here, statement(node))
    for node in children(info, "link"):
        if "licen" in (node.get("rel") or "").lower():
            rights.add("license_url", f"{path}/link@href", node.get("href"))
        else:
            rights.add("usage_terms", f"{path}/link@href", node.get("href"))


def meta_rights(meta: Element | None, path: str, rights: RightsBuilder) -> None:
    """Reads status, embargo, notes, signals and labels of itemMeta."""
    for node in children(meta):
        name, here = local(node).lower(), f"{path}/{local(node)}"
        if name == "itemmetaextproperty":
            appearance(node, meta, here, rights)
        elif name in ("deliverableof", "accessstatus"):
            rights.keep(here, statement(node))
        else:
            stated(node, meta, here, rights)


def stated(node: Element, meta: Element | None, here: str, rights: RightsBuilder) -> None:
    """Reads a statement of status, embargo, notes or terms, wherever in the item it stands."""
    name = local(node).lower()
    if name == "pubstatus":
        rights.status(here, node.get("qcode") or node.get("uri") or verbatim(node))
    elif name == "embargoed":
        embargo(node, meta, here, rights)
    elif name in ("ednote", "instruction", "instructions", "specialinstructions"):
        role = node.get("role")
        rights.add("editors_note", f"{here}[{role}]" if role else here, note_text(node))
    elif name == "usageterms":
        rights.add("usage_terms", here, statement(node))
    elif name == "signal":
        rights.signal(here, node.get("qcode") or node.get("uri") or node.get("literal"))
    elif name in ("expires", "expirydate"):
        rights.expires(here, verbatim(node))
    elif name in ("title", "slugline", "description"):
        note_labels([(here, verbatim(node))], rights)


def embargo(node: Element, meta: Element | None, path: str, rights: RightsBuilder) -> None:
    """Reads the embargo; an empty one has no end, unless the item is marked usable."""
    if verbatim(node):
        rights.embargo(path, verbatim(node))
        return
    status = child(meta, "pubStatus")
    usable = status is not None and (status.get("qcode") or "").lower().endswith(":usable")
    rights.conflict(f"{path} is there but empty: an embargo without an end, or none")
    if not usable:
        rights.status(path, "embargoed")


def appearance(node: Element, meta: Element | None, path: str, rights: RightsBuilder) -> None:
    """Reads times of publication and removal that Naviga (Infomaker) states in properties.

    Source: github.com/Infomaker/writer-format, "Publishing flow": a withheld text appears at its
    `imext:pubstart`; of a published one that is the time at which it did.
    """
    kind, value = node.get("type") or "", node.get("value")
    here = f"{path}[{kind}]"
    if kind == "imext:pubstop" and value != "null":
        rights.expires(here, value)
    elif kind == "imext:pubstart" and value != "null":
        status = child(meta, "pubStatus")
        if status is not None and read_status(status.get("qcode") or "") == "withheld":
            rights.embargo(here, value)
        else:
            rights.keep(here, value)


def content_rights(
    content: Element | None, path: str, rights: RightsBuilder, meta: Element | None = None
) -> None:
    """Reads credit lines, expiry and audiences of contentMeta, and what belongs into itemMeta."""
    for node in children(content):
        name, here = local(node), f"{path}/{local(node)}"
        if name == "creditline":
            rights.add("credit_line", here, verbatim(node))
        elif name == "contentExpires":
            rights.expires(here, verbatim(node))
        elif name in ("audience", "exclAudience"):
            rights.keep(here, statement(node))
        elif name in ("infoSource", "creator"):
            rights.keep(here, party_name(node))
        elif name in ("genre", "profile") and statement(node).lower().endswith("advisory"):
            rights.status(here, "advisory")
        else:
            stated(node, meta, here, rights)


def party_statements(node: Element) -> Iterator[tuple[str, str]]:
    """Yields every way in which a party is named: attributes and names, with their place."""
    for name in ("literal", "qcode", "uri"):
        if node.get(name):
            yield f"@{name}", str(node.get(name))
    for sub in children(node, "name"):
        yield "/name", verbatim(sub)
    if (node.text or "").strip():
        yield "", (node.text or "").strip()


def party_name(node: Element) -> str:
    """Returns the best name of a party: a name, its words, a literal, a code, an address."""
    for sub in children(node, "name"):
        if text_of(sub):
            return text_of(sub)
    if (node.text or "").strip():
        return " ".join((node.text or "").split())
    for name in ("literal", "qcode", "uri"):
        if (node.get(name) or "").strip():
            value = str(node.get(name)).strip()
            if name == "uri" and "/newsprovider/" in value:
                return str(value).rpartition("/")[2]  # IPTC's list of providers
            return value.partition(":")[2] or value if name == "qcode" else value
    return ""


def note_text(node: Element) -> str:
    """Returns an editor's note with its lines: block by block if it holds markup."""
    if child(node) is None:
        return verbatim(node)
    return "\n".join(block.text for block in blocks_of(node).blocks)


def statement(node: Element) -> str:
    """Returns the statement of an element: its words, else its code, literal or address."""
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
    """Returns an element with its markup, as text."""
    return str(etree.tostring(node, encoding="unicode", with_tail=False)).strip()
