"""Warnings, each with a reason, about what an agreement file may say but probably does not mean."""

import operator
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from checker.errors import Problem
from checker.licensing.agreement.channels import PARTS
from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.territories import covers
from checker.times import shown
from checker.wording import worded

__all__ = ["lint_agreements"]


Path = tuple[str, ...]
Place = Callable[[Agreement, Path], str]
_Warning = tuple[Path, str, str]  # the key that it is about, what is doubtful, and a hint


def _by_id(agreement: Agreement, _: Path) -> str:
    return agreement.id


def lint_agreements(
    agreements: Sequence[Agreement], now: datetime, place: Place = _by_id
) -> list[Problem]:
    """Returns warnings about single agreements and about the whole set.

    Args:
        agreements: the agreements to examine.
        now: the moment from which days are counted; timezone-aware.
        place: where a key of an agreement is written; by default, the agreement's id.
    """
    problems = [
        Problem(place(agreement, path), what, hint)
        for agreement in agreements
        for path, what, hint in _single(agreement, now)
    ]
    problems += _repeated(agreements, place)
    return sorted(problems, key=lambda problem: (problem.place, problem.what))


def _single(a: Agreement, now: datetime) -> Iterator[_Warning]:
    yield from _dates(a, now)
    yield from _scopes(a)
    yield from _wide_channels(a)
    yield from _duties(a)
    if a.extent.mode == "excerpt" and not _has_limits(a):
        hint = "add max_words, max_percent or max_paragraphs"
        yield ("extent", "mode"), "extent.mode: excerpt has no limit", hint
    if a.kind == "offer":
        hint = "kind: agreement once it is signed"
        yield ("kind",), "an offer does not license anything yet", hint
    if a.contract.ref is None and a.contract.url is None:
        yield ("contract",), "no contract.ref or contract.url", "add it: verdicts cite it"


def _has_limits(a: Agreement) -> bool:
    limits = (a.extent.max_words, a.extent.max_percent, a.extent.max_paragraphs)
    return any(limit is not None for limit in limits)


def _dates(a: Agreement, now: datetime) -> Iterator[_Warning]:
    end = a.valid.end
    if end is not None and end <= now:
        yield (
            ("valid", "until"),
            worded("ended before {shown}", shown=shown(end)),
            "renew it or remove the file",
        )
    elif end is not None and end - now <= timedelta(days=30):
        what = worded("ends in less than 30 days, before {shown}", shown=shown(end))
        yield ("valid", "until"), what, "renew it"
    if a.valid.start is not None and a.valid.start > now:
        yield ("valid", "from"), worded("begins only on {shown}", shown=shown(a.valid.start)), ""
    if a.timezone is None and (a.valid.start is not None or end is not None):
        hint = "add timezone: Europe/Paris, as the contract states"
        yield ("valid",), "no timezone: days are counted in UTC", hint


def _scopes(a: Agreement) -> Iterator[_Warning]:
    for name, scope in (("channels", a.channels), ("territories", a.territories)):
        if not scope.allow:
            what = worded("{name}.allow is empty: nothing is allowed", name=name)
            yield (name, "allow"), what, 'allow: ["*"]'
        if scope.deny and "*" not in scope.allow:
            inside = covers if name == "territories" else operator.contains
            idle = [w for w in scope.deny if w != "*" and not inside(scope.allow, w)]
            if idle:
                what = worded(
                    "{name}.deny names {list}, which allow leaves out anyway",
                    name=name,
                    list=", ".join(idle[:5]),
                )
                yield (name, "deny"), what, "harmless; it takes effect if allow is widened"
    if a.ai.input is None and a.ai.training is None and a.ai.summarise is None:
        yield ("ai",), "ai is not mentioned: counts as not granted", "state allow or deny"
    if not a.content.exclude_third_party:
        what = worded("covers partners' items too (exclude_third_party: false)")
        yield ("content", "exclude_third_party"), what, "check that this is intended"


def _wide_channels(a: Agreement) -> Iterator[_Warning]:
    """Words for several channels: denied, they deny each; allowed, they allow themselves alone."""
    allow = a.channels.allow
    for word in (w for w in allow if w in PARTS and "*" not in allow):
        left = [part for part in PARTS[word] if part not in allow]
        if left:
            what = worded(
                "channels.allow: {word} does not allow {list}", word=word, list=", ".join(left)
            )
            yield ("channels", "allow"), what, "name each channel that the contract allows"
    for word in (w for w in a.channels.deny if w in PARTS):
        named = [part for part in PARTS[word] if part in allow]
        if named:
            what = worded(
                "channels.deny: {word} denies {list}, which allow names",
                word=word,
                list=", ".join(named),
            )
            yield ("channels", "deny"), what, "deny takes precedence over allow"


def _duties(a: Agreement) -> Iterator[_Warning]:
    if a.kind != "open" and a.credit is None:
        hint = "most contracts require one: credit.text"
        yield ("credit",), "no credit is required", hint
    if a.credit is not None and a.attribution is None:
        what = "no attribution for derived use: the wordings of credit are used instead"
        yield ("credit",), what, "attribution"
    for key, duty in (("credit", a.credit), ("attribution", a.attribution)):
        for text in duty.text if duty is not None else ():
            if sum(c.isalnum() for c in text) < 2:
                what = worded(
                    "the wording {text} is too short to be found for certain", text=repr(text)
                )
                yield (key, "text"), what, ""


def _repeated(agreements: Sequence[Agreement], place: Place) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for agreement in sorted(agreements, key=lambda a: (a.id, a.digest)):
        if seen.get(agreement.id, agreement.digest) != agreement.digest:
            what = "two different agreements have this id"
            yield Problem(place(agreement, ("id",)), what, "ids are unique")
        seen[agreement.id] = agreement.digest
