"""JSON lists whose members are of several kinds: each is read, or reported where it stands."""

import json
from typing import Any

import pytest

from checker.formats import BadRecord, read_drafts
from checker.models.draft import Draft
from tests.formats import houses
from tests.formats.wire import bad, records, sources

WORDS = "The pier will be closed until the end of March, divers said on Tuesday."
RECORD = {"id": "r:1", "owner": "afp", "text": WORDS}
NINJS = {"uri": "n:1", "type": "text", "provider": "AFP", "headline": "Pier", "body_text": WORDS}
STORY = houses.ans()
EDITED = {
    "id": "e:1",
    "title": "Harbours open",
    "content": {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": WORDS}]}],
    },
}
FIRST = {"a ninjs item": NINJS, "a record": RECORD, "a story of Arc": STORY, "an editor's": EDITED}
UNKNOWN = {"id": "u:1", "story_text": [{"said": WORDS}]}


def drafts(value: Any) -> tuple[list[Draft], list[BadRecord]]:
    found = list(read_drafts(json.dumps(value).encode(), name="a.json"))
    return [d for d in found if isinstance(d, Draft)], [
        d for d in found if isinstance(d, BadRecord)
    ]


@pytest.mark.parametrize("first", FIRST.values(), ids=FIRST)
@pytest.mark.parametrize("around", ["", "data", "items"])
def test_an_unknown_object_beside_any_kind_of_item_is_lost(first: Any, around: str) -> None:
    if around == "items" and first is EDITED:
        around = "data"  # editors' envelopes have other names
    listed = [first, UNKNOWN]
    value = {around: listed} if around else listed
    (fault,) = bad(json.dumps(value), "a.json")
    assert fault.place.endswith("1")
    assert fault.id == "u:1"
    read, faults = drafts(value)
    assert (len(read), [one.kind for one in faults]) == (1, ["bad"])


@pytest.mark.parametrize("first", FIRST.values(), ids=FIRST)
@pytest.mark.parametrize("second", [NINJS, RECORD], ids=["a ninjs item", "a record"])
def test_members_of_two_kinds_are_both_read(first: Any, second: Any) -> None:
    read, faults = drafts([first, {**second, "id": "second", "uri": "second"}])
    assert not faults
    assert len(read) == 2
    assert "second" in [draft.id for draft in read]


def test_a_kill_beside_a_story_of_arc_is_kept() -> None:
    kill = {
        "uri": "n:1",
        "version": "2",
        "type": "text",
        "provider": "AFP",
        "pubstatus": "canceled",
    }
    found = sources(json.dumps([STORY, kill]), "a.json")
    assert [source.rights.status for source in found][1:] == ["canceled"]


UNREAD: dict[str, Any] = {
    "in a second list": {"items": [NINJS], "articles": [UNKNOWN, UNKNOWN]},
    "a sentence": {"items": [NINJS, WORDS, "Subscribe"]},
    "in a list of a list": [NINJS, [UNKNOWN]],
    "deeper than envelopes are": {
        "items": [NINJS],
        "data": {"data": {"data": {"data": {"data": {"data": {"items": [RECORD | {"id": "d"}]}}}}}},
    },
}


@pytest.mark.parametrize("value", UNREAD.values(), ids=UNREAD)
def test_what_is_not_read_elsewhere_in_an_envelope_is_lost_too(value: Any) -> None:
    read, faults = drafts(value)
    assert [draft.id for draft in read][:1] == ["n:1"]
    assert "d" in [draft.id for draft in read] or any(one.kind == "bad" for one in faults)


SILENT: dict[str, Any] = {
    "figures of an answer": {"items": [NINJS], "data": {"total": 1, "next": None}},
    "an empty list": {"items": [NINJS], "articles": []},
    "a picture in a collection": {
        "type": "results",
        "content_elements": [
            STORY,
            {"type": "image", "_id": "i", "url": "https://a.example/i.jpg"},
        ],
    },
    "settings beside a document": [EDITED, {"id": "s", "type": "settings", "version": 3}],
    "the description of a feed": {"description": WORDS, "items": [NINJS]},
}


@pytest.mark.parametrize("value", SILENT.values(), ids=SILENT)
def test_what_holds_no_words_of_an_article_is_not_lost(value: Any) -> None:
    assert not [
        one
        for one in records(json.dumps(value), "a.json")
        if isinstance(one, BadRecord) and one.kind == "bad"
    ]
    read, faults = drafts(value)
    assert len(read) == 1
    assert {one.kind for one in faults} <= {"skipped"}
