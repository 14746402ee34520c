"""Messages without a text: a kill, a hold, an embargo or terms that follow an item."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from checker.formats import BadRecord, read_drafts
from tests.formats.wire import bad, one, records, sources

MARCH = "2027-03-01T00:00:00Z"


def ninjs(**states: Any) -> dict[str, Any]:
    return {"uri": "urn:n:1", "version": "2", "type": "text", "provider": "AFP", **states}


KILLS: dict[str, dict[str, Any]] = {
    "a status": ninjs(pubstatus="canceled"),
    "a status in another spelling": ninjs(pubStatus="Canceled"),
    "an order in a note": ninjs(ednote="KILL. Kill this story, it is wrong."),
    "a note of ninjs 2": ninjs(edNotes=[{"value": "KILL THIS STORY"}]),
    "other items": ninjs(kills=["urn:n:0"]),
    "no type": {
        "guid": "urn:n:1",
        "versionCreated": MARCH,
        "pubstatus": "canceled",
        "provider": "AFP",
    },
    "a record's": {"id": "urn:n:1", "owner": "afp", "pubstatus": "canceled"},
    "a record's rights": {"id": "urn:n:1", "owner": "afp", "rights": {"status": "canceled"}},
}


@pytest.mark.parametrize("message", KILLS.values(), ids=KILLS)
@pytest.mark.parametrize("name", ["one.json", "lines.jsonl", "list.json", "envelope.json"])
def test_a_kill_without_a_text_is_kept_in_each_kind_of_file(
    message: dict[str, Any], name: str
) -> None:
    value: Any = {"list": [message], "envelope": {"items": [message]}}.get(
        name.split(".")[0], message
    )
    source = one(json.dumps(value), name)
    assert (source.id, source.owner, source.text) == ("urn:n:1", "afp", "")
    assert source.rights.status == "canceled" or source.kills == ("urn:n:0",)


def test_a_message_among_items_with_a_text_is_kept() -> None:
    item = ninjs(headline="Harbours open", body_text="Dock workers went back to work on Tuesday.")
    found = sources(json.dumps([{**item, "version": "1"}, ninjs(pubstatus="withheld")]), "a.json")
    assert [source.rights.status for source in found] == [None, "withheld"]


LIMITS: dict[str, dict[str, Any]] = {
    "an embargo": {"embargoed": MARCH},
    "terms": {"usageterms": "Not for use in France"},
    "an expiry": {"expires": MARCH},
}


@pytest.mark.parametrize("states", LIMITS.values(), ids=LIMITS)
@pytest.mark.parametrize(
    "message", [ninjs(), {"id": "urn:n:1", "owner": "afp", "version": "2"}], ids=["ninjs", "record"]
)
def test_limits_that_follow_an_item_are_kept_and_a_note_says_that_there_is_no_text(
    message: dict[str, Any], states: dict[str, Any]
) -> None:
    source, note = records(json.dumps({**message, **states}), "a.jsonl")
    assert not isinstance(source, BadRecord)
    assert isinstance(note, BadRecord)
    assert (source.id, source.owner, source.text) == ("urn:n:1", "afp", "")
    assert note.kind == "note"
    assert "no text, only limits of use" in note.what
    rights = source.rights
    end = datetime(2027, 3, 1, tzinfo=UTC)
    assert end in (rights.embargo_until, rights.expires) or rights.usage_terms


def test_an_item_whose_text_is_missing_is_no_message() -> None:
    titled = {"id": "1", "owner": "afp", "title": "Harbours open", "usage_terms": "Not in France"}
    assert bad(json.dumps(titled), "a.jsonl")
    assert bad(json.dumps(ninjs()), "a.json")
    assert bad(json.dumps(ninjs(pubstatus="")), "a.json")
    assert bad(json.dumps({"id": "urn:n:1", "owner": "afp", "version": "2"}), "a.jsonl")
    assert bad(json.dumps({"pubstatus": "canceled", "version": "2"}), "a.json")  # of which item?


def test_a_picture_without_words_is_no_message() -> None:
    (found,) = records(json.dumps(ninjs(type="picture", usageterms="Editorial use only")), "a.json")
    assert isinstance(found, BadRecord)
    assert found.kind == "skipped"


@pytest.mark.parametrize(
    ("key", "value", "states"),
    [
        ("pubstatus", "canceled", "canceled"), ("status", "killed", "cancel"),
        ("embargoed", "2031-05-01T06:00:00Z", "2031"), ("usageterms", "Not in France", "France"),
        ("usage_terms", ["Not in France"], "France"), ("ednote", "KILL all of these", "KILL"),
        ("rights", {"usage_terms": "Not in France"}, "France"),
        ("rightsInfo", {"usageTerms": "Not in France"}, "France"),
        ("status", "ok", ""), ("status", 200, ""), ("state", "done", ""), ("note", "See /v2", ""),
        ("instructions", "Ask for the next page", ""), ("expires", "2025-01-01T00:00:00Z", ""),
        ("releaseDate", "2031-05-01", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("levels", [1, 2])
def test_what_an_envelope_states_holds_for_all_its_items(
    key: str, value: Any, states: str, levels: int
) -> None:
    items: list[Any] = [
        {"uri": f"urn:n:{n}", "type": "text", "headline": "A", "body_text": STORY, **more}
        for n, more in enumerate([{}, {"pubstatus": "usable", "usageterms": "Not in Chad"}])
    ]
    envelope: dict[str, Any] = {"items": items}
    if levels == 2:
        envelope = {"data": envelope}
    for source in sources(json.dumps({key: value, **envelope}), "a.json"):
        stated = " ".join(
            str(getattr(source.rights, name))
            for name in ("status", "embargo_until", "usage_terms", "editors_note", "expires")
        )
        own = "('Not in Chad',)" if source.id == "urn:n:1" else "()"
        plain = f"{'usable' if source.id == 'urn:n:1' else None} None {own} () None"
        assert (states in stated and stated != plain) if states else stated == plain


def test_what_states_limits_around_items_is_an_envelope() -> None:
    item = ninjs(headline="Harbours open", body_text="Dock workers went back to work on Tuesday.")
    envelope = {"id": "feed:9", "version": "1.1", "usageterms": "Not in France", "items": [item]}
    assert [source.id for source in sources(json.dumps(envelope), "a.json")] == ["urn:n:1"]


def test_a_record_with_terms_and_a_type_keeps_its_text() -> None:
    record = {
        "id": "1",
        "owner": "afp",
        "type": "text",
        "usage_terms": "Not in France",
        "text": "A.",
    }
    assert one(json.dumps(record), "a.jsonl").text == "A."


STORY = {"headline": "Harbours open", "body_text": "Dock workers went back to work on Tuesday."}
UNKNOWN: dict[str, dict[str, Any]] = {
    "a text under another key": {
        "id": "b", "content_html": "<p>The pier is closed until the end of March, divers said.</p>",
    },
    "paragraphs": {"id": "b", "paragraphs": ["The pier will be closed until late in March."]},
    "an order of no item": {"pubstatus": "canceled"},
}  # fmt: skip


@pytest.mark.parametrize("unknown", UNKNOWN.values(), ids=UNKNOWN)
@pytest.mark.parametrize("name", ["list", "items", "results"])
def test_an_object_among_items_that_nobody_knows_is_reported(
    unknown: dict[str, Any], name: str
) -> None:
    listed = [ninjs(**STORY), unknown]
    document = json.dumps(listed if name == "list" else {name: listed})
    (fault,) = bad(document, "a.json")
    assert "not an item in a known JSON format" in fault.what
    assert fault.place.endswith("1")
    drafts = list(read_drafts(document.encode(), name="a.json"))
    assert [isinstance(one, BadRecord) for one in drafts] == [False, True]


def test_an_object_among_items_that_says_nothing_is_skipped() -> None:
    found = records(json.dumps({"items": [ninjs(**STORY), {"page": 1, "of": 3}]}), "a.json")
    assert [one.kind for one in found if isinstance(one, BadRecord)] == ["skipped"]


PASSAGE = " ".join(["The pier is closed until late in March,"] * 3)  # 24 words
TEXTS_BESIDE: dict[str, Any] = {
    "a string": f"{PASSAGE} again",
    "markup": f"<p>{PASSAGE} again</p>",
    "paragraphs": [*PASSAGE.split(", "), "The divers said so."],
    "an object": {"heading": "Pier", "passage": f"<p>{PASSAGE} again</p>"},
}


@pytest.mark.parametrize("text", TEXTS_BESIDE.values(), ids=TEXTS_BESIDE)
@pytest.mark.parametrize("key", ["extra", "intro", "body_html"])
def test_a_text_beside_the_list_of_an_envelope_is_reported(text: Any, key: str) -> None:
    document = json.dumps({"items": [ninjs(**STORY)], key: text})
    (fault,) = bad(document, "a.json")
    assert fault.place.endswith(key)
    drafts = list(read_drafts(document.encode(), name="a.json"))
    assert [isinstance(one, BadRecord) for one in drafts] == [False, True]


def test_a_record_beside_the_list_is_read_as_well() -> None:
    document = json.dumps({"items": [ninjs(**STORY)], "intro": {"html": f"{PASSAGE} again"}})
    assert "late in March" in [one.text for one in sources(document, "a.json")][1]


@pytest.mark.parametrize(
    "beside",
    [
        {"extra": PASSAGE},
        {"description": f"{PASSAGE} again"},
        {"disclaimer": f"{PASSAGE} again"},
        {"query": {"text": f"{PASSAGE} again"}},
        {"title": "All stories of the harbour", "next": "https://wire.example/?page=2"},
    ],
)
def test_what_the_list_is_called_is_no_text_beside_it(beside: dict[str, Any]) -> None:
    assert bad(json.dumps({"items": [ninjs(**STORY)], **beside}), "a.json") == []


FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">'
    "<id>f</id><title>AFP</title><updated>2026-11-21T08:00:00Z</updated>{entries}</feed>"
)
ENTRY = "<entry><id>at:2</id><title>Open</title><content>Dock workers went back.</content></entry>"
GONE = '<at:deleted-entry ref="at:1" when="2026-11-21T08:00:00Z"/>'


@pytest.mark.parametrize(("entries", "ids"), [(GONE, ["at:1"]), (ENTRY + GONE, ["at:1", "at:2"])])
def test_an_entry_that_an_atom_feed_deletes_is_killed(entries: str, ids: list[str]) -> None:
    found = sources(FEED.format(entries=entries), "feed.xml")
    assert [source.id for source in found] == ids
    gone = found[0]
    assert (gone.owner, gone.text, gone.rights.status) == ("afp", "", "canceled")
    assert gone.version == "20261121T080000"


def test_a_feed_that_deletes_nothing_that_it_names_has_no_items() -> None:
    nameless = FEED.format(entries="<at:deleted-entry/>")
    assert [one.kind for one in records(nameless, "feed.xml") if isinstance(one, BadRecord)] == [
        "skipped"
    ]
