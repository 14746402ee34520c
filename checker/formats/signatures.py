"""What the first bytes of a document say of its format; nothing is parsed.

Every test takes a `Head` and answers for one format; the table of formats names them in the order
in which they are asked.
"""

import gzip
import re
import zlib
from dataclasses import dataclass

from checker.formats.charset import byte_order_mark
from checker.formats.xml.prolog import decode_xml, root_name

__all__ = [
    "Head",
    "head_of",
    "is_ap_json",
    "is_html",
    "is_json",
    "is_json_lines",
    "is_mail",
    "is_plain_wire",
    "is_vendor_xml",
    "is_web_archive",
    "is_wordpress_export",
]

HEAD = 65536  # bytes that are looked at
MAIL_LINE = re.compile(
    r"(?im)^(?:from|to|subject|date|received|return-path|delivered-to|message-id|mime-version|"
    r"content-type|x-[\w-]+|dkim-signature|arc-[\w-]+|authentication-results):[ \t]?\S"
)
MAIL_NEEDED = re.compile(r"(?im)^(?:from|subject|received|delivered-to|return-path):[ \t]?\S")
WIRE_HEADER = re.compile(
    r"^\s*(?:[\x16\x7f\x01]|(?i:zczc)\b|[a-z]{2,4}\d{3,6} \d [a-z]{1,3} \d+\s)"
    r"|^Source: [^\n]+\nMEDIA RELEASE PR\d+"
)
HTML_START = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|body|!--|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE
)
HTML_ARTICLE = re.compile(r"<article[\s>]")
JSON_START = re.compile(r'[\[{]\s*(?:["\]}\[{0-9-]|null|true|false|$)')


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a document, as far as formats are told apart by it.

    `given` is the whole document as it came, `first` its first 64 KB with gzip taken off, `text`
    those decoded, `lead` the text without a byte order mark and white space before it, `root` the
    local name of its root element ("" if the document is no markup), `named` the format that its
    file name means.
    """

    given: bytes | str
    first: bytes | str
    text: str
    lead: str
    root: str
    named: str | None


def head_of(data: bytes | str, named: str | None) -> Head:
    """The head of a document; never raises."""
    first = data[:HEAD] if isinstance(data, str) else unpacked_head(data)
    text = first if isinstance(first, str) else decoded_head(first)
    lead = text.lstrip("\ufeff \t\r\n")
    return Head(data, first, text, lead, root_name(lead) if lead.startswith("<") else "", named)


def is_web_archive(head: Head) -> bool:
    """A WARC or ARC file, a WACZ package, or an LZ4 frame around a WARC."""
    if isinstance(head.given, str) or isinstance(head.first, str):
        return False
    if head.first.startswith((b"WARC/", b"filedesc:")):
        return True
    if head.given.startswith(b"PK") and b"archive/" in head.given:
        return True
    # an LZ4 frame stores its first characters as they are
    return b"WARC/1." in head.given[:128] and not head.first[:1].isspace()


def is_wordpress_export(head: Head) -> bool:
    """A feed with the namespace of WordPress exports."""
    return head.root == "rss" and "wordpress.org/export" in head.lead[:8000]


def is_vendor_xml(head: Head) -> bool:
    """XML with a declaration, unless it is XHTML, or an article that is no HTML."""
    if head.root == "article" and not HTML_ARTICLE.match(head.lead):
        return True
    return head.lead.startswith("<?xml") and head.root.lower() != "html"


def is_html(head: Head) -> bool:
    """A page or a fragment: the root is html, or a tag comes first."""
    return head.root.lower() == "html" or bool(HTML_START.match(head.lead))


def is_json_lines(head: Head) -> bool:
    """An object a line: by the file's name, or since a second object follows the first line."""
    if not head.lead.startswith(("{", "[")):
        return False
    first_line, _, rest = head.lead.partition("\n")
    second = first_line.rstrip().endswith("}") and rest.lstrip().startswith("{")
    return head.named == "jsonl" or second


def is_ap_json(head: Head) -> bool:
    """JSON with the version of AP's Media API."""
    return bool(JSON_START.match(head.lead)) and '"api_version"' in head.lead[:2000]


def is_json(head: Head) -> bool:
    """A JSON object or list."""
    if not head.lead.startswith(("{", "[")):
        return False
    return head.named == "json" or bool(JSON_START.match(head.lead))


def is_plain_wire(head: Head) -> bool:
    """A text wire's header, or a release wire's."""
    return bool(WIRE_HEADER.search(head.text[:2000].replace("\r\n", "\n")))


def is_mail(head: Head) -> bool:
    """At least three header lines of an e-mail, and near the start one that only mail has."""
    start = head.lead[:4000]
    if start.startswith("<"):
        return False
    return len(MAIL_LINE.findall(start)) >= 3 and bool(MAIL_NEEDED.search(start[:600]))


def unpacked_head(data: bytes) -> bytes:
    """The first bytes, gzip looked through."""
    if not data.startswith(b"\x1f\x8b"):
        return data[:HEAD]
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:HEAD], HEAD)
    except (zlib.error, gzip.BadGzipFile):
        return data[:HEAD]


def decoded_head(first: bytes) -> str:
    """The first characters, good enough to tell formats apart."""
    whole = len(first) // 4 * 4  # no half of a character at the end
    codec, length = byte_order_mark(first)
    if codec:
        return first[length:whole].decode(codec, errors="replace")
    if first.startswith((b"<\0", b"\0<")):
        return decode_xml(first[:whole])[0]
    return first.decode("utf-8", errors="replace")
