"""What an article's JSON publishes beside the document of its editor is compared, not dropped."""

import json
from typing import Any

import pytest

from checker.formats import read_drafts
from checker.models.draft import Draft
from checker.outside import outside
from tests.formats.editor_documents import (
    DOCUMENTS,
    FIRST,
    SECOND,
    ans,
    contentful,
    prosemirror,
    strapi,
    stream_field,
)

OTHER = (
    "The lighthouse keeper of Sandvik counted nineteen seals below the north stair on Friday, "
    "more than in any February since the lamp was lit."
)
TWELVE = "Nineteen seals lay below the north stair before the lamp was lit"  # words
ELEVEN = TWELVE.removesuffix(" lit")


def only(value: Any) -> Draft:
    (draft,) = read_drafts(json.dumps(value).encode(), name="story.json")
    assert isinstance(draft, Draft), draft
    return draft


def compared(value: Any) -> list[str]:
    draft = only(value)
    assert FIRST in draft.text
    assert OTHER not in draft.text
    return [part.text for part in outside(draft) if part.field != "title"]


def article(**more: Any) -> Any:
    return {"id": 7, "title": "Ferry back", "body": prosemirror(), **more}


SLICE = {"slice_type": "factbox", "primary": {"content": [{"type": "paragraph", "text": OTHER}]}}
BOX = [{"type": "paragraph", "children": [{"type": "text", "text": OTHER}]}]


@pytest.mark.parametrize(
    "value",
    [
        article(standfirst=OTHER),
        article(intro=f"<p>{OTHER}</p>"),
        article(seo={"metaDescription": OTHER}),
        article(excerpt={"rendered": f"<p>{OTHER}</p>"}),
        article(standfirst={"en": OTHER}),
        article(lead=BOX),
        article(slices=[SLICE]),
        article(sidebar=BOX),
        article(box={"inside": {"words": OTHER}}),
        article(box=json.dumps({"inside": OTHER})),
        article(hero={"url": "a.jpg", "caption": OTHER}),
        {"data": [{"id": 1, "title": "T", "content": strapi(), "standfirst": OTHER}]},
        {"data": article(), "sidebar": {"body": OTHER}},
        {"title": "T", "intro": OTHER, "body": stream_field()},
        {
            "sys": {"type": "Entry", "id": "e"},
            "fields": {
                "title": {"en-US": "T"},
                "body": {"en-US": contentful()},
                "standfirst": {"en-US": OTHER},
            },
        },
        {**ans(), "description": {"basic": OTHER}, "_id": None, "headlines": None},
        {**prosemirror(), "standfirst": OTHER},
    ],
)
def test_fields_beside_the_document_are_compared(value: Any) -> None:
    assert compared(value) == [OTHER]


@pytest.mark.parametrize(
    "more",
    [
        {"related": [{"title": "Seals", "teaser": OTHER}]},
        {"recommendedStories": {"first": {"description": OTHER}}},
        {"author": {"name": "Ida Berg", "biography": OTHER}},
        {"usageTerms": OTHER},
        {"internalNote": OTHER},
        {"comments": [{"body": OTHER}]},
        {"revisions": [{"body": OTHER}]},
        {"taxonomy": {"sections": [{"description": OTHER}]}},
    ],
    ids=lambda more: next(iter(more)),
)
def test_other_stories_people_terms_and_notes_are_not(more: Any) -> None:
    assert compared(article(**more)) == []


def test_a_label_under_an_unknown_key_is_no_text() -> None:
    assert compared(article(box=ELEVEN)) == []
    assert compared(article(box=TWELVE)) == [TWELVE]


def test_a_rendition_of_the_text_is_compared_no_second_time() -> None:
    assert compared(article(plain=f"{FIRST} {SECOND}", excerpt=f"<p>{FIRST}</p>")) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_has_nothing_beside_itself(name: str) -> None:
    draft = only(DOCUMENTS[name])
    assert not [part.text for part in outside(draft) if part.field != "title"]
    stored = only({"id": 7, "title": "T", "body": json.dumps(DOCUMENTS[name])})
    if name != "ans":
        assert not [part.text for part in outside(stored) if part.field != "title"]


@pytest.mark.parametrize("odd", [5, None, True, [], {}, [5, None, [[]]], {"a": {"b": [{}]}}])
def test_fields_of_any_type_are_no_fault(odd: Any) -> None:
    assert compared(article(standfirst=odd, box=odd, seo={"description": odd})) == []


def test_fields_nested_without_end_are_left() -> None:
    deep: Any = {"standfirst": OTHER}
    for _ in range(200):
        deep = {"box": deep}
    assert compared(article(**deep)) == []


def test_half_letters_in_a_string_of_json_are_replaced() -> None:
    half = json.dumps({"words": f"\ud83d {TWELVE}"})
    assert compared(article(box=half)) == [f"\ufffd {TWELVE}"]
    body = json.dumps(prosemirror()).replace(FIRST, f"{FIRST} \\ud83d")
    assert f"{FIRST} \ufffd" in only({"title": "T", "body": body}).text
