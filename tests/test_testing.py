"""`checker.testing`: what writers of house rules test their files with."""

from pathlib import Path

import pytest

from checker.errors import RuleError
from checker.models.draft import Draft
from checker.testing import RuleTester

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "examples" / "house-rules"
BYLINE = "By Lowtide Coast Service"
MENTION = "The mayor told the Lowtide Coast Service that the harbour is open."


@pytest.fixture(scope="module")
def rules() -> RuleTester:
    return RuleTester.of(FOLDER)


def test_a_marking_is_asserted_by_agency_kind_and_rule(rules: RuleTester) -> None:
    found = rules.assert_marks(BYLINE, "lowtide", kind="byline", rule="lowtide-byline")
    assert (found.agency, found.text) == ("lowtide", BYLINE)
    rules.assert_marks(Draft(BYLINE), "lowtide")
    rules.assert_marks(f"<p>{BYLINE}</p><p>The harbour is open.</p>", "lowtide", as_type="html")
    rules.assert_ignores(MENTION, "lowtide")
    assert {one.agency for one in rules.markings("© AFP", agency="afp")} == {"afp"}


@pytest.mark.parametrize("wrong", [{"kind": "copyright_notice"}, {"rule": "lowtide-notice"}])
def test_what_does_not_hold_fails_with_what_was_found_instead(
    rules: RuleTester, wrong: dict[str, str]
) -> None:
    with pytest.raises(AssertionError, match="no marking of lowtide"):
        rules.assert_marks(BYLINE, "lowtide", **wrong)
    with pytest.raises(AssertionError, match="no marking of lowtide\n"):
        rules.assert_marks(MENTION, "lowtide")
    with pytest.raises(AssertionError, match="lowtide is found by lowtide-byline"):
        rules.assert_ignores(BYLINE, "lowtide")


def test_files_that_are_refused_say_every_problem_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('schema = 1\n[agency]\nid = "a"\nnam = "A"\n', "utf-8")
    with pytest.raises(RuleError, match=r"a\.toml:4"):
        RuleTester.of(tmp_path)


@pytest.mark.slow  # every example of every rule runs through the engine
def test_an_example_that_does_not_behave_is_not_sound(rules: RuleTester, tmp_path: Path) -> None:
    text = (FOLDER / "lowtide.toml").read_text("utf-8")
    (tmp_path / "lowtide.toml").write_text(text.replace('"By Low', '"By Fast'), "utf-8")
    with pytest.raises(AssertionError, match=r"lowtide\.toml:9: lowtide") as caught:
        RuleTester(rules.engine, (tmp_path,)).assert_sound()
    assert len(str(caught.value).splitlines()) == 1
