"""The strings of an editor's JSON, and blocks that are added beside them."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from checker.formats import read_draft
from checker.formats.editors.leaves import leaves, new_paragraph, with_leaves
from checker.mending import Cut, Piece, mended
from checker.models.verdict import Edit, Reason

LINE = "The night ferry sailed again on Saturday, its captain said."
CREDIT = "(NW & Co) - "


def mend(value: Any, words: str, text: str) -> Any:
    """The document with a text inserted in front of these words."""
    pieces = [Piece(name, words, "leaf") for name, words in leaves(value)]

    def document(texts: Sequence[str]) -> Any:
        return with_leaves(value, {p.name: t for p, t in zip(pieces, texts, strict=True)})

    def reread(texts: Sequence[str], _beside: Sequence[Cut] = ()) -> str:
        return read_draft(json.dumps(document(texts)), name="blocks").text

    seen = reread([piece.text for piece in pieces])
    at = seen.index(words)
    fix = Reason("a", "credit_required", "...", fix=(Edit("insert", at, at, text),))
    done = mended(seen, [fix], pieces, reread)
    assert done.unplaced == ()
    return document(done.texts)


def editor_js(text: str) -> Any:
    header = {"type": "header", "data": {"text": "A ferry returns", "level": 2}}
    return {"blocks": [header, {"type": "paragraph", "data": {"text": text}}]}


def runs(*texts: str) -> Any:
    children = [{"type": "text", "text": text, "format": 1, "version": 1} for text in texts]
    paragraph = {"type": "paragraph", "children": children, "version": 1}
    return {"root": {"type": "root", "children": [paragraph], "version": 1}}


def gutenberg(text: str) -> Any:
    return [{"blockName": "core/paragraph", "innerHTML": text, "innerContent": [text]}]


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (editor_js(LINE), editor_js(CREDIT + LINE)),
        (editor_js(f"<b>{LINE}</b>"), editor_js(f"<b>(NW &amp; Co) - {LINE}</b>")),
        (runs(LINE[:9], LINE[9:]), runs(CREDIT + LINE[:9], LINE[9:])),
        (gutenberg(f"<p>{LINE}</p>"), gutenberg(f"<p>(NW &amp; Co) - {LINE}</p>")),
        (
            {"title": "A ferry returns", "body": [{"type": "paragraph", "value": LINE, "id": "1"}]},
            {
                "title": "A ferry returns",
                "body": [{"type": "paragraph", "value": CREDIT + LINE, "id": "1"}],
            },
        ),
    ],
)
def test_words_go_into_the_string_that_holds_the_line(value: Any, wanted: Any) -> None:
    assert mend(value, LINE, CREDIT) == wanted


def test_an_added_block_is_a_paragraph_with_a_name_of_its_own() -> None:
    bold = [{"offset": 0, "length": 3, "style": "BOLD"}]
    block = {"key": "a1b2c3d4", "text": LINE, "type": "unstyled", "inlineStyleRanges": bold}
    heading = {"key": "e5f6", "text": "A ferry", "type": "header-two", "inlineStyleRanges": []}
    value = {"blocks": [block, heading], "entityMap": {}}
    made = new_paragraph(value, "/blocks/1/text", "© Northwire", before=False)
    assert made is not None
    path, added = made
    assert path == "/blocks/2"
    assert added == {
        "key": added["key"],
        "text": "© Northwire",
        "type": "unstyled",
        "inlineStyleRanges": [],
    }
    assert added["key"] not in ("a1b2c3d4", "e5f6")
    assert block["inlineStyleRanges"] == bold
    assert new_paragraph({"text": LINE}, "/text", "a", before=True) is None


def test_blocks_that_are_added_stand_in_their_order() -> None:
    value = {"blocks": ["b", "d"]}
    added = [("/blocks/0", "a"), ("/blocks/1", "c"), ("/blocks/2", "e")]
    assert with_leaves(value, {}, added) == {"blocks": ["a", "b", "c", "d", "e"]}


def test_names_in_pointers_are_written_as_the_standard_asks() -> None:
    value = {"a/b": {"c~d": "words of a line here"}}
    assert list(leaves(value)) == [("/a~1b/c~0d", "words of a line here")]
    changed = with_leaves(value, {"/a~1b/c~0d": "others"})
    assert changed == {"a/b": {"c~d": "others"}}
