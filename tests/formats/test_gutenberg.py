"""Posts as WordPress's editor keeps them, sent as HTML: the words of blocks and of patterns."""

import json
from typing import Any

import pytest

from checker.formats import read_draft
from checker.outside import outside

STORY = "<p>The night ferry to Orlu sailed again on Monday after a winter in the yard.</p>"
OTHER = "Divers found that the second pier had been hollowed out by worms over three long winters."
POST = f"<!-- wp:paragraph -->\n{STORY}\n<!-- /wp:paragraph -->"


def block(name: str, attributes: Any, inside: str | None = None) -> str:
    start = f"<!-- wp:{name} {json.dumps(attributes)}"
    return f"{start} /-->" if inside is None else f"{start} -->{inside}<!-- /wp:{name} -->"


DRAWN = {
    "a custom block": block("acf/factbox", {"data": {"title": "x", "body": OTHER, "_body": "f_2"}}),
    "a block with markup": block("lantern/box", {"html": f"<p>{OTHER}</p>"}),
    "a block with its own markup": block("lantern/box", {"note": OTHER}, "<div>Box</div>"),
    "a list in a block": block("lantern/list", {"items": [{"text": OTHER}]}),
    "escaped": block("acf/factbox", {"body": f"{OTHER} \u003cb\u003e"}),
}


@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN)
def test_words_that_the_server_draws_are_compared(drawn: str) -> None:
    draft = read_draft(f"{POST}\n{drawn}", as_type="html")
    (part,) = outside(draft)
    assert OTHER in part.text
    assert part.field == "html:wp.articlebody"
    assert OTHER not in draft.text
    assert draft.parts_unread == ()


def test_a_synced_pattern_lies_elsewhere() -> None:
    draft = read_draft(f"{POST}\n{block('block', {'ref': 42})}", as_type="html")
    assert draft.parts_unread == ("the synced pattern 42, which lies elsewhere",)


@pytest.mark.parametrize(
    "rest",
    [
        "", block("image", {"id": 7, "sizeSlug": "large"}, "<figure><img src='a.jpg'></figure>"),
        block("lantern/box", {"note": OTHER}, f"<p>{OTHER}</p>"), f"<!-- {OTHER} -->",
        "<!-- wp:lantern/box {broken -->", block("lantern/box", {"slug": "a-b-c"}),
    ],
)  # fmt: skip
def test_markup_that_says_all_adds_nothing(rest: str) -> None:
    draft = read_draft(f"{POST}\n{rest}", as_type="html")
    assert outside(draft) == ()
    assert draft.parts_unread == ()
