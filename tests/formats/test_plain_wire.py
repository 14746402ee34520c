"""Text wires with header lines, release wires and mails."""

from datetime import UTC, datetime

import pytest

from checker.formats import BadRecord, read_draft, read_sources, sniff
from checker.models.source import Source
from tests.formats.wire import AGENCIES, field, one, records

ANPA = (
    "\x16\x16\x01W2870\x1fasian\r\nr i\x13\x11 BC-PT--Harbours   1stLd-Writethru   01-14 0090\r\n"
    "\x02^BC-PT--Harbours, 1st Ld-Writethru,90<\r\n^Harbours open again after nine days<\r\n"
    "^Eds: Adds details of the vote.<\r\n^By ANA SAMPLE=\r\n^Associated Press=\r\n"
    "\t   LISBON (AP) _ Dock workers ``at three harbours'' voted to go back.\r\n \r\n"
    "\t   A crowd waited outside.\r\n\r\n\t   \x03AP-WF-01-14-25 0930GMT<\r\n\x0c\r\n\x04"
)
IPTC = (
    "\x01eca062 4 i 211 ccccb   dpa 061\r\n\r\nPortugal-harbours/\r\n"
    "\x02Dock workers go back to work =\r\n\r\n   Lisbon (dpa) - Dock workers at three\r\n"
    "harbours voted to go back.\r\n\r\n   A crowd waited outside.\r\n\r\n# dpa NOTEBOOK\r\n\r\n"
    "* * * *\r\nThe following information is not for publication\r\n- Editing by: Bo Test\r\n\r\n"
    "\x03140930 GMT Jan 25 \r\n\x7f\x04"
)


def test_an_anpa_message_gives_text_headline_version_and_time() -> None:
    source = one(ANPA, "x.tst")
    assert source.text == (
        "LISBON (AP) — Dock workers “at three harbours” voted to go back.\n\n"
        "A crowd waited outside."
    )
    assert source.title == "Harbours open again after nine days"
    assert (source.owner, source.version, source.byline) == ("ap", "2", "By ANA SAMPLE")
    assert source.published == datetime(2025, 1, 14, 9, 30, tzinfo=UTC)
    assert source.rights.editors_note == ("Eds: Adds details of the vote.",)


def test_the_leads_of_a_story_are_versions_of_one_source() -> None:
    first = one(
        ANPA.replace(", 1st Ld-Writethru,90", ",80").replace("1stLd-Writethru", ""), "x.tst"
    )
    assert first.id == one(ANPA, "x.tst").id
    assert first.version == "1"


def test_an_iptc_message_keeps_the_notebook_out_of_the_text() -> None:
    source = one(IPTC, "x.txt")
    assert source.text == (
        "Lisbon (dpa) - Dock workers at three harbours voted to go back.\n\nA crowd waited outside."
    )
    assert (source.owner, source.title) == ("dpa", "Dock workers go back to work")
    assert source.published == datetime(2025, 1, 14, 9, 30, tzinfo=UTC)
    assert "not for publication" in source.rights.editors_note[0]
    assert source.rights.status is None


def test_a_kill_line_is_a_status() -> None:
    killed = ANPA.replace("^Eds: Adds details of the vote.<", "^EDITORS: KILL BC-PT--Harbours<")
    assert one(killed, "x.tst").rights.status == "canceled"


def test_a_message_without_its_end_is_told_and_not_stored() -> None:
    for whole in (ANPA, IPTC):
        cut = whole[: whole.index("crowd")]
        found = records(cut, "x.tst")
        assert [r.kind for r in found if isinstance(r, BadRecord)] == ["bad"]
        assert not [r for r in found if isinstance(r, Source)]
        assert read_draft(cut.encode(), name="x.tst").truncated


def test_messages_one_after_another_are_all_read() -> None:
    assert len(records(ANPA + IPTC, "x.tst")) == 2


def test_a_marked_and_a_tagged_zczc_message_are_read() -> None:
    marked = "ZCZC AAP\r\n%A\r\n#AM Lisbon headlines\r\n$J\r\nHere it is.\r\n\r\n* One.\r\nNNNN"
    source = one(marked, "m.tst")
    assert (source.text, source.title, source.owner) == (
        "Here it is.\n\n* One.",
        "AM Lisbon headlines",
        "aap",
    )
    tagged = "zczc\r\nAN#123\r\nKN#Sample Bites\r\nTI#Harbours open\r\nTX#\r\nDock workers.\r\n"
    source = one(tagged, "t.tst")
    assert (source.id, source.text, source.owner) == ("zczc:123", "Dock workers.", "sample-bites")


def test_a_release_belongs_to_its_sender() -> None:
    release = (
        "Source: Sample Cranes Ltd\nMEDIA RELEASE PR123\nCranes sold\n\n"
        "LISBON, Jan 14 /Wire/ --\n\n"
        "Sample Cranes sold a crane.\n\nSOURCE Sample Cranes Ltd\n"
    )
    source = one(release, "r.tst")
    assert (source.id, source.owner) == ("release:PR123", "sample-cranes-ltd")


def test_eight_bit_text_is_decoded() -> None:
    raw = IPTC.replace("Lisbon (dpa)", "Évora (dpa)").encode("latin-1")
    found = list(read_sources(raw, name="x.txt", agencies=AGENCIES))
    assert isinstance(found[0], Source)
    assert found[0].text.startswith("Évora (dpa)")


MAIL = (
    "Received: by mx.example; Tue, 14 Jan 2025 09:00:00 +0000\r\nFrom: Ana Sample <ana@afp.com>\r\n"
    "Subject: =?utf-8?q?EMBARGOED_until_noon=3A_Harbours_=C3=A9?=\r\nMessage-ID: <m1@x.example>\r\n"
    "Date: Tue, 14 Jan 2025 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
)


def test_a_mail_gives_subject_sender_and_the_html_part() -> None:
    mail = (
        MAIL + 'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: '
        "text/plain\r\n\r\nOne. Two.\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        "<p>One.</p><p>Two.</p>\r\n--b--\r\n"
    )
    source = one(mail, "a.eml")
    assert source.text == "One.\n\nTwo."
    assert source.title == "EMBARGOED until noon: Harbours é"
    assert (source.id, source.byline) == ("m1@x.example", "Ana Sample")
    assert source.rights.editors_note == ("EMBARGOED until noon: Harbours é",)
    assert source.rights.conflicts


def test_an_attachment_and_a_wrong_charset_are_told() -> None:
    mail = (
        MAIL + 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/plain; charset=x-unheard-of\r\n\r\nWords.\r\n--b\r\n"
        "Content-Type: image/jpeg\r\n"
        "Content-Disposition: attachment; filename=cow.jpg\r\n\r\nxx\r\n"
        "--b--\r\n"
    )
    notes = [r.what for r in records(mail, "a.eml") if isinstance(r, BadRecord)]
    assert any("cow.jpg" in n for n in notes)
    assert any("x-unheard-of" in n for n in notes)


def test_types_are_told_by_content_before_the_name() -> None:
    assert sniff(ANPA.encode(), "x.bin") == "plain-wire"
    assert sniff(IPTC.encode(), "x.txt") == "plain-wire"
    assert sniff(MAIL.encode() + b"\r\nWords", "x.txt") == "mail"
    assert sniff(b"Lisbon - words of a story", "x.txt") == "text"
    assert field(one(IPTC, "x.txt"), "notebook")


def test_a_plain_text_is_a_source_with_the_desks_lines_as_notes() -> None:
    text = (
        "EMBARGOED UNTIL 2025-01-15 18:00 GMT\nEds: Adds details.\n\nLISBON, Jan 14 (AFP) - Dock "
        "workers voted. Editors of a paper said so.\n\nA crowd waited.\n"
    )
    source = one(text, "feed/a.txt", default_owner="afp")
    assert (source.id, source.owner) == ("a.txt", "afp")
    assert source.rights.editors_note == (
        "EMBARGOED UNTIL 2025-01-15 18:00 GMT",
        "Eds: Adds details.",
    )
    assert "A crowd waited." in source.text


def test_a_plain_kill_note_is_a_kill() -> None:
    text = "KILL KILL KILL\n\nKill the Lisbon story of Jan 14.\n"
    source = one(text, "k.txt", default_owner="afp")
    assert source.rights.status == "canceled"


def test_a_table_full_of_control_characters_is_text() -> None:
    row = "^\x08Porto\x10 FC\x1f\x1e 73\x1e\x1e \x1e\x1e 52\x1e\x1e\r\n" * 30
    table = ANPA.replace("\t   LISBON", row + "\t   LISBON", 1)
    assert "crowd" in one(table, "x.tst").text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("message", [ANPA, IPTC, MAIL + "\r\nLisbon - words of a story."])
def test_a_message_with_a_byte_order_mark_reads_as_without(message: str, encoding: str) -> None:
    assert read_draft(message.encode(encoding)).text == read_draft(message.encode()).text
