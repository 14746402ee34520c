"""Fixes on what was sent, and drafts in the JSON of editors, over HTTP."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Served
from tests.api.stories import DRAFT, OWN, PARAGRAPHS
from tests.api.test_integrations import BLOCKS, post

TEXT = "\n\n".join(PARAGRAPHS)
WORDS = PARAGRAPHS[0]


def applied(edits: list[dict[str, Any]], named: Callable[[str], str]) -> dict[str, str]:
    """The strings with the steps made, as an integration makes them: from the end."""
    texts: dict[str, str] = {}
    for step in reversed(edits):
        place = step.get("in", {"field": "", **step})
        text = texts.get(place["field"], named(place["field"]))
        start = place.get("start", place.get("at"))
        end = place.get("end", start)
        texts[place["field"]] = text[:start] + step.get("text", "") + text[end:]
    return texts


def test_html_comes_back_mended_and_is_clear(newsroom: Served) -> None:
    told = post(newsroom, "/v1/checks", {"html": BLOCKS, "mend": True})
    assert (told["verdict"], told.get("unmended", [])) == (
        "credit_required",
        [],
    )
    assert applied(told["edits"], lambda _: BLOCKS) == {"": told["html"]}
    assert told["html"].removeprefix(BLOCKS.rstrip()).split() == [
        *("<!--", "wp:paragraph", "-->", "<p>AFP</p>", "<!--", "/wp:paragraph", "-->")
    ]
    assert post(newsroom, "/v1/checks", {"html": told["html"]})["verdict"] == "clear"


def test_a_text_comes_back_mended_and_is_clear(newsroom: Served) -> None:
    told = post(newsroom, "/v1/checks", {"text": DRAFT, "mend": True})
    assert applied(told["edits"], lambda _: DRAFT) == {"": told["mended_text"]}
    assert newsroom.check(told["mended_text"])["verdict"] == "clear"


def test_fields_come_back_mended_each_in_its_form(newsroom: Served) -> None:
    fields = {"title": "Piers to close", "body_html": BLOCKS, "captions": ["", "The old pier."]}
    told = post(newsroom, "/v1/checks", {"fields": fields, "mend": True})
    assert {step["in"]["field"] for step in told["edits"]} == {"body_html"}
    mended = told["mended_fields"]
    assert mended == {**fields, **applied(told["edits"], lambda name: str(fields[name]))}
    assert post(newsroom, "/v1/checks", {"fields": mended})["verdict"] == "clear"


def test_steps_count_in_utf_16_where_that_was_asked_for(newsroom: Served) -> None:
    html = "<p>🐟🐟 Fish.</p>" + BLOCKS
    told = post(newsroom, "/v1/checks", {"html": html, "mend": True, "units": "utf16"})
    (step,) = told["edits"]
    wide = html.encode("utf-16-le")
    made = wide[: 2 * step["at"]] + step["text"].encode("utf-16-le") + wide[2 * step["at"] :]
    assert made.decode("utf-16-le") == told["html"]


def test_what_needs_no_mending_has_no_steps_and_no_copy(newsroom: Served) -> None:
    told = post(newsroom, "/v1/checks", {"html": f"<p>{OWN}</p>", "mend": True})
    assert told["edits"] == []
    assert "html" not in told
    assert "edits" not in newsroom.check(DRAFT)


def test_a_file_is_not_mended_and_says_so(newsroom: Served) -> None:
    import base64

    document = {"name": "a.txt", "base64": base64.b64encode(DRAFT.encode()).decode()}
    told = post(newsroom, "/v1/checks", {"document": document, "mend": True})
    assert (told["edits"], told["unmended"][0]["code"]) == ([], "credit.missing")


def test_each_of_many_drafts_is_mended(newsroom: Served) -> None:
    body = {"drafts": [{"text": DRAFT}, {"html": BLOCKS, "mend": False}], "mend": True}
    first, second = post(newsroom, "/v1/checks", body)["results"]
    assert "mended_text" in first
    assert "edits" not in second


# The JSON of editors ------------------------------------------------------------------------------


def lexical(texts: list[str]) -> Any:
    def paragraph(text: str) -> Any:
        run = {"detail": 0, "format": 0, "mode": "normal", "style": "", "type": "extended-text"}
        return {
            "children": [{**run, "text": text, "version": 1}],
            "direction": "ltr",
            "type": "paragraph",
            "version": 1,
        }

    return {"root": {"children": [paragraph(t) for t in texts], "type": "root", "version": 1}}


pairs = enumerate
EDITORS: dict[str, Callable[[list[str]], Any]] = {
    "Editor.js": lambda texts: {
        "time": 1,
        "version": "2.30",
        "blocks": [
            {"id": str(n), "type": "paragraph", "data": {"text": t}} for n, t in pairs(texts)
        ],
    },
    "Lexical": lexical,
    "mobiledoc": lambda texts: {
        "version": "0.3.1",
        "markups": [],
        "atoms": [],
        "cards": [],
        "sections": [[1, "p", [[0, [], 0, t]]] for t in texts],
    },
    "Portable Text": lambda texts: [
        {
            "_type": "block",
            "_key": str(n),
            "style": "normal",
            "markDefs": [],
            "children": [{"_type": "span", "_key": f"{n}a", "text": t, "marks": []}],
        }
        for n, t in pairs(texts)
    ],
    "Draft.js": lambda texts: {
        "entityMap": {},
        "blocks": [
            {
                "key": str(n),
                "text": t,
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [],
            }
            for n, t in pairs(texts)
        ],
    },
    "StreamField": lambda texts: [
        {"type": "paragraph", "value": f"<p>{t}</p>", "id": str(n)} for n, t in pairs(texts)
    ],
    "ANS": lambda texts: {
        "type": "story",
        "version": "0.10.7",
        "canonical_website": "x",
        "headlines": {"basic": "Piers"},
        "content_elements": [
            {"type": "text", "_id": str(n), "content": t} for n, t in pairs(texts)
        ],
    },
    "ProseMirror": lambda texts: {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": t}]} for t in texts],
    },
    "Gutenberg": lambda texts: [
        {
            "blockName": "core/paragraph",
            "attrs": {},
            "innerBlocks": [],
            "innerHTML": f"\n<p>{t}</p>\n",
            "innerContent": [f"\n<p>{t}</p>\n"],
        }
        for t in texts
    ],
    "Slate": lambda texts: [{"type": "paragraph", "children": [{"text": t}]} for t in texts],
    "Quill": lambda texts: {"ops": [{"insert": f"{t}\n"} for t in texts]},
    "Contentful": lambda texts: {
        "nodeType": "document",
        "data": {},
        "content": [
            {
                "nodeType": "paragraph",
                "data": {},
                "content": [{"nodeType": "text", "value": t, "marks": [], "data": {}}],
            }
            for t in texts
        ],
    },
}


@pytest.mark.parametrize("editor", EDITORS)
def test_the_json_of_an_editor_is_checked_mended_and_confirmed(
    newsroom: Served, editor: str
) -> None:
    blocks = EDITORS[editor](PARAGRAPHS)
    told = post(newsroom, "/v1/checks", {"blocks": blocks, "mend": True, "with_text": True})
    (match,) = told["matches"]
    assert match["source"] == "urn:test:harbour"
    assert match["share_of_source"] > 0.95
    assert told["verdict"] == "credit_required"
    passage = match["passages"][0]
    assert told["text"][passage["start"] : passage["end"]] == passage["quote"]["exact"]
    words = newsroom.check(TEXT)["looked_at"]["words"]
    assert told["looked_at"]["words"] == pytest.approx(words, abs=2)
    as_text = post(newsroom, "/v1/checks", {"blocks": json.dumps(blocks)})
    assert as_text["text_sha256"] == told["text_sha256"]
    path = f"/v1/checks/{told['check']}/confirm"
    assert post(newsroom, path, {"blocks": blocks})["same_as"] == told["check"]
    assert "unmended" not in told, told["unmended"]
    mended = told["mended_blocks"]
    again = post(newsroom, "/v1/checks", {"blocks": mended, "mend": True})
    assert again["verdict"] == "clear"
    assert "mended_blocks" not in again
    (step,) = told["edits"]
    assert step["op"] == "add"
    *outer, last = step["path"][1:].split("/")
    holder = blocks
    for name in outer:
        holder = holder[int(name)] if isinstance(holder, list) else holder[name]
    holder.insert(int(last), step["value"])
    assert blocks == mended


@pytest.mark.parametrize(
    "blocks", [{"a": 1}, [1, 2], "<p>text</p>", "just text", {}, [], [{"name": "x", "size": 3}]]
)
def test_json_of_no_editor_is_refused_with_what_to_send(newsroom: Served, blocks: Any) -> None:
    told = post(newsroom, "/v1/checks", {"blocks": blocks}, 422)
    assert told["errors"][0]["field"] == "blocks"
    assert "html" in told["errors"][0]["hint"]


@pytest.mark.parametrize("blocks", [1, True, 1.5])
def test_what_is_no_json_document_is_refused(newsroom: Served, blocks: Any) -> None:
    assert post(newsroom, "/v1/checks", {"blocks": blocks}, 422)["errors"][0]["field"] == "blocks"


def test_single_fixes_are_made_on_what_was_sent(newsroom: Served) -> None:
    link = '<p>🐟 <a href="https://example.org/jo">By Jo</a></p>'
    html = link + BLOCKS
    told = post(newsroom, "/v1/checks", {"html": html, "units": "utf16"})
    fixes = [reason["fix"] for claim in told["claims"] for reason in claim["reasons"]]
    wanted = [fix for fix in fixes if fix]
    made = post(newsroom, "/v1/mend", {"html": html, "units": "utf16", "fixes": wanted})
    assert made["html"].startswith(link)
    assert made["unmended"] == []
    (step,) = made["edits"]
    assert html.encode("utf-16-le")[2 * step["at"] :].decode("utf-16-le") == html[step["at"] - 1 :]
    assert post(newsroom, "/v1/checks", {"html": made["html"]})["verdict"] == "clear"
    blank = [{"op": "insert", "at": len(OWN), "text": "\n\nhttps://afp.com/a?b=1&c=2"}]
    linked = post(newsroom, "/v1/mend", {"html": f"<p>{OWN}</p>", "fixes": [blank]})["html"]
    address = "https://afp.com/a?b=1&amp;c=2"
    assert linked.endswith(f'<p><a href="{address}">{address}</a></p>')


@pytest.mark.parametrize(
    ("fix", "field"),
    [
        ([{"op": "insert", "text": "x"}], "fixes"),
        ([{"op": "delete", "start": 4, "end": 4}], "fixes"),
        ([{"op": "insert", "at": 99_999, "text": "x"}], "fixes[0]"),
        ([], "fixes"),
    ],
)
def test_a_fix_that_is_none_is_refused_with_its_place(
    newsroom: Served, fix: list[dict[str, Any]], field: str
) -> None:
    with newsroom.client() as client:
        answer = client.post("/v1/mend", json={"text": OWN, "fixes": [fix]})
    assert answer.status_code == 422
    assert any(fault["field"].startswith(field) for fault in answer.json()["errors"])


def test_a_file_is_mended_where_it_was_written(newsroom: Served) -> None:
    document = {"name": "a.txt", "base64": "SGVsbG8sIHNhaWQgdGhlIG1heW9yLg=="}
    fix = [{"op": "insert", "at": 0, "text": "x"}]
    made = post(newsroom, "/v1/mend", {"document": document, "fixes": [fix]})
    assert made["unmended"] == [
        {"fix": 0, "why": "a file has to be corrected in the program that wrote it"}
    ]
