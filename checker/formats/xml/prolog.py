"""What stands before the root element: encoding, declaration, document type, root's name.

Entities are never expanded: a document type declaration is taken off before parsing, and one that
declares entities is refused.
"""

import codecs
import re

from checker.errors import DamagedInput, Problem

__all__ = [
    "DECLARATION",
    "RefusedXml",
    "decode_xml",
    "root_name",
    "without_doctype",
]

DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*?\?>")
ENCODING = re.compile(rb"""^\s*<\?xml\b[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
ALLOWED_ENTITY = re.compile(
    r"""<!ENTITY\s+%\s+[\w.:-]+\s+(?:SYSTEM\s+(?:"[^"]*"|'[^']*')"""
    r"""|PUBLIC\s+(?:"[^"]*"|'[^']*')\s+(?:"[^"]*"|'[^']*'))\s*>"""
)
ROOT = re.compile(r"<([A-Za-z_:][\w.:-]*)")


class RefusedXml(DamagedInput):
    """A document that is not parsed at all, whatever could be saved of it."""


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
        raise RefusedXml(
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
