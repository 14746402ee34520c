"""No reading of a draft's line is milder than that of the same words in an item's field."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine import Engine
from checker.models.draft import Draft, Rights
from checker.models.source import Item
from checker.orders import FOUND_KINDS
from tests.licensing.cases import STORY, agreement, items, judged, match
from tests.packaged import packaged_engine

HERE = Path(__file__).parent
HELD = (agreement(),)


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


EMBARGOES = [row["line"] for row in rows("embargo_lines.jsonl") if row["moment"] != "none"]
NOTICES = [row["text"] for row in rows("notices.jsonl") if row["kind"] not in ("none", "release")]
LINES = [line for line in (*EMBARGOES, *NOTICES) if line[0] not in '<"{[']


@cache
def engine() -> Engine:
    return packaged_engine()


@cache  # both fields are compared with it
def in_draft(line: str) -> bool:
    """Whether the story is blocked under the line."""
    text = f"{line}\n\n{STORY}"
    start = text.index(STORY)
    orders = [f for f in engine().scan(Draft(text)).findings if f.kind in FOUND_KINDS]
    found = judged(
        text,
        *orders,
        matches=(match(start=start, end=len(text)),),
        agreements=HELD,
        registry=items(Item("urn:afp:1", "afp", Rights())),
    )
    return found.verdict == "blocked"


def in_field(line: str, field: str) -> bool:
    """Whether the story is blocked where its item's field says so."""
    rights = {"note": Rights(editors_note=(line,)), "terms": Rights(usage_terms=(line,))}[field]
    found = judged(
        STORY,
        matches=(match(start=0, end=len(STORY)),),
        agreements=HELD,
        registry=items(Item("urn:afp:1", "afp", rights)),
    )
    return found.verdict == "blocked"


@pytest.mark.no_cover
@pytest.mark.parametrize("field", ["note", "terms"])
def test_a_line_that_orders_something_weighs_no_less_in_a_draft(field: str) -> None:
    milder = [line for line in LINES if in_field(line, field) and not in_draft(line)]
    assert milder == []


@given(
    st.sampled_from(LINES),
    st.sampled_from(["{}", "({})", "*** {} ***", "[{}]", "-- {} --", "{}\n{}", "  {}"]),
    st.sampled_from([str, str.upper]),
)
def test_nor_does_it_in_brackets_capitals_or_twice(line: str, form: str, case: Any) -> None:
    written = form.replace("{}", case(line))
    assert in_draft(written) or not in_field(written, "note")


@pytest.mark.parametrize(
    "ornament",
    ["# {}", "// {} //", "=== {} ===", "=> {}", " * {}", "/// {} ///", "-- {} --", "> {}", "~~ {}"],
)
@pytest.mark.parametrize(
    "line", ["EMBARGOED until 6pm March 1 2031", "KILL KILL KILL - do not use the story"]
)
def test_ornaments_around_an_order_make_no_program_text_of_it(ornament: str, line: str) -> None:
    assert in_draft(ornament.replace("{}", line))


@pytest.mark.parametrize(
    "line",
    [
        'assert status("KILL KILL KILL - do not use the story") == "canceled"',
        "const order = 'EMBARGOED until 6pm March 1 2031';",
        'if (line.contains("NOT FOR PUBLICATION")) {',
    ],
)
def test_an_order_in_program_text_orders_nothing(line: str) -> None:
    assert not in_draft(line)
