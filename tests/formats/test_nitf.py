"""NITF: text, docdata, kills of other documents."""

from datetime import UTC, datetime

import pytest

from checker.formats import read_draft
from tests.formats.wire import PARAGRAPHS, STORY, field, one


def nitf(
    docdata: str = "",
    *,
    attributes: str = 'management-status="usable"',
    head: str = "<hedline><hl1>Harbours open again</hl1></hedline>",
    content: str = PARAGRAPHS,
    end: str = "",
    doctype: str = "",
) -> str:
    return (
        f'<?xml version="1.0"?>{doctype}<nitf version="-//IPTC//DTD NITF 3.4//EN"><head>'
        f'<docdata {attributes}><doc-id id-string="doc-1" regsrc="AP"/>'
        f'<date.issue norm="20250114T090000Z"/>{docdata}</docdata></head><body><body.head>{head}'
        f"</body.head><body.content>{content}</body.content><body.end>{end}</body.end></body></nitf>"
    )


def test_a_document_gives_text_id_title_and_owner() -> None:
    source = one(nitf('<doc.copyright holder="AP" year="2025"/>'))
    assert source.text == "\n\n".join(STORY)
    assert (source.id, source.owner, source.title) == ("doc-1", "ap", "Harbours open again")
    assert source.published == datetime(2025, 1, 14, 9, tzinfo=UTC)


def test_a_kill_of_another_document_is_told_to_the_store() -> None:
    attributes = (
        'management-status="usable" management-doc-idref="doc-0" management-idref-status="canceled"'
    )
    source = one(nitf(attributes=attributes))
    assert source.kills == ("doc-0",)
    assert source.descends_from == ("doc-0",)
    assert source.rights.status == "usable"
    assert field(source, "@management-idref-status") == ["canceled"]


def test_a_kill_without_any_text_is_a_source() -> None:
    attributes = (
        'management-status="canceled" management-doc-idref="doc-0" '
        'management-idref-status="cancelled"'
    )
    source = one(nitf(attributes=attributes, content="", head=""))
    assert (source.text, source.rights.status, source.kills) == ("", "canceled", ("doc-0",))


def test_a_replacement_descends_from_the_other_and_kills_nothing() -> None:
    attributes = 'management-doc-idref="doc-0" management-idref-status="usable"'
    source = one(nitf(attributes=attributes))
    assert (source.descends_from, source.kills) == (("doc-0",), ())


def test_release_and_expiry_are_embargo_and_end() -> None:
    source = one(
        nitf('<date.release norm="20250115T093000-0500"/><date.expire norm="20260115T000000Z"/>')
    )
    assert source.rights.embargo_until is not None
    assert source.rights.embargo_until.astimezone(UTC) == datetime(2025, 1, 15, 14, 30, tzinfo=UTC)
    assert source.rights.expires == datetime(2026, 1, 15, tzinfo=UTC)


def test_a_release_at_the_local_time_of_issue_is_no_embargo() -> None:
    item = nitf('<date.release norm="20250114T090000"/>').replace(
        "20250114T090000Z", "20250114T090000"
    )
    assert one(item).rights.embargo_raw is None
    assert field(one(item), "date.release") == ["20250114T090000"]


def test_an_expiry_without_offset_ends_at_the_earliest_reading() -> None:
    source = one(nitf('<date.expire norm="20260115T120000"/>'))
    assert source.rights.expires is not None
    assert source.rights.expires.astimezone(UTC) == datetime(2026, 1, 14, 22, tzinfo=UTC)
    assert any("earliest" in c for c in source.rights.conflicts)


def test_an_agencys_document_sent_by_another_is_third_party() -> None:
    docdata = (
        '<doc.copyright holder="Agence France-Presse" year="2025"/>'
        '<doc.rights owner="AAP" limitations="No deep links" geography="Australia"'
        ' enddate="20250301T000000Z"/>'
    )
    source = one(nitf(docdata).replace(' regsrc="AP"', ""))
    assert (source.owner, source.provider, source.rights.third_party) == ("afp", "aap", True)
    assert source.rights.usage_terms == ("No deep links",)
    assert source.rights.allow_territories == ("Australia",)
    assert source.rights.expires == datetime(2025, 3, 1, tzinfo=UTC)


def test_rights_in_the_body_and_ed_msg_are_kept() -> None:
    head = (
        "<hedline><hl1>H</hl1></hedline><rights><rights.owner>Agence France-Presse</rights.owner>"
        "<rights.limitations>Not in Italy</rights.limitations></rights>"
    )
    source = one(nitf('<ed-msg info="Eds: adds details"/>', head=head))
    assert source.owner == "afp"
    assert source.rights.usage_terms == ("Not in Italy",)
    assert source.rights.editors_note == ("Eds: adds details",)


@pytest.mark.parametrize("inner", ["<p>{}</p>", "<body.content><p>{}</p></body.content>"])
def test_a_note_in_the_head_is_a_note_and_never_the_text(inner: str) -> None:
    note = f'<note noteclass="editorsnote">{inner.format("KILL THIS STORY")}</note>'
    source = one(nitf(head=f"<hedline><hl1>H</hl1></hedline>{note}"))
    assert source.text == "\n\n".join(STORY)
    assert source.rights.editors_note == ("KILL THIS STORY",)
    assert source.rights.status == "canceled"


def test_the_dynamic_use_key_gives_the_version() -> None:
    assert one(nitf('<du-key key="k" generation="3" version="12"/>')).version == "3.12"
    assert one(nitf('<du-key key="k" version="04"/>')).version == "04"


def test_a_namespaced_document_is_the_same_document() -> None:
    item = nitf().replace("<nitf ", '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" ')
    assert one(item).text == "\n\n".join(STORY)


def test_names_of_letters_are_read_and_the_dtd_is_not() -> None:
    item = nitf(
        content="<p>Caf&eacute; &mdash; d&uuml;rfen</p>",
        doctype='<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf-3-2.dtd">',
    )
    assert one(item).text == "Café — dürfen"


def test_captions_tables_quotes_and_lists_stand_apart() -> None:
    content = (
        "<p>One.</p><media media-type='image'><media-reference source='a.jpg'/><media-caption>"
        "A crane.</media-caption><media-producer>Ana Sample/AP</media-producer></media>"
        "<bq><block><p>So be it.</p></block></bq><table><tr><td>1</td><td>Porto</td></tr></table>"
        "<ul><li>first</li><li>second</li></ul>"
    )
    draft = read_draft(nitf(content=content).encode())
    found = {draft.text[z.start : z.end]: (z.kind, z.role) for z in draft.zones}
    assert found["A crane."] == ("caption", "caption")
    assert found["Ana Sample/AP"] == ("caption", "picture_credit")
    assert found["So be it."] == ("body", "quote")
    assert found["1 Porto"][0] == "body"
    assert "first" in found
    assert draft.pixels == ("a.jpg",)


def test_the_tagline_is_the_tail() -> None:
    draft = read_draft(nitf(end="<tagline>AP writer Bo Test reported.</tagline>").encode())
    zone = draft.zones[-1]
    assert (zone.kind, zone.role) == ("tail", "credit")
