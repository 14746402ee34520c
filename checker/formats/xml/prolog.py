"""What precedes the root element: encoding, declaration, document type; and the root's name.

Entities are never expanded: a document type declaration is taken off before parsing, and one that
declares entities is refused.
"""

import re
from contextlib import suppress

from checker.errors import DamagedInput, Problem
from checker.formats.charset import byte_order_mark, inner_codec, label_codec, xml_label
from checker.wording import worded

__all__ = [
    "DECLARATION",
    "EBCDIC",
    "RefusedXml",
    "decode_xml",
    "root_name",
    "without_doctype",
]

DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*?\?>")
UNMARKED = (  # the first characters of a document without a byte order mark, the widest first
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
DECLARED = 1024  # bytes in which a declaration stands
EBCDIC = b"\x4c\x6f\xa7\x94\x93"  # "<?xml" in every EBCDIC code page (XML 1.0, appendix F)
ALLOWED_ENTITY = re.compile(
    r"""<!ENTITY\s+%\s+[\w.:-]+\s+(?:SYSTEM\s+(?:"[^"]*"|'[^']*')"""
    r"""|PUBLIC\s+(?:"[^"]*"|'[^']*')\s+(?:"[^"]*"|'[^']*'))\s*>"""
)
ROOT = re.compile(r"<([A-Za-z_:][\w.:-]*)")


class RefusedXml(DamagedInput):
    """A document that is not parsed at all, whatever could be saved of it."""


def decode_xml(data: bytes | str) -> tuple[str, tuple[str, ...]]:
    """Returns the text of a document: by its byte order mark, its declared encoding, else as UTF-8.

    Bytes that do not fit the declared encoding are read as windows-1252 with a damage note.
    """
    if isinstance(data, str):
        return data, ()
    label, codec, length = encoding_of(data)
    content = data[length:]
    if codec in ("cp1252", None) and is_utf8(content):
        return content.decode("utf-8"), ("the bytes are UTF-8, not the declared encoding",)
    if codec is not None:
        with suppress(UnicodeDecodeError):
            return content.decode(codec), ()
    note = worded("the bytes are not the declared {label}: read as windows-1252", label=label)
    return content.decode("cp1252", errors="replace"), (note,)


def is_utf8(data: bytes) -> bool:
    """Returns whether bytes are UTF-8 with non-ASCII characters, which is never by chance."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def encoding_of(data: bytes) -> tuple[str, str | None, int]:
    """Returns the encoding a document names, its codec, and the byte order mark's length.

    The codec is None for an unknown name.
    """
    marked, length = byte_order_mark(data)
    if marked:
        return marked, marked, length
    for start, codec in UNMARKED:
        if data.startswith(start):
            return codec, codec, 0
    if data.startswith(EBCDIC):
        label = xml_label(data[:DECLARED].decode("cp037").encode("ascii", "replace")) or "cp037"
        return label.lower(), label_codec(label) or "cp037", 0
    label = (xml_label(data) or "utf-8").lower()
    return label, inner_codec(label), 0


def without_doctype(text: str, place: str) -> str:
    """Returns the document without its type declaration (its lines stay, for messages).

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
        raise RefusedXml(
            Problem(
                place,
                "the file declares XML entities, which are refused",
                "entities can expand without limit or read files; send the text itself",
            )
        )
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:]


def doctype_start(text: str) -> int:
    """Returns where <!DOCTYPE begins before the root element, or -1."""
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
    """Returns the end of a type declaration (-1 if it has none) and its internal subset."""
    depth_from, quote = -1, ""
    at = start + 9
    while at < len(text):
        character = text[at]
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif text.startswith("<!--", at):
            at = text.find("-->", at) + 2
            if at < 2:
                return -1, ""
        elif character == "[" and depth_from < 0:
            depth_from = at + 1
        elif character == "]" and depth_from >= 0:
            close = text.find(">", at)
            return (close + 1 if close >= 0 else -1), text[depth_from:at]
        elif character == ">" and depth_from < 0:
            return at + 1, ""
        at += 1
    return -1, ""


def root_name(text: str) -> str:
    """Returns the local name of a document's root element, "" if it has none; nothing is parsed."""
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
