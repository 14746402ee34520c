"""The JSON Schema of the package is that of the types, and what is answered is valid by it."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

import checker
from checker.report import failure, values_of
from checker.report.schema import made_schema, published_schema
from checker.running.check import CheckOptions

NEEDED = ("verdict", "enforcement", "complete", "claims", "looked_at", "versions", "use")


@pytest.fixture(scope="module")
def valid() -> Any:
    return jsonschema_rs.validator_for(published_schema())


def test_the_published_schema_is_that_of_the_types() -> None:
    assert published_schema() == made_schema(), "run: python -m checker.report.schema"


def test_answers_are_valid_and_so_is_what_could_not_be_checked(valid: Any, tmp_path: Path) -> None:
    source = checker.Source(id="urn:a", owner="north", text="The ferry sails again at noon. " * 9)
    with checker.Newsroom.open(tmp_path / "data") as newsroom:
        newsroom.add_sources([source])
        options = CheckOptions(record=True, with_text=True, with_sources=True)
        for text in ("Own words.", "PARIS (AFP) - The harbour reopened.", source.text):
            answer = values_of(checker.check(newsroom, text, options=options).answer)
            valid.validate(json.loads(json.dumps(answer)))
    valid.validate(failure("is a PDF document", id="a.pdf", place="a.pdf", hint="send its text"))


@pytest.mark.parametrize("name", NEEDED)
def test_a_result_without_a_member_that_is_always_there_is_invalid(
    valid: Any, tmp_path: Path, name: str
) -> None:
    with checker.Newsroom.open(tmp_path / "data") as newsroom:
        answer = dict(values_of(checker.check(newsroom, "Own words.").answer))
    assert valid.is_valid(answer)
    del answer[name]
    assert not valid.is_valid(answer)
