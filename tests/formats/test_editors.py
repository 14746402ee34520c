"""Documents of editors in JSON are one document each, with their paragraphs in order."""

import json
from typing import Any

import pytest

from checker.errors import InputError, UnsupportedFormat
from checker.formats import BadRecord, read_draft, read_drafts, read_sources, sniff
from checker.models.draft import Draft
from checker.models.source import Source
from tests.formats.editor_documents import (
    ADDRESS,
    CAPTION,
    DOCUMENTS,
    FIRST,
    HEADING,
    QUOTE,
    SECOND,
    ans,
    contentful,
    editorjs,
    lexical,
    prosemirror,
)

each_editor = pytest.mark.parametrize("value", DOCUMENTS.values(), ids=DOCUMENTS)


def read(value: Any) -> list[Draft | BadRecord]:
    return list(read_drafts(json.dumps(value).encode(), name="story.json"))


def only(value: Any) -> Draft:
    (draft,) = (one for one in read(value) if isinstance(one, Draft) or one.kind != "note")
    assert isinstance(draft, Draft), draft
    return draft


def parts(draft: Draft) -> dict[str, tuple[str, str]]:
    return {draft.text[z.start : z.end]: (z.kind, z.role) for z in draft.zones}


@each_editor
def test_paragraphs_headings_quotes_and_captions_are_one_document_in_order(value: Any) -> None:
    draft = only(value)
    paragraphs = [part for part in draft.text.split("\n\n") if part != "The ferry sails"]
    assert paragraphs == [FIRST, HEADING, SECOND, QUOTE, CAPTION]
    assert not draft.damage


@each_editor
def test_quotes_and_captions_have_their_zones(value: Any) -> None:
    found = parts(only(value))
    assert found[FIRST] == ("body", "")
    kinds = {found[QUOTE], found[CAPTION]}
    assert kinds <= {("body", "quote"), ("caption", "caption"), ("body", "")}
    assert found[QUOTE][1] == "quote"


@each_editor
def test_links_are_kept(value: Any) -> None:
    assert ADDRESS in only(value).links


@each_editor
def test_an_article_around_it_gives_its_title(value: Any) -> None:
    if isinstance(value, dict) and "content_elements" in value:
        return
    around = {"id": 7, "title": "Ferry back", "body": value, "published": "2026-03-04T10:00:00Z"}
    draft = only(around)
    assert (draft.title, draft.id) == ("Ferry back", "7")
    assert draft.published is not None
    assert SECOND in draft.text
    stored = {"id": 7, "title": "Ferry back", "body": json.dumps(value)}
    assert SECOND in only(stored).text


@each_editor
def test_a_list_of_articles_is_a_document_each(value: Any) -> None:
    articles = [{"title": f"Ferry {n}", "content": value} for n in range(2)]
    if isinstance(value, dict) and "content_elements" in value:
        articles = [value, value]
    drafts = read(articles)
    assert len(drafts) == 2
    assert all(isinstance(d, Draft) and FIRST in d.text and QUOTE in d.text for d in drafts)


@each_editor
def test_it_is_a_source_too(value: Any) -> None:
    found = read_sources(json.dumps(value).encode(), name="s.json", default_owner="afp")
    (source,) = [s for s in found if isinstance(s, Source)]
    assert source.text.startswith(FIRST)


@each_editor
def test_its_letters_are_not_read_as_a_plain_text(value: Any) -> None:
    for as_type in ("text", "html"):
        with pytest.raises(UnsupportedFormat, match="JSON of an editor"):
            read_draft(json.dumps(value), as_type=as_type)


def test_what_arc_states_of_the_provider_is_metadata() -> None:
    draft = only(ans())
    assert [(m.name, m.value) for m in draft.metadata] == [("ans:distributor", "AFP")]
    assert draft.title == "The ferry sails"
    assert draft.published is not None


def test_the_words_of_a_card_that_nobody_knows_are_read() -> None:
    value = editorjs()
    value["blocks"].append({"type": "oursBox", "data": {"boxBody": {"inside": QUOTE + " Indeed."}}})
    assert QUOTE + " Indeed." in only(value).text


def test_settings_and_addresses_are_no_words() -> None:
    value = editorjs()
    value["blocks"].append(
        {
            "type": "image",
            "data": {"file": {"url": "https://x.example/a.jpg"}, "style": "float left now please"},
        }
    )
    assert only(value).text == only(editorjs()).text


def test_a_teaser_beside_it_is_read_too_and_a_rendition_instead_of_it() -> None:
    teaser = {"id": "1", "title": "T", "text": "The ferry is back.", "body": prosemirror()}
    draft = only(teaser)
    assert draft.text.startswith("T\n\nThe ferry is back.")
    assert SECOND in draft.text
    whole = f"<p>{FIRST}</p><h2>{HEADING}</h2><p>{SECOND}</p><p>{QUOTE}</p><p>{CAPTION}</p>"
    rendered = only({"id": "1", "title": "T", "html": whole, "lexical": json.dumps(lexical())})
    assert rendered.text.count(SECOND) == 1


def paragraph(text: str) -> Any:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}], "children": []}


@pytest.mark.parametrize(
    "value",
    [
        [paragraph(FIRST), paragraph(SECOND)],
        [{"id": "1", "props": {}, **paragraph(FIRST)}, {"id": "2", **paragraph(SECOND)}],
        [{"text": FIRST}, {"text": SECOND}],
        {"title": "T", "content": [{"text": FIRST}, {"text": SECOND}]},
        {"title": "T", "content": [{"id": "1", "text": FIRST}, {"id": "2", "text": SECOND}]},
        {"data": {"attributes": {"title": "T", "content": json.dumps(prosemirror())}}},
        {"fields": {"title": {"en": "T"}, "body": {"en": contentful()}}},
        {
            "data": {
                "body": [{"type": "paragraph", "text": FIRST}, {"type": "quote", "text": SECOND}]
            }
        },
        {"version": 1, **prosemirror()},
        {"type": "paragraph", "children": [{"text": FIRST}, {"text": SECOND}]},
    ],
)
def test_paragraphs_in_any_wrapping_are_no_documents_of_their_own(value: Any) -> None:
    draft = only(value)
    assert FIRST in draft.text
    assert SECOND in draft.text


@pytest.mark.parametrize(
    "value",
    [
        {"title": {"rendered": "T"}, "content": {"rendered": f"<p>{FIRST}</p>"}},
        {"title": "T", "paragraphs": [FIRST, SECOND]},
        {"title": "T", "text": [FIRST, SECOND]},
        {"story": {"chapters": [{"words": FIRST}, {"words": SECOND}]}},
    ],
)
def test_json_of_no_known_shape_is_refused(value: Any) -> None:
    with pytest.raises(InputError):
        read_draft(json.dumps(value), name="story.json")


def test_records_stay_a_document_each() -> None:
    records = [{"id": str(n), "owner": "afp", "text": FIRST, "type": "text"} for n in range(2)]
    assert len(read(records)) == 2
    assert sniff(json.dumps(records).encode(), "a.json") == "json"


def test_ninjs_with_alternative_ids_is_no_stream_field() -> None:
    item = {
        "uri": "urn:x:1",
        "type": "text",
        "headline": "Ferry",
        "altids": [{"type": "old", "value": "9"}],
        "body_text": FIRST,
    }
    assert sniff(json.dumps(item).encode(), "a.json") == "json"
    assert FIRST in only(item).text


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(InputError, match="no text"):
        read_draft(json.dumps({"root": {"children": [{"type": "paragraph", "children": []}]}}))


def test_hostile_depth_is_told_and_no_fault() -> None:
    node: Any = {"type": "text", "text": FIRST}
    for _ in range(180):
        node = {"type": "paragraph", "content": [node]}
    content = [node, {"type": "paragraph", "content": [{"type": "text", "text": QUOTE}]}]
    draft = only({"type": "doc", "content": content})
    assert draft.text == QUOTE
    assert draft.damage


@pytest.mark.parametrize("depth", [100, 900])
@pytest.mark.parametrize("key", ["a", "body", "data", "children", "root"])
def test_hostile_nesting_around_it_ends_in_a_refusal(key: str, depth: int) -> None:
    text = f'{{"{key}": ' * depth + '[{"type": "paragraph"}]' + "}" * depth
    for name in ("story.json", "story"):
        found = list(read_drafts(text.encode(), name=name))
        assert all(isinstance(f, BadRecord) for f in found)
