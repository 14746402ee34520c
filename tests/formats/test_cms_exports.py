"""Exports of content management systems: Ghost, Drupal, tables."""

import json
from typing import Any

import pytest

from checker.formats import BadRecord, read_drafts, sniff
from checker.models.draft import Draft

STORY = "The night ferry to Orlu sailed again on Monday after a winter in the yard."
HTML = f"<p>{STORY}</p>"
LEXICAL = json.dumps({
    "root": {"type": "root", "children": [
        {"type": "paragraph", "children": [{"type": "text", "text": STORY, "version": 1}]}
    ]}
})  # fmt: skip
MOBILEDOC = json.dumps({
    "version": "0.3.1", "atoms": [], "cards": [], "markups": [],
    "sections": [[1, "p", [[0, [], 0, STORY]]]],
})  # fmt: skip


def post(**body: str | None) -> dict[str, Any]:
    return {
        "id": "5e", "uuid": "0b-1", "title": "The ferry", "slug": "the-ferry",
        "published_at": "2019-05-06T10:00:00.000Z", "created_at": "2018-01-01T00:00:00.000Z",
        "status": "published", **body,
    }  # fmt: skip


GHOST: dict[str, Any] = {
    "an export": {"db": [{"meta": {}, "data": {"posts": [post(html=HTML, mobiledoc=MOBILEDOC)]}}]},
    "lexical": {"db": [{"data": {"posts": [post(html=None, lexical=LEXICAL)]}}]},
    "mobiledoc": {"data": {"posts": [post(html=None, mobiledoc=MOBILEDOC)]}},
    "plain words": {"posts": [post(html=None, plaintext=STORY)]},
    "the API": {"posts": [post(html=HTML) | {"primary_author": {"name": "Ann"}}], "meta": {}},
}
TEXT = {"value": HTML, "format": "full_html"}
DRUPAL: dict[str, Any] = {
    "json api": {
        "jsonapi": {"version": "1.0"},
        "data": [{
            "type": "node--article", "id": "0b-1",
            "attributes": {
                "drupal_internal__nid": 7, "title": "The ferry", "langcode": "en",
                "created": "2019-05-06T10:00:00+00:00", "path": {"alias": "/the-ferry"},
                "body": {**TEXT, "processed": HTML, "summary": ""}, "field_source": "Northlight",
            },
        }],
    },
    "core": [{
        "nid": [{"value": 7}], "uuid": [{"value": "0b-1"}], "title": [{"value": "The ferry"}],
        "created": [{"value": "2019-05-06T10:00:00+00:00"}], "langcode": [{"value": "en"}],
        "path": [{"alias": "/the-ferry"}], "body": [TEXT],
        "field_source": [{"value": "Northlight"}],
    }],
    "seven": {"nodes": [{
        "nid": "0b-1", "vid": "9", "title": "The ferry", "created": "1557136800", "language": "en",
        "path": "/the-ferry", "body": {"und": [TEXT]},
        "field_source": {"und": [{"value": "Northlight"}]},
    }]},
}  # fmt: skip


def only(value: Any) -> Draft:
    (draft,) = read_drafts(json.dumps(value).encode(), name="export.json")
    assert isinstance(draft, Draft)
    return draft


@pytest.mark.parametrize("value", GHOST.values(), ids=GHOST)
def test_a_post_of_ghost_is_read_in_each_of_its_forms(value: Any) -> None:
    draft = only(value)
    assert sniff(json.dumps(value).encode()) == "ghost"
    assert STORY in draft.text
    assert draft.text.count("winter") == 1
    assert (draft.id, draft.title) == ("0b-1", "The ferry")
    assert draft.published is not None
    assert draft.published.isoformat() == "2019-05-06T10:00:00+00:00"


@pytest.mark.parametrize("value", DRUPAL.values(), ids=DRUPAL)
def test_a_node_of_drupal_is_read_in_each_of_its_forms(value: Any) -> None:
    draft = only(value)
    assert sniff(json.dumps(value).encode()) == "drupal"
    assert draft.text == f"The ferry\n\n{STORY}"
    assert (draft.id, draft.language, draft.url) == ("0b-1", "en", "/the-ferry")
    assert draft.published is not None
    assert draft.published.isoformat() == "2019-05-06T10:00:00+00:00"
    assert [m.value for m in draft.metadata if m.name == "drupal:source"] == ["Northlight"]


def test_further_formatted_fields_of_a_node_are_read_after_its_body() -> None:
    node = DRUPAL["core"][0] | {"field_box": [{"value": "<p>In a box.</p>", "format": "basic"}]}
    assert only([node]).text.endswith(f"{STORY}\n\nIn a box.")


@pytest.mark.parametrize(
    "value", [{"posts": [post(html=HTML) | {"published_at": "soon"}]},
              [DRUPAL["core"][0] | {"created": [{"value": "soon"}]}]],
)  # fmt: skip
def test_a_date_of_an_export_that_is_no_time_is_told(value: Any) -> None:
    draft = only(value)
    assert draft.published is None
    assert any("soon" in note for note in draft.damage)


TABLES = {
    "ours": ("id,title,text,published\n", "a7,The ferry,{},2019-05-06T10:00:00Z\n"),
    "theirs": ("nid;Headline;Body;Publish date\n", "a7;The ferry;{};2019-05-06 10:00\n"),
    "tabs": (
        "post_id\tpost_title\tpost_content\tpost_date\n",
        "a7\tThe ferry\t{}\t2019-05-06T10:00\n",
    ),
}


@pytest.mark.parametrize(("header", "row"), TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("text", [STORY, HTML])
def test_a_table_is_read_under_the_names_of_other_systems_too(
    header: str, row: str, text: str
) -> None:
    (draft,) = read_drafts((header + row.format(text)).encode(), name="export.csv")
    assert isinstance(draft, Draft)
    assert STORY in draft.text
    assert "<" not in draft.text
    assert (draft.id, draft.title) == ("a7", "The ferry")
    assert draft.published is not None
    assert draft.published.isoformat() == "2019-05-06T10:00:00+00:00"


def test_a_long_article_does_not_end_a_table_and_a_bad_date_is_told() -> None:
    rows = f"id,text,published\na,{'long ' * 40_000},soon\nb,{STORY},2019-05-06\n"
    first, second = read_drafts(rows.encode(), name="a.csv")
    assert isinstance(first, Draft)
    assert any("soon" in note for note in first.damage)
    assert isinstance(second, Draft)
    assert second.published is not None


def test_a_table_without_an_article_is_refused_with_its_columns() -> None:
    (lost,) = read_drafts(b"id,headline\n1,The ferry\n", name="a.csv")
    assert isinstance(lost, BadRecord)
    assert "title" in lost.hint
