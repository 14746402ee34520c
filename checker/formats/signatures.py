"""Recognises the format of a document from its first bytes, without parsing.

Every test takes a `Head` and answers for one format; the table of formats lists the tests in the
order in which they are called.
"""

import gzip
import io
import re
import zlib
from functools import lru_cache

from checker.formats.charset import byte_order_mark
from checker.formats.xml.prolog import EBCDIC, decode_xml, root_name
from checker.values import dataclass

__all__ = [
    "ZIP",
    "Head",
    "as_bytes",
    "head_of",
    "holds",
    "is_anp_json",
    "is_ans",
    "is_ap_json",
    "is_appl",
    "is_drupal",
    "is_editor_document",
    "is_epub",
    "is_ghost",
    "is_gzip",
    "is_html",
    "is_json",
    "is_json_lines",
    "is_mail",
    "is_methode",
    "is_methode_json",
    "is_navigadoc",
    "is_office_xml",
    "is_open_table",
    "is_open_text",
    "is_packed",
    "is_parquet",
    "is_pdf",
    "is_plain_wire",
    "is_postscript",
    "is_property_list",
    "is_rtf",
    "is_saved_page",
    "is_subtitles",
    "is_svg",
    "is_tar",
    "is_vendor_xml",
    "is_web_archive",
    "is_word",
    "is_wordpress_export",
    "is_zip",
    "unpacked_head",
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
MIME_RELATED = re.compile(r"(?im)^content-type:[ \t]*multipart/(?:related|alternative|mixed)\b")
MIME_PAGE = re.compile(r"(?im)^content-type:[ \t]*(?:text/html|application/xhtml\+xml)\b")
PAGE_SIGN = re.compile(
    r"(?im)^(?:snapshot-content-location|content-location|x-maf|from:[ \t]*<saved by)"
)
SENT = re.compile(r"(?im)^(?:to|cc|received|delivered-to|return-path|message-id):[ \t]?\S")
SUBTITLES = re.compile(
    r"WEBVTT\b[^\n]*(?:\n|$)|(?:\d+[ \t]*\n)?"
    r"(?:\d+:)?\d\d:\d\d[,.]\d{1,3}[ \t]*-->[ \t]*(?:\d+:)?\d\d:\d\d[,.]\d{1,3}"
)
EDITOR_MARKS = re.compile(
    r'"(?:blocks|ops|sections|content_elements|nodeType|innerBlocks|blockName|_type|children|nodes'
    r'|entityMap|root|lexical|mobiledoc|object|paragraphs|elements|components)\\?"'
    r'|"type\\?"\s*:\s*\\?"(?:doc|paragraph|p|heading|header|h\d|[\w-]+/)|"value"\s*:'
)
METHODE_MARK = re.compile(r'"type"\s*:\s*"(?:EOM::|WireStory")')
ANS_MARK = re.compile(r'"(?:content_elements|subheadlines|content_restrictions)"\s*:|"_id"\s*:')
NAVIGA_MARK = re.compile(r'"type"\s*:\s*"[\w.+-]+\\?/')
DRUPAL_MARK = re.compile(r'"type"\s*:\s*"node--|"nid"\s*:')
GHOST_MARK = re.compile(r'"uuid"\s*:')
ANP_MARK = re.compile(r'"(?:hasError|bodyText|sourceTitle)"\s*:')
JSON_START = re.compile(r'[\[{]\s*(?:["\]}\[{0-9-]|null|true|false|$)')
PDF_HEADER = re.compile(r"%PDF-\d\.\d\b")
PDF_OBJECT = re.compile(r"\b\d+\s+\d+\s+obj\b|\bstartxref\b|%%EOF")
PDF_STREAM = re.compile(r"\bstream\r?\n")
PDF_WINDOW = 1024  # PDF 1.7, annex H: readers look for the header in the first 1024 bytes
STATEMENT = re.compile(r"(?m)^(?:[\w-]+: .*|HTTP/.*|.*@PJL.*|--\S+)$")
WORD = re.compile(r"[^\W\d_]{3,}")
FEW_WORDS, PROSE = 12, 40
RTF = re.compile(r"\{\\\*?rtf\d?\s*[\\{]")
SVG_TAG = re.compile(r"<(/?)svg\b[^>]*?(/?)>", re.IGNORECASE)
MARKUP_NOTES = re.compile(r"<!--.*?-->|<[?!][^>]*>", re.DOTALL)


ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
TAR_MARK = 257
OPEN_DOCUMENT = (b"vnd.oasis.opendocument", b"vnd.sun.xml")
# Members of documents that are ZIP packages and that nothing here reads; `unread` names them.
UNREAD_PACKAGES = (
    b"xl/workbook", b"xl/worksheets/", b"ppt/presentation", b"ppt/slides/", *OPEN_DOCUMENT,
    b"Index/Document.iwa", b"index.apxl", b"designmap.xml", b"application/hwp+zip",
)  # fmt: skip
RAW = 1024  # bytes of the beginning, of which the names of binary formats are the first
BINARY = 512  # bytes in which every binary format has a control character, and prose has none
CONTROL = bytes([*range(9), 11, *range(14, 27), *range(28, 32)])


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a document, as far as it distinguishes formats.

    `given` is the whole document as it came, `first` its first 64 KB with gzip taken off, `text`
    those decoded, `lead` the text without a byte order mark and white space before it, `root` the
    local name of its root element ("" if the document is no markup), `named` the format that its
    file name means. `raw` are the first 1024 bytes; of a text that came as such, one byte a
    character where it has one. `packed` says whether control characters, which no text has, are
    among the first of them.
    """

    given: bytes | str
    first: bytes | str
    text: str
    lead: str
    root: str
    named: str | None
    raw: bytes
    packed: bool

    @property
    def binary(self) -> bool:
        """Whether the first characters include some that no text contains."""
        return any(c in "\ufffd\0" or c < "\t" for c in self.text[:1024])


def head_of(data: bytes | str, named: str | None) -> Head:
    """Returns the head of a document; never raises."""
    return _head_of_text(data) if named is None and isinstance(data, str) else _head(data, named)


@lru_cache(maxsize=1)  # of a text several questions are asked, one after the other
def _head_of_text(text: str) -> Head:
    return _head(text, None)


def _head(data: bytes | str, named: str | None) -> Head:
    first = data[:HEAD] if isinstance(data, str) else unpacked_head(data)
    text = first if isinstance(first, str) else decoded_head(first)
    lead = text.lstrip("\ufeff \t\r\n")
    root = root_name(lead) if lead.startswith("<") else ""
    begins = first[:RAW]
    raw = begins.encode("latin-1", "replace") if isinstance(begins, str) else begins
    return Head(data, first, text, lead, root, named, raw, holds_control(raw))


def is_web_archive(head: Head) -> bool:
    """Returns whether it is a WARC or ARC file, a WACZ package, or an LZ4 frame around a WARC."""
    if isinstance(head.given, str) or isinstance(head.first, str):
        return False
    if head.first.startswith((b"WARC/", b"filedesc:")):
        return True
    if head.given.startswith(ZIP):
        return holds_archive(head)
    # an LZ4 frame stores its first characters as they are
    return b"WARC/1." in head.given[:128] and not head.first[:1].isspace()


def is_appl(head: Head) -> bool:
    """Returns whether it is AP's own XML, or an Atom feed with AP's elements."""
    if head.root == "Publication":
        return "ap.org/schemas/" in head.lead or "<PublicationManagement" in head.lead
    return head.root in ("Publications", "feed", "entry") and "ap.org/schemas/03/" in head.lead


def is_methode(head: Head) -> bool:
    """Returns whether it is a story of Eidosmedia Methode: a lead and a story inside <doc>."""
    return head.root == "doc" and "<lead" in head.lead and "<story" in head.lead


def is_methode_json(head: Head) -> bool:
    """Returns whether it is an object of a Methode repository."""
    return is_house_json(head, "methode-json", METHODE_MARK)


def is_ans(head: Head) -> bool:
    """Returns whether it is a story of Arc's, or a list of them."""
    return is_house_json(head, "ans", ANS_MARK)


def is_navigadoc(head: Head) -> bool:
    """Returns whether it is a document of Naviga's content services."""
    return is_house_json(head, "navigadoc", NAVIGA_MARK)


def is_anp_json(head: Head) -> bool:
    """Returns whether it is an answer of ANP's News API."""
    return is_house_json(head, "anp-json", ANP_MARK)


def is_drupal(head: Head) -> bool:
    """Returns whether a value consists of nodes of Drupal."""
    return is_house_json(head, "drupal", DRUPAL_MARK)


def is_ghost(head: Head) -> bool:
    """Returns whether a value consists of posts of Ghost."""
    return is_house_json(head, "ghost", GHOST_MARK)


def is_house_json(head: Head, name: str, mark: re.Pattern[str]) -> bool:
    """Returns whether JSON has the shape of a kind; `mark` occurs near its start."""
    if not head.lead.startswith(("{", "[")) or not mark.search(head.text):
        return False
    from checker.formats.wire.house_json import holds_house_json  # most documents are no JSON

    whole = head.text if len(head.given) <= len(head.first) else head.given
    return holds_house_json(whole, name)


def is_wordpress_export(head: Head) -> bool:
    """Returns whether it is a feed with the namespace of WordPress exports."""
    return head.root == "rss" and "wordpress.org/export" in head.lead[:8000]


def is_vendor_xml(head: Head) -> bool:
    """Returns whether it is XML with a declaration (not XHTML), or an article that is not HTML."""
    if head.root == "article" and not HTML_ARTICLE.match(head.lead):
        return True
    return head.lead.startswith("<?xml") and head.root.lower() != "html"


def is_html(head: Head) -> bool:
    """Returns whether it is a page or a fragment: the root is html, or a tag comes first."""
    return head.root.lower() == "html" or bool(HTML_START.match(head.lead))


def is_json_lines(head: Head) -> bool:
    """Returns whether each line is an object: by file name, or by the first two lines."""
    if not head.lead.startswith(("{", "[")):
        return False
    first_line, _, rest = head.lead.partition("\n")
    second = first_line.rstrip().endswith("}") and rest.lstrip().startswith("{")
    return head.named == "jsonl" or second


def is_ap_json(head: Head) -> bool:
    """Returns whether it is JSON with the version of AP's Media API."""
    return bool(JSON_START.match(head.lead)) and '"api_version"' in head.lead[:2000]


def is_json(head: Head) -> bool:
    """Returns whether it is a JSON object or list."""
    if not head.lead.startswith(("{", "[")):
        return False
    return head.named == "json" or bool(JSON_START.match(head.lead))


def is_editor_document(head: Head) -> bool:
    """Returns whether it is the JSON of a CMS's editor, by the shape of the whole document."""
    if not head.lead.startswith(("{", "[")) or not EDITOR_MARKS.search(head.text):
        return False
    from checker.formats.editors.reader import holds_document  # most documents are no JSON

    return holds_document(head.text if len(head.given) <= len(head.first) else head.given)


def is_subtitles(head: Head) -> bool:
    """Returns whether it is WebVTT, by its first line, or SubRip, by its first cue's times."""
    return SUBTITLES.match(head.lead.replace("\r\n", "\n").replace("\r", "\n")) is not None


def is_saved_page(head: Head) -> bool:
    """Returns whether it is a MIME message with a saved, not sent, page in it."""
    start = head.lead[:8000]
    top = re.split(r"\r?\n\r?\n", start, maxsplit=1)[0]
    if not MIME_RELATED.search(top) or SENT.search(top):
        return False
    return bool(PAGE_SIGN.search(start) or MIME_PAGE.search(head.text))


def is_plain_wire(head: Head) -> bool:
    """Returns whether it is a text wire's header, or a release wire's."""
    return bool(WIRE_HEADER.search(head.text[:2000].replace("\r\n", "\n")))


def is_mail(head: Head) -> bool:
    """Returns whether it has three or more mail headers, and early one that only mail has."""
    start = head.lead[:4000]
    if start.startswith("<"):
        return False
    return len(MAIL_LINE.findall(start)) >= 3 and bool(MAIL_NEEDED.search(start[:600]))


def is_gzip(head: Head) -> bool:
    """Returns whether it is compressed with gzip."""
    return isinstance(head.given, bytes) and head.given.startswith(b"\x1f\x8b")


def is_pdf(head: Head) -> bool:
    """Returns whether it is a PDF header with objects after it.

    An article about PDF has prose around its examples.
    """
    found = PDF_HEADER.search(head.text, 0, PDF_WINDOW + 8)
    if found is None:
        return False
    before, after = head.text[: found.start()], head.text[found.end() :]
    if len(WORD.findall(STATEMENT.sub("", before))) > FEW_WORDS:
        return False
    if not (PDF_OBJECT.search(after) or head.binary):
        return False
    end = max(after.rfind("endobj"), after.rfind("%%EOF"))
    if end < 0:
        return True
    outside = PDF_STREAM.split(after[end:], maxsplit=1)[0]  # a long stream goes on behind the head
    return len(WORD.findall(outside)) <= PROSE


def is_packed(head: Head, starts: tuple[bytes, ...], at: int = 0) -> bool:
    """Returns whether bytes begin so; a story that begins with "PK" has no control characters."""
    return head.packed and head.raw.startswith(starts, at)


def holds_control(raw: bytes) -> bool:
    """Returns whether the first bytes hold control characters, which no text has."""
    return len(raw[:BINARY].translate(None, CONTROL)) != len(raw[:BINARY])


def holds(head: Head, *names: bytes) -> bool:
    """Returns whether one of these begins a member's name in a package, or is in its media type.

    A package inside another one has its own members. In a package without a directory, because it
    is damaged or only its beginning is known, the names are looked for in all bytes.
    """
    whole = as_bytes(head.first if head.raw[:2] != as_bytes(head.given)[:2] else head.given)
    listed = members_of(whole)
    if listed is None:
        return any(name in whole for name in names)
    return any(b"\n" + name in listed or name in listed.partition(b"\n")[0] for name in names)


def holds_archive(head: Head) -> bool:
    """Returns whether a package has a web archive (WARC) in the folder of a WACZ."""
    whole = as_bytes(head.given)
    listed = members_of(whole)
    if listed is None:
        return b"archive/" in whole and b"warc" in whole
    return any(name.startswith(b"archive/") and b"warc" in name for name in listed.split(b"\n"))


@lru_cache(maxsize=2)
def members_of(package: bytes) -> bytes | None:
    """Returns the media type that a package states, and its members' names, a line each.

    None if it has no directory that can be read.
    """
    from zipfile import ZipFile  # most documents are no packages

    from checker.formats.office.package import ZIP_FAULTS

    try:
        with ZipFile(io.BytesIO(package)) as opened:
            names = opened.namelist()
            kind = b""
            if "mimetype" in names:
                with opened.open("mimetype") as stream:
                    kind = stream.read(RAW).partition(b"\n")[0].strip()
    except ZIP_FAULTS:
        return None
    return b"\n".join([kind, *(name.encode("utf-8", "replace") for name in names)])


def is_word(head: Head) -> bool:
    """Returns whether it is a package with the text or styles of a Word document."""
    return is_packed(head, ZIP) and holds(head, b"word/document", b"word/styles")


def is_open_text(head: Head) -> bool:
    """Returns whether it is an OpenDocument text rather than a table or presentation."""
    if not is_packed(head, ZIP) or not holds(head, *OPEN_DOCUMENT):
        return False
    tables = (b"opendocument.spreadsheet", b"opendocument.presentation", b"opendocument.graphics")
    return not holds(head, *tables)


def is_open_table(head: Head) -> bool:
    """Returns whether it is any other OpenDocument package."""
    return is_packed(head, ZIP) and holds(head, *OPEN_DOCUMENT) and not is_open_text(head)


def is_epub(head: Head) -> bool:
    """Returns whether it is a package with the container of a book."""
    return is_packed(head, ZIP) and holds(head, b"application/epub+zip", b"META-INF/container.xml")


def is_zip(head: Head) -> bool:
    """Returns whether it is a ZIP archive that is not a document of an unsupported program."""
    return is_packed(head, ZIP) and not holds(head, *UNREAD_PACKAGES)


def is_parquet(head: Head) -> bool:
    """Returns whether it is a Parquet file, whose footer may be encrypted."""
    return is_packed(head, (b"PAR1", b"PARE"))


def is_tar(head: Head) -> bool:
    """Returns whether it is a tar archive in POSIX or GNU format."""
    return is_packed(head, (b"ustar",), TAR_MARK)


def as_bytes(data: bytes | str) -> bytes:
    """Returns a document as bytes, whatever it came as."""
    return data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")


def is_rtf(head: Head) -> bool:
    """Returns whether it begins as RTF: a group followed by a control word or another group."""
    return RTF.match(head.lead) is not None


def is_postscript(head: Head) -> bool:
    """Returns whether it is PostScript, by its first line, or an EPS file with a preview."""
    return head.lead.startswith("%!PS-Adobe-") or head.raw.startswith(b"\xc5\xd0\xd3\xc6")


def is_svg(head: Head) -> bool:
    """Returns whether the document is one svg element and nothing after it.

    A page may begin with an icon; a picture is svg as a whole.
    """
    if head.root.lower() != "svg":
        return False
    text = head.given if isinstance(head.given, str) else head.given.decode("utf-8", "replace")
    depth = 0
    for tag in SVG_TAG.finditer(text):
        depth += -1 if tag[1] else not tag[2]
        if depth <= 0:
            return not MARKUP_NOTES.sub("", text[tag.end() :]).strip()
    return True


def is_office_xml(head: Head) -> bool:
    """Returns whether it is XML of Word 2003, a flat Office package or a flat OpenDocument file."""
    start = head.lead[:4000]
    return start.startswith("<") and any(
        mark in start
        for mark in (
            "<?mso-application",
            "schemas.microsoft.com/office/word/2003/wordml",
            "schemas.microsoft.com/office/2006/xmlPackage",
            "urn:oasis:names:tc:opendocument:xmlns:office",
        )
    )


def is_property_list(head: Head) -> bool:
    """Returns whether it is an Apple property list in XML, such as a Safari web archive."""
    return head.root == "plist"


def unpacked_head(data: bytes) -> bytes:
    """Returns the first bytes, gzip looked through."""
    if not data.startswith(b"\x1f\x8b"):
        return data[:HEAD]
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:HEAD], HEAD)
    except (zlib.error, gzip.BadGzipFile):
        return data[:HEAD]


def decoded_head(first: bytes) -> str:
    """Returns the first characters, good enough to distinguish formats."""
    whole = len(first) // 4 * 4  # no half of a character at the end
    codec, length = byte_order_mark(first)
    if codec:
        return first[length:whole].decode(codec, errors="replace")
    if first.startswith((b"<\0", b"\0<", b"\0\0\0<", EBCDIC)):
        return decode_xml(first[:whole])[0]
    return first.decode("utf-8", errors="replace")
