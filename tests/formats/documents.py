"""Documents of other programs, made by the tests: PDF, Word, EPUB, archives, mails."""

import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from email.message import EmailMessage
from html import escape

__all__ = [
    "docx",
    "epub",
    "mail",
    "odt",
    "paragraph",
    "pdf",
    "tar",
    "words_at",
    "zipped",
]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
)

PDF_PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {contents} 0 R"
    " /Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >> /Annots [{notes}] >>"
)


def words_at(x: float, y: float, text: str, size: float = 10) -> str:
    """One line of text at a place of a page, as a content stream shows it."""
    safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({safe}) Tj ET"


def pdf(
    *pages: Iterable[str],
    info: str = "",
    extra: bytes = b"",
    notes: Sequence[str] = (),
    form: str = "",
) -> bytes:
    """A PDF of pages, each the operators of its content; `/Im1` is a picture of one dot.

    `notes` are the annotations of the first page, `form` the members of the document's form; its
    fields are those annotations.
    """
    fields = " ".join(f"{number} 0 R" for number in range(6, 6 + len(notes)))
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{fields}] {form} >> >>"
        if form
        else "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        " /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream",
        f"<< {info} >>",
        *(f"<< /Type /Annot /Rect [50 300 400 500] {note} >>" for note in notes),
    ]
    kids: list[str] = []
    for page in pages:
        stream = "\n".join(page)
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        given = "" if kids else fields
        bodies.append(PDF_PAGE.format(contents=len(bodies), notes=given))
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = bytearray(b"%PDF-1.4\n" + extra)
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    trailer = f"<< /Size {len(bodies) + 1} /Root 1 0 R /Info 5 0 R >>"
    return bytes(out) + f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode()


def zipped(members: Mapping[str, str | bytes], *, stored: Sequence[str] = ()) -> bytes:
    """A ZIP file of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return stream.getvalue()


def tar(members: Mapping[str, bytes], mode: str = "w") -> bytes:
    """A tar file of these members; `w:gz` compresses it."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return stream.getvalue()


def paragraph(text: str) -> str:
    """A paragraph of a Word document."""
    return f"<w:p><w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r></w:p>"


def document(text: str) -> str:
    """The part of a Word document with its text, of one paragraph."""
    return f"<w:document {W}><w:body>{paragraph(text)}</w:body></w:document>"


def docx(body: str, parts: Mapping[str, str | bytes] | None = None, prolog: str = "") -> bytes:
    """A Word document with this body, and further parts by their names."""
    document = f'<?xml version="1.0"?>{prolog}<w:document {W}><w:body>{body}</w:body></w:document>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://x/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    )
    return zipped({
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations,
        "word/document.xml": document,
        **(parts or {}),
    })  # fmt: skip


def odt(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text with this body."""
    kind = "application/vnd.oasis.opendocument.text"
    content = (
        f"<office:document-content {OFFICE}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    members = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": "<m/>"}
    return zipped({**members, **(parts or {})}, stored=("mimetype",))


def epub(
    chapters: Mapping[str, str], date: str = "", parts: Mapping[str, str] | None = None
) -> bytes:
    """A book whose chapters are pages."""
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    order = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:date>{date}</dc:date><dc:language>en</dc:language></metadata>"
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    container = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    return zipped({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "OPS/book.opf": package,
        **{f"OPS/{name}": page for name, page in chapters.items()},
        **(parts or {}),
    }, stored=("mimetype",))  # fmt: skip


def mail(text: str, attached: Mapping[str, bytes], date: str = "") -> bytes:
    """A message with attachments by their names."""
    message = EmailMessage()
    message["From"] = "Ann Or <ann@lantern.example>"
    message["To"] = "desk@lantern.example"
    message["Subject"] = "The story of today"
    if date:
        message["Date"] = date
    message.set_content(text)
    for name, content in attached.items():
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes()
