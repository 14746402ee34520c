"""What is no text is refused by name at every door, and prose about it is read."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

from checker.errors import UnsupportedFormat
from checker.formats import BadRecord, read_draft, read_drafts, read_sources
from checker.formats.registry import FORMATS
from checker.formats.unread import UNREAD
from checker.models.draft import Draft, Use
from checker.running.documents import Readable, Unreadable, read_documents
from checker.running.lines import LineError, parse_line

STORY = (
    "The night ferry to Orlu sailed again on Monday after a winter in the yard.\n\n"
    "A crowd watched from the mole, its owners said, and the last berth was sold by noon.\n"
)
PDF = (
    f"%PDF-1.3\n1 0 obj\n<< /Length 500 >>\nstream\nBT ({STORY}) Tj ET\nendstream\nendobj\n%%EOF\n"
)
RTF = "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\f0 " + STORY + "\\par}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
NOISE = bytes(range(256)) * 2


def zipped(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in members.items():
            package.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()


def tarred() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        entry = tarfile.TarInfo("story.txt")
        entry.size = len(STORY)
        archive.addfile(entry, io.BytesIO(STORY.encode()))
    return stream.getvalue()


def stream_name(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + STORY.encode()


# Documents that are read, and never as a text.
PACKED: dict[str, tuple[bytes, str]] = {
    "pdf": (PDF.encode(), "a PDF document"),
    "pdf after headers": (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + PDF.encode(),
        "a PDF document",
    ),
    "pdf after junk": (b"\0\x01\x02 \xff\xfe junk\n" + PDF.encode(), "a PDF document"),
    "pdf with binary": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n12 0 obj\n" + NOISE, "a PDF document"),
    "rtf": (RTF.encode(), "an RTF document"),
    "rtf after a mark": (b"\xef\xbb\xbf\r\n" + RTF.encode(), "an RTF document"),
    "rtf in arabic": (b"{\\rtf1\\ansi\\ansicpg1256 \\u1575?\\u1604?}", "an RTF document"),
    "docx": (zipped(**{"word/document.xml": STORY}), "a Word document"),
    "odt": (
        zipped(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": STORY}),
        "an OpenDocument text",
    ),
    "epub": (zipped(**{"META-INF/container.xml": ""}), "an EPUB book"),
    "zip": (zipped(**{"a.html": STORY}), "a ZIP archive"),
    "empty zip": (zipped(), "a ZIP archive"),
    "tar": (tarred(), "a tar archive"),
    "tar.gz": (gzip.compress(tarred()), "a tar archive"),
    "docx in gzip": (gzip.compress(zipped(**{"word/document.xml": STORY})), "a Word document"),
}  # fmt: skip
FILES: dict[str, tuple[bytes, str]] = {
    "xlsx": (zipped(**{"xl/workbook.xml": STORY}), "an Excel workbook"),
    "pptx": (zipped(**{"ppt/presentation.xml": STORY}), "a PowerPoint presentation"),
    "pages": (zipped(**{"Index/Document.iwa": STORY}), "a document of Pages"),
    "doc": (stream_name("WordDocument"), "a Word document of the older kind"),
    "xls": (stream_name("Workbook"), "an Excel workbook of the older kind"),
    "msg": (stream_name("__substg1.0_0037"), "an Outlook message"),
    "ole": (OLE + STORY.encode(), "a document of an older Office program"),
    "word 2003": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
        "an Office document saved as XML",
    ),
    "flat odt": (
        b'<?xml version="1.0"?><office:document '
        b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
        "an Office document saved as XML",
    ),
    "plist": (b'<?xml version="1.0"?><plist><dict/></plist>', "a property list"),
    "postscript": (b"%!PS-Adobe-3.0\n(" + STORY.encode() + b") show\n", "a PostScript file"),
    "gzip twice": (gzip.compress(gzip.compress(STORY.encode())), "a gzip file inside"),
    "bzip2": (bz2.compress(STORY.encode()), "a bzip2 file"),
    "xz": (lzma.compress(STORY.encode()), "an xz file"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4" + NOISE, "a 7z archive"),
    "rar": (b"Rar!\x1a\x07\x01\0" + NOISE, "a RAR archive"),
    "sqlite": (b"SQLite format 3\0" + NOISE, "a database"),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + NOISE, "a picture"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + NOISE, "a picture"),
    "gif": (b"GIF89a\1\0\1\0" + NOISE, "a picture"),
    "webp": (b"RIFF\x10\0\0\0WEBPVP8 " + NOISE, "a picture"),
    "tiff": (b"II*\0\x08\0\0\0" + NOISE, "a picture"),
    "heic": (b"\0\0\0\x18ftypheic" + NOISE, "a picture"),
    "svg": (
        f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>{STORY}</text></svg>'
        "<!-- end -->\n".encode(),
        "an SVG picture",
    ),
    "mp3": (b"ID3\4\0\0" + NOISE, "a sound or video recording"),
    "mp4": (b"\0\0\0\x20ftypisom" + NOISE, "a sound or video recording"),
    "wav": (b"RIFF\x10\0\0\0WAVEfmt " + NOISE, "a sound or video recording"),
    "ogg": (b"OggS\0\2" + NOISE, "a sound or video recording"),
    "program": (b"\x7fELF\2\1\1\0" + NOISE, "a program or a font"),
}  # fmt: skip
each_file = pytest.mark.parametrize(("data", "what"), FILES.values(), ids=FILES)
each_packed = pytest.mark.parametrize(("data", "what"), PACKED.values(), ids=PACKED)

READ = {
    "PK": f"PK is the name of the quay. {STORY}",
    "%PDF": f"%PDF in the first line says what a file is. {STORY}",
    "%PDF-1.4": f"%PDF-1.4 is the header that every such file had then. {STORY}",
    "about pdf": f"A file of that kind begins with a line that names its version, and then come "
    f"its objects, one by one:\n\n%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n\n{STORY}",
    "pdf as an example": f"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n\nSo begins each. {STORY * 2}",
    "about rtf": f"{{\\rtf1 is how a file begins, {{\\b so}} one writes in bold. {STORY}",
    "rtf quoted": f"Such files begin with {{\\rtf1\\ansi and end with a brace. {STORY}",
    "GIF89a": f"GIF89a is older than the web. {STORY}",
    "BM": f"BM Capital has bought the ferry. {STORY}",
    "MZ": f"MZ are the initials of its builder. {STORY}",
    "ID3": f"ID3 tags name the song. {STORY}",
    "Rar!": f"Rar! cried the crowd. {STORY}",
    "7z": f"7z is packed tighter. {STORY}",
    "%!PS": f"%!PS means PostScript. {STORY}",
}


@each_file
def test_a_file_that_is_no_text_is_refused_by_name_whatever_its_suffix(
    data: bytes, what: str
) -> None:
    for name in ("story", "story.txt", "story.html", "story.csv", "story.xml", "story.json"):
        with pytest.raises(UnsupportedFormat, match=what) as raised:
            read_draft(data, name=name)
        assert raised.value.problems[0].hint
    for as_type in ("text", "html", "markdown"):
        with pytest.raises(UnsupportedFormat, match=what):
            read_draft(data, as_type=as_type)


@each_packed
def test_a_document_is_read_by_its_content_and_never_as_another_format(
    data: bytes, what: str
) -> None:
    for as_type in ("text", "html", "markdown", "jsonl", "plain-wire", "csv"):
        with pytest.raises(UnsupportedFormat, match=what):
            read_draft(data, as_type=as_type)
    for name in ("story", "story.txt", "story.html", "story.csv", "story.xml", "story.json"):
        for found in read_documents(data, name=name, use=Use()):
            if isinstance(found, Readable):
                assert not set("{}\\") & set(found.draft.text)
                assert found.draft.content_type != "text/html" or "ferry" in found.draft.text


@each_file
def test_a_file_of_many_a_batch_and_a_source_are_refused_so_too(data: bytes, what: str) -> None:
    (lost,) = read_drafts(data, name="story.eml")
    assert isinstance(lost, BadRecord)
    assert what in lost.what
    (unread,) = read_documents(data, name="batch.jsonl", use=Use())
    assert isinstance(unread, Unreadable)
    assert what in unread.what
    (refused,) = read_sources(data, name="story", default_owner="afp")
    assert isinstance(refused, BadRecord)
    assert what in refused.what


@pytest.mark.parametrize("text", [PDF, "\n " + PDF, RTF], ids=["pdf", "pdf after a line", "rtf"])
def test_such_a_file_is_refused_as_a_text_that_was_pasted(text: str) -> None:
    for as_type in ("text", "html"):
        with pytest.raises(UnsupportedFormat):
            read_draft(text, as_type=as_type)


@pytest.mark.parametrize("name", ["jpeg", "png", "docx", "doc", "mp4", "zip"])
def test_bytes_that_a_program_took_for_a_text_are_refused(name: str) -> None:
    file = {**PACKED, **FILES}[name][0]
    for text in (file.decode("utf-8", "replace"), file.decode("latin-1")):
        with pytest.raises(UnsupportedFormat):
            read_draft(text * 3, as_type="text")


@pytest.mark.parametrize("text", READ.values(), ids=READ)
def test_prose_that_begins_so_or_speaks_of_it_is_read(text: str) -> None:
    assert read_draft(text, as_type="text").text == text
    assert read_draft(text.encode(), name="story.txt").text == text


def test_a_page_that_begins_with_an_icon_is_read_and_a_picture_alone_is_not() -> None:
    icon = '<svg width="1"><svg><path d="M0"/></svg></svg>'
    assert "night ferry" in read_draft(f"{icon}<article><p>{STORY}</p></article>").text
    for alone in (icon, f"<!-- made by x -->{icon}\n<!-- end -->", '<svg width="9"/>'):
        with pytest.raises(UnsupportedFormat, match="SVG"):
            read_draft(alone, as_type="html")


def test_a_line_of_a_batch_that_names_such_a_file_is_refused_and_the_others_are_not(
    tmp_path: Path,
) -> None:
    (tmp_path / "story.pdf").write_text(PDF)
    with pytest.raises(LineError, match="PDF document"):
        parse_line(b'{"id": 1, "path": "story.pdf"}', Use(), tmp_path)
    batch = b'{"path": "story.pdf"}\n{"text": "%PDF-1.3\\n1 0 obj\\n<<>>"}\n{"text": "A ferry."}\n'
    found = list(read_documents(batch, name="a.jsonl", use=Use(), base=tmp_path))
    assert [isinstance(f, Unreadable) for f in found] == [True, True, False]


def test_a_record_of_such_a_text_is_refused() -> None:
    (lost,) = read_drafts(b'{"id": "a", "owner": "afp", "text": "%PDF-1.3\\n1 0 obj\\n<<>>"}')
    assert isinstance(lost, BadRecord)
    assert "a PDF document" in lost.what


def test_each_kind_has_a_hint_and_no_suffix_of_a_format_that_is_read() -> None:
    read = {suffix for kind in FORMATS for suffix in kind.suffixes}
    for kind in UNREAD:
        assert kind.hint
        assert kind.what.split()[0] in ("a", "an")
        assert not read & set(kind.suffixes)


def test_damage_late_in_a_text_makes_it_incomplete() -> None:
    draft = read_draft(STORY.encode() * 50 + NOISE * 10, name="story.txt")
    assert isinstance(draft, Draft)
    assert draft.damage
