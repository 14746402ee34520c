"""Hardened XML parsing for external feeds.

The document type declaration is removed before parsing: no DTD, internal or external, is ever
processed, no entity is expanded, no file or address is opened. A declaration of entities is
refused, except the external parameter entities with which real NewsML 1 feeds name their DTD (they
are not loaded). Names of HTML entities (&nbsp;) are decoded, since NITF's DTD declares them.
"""

import re
from contextlib import suppress
from html.entities import html5
from xml.sax.saxutils import escape

from lxml import etree

from checker.errors import DamagedInput, Problem
from checker.formats.xml.prolog import DECLARATION, decode_xml, without_doctype
from checker.formats.xml.tree import (
    Element,
    local,
)
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Parsed", "parse_xml"]


CDATA_START, CDATA_END = "<![CDATA[", "]]>"
BARE = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|lt|gt|amp|quot|apos);)")
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
# Also halves of surrogate pairs written as numbers: lxml recovers them and cannot give them back.
ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]"
    r"|&#(?:x0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*5(?:5(?:29[6-9]|[3-9]\d\d)|6\d{3}|7(?:[0-2]\d\d|3[0-3]\d|34[0-3])));"
)
XML_NAMES = frozenset({"lt", "gt", "amp", "quot", "apos"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document's root element and the repairs needed to read it."""

    root: Element
    damage: tuple[str, ...] = ()
    truncated: bool = False


def parse_xml(data: bytes | str, *, place: str, recover: bool = False) -> Parsed:
    """Parses a document; raises DamagedInput with line and cause, also for refused entities.

    With `recover`, a document that is not well-formed is read as far as possible, with a damage
    note and with `truncated` set if it ends too early.
    """
    text, damage = decode_xml(data)
    text = DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1)
    text = without_doctype(text, place)
    text, more = without_illegal(text)
    text = NAMED.sub(decode_named, text)
    try:
        root = etree.fromstring(text.encode("utf-8"), hardened(recover=False))
        return Parsed(root, (*damage, *more))
    except etree.XMLSyntaxError as error:
        mended = mend_ampersands(text)
        if mended != text:
            with suppress(etree.XMLSyntaxError):
                root = etree.fromstring(mended.encode("utf-8"), hardened(recover=False))
                return Parsed(root, (*damage, *more, "bare ampersands were read as text"))
        if not recover:
            raise DamagedInput(fault(error, place)) from error
        return recovered(text, error, (*damage, *more), place)


def hardened(*, recover: bool) -> etree.XMLParser:
    """Returns a parser that opens nothing, expands nothing and keeps libxml2's limits on."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        huge_tree=False,
        recover=recover,
        encoding="utf-8",
    )


def mend_ampersands(text: str) -> str:
    """Returns the text with ampersands that begin no reference escaped; CDATA is unchanged."""
    parts: list[str] = []
    at = 0
    while at < len(text):
        start = text.find(CDATA_START, at)
        end = text.find(CDATA_END, start) if start >= 0 else -1
        if end < 0:
            break
        parts += [BARE.sub("&amp;", text[at:start]), text[start:end]]
        at = end
    return "".join((*parts, BARE.sub("&amp;", text[at:])))


def recovered(
    text: str, error: etree.XMLSyntaxError, damage: tuple[str, ...], place: str
) -> Parsed:
    """Returns what libxml2 can recover of a document that is not well-formed."""
    try:
        root = etree.fromstring(text.encode("utf-8"), hardened(recover=True))
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise DamagedInput(fault(error, place)) from error
    note = worded("not well-formed XML: {msg}", msg=error.msg)
    return Parsed(root, (*damage, note), truncated=ends_early(text, root))


def ends_early(text: str, root: Element) -> bool:
    """Returns whether a document lacks the end tag of its root: it was cut off."""
    name = f"{root.prefix}:{local(root)}" if root.prefix else local(root)
    return not text.rstrip().endswith((f"</{name}>", "/>", "-->", "?>")) and not re.search(
        rf"</{re.escape(name)}\s*>\s*\Z", text
    )


def fault(error: etree.XMLSyntaxError, place: str) -> Problem:
    """Returns the error of the parser with its line and what may help."""
    line, column = error.position or (0, 0)
    where = f"{place}:{line}:{column}" if line else place
    hint = "is the file complete? send it again" if line else "an empty file"
    return Problem(where, worded("not well-formed XML: {msg}", msg=error.msg or "no content"), hint)


def without_illegal(text: str) -> tuple[str, tuple[str, ...]]:
    """Returns the text with blanks for characters illegal in XML, and a note if there were any."""
    found = ILLEGAL.search(text)
    if found is None:
        return text, ()
    first = f"U+{ord(found[0]):04X}" if len(found[0]) == 1 else found[0]
    note = worded(
        "characters that XML forbids (first: {first}) were replaced by spaces", first=first
    )
    return ILLEGAL.sub(" ", text), (note,)


def decode_named(match: re.Match[str]) -> str:
    """Returns the character of an HTML entity's name; XML's own five stay as they are."""
    name = match[1]
    if name in XML_NAMES:
        return match[0]
    character = html5.get(name + ";")
    return escape(character) if character else match[0]
