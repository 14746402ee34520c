"""What hundreds of newsrooms are sent: AP's XML, Arc, ANP, Naviga, Methode, at every door."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from checker.formats import BadRecord, read_draft, read_drafts, read_sources, sniff
from checker.models.draft import Draft, Rights
from checker.models.source import Source
from tests.formats import houses
from tests.formats.houses import FIRST, SECOND, TITLE, UNTIL
from tests.formats.wire import AGENCIES, bad, field, one, records, sources

END = datetime(2031, 4, 16, 13, 8, 5, tzinfo=UTC)
USED = {"active": True, "end_time": f"{UNTIL}Z"}
HELD = {"active": True}
OVER = {"active": False, "end_time": f"{UNTIL}Z"}
ROWS: dict[str, tuple[Any, str, str | None, datetime | None]] = {
    # name: (document, type, status, end of the embargo)
    "appl usable": (houses.appl(), "appl", "usable", None),
    "appl usable, released as it arrived": (
        houses.appl(release="2024-04-16T13:08:05"), "appl", "usable", None),
    "appl released later": (houses.appl(release=UNTIL), "appl", "usable", END),
    "appl embargoed": (houses.appl("Embargoed", release=UNTIL), "appl", "embargoed", END),
    "appl embargoed without a time": (houses.appl("Embargoed"), "appl", "embargoed", None),
    "appl withheld": (houses.appl("Withheld"), "appl", "withheld", None),
    "appl canceled": (houses.appl("Canceled"), "appl", "canceled", None),
    "appl unknown": (houses.appl("Unknown"), "appl", "Unknown", None),
    "appl advance": (
        houses.appl(release=UNTIL, management="<Editorial><Type>Advance</Type></Editorial>"),
        "appl", "usable", END),
    "appl hold for release without a time": (
        houses.appl(management="<Editorial><Type>HoldForRelease</Type></Editorial>"),
        "appl", "embargoed", None),
    "appl editorial kill": (
        houses.appl(management="<Editorial><Type>Kill</Type></Editorial>"),
        "appl", "canceled", None),
    "atom usable": (houses.appl_atom(), "appl", "usable", None),
    "atom embargoed": (houses.appl_atom("Embargoed", until=UNTIL), "appl", "embargoed", END),
    "atom withheld": (houses.appl_atom("Withheld"), "appl", "withheld", None),
    "atom canceled": (houses.appl_atom("Canceled"), "appl", "canceled", None),
    "ans": (houses.ans(), "ans", None, None),
    "ans published": (houses.ans(status="published"), "ans", None, None),
    "ans embargoed": (houses.ans(status="embargoed"), "ans", "embargoed", None),
    "ans withheld": (houses.ans(status="Withheld"), "ans", "withheld", None),
    "ans killed": (houses.ans(status="killed"), "ans", "canceled", None),
    "ans embargo": (
        houses.ans(content_restrictions={"embargo": USED}), "ans", "embargoed", END),
    "ans embargo without end": (
        houses.ans(content_restrictions={"embargo": HELD}), "ans", "embargoed", None),
    "ans embargo that is over": (
        houses.ans(content_restrictions={"embargo": OVER}), "ans", None, None),
    "ans embargo of no shape": (
        houses.ans(content_restrictions={"embargo": "yes"}), "ans", "embargoed", None),
    "ans own embargo date": (
        houses.ans(additional_properties={"embargo_date": f"{UNTIL}Z"}), "ans", None, END),
    "ans taken down": (
        houses.ans(publishing={
            "has_published_edition": True,
            "editions": {"default": {"edition_published": False}}}),
        "ans", "unpublished", None),
    "navigadoc usable": (houses.navigadoc(), "navigadoc", "usable", None),
    "navigadoc draft": (houses.navigadoc("draft"), "navigadoc", None, None),
    "navigadoc withheld": (
        houses.navigadoc("withheld", published=f"{UNTIL}Z"), "navigadoc", "withheld", END),
    "navigadoc canceled": (
        houses.navigadoc("canceled", published=None), "navigadoc", "canceled", None),
    "navigadoc embargo among its properties": (
        houses.navigadoc(properties=[{"name": "imext:embargo", "value": f"{UNTIL}Z"}]),
        "navigadoc", "usable", END),
    "anp": (houses.anp(), "anp-json", None, None),
    "anp embargo": (houses.anp(embargo=f"{UNTIL}Z"), "anp-json", None, END),
    "anp withdrawn": (houses.anp(status="Withdrawn"), "anp-json", "canceled", None),
    "anp note": (houses.anp(editorialNote="KILL THIS STORY"), "anp-json", "canceled", None),
    "methode": (
        '<?xml version="1.0"?>' + houses.methode_doc(
            "<ObjectMetadata><EditorialNotes/></ObjectMetadata>"), "methode", None, None),
    "methode embargo": (
        houses.methode_doc("<ObjectMetadata><EditorialNotes><EmbargoDate>20310416130805"
                           "</EmbargoDate></EditorialNotes></ObjectMetadata>"),
        "methode", None, END),
    "methode object": (houses.eom(), "methode-json", None, None),
    "methode object under embargo": (
        houses.eom(houses.metadata(embargo="20310416130805")), "methode-json", None, END),
    "methode object deleted": (
        houses.eom(houses.metadata(deleted="True")), "methode-json", "canceled", None),
    "methode object killed in words": (
        houses.eom(workflowStatus="Stories/Mandatory kill"), "methode-json", "canceled", None),
    "methode object taken down": (
        houses.eom(workflowStatus="Unpublished"), "methode-json", "Unpublished", None),
    "ans under embargo in words": (
        houses.ans(status="Under embargo"), "ans", "embargoed", None),
    "navigadoc taken down": (
        houses.navigadoc("unpublished"), "navigadoc", "unpublished", None),
    "navigadoc withdrawn in German": (
        houses.navigadoc("zurückgezogen", published=None), "navigadoc", "canceled", None),
    "anp withdrawn in Dutch": (houses.anp(status="Ingetrokken"), "anp-json", "canceled", None),
    "appl not for publication": (
        houses.appl("Do not publish"), "appl", "not_for_publication", None),
    "appl elimination": (
        houses.appl(management="<Editorial><Type>Elimination</Type></Editorial>"),
        "appl", "canceled", None),
    "methode object on hold": (
        houses.eom(workflowStatus="Stories/Hold"), "methode-json", "withheld", None),
}  # fmt: skip
NAMES = sorted(ROWS)
LINES = [name for name in NAMES if not isinstance(ROWS[name][0], str)]


def stated(rights: Rights) -> tuple[str | None, datetime | None]:
    return rights.status, rights.embargo_until


@pytest.mark.parametrize("name", NAMES)
def test_a_house_format_is_recognised_by_its_content(name: str) -> None:
    document, kind, _, _ = ROWS[name]
    assert sniff(houses.written(document).encode()) == kind


@pytest.mark.parametrize("name", NAMES)
def test_every_status_of_a_house_format_says_what_it_does_in_a_source(name: str) -> None:
    document, _, status, end = ROWS[name]
    source = one(houses.written(document), "item")
    assert stated(source.rights) == (status, end)
    assert (source.text, source.title) == (f"{FIRST}\n\n{SECOND}", TITLE)
    assert source.owner == ("anp" if "anp" in name else source.owner)


@pytest.mark.parametrize("name", NAMES)
def test_every_status_of_a_house_format_says_what_it_does_in_a_draft(name: str) -> None:
    document, kind, status, end = ROWS[name]
    draft = read_draft(houses.written(document).encode(), as_type=kind)
    assert stated(draft.rights) == (status, end)
    assert draft.text.startswith(TITLE)
    assert f"{FIRST}\n\n{SECOND}" in draft.text


@pytest.mark.parametrize("name", LINES)
def test_every_status_of_a_house_format_says_what_it_does_in_a_batch(name: str) -> None:
    document, _, status, end = ROWS[name]
    lines = f"{json.dumps(document)}\n{json.dumps(document)}\n".encode()
    drafts = list(read_drafts(lines, name="batch.jsonl"))
    assert [stated(d.rights) for d in drafts if isinstance(d, Draft)] == [(status, end)] * 2
    found = sources(lines, "batch.jsonl")
    assert [stated(s.rights) for s in found] == [(status, end)] * 2


def test_ap_xml_gives_its_lines_its_notices_and_its_terms() -> None:
    source = one(houses.appl(
        lines="<RightsLine>NO ARCHIVE</RightsLine>",
        management="<SpecialInstructions>Eds: Will be led.</SpecialInstructions>"
        "<UsageInstruction>For AP members only.</UsageInstruction>",
        rights="<UsageRights><UsageType>Print</UsageType><Geography>United States</Geography>"
        "<Limitations>none</Limitations><EndDate>2031-05-01T00:00:00</EndDate></UsageRights>",
        more='<PublicationComponent Role="Caption" MediaType="Text"><TextContentItem><DataContent>'
        "<nitf><body.content><block><p>A ferry leaves.</p></block></body.content></nitf>"
        "</DataContent></TextContentItem></PublicationComponent>",
    ))  # fmt: skip
    assert (source.id, source.owner, source.version) == ("aa11", "ap", "3")
    assert (source.byline, source.dateline) == ("JO SAMPLE, Staff Writer", "PORTVILLE, Maine")
    assert source.published == datetime(2024, 4, 16, 12, tzinfo=UTC)
    assert source.rights.usage_terms == ("For AP members only.", "NO ARCHIVE")
    assert source.rights.editors_note == ("Eds: Will be led.",)
    assert source.rights.copyright_notice == ("Copyright 2024 The Associated Press.",)
    assert source.rights.allow_territories == ("United States",)
    assert source.rights.expires == datetime(2031, 5, 1, tzinfo=UTC)
    assert source.language == "en-us"
    assert "A ferry" not in source.text


def test_an_ap_photo_is_its_caption_and_no_article() -> None:
    caption = (
        houses.appl()
        .replace("<MediaType>Text", "<MediaType>Photo")
        .replace('Role="Main"', 'Role="Caption"')
    )
    source = one(caption)
    assert (source.media, source.text) == ("picture", f"{FIRST}\n\n{SECOND}")


def test_several_publications_and_broken_ones_are_read_one_by_one() -> None:
    inner = houses.appl().partition("?>")[2]
    several = f"<Publications>{inner}{inner.replace('aa11', 'bb22')}</Publications>"
    assert [s.id for s in sources(several)] == ["aa11", "bb22"]
    broken = several.replace("<p>", "<p><oops>", 1)
    found = records(broken)
    assert [r.id for r in found if isinstance(r, Source)] == ["bb22"]
    assert [r.kind for r in found if isinstance(r, BadRecord)] == ["bad", "bad"]


def test_a_feed_in_ap_elements_from_another_house_is_not_ap() -> None:
    foreign = houses.appl_atom().replace("ap.org:aa11", "member.example:aa11")
    foreign = foreign.replace("<rights>Copyright 2024 The Associated Press.</rights>", "")
    foreign = foreign.replace("<title>World", "<title>Portville Gazette")
    assert one(foreign).owner == "portville-gazette"


def test_all_elements_of_an_arc_story_are_read_in_their_order() -> None:
    elements = [
        {"type": "text", "content": "One &mdash; <b>bold</b> paragraph of words."},
        {"type": "header", "level": 2, "content": "A heading"},
        {"type": "raw_html", "content": "<p>Raw words of the page.</p><script>x()</script>"},
        {"type": "list", "list_type": "unordered", "items": [
            {"type": "text", "content": "First of the list"},
            {"type": "text", "content": "Second of the list"}]},
        {"type": "quote", "content_elements": [{"type": "text", "content": "We sail, she said."}],
         "citation": {"type": "text", "content": "The mayor"}},
        {"type": "interstitial_link", "url": "https://x.example/1", "content": "Read also this"},
        {"type": "image", "url": "https://x.example/a.jpg", "caption": "A ferry leaves.",
         "credits": {"by": [{"name": "Bo Photo"}]}},
        {"type": "correction", "text": "An earlier version named another day."},
        {"type": "reference", "referent": {"type": "story", "id": "Z"}},
        {"type": "reference", "referent": {"type": "image", "id": "I"}},
    ]  # fmt: skip
    draft = read_draft(json.dumps(houses.ans(content_elements=elements)).encode())
    told = [
        "One — bold paragraph of words.", "A heading", "Raw words of the page.",
        "First of the list", "Second of the list", "We sail, she said.", "The mayor",
        "Read also this", "A ferry leaves.", "An earlier version named another day.",
    ]  # fmt: skip
    places = [draft.text.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)
    assert "x()" not in draft.text
    assert draft.parts_unread == ("content_elements/8: a reference to story elsewhere",)


def test_an_arc_story_keeps_its_own_version_and_the_id_at_its_source() -> None:
    story = houses.ans(
        source={"name": "AP", "source_id": "aa11", "system": "wires"},
        copyright="(c) 2024, The Associated Press",
        canonical_url="/harbour/",
    )
    source = one(json.dumps(story))
    assert (source.id, source.owner, source.version) == ("ARC1", "ap", "20240422T021104")
    assert source.descends_from == ("aa11",)
    assert source.rights.copyright_notice == ("(c) 2024, The Associated Press",)
    assert source.byline == "Jo Sample"


def test_lists_of_arc_and_of_anp_give_each_item_once() -> None:
    arc = {"type": "results", "version": "0.10.9", "content_elements": [
        houses.ans(), houses.ans(_id="ARC2")]}  # fmt: skip
    assert [s.id for s in sources(json.dumps(arc))] == ["ARC1", "ARC2"]
    item = houses.anp()["data"]
    listed = {"hasError": False, "data": {"items": [item, {**item, "id": "39"}], "more": False}}
    assert [s.id for s in sources(json.dumps(listed))] == ["38bd", "39"]


def test_an_item_of_another_agency_in_the_api_of_anp_is_that_agencys() -> None:
    source = one(json.dumps(houses.anp(sourceTitle="AFP EN (Editorial)")))
    assert (source.owner, source.provider) == ("afp", "Algemeen Nederlands Persbureau")
    assert source.rights.third_party


def test_a_navigadoc_is_one_item_with_its_authors_and_properties() -> None:
    document = houses.navigadoc(
        properties=[{"name": "creditline", "value": "AP"}, {"name": "usageterms", "value": "Web"}],
        meta=[{"type": "core/note", "data": {"text": "HOLD for legal"}}],
        unpublished="2031-05-01T00:00:00Z",
    )
    source = one(json.dumps(document))
    assert (source.id, source.owner, source.byline) == ("8706660e", "ap", "Jo Sample")
    assert source.version == "20240222T103723"
    assert source.rights.credit_line == ("AP",)
    assert source.rights.usage_terms == ("Web",)
    assert source.rights.status == "withheld"
    assert source.rights.expires == datetime(2031, 5, 1, tzinfo=UTC)


def test_a_withheld_newsml_of_naviga_is_under_embargo_until_it_appears() -> None:
    item = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="n1" version="1"'
        ' standard="NewsML-G2"><itemMeta><itemClass qcode="ninat:text"/>'
        '<provider literal="AFP"/><pubStatus qcode="stat:{}"/>'
        '<itemMetaExtProperty type="imext:pubstart" value="2031-04-16T15:08:05+02:00"/>'
        '<itemMetaExtProperty type="imext:pubstop" value="2031-05-01T00:00:00Z"/></itemMeta>'
        '<contentSet><inlineXML><idf xmlns="http://www.infomaker.se/idf/1.0"><group type="body">'
        f'<element type="headline">{TITLE}</element><element type="body">{FIRST}</element>'
        "</group></idf></inlineXML></contentSet></newsItem>"
    )
    held, used = one(item.format("withheld")), one(item.format("usable"))
    assert stated(held.rights) == ("withheld", END)
    assert stated(used.rights) == ("usable", None)
    assert used.rights.expires == datetime(2031, 5, 1, tzinfo=UTC)
    assert FIRST in held.text
    assert field(used, "[imext:pubstart]") == ["2031-04-16T15:08:05+02:00"]


FOREIGN = {
    "a record with a kind": {"id": "1", "owner": "afp", "kind": "story", "title": "T",
                             "pubDate": "2024-01-01", "text": FIRST},
    "a record in capitals": {"id": "1", "owner": "afp", "kind": "STORY", "title": "T",
                             "pubDate": "2024-01-01", "text": FIRST},
    "a record of a media type": {"id": "1", "owner": "afp", "uri": "u", "type": "text/plain",
                                 "meta": {}, "text": FIRST},
    "ninjs": {"uri": "u", "type": "text", "headline": TITLE, "body_html": f"<p>{FIRST}</p>"},
    "ninjs with headlines": {"uri": "u", "type": "text", "headlines": [{"value": TITLE}],
                             "bodies": [{"value": f"<p>{FIRST}</p>"}]},
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(FOREIGN))
def test_json_of_another_kind_is_not_taken_for_a_houses(name: str) -> None:
    text = json.dumps(FOREIGN[name])
    assert sniff(text.encode()) == "json"
    assert one(text, "a.json").text == FIRST


REFUSED = {
    "no publication": (f'<Publications xmlns="{houses.APPL_NS}/"/>', "appl", "no <Publication>"),
    "a publication of nothing": (
        f'<Publication xmlns="{houses.APPL_NS}"/>', "appl", "without Identification"),
    "a cut publication": (houses.appl()[:900], "appl", "not well-formed"),
    "elements that are no list": (
        json.dumps(houses.ans(content_elements={"a": 1})), "ans", "not a list"),
    "another JSON": ('{"a": 1}', "ans", "no item in the JSON of a known newsroom system"),
    "a cut story": (json.dumps(houses.ans())[:-40], "ans", "not JSON"),
    "an answer with an error": (
        json.dumps({"hasError": True, "data": {"errorCode": 7, "description": "No such item"}}),
        "anp-json", "No such item"),
    "a body that is no string": (
        json.dumps(houses.anp(bodyText=["x"])), "anp-json", "'bodyText' is not a string"),
    "a value that is no base64": (
        json.dumps(houses.eom(value="%%%")), "methode-json", "neither XML nor base64"),
    "a value that is a number": (
        json.dumps(houses.eom(value=7)), "methode-json", "neither XML nor base64"),
    "a value that is broken XML": (
        json.dumps(houses.eom(value="<doc><lead>")), "methode-json", "not well-formed"),
    "attributes that are broken XML": (
        json.dumps(houses.eom("<ObjectMetadata>")), "methode-json", "not well-formed"),
    "entities": (
        '<!DOCTYPE doc [<!ENTITY a "b">]>' + houses.methode_doc(), "methode", "entities"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_no_item_is_refused_with_its_reason(name: str) -> None:
    document, kind, said = REFUSED[name]
    assert [said in record.what for record in bad(document, as_type=kind)] == [True]


SKIPPED = {
    "attributes alone": (houses.metadata(), "attributes without their story"),
    "a placeholder": (
        json.dumps(houses.eom(houses.metadata(code="ContentPlaceholder"))), "placeholder"),
    "a picture of Methode": (json.dumps(houses.eom(type="EOM::WebContainer")), "EOM::WebContainer"),
    "an image of Naviga": (
        json.dumps(houses.navigadoc(type="x-im/image", content=[], meta=[])), "x-im/image"),
    "a photo of ANP": (json.dumps(houses.anp(kind="PHOTO")), "PHOTO"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(SKIPPED))
def test_what_is_no_article_is_skipped_with_its_reason(name: str) -> None:
    document, said = SKIPPED[name]
    found = records(document)
    assert [(r.kind, said in r.what) for r in found if isinstance(r, BadRecord)] == [
        ("skipped", True)
    ]


DEEP: Any = {"type": "text", "content": "x"}
for _ in range(400):
    DEEP = {"type": "element_group", "content_elements": [DEEP]}
ODD: tuple[Any, ...] = (
    None,
    7,
    True,
    "x",
    [],
    {},
    [None],
    [7],
    [[["x"]]],
    {"basic": 7},
    "<b>" * 99,
)


@pytest.mark.parametrize("build", [houses.ans, houses.navigadoc, houses.anp, houses.eom])
def test_a_value_of_any_wrong_type_gives_records_and_no_traceback(build: Any) -> None:
    document = build()
    inner = document.get("data", document)
    keys = [*inner, "content_restrictions", "publishing", "promo_items", "corrections", "planning",
            "credits", "distributor", "meta", "properties", "links"]  # fmt: skip
    for key in keys:
        for odd in ODD:
            made = {**inner, key: odd}
            text = json.dumps({**document, "data": made} if "data" in document else made)
            for found in read_sources(text.encode(), name="x.json", agencies=AGENCIES):
                assert isinstance(found, Source | BadRecord)


def test_a_story_nested_too_deeply_says_so() -> None:
    draft = read_draft(json.dumps(houses.ans(content_elements=[DEEP])).encode(), as_type="ans")
    assert any("nested too deeply" in note for note in draft.damage)


@pytest.mark.no_cover
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["ans", "navigadoc", "anp-json", "methode-json", "appl"])
def test_a_document_of_many_items_is_read_within_its_length(kind: str) -> None:
    build = {"ans": houses.ans, "navigadoc": houses.navigadoc, "anp-json": houses.anp,
             "methode-json": houses.eom}  # fmt: skip
    if kind == "appl":
        text = "<Publications>" + houses.appl().partition("?>")[2] * 300 + "</Publications>"
    else:
        text = json.dumps([build[kind]() for _ in range(300)])
    assert len(sources(text, as_type=kind)) == 300
