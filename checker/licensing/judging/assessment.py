"""Assesses one source: own content, provider's statements, exceptions, agreements, duties."""

from dataclasses import field, replace

from checker.licensing.judging.agreement_choice import Choice, candidates, choose
from checker.licensing.judging.conditions import item_denied
from checker.licensing.judging.context import JudgementContext, Step
from checker.licensing.judging.credit_fixes import attribution_fix
from checker.licensing.judging.embargo import term_reasons
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.exceptions import allowlisted, excepted, public_domain
from checker.licensing.judging.observations import detected, in_page_chrome, match_code, retold
from checker.licensing.judging.own_story import (
    names_house,
    other_holder,
    published_first,
    without_own_story,
)
from checker.licensing.judging.provider import provider_reasons, superseded
from checker.licensing.judging.reasons import distinct, reason, worst
from checker.licensing.judging.trace import Tracer
from checker.models.source import Item
from checker.models.verdict import Reason
from checker.models.vocabulary import VerdictName
from checker.values import dataclass
from checker.wording import plural, worded

__all__ = ["Assessment", "assess"]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The result for one piece of evidence; `choice` is empty if no agreement was consulted."""

    evidence: Evidence
    reasons: tuple[Reason, ...]
    choice: Choice = field(default_factory=Choice)

    @property
    def verdict(self) -> VerdictName:
        """The worst of its reasons."""
        return worst(r.severity for r in self.reasons)


def assess(
    evidence: Evidence, context: JudgementContext, steps: list[Step] | None = None
) -> Assessment:
    """Judges one piece of evidence in a fixed order; `steps` takes every step, if given."""
    tracer = Tracer(evidence, steps)
    is_own = context.is_own(evidence.owner, evidence.holder)
    if is_own and (holder := other_holder(evidence.item, context)):
        evidence, is_own = replace(evidence, owner=holder), False
    seen = detected(evidence, context)
    if is_own:
        return Assessment(evidence, distinct(_own(evidence, context, seen, tracer)))
    tracer.note("own", "Is it the newsroom's own?", "no")
    status = _provider_status(evidence, context, tracer)
    if evidence.use_kind == "retold":
        return Assessment(evidence, distinct(_retold(evidence, context, seen, status)))
    if evidence.use_kind == "listed":
        withheld = _withheld_list(status, evidence, context)
        return Assessment(evidence, distinct([*withheld, *seen] if withheld else []))
    if evidence.use_kind == "page_chrome":
        found, choice = _chrome_reason(evidence, context, tracer)
        return Assessment(evidence, distinct([*status, found, *seen]), choice)
    if _blocks(status):
        return Assessment(evidence, distinct([*status, *seen]))
    evidence, quoted = without_own_story(evidence, context)
    status += [quoted] if quoted is not None else []
    if quoted is not None and not evidence.words:
        tracer.note("own", "Does the source quote the newsroom's own?", "yes", reasons=[quoted])
        return Assessment(evidence, distinct([*status, *_not_taken(seen)]))
    cleared = _excepted(evidence, context, tracer)
    if cleared is not None:
        first = any(r.code == "exception.published_first" for r in cleared)
        seen = _not_taken(seen) if first else seen
        return Assessment(evidence, distinct([*status, *cleared, *seen]))
    choice = choose(evidence, context, tracer)
    named = names_house(evidence, context)
    seen += [named] if named is not None else []
    return Assessment(evidence, distinct([*status, *choice.reasons, *seen]), choice)


def _own(
    evidence: Evidence, context: JudgementContext, seen: list[Reason], tracer: Tracer
) -> list[Reason]:
    """That it is the newsroom's own, which needs no licence, unless the newsroom holds it back.

    A kill, a hold, an embargo and an end apply to what it publishes itself as well.
    """
    own = reason(
        "exception.own_content", worded("This is the newsroom's own content."), evidence.owner
    )
    tracer.note("own", "Is it the newsroom's own?", "yes", reasons=[own])
    if evidence.use_kind == "retold":
        return [own]
    status = _provider_status(evidence, context, tracer)
    if evidence.use_kind == "listed":
        status = _withheld_list(status, evidence, context)
    held = [r for r in status if r.severity == "blocked"]
    return [*held, *_not_taken(seen)] if held else [own]


# What a provider says of an item that forbids the figures of a table as well as words.
_WITHHELD = frozenset(
    ("status.killed", "status.withheld", "status.embargoed", "status.not_for_publication")
)


def _withheld_list(
    status: list[Reason], evidence: Evidence, context: JudgementContext
) -> list[Reason]:
    return _for_a_person([r for r in status if r.code in _WITHHELD], evidence, context)


def _retold(
    evidence: Evidence, context: JudgementContext, seen: list[Reason], status: list[Reason]
) -> list[Reason]:
    """What was seen; what the provider says of an item that may be retold is for a person."""
    codes = [r.code for r in status if r.severity != "clear"]
    if not codes or evidence.match is None:
        return seen
    told = retold(evidence.match, evidence, context, codes)
    return [told if r.code == told.code else r for r in seen]


def _not_taken(seen: list[Reason]) -> list[Reason]:
    """Drops `notice.removed`: the text is not from this source, so no marking was removed."""
    return [r for r in seen if r.code != "notice.removed"]


def _chrome_reason(
    evidence: Evidence, context: JudgementContext, tracer: Tracer
) -> tuple[Reason, Choice]:
    """That a source is in page chrome; of weight only where nothing allows the newsroom to use it.

    Teasers of stories that an agreement covers are every day's business. Duties are not asked for
    in page chrome: they are met where the story itself is.
    """
    assert evidence.match is not None
    text, choice = replace(evidence, role="text"), Choice()
    covered = bool(allowlisted(text, context) or public_domain(text, context))
    if not covered:
        choice = choose(text, context, Tracer(text))
        asked = worst(r.severity for r in choice.reasons)
        covered = asked in ("clear", "credit_required")
    code = match_code(evidence.match) if covered else "detect.match_in_page_chrome"
    found = in_page_chrome(evidence, context, code)
    answer = "licensed" if covered else "not licensed"
    tracer.note("exception", "Is it only in page chrome?", answer, reasons=[found])
    return found, choice


def _provider_status(evidence: Evidence, context: JudgementContext, tracer: Tracer) -> list[Reason]:
    status = [*provider_reasons(evidence, context), *term_reasons(evidence, context)]
    status = _background(status, evidence, context)
    status = [
        _with_clause(r, evidence, context) if r.code == "status.killed" else r for r in status
    ]
    old = superseded(evidence, context)
    if old is not None:
        status.append(old)
    for agreement in candidates(evidence, context, in_force=True):
        denied = item_denied(agreement, evidence)
        if denied is not None:
            status.append(denied)
    question = "Did the provider kill, withhold, embargo or deny it?"
    tracer.note("provider", question, "yes" if status else "no", reasons=status)
    return status


BACKGROUND = 0.5  # share of a source below which its words may be background from another one


def _background(
    status: list[Reason], evidence: Evidence, context: JudgementContext
) -> list[Reason]:
    """Words of a blocked item that stand in a free item of the owner as well: for a person.

    An agency's stories share their background paragraphs, and a substitute has most words of the
    story that was killed; a kill of one of them does not forbid the others. Nothing is cleared by
    that: somebody has to look.
    """
    if evidence.substitutes and _blocks(status):
        return _for_a_person(status, replace(evidence, covered_by=evidence.substitutes), context)
    if evidence.share_of_source >= BACKGROUND or not _blocks(status):
        return status
    return _for_a_person(status, evidence, context)


def _for_a_person(
    status: list[Reason], evidence: Evidence, context: JudgementContext
) -> list[Reason]:
    """What blocks an item, left to a person if the same words are in a free item as well."""
    others = (
        replace(evidence, owner=_owner_of(i, evidence), source=s, item=i, family=(), covered_by=())
        for s, i in evidence.covered_by
    )
    free = [o.label for o in others if not _blocked(o, context)]
    if not free:
        return status
    codes = "; ".join(r.code for r in status if r.severity == "blocked")
    return [
        *(r for r in status if r.severity != "blocked"),
        reason(
            "licence.item_restricted",
            plural(
                "{n} word appears both in {free} and in {label}, which {owner} is "
                "withholding ({codes}). Check by hand.",
                "{n} words appear both in {free} and in {label}, which {owner} is "
                "withholding ({codes}). Check by hand.",
                evidence.words,
                free=free[0],
                label=evidence.label,
                owner=context.name(evidence.owner),
                codes=codes,
            ),
            evidence.owner,
            passages=evidence.passages,
            found=evidence.source,
            parsed=False,
        ),
    ]


def _owner_of(item: Item | None, evidence: Evidence) -> str:
    return evidence.owner if item is None else item.owner


def _blocked(evidence: Evidence, context: JudgementContext) -> bool:
    return _blocks([*provider_reasons(evidence, context), *term_reasons(evidence, context)])


def _blocks(status: list[Reason]) -> bool:
    """Whether any of the provider's statements forbids the use."""
    return bool(status) and worst(r.severity for r in status) == "blocked"


def _with_clause(killed: Reason, evidence: Evidence, context: JudgementContext) -> Reason:
    """The kill with what the strictest agreement asks for: by when, and whether to correct."""
    clauses = [a for a in candidates(evidence, context) if a.kill.must_remove]
    timed = [a for a in clauses if a.kill.within_minutes is not None]
    strictest = min(
        timed or clauses, key=lambda a: (a.kill.within_minutes or 0, a.id), default=None
    )
    if strictest is None:
        return killed
    minutes = strictest.kill.within_minutes
    asked = (
        worded("remove it")
        if minutes is None
        else plural("remove it within {n} minute", "remove it within {n} minutes", minutes)
    )
    if any(a.kill.publish_correction for a in clauses):
        asked = worded("{remove}; publish a correction", remove=asked)
    ref = strictest.contract.ref
    return replace(killed, agreement=strictest.id, contract_ref=ref, expected=asked)


def _excepted(evidence: Evidence, context: JudgementContext, tracer: Tracer) -> list[Reason] | None:
    """The reasons that settle the matter without an agreement, or None."""
    if evidence.role == "press_release":
        free = reason(
            "exception.press_release",
            worded(
                "This is a press release, meant to be published. Check its sender's conditions."
            ),
            evidence.owner,
            passages=evidence.passages,
        )
        tracer.note("exception", "Is it a press release?", "yes", reasons=[free])
        return [free]
    if evidence.role == "mention":
        tracer.note("exception", "Is the owner only mentioned?", "yes")
        return []
    for found in (
        allowlisted(evidence, context),
        published_first(evidence, context),
        public_domain(evidence, context),
        excepted(evidence, context),
    ):
        if found is None:
            continue
        if found.code == "attribution.missing":
            found = replace(
                found, fix=attribution_fix(found.expected or evidence.owner, evidence, context)
            )
        tracer.note("exception", "Does an exception apply?", "yes", reasons=[found])
        return [found]
    because = "the owner's own marking was copied with the text" if evidence.own_notice else ""
    tracer.note("exception", "Does an exception apply?", "no", because=because)
    return None
