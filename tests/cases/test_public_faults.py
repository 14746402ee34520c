"""Faults that public tools were reported for, as inputs with the right answer.

The cases stay outside the project; a count of pass and fail by kind is printed at the end of a
run with `-s`. A case of a kind that no runner knows fails, so that none is forgotten.
"""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from checker.errors import InputError
from checker.formats import read_draft
from checker.models.draft import Use
from tests.cases import stories
from tests.cases.expectations import compare, one_of
from tests.cases.newsrooms import (
    add_lines,
    agreement_text,
    check,
    draft_of,
    open_newsroom,
    source_line,
)
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

# Cases that a later issue settles; strict, so that a pass has to be recorded here.
LATER: dict[str, str] = {}


def cases() -> list[dict[str, Any]]:
    path = SHARED / "cases" / "public-faults.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def document(case: dict[str, Any], folder: Path) -> list[str]:
    given, expected = case["input"], case["expected"]
    with open_newsroom(folder) as newsroom:
        add_lines(newsroom, map(source_line, given.get("sources", [])))
        try:
            draft = draft_of(given)
        except InputError as error:
            refusals = [row for row in expected.get("any_of", []) if row.get("status") == 422]
            return [] if refusals else [f"refused: {error}"]
        answer = check(newsroom, draft)
    alternatives = [row for row in expected.get("any_of", [expected]) if "status" not in row]
    problems = [compare(answer, row, draft.text) for row in alternatives]
    more = stories.MORE.get(case["id"])
    return min(problems, key=len) + (more(answer, draft.text) if more else [])


def variants(case: dict[str, Any], folder: Path) -> list[str]:
    wrong = []
    with open_newsroom(folder) as newsroom:
        add_lines(newsroom, map(source_line, case["input"].get("sources", [])))
        for text in case["input"]["texts"]:
            answer = check(newsroom, read_draft(text, as_type="text"))
            wrong += compare(answer, case["expected"], text)
            if answer["matches"]:
                wrong.append(f"{text!r} matches {answer['matches']}")
    return wrong


def licence(case: dict[str, Any], folder: Path) -> list[str]:
    given = case["input"]
    with open_newsroom(folder) as newsroom:
        for number, entry in enumerate(given["licences"]):
            newsroom.add_agreement(agreement_text(entry, number), place=f"licence {number}")
        item = given["item"]
        add_lines(newsroom, [source_line(item)])
        draft = read_draft(given["text"], as_type="text")
        verdicts = []
        for moment in given["checks"]:
            moment = moment if isinstance(moment, dict) else {"at": moment}
            if "item_flags" in moment:
                line = source_line({**item, "signals": moment["item_flags"]})
                add_lines(newsroom, [{**line, "version": "2"}])
            answer = check(newsroom, draft, use_of(item, moment))
            verdicts.append(answer["verdict"])
            case.setdefault("answers", []).append(answer)
    wrong = []
    if verdicts != case["expected"]["verdicts"]:
        wrong.append(f"verdicts {verdicts}, expected {case['expected']['verdicts']}")
        wrong += [
            f"{claim['owner']} {claim['role']}: {[reason['code'] for reason in claim['reasons']]}"
            for answer in case["answers"]
            for claim in answer["claims"]
        ]
    more = stories.MORE_VERDICTS.get(case["id"])
    return wrong + (more(case["answers"]) if more else [])


def use_of(item: dict[str, Any], moment: dict[str, Any]) -> Use:
    def time(text: str | None) -> datetime | None:
        return datetime.fromisoformat(text) if text else None

    return Use(
        territories=(moment["territory"],) if "territory" in moment else (),
        at=time(moment.get("at", "2025-03-02T00:00:00Z")),
        first_published=time(item.get("first_published")),
    )


RUNNERS: dict[str, Callable[[dict[str, Any], Path], list[str]]] = {
    "text": document,
    "html": document,
    "bytes": document,
    "generate": document,
    "variants": variants,
    "licence": licence,
}


def parameter(case: dict[str, Any]) -> Any:
    """A case with its mark: those that take seconds are slow."""
    takes_long = case["id"] in stories.SLOW
    marks = [pytest.mark.slow] if takes_long else []
    return pytest.param(case, id=f"{case['id']}-{case['kind_of_fault']}", marks=marks)


@pytest.mark.parametrize("case", [parameter(case) for case in cases()])
def test_a_public_fault_is_not_ours(
    case: dict[str, Any], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if case["id"] in LATER:
        request.applymarker(pytest.mark.xfail(strict=True, reason=LATER[case["id"]]))
    story = stories.STORIES.get(case["id"])
    if story is not None:
        story(case, tmp_path)
        return
    runner = RUNNERS.get(case["input"]["type"])
    assert runner is not None, f"no runner for inputs of type {case['input']['type']}"
    wrong = runner(case, tmp_path)
    assert not wrong, "\n".join([case["why"], *wrong])


def test_every_verdict_that_a_case_may_expect_is_one_of_ours() -> None:
    known = {"clear", "credit_required", "licence_required", "blocked"}
    for case in cases():
        assert set(one_of(case["expected"].get("verdict", "clear"))) <= known
