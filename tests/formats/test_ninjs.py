"""ninjs 1 to 3 and its relatives, in every spelling; AP's envelopes."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from checker.formats import read_draft
from tests.formats.wire import STORY, bad, field, one, records, sources

HTML = "".join(f"<p>{p}</p>" for p in STORY)


def item(**more: Any) -> dict[str, Any]:
    return {
        "uri": "urn:n:1",
        "type": "text",
        "headline": "Harbours open",
        "body_html": HTML,
        **more,
    }


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize(
    ("holder", "terms", "until", "status"),
    [
        ("copyrightholder", "usageterms", "embargoed", "pubstatus"),
        ("copyrightHolder", "usageTerms", "embargoedUntil", "pubStatus"),
        ("copyright_holder", "usage_terms", "embargoed_until", "pub_status"),
    ],
)
def test_every_spelling_of_the_rights_fields_is_read(
    holder: str, terms: str, until: str, status: str
) -> None:
    source = one(
        dumped(
            item(
                **{
                    holder: "Agence France-Presse",
                    terms: ["No use in Japan", "Editorial use only"],
                    until: "2025-01-14T18:00:00+09:00",
                    status: "withheld",
                    "expires": "2025-02-01T00:00:00Z",
                    "edNote": "JAPAN OUT",
                }
            )
        )
    )
    rights = source.rights
    assert source.owner == "afp"
    assert rights.usage_terms == ("No use in Japan", "Editorial use only")
    assert rights.embargo_until is not None
    assert rights.embargo_until.astimezone(UTC) == datetime(2025, 1, 14, 9, tzinfo=UTC)
    assert (rights.status, rights.editors_note) == ("withheld", ("JAPAN OUT",))
    assert rights.expires == datetime(2025, 2, 1, tzinfo=UTC)
    assert field(source, terms) == ["No use in Japan", "Editorial use only"]


def test_two_spellings_that_disagree_are_a_conflict_and_the_stricter_counts() -> None:
    source = one(
        dumped(
            item(
                embargoed="2025-01-14T18:00:00Z",
                embargoedUntil="2025-01-15T18:00:00Z",
                pubstatus="usable",
                pubStatus="canceled",
            )
        )
    )
    assert source.rights.embargo_until == datetime(2025, 1, 15, 18, tzinfo=UTC)
    assert source.rights.status == "canceled"
    assert len(source.rights.conflicts) == 2
    assert field(source, "embargoed") == ["2025-01-14T18:00:00Z"]


def test_ninjs_1_2_and_3_give_the_same_text() -> None:
    first = one(dumped({"uri": "u", "headline": "H", "body_xhtml": HTML}))
    second = one(
        dumped(
            {
                "uri": "u",
                "type": "text",
                "headlines": [{"role": "sub", "value": "S"}, {"role": "main", "value": "H"}],
                "bodies": [
                    {"role": "text", "contenttype": "text/plain", "value": " ".join(STORY)},
                    {"role": "html5", "contentType": "text/html", "value": HTML},
                ],
            }
        )
    )
    assert first.text == second.text == "\n\n".join(STORY)
    assert first.title == second.title == "H"


def test_a_picture_has_its_caption_as_text_and_its_media_type() -> None:
    source = one(
        dumped({"uri": "u", "type": "picture", "description_text": "A crane.", "by": "Ana Sample"})
    )
    assert (source.text, source.media, source.byline) == ("A crane.", "picture", "Ana Sample")


def test_an_article_sent_with_pictures_counts_as_text() -> None:
    assert one(dumped(item(type="composite"))).media == "text"


def test_rights_of_associated_pictures_are_kept_but_do_not_bind_the_text() -> None:
    source = one(
        dumped(item(associations={"pic": {"type": "picture", "usageterms": "CZECH REPUBLIC OUT"}}))
    )
    assert source.rights.usage_terms == ()
    assert field(source, "associations.pic.usageterms") == ["CZECH REPUBLIC OUT"]


def inner(name: str, **more: Any) -> dict[str, Any]:
    text = f"The {name} ferry of Orlu stays in the yard until its ramp is mended, the owner said."
    return {"uri": f"urn:n:{name}", "type": "text", "headline": name, "body_text": text, **more}


@pytest.mark.parametrize("kind", ["text", "composite"])
@pytest.mark.parametrize("listed", [False, True])
def test_items_inside_an_item_are_sources_of_their_own(kind: str, listed: bool) -> None:
    parts = {
        "main": inner("red"),
        "side": inner("blue", embargoed="2031-05-01T06:00:00Z", usageterms="Not in Spain"),
        "dead": inner("grey", pubstatus="canceled"),
        "nested": inner("black", associations={"a": inner("white")}),
        "elsewhere": {"uri": "urn:n:9", "type": "text"},
        "withdrawn": {"uri": "urn:n:8", "type": "text", "pubstatus": "canceled"},
        "related": inner("green"),
        "pic": {"uri": "urn:n:7", "type": "picture", "description_text": "A quay."},
    }
    outer = item(
        type=kind,
        associations=list(parts.values())[:6] if listed else parts,
        provider="AFP",
        language="fr",
        usageterms="Not in Italy",
    )
    if kind == "composite":
        del outer["body_html"]
    found = {source.id: source for source in sources(dumped(outer))}
    names = ["red", "blue", "grey", "black", "white", "8"]
    assert list(found) == [f"urn:n:{n}" for n in (["1"] if kind == "text" else []) + names]
    red, blue, grey = (found[f"urn:n:{name}"] for name in names[:3])
    assert (red.owner, red.language, red.rights.usage_terms) == ("afp", "fr", ("Not in Italy",))
    assert blue.rights.usage_terms == ("Not in Spain",)
    assert blue.rights.embargo_until is not None
    assert red.rights.embargo_until is None
    assert [found[f"urn:n:{n}"].rights.status for n in ("red", "grey", "8")] == [
        None,
        "canceled",
        "canceled",
    ]
    assert found["urn:n:8"].text == ""
    assert grey.text.startswith("The grey ferry")


def test_a_package_without_a_text_of_its_own_is_no_fault() -> None:
    outer = item(type="composite", associations={"main": inner("red")})
    del outer["body_html"]
    (only,) = records(dumped(outer))
    assert only.id == "urn:n:red"
    killed = sources(dumped({**outer, "pubstatus": "canceled"}))
    states = {made.id: made.rights.status for made in killed}
    assert states == {"urn:n:1": "canceled", "urn:n:red": "canceled"}
    parts = {"main": inner("red", pubstatus="usable"), "side": inner("blue")}
    killed = sources(dumped({**outer, "associations": parts, "pubstatus": "canceled"}))
    states = {made.id: made.rights.status for made in killed}
    assert states["urn:n:red"] == "usable"
    assert states["urn:n:blue"] == "canceled"


def test_descent_is_read_from_keys_links_and_associations() -> None:
    source = one(
        dumped(
            item(
                evolvedfrom="urn:n:0",
                rewrite_of={"guid": "urn:n:a"},
                translation_of=["urn:n:b"],
                links=[
                    {"rel": "derivedFrom", "href": "urn:n:c"},
                    {"rel": "canonical", "href": "x"},
                ],
                associations=[{"name": "translationOf", "uri": "urn:n:d"}],
            )
        )
    )
    assert set(source.descends_from) == {"urn:n:0", "urn:n:a", "urn:n:b", "urn:n:c", "urn:n:d"}


def test_rights_info_keeps_encoded_and_linked_rights() -> None:
    source = one(
        dumped(item(rightsInfo={"linkedRights": "http://r.example/1", "encodedRights": '{"a": 1}'}))
    )
    assert source.rights.license_url == ("http://r.example/1",)
    assert field(source, "rightsInfo.encodedRights") == ['{"a": 1}']


def test_flags_states_and_advisories_forbid_publication() -> None:
    flagged = one(dumped(item(flags={"marked_for_not_publication": True})))
    assert flagged.rights.status == "not_for_publication"
    assert one(dumped(item(type="advisory"))).rights.status == "not_for_publication"
    assert one(dumped(item(state="killed"))).rights.status == "canceled"
    assert one(dumped(item(signals=["sig:kill"]))).rights.status == "canceled"


def test_an_address_with_a_search_token_gives_way_to_the_item_id() -> None:
    value = item(uri="https://api.example/v/content/abc?qt=T1", altids={"itemid": "abc"})
    assert one(dumped(value)).id == "abc"


def test_an_envelope_gives_all_its_items_and_a_bad_one_stops_nothing() -> None:
    feed = {
        "api_version": "2.0",
        "data": {
            "items": [
                {"item": item()},
                {"item": {"uri": "u2", "type": "text", "headline": 7}},
                {"item": item(uri="urn:n:3", provider="AP")},
            ]
        },
    }
    found = records(dumped(feed))
    ids = [getattr(r, "id", None) for r in found]
    assert "urn:n:1" in ids
    assert "urn:n:3" in ids


def test_text_that_stands_beside_an_ap_item_belongs_to_it() -> None:
    value = item()
    del value["body_html"]
    wrapped = {"api_version": "2", "data": {"item": value}, "nitf": {"body_html": HTML}}
    assert one(dumped(wrapped)).text == "\n\n".join(STORY)


def test_a_list_of_items_is_read_one_by_one() -> None:
    assert len(sources(dumped([item(), item(uri="urn:n:2")]))) == 2


def test_json_that_is_no_item_is_told() -> None:
    assert "known JSON format" in bad('{"requests": []}')[0].what


def test_a_draft_holds_captions_and_credits_after_the_text() -> None:
    picture = {"type": "picture", "description_text": "A crane.", "creditline": "Ana Sample/AFP"}
    draft = read_draft(dumped(item(byline="Bo Test", associations={"p": picture})).encode())
    zones = [(z.kind, z.role, draft.text[z.start : z.end]) for z in draft.zones]
    assert zones[0] == ("head", "headline", "Harbours open")
    assert zones[1] == ("head", "byline", "Bo Test")
    assert ("caption", "picture_credit", "Ana Sample/AFP") in zones


def test_a_dateline_field_stands_before_the_text_of_a_draft() -> None:
    value = {
        "urn": "urn:d:1",
        "pubstatus": "usable",
        "headline": "H",
        "dateline": "Bonn (dpa) - ",
        "article_html": "<section><p>Text.</p></section>",
    }
    draft = read_draft(dumped(value).encode())
    assert draft.text == "H\n\nBonn (dpa) -\n\nText."


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ({"status": "Embargoed"}, "embargoed"),
        ({"state": "on hold"}, "withheld"),
        ({"state": "killed"}, "canceled"),
        ({"workflow_status": "Withdrawn"}, "canceled"),
        ({"status": "published"}, None),
        ({"state": "in_progress"}, None),
        ({"state": "TX"}, None),
    ],
)
def test_a_state_of_a_workflow_counts_where_it_forbids_publication(
    state: dict[str, str], status: str | None
) -> None:
    assert one(dumped(item(**state)), "item.json").rights.status == status


@pytest.mark.parametrize(
    ("word", "status"),
    [
        *((word, "canceled") for word in ("sig:recall", "takedown", "Take Down", "unpublish",
          "https://x.example/signal/remove", "disregard", "annulment", "sig:withdrawal")),
        *((word, "withheld") for word in ("stop", "block", "legal-hold", "nlsig:holdforrelease",
          "not-cleared", "Hold for Release")),
        *((word, word) for word in ("offline", "expired")),  # unknown: a person is asked
        *((word, None) for word in ("sig:update", "sig:correction", "hot", "sig:atomic")),
    ],
)  # fmt: skip
def test_a_signal_that_orders_an_item_off_is_its_status(word: str, status: str | None) -> None:
    assert one(dumped(item(signals=[word]))).rights.status == status
