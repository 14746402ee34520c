"""Which reader a file needs: from its first bytes, then from its name."""

import gzip
import re
import zlib
from pathlib import PurePath
from typing import Final

from checker.formats.wire.newsml_g2 import ROOTS
from checker.formats.xml.prolog import decode_xml, root_name

__all__ = ["KNOWN_TYPES", "sniff", "type_of_name"]

KNOWN_TYPES: Final = (
    "ap-json",
    "csv",
    "html",
    "json",
    "jsonl",
    "mail",
    "markdown",
    "newsml-1",
    "newsml-g2",
    "ninjs",
    "nitf",
    "plain-wire",
    "rss",
    "text",
    "vendor-xml",
    "warc",
    "wxr",
)
HEAD = 65536
BY_SUFFIX = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "vendor-xml",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".eml": "mail",
    ".warc": "warc",
    ".wacz": "warc",
    ".arc": "warc",
    ".tst": "plain-wire",
    ".anpa": "plain-wire",
    ".nitf": "nitf",
    ".rss": "rss",
    ".atom": "rss",
    ".wxr": "wxr",
}
BY_CONTENT_TYPE = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/csv": "csv",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/vnd.iptc.ninjs+json": "ninjs",
    "application/vnd.iptc.g2.newsitem+xml": "newsml-g2",
    "application/vnd.iptc.g2.newsmessage+xml": "newsml-g2",
    "application/vnd.iptc.g2.packageitem+xml": "newsml-g2",
    "text/vnd.iptc.newsml": "newsml-1",
    "text/vnd.iptc.nitf": "nitf",
    "application/nitf+xml": "nitf",
    "application/rss+xml": "rss",
    "application/atom+xml": "rss",
    "message/rfc822": "mail",
    "application/warc": "warc",
}
VENDOR_ROOTS = frozenset(
    {
        "RBNews",
        "XMLNewsQueuedResponse",
        "Publish",
        "release",
        "document",
        "result",
        "article",
        "story",
        "NewsMLArticle",
        "item",
        "Article",
        "Story",
    }
)
MAIL_LINE = re.compile(
    r"(?im)^(?:from|to|subject|date|received|return-path|delivered-to|message-id|mime-version|"
    r"content-type|x-[\w-]+|dkim-signature|arc-[\w-]+|authentication-results):[ \t]?\S"
)
MAIL_NEEDED = re.compile(r"(?im)^(?:from|subject|received|delivered-to|return-path):[ \t]?\S")
WIRE_HEADER = re.compile(
    r"^\s*(?:[\x16\x7f\x01]|(?i:zczc)\b|[a-z]{2,4}\d{3,6} \d [a-z]{1,3} \d+\s)"
    r"|^Source: [^\n]+\nMEDIA RELEASE PR\d+"
)
TAG_START = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|body|!--|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE
)
BOM_ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def sniff(data: bytes | str, name: str | None = None) -> str:
    """The type id of a document (one of KNOWN_TYPES), by content before name; never raises."""
    raw = unpacked_head(data) if isinstance(data, bytes) else data
    if isinstance(raw, bytes) and raw.startswith((b"WARC/", b"filedesc:")):
        return "warc"
    if isinstance(data, bytes) and data.startswith(b"PK") and b"archive/" in data:
        return "warc"  # a WACZ package
    if isinstance(data, bytes) and b"WARC/1." in data[:128] and not raw[:1].isspace():
        return "warc"  # an LZ4 frame stores its first letters as they are
    named = type_of_name(name)
    head = raw[:HEAD] if isinstance(raw, str) else decoded_head(raw)
    lead = head.lstrip("\ufeff \t\r\n")
    if lead.startswith("<"):
        return xml_type(lead) or ("html" if TAG_START.match(lead) else named or "text")
    if lead.startswith(("{", "[")):
        found = json_head_type(lead, named)
        if found:
            return found
    if WIRE_HEADER.search(head[:2000].replace("\r\n", "\n")):
        return "plain-wire"
    start = lead[:4000]
    if len(MAIL_LINE.findall(start)) >= 3 and MAIL_NEEDED.search(start[:600]):
        return "mail"
    return named or "text"


def type_of_name(name: str | None) -> str | None:
    """The type that a file name's suffix stands for; `.gz` is looked through."""
    if not name:
        return None
    path = PurePath(name.lower())
    suffix = path.suffix
    if suffix in (".gz", ".lz4"):
        suffix = PurePath(path.stem).suffix
    return BY_SUFFIX.get(suffix)


def xml_type(text: str) -> str | None:
    """The type of a document by its root element; None for HTML and unknown vocabularies."""
    root = root_name(text)
    if root in ROOTS:
        return "newsml-g2"
    if root == "NewsML":
        return "newsml-1"
    if root == "nitf":
        return "nitf"
    if root == "feed" or root == "RDF" or root == "channel":
        return "rss"
    if root == "rss":
        return "wxr" if "wordpress.org/export" in text[:8000] else "rss"
    if root.lower() == "html":
        return "html"
    if root in VENDOR_ROOTS and not TAG_ARTICLE.match(text):
        return "vendor-xml"
    return "vendor-xml" if text.startswith("<?xml") else None


TAG_ARTICLE = re.compile(r"<article[\s>]")


def json_head_type(lead: str, named: str | None) -> str | None:
    """JSON or JSONL by the first letters, without parsing the whole."""
    first_line, _, rest = lead.partition("\n")
    if named == "jsonl":
        return "jsonl"
    if first_line.rstrip().endswith("}") and rest.lstrip().startswith("{"):
        return "jsonl"
    if re.match(r'[\[{]\s*(?:["\]}\[{0-9-]|null|true|false|$)', lead):
        if '"api_version"' in lead[:2000]:
            return "ap-json"
        return "json"
    return named if named in ("json", "jsonl") else None


def unpacked_head(data: bytes) -> bytes:
    """The first bytes, gzip looked through."""
    if not data.startswith(b"\x1f\x8b"):
        return data[:HEAD]
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:HEAD], HEAD)
    except (zlib.error, gzip.BadGzipFile):
        return data[:HEAD]


def decoded_head(raw: bytes) -> str:
    """The first letters, good enough to tell types apart."""
    for mark, name in BOM_ENCODINGS:
        if raw.startswith(mark):
            return raw[: len(raw) // 4 * 4].decode(name, errors="replace")
    if raw.startswith((b"<\x00", b"\x00<")):
        return decode_xml(raw[: len(raw) // 4 * 4])[0]
    return raw.decode("utf-8", errors="replace")
