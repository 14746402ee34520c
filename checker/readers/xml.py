"""Hardened XML parsing for feeds that come from outside.

The document type declaration is taken off before parsing: no DTD, internal or external, is ever
processed, no entity is expanded, no file or address is opened. A declaration of entities is
refused, except the external parameter entities with which real NewsML 1 feeds name their DTD (they
are not loaded). Names of HTML entities (&nbsp;) are decoded, since NITF's DTD declares them.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from lxml import etree

from checker.errors import DamagedInput, Problem

__all__ = [
    "Parsed",
    "child",
    "children",
    "decode_xml",
    "descendants",
    "first",
    "language_of",
    "local",
    "parse_xml",
    "path_text",
    "root_name",
    "text_of",
    "verbatim",
]

Element: TypeAlias = Any  # lxml has no type hints

DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*?\?>")
ENCODING = re.compile(rb"""^\s*<\?xml\b[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
ALLOWED_ENTITY = re.compile(
    r"""<!ENTITY\s+%\s+[\w.:-]+\s+(?:SYSTEM\s+(?:"[^"]*"|'[^']*')"""
    r"""|PUBLIC\s+(?:"[^"]*"|'[^']*')\s+(?:"[^"]*"|'[^']*'))\s*>"""
)
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
ROOT = re.compile(r"<([A-Za-z_:][\w.:-]*)")
XML_NAMES = frozenset({"lt", "gt", "amp", "quot", "apos"})
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document's root element and what had to be mended to read it."""

    root: Element
    damage: tuple[str, ...] = ()
    truncated: bool = False


def parse_xml(data: bytes | str, *, place: str, recover: bool = False) -> Parsed:
    """Parse a document; raises DamagedInput with line and cause, also for refused entities.

    With `recover` a document that is not well-formed gives what could be read, with a damage note
    and `truncated` set when it ends too early.
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
        if not recover:
            raise DamagedInput(fault(error, place)) from error
        return recovered(text, error, (*damage, *more), place)


def hardened(*, recover: bool) -> etree.XMLParser:
    """A parser that opens nothing, expands nothing and keeps libxml2's limits on."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        huge_tree=False,
        recover=recover,
        encoding="utf-8",
    )


def recovered(
    text: str, error: etree.XMLSyntaxError, damage: tuple[str, ...], place: str
) -> Parsed:
    """What libxml2 can save of a document that is not well-formed."""
    try:
        root = etree.fromstring(text.encode("utf-8"), hardened(recover=True))
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise DamagedInput(fault(error, place)) from error
    note = f"not well-formed XML: {error.msg}"
    return Parsed(root, (*damage, note), truncated=ends_early(text, root))


def ends_early(text: str, root: Element) -> bool:
    """Whether a document lacks the end tag of its root: it was cut off."""
    name = f"{root.prefix}:{local(root)}" if root.prefix else local(root)
    return not text.rstrip().endswith((f"</{name}>", "/>", "-->", "?>")) and not re.search(
        rf"</{re.escape(name)}\s*>\s*\Z", text
    )


def fault(error: etree.XMLSyntaxError, place: str) -> Problem:
    """The error of the parser with its line and what may help."""
    line, column = error.position or (0, 0)
    where = f"{place}:{line}:{column}" if line else place
    hint = "is the file complete? send it again" if line else "an empty file"
    return Problem(where, f"not well-formed XML: {error.msg or 'no content'}", hint)


def decode_xml(data: bytes | str) -> tuple[str, tuple[str, ...]]:
    """The document's letters: byte order mark, declared encoding, else UTF-8.

    Bytes that do not fit the declared encoding are read as windows-1252 with a damage note.
    """
    if isinstance(data, str):
        return data, ()
    name = declared_encoding(data)
    try:
        if name == "cp1252" and is_utf8(data):
            return data.decode("utf-8"), ("the bytes are UTF-8, not the declared encoding",)
        return data.decode(name), ()
    except (UnicodeDecodeError, LookupError):
        note = f"the bytes are not the declared {name}: read as windows-1252"
        return data.decode("cp1252", errors="replace"), (note,)


def is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 with letters beyond ASCII: no other gives those by chance."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def declared_encoding(data: bytes) -> str:
    """The encoding of a document by its first bytes."""
    marks = (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
        (b"<\x00?\x00", "utf-16-le"),
        (b"\x00<\x00?", "utf-16-be"),
    )
    for mark, name in marks:
        if data.startswith(mark):
            return name
    match = ENCODING.match(data[:400])
    name = match[1].decode("ascii").lower() if match else "utf-8"
    if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        return "cp1252"  # as browsers do: the quotes of windows-1252 stand in such files
    return "utf-8" if name.startswith("utf-16") else name  # one byte a letter, whatever it says


def without_illegal(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with letters that XML forbids replaced by blanks, and a note if there were any."""
    found = ILLEGAL.search(text)
    if found is None:
        return text, ()
    note = f"control characters that XML forbids (first: U+{ord(found[0]):04X}) became blanks"
    return ILLEGAL.sub(" ", text), (note,)


def without_doctype(text: str, place: str) -> str:
    """The document without its type declaration (its lines stay, for messages).

    Raises DamagedInput when it declares entities that could be expanded or read from elsewhere.
    """
    start = doctype_start(text)
    if start < 0:
        return text
    end, subset = doctype_end(text, start)
    if end < 0:
        raise DamagedInput(Problem(place, "the document type declaration does not end"))
    rest = ALLOWED_ENTITY.sub("", re.sub(r"<!--.*?-->", "", subset, flags=re.DOTALL))
    if "<!ENTITY" in rest:
        raise DamagedInput(
            Problem(
                place,
                "the file declares XML entities: refused",
                "entities can expand without limit or read files; send the text itself",
            )
        )
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:]


def doctype_start(text: str) -> int:
    """Where <!DOCTYPE begins before the root element, or -1."""
    at = 0
    while True:
        at = text.find("<", at)
        if at < 0:
            return -1
        if text.startswith("<!--", at):
            at = text.find("-->", at)
        elif text.startswith("<?", at):
            at = text.find("?>", at)
        else:
            return at if text[at : at + 9].upper() == "<!DOCTYPE" else -1
        if at < 0:
            return -1


def doctype_end(text: str, start: int) -> tuple[int, str]:
    """The end of a type declaration (-1 if it has none) and its internal subset."""
    depth_from, quote = -1, ""
    at = start + 9
    while at < len(text):
        letter = text[at]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif text.startswith("<!--", at):
            at = text.find("-->", at) + 2
            if at < 2:
                return -1, ""
        elif letter == "[" and depth_from < 0:
            depth_from = at + 1
        elif letter == "]" and depth_from >= 0:
            close = text.find(">", at)
            return (close + 1 if close >= 0 else -1), text[depth_from:at]
        elif letter == ">" and depth_from < 0:
            return at + 1, ""
        at += 1
    return -1, ""


def decode_named(match: re.Match[str]) -> str:
    """The letter of an HTML entity's name; XML's own five stay as they are."""
    name = match[1]
    if name in XML_NAMES:
        return match[0]
    letter = html5.get(name + ";")
    return escape(letter) if letter else match[0]


def root_name(text: str) -> str:
    """The local name of a document's root element, "" if it has none; nothing is parsed."""
    text = DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1)
    at = 0
    while True:
        at = text.find("<", at)
        if at < 0:
            return ""
        if text.startswith("<!--", at):
            at = text.find("-->", at)
        elif text.startswith("<?", at):
            at = text.find("?>", at)
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            at, _ = doctype_end(text, at)
        else:
            match = ROOT.match(text, at)
            return match[1].rpartition(":")[2] if match else ""
        if at < 0:
            return ""


def local(element: Element) -> str:
    """An element's name without its namespace; "" for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Child elements with one of the local names (any element child without names)."""
    if element is None:
        return
    for node in element:
        name = local(node)
        if name and (not names or name in names):
            yield node


def child(element: Element | None, *names: str) -> Element | None:
    """The first child element with one of the local names."""
    return next(children(element, *names), None)


def descendants(element: Element | None, *names: str) -> Iterator[Element]:
    """Elements inside with one of the local names, in document order."""
    if element is None:
        return
    for node in element.iter():
        if node is not element and local(node) in names:
            yield node


def first(element: Element | None, *names: str) -> Element | None:
    """The first element inside with one of the local names."""
    return next(descendants(element, *names), None)


def text_of(element: Element | None) -> str:
    """All letters inside an element, white space collapsed."""
    if element is None:
        return ""
    return " ".join("".join(letters(element)).split())


def verbatim(element: Element | None) -> str:
    """All letters inside an element as they stand, without outer white space."""
    return "" if element is None else "".join(letters(element)).strip()


def letters(element: Element) -> Iterator[str]:
    """The pieces of text inside an element; comments say nothing."""
    yield element.text or ""
    for node in element:
        if isinstance(node.tag, str):
            yield from letters(node)
        yield node.tail or ""


def path_text(element: Element | None, *steps: str) -> str:
    """The text at a path of local names, "" if a step is missing."""
    for step in steps:
        element = child(element, step)
        if element is None:
            return ""
    return text_of(element)


def language_of(*elements: Element | None) -> str | None:
    """The first xml:lang (or lang) of the elements, inner ones first."""
    for element in elements:
        if element is not None:
            found = element.get(XML_LANG) or element.get("lang")
            if found:
                return str(found)
    return None
