"""Formats that are recognised but not read: other programs' documents, archives, pictures, sound.

Their bytes are not text, so a scan would find nothing and report that as clear. To add a reader for
one of them, remove its row from `UNREAD` and add a `Format` to the table of formats.
"""

from collections.abc import Callable
from typing import Final

from checker.errors import Problem, UnsupportedFormat
from checker.formats.signatures import (
    ZIP,
    Head,
    as_bytes,
    head_of,
    holds,
    is_gzip,
    is_office_xml,
    is_open_table,
    is_packed,
    is_postscript,
    is_property_list,
    is_svg,
)
from checker.values import dataclass
from checker.wording import worded

__all__ = ["UNREAD", "Unread", "refuse_unread", "unread", "unread_media_type"]

COPY = "paste its text, or save it as plain text or HTML"
UNPACK = "unpack it and give the files inside"
LETTERS = "give the words themselves: the caption or the transcript"


@dataclass(frozen=True, slots=True)
class Unread:
    """One kind of file that is refused by name.

    Attributes:
        name: a short stable word.
        what: the kind with its article, as messages name it.
        hint: what a person can do instead.
        starts: the first bytes, any of them; a control character must follow within 512 bytes.
        at: the offset of those bytes.
        inside: bytes of which one must be somewhere in the file (names of members of a ZIP).
        test: a test of the head, for what its first bytes cannot show.
        suffixes: of file names, in lower case with their dot.
        media_types: of responses in a web archive, in lower case.
        document: whether a newsroom may have saved a story so (a picture holds none).
    """

    name: str
    what: str
    hint: str
    starts: tuple[bytes, ...] = ()
    at: int = 0
    inside: tuple[bytes, ...] = ()
    test: Callable[[Head], bool] | None = None
    suffixes: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    document: bool = True

    def matches(self, head: Head) -> bool:
        """Returns whether a file with this beginning is of this kind."""
        if self.test is not None:
            return self.test(head)
        if not is_packed(head, self.starts, self.at):
            return False
        if self.inside and head.raw.startswith(ZIP):
            return holds(head, *self.inside)
        return not self.inside or any(part in as_bytes(head.given) for part in self.inside)


OLE: Final = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)


def utf16(name: str) -> bytes:
    """Returns the name of a stream as OLE files have it."""
    return name.encode("utf-16-le")


# Asked in this order; the first that matches names the file.
UNREAD: tuple[Unread, ...] = (
    Unread(
        "xlsx",
        "an Excel workbook",
        "save it as CSV",
        ZIP,
        inside=(b"xl/workbook", b"xl/worksheets/"),
        suffixes=(".xlsx", ".xlsm", ".xlsb"),
    ),
    Unread(
        "pptx",
        "a PowerPoint presentation",
        COPY,
        ZIP,
        inside=(b"ppt/presentation", b"ppt/slides/"),
        suffixes=(".pptx", ".pptm", ".ppsx"),
    ),
    Unread(
        "opendocument",
        "an OpenDocument table or presentation",
        COPY,
        test=is_open_table,
        suffixes=(".ods", ".odp", ".odg", ".fodt"),
    ),
    Unread(
        "iwork",
        "a document of Pages, Numbers or Keynote",
        COPY,
        ZIP,
        inside=(b"Index/Document.iwa", b"Index.zip", b"index.apxl"),
        suffixes=(".pages", ".numbers", ".key"),
    ),
    Unread(
        "indesign",
        "an InDesign document",
        COPY,
        (*ZIP, b"\x06\x06\xed\xf5\xd8\x1d\x46\xe5"),
        inside=(b"designmap.xml", b"\x06\x06\xed\xf5\xd8\x1d\x46\xe5"),
        suffixes=(".indd", ".idml", ".indt"),
    ),
    Unread(
        "hwpx",
        "a Hangul document",
        COPY,
        ZIP,
        inside=(b"application/hwp+zip",),
        suffixes=(".hwpx",),
    ),
    Unread(
        "doc",
        "a Word document of the older kind",
        COPY,
        OLE,
        inside=(utf16("WordDocument"),),
        suffixes=(".doc", ".dot"),
        media_types=("application/msword",),
    ),
    Unread(
        "xls",
        "an Excel workbook of the older kind",
        "save it as CSV",
        OLE,
        inside=(utf16("Workbook"),),
        suffixes=(".xls",),
    ),
    Unread(
        "ppt",
        "a PowerPoint presentation of the older kind",
        COPY,
        OLE,
        inside=(utf16("PowerPoint Document"),),
        suffixes=(".ppt", ".pps"),
    ),
    Unread(
        "msg",
        "an Outlook message",
        "save it as .eml, or paste its text",
        OLE,
        inside=(utf16("__substg1.0"), utf16("__properties_version1.0")),
        suffixes=(".msg",),
    ),
    Unread(
        "ole", "a document of an older Office program", COPY, OLE, suffixes=(".hwp", ".pub", ".wps")
    ),
    Unread("wordperfect", "a WordPerfect document", COPY, (b"\xffWPC",), suffixes=(".wpd",)),
    Unread("office-xml", "an Office document saved as XML", COPY, test=is_office_xml),
    Unread("postscript", "a PostScript file", COPY, test=is_postscript, suffixes=(".ps", ".eps")),
    Unread("djvu", "a DjVu document", COPY, (b"AT&TFORM",), suffixes=(".djvu", ".djv")),
    Unread("mobi", "an e-book for Kindle", COPY, (b"BOOKMOBI",), at=60, suffixes=(".mobi", ".azw")),
    Unread(
        "webarchive",
        "a property list or web archive of Apple's",
        "save the page as HTML",
        (b"bplist00",),
        suffixes=(".webarchive",),
    ),
    Unread("plist", "a property list or web archive of Apple's", COPY, test=is_property_list),
    Unread("7z", "a 7z archive", UNPACK, (b"7z\xbc\xaf\x27\x1c",), suffixes=(".7z",)),
    Unread("rar", "a RAR archive", UNPACK, (b"Rar!\x1a\x07",), suffixes=(".rar",)),
    Unread("gzip", "a gzip file inside a gzip file", UNPACK, test=is_gzip),
    Unread("bzip2", "a bzip2 file", UNPACK, (b"BZh",), suffixes=(".bz2", ".tbz")),
    Unread("xz", "an xz file", UNPACK, (b"\xfd7zXZ\x00",), suffixes=(".xz", ".txz")),
    Unread("zstd", "a Zstandard file", UNPACK, (b"\x28\xb5\x2f\xfd",), suffixes=(".zst",)),
    Unread("lz4", "an LZ4 file", UNPACK, (b"\x04\x22\x4d\x18",)),
    Unread("compress", "a file of compress", UNPACK, (b"\x1f\x9d", b"\x1f\xa0")),
    Unread("cab", "a cabinet archive", UNPACK, (b"MSCF\0\0\0\0",)),
    Unread(
        "database",
        "a database",
        "export its articles as JSON or CSV",
        (b"SQLite format 3\0", b"\0\1\0\0Standard ACE DB", b"\0\1\0\0Standard Jet DB"),
    ),
    Unread(
        "picture",
        "a picture",
        LETTERS,
        (
            b"\xff\xd8\xff",
            b"\x89PNG\r\n\x1a\n",
            b"\xc2\x89PNG\r\n",
            b"GIF87a",
            b"GIF89a",
            b"II*\0",
            b"MM\0*",
            b"BM",
            b"\0\0\1\0",
            b"8BPS\0",
            b"\0\0\0\x0cjP  ",
            b"\xff\x0a",
            b"\0\0\0\x0cJXL ",
        ),
        document=False,
    ),
    Unread("picture", "a picture", LETTERS, (b"WEBP",), at=8, document=False),
    Unread(
        "picture",
        "a picture",
        LETTERS,
        (b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1", b"ftypavif", b"ftypavis"),
        at=4,
        document=False,
    ),
    Unread("picture", "an SVG picture", LETTERS, test=is_svg, document=False),
    Unread("recording", "a sound or video recording", LETTERS, (b"ftyp",), at=4, document=False),
    Unread(
        "recording", "a sound or video recording", LETTERS, (b"WAVE", b"AVI "), at=8, document=False
    ),
    Unread(
        "recording",
        "a sound or video recording",
        LETTERS,
        (
            b"ID3",
            b"\xff\xfb",
            b"\xff\xfa",
            b"\xff\xf3",
            b"\xff\xf2",
            b"\xff\xf1",
            b"\xff\xf9",
            b"OggS",
            b"fLaC",
            b"\x1a\x45\xdf\xa3",
            b"FLV\1",
            b"\0\0\1\xba",
            b"\0\0\1\xb3",
            b"\x30\x26\xb2\x75",
            b"MThd",
            b"#!AMR",
            b"FORM",
            b".snd",
        ),
        document=False,
    ),
    Unread(
        "program",
        "a program or a font",
        "provide a text, HTML, JSON or XML file",
        (
            b"\x7fELF",
            b"MZ",
            b"\xca\xfe\xba\xbe",
            b"\xcf\xfa\xed\xfe",
            b"\0asm",
            b"wOFF",
            b"wOF2",
            b"OTTO",
            b"\0\1\0\0\0",
            b"FWS",
            b"CWS",
        ),
        document=False,
    ),
)


# What a document without control characters can be: the first bytes of the others need one.
TOLD_BY_A_TEST: Final = tuple(kind for kind in UNREAD if kind.test is not None)


def unread(head: Head) -> Unread | None:
    """Returns the kind of file that a document is, if it is one that is not read; never raises."""
    kinds = UNREAD if head.packed else TOLD_BY_A_TEST
    return next((kind for kind in kinds if kind.matches(head)), None)


def refuse_unread(data: bytes | str, place: str) -> None:
    """Raises UnsupportedFormat, with the kind's name and a hint, for a file that is not read."""
    kind = unread(head_of(data, None))
    if kind is not None:
        what = worded("this is {what}, which cannot be read", what=kind.what)
        raise UnsupportedFormat(Problem(place, what, kind.hint))


def unread_media_type(content_type: str) -> Unread | None:
    """Returns the kind of document that a media type names, if it is one that is not read."""
    media_type = content_type.partition(";")[0].strip().lower()
    return next((kind for kind in UNREAD if media_type in kind.media_types), None)
