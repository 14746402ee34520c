"""NewsML-G2: text, rights, links, messages."""

from datetime import UTC, datetime

from checker.formats import BadRecord, read_draft
from checker.models.draft import Draft, RightsField
from tests.formats.wire import AGENCIES, STORY, bad, field, g2, one, records, sources


def test_an_item_gives_its_paragraphs_headline_version_and_owner() -> None:
    source = one(g2(version="3", rights='<copyrightHolder literal="AFP"/>'))
    assert source.text == "\n\n".join(STORY)
    assert source.title == "Harbours open again"
    assert (source.id, source.version, source.owner) == ("urn:newsml:sample:1", "3", "afp")
    assert source.published == datetime(2025, 1, 14, 9, tzinfo=UTC)
    assert source.language == "en"


def test_an_item_without_optional_elements_is_read_and_its_status_kept() -> None:
    item = (
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='g1'><itemMeta>"
        "<pubStatus qcode='stat:withheld'/></itemMeta><contentSet><inlineXML>"
        "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Text of the item.</p></body></html>"
        "</inlineXML></contentSet></newsItem>"
    )
    source = one(item)
    assert source.text == "Text of the item."
    assert source.rights.status == "withheld"
    assert source.owner == "unknown"
    assert (source.version, source.published, source.title) == ("1", None, None)


def test_every_rights_field_is_kept_verbatim_with_its_path() -> None:
    rights = (
        '<copyrightHolder uri="http://a.example/c"><name>Agence France-Presse</name>'
        "</copyrightHolder><copyrightNotice>  © 2025 AFP  </copyrightNotice>"
        '<usageTerms role="x">Not for use in Italy</usageTerms>'
        '<dataMining uri="http://cv.iptc.org/dm/denied"/>'
        "<rightsExpressionXML><policy>no</policy></rightsExpressionXML>"
    )
    source = one(g2(rights=rights))
    held = source.rights
    assert held.copyright_holder == ("Agence France-Presse",)
    assert held.copyright_notice == ("© 2025 AFP",)
    assert held.usage_terms == ("Not for use in Italy",)
    assert held.data_mining == ("http://cv.iptc.org/dm/denied",)
    assert (
        RightsField("newsItem/rightsInfo/copyrightHolder@uri", "http://a.example/c") in held.fields
    )
    assert "<policy" in field(source, "rightsExpressionXML")[0]


def test_an_embargo_with_an_offset_is_that_instant() -> None:
    source = one(g2(meta="<embargoed>2025-01-14T18:00:00+09:00</embargoed>"))
    assert source.rights.embargo_until is not None
    assert source.rights.embargo_until.astimezone(UTC) == datetime(2025, 1, 14, 9, tzinfo=UTC)
    assert source.rights.embargo_until.utcoffset() is not None
    assert source.rights.embargo_raw == "2025-01-14T18:00:00+09:00"


def test_an_embargo_without_an_offset_stays_raw_until_the_zone_is_known() -> None:
    item = g2(meta="<embargoed>2025-01-15T18:00:00</embargoed>")
    unknown = one(item).rights
    assert unknown.embargo_until is None
    assert unknown.embargo_raw == "2025-01-15T18:00:00"
    assert any("no offset" in c for c in unknown.conflicts)
    known = one(item, zone="Asia/Tokyo").rights
    assert known.embargo_until is not None
    assert known.embargo_until.astimezone(UTC) == datetime(2025, 1, 15, 9, tzinfo=UTC)


def test_an_empty_embargo_without_a_status_holds_the_item() -> None:
    held = one(g2(meta="<embargoed/>")).rights
    assert held.status == "embargoed"
    usable = one(g2(meta='<embargoed/><pubStatus qcode="stat:usable"/>')).rights
    assert usable.status == "usable"
    assert any("empty" in c for c in usable.conflicts)


def test_both_spellings_of_canceled_are_one_status() -> None:
    for word in (
        "stat:canceled",
        "stat:cancelled",
        "http://cv.iptc.org/newscodes/pubstatusg2/canceled",
    ):
        assert one(g2(meta=f'<pubStatus qcode="{word}"/>')).rights.status == "canceled"


def test_a_kill_in_the_note_beats_usable_and_is_told() -> None:
    meta = '<pubStatus qcode="stat:usable"/><edNote>EDITORS: KILL this story, errors.</edNote>'
    held = one(g2(meta=meta)).rights
    assert held.status == "canceled"
    assert any("usable" in c and "KILL" in c for c in held.conflicts)


def test_a_note_about_a_killing_is_no_kill() -> None:
    meta = '<pubStatus qcode="stat:usable"/><edNote>Adds killed soldier, hold on power.</edNote>'
    assert one(g2(meta=meta)).rights.status == "usable"


def test_a_canceled_item_without_text_is_still_a_source() -> None:
    item = g2(meta='<pubStatus qcode="stat:canceled"/>', body="")
    source = one(item)
    assert (source.text, source.rights.status) == ("", "canceled")


def test_links_tell_what_an_item_descends_from_and_kills() -> None:
    meta = (
        '<link rel="irel:derivedFrom" residref="urn:a"/><link rel="irel:seeAlso" residref="urn:b"/>'
        '<link rel="irel:translatedFrom" residref="urn:c"/><link rel="x:kills" residref="urn:d"/>'
    )
    source = one(g2(meta=meta))
    assert source.descends_from == ("urn:a", "urn:c")
    assert source.kills == ("urn:d",)


def test_a_partners_item_in_an_agencys_feed_is_third_party() -> None:
    item = g2(rights='<copyrightHolder literal="Thomson Reuters"/>').replace(
        '<provider literal="AFP"/>', '<provider literal="AAP"/>'
    )
    source = one(item)
    assert (source.owner, source.provider, source.rights.third_party) == ("reuters", "aap", True)


def test_the_agencys_own_item_is_not_third_party() -> None:
    item = g2(rights="<copyrightHolder><name>Agence France-Presse</name></copyrightHolder>")
    assert one(item).rights.third_party is None


def test_a_default_owner_overrides_the_file() -> None:
    assert one(g2(), default_owner="wire-desk").owner == "wire-desk"


def test_holder_and_notice_that_disagree_are_told() -> None:
    rights = (
        '<copyrightHolder literal="Agence France-Presse"/>'
        "<copyrightNotice>© 2025 Northern Lights Media. All rights reserved.</copyrightNotice>"
    )
    conflicts = one(g2(rights=rights)).rights.conflicts
    assert any("Northern Lights Media" in c for c in conflicts)
    agreeing = "<copyrightHolder literal='AFP'/><copyrightNotice>(c) AFP 2025</copyrightNotice>"
    assert one(g2(rights=agreeing)).rights.conflicts == ()


def message(*items: str) -> str:
    stripped = "".join(i.partition("?>")[2] for i in items)
    return (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/>'
        f"<itemSet>{stripped}</itemSet></newsMessage>"
    )


def test_a_message_gives_all_its_items() -> None:
    found = sources(message(g2(guid="urn:1"), g2(guid="urn:2")))
    assert [s.id for s in found] == ["urn:1", "urn:2"]


def test_a_concept_is_skipped_and_stops_nothing() -> None:
    concept = '<?xml version="1.0"?><conceptItem guid="urn:c"/>'
    found = records(message(concept, g2(guid="urn:1")))
    assert [r.kind for r in found if isinstance(r, BadRecord)] == ["skipped"]
    assert len(found) == 2


def test_a_packages_terms_hold_for_the_items_it_names() -> None:
    package = (
        '<?xml version="1.0"?><packageItem guid="urn:p"><rightsInfo><usageTerms>No use after 1 Feb'
        '</usageTerms></rightsInfo><groupSet><group><itemRef residref="urn:1"/></group></groupSet>'
        "</packageItem>"
    )
    found = sources(message(package, g2(guid="urn:1"), g2(guid="urn:2")))
    assert [s.rights.usage_terms for s in found] == [("No use after 1 Feb",), ()]


def test_a_package_whose_part_is_canceled_kills_that_part() -> None:
    package = (
        '<?xml version="1.0"?><packageItem guid="urn:p"><groupSet><group><itemRef residref="urn:1">'
        '<pubStatus qcode="stat:canceled"/></itemRef></group></groupSet></packageItem>'
    )
    assert one(message(package)).kills == ("urn:1",)


def test_escaped_html_and_cdata_in_inline_data_become_paragraphs() -> None:
    html = f"<p>{STORY[0]}</p><p>{STORY[1]}<br/>The end &amp; more.</p>"
    for inside in (
        f'<inlineData contenttype="text/html"><![CDATA[{html}]]></inlineData>',
        '<inlineData contenttype="text/html">'
        + html.replace("&", "&amp;").replace("<", "&lt;")
        + "</inlineData>",
    ):
        text = one(g2(inside=inside)).text
        assert text == f"{STORY[0]}\n\n{STORY[1]}\nThe end & more."


def test_nitf_inside_brings_its_own_rights_fields() -> None:
    inside = (
        '<inlineXML contenttype="application/nitf+xml"><nitf><head><docdata>'
        '<date.expire norm="20250201T000000Z"/><doc.copyright holder="AFP" year="2025"/></docdata>'
        f"</head><body><body.content><p>{STORY[0]}</p></body.content></body></nitf></inlineXML>"
    )
    source = one(g2(inside=inside))
    assert source.text == STORY[0]
    assert source.rights.expires == datetime(2025, 2, 1, tzinfo=UTC)


def test_a_fuller_rendition_is_taken_and_none_twice() -> None:
    short = '<inlineData contenttype="text/plain">Dock workers go back.</inlineData>'
    long = f'<inlineData contenttype="text/plain">{" ".join(STORY)}</inlineData>'
    assert one(g2(inside=short + long)).text == " ".join(STORY)


def test_a_picture_has_its_caption_as_text() -> None:
    item = g2(
        content='<description role="drol:caption">A crane at dusk. Photo: Ana Sample</description>',
        inside='<remoteContent href="x.jpg"/>',
    ).replace("ninat:text", "ninat:picture")
    source = one(item)
    assert (source.media, source.text) == ("picture", "A crane at dusk. Photo: Ana Sample")


def test_a_missing_guid_gets_a_stable_id_and_a_note() -> None:
    item = g2(guid="")
    found = records(item)
    notes = [r for r in found if isinstance(r, BadRecord)]
    assert notes[0].kind == "note"
    assert one(item).id == one(item).id
    assert one(item).id.startswith("sha256:")


def test_a_fragment_without_an_item_is_told() -> None:
    assert "no item" in bad("<contentSet><inlineXML/></contentSet>")[0].what


def test_a_draft_has_zones_rights_and_metadata() -> None:
    item = g2(
        rights="<copyrightNotice>© AFP</copyrightNotice>",
        content="<headline>Harbours open</headline><by>Ana Sample</by>"
        "<dateline>PORTO, Jan 14</dateline><creditline>AFP</creditline>",
    )
    draft = read_draft(item.encode())
    assert isinstance(draft, Draft)
    roles = [(z.kind, z.role) for z in draft.zones]
    assert roles[:3] == [("head", "headline"), ("head", "byline"), ("head", "dateline")]
    assert roles[-2:] == [("tail", "credit"), ("tail", "credit")]
    for zone in draft.zones:
        assert draft.text[zone.start : zone.end].strip() == draft.text[zone.start : zone.end]
    assert draft.rights.copyright_notice == ("© AFP",)
    assert ("newsml-g2:creditline", "AFP") in [(m.name, m.value) for m in draft.metadata]


def test_names_of_agencies_are_an_argument() -> None:
    item = g2(rights='<copyrightHolder literal="Deutsche Presse-Agentur GmbH"/>')
    assert one(item, agencies=AGENCIES).owner == "dpa"
    assert one(item, agencies={}).owner == "deutsche-presse-agentur-gmbh"


def test_the_one_article_among_pictures_is_the_draft_of_a_message() -> None:
    picture = g2(guid="urn:2", body="<p>A crane.</p>").replace("ninat:text", "ninat:picture")
    draft = read_draft(message(g2(guid="urn:1"), picture).encode())
    assert draft.id == "urn:1"


def test_a_dateline_that_the_text_begins_with_is_not_said_twice() -> None:
    content = "<headline>H</headline><dateline>LISBON, Jan 14 (AFP) -</dateline><by>Ana Sample</by>"
    draft = read_draft(g2(content=content).encode())
    assert draft.text.count("LISBON, Jan 14 (AFP)") == 1
    assert draft.text.count("Ana Sample") == 1
