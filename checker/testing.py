"""Helpers for tests of house rules: whether a text is marked as an agency's, or not.

    from checker.testing import RuleTester

    rules = RuleTester.of("house-rules")

    def test_the_coast_service_is_found_in_bylines():
        rules.assert_marks("By Lowtide Coast Service", "lowtide", kind="byline")

    def test_a_quoted_service_makes_no_claim():
        rules.assert_ignores("The mayor told Lowtide Coast Service so.", "lowtide")

    def test_the_files_are_sound():
        rules.assert_sound()

It needs no test framework: a failed assertion raises AssertionError with the reasons. Reading all
rules takes about a second, so make one `RuleTester` for many tests.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from checker.engine import Engine, explain, lint, load_rules, packaged_rules
from checker.engine.lint import makes_claim
from checker.formats import read_draft
from checker.models.draft import Draft
from checker.models.evidence import Finding
from checker.values import dataclass
from checker.wording import worded

__all__ = ["RuleTester"]

SECONDS = 30.0  # of CPU for one text; a test waits rather than to judge a part


@dataclass(frozen=True, slots=True)
class RuleTester:
    """The packaged rules, with folders of house rules over them, for assertions on texts."""

    engine: Engine
    folders: tuple[Path, ...]

    @classmethod
    def of(cls, *folders: Path | str) -> Self:
        """Reads the rules.

        Args:
            folders: folders of house rules, as `rules` in wirecheck.toml names them.

        Raises:
            RuleError: files were refused; every problem has its file and line.
        """
        paths = tuple(Path(folder) for folder in folders)
        return cls(Engine(load_rules((packaged_rules(), *paths))), paths)

    def markings(
        self, text: str | Draft, *, as_type: str = "text", agency: str | None = None
    ) -> tuple[Finding, ...]:
        """Returns the markings of a text.

        Args:
            text: the text, or a draft that was read already.
            as_type: how a text is read: `text`, `markdown`, `html` or another type of `--as`.
            agency: return the markings of this agency alone.

        Raises:
            AssertionError: the text was not scanned to its end.
        """
        draft = self._draft(text, as_type)
        scanned = self.engine.scan(draft, budget=SECONDS)
        if scanned.incomplete:
            raise AssertionError(f"not scanned to the end: {scanned.incomplete}")
        return tuple(one for one in scanned.findings if agency in (None, one.agency))

    def assert_marks(
        self,
        text: str | Draft,
        agency: str,
        *,
        kind: str | None = None,
        rule: str | None = None,
        as_type: str = "text",
    ) -> Finding:
        """Asserts that a text is marked as an agency's, so that the agency has a claim.

        Args:
            text: the text, or a draft that was read already.
            agency: the agency's id.
            kind: the marking must be of this kind, such as `byline` or `copyright_notice`.
            rule: the marking must come from this rule.
            as_type: how a text is read.

        Returns:
            The first such marking.

        Raises:
            AssertionError: there is none; the message lists findings and decisions of rules.
        """
        found = self.markings(text, as_type=as_type)
        for one in found:
            wanted = kind in (None, one.kind) and rule in (None, one.rule)
            if one.agency == agency and makes_claim(one) and wanted:
                return one
        asked = " ".join(part for part in (agency, kind, rule) if part)
        raise AssertionError("\n".join([f"no marking of {asked}", *self._why(text, as_type, rule)]))

    def assert_ignores(self, text: str | Draft, agency: str, *, as_type: str = "text") -> None:
        """Asserts that a text gives an agency no claim; a mention of its name is not a claim.

        Raises:
            AssertionError: it does; the message lists the markings and the decisions of rules.
        """
        wrong = [one for one in self.markings(text, as_type=as_type) if one.agency == agency]
        claims = [one.rule for one in wrong if makes_claim(one)]
        if claims:
            what = worded("{agency} is found by {list}", agency=agency, list=", ".join(claims))
            raise AssertionError("\n".join([what, *self._why(text, as_type, claims[0])]))

    def assert_sound(self) -> None:
        """Asserts that `wirecheck rules lint` finds no error in the folders.

        Every example of every rule, packaged ones included, runs through the engine.

        Raises:
            AssertionError: with every error, its file and line.
        """
        errors = [str(one) for one in lint(self.folders) if one.level == "error"]
        if errors:
            raise AssertionError("\n".join(errors))

    def _draft(self, text: str | Draft, as_type: str) -> Draft:
        return text if isinstance(text, Draft) else read_draft(text, as_type=as_type)

    def _why(self, text: str | Draft, as_type: str, rule: str | None) -> Sequence[str]:
        return explain(self.engine.rules, self._draft(text, as_type), rule)
