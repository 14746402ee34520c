"""Office documents: text that lies in a part of its own is read where it is shown, or is named."""

import pytest

from checker.formats import read_draft

from .documents import W, docx, odt, paragraph, zipped

FIRST = "The night ferry to Orlu sailed again on Monday after a winter in the yard of its owners."
INSIDE = "The lighthouse keeper of Sandvik counted nineteen seals below the north stair on Friday."
LAST = "A crowd watched from the mole, and the last berth for the summer was sold before noon."
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
DIAGRAM = (
    '<d:dataModel xmlns:d="http://d" xmlns:a="http://a"><d:pt><d:t><a:p><a:r><a:t>'
    f"{INSIDE}</a:t></a:r></a:p></d:t></d:pt></d:dataModel>"
)
PICTURE = "<w:p><w:r><w:drawing/></w:r></w:p>"


def related(kind: str, target: str, mode: str = "") -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r9" Type="http://x/{kind}" Target="{target}" {mode}/></Relationships>'
    )


def with_part(element: str, kind: str, name: str, content: str | bytes) -> bytes:
    body = f"{paragraph(FIRST)}{element}{paragraph(LAST)}"
    parts = {f"word/{name}": content, "word/_rels/document.xml.rels": related(kind, name)}
    return docx(body, parts)


OBJECT = (
    f'<w:p><w:r><w:object><o:OLEObject xmlns:o="o" {R} ProgID="{{}}" r:id="r9"/>'
    "</w:object></w:r></w:p>"
)
CHUNK = f'<w:altChunk {R} r:id="r9"/>'
SHOWN = {
    "imported page": (CHUNK, "aFChunk", "chunk.html", f"<html><body><p>{INSIDE}</p></body></html>"),
    "imported rtf": (CHUNK, "aFChunk", "chunk.rtf", "{\\rtf1\\ansi " + INSIDE + "}"),
    "imported word": (CHUNK, "aFChunk", "chunk.docx", docx(paragraph(INSIDE))),
    "subdocument": (
        f'<w:p><w:subDoc {R} r:id="r9"/></w:p>', "subDocument", "two.docx",
        docx(paragraph(INSIDE)),
    ),
    "embedded word": (
        OBJECT.format("Word.Document.12"), "package", "embeddings/a.docx",
        docx(paragraph(INSIDE)),
    ),
    "diagram": (
        f'<w:p><w:r><w:drawing><d:relIds xmlns:d="d" {R} r:dm="r9"/></w:drawing></w:r></w:p>',
        "diagramData", "diagrams/data1.xml", DIAGRAM,
    ),
}  # fmt: skip


@pytest.mark.parametrize("part", SHOWN.values(), ids=SHOWN)
def test_a_part_of_a_word_document_is_read_where_it_is_shown(
    part: tuple[str, str, str, str],
) -> None:
    draft = read_draft(with_part(*part))
    assert [p for p in draft.text.split("\n\n") if p] == [FIRST, INSIDE, LAST]
    assert not draft.parts_unread


def test_a_part_that_no_element_shows_is_read_last() -> None:
    draft = read_draft(with_part("", "package", "embeddings/a.docx", docx(paragraph(INSIDE))))
    assert draft.text == f"{FIRST}\n\n{LAST}\n\n{INSIDE}"


def test_parts_of_notes_have_relations_of_their_own() -> None:
    notes = f"<w:footnotes {W}><w:footnote>{CHUNK}</w:footnote></w:footnotes>"
    parts: dict[str, str | bytes] = {
        "word/footnotes.xml": notes,
        "word/_rels/footnotes.xml.rels": related("aFChunk", "/word/chunk.txt"),
        "word/chunk.txt": INSIDE,
    }
    assert read_draft(docx(paragraph(FIRST), parts)).text == f"{FIRST}\n\n{INSIDE}"


UNREAD = {
    "a workbook": (
        OBJECT.format("Excel.Sheet.12"), "package", "embeddings/t.xlsx",
        zipped({"xl/workbook.xml": "<a/>"}), "t.xlsx (this is an Excel workbook",
    ),
    "an older document": (
        OBJECT.format("Word.Document.8"), "oleObject", "embeddings/o.bin",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "o.bin (",
    ),
    "a part that is missing": (CHUNK, "aFChunk", "../../chunk.html", "", "chunk.html ("),
    "damaged": (CHUNK, "aFChunk", "c.docx", docx(paragraph(INSIDE))[:99], "c.docx (a damaged"),
}  # fmt: skip


@pytest.mark.parametrize("part", UNREAD.values(), ids=UNREAD)
def test_a_part_that_cannot_be_read_is_named(part: tuple[str, str, str, str | bytes, str]) -> None:
    *shown, told = part
    draft = read_draft(with_part(*shown))  # type: ignore[arg-type]
    (named,) = draft.parts_unread
    assert told in named
    assert draft.text == f"{FIRST}\n\n{LAST}"


def test_a_part_outside_of_the_document_is_never_opened() -> None:
    mode = 'TargetMode="External"'
    rels = related("subDocument", "file:///etc/hostname", mode)
    element = f'<w:p><w:subDoc {R} r:id="r9"/></w:p>'
    draft = read_draft(docx(paragraph(FIRST) + element, {"word/_rels/document.xml.rels": rels}))
    assert draft.parts_unread == ("hostname (a file outside of the document)",)


def test_formulas_and_the_tables_of_charts_are_no_text() -> None:
    formula = with_part(OBJECT.format("Equation.3"), "oleObject", "embeddings/o.bin", b"\xd0\xcf")
    assert not read_draft(formula).parts_unread
    chart = (
        '<c:chartSpace xmlns:c="c" xmlns:a="a"><a:p><a:t>Seals a year</a:t></a:p></c:chartSpace>'
    )
    shown = f'<w:p><w:r><w:drawing><c:chart xmlns:c="c" {R} r:id="r9"/></w:drawing></w:r></w:p>'
    draft = read_draft(with_part(shown, "chart", "charts/chart1.xml", chart))
    assert "Seals a year" in draft.text
    assert not draft.parts_unread


def test_a_document_inside_itself_ends() -> None:
    inner = docx(paragraph(INSIDE))
    for _ in range(6):
        inner = with_part(CHUNK, "aFChunk", "chunk.docx", inner)
    draft = read_draft(inner)
    assert INSIDE not in draft.text
    assert any("nested" in part for part in draft.parts_unread)


ELEVEN = "The ferry is back after eleven weeks in the old yard"
TWELVE = f"{ELEVEN} again"


def pictured(kind: str, words: str) -> bytes:
    if kind == "docx":
        return docx(paragraph(words) + PICTURE, {"word/media/image1.png": b"\x89PNG"})
    if kind == "odt":
        image = "<text:p><draw:frame><draw:image/></draw:frame></text:p>"
        return odt(f"<text:p>{words}</text:p>{image}", {"Pictures/a.png": b"\x89PNG"})
    return ("{\\rtf1\\ansi " + words + "{\\pict\\pngblip 8950}}").encode()


@pytest.mark.parametrize("kind", ["docx", "odt", "rtf"])
def test_a_headline_above_a_picture_may_be_all_that_was_read(kind: str) -> None:
    few, more = (read_draft(pictured(kind, words)) for words in (ELEVEN, TWELVE))
    assert few.parts_unread == ("a picture without text: a scan?",)
    assert not more.parts_unread


def test_few_words_without_a_picture_are_a_text() -> None:
    assert not read_draft(docx(paragraph(ELEVEN))).parts_unread


def test_objects_of_an_opendocument_text_are_read() -> None:
    space = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
    words = "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
    made = (
        "<office:document-content {} {}><office:body><office:{}><text:p>{}</text:p></office:{}>"
        "</office:body></office:document-content>"
    )
    body = f"<text:p>{FIRST}</text:p>"
    text = odt(body, {"Object 1/content.xml": made.format(space, words, "text", INSIDE, "text")})
    assert read_draft(text).text == f"{FIRST}\n\n{INSIDE}"
    chart = odt(body, {"Object 1/content.xml": made.format(space, words, "chart", "12", "chart")})
    assert read_draft(chart).text == FIRST
    ole = read_draft(odt(body + "<text:p><draw:object-ole/></text:p>"))
    assert ole.parts_unread == ("an embedded object",)


def test_objects_of_rtf_are_named() -> None:
    made = (
        "{\\rtf1\\ansi %s{\\object\\objemb{\\*\\objclass %s}{\\*\\objdata 0105}{\\result A seal}}}"
    )
    draft = read_draft(made % (FIRST, "Word.Document.8"))
    assert draft.parts_unread == ("an embedded object Word.Document.8",)
    assert draft.text == f"{FIRST}A seal"
    assert not read_draft(made % (FIRST, "Equation.3")).parts_unread
