"""Checks rule folders: what the loader refuses, and every example run through the engine."""

from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import Literal

from checker.engine.load import default_rules, load_rules, packaged_rules
from checker.engine.model import Agency, Example, Rule, RuleSet, Template
from checker.engine.scan import Engine
from checker.errors import Problem, RuleError
from checker.models.draft import Draft, Zone
from checker.models.evidence import Finding
from checker.models.vocabulary import ZONE_KINDS, ZoneKind
from checker.values import dataclass
from checker.wording import worded

__all__ = ["LintProblem", "lint", "lint_rules", "makes_claim"]

_SHORT_KEYWORD = 4
_SHARED_KEYWORD = 3
_SHORT_NOTICE = 8  # words


@dataclass(frozen=True, slots=True)
class LintProblem:
    """A problem of a rule file: an error breaks an example, a warning costs time."""

    level: Literal["error", "warning"]
    problem: Problem

    def __str__(self) -> str:
        return f"{self.level}: {self.problem}"


def lint(extra: Sequence[Path] = ()) -> list[LintProblem]:
    """Returns every problem of the packaged rules with the folders `extra` on top.

    With folders, the packaged rules count where these break them: what one of the packaged rules
    itself costs is no problem of these folders.
    """
    try:
        rules = load_rules((packaged_rules(), *extra))
        packaged = default_rules().rules if extra else ()
    except RuleError as error:
        return [LintProblem("error", problem) for problem in error.problems]
    return list(lint_rules(rules, {rule.id for rule in packaged}))


def lint_rules(rules: RuleSet, free: Set[str] = frozenset()) -> Iterator[LintProblem]:
    """Runs every example through the whole engine and reports what costs time.

    Args:
        rules: the rules, packaged ones included.
        free: the ids of rules whose cost is not reported.
    """
    engine = Engine(rules)
    for agency in rules.agencies.values():
        yield from _agency(engine, agency)
    for template in rules.templates:
        if template.status != "deprecated":  # those that are are not looked for
            yield from _template(engine, template)
    for rule in rules.rules:
        if rule.status != "deprecated":
            yield from _rule(engine, rule)
    yield from _costs([rule for rule in rules.rules if rule.id not in free], rules)


def _drafts(example: Example, zones: Sequence[ZoneKind]) -> list[Draft]:
    """The example as a pasted text; for a rule of some zones, as a text in each of them."""
    text = example.text
    if set(zones) == set(ZONE_KINDS):
        return [Draft(text)]
    return [Draft(text, (Zone(0, len(text), kind),)) for kind in zones]


def _found(
    engine: Engine, example: Example, zones: Sequence[ZoneKind] = ZONE_KINDS
) -> list[Finding]:
    drafts = _drafts(example, zones)
    return [f for draft in drafts for f in engine.scan(draft, budget=10.0).findings]


def makes_claim(finding: Finding) -> bool:
    """Returns whether a finding assigns the article or one of its pictures to an owner."""
    return finding.role in ("text", "photo", "press_release") and finding.scope in (
        "article",
        "picture",
    )


def _agency(engine: Engine, agency: Agency) -> Iterator[LintProblem]:
    for example in agency.matches:
        found = _found(engine, example)
        if not any(f.agency == agency.id and f.kind != "attribution" for f in found):
            yield _missed(engine, agency.id, example)
    for example in agency.no_matches:
        wrong = [
            f.rule for f in _found(engine, example) if f.agency == agency.id and makes_claim(f)
        ]
        if wrong:
            yield _wrong(agency.id, example, wrong)


def _template(engine: Engine, template: Template) -> Iterator[LintProblem]:
    suffix = f"-{template.id}"
    claims = template.role != "mention"
    for example in template.matches:
        found = _found(engine, example, template.zones)
        said = any(f.kind != "attribution" or not claims for f in found)
        if not (said and _fits(engine, example, template)):
            yield _missed(engine, template.id, example)
    for example in template.no_matches:
        found = _found(engine, example, template.zones)
        wrong = [f.rule for f in found if f.rule.endswith(suffix) and makes_claim(f) == claims]
        if wrong:
            yield _wrong(template.id, example, wrong)


def _fits(engine: Engine, example: Example, template: Template) -> bool:
    """Whether a form of the template fits a name: another may weigh more and name the finding."""
    return any(
        engine.rules.templates[hit.template] is template
        for draft in _drafts(example, template.zones)
        for signed in engine.signed(draft)
        for hit in signed.fits.hits
    )


def _rule(engine: Engine, rule: Rule) -> Iterator[LintProblem]:
    if rule.kind == "exception":
        yield from _exception(engine, rule)
        return
    for example in rule.matches:
        if not any(_named(f, rule.id) for f in _found(engine, example, rule.zones)):
            yield _missed(engine, rule.id, example)
    for example in rule.no_matches:
        wrong = [f.rule for f in _found(engine, example, rule.zones) if f.rule == rule.id]
        if wrong:
            yield _wrong(rule.id, example, wrong)


def _exception(engine: Engine, rule: Rule) -> Iterator[LintProblem]:
    """An exception shows in no finding: its pattern has to fit, and nothing may be left."""
    for example in rule.matches:
        drafts = _drafts(example, rule.zones)
        if not any(engine.exceptions(draft, rule.agency, rule.id) for draft in drafts):
            yield _missed(engine, rule.id, example)
        left = _found(engine, example, rule.zones) if rule.status != "experimental" else []
        if wrong := [f.rule for f in left if f.agency == rule.agency and makes_claim(f)]:
            what = worded(
                "{id}: the agency is still found in {text}",
                id=rule.id,
                text=repr(example.text[:80]),
            )
            hint = worded(
                "by {list}: the exception has to cover the agency's name", list=", ".join(wrong)
            )
            yield LintProblem("error", Problem(example.place, what, hint))
    for example in rule.no_matches:
        drafts = _drafts(example, rule.zones)
        if any(engine.exceptions(draft, rule.agency, rule.id) for draft in drafts):
            yield _wrong(rule.id, example, [rule.id])


def _named(finding: Finding, rule: str) -> bool:
    return finding.rule == rule or f"also {rule}" in finding.notes


def _missed(engine: Engine, id_: str, example: Example) -> LintProblem:
    what = worded("{id_}: match example not found: {text}", id_=id_, text=repr(example.text[:80]))
    names = engine.named(example.text)
    hint = (
        worded("names found: {list}", list=", ".join(names))
        if names
        else "no name and no keyword fired"
    )
    return LintProblem("error", Problem(example.place, what, hint))


def _wrong(id_: str, example: Example, rules: Iterable[str]) -> LintProblem:
    what = worded(
        "{id_}: no_match example is marked: {text}", id_=id_, text=repr(example.text[:80])
    )
    return LintProblem("error", Problem(example.place, what, "by " + ", ".join(sorted(set(rules)))))


def _costs(own: Sequence[Rule], rules: RuleSet) -> Iterator[LintProblem]:
    """What the rules `own` cost among all rules."""
    users: dict[str, set[str]] = {}
    for rule in rules.rules:
        for keyword in rule.keywords:
            users.setdefault(keyword.lower(), set()).add(rule.id)
    shared: dict[str, Rule] = {}
    for rule in own:
        for keyword in rule.keywords:
            if len(users[keyword.lower()]) > _SHARED_KEYWORD:
                shared.setdefault(keyword.lower(), rule)
            if len(keyword) < _SHORT_KEYWORD and keyword.isascii():
                what = worded("short keyword {keyword}", keyword=repr(keyword))
                yield _warning(rule, what, worded("a longer one costs less"))
        for pattern in rule.patterns:
            if pattern.text and len(pattern.text.split()) < _SHORT_NOTICE and " " in pattern.text:
                what = worded("a text pattern of few words")
                yield _warning(rule, what, worded("short wordings are safer as regex"))
            if any(f"{{e<={n}}}" in pattern.regex for n in range(3, 30)):
                yield _warning(rule, worded("a wide error budget"), worded("use a text pattern"))
    for keyword, rule in sorted(shared.items()):
        count = len(users[keyword])
        what = worded("keyword {keyword} triggers {n} rules", keyword=repr(keyword), n=count)
        hint = worded("keywords name the agency")
        yield LintProblem("warning", Problem(rule.place, what, hint))


def _warning(rule: Rule, what: str, hint: str) -> LintProblem:
    return LintProblem(
        "warning", Problem(rule.place, worded("{rule}: {what}", rule=rule.id, what=what), hint)
    )
