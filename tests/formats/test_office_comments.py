"""Comments of office documents: orders of the desk count, and all are counted as left out."""

import textwrap
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.formats import read_draft
from checker.models.draft import LeftOut, Use
from checker.newsroom import Newsroom

from .documents import W, docx, odt, paragraph, pdf, words_at

STORY = "The night ferry to Orlu sailed again on Monday after a winter in the yard of its owners."
NOW = datetime(2026, 11, 30, tzinfo=UTC)


def word(*comments: str) -> bytes:
    notes = "".join(
        f"<w:comment w:id='{n}'>{paragraph(c)}</w:comment>" for n, c in enumerate(comments)
    )
    return docx(paragraph(STORY), {"word/comments.xml": f"<w:comments {W}>{notes}</w:comments>"})


def open_document(*comments: str) -> bytes:
    notes = "".join(
        "<office:annotation><dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Desk</dc:creator>"
        f"<text:p>{comment}</text:p></office:annotation>"
        for comment in comments
    )
    return odt(f"<text:p>{STORY}{notes}</text:p>")


def rich_text(*comments: str) -> bytes:
    notes = "".join(
        r"{\*\atnid AG}{\*\atnauthor Ann Gale}\chatn{\*\annotation{\*\atndate 1205}\pard\plain "
        + "".join(f"\\u{ord(letter)}?" for letter in comment)
        + "}"
        for comment in comments
    )
    return rf"{{\rtf1\ansi {STORY}{notes}\par}}".encode()


def pdf_with(subtype: str) -> Callable[..., bytes]:
    def made(*comments: str) -> bytes:
        lines = [
            words_at(50, 700 - 14 * n, line) for n, line in enumerate(textwrap.wrap(STORY, 60))
        ]
        written = ["FEFF" + comment.encode("utf-16-be").hex() for comment in comments]
        return pdf(lines, notes=[f"/Subtype /{subtype} /Contents <{one}>" for one in written])

    return made


FORMATS = [
    word,
    open_document,
    rich_text,
    pdf_with("Text"),
    pdf_with("Highlight"),
    pdf_with("StrikeOut"),
]


@pytest.mark.parametrize("made", FORMATS)
@pytest.mark.parametrize(
    "order",
    [
        "EMBARGOED until 1 May 2027 06:00 GMT",
        "Sperrfrist: 1. Mai 2027, 8 Uhr",
        "令和9年5月1日午前6時解禁",
        "KILL THIS STORY",
        "HOLD FOR RELEASE",
        "NOT FOR PUBLICATION",
    ],
)
def test_an_order_in_a_comment_is_one(
    tmp_path: Path, made: Callable[..., bytes], order: str
) -> None:
    draft = read_draft(made("Is Orlu right?", order))
    assert draft.text == STORY
    assert draft.rights.editors_note == (order,)
    with Newsroom.open(tmp_path) as newsroom:
        assert newsroom.checker.check(draft, Use(), now=NOW).verdict == "blocked"


@pytest.mark.parametrize("made", FORMATS)
@pytest.mark.parametrize(
    "comment",
    [
        "Is Orlu right?",
        "Hold on, is that the right harbour?",
        "Please do not use 'vessel' twice.",
        "He was killed in 1961, not 1962.",
        "The embargo against Norland ended in May.",
        "Kill the second adjective.",
        "Cut to 300 words, print has no room.",
        "Agency says Monday, we say Tuesday.",
        "Bitte die Zahl noch einmal prüfen.",
    ],
)
def test_other_comments_are_counted_and_order_nothing(
    tmp_path: Path, made: Callable[..., bytes], comment: str
) -> None:
    draft = read_draft(made(comment))
    assert draft.text == STORY
    assert draft.left_out == (LeftOut("comments", len(comment)),)
    assert draft.rights.editors_note == ()
    with Newsroom.open(tmp_path) as newsroom:
        assert newsroom.checker.check(draft, Use(), now=NOW, look=("markings",)).verdict == "clear"


@pytest.mark.parametrize("made", FORMATS)
def test_a_document_without_comments_leaves_nothing_out(made: Callable[..., bytes]) -> None:
    assert read_draft(made()).left_out == ()
