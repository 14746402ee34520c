"""Texts that are published with a piece without being its main text: nothing of it is dropped."""

import json
from typing import Any

import pytest

from checker.formats import read_drafts
from checker.models.draft import Draft
from checker.outside import outside

STORY = "The night ferry to Orlu sailed again on Monday after a winter in the yard."
OTHER = "Divers found that the second pier had been hollowed out by worms over three long winters."
HTML, BOX = f"<p>{STORY}</p>", f"<p>{OTHER}</p>"


def only(value: Any, name: str = "export.json") -> Draft:
    data = value if isinstance(value, str) else json.dumps(value)
    (draft,) = (d for d in read_drafts(data.encode(), name=name) if isinstance(d, Draft))
    return draft


def compared(draft: Draft) -> str:
    """What a check compares: the text, and what is published outside of it."""
    return "\n".join((draft.text, *(part.text for part in outside(draft))))


def node(included: list[Any] | None = None, **given: Any) -> dict[str, Any]:
    """A node of Drupal's JSON:API with a body; `relationships` and attributes can be added."""
    body = {"value": HTML, "processed": HTML, "format": "full_html", "summary": ""}
    relationships = given.pop("relationships", {})
    data = {
        "type": "node--article", "id": "0b-1", "relationships": relationships,
        "attributes": {"title": "The ferry", "body": body, **given},
    }  # fmt: skip
    answer: dict[str, Any] = {"jsonapi": {"version": "1.0"}, "data": data}
    return answer if included is None else {**answer, "included": included}


PARAGRAPH = {"type": "paragraph--text", "id": "p1"}
FORMATTED = {"value": BOX, "format": "basic", "processed": BOX}
NAMED = {"field_parts": {"data": [PARAGRAPH]}}


def paragraph(id_: str = "p1", **fields: Any) -> dict[str, Any]:
    related = fields.pop("relationships", {})
    return {**PARAGRAPH, "id": id_, "attributes": fields, "relationships": related}


DRUPAL: dict[str, Any] = {
    "a paragraph": node([paragraph(field_text=FORMATTED)], relationships=NAMED),
    "a paragraph with plain text": node([paragraph(field_quote=OTHER)], relationships=NAMED),
    "a paragraph inside a paragraph": node(
        [paragraph(relationships={"field_row": {"data": {**PARAGRAPH, "id": "p2"}}}),
         paragraph("p2", field_text=FORMATTED)],
        relationships=NAMED,
    ),
    "a paragraph nested in its field": node(
        field_parts=[{"type": [{"target_id": "text"}], "field_text": [FORMATTED]}]
    ),
    "a field of plain text": node(field_standfirst=OTHER),
    "the core's field of plain text": node(field_standfirst=[{"value": OTHER}]),
    "a summary": node(body={"value": HTML, "format": "full_html", "summary": BOX}),
    "a description for search engines": node(
        metatag=[{"tag": "meta", "attributes": {"name": "description", "content": OTHER}}]
    ),
    "the words of a picture": node(
        relationships={"field_image": {"data": {"type": "file--file", "id": "f",
                                                "meta": {"alt": OTHER, "title": ""}}}}
    ),
}  # fmt: skip


@pytest.mark.parametrize("value", DRUPAL.values(), ids=DRUPAL)
def test_what_a_node_of_drupal_shows_beside_its_body_is_compared(value: Any) -> None:
    draft = only(value)
    assert STORY in draft.text
    assert OTHER in compared(draft)
    assert draft.parts_unread == ()


MISSING: dict[str, Any] = {
    "json api": node(relationships=NAMED),
    "json api with other parts": node([paragraph("p9")], relationships=NAMED),
    "core": node(field_parts=[{"target_id": 3, "target_revision_id": 8}]),
    "core, named": node(field_parts=[{"target_id": 3, "target_type": "paragraph"}]),
    "seven": node(field_parts={"und": [{"value": "3", "revision_id": "8"}]}),
    "no text at all": node(body=None),
}  # fmt: skip


@pytest.mark.parametrize("value", MISSING.values(), ids=MISSING)
def test_a_part_of_a_node_that_was_not_sent_was_not_read(value: Any) -> None:
    assert len(only(value).parts_unread) == 1


def test_authors_terms_pictures_and_related_nodes_are_no_parts_of_a_node() -> None:
    kinds = ("taxonomy_term--tags", "user--user", "media--image", "node--article", "file--file",
             "node_type--node_type", "paragraphs_type--paragraphs_type")  # fmt: skip
    related = {f"field_{n}": {"data": {"type": kind, "id": "x"}} for n, kind in enumerate(kinds)}
    label = node(relationships=related, field_kicker="Harbour news", revision_log=OTHER)
    assert only(label).parts_unread == ()
    assert OTHER not in compared(only(label))


def test_paragraphs_that_refer_to_each_other_are_read_once() -> None:
    first = paragraph(relationships={"field_row": {"data": {**PARAGRAPH, "id": "p2"}}})
    second = paragraph("p2", field_text=FORMATTED, relationships=NAMED)
    assert only(node([first, second], relationships=NAMED)).text.count(OTHER) == 1


def post(**fields: Any) -> dict[str, Any]:
    return {"posts": [{"id": "5e", "uuid": "0b-1", "title": "The ferry", "slug": "f",
                       "html": HTML, **fields}]}  # fmt: skip


@pytest.mark.parametrize(
    "key",
    ["custom_excerpt", "excerpt", "meta_description", "og_description", "twitter_description",
     "feature_image_alt", "feature_image_caption"],
)  # fmt: skip
def test_what_a_post_of_ghost_publishes_beside_its_text_is_compared(key: str) -> None:
    assert OTHER in compared(only(post(**{key: OTHER})))
    assert OTHER in compared(only(post(**{key: OTHER}, plaintext=STORY)))


def test_an_excerpt_that_repeats_the_beginning_of_the_text_is_not_compared_twice() -> None:
    assert [part.field for part in outside(only(post(excerpt=STORY, meta_description=STORY)))] == []


def test_a_post_of_ghost_without_its_text_was_not_read() -> None:
    assert only(post()).parts_unread == ()
    assert only(post(html=None)).parts_unread != ()
    assert only(post(html="<img src='a.jpg'>")).parts_unread == ()
