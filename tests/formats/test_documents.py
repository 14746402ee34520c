"""PDF, Word, OpenDocument, RTF and EPUB: what readers see is read, and what is not is named."""

import textwrap
from collections.abc import Callable
from itertools import zip_longest

import pytest

from checker.errors import DamagedInput, InputError, UnsupportedFormat
from checker.extras import to_install
from checker.formats import BadRecord, read_draft, read_drafts, read_sources, sniff
from checker.models.draft import Draft
from checker.models.source import Source

from .documents import W, docx, epub, odt, paragraph, pdf, words_at, zipped

FERRY = (
    "The night ferry between Port Ansel and the island of Grey Holm sailed again on Saturday for "
    "the first time in six years, with two hundred passengers and a brass band on board."
)
LOFT = (
    "The loft above the fish market smells of tar and oranges. Jonna Pell mends what the night has "
    "torn, two meshes to the minute, and will not be hurried by anybody in this town."
)
PICTURE = "q 500 0 0 700 40 40 cm /Im1 Do Q"


def column(x: float, text: str, top: float = 700) -> list[str]:
    lines = textwrap.wrap(text, 30)
    return [words_at(x, top - 12 * number, line) for number, line in enumerate(lines)]


def across(*texts: str) -> list[str]:
    """Columns written line by line over the whole page, as some programs do."""
    columns = [column(50 + 250 * number, text) for number, text in enumerate(texts)]
    return [line for row in zip_longest(*columns) for line in row if line]


@pytest.mark.parametrize(
    "page", [across(FERRY, LOFT), [*column(50, FERRY), *column(300, LOFT)]], ids=["rows", "columns"]
)
def test_columns_are_read_one_after_the_other_below_the_headline_that_spans_them(
    page: list[str],
) -> None:
    headline = "A headline that spans both of the columns below"
    draft = read_draft(pdf([words_at(50, 740, headline, 20), *page]))
    assert draft.text == f"{headline}\n\n{FERRY}\n\n{LOFT}"
    assert draft.zones[0].role == "headline"


def test_two_stories_with_headlines_of_their_own_stay_apart() -> None:
    upper = [words_at(50, 800, "The first headline spans all of it", 20), *across(FERRY, LOFT)]
    lower = [words_at(50, 560, "The second headline spans all of it", 20)]
    lower += [*column(50, LOFT, 520), *column(300, FERRY, 520)]
    text = read_draft(pdf([*upper, *lower])).text
    assert text.split("\n\n")[1:] == [
        FERRY, LOFT, "The second headline spans all of it", LOFT, FERRY,
    ]  # fmt: skip


DIVIDED = [
    ("The extra-", "ordinary ferry", "The extraordinary ferry"),
    ("An Anglo-", "American ferry", "An Anglo-American ferry"),
    ("It left at noon -", "So they say", "It left at noon -So they say"),
    ("The ferry", "sailed", "The ferry sailed"),
]


@pytest.mark.parametrize(("above", "below", "together"), DIVIDED)
def test_a_word_that_a_line_divides_is_one_word(above: str, below: str, together: str) -> None:
    page = [words_at(50, 700, above), words_at(50, 688, below), words_at(50, 676, "again today.")]
    assert read_draft(pdf(page)).text.startswith(together)


def test_paragraphs_are_told_by_gaps_and_indents() -> None:
    lines = ["One line of it", "and its end.", "Second begins", "and ends here.", "Third apart."]
    places = [(50, 700), (50, 688), (62, 676), (50, 664), (50, 630)]
    page = [words_at(x, y, line) for (x, y), line in zip(places, lines, strict=True)]
    assert read_draft(pdf(page)).text.split("\n\n") == [
        "One line of it and its end.", "Second begins and ends here.", "Third apart.",
    ]  # fmt: skip


def test_pages_are_counted_and_one_that_is_a_picture_is_named() -> None:
    pages = [column(50, FERRY), [PICTURE], [], column(50, LOFT)]
    draft = read_draft(pdf(*pages, info="/Title (The paper) /CreationDate (D:20200102030405Z)"))
    assert draft.text == f"{FERRY}\n\n{LOFT}"
    assert draft.pages == (0, len(FERRY), len(FERRY), len(FERRY) + 2)
    assert draft.parts_unread == ("page 2 (a picture without text: a scan?)",)
    assert draft.title == "The paper"
    assert [m.value for m in draft.metadata if m.name == "document:created"] == [
        "2020-01-02T03:04:05Z"
    ]


NO_TEXT = {
    "scanned": (pdf([PICTURE], [PICTURE]), UnsupportedFormat, "scanned PDF document: 2 pages"),
    "a stamp": (
        pdf([PICTURE, words_at(50, 50, "p. 1")]),
        None,
        "page 1 (a picture without text: a scan?)",
    ),
    "empty": (pdf([]), InputError, "no text"),
    "cut": (pdf(column(50, FERRY))[:300], DamagedInput, "damaged PDF"),
    "noise": (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + bytes(range(256)),
        DamagedInput,
        "damaged",
    ),
}


@pytest.mark.parametrize(("data", "error", "told"), NO_TEXT.values(), ids=NO_TEXT)
def test_a_pdf_without_readable_text_is_never_read_as_nothing(
    data: bytes, error: type[InputError] | None, told: str
) -> None:
    if error is None:
        assert told in read_draft(data).parts_unread
        return
    with pytest.raises(error, match=told):
        read_draft(data)


def test_a_pdf_of_one_long_stream_is_not_taken_for_a_text() -> None:
    page = [line for n in range(60) for line in column(50, FERRY, 800 - n)]
    assert sniff(pdf(page * 6)) == "pdf"


def test_a_missing_extra_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    with pytest.raises(UnsupportedFormat, match="needs an optional package") as raised:
        read_draft(pdf(column(50, FERRY)))
    assert raised.value.problems[0].hint == to_install("documents")


BOX = (
    '<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent>'
    + paragraph("In a box")
    + "</w:txbxContent></mc:Choice><mc:Fallback>"
    + paragraph("In a box")
    + "</mc:Fallback></mc:AlternateContent><w:t>around it</w:t></w:r></w:p>"
)
MARKS = (
    "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:noBreakHyphen/></w:r>"
    "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> shown</w:t></w:r></w:p>'
)
CORE = (
    '<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Minutes</dc:title>'
    "<dc:creator>Ann</dc:creator></p>"
)


def test_a_word_document_is_read_as_its_readers_see_it() -> None:
    around = {
        "word/footnotes.xml": f"<w:footnotes {W}>{paragraph('A note.')}</w:footnotes>",
        "word/header1.xml": f"<w:hdr {W}>{paragraph('A header')}</w:hdr>",
        "word/comments.xml": f"<w:comments {W}>{paragraph('A comment')}</w:comments>",
        "docProps/core.xml": CORE,
    }
    draft = read_draft(docx(MARKS + BOX + paragraph(FERRY), around))
    assert draft.text.split("\n\n") == [
        "a\tb\n\u2011new shown", "In a box", "around it", FERRY, "A note.", "A header",
    ]  # fmt: skip
    assert draft.title == "Minutes"
    assert [(left.why, left.characters) for left in draft.left_out] == [("hidden", 6)]


def test_an_open_document_is_read_as_its_readers_see_it() -> None:
    body = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h>Head</text:h>"
        '<text:p>One<text:s text:c="3"/>two<!-- c --> more <text:span>span</text:span> tail'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note."
        f"</text:p></text:note-body></text:note> end</text:p><text:p>{FERRY}</text:p>"
    )
    styles = (
        '<s xmlns:style="s" xmlns:text="t"><style:footer><text:p>Foot</text:p></style:footer></s>'
    )
    draft = read_draft(odt(body, {"styles.xml": styles}))
    assert draft.text.split("\n\n") == [
        "Head", "A note.", "One   two more span tail end", FERRY, "Foot",
    ]  # fmt: skip


RTF = {
    "letters by number": (r"\u1575?\u1604? word\par next", "ال word\n\nnext"),
    "two stand-ins": (r"\uc2\u1575 ab\u1604 cd word", "ال word"),
    "beyond the plane": (r"\u-10179?\u-8704? x", "😀 x"),
    "a code page": (r"\ansicpg932 \'93\'fa\'96\'7b", "日本"),
    "half a letter plain": (r"\ansicpg932 \'83n\'83\'5c.", "ハソ."),
    "a font's letters": (
        r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f0 Hi {\f1 \'cf\'f0} bye",
        "Hi Пр bye",
    ),
    "a link": (r'{\field{\*\fldinst HYPERLINK "https://x.example"}{\fldrslt here}} it', "here it"),
    "hidden and deleted": (r"kept {\v gone} and {\deleted gone} after", "kept  and  after"),
    "a picture": (r"a{\pict\pngblip 89504e47}b{\*\unknown c}d", "abd"),
    "bytes of a picture": ("a{\\pict\\bin5 {{{{{}b", "ab"),
    "a box": (
        r"a{\shp{\*\shpinst\shpleft1{\sp{\sn x}{\sv y}}{\shptxt In a box\par}}}b",
        "ab\n\nIn a box",
    ),
    "a note": (r"body{\footnote A note.}.", "body.\n\nA note."),
    "signs": (r"a\emdash b\lquote c\rquote\~d\_e", "a—b‘c’\u00a0d\u2011e"),
}  # fmt: skip


@pytest.mark.parametrize(("inside", "text"), RTF.values(), ids=RTF)
def test_rtf_gives_the_letters_that_it_shows(inside: str, text: str) -> None:
    draft = read_draft(("{\\rtf1\\ansi\\ansicpg1252\\pard " + inside + "}").encode("latin-1"))
    assert draft.text == text
    assert not draft.truncated
    assert not draft.damage


def test_rtf_that_is_cut_says_so_and_its_title_is_known() -> None:
    whole = r"{\rtf1\ansi{\info{\title Minutes}{\author Ann}}The ferry sailed.}"
    draft = read_draft(whole.encode()[:-1])
    assert draft.title == "Minutes"
    assert draft.truncated
    assert draft.damage


def test_a_book_gives_a_document_a_chapter_and_names_what_is_locked() -> None:
    chapters = {
        name: f"<html><body><p>{text}</p></body></html>"
        for name, text in {"a.xhtml": FERRY, "b.xhtml": LOFT, "c%20d.xhtml": LOFT}.items()
    }
    locks = '<e><CipherReference URI="OPS/b.xhtml"/></e>'
    found = list(read_drafts(epub(chapters, "2020-05-06", {"META-INF/encryption.xml": locks})))
    first, locked, missing = found
    assert isinstance(first, Draft)
    assert (first.text, first.language, first.id) == (FERRY, "en", "OPS/a.xhtml")
    assert first.published is not None
    assert isinstance(locked, BadRecord)
    assert "encrypted" in locked.what
    assert isinstance(missing, BadRecord)
    assert "not in the book" in missing.what


def test_a_document_can_be_a_source() -> None:
    for data in (docx(paragraph(FERRY)), pdf(column(50, FERRY)), odt(f"<text:p>{FERRY}</text:p>")):
        (source,) = read_sources(data, name="a", default_owner="afp")
        assert isinstance(source, Source)
        assert source.text == FERRY


BILLION = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
HOSTILE: dict[str, Callable[[], bytes]] = {
    "entities": lambda: docx("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", prolog=BILLION),
    "a file of the machine": lambda: docx("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", prolog=OUTSIDE),
    "deep": lambda: docx("<w:p>" * 5_000 + "</w:p>" * 5_000),
    "no text part": lambda: zipped({"word/styles.xml": "<a/>"}),
    "no package": lambda: docx(paragraph(FERRY))[:200],
}


def refused(data: bytes) -> None:
    with pytest.raises(InputError) as raised:
        read_draft(data, name="a.docx")
    assert raised.value.problems[0].hint


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_document_is_refused(made: Callable[[], bytes]) -> None:
    refused(made())


@pytest.mark.slow  # packs and unpacks 135 MB
def test_a_bomb_is_refused() -> None:
    refused(docx("<w:p><w:r><w:t>" + "a" * 135_000_000 + "</w:t></w:r></w:p>"))


@pytest.mark.no_cover
@pytest.mark.parametrize("inside", ["{" * 50_000, "\\'41" * 50_000, "\\u1575?" * 50_000])
def test_rtf_costs_no_more_than_its_length(inside: str) -> None:
    assert len(read_draft(("{\\rtf1\\ansi a" + inside + "}").encode()).text) <= 50_001
