"""Fixes made on markup, fields and an editor's JSON as they were sent."""

import time
from collections.abc import Sequence

import pytest

from checker.formats import read_draft
from checker.licensing import apply_edits
from checker.mending import Cut, Mended, Piece, mended
from checker.models.verdict import Edit, Reason

LINE = "The night ferry sailed again on Saturday, its captain said."
MORE = "A brass band was on board & played."
CREDIT = "(NW) - "
NOTICE = "\n\n© 2025 Northwire"
HEAD = "By Northwire\n\n"


def read_html(texts: Sequence[str], _beside: Sequence[Cut] = ()) -> str:
    return read_draft(texts[0], as_type="html").text


def reason(code: str, *edits: Edit) -> Reason:
    return Reason(code=code, severity="credit_required", message="...", fix=edits)


def insert(at: int, text: str) -> Edit:
    return Edit("insert", at, at, text)


def mend_html(html: str, *edits: Edit) -> Mended:
    return mended(read_html([html]), [reason("a", *edits)], [Piece("", html, "html")], read_html)


def place(html: str, words: str, *, end: bool = False) -> int:
    """Where words are in the visible text."""
    at = read_html([html]).index(words)
    return at + len(words) if end else at


P = f"<p>{LINE}</p>"
Q = "<p>A brass band was on board &amp; played.</p>"
BLOCK = "<!-- wp:paragraph -->\n{}\n<!-- /wp:paragraph -->"
BLOCKS = BLOCK.format(P) + "\n\n" + BLOCK.format(Q)

ODD = "<p>AT&T &copy 5 &unknown; a<b.</p>"

# The HTML, what is inserted in front of LINE, and the HTML that comes of it.
IN_FRONT = [
    (P + Q, f"<p>{CREDIT}{LINE}</p>{Q}"),
    (f"<h1>Ferry</h1>\n{P}\n{Q}", f"<h1>Ferry</h1>\n<p>{CREDIT}{LINE}</p>\n{Q}"),
    (BLOCKS, BLOCKS.replace(LINE, CREDIT + LINE)),
    (f'<p class="x" data-a="b > c">{LINE}</p>', f'<p class="x" data-a="b > c">{CREDIT}{LINE}</p>'),
    (f"<p><strong>The</strong>{LINE[3:]}</p>", f"<p><strong>{CREDIT}The</strong>{LINE[3:]}</p>"),
    (f"<!-- {LINE} --><p>{LINE}</p>", f"<!-- {LINE} --><p>{CREDIT}{LINE}</p>"),
    (f"<script>'{LINE}'</script>{P}", f"<script>'{LINE}'</script><p>{CREDIT}{LINE}</p>"),
    (LINE, CREDIT + LINE),
    (f"<p>&nbsp;</p><p>\n  {LINE}\n</p>", f"<p>&nbsp;</p><p>\n  {CREDIT}{LINE}\n</p>"),
    (f"<p>{LINE.replace('f', '&#102;')}</p>", f"<p>{CREDIT}{LINE.replace('f', '&#102;')}</p>"),
    (f"<p>🐟🐟</p>{P}", f"<p>🐟🐟</p><p>{CREDIT}{LINE}</p>"),
    (
        f"<p>AT&T &copy 5 &unknown; a<b.</p>{P}",
        f"<p>AT&T &copy 5 &unknown; a<b.</p><p>{CREDIT}{LINE}</p>",
    ),
    (f"[caption]a[/caption]{P}", f"[caption]a[/caption]<p>{CREDIT}{LINE}</p>"),
    (
        f'<figure><img src="a.jpg"><figcaption>A ferry.</figcaption></figure>{P}',
        f'<figure><img src="a.jpg"><figcaption>A ferry.</figcaption></figure><p>{CREDIT}{LINE}</p>',
    ),
]


@pytest.mark.parametrize(("html", "wanted"), IN_FRONT)
def test_a_credit_goes_into_the_line_and_the_markup_stays_as_it_was(html: str, wanted: str) -> None:
    done = mend_html(html, insert(place(html, LINE[:3] + LINE[3:]), CREDIT))
    assert (done.texts, done.unplaced) == ((wanted,), ())


AND = MORE.replace("&", "&amp;")
NOTICE_P = "<p>© 2025 Northwire</p>"
# The HTML and what comes of it when a notice is put behind its last line.
BEHIND = [
    (P + Q, f"{P}{Q}\n\n{NOTICE_P}"),
    (f"<div>{P}{Q}</div>", f"<div>{P}{Q}\n\n{NOTICE_P}</div>"),
    (BLOCKS, f"{BLOCKS}\n\n{BLOCK.format(NOTICE_P)}"),
    (
        f"{P}<ul><li>{AND}</li></ul>",
        f"{P}<ul><li>{AND}</li></ul>\n\n{NOTICE_P}",
    ),
    (f"{P}<blockquote>{Q}</blockquote>", f"{P}<blockquote>{Q}</blockquote>\n\n{NOTICE_P}"),
    (f"<p>{LINE}{Q}", f"<p>{LINE}{Q}\n\n{NOTICE_P}"),
    (
        f"{LINE}<br>{AND}",
        f"{LINE}<br>{AND}\n\n{NOTICE_P}",
    ),
]


@pytest.mark.parametrize(("html", "wanted"), BEHIND)
def test_a_notice_becomes_a_paragraph_behind_the_block(html: str, wanted: str) -> None:
    done = mend_html(html, insert(place(html, MORE, end=True), NOTICE))
    assert (done.texts, done.unplaced) == ((wanted,), ())


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (P, f"<p>By Northwire</p>\n\n{P}"),
        (f"<h1>Ferry</h1>{P}", f"<h1>Ferry</h1><p>By Northwire</p>\n\n{P}"),
        (BLOCK.format(P), f"{BLOCK.format('<p>By Northwire</p>')}\n\n{BLOCK.format(P)}"),
    ],
)
def test_a_line_of_its_own_goes_in_front_of_the_block(html: str, wanted: str) -> None:
    assert mend_html(html, insert(place(html, LINE), HEAD)).texts == (wanted,)


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>By Nort wire, a town. More words.</p>", "<p>By Northwire, a town. More words.</p>"),
        (
            "<p>By <b>Nort</b> <i>wire</i>, a town.</p>",
            "<p>By <b>Northwire</b> <i></i>, a town.</p>",
        ),
    ],
)
def test_words_are_replaced_and_the_tags_between_them_stay(html: str, wanted: str) -> None:
    start = place(html, "Nort wire")
    done = mend_html(html, Edit("replace", start, start + len("Nort wire"), "Northwire"))
    assert done.texts == (wanted,)


def test_what_is_inserted_is_text_and_no_markup() -> None:
    done = mend_html(P, insert(0, "<b>A & B</b> "))
    assert done.texts == (f"<p>&lt;b&gt;A &amp; B&lt;/b&gt; {LINE}</p>",)


PIXEL = '<img src="https://count.rpa.example/1.gif?a=1&b=2" alt="" width="1" height="1">'


@pytest.mark.parametrize("html", [P, P + Q, BLOCKS])
def test_a_pixel_is_markup_in_a_page_and_nothing_that_readers_see(html: str) -> None:
    edit = insert(len(read_html([html])), f"\n\n{PIXEL}")
    done = mend_html(html, edit)
    assert done.unplaced == ()
    (text,) = done.texts
    assert PIXEL in text
    assert read_draft(text, as_type="html").pixels == ("https://count.rpa.example/1.gif?a=1&b=2",)
    assert read_html([text]) == read_html([html])


@pytest.mark.parametrize(
    "words",
    [
        PIXEL.replace("img", "script"),
        PIXEL.replace(' alt=""', " onload=run()"),
        PIXEL.replace("https", "javascript"),
        f"{PIXEL}{PIXEL}",
    ],
)
def test_other_markup_of_a_fix_is_words(words: str) -> None:
    done = mend_html(P, insert(len(LINE), f"\n\n{words}"))
    assert "&lt;" in "".join(done.texts) or done.unplaced


def test_a_fix_that_would_read_otherwise_is_not_made() -> None:
    """Here the words are shown by what the page's script holds, and no markup can be mended."""
    body = " ".join([LINE] * 4)
    data = f'{{"@type": "NewsArticle", "articleBody": "{body}"}}'
    html = f'<script type="application/ld+json">{data}</script>'
    assert LINE in read_html([html])
    done = mend_html(html, insert(place(html, LINE), CREDIT))
    assert (done.texts, done.cuts) == ((html,), ())
    assert done.unplaced[0][0].code == "a"


def test_of_two_fixes_of_the_same_words_the_first_is_made() -> None:
    html = "<p>By Nort wire, a town.</p>"
    start = place(html, "Nort wire")
    first, second = (Edit("replace", start, start + 9, name) for name in ("Northwire", "Southwire"))
    done = mended(
        read_html([html]),
        [
            reason("a", first),
            reason("b", second),
            reason("c", insert(0, CREDIT)),
            reason("d", first),
        ],
        [Piece("", html, "html")],
        read_html,
    )
    assert done.texts == ("<p>(NW) - By Northwire, a town.</p>",)
    assert [one.code for one, _ in done.unplaced] == ["b"]


def test_of_two_reasons_with_one_code_the_one_that_was_not_fixed_is_told() -> None:
    """Two owners' credits may be missing in one text, and one of them may have no place."""
    html = "<p>By Nort wire, a town.</p>"
    start = place(html, "Nort wire")
    first, second = (Edit("replace", start, start + 9, name) for name in ("Northwire", "Southwire"))
    made, lost = reason("credit.missing", first), reason("credit.missing", second)
    done = mended(read_html([html]), [made, lost], [Piece("", html, "html")], read_html)
    assert [one for one, _ in done.unplaced] == [lost]


FIELDS = [
    Piece("title", "Ferry", "plain"),
    Piece("body", f"{LINE}\n\n{MORE}", "plain"),
    Piece("body_html", P, "html"),
]


def read_fields(texts: Sequence[str], _beside: Sequence[Cut] = ()) -> str:
    return "\n\n".join([*texts[:2], read_html(texts[2:])])


def test_each_field_is_mended_in_its_own_form() -> None:
    text = read_fields([piece.text for piece in FIELDS])
    body, html = text.index(LINE), text.rindex(LINE)
    edits = [
        insert(body, CREDIT),
        insert(html, CREDIT),
        insert(text.index(MORE) + len(MORE), "\n\n<NW>"),
    ]
    done = mended(text, [reason("a", *edits)], FIELDS, read_fields)
    assert done.texts == (
        "Ferry",
        f"{CREDIT}{LINE}\n\n{MORE}\n\n<NW>",
        f"<p>{CREDIT}{LINE}</p>",
    )


@pytest.mark.no_cover
@pytest.mark.slow
@pytest.mark.parametrize(
    "html",
    [
        "<a " * 15_000,
        "<!--" * 15_000,
        "&" * 50_000,
        "<p>" * 15_000 + "a" * 100,
        "<p>a<" * 10_000,
        "<div>" * 5_000 + "<p>a",
        "</p>" * 20_000,
        "<b>a</i>" * 10_000,
        "<i>a" * 5_000,
    ],
)
def test_a_hostile_source_is_left_in_time(html: str) -> None:
    text = read_html([html + P])
    began = time.process_time()
    mended(text, [reason("a", insert(0, CREDIT))], [Piece("", html + P, "html")], read_html)
    assert time.process_time() - began < 10


def test_steps_and_text_agree() -> None:
    text = read_html([BLOCKS])
    done = mend_html(BLOCKS, insert(0, CREDIT))
    assert read_html(done.texts) == apply_edits(text, [insert(0, CREDIT)])
    (cut,) = done.cuts
    assert done.texts[0] == BLOCKS[: cut.start] + cut.text + BLOCKS[cut.end :]
