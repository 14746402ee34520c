"""What is allowed in an agreement file but probably not meant: warnings with a reason each."""

import operator
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from checker.errors import Problem
from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.territories import covers
from checker.times import shown

__all__ = ["lint_agreements"]


def lint_agreements(agreements: Sequence[Agreement], now: datetime) -> list[Problem]:
    """Warnings over single agreements and over the set; the place is the agreement's id."""
    problems = [problem for agreement in agreements for problem in _single(agreement, now)]
    problems += _repeated(agreements)
    return sorted(problems, key=lambda problem: (problem.place, problem.what))


def _single(a: Agreement, now: datetime) -> Iterator[Problem]:
    yield from _dates(a, now)
    yield from _scopes(a)
    yield from _duties(a)
    if a.extent.mode == "excerpt" and not _has_limits(a):
        yield Problem(
            a.id,
            "extent.mode: excerpt has no limit",
            "add max_words, max_percent or max_paragraphs",
        )
    if a.kind == "offer":
        yield Problem(a.id, "an offer licenses nothing yet", "kind: agreement once it is signed")
    if a.contract.ref is None and a.contract.url is None:
        yield Problem(a.id, "no contract.ref or contract.url", "verdicts cite it")


def _has_limits(a: Agreement) -> bool:
    limits = (a.extent.max_words, a.extent.max_percent, a.extent.max_paragraphs)
    return any(limit is not None for limit in limits)


def _dates(a: Agreement, now: datetime) -> Iterator[Problem]:
    end = a.valid.end
    if end is not None and end <= now:
        yield Problem(a.id, f"ended before {shown(end)}", "renew it or remove the file")
    elif end is not None and end - now <= timedelta(days=30):
        yield Problem(a.id, f"ends in less than 30 days, before {shown(end)}", "renew it")
    if a.valid.start is not None and a.valid.start > now:
        yield Problem(a.id, f"begins only on {shown(a.valid.start)}")
    if a.timezone is None and (a.valid.start is not None or end is not None):
        yield Problem(
            a.id,
            "no timezone: days are counted in UTC",
            "timezone: Europe/Paris, as the paper says",
        )


def _scopes(a: Agreement) -> Iterator[Problem]:
    for name, scope in (("channels", a.channels), ("territories", a.territories)):
        if not scope.allow:
            yield Problem(a.id, f"{name}.allow is empty: nothing is allowed", 'allow: ["*"]')
        if scope.deny and "*" not in scope.allow:
            inside = covers if name == "territories" else operator.contains
            idle = [w for w in scope.deny if w != "*" and not inside(scope.allow, w)]
            if idle:
                yield Problem(
                    a.id,
                    f"{name}.deny names {', '.join(idle[:5])}, which allow leaves out anyway",
                    "harmless, and a guard should allow be widened",
                )
    if a.ai.input is None and a.ai.training is None and a.ai.summarise is None:
        yield Problem(a.id, "ai is not mentioned: counts as not granted", "say allow or deny")
    if not a.content.exclude_third_party:
        yield Problem(
            a.id, "covers partners' items too (exclude_third_party: false)", "on purpose?"
        )


def _duties(a: Agreement) -> Iterator[Problem]:
    if a.kind != "open" and a.credit is None:
        yield Problem(a.id, "no credit is asked for", "most contracts ask for one: credit.text")
    if a.credit is not None and a.attribution is None:
        yield Problem(
            a.id, "no attribution for derived use: the wordings of credit are taken", "attribution"
        )
    for duty in (a.credit, a.attribution):
        for text in duty.text if duty is not None else ():
            if sum(c.isalnum() for c in text) < 2:
                yield Problem(a.id, f"the wording {text!r} is too short to be found for certain")


def _repeated(agreements: Sequence[Agreement]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for agreement in sorted(agreements, key=lambda a: (a.id, a.digest)):
        if seen.get(agreement.id, agreement.digest) != agreement.digest:
            yield Problem(agreement.id, "two different agreements have this id", "ids are unique")
        seen[agreement.id] = agreement.digest
