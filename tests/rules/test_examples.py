"""Every example of every rule file behaves when it is run through the whole engine."""

import pytest

from checker.engine import LintProblem
from checker.engine.lint import lint_rules
from tests.packaged import packaged_rules


@pytest.fixture(scope="module")
def problems() -> list[LintProblem]:
    return list(lint_rules(packaged_rules()))


@pytest.mark.no_cover
def test_every_example_of_the_packaged_rules_behaves(problems: list[LintProblem]) -> None:
    assert [str(p) for p in problems if p.level == "error"] == []
