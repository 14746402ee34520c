"""Subtitles, pages saved as MHTML, e-mails with attachments and mailboxes."""

import base64
import quopri

import pytest

from checker.errors import InputError, UnsupportedFormat
from checker.formats import read_draft, read_drafts, sniff
from checker.models.draft import Draft

SRT = (
    "1\n00:00:01,000 --> 00:00:04,000\nThe night ferry to Orlu\n\n"
    "2\n00:00:04,000 --> 00:00:08,000\n<i>sailed again</i> on Monday\n{\\an8}after a winter\n\n"
    "3\n00:00:08,000 --> 00:00:11,000\nin the yard.\n"
)
VTT = (
    "WEBVTT - The ferry\n\nNOTE by a machine\nof the paper\n\nSTYLE\n::cue { color: red }\n\n"
    "intro\n00:01.000 --> 00:04.000 align:start\n<v Ann>The night ferry to Orlu</v>\n\n"
    "00:04.000 --> 00:08.000\nThe night ferry to Orlu\n<00:05.000><c>sailed again</c> on Monday\n\n"
    "00:08.000 --> 00:11.000\nafter a winter &amp; in the yard.\n"
)
STORY = "عادت العبارة الليلية إلى البحر يوم الاثنين بعد شتاء طويل في الحوض."
PAGE = f"<html><head><title>T</title></head><body><article><p>{STORY}</p></article></body></html>"


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_subtitles_are_one_story_without_numbers_and_times(end: str) -> None:
    data = ("\ufeff" + SRT).replace("\n", end).encode()
    for name in ("story.srt", "story"):
        draft = read_draft(data, name=name)
        told = "The night ferry to Orlu sailed again on Monday after a winter in the yard."
        assert words(draft.text) == told
        assert len(draft.zones) == 1
        (left,) = draft.left_out
        assert left.why == "times"
        assert left.characters == len(SRT) - len(draft.text)


def test_web_subtitles_lose_notes_styles_and_lines_that_roll_up() -> None:
    draft = read_draft(VTT.encode(), name="story.vtt")
    expected = "The night ferry to Orlu sailed again on Monday after a winter & in the yard."
    assert words(draft.text) == expected
    assert sniff(VTT.encode()) == "subtitles"


def test_subtitles_pasted_as_a_text_are_read_as_given() -> None:
    """Matching passes over their times; offsets count in the text as the caller has it."""
    for given in (SRT, VTT):
        assert read_draft(given, as_type="text").text == given
    assert read_draft("WEBVTTs and 00:01 --> 00:02 are signs.", as_type="text").text


def saved(encoding: str, *, head: str = "", more: str = "") -> bytes:
    coded = {
        "base64": base64.encodebytes(PAGE.encode()).decode(),
        "quoted-printable": quopri.encodestring(PAGE.encode()).decode(),
        "8bit": PAGE,
    }[encoding]
    return (
        f'{head}MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n"
        f"Content-Location: https://x.example/story\n\n{coded}\n{more}--b--\n"
    ).encode()


BLINK = "From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example/story\nSubject: T\n"


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("head", ["", BLINK])
def test_a_page_saved_as_mhtml_is_read_like_the_page(encoding: str, head: str) -> None:
    data = saved(encoding, head=head)
    for name in ("story.mhtml", "story.txt", "story.eml"):
        draft = read_draft(data, name=name)
        assert (draft.text, draft.url) == (STORY, "https://x.example/story")
        assert not draft.parts_unread


def test_its_pictures_are_nothing_unread_but_a_frame_with_a_story_is() -> None:
    part = "\n--b\nContent-Type: {}\nContent-Location: https://x.example/{}\n\n{}\n"
    picture = part.format("image/png", "a.png", "x")
    label = part.format("text/html", "ad", "<p>Buy lamps</p>")
    frame = part.format("text/html", "frame", f"<p>{STORY * 3}</p>")
    draft = read_draft(saved("8bit", more=picture + label + frame), name="story.mhtml")
    assert draft.parts_unread == ("frame https://x.example/frame",)


def test_a_saved_page_without_a_page_is_refused_and_its_letters_are_no_text() -> None:
    empty = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b--\n"
    with pytest.raises(InputError, match="no page"):
        read_draft(empty, name="story.mhtml")
    with pytest.raises(UnsupportedFormat, match="MHTML"):
        read_draft(saved("base64", head=BLINK).decode(), as_type="text")


MAIL = (
    "From: desk@agency.example\nTo: you@paper.example\nSubject: Ferry\n"
    "Date: Wed, 4 Mar 2026 10:00:00 +0100\nMIME-Version: 1.0\n"
)


def test_attachments_of_a_mail_are_parts_that_were_not_read() -> None:
    data = (
        f"{MAIL}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        "The ferry sailed.\n--b\nContent-Type: application/pdf; name=story.pdf\n"
        "Content-Disposition: attachment; filename=story.pdf\n\n%PDF-1.3\n--b--\n"
    ).encode()
    draft = read_draft(data, name="story.eml")
    assert draft.parts_unread == ("attachment story.pdf",)
    assert not draft.damage
    assert draft.published is not None
    assert draft.published.isoformat() == "2026-03-04T10:00:00+01:00"


def test_each_message_of_a_mailbox_is_a_document() -> None:
    body = base64.encodebytes(STORY.encode()).decode()
    coded = f"{MAIL}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    one = f"From desk Wed Mar  4 10:00:00 2026\n{coded}{body}\n\n"
    found = list(read_drafts((one * 3).encode(), name="box.mbox"))
    assert [isinstance(d, Draft) and STORY in d.text for d in found] == [True] * 3
