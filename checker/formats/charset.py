"""Decodes bytes as browsers do, with notes on what was wrong with them."""

import codecs
import re

from checker.errors import InputError, Problem
from checker.values import dataclass

__all__ = [
    "Decoded",
    "byte_order_mark",
    "clean_surrogates",
    "control_notes",
    "decode",
    "inner_codec",
    "label_codec",
    "xml_label",
]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it starts with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels whose meaning on the web differs from Python's codec of that name (WHATWG Encoding).
_WEB_LABELS = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso88591": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "l1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "ansi": "cp1252",
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "chinese": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "ms_kanji": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "korean": "cp949",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "utf-16": "utf-16-le",
    "unicode": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "iso-8859-8-i": "iso-8859-8",
    "logical": "iso-8859-8",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
    "x-user-defined": "cp1252",
}
# Codecs of Python that are no encodings of pages: some decode nothing, others read escapes as text.
_NO_ENCODINGS = frozenset(
    ("undefined", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7")
)
# Guesses that are wrong more often than right; UTF-8 is read before anything is guessed.
_HARDLY_USED = frozenset(
    ["utf-8", "iso8859-3", "iso8859-4", "iso8859-10", "iso8859-16", "mac-latin2", "cp852", "cp865"]
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta\s[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
# Bytes that no text holds many of; ESC switches sets in ISO-2022, VT occurs in old pages.
_CONTROLS = bytes([*range(1, 9), *range(14, 27), *range(28, 32)])
_FEW = 20  # stray bytes that are mended without a word
_FEW_LOST = 5  # of characters: a stray one in a long text hides no copied passage
_HOLES = frozenset((b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"))
_LATE_META_WINDOW = 8192  # old templates put a comment first; used only where UTF-8 fails
_META_WINDOW = 1024  # WHATWG: "prescan a byte stream" looks at the first 1024 bytes


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the codec used, and what could not be read."""

    text: str
    encoding: str
    damage: tuple[str, ...] = ()


def label_codec(label: str) -> str | None:
    """Returns the Python codec for a charset label of the web, or None for an unknown label."""
    key = label.strip().casefold()
    name = _WEB_LABELS.get(key, key)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    of_text = getattr(info, "_is_text_encoding", True) and info.name not in _NO_ENCODINGS
    return info.name if of_text else None


def byte_order_mark(data: bytes) -> tuple[str, int]:
    """Returns the codec that a byte order mark names and the mark's length, or ("", 0)."""
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return codec, len(mark)
    return "", 0


def xml_label(data: bytes) -> str | None:
    """Returns the encoding in an XML declaration in the first kilobyte, as written, or None."""
    found = _XML.search(data[:_META_WINDOW])
    return found[1].decode("ascii", "replace") if found else None


def inner_codec(label: str) -> str | None:
    """Returns the codec of a label inside the document itself, or None for an unknown label.

    A label that could be read as ASCII cannot mean UTF-16 (WHATWG) or UTF-32; UTF-8 is assumed.
    """
    codec = label_codec(label)
    return "utf-8" if codec and codec.startswith(("utf-16", "utf-32")) else codec


def decode(data: bytes, *, content_type: str | None = None, markup: bool = False) -> Decoded:
    """Decodes as browsers do: BOM, HTTP header, `meta` (markup only), valid UTF-8, a guess.

    If the declared charset cannot decode the bytes, valid UTF-8 is used instead; bytes that no
    charset can decode become U+FFFD and are counted in `damage`. Raises InputError for binary data.
    """
    _refuse_binary(data)
    marked, length = byte_order_mark(data)
    if marked:
        return _read(data[length:], marked)
    declared = _declared(data, content_type, markup)
    if declared is None and b"\0" in data[:64]:
        declared = _wide(data)
    utf8 = _strict(data, "utf-8")
    if declared is not None and declared != "utf-8":
        if utf8 is not None and not data.isascii() and _plausible_utf8(data):
            return Decoded(utf8, "utf-8")  # a wrong label over valid multi-byte UTF-8
        return _read(data, declared)
    if utf8 is not None:
        return Decoded(utf8, "utf-8")
    if declared == "utf-8" and _mostly_utf8(data):
        return _read(data, "utf-8")
    late = _META.search(data[:_LATE_META_WINDOW]) if markup else None
    name = (label_codec(late[1].decode("ascii", "replace")) if late else None) or _guess(data)
    if name == "utf-8" and not _mostly_utf8(data):
        name = "cp1252"
    return _read(data, name)


def clean_surrogates(text: str) -> Decoded:
    """Replaces lone surrogates, which no output can encode, by U+FFFD; offsets do not change."""
    clean, count = ("", 0) if text.isascii() else _SURROGATE.subn("\ufffd", text)
    if not count:
        return Decoded(text, "str")
    return Decoded(clean, "str", (f"{count} lone surrogate(s) replaced by U+FFFD",))


def control_notes(text: str) -> tuple[str, ...]:
    """Returns notes on characters of a text that readers cannot see."""
    notes = []
    if nulls := text.count("\0"):
        notes.append(f"{nulls} null character(s)")
    if (lost := text.count("\ufffd")) >= _FEW_LOST and lost * 500 > len(text):
        notes.append(f"{lost} characters were lost before (U+FFFD)")
    head = text[:4096]
    plain = head.encode("ascii", "replace")
    controls = len(plain) - len(plain.translate(None, _CONTROLS))
    if controls > len(head) // 20:
        notes.append(f"control characters: {controls} of the first {len(head)} characters")
    return tuple(notes)


def _refuse_binary(data: bytes) -> None:
    head = data[:4096]
    if not head or byte_order_mark(head)[0]:
        return
    nulls = head.count(0)
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if (nulls > len(head) // 50 or controls > len(head) // 20) and _wide(data) is None:
        raise InputError(
            Problem("", "binary data, not a text", "provide a text, HTML, JSON or XML file")
        )


def _wide(data: bytes) -> str | None:
    """UTF-16 without a BOM: nulls are almost only in one of the two columns."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _declared(data: bytes, content_type: str | None, markup: bool) -> str | None:
    header = _HEADER.search(content_type or "")
    if header and (codec := label_codec(header[1])):
        return codec
    if not markup:
        return None
    found = _META.search(data[:_META_WINDOW])
    labels = (xml_label(data), found[1].decode("ascii", "replace") if found else None)
    return next((codec for label in labels if label and (codec := inner_codec(label))), None)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return None


def _plausible_utf8(data: bytes) -> bool:
    """Enough multi-byte sequences that valid UTF-8 cannot be chance."""
    high = sum(data.count(lead) for lead in (b"\xc3", b"\xc2", b"\xe2", b"\xd0", b"\xd1", b"\xd8"))
    high += sum(data.count(bytes([lead])) for lead in (0xD9, 0xE0, 0xE3, 0xE4, 0xE5, 0xE6, 0xEC))
    return high >= 3


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(1 for character in text[:200_000] if character > "\x7f") - wrong
    return wrong <= max(3, right // 4)


def _guess(data: bytes) -> str:
    from cchardet import detect

    label = detect(data[:200_000])["encoding"]
    codec = label_codec(label) if label else None
    return "cp1252" if codec is None or codec in _HARDLY_USED else codec


def _read(data: bytes, codec: str) -> Decoded:
    try:
        return Decoded(data.decode(codec), codec)
    except (UnicodeDecodeError, ValueError):
        pass
    if codec == "cp1252":
        return Decoded(_windows_1252(data), codec)
    if codec == "utf-8" and (mended := _mended_utf8(data)) is not None:
        return Decoded(mended, codec)
    text = data.decode(codec, "replace")
    wrong = text.count("\ufffd")
    return Decoded(text, codec, (f"{wrong} place(s) not readable as {codec}",))


def _mended_utf8(data: bytes) -> str | None:
    """UTF-8 with a few bytes of windows-1252 in it, as pasted bylines and signs are; else None."""
    pieces: list[str] = []
    start = 0
    while len(pieces) < 2 * _FEW:
        try:
            return "".join((*pieces, data[start:].decode("utf-8")))
        except UnicodeDecodeError as error:
            pieces.append(data[start : start + error.start].decode("utf-8"))
            pieces.append(_windows_1252(data[start + error.start : start + error.end]))
            start += error.end
    return None


def _windows_1252(data: bytes) -> str:
    """The web's windows-1252: the five unassigned bytes are C1 controls, never errors."""
    return "".join(
        part.decode("cp1252") if part not in _HOLES else part.decode("latin-1")
        for part in re.split(rb"([\x81\x8d\x8f\x90\x9d])", data)
    )
