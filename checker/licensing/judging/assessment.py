"""One source judged: own content, the provider's word, exceptions, agreements, duties."""

from dataclasses import dataclass, field, replace

from checker.licensing.judging.agreement_choice import Choice, candidates, choose
from checker.licensing.judging.attribution import attribution_fix
from checker.licensing.judging.conditions import item_denied
from checker.licensing.judging.context import Inquiry, Step
from checker.licensing.judging.embargo import term_reasons
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.exceptions import allowlisted, excepted, public_domain
from checker.licensing.judging.observations import detected
from checker.licensing.judging.provider import provider_reasons, superseded
from checker.licensing.judging.reasons import distinct, reason, worst
from checker.licensing.judging.trace import Tracer
from checker.models import Reason, VerdictName

__all__ = ["Assessment", "assess"]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer for one piece of evidence; `choice` is empty where no agreement was asked."""

    evidence: Evidence
    reasons: tuple[Reason, ...]
    choice: Choice = field(default_factory=Choice)

    @property
    def verdict(self) -> VerdictName:
        """The worst of its reasons."""
        return worst(r.severity for r in self.reasons)


def assess(e: Evidence, q: Inquiry, steps: list[Step]) -> Assessment:
    """Judges one piece of evidence in the fixed order; every step goes to `steps`."""
    tracer = Tracer(e, steps)
    seen = detected(e, q)
    if q.is_own(e.owner, e.holder):
        own = reason("exception.own_content", "The newsroom's own content.", e.owner)
        tracer.note("own", "Is it the newsroom's own?", "yes", reasons=[own])
        return Assessment(e, distinct([own]))
    tracer.note("own", "Is it the newsroom's own?", "no")
    said = _provider(e, q, tracer)
    if worst(r.severity for r in said) == "blocked":
        return Assessment(e, distinct([*said, *seen]))
    cleared = _excepted(e, q, tracer)
    if cleared is not None:
        return Assessment(e, distinct([*said, *cleared, *seen]))
    choice = choose(e, q, tracer)
    return Assessment(e, distinct([*said, *choice.reasons, *seen]), choice)


def _provider(e: Evidence, q: Inquiry, tracer: Tracer) -> list[Reason]:
    said = [*provider_reasons(e, q), *term_reasons(e, q)]
    said = _background(said, e, q)
    said = [_with_clause(r, e, q) if r.code == "status.killed" else r for r in said]
    old = superseded(e, q)
    if old is not None:
        said.append(old)
    for agreement in candidates(e, q, in_force=True):
        denied = item_denied(agreement, e)
        if denied is not None:
            said.append(denied)
    question = "Did the provider kill, withhold, embargo or deny it?"
    tracer.note("provider", question, "yes" if said else "no", reasons=said)
    return said


BACKGROUND = 0.5  # share of a source below which its words may be background from another one


def _background(said: list[Reason], e: Evidence, q: Inquiry) -> list[Reason]:
    """Words of a blocked item that stand in a free item of the owner as well: for a person.

    An agency's stories share their background paragraphs; a kill of one of them does not forbid
    the others. Nothing is cleared by that: somebody has to look.
    """
    if e.share_of_source >= BACKGROUND or worst(r.severity for r in said) != "blocked":
        return said
    others = (replace(e, source=s, item=i, family=(), covered_by=()) for s, i in e.covered_by)
    free = [o.label for o in others if not _blocked(o, q)]
    if not free:
        return said
    told = "; ".join(r.code for r in said if r.severity == "blocked")
    return [
        *(r for r in said if r.severity != "blocked"),
        reason(
            "licence.item_restricted",
            f"{e.words} words stand in {free[0]} and also in {e.label}, which"
            f" {q.name(e.owner)} holds back ({told}). Check by hand.",
            e.owner,
            passages=e.passages,
            found=e.source,
            parsed=False,
        ),
    ]


def _blocked(e: Evidence, q: Inquiry) -> bool:
    said = [*provider_reasons(e, q), *term_reasons(e, q)]
    return worst(r.severity for r in said) == "blocked"


def _with_clause(killed: Reason, e: Evidence, q: Inquiry) -> Reason:
    """The kill with what the strictest agreement asks for: by when, and whether to correct."""
    clauses = [a for a in candidates(e, q) if a.kill.must_remove]
    timed = [a for a in clauses if a.kill.within_minutes is not None]
    strictest = min(
        timed or clauses, key=lambda a: (a.kill.within_minutes or 0, a.id), default=None
    )
    if strictest is None:
        return killed
    minutes = strictest.kill.within_minutes
    asked = "remove" + (f" within {minutes} minutes" if minutes is not None else "")
    if any(a.kill.publish_correction for a in clauses):
        asked += "; publish a correction"
    ref = strictest.contract.ref
    return replace(killed, agreement=strictest.id, contract_ref=ref, expected=asked)


def _excepted(e: Evidence, q: Inquiry, tracer: Tracer) -> list[Reason] | None:
    """The reasons that settle the matter without an agreement, or None."""
    if e.role == "press_release":
        free = reason(
            "exception.press_release",
            "A press release: meant to be published; check its sender's conditions.",
            e.owner,
            passages=e.passages,
        )
        tracer.note("exception", "Is it a press release?", "yes", reasons=[free])
        return [free]
    if e.role == "mention":
        tracer.note("exception", "Is the owner only mentioned?", "yes")
        return []
    for found in (allowlisted(e, q), public_domain(e), excepted(e, q)):
        if found is None:
            continue
        if found.code == "attribution.missing":
            found = replace(found, fix=attribution_fix(found.expected or e.owner, e, q))
        tracer.note("exception", "Does an exception apply?", "applies", reasons=[found])
        return [found]
    because = "the owner's own marking came along with the text" if e.own_notice else ""
    tracer.note("exception", "Does an exception apply?", "does not apply", because=because)
    return None
