"""Cards, notes, pictures and references of editors' JSON: what readers see is read or named."""

import json
from typing import Any

import pytest

from checker.formats import read_drafts
from checker.formats.editors.leaves import leaves
from checker.models.draft import Draft
from checker.outside import outside
from tests.formats.editor_documents import FIRST, SECOND, ans, contentful, notion

OTHER = (
    "The lighthouse keeper of Sandvik counted nineteen seals below the north stair on Friday, "
    "more than in any February since the lamp was lit."
)
TWELVE = "Nineteen seals lay below the north stair before the lamp was lit"  # words
ELEVEN = TWELVE.removesuffix(" lit") + "."


def only(value: Any) -> Draft:
    (draft,) = read_drafts(json.dumps(value).encode(), name="story.json")
    assert isinstance(draft, Draft), draft
    return draft


def paragraphs(value: Any) -> list[str]:
    return only(value).text.split("\n\n")


def editorjs(**data: Any) -> Any:
    first = {"type": "paragraph", "data": {"text": FIRST}}
    return {"time": 1, "version": "2.30.0", "blocks": [first, {"type": "ours", "data": data}]}


def draftjs(entity: Any, *, data: bool = True, keyed: bool = True) -> Any:
    def block(text: str, **more: Any) -> Any:
        given = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "entityRanges": []}
        return {**given, **({"data": {}} if data else {}), **more}

    shown = block(" ", type="atomic", entityRanges=[{"offset": 0, "length": 1, "key": 0}])
    entities: Any = {"0": entity} if keyed else [entity]
    return {"blocks": [block(FIRST), shown, block(SECOND)], "entityMap": entities}


def span(words: str, **more: Any) -> Any:
    children = [{"_type": "span", "text": words, "marks": []}]
    return {"_type": "block", "style": "normal", "markDefs": [], "children": children, **more}


def rich(*content: Any) -> Any:
    first = {"type": "paragraph", "content": [{"type": "text", "text": FIRST}]}
    return {"type": "doc", "content": [first, *content]}


def lexical(*children: Any) -> Any:
    first = {"type": "paragraph", "children": [{"type": "text", "text": FIRST}]}
    return {"root": {"type": "root", "children": [first, *children]}}


def arc(*elements: Any) -> Any:
    return {**ans(), "content_elements": [{"type": "text", "content": FIRST}, *elements]}


def wagtail(kind: str, value: Any) -> Any:
    return [
        {"type": "paragraph", "value": f"<p>{FIRST}</p>", "id": "a"},
        {"type": kind, "value": value, "id": "b"},
    ]


@pytest.mark.parametrize("data", [True, False], ids=["with data", "without data"])
@pytest.mark.parametrize("keyed", [True, False], ids=["entities by key", "entities in a list"])
@pytest.mark.parametrize(
    "entity",
    [
        {"type": "IMAGE", "data": {"src": "a.jpg", "caption": OTHER}},
        {"type": "EMBED", "data": {"html": f"<blockquote>{OTHER}</blockquote>"}},
        {"type": "TABLE", "data": {"data": {"cells": [[OTHER]]}}},
    ],
    ids=lambda entity: str(entity["type"]),
)
def test_what_a_block_of_draftjs_shows_is_read_where_it_stands(
    entity: Any, data: bool, keyed: bool
) -> None:
    assert paragraphs(draftjs(entity, data=data, keyed=keyed)) == [FIRST, OTHER, SECOND]


def test_an_entity_that_no_block_names_is_read_last() -> None:
    value = draftjs({"type": "LINK", "data": {"url": "https://x.example/"}})
    value["entityMap"]["7"] = {"type": "BOX", "data": {"body": OTHER}}
    assert paragraphs(value) == [FIRST, SECOND, OTHER]


@pytest.mark.parametrize("key", ["detail", "annotations", "embed", "name", "owner", "created"])
@pytest.mark.parametrize("wrapped", [False, True], ids=["alone", "inside"])
def test_a_passage_under_a_key_of_settings_is_text(key: str, wrapped: bool) -> None:
    given = {"config": {"inside": TWELVE}} if wrapped else TWELVE
    assert paragraphs(editorjs(**{key: given})) == [FIRST, TWELVE]


@pytest.mark.parametrize("key", ["detail", "annotations", "embed", "name", "owner", "created"])
def test_fewer_words_under_a_key_of_settings_are_settings(key: str) -> None:
    assert paragraphs(editorjs(**{key: ELEVEN})) == [FIRST]


def test_the_attributes_of_an_embedded_player_are_no_words() -> None:
    allowed = "accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; fullscreen"
    player = f'<iframe title="A talk of ten minutes" allow="{allowed}"></iframe>'
    assert paragraphs(editorjs(embed=player, css="float left and then do not clear it again")) == [
        FIRST
    ]


def test_words_without_spaces_are_counted_by_their_letters() -> None:
    words = "渡轮在冬季停航检修之后于星期一再次驶往北方的岛屿"
    assert paragraphs(editorjs(boxed=words)) == [FIRST, words]
    assert paragraphs(editorjs(boxed="渡轮停航")) == [FIRST]


def test_a_box_of_arc_is_text() -> None:
    box = {"type": "custom_embed", "embed": {"id": "1", "config": {"body": f"<p>{OTHER}</p>"}}}
    assert only(arc(box)).text.endswith(OTHER)


@pytest.mark.parametrize(
    "value",
    [
        [span(FIRST, markDefs=[{"_type": "footnote", "text": [span(OTHER)]}]), span(SECOND)],
        [span(FIRST, markDefs=[{"_type": "footnote", "text": OTHER}]), span(SECOND)],
        {
            "type": "doc",
            "content": [
                {
                    "type": "paragraph",
                    "content": [
                        {
                            "type": "text",
                            "text": FIRST[:20],
                            "marks": [{"type": "note", "attrs": {"text": OTHER}}],
                        },
                        {"type": "text", "text": FIRST[20:]},
                    ],
                },
                {"type": "paragraph", "content": [{"type": "text", "text": SECOND}]},
            ],
        },
    ],
)
def test_a_footnote_is_a_paragraph_after_the_one_that_it_belongs_to(value: Any) -> None:
    assert paragraphs(value) == [FIRST, OTHER, SECOND]


def test_comments_of_the_desk_are_no_footnotes() -> None:
    marks = [{"_type": "comment", "text": OTHER}, {"_type": "link", "href": "https://x.example/"}]
    assert paragraphs([span(FIRST, markDefs=marks)]) == [FIRST]


@pytest.mark.parametrize(
    "value",
    [
        [span(FIRST), {"_type": "image", "asset": {"_ref": "image-x"}, "alt": OTHER}],
        lexical({"type": "image", "src": "a.jpg", "altText": OTHER}),
        rich({"type": "image", "attrs": {"src": "a.jpg", "alt": OTHER}}),
        arc({"type": "image", "url": "a.jpg", "alt_text": OTHER}),
        arc({"type": "raw_html", "content": f'<p>See:</p><img src="a.jpg" alt="{OTHER}">'}),
        arc({"type": "raw_html", "content": f'<p>See:</p><img data-caption="{OTHER}">'}),
    ],
)
def test_the_words_of_a_picture_are_compared_outside_of_the_text(value: Any) -> None:
    draft = only(value)
    assert OTHER not in draft.text
    assert OTHER in [part.text for part in outside(draft)]
    assert not draft.parts_unread


def embedded(**target: Any) -> Any:
    node = {"nodeType": "embedded-entry-block", "data": {"target": target}, "content": []}
    value = contentful()
    value["content"].append(node)
    return value


def link(kind: str) -> Any:
    return {"sys": {"id": "x7", "type": "Link", "linkType": kind}}


def listed(**more: Any) -> Any:
    value = notion()
    value["results"][0].update(more)
    return value


REUSED = [
    {"name": "core/paragraph", "attributes": {"content": FIRST}, "innerBlocks": []},
    {"name": "core/block", "attributes": {"ref": 42}, "innerBlocks": []},
]


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ([span(FIRST), {"_type": "reference", "_ref": "box-7"}], "something elsewhere box-7"),
        (
            [span(FIRST), {"_type": "factbox", "box": {"_type": "reference", "_ref": "b7"}}],
            "factbox elsewhere b7",
        ),
        (embedded(**link("Entry")), "embedded-entry-block elsewhere x7"),
        (listed(has_children=True, id="n1"), "inside paragraph n1"),
        ({**notion(), "has_more": True}, "further blocks"),
        (REUSED, "block elsewhere 42"),
        (lexical({"type": "relationship", "relationTo": "boxes", "value": "b7"}), "b7"),
        (rich({"type": "embed", "nodeId": "b7", "nodeType": "Factbox"}), "b7"),
        (draftjs({"type": "FACTBOX", "data": {"id": 42}}), "factbox elsewhere 42"),
        (wagtail("snippet", 42), "snippet elsewhere 42"),
        (arc({"type": "reference", "referent": {"type": "factbox", "id": "x"}}), "factbox"),
    ],
)
def test_text_that_lies_elsewhere_is_named_as_not_read(value: Any, named: str) -> None:
    (part,) = only(value).parts_unread
    assert named in part


@pytest.mark.parametrize(
    "value",
    [
        [span(FIRST), {"_type": "image", "asset": {"_type": "reference", "_ref": "image-a-jpg"}}],
        [span(FIRST), {"_type": "heroPhoto", "photo": {"_ref": "p1"}}],
        [span(FIRST), {"_type": "relatedStories", "stories": [{"_ref": "s1"}]}],
        [span(FIRST, markDefs=[{"_type": "internalLink", "reference": {"_ref": "s1"}}])],
        [span(FIRST), {"_type": "factbox", "box": {"_ref": "b7"}, "title": "In brief", "x": OTHER}],
        embedded(**link("Asset")),
        embedded(fields={"body": OTHER}, sys={"id": "x7"}),
        listed(has_children=True, paragraph={"rich_text": [], "children": [{"type": "divider"}]}),
        {"object": "list", "results": [*notion()["results"], {
            "object": "block", "type": "child_page", "has_children": True,
            "child_page": {"title": "Notes"}}]},
        lexical({"type": "upload", "relationTo": "media", "value": "m1"}),
        wagtail("image", 42),
        wagtail("divider", 1),
        wagtail("factbox", {"id": 4, "title": "", "items": []}),
        editorjs(id="e1"),
        draftjs({"type": "MENTION", "data": {"id": 42}}),
    ],
)  # fmt: skip
def test_pictures_links_and_empty_boxes_are_no_text_elsewhere(value: Any) -> None:
    draft = only(value)
    named = [part for part in draft.parts_unread if "b7" not in part]
    assert not named
    assert not draft.damage


def test_a_link_to_an_entry_keeps_its_sentence_in_one_paragraph() -> None:
    value = contentful()
    linked = value["content"][2]["content"][1]
    linked.update(nodeType="entry-hyperlink", data={"target": link("Entry")})
    draft = only(value)
    assert SECOND in draft.text.split("\n\n")
    assert not draft.parts_unread


@pytest.mark.parametrize("odd", [5, "x", {"a": 1}, [5, "x", None, []], None, True])
def test_members_of_another_type_are_no_fault(odd: Any) -> None:
    keys = ("marks", "markDefs", "alt", "name", "sys", "_ref", "referent", "has_more", "nodeId",
            "value", "embed", "attrs", "results", "blockName")  # fmt: skip
    for key in keys:
        assert FIRST in only(rich({"type": "box", key: odd})).text
    broken = draftjs(odd)
    broken["entityMap"] = odd
    broken["blocks"][0]["entityRanges"] = odd
    assert FIRST in only(broken).text


def test_a_fix_reaches_a_passage_under_a_key_of_settings_but_no_settings() -> None:
    value = editorjs(name=TWELVE, owner="Desk", marks=["strong"], alt=OTHER)
    assert dict(leaves(value)) == {
        "/blocks/0/data/text": FIRST,
        "/blocks/1/data/name": TWELVE,
    }


def test_deep_settings_end_as_text() -> None:
    deep: Any = {"label": ELEVEN}
    for _ in range(20):
        deep = {"part": deep}
    assert ELEVEN in only(editorjs(embed=deep)).text
    assert ELEVEN not in only(editorjs(embed={"part": {"label": ELEVEN}})).text


@pytest.mark.parametrize("odd", [{"text": 3}, [1], "two", None])
def test_marks_of_quill_and_mobiledoc_of_another_type_are_no_fault(odd: Any) -> None:
    ops = [{"insert": FIRST}, {"insert": "\n", "attributes": {"header": odd}}]
    assert only({"ops": ops}).text == FIRST
    sections = [[1, "p", [[0, [0], 1, FIRST]]]]
    linked = {"version": "0.3.1", "markups": [odd], "cards": [], "sections": sections}
    assert only(linked).text == FIRST
    assert only({**linked, "markups": [["a", odd]]}).text == FIRST
