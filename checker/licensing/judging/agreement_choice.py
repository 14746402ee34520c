"""What each agreement makes of the evidence, and which of them is the one to report."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from checker.licensing.agreement.model import Agreement
from checker.licensing.judging.candidates import candidates
from checker.licensing.judging.conditions import CONDITIONS
from checker.licensing.judging.context import Inquiry
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.item_prose import reserved_terms
from checker.licensing.judging.item_terms import item_reasons
from checker.licensing.judging.notices import DUTIES
from checker.licensing.judging.open_licences import open_agreements
from checker.licensing.judging.reasons import distinct, reason, worst
from checker.licensing.judging.trace import Tracer
from checker.models import VERDICTS, Reason, VerdictName

__all__ = ["Option", "Unlicensed", "licensed"]


@dataclass(frozen=True, slots=True)
class Option:
    """What one agreement makes of the evidence."""

    agreement: Agreement
    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> VerdictName:
        """The worst of its reasons."""
        return worst(r.severity for r in self.reasons)


@dataclass(frozen=True, slots=True)
class Unlicensed:
    """No agreement comes into question."""

    reasons: tuple[Reason, ...]


def licensed(
    e: Evidence, q: Inquiry, tracer: Tracer
) -> tuple[Option | Unlicensed, tuple[Option, ...]]:
    """The chosen option, or that there is none, and the others."""
    held = [*candidates(e, q), *open_agreements(e.item, e.owner, q)]
    if not held:
        nothing = _no_agreement(e, q)
        question = "Is there an agreement with the owner for this licensee?"
        tracer.note("agreements", question, "no", reasons=[nothing])
        return Unlicensed((nothing,)), ()
    names = ", ".join(a.id for a in held)
    question = "Is there an agreement with the owner for this licensee?"
    tracer.note("agreements", question, "yes", because=names)
    limits = item_reasons(e, q)
    tracer.note(
        "item", "Do the item's own terms allow this use?", "no" if limits else "yes", reasons=limits
    )
    options = sorted((_option(a, e, q, limits, tracer) for a in held), key=_mildest_first)
    best = options[0]
    tracer.note(
        "choice",
        "Which agreement is the mildest, then has the fewest reasons?",
        best.agreement.id,
        agreement=best.agreement,
        because=f"{best.verdict}; {len(options)} looked at",
    )
    if len(held) > 1 and len(q.territories) > 1 and VERDICTS.index(best.verdict) > 1:
        together = _together(held, e, q, tracer)
        if together is not None:
            return together, tuple(options)
    return best, tuple(options[1:])


def _together(held: Sequence[Agreement], e: Evidence, q: Inquiry, tracer: Tracer) -> Option | None:
    """Several agreements that cover the territories between them, each its own; or None."""
    unheard = Tracer(e, [])
    chosen: dict[str, Option] = {}
    for code in q.territories:
        alone = replace(q, territories=(code,), unknown_territories=())
        limits = item_reasons(e, alone)
        options = (_option(a, e, alone, limits, unheard) for a in held)
        best = min(options, key=_mildest_first)
        if q.unknown_territories or VERDICTS.index(best.verdict) > 1:
            return None
        chosen[code] = best
    covered = ", ".join(f"{code} by {option.agreement.id}" for code, option in chosen.items())
    reasons = distinct(r for option in chosen.values() for r in option.reasons)
    if worst(r.severity for r in reasons) != "clear":
        reasons = tuple(
            r for r in reasons if r.code not in ("licence.ok", "exception.open_licence")
        )
    tracer.note(
        "choice", "Do several agreements cover the territories between them?", "yes",
        because=covered,
    )  # fmt: skip
    leading = max(chosen.values(), key=_mildest_first)
    return Option(leading.agreement, reasons)


def _mildest_first(option: Option) -> tuple[int, int, str, str]:
    weighty = sum(r.severity != "clear" for r in option.reasons)
    agreement = option.agreement
    return (VERDICTS.index(option.verdict), weighty, agreement.id, agreement.digest)


def _option(
    a: Agreement, e: Evidence, q: Inquiry, limits: Sequence[Reason], tracer: Tracer
) -> Option:
    reasons = [*limits, *reserved_terms(e, a, q)]
    for question, condition in CONDITIONS:
        unmet = list(condition(a, e, q))
        answer = "not met" if unmet else "met"
        tracer.note("condition", question, answer, agreement=a, reasons=unmet)
        reasons += unmet
    if worst(r.severity for r in reasons) in ("licence_required", "blocked"):
        tracer.note("duty", "Are the duties met?", "skipped", agreement=a)
        return Option(a, distinct(reasons))
    for question, duty in DUTIES:
        unmet = list(duty(a, e, q))
        answer = "not met" if unmet else "met"
        tracer.note("duty", question, answer, agreement=a, reasons=unmet)
        reasons += unmet
    if worst(r.severity for r in reasons) == "clear":
        reasons += _granted(a, e, q)
    return Option(a, distinct(reasons))


def _granted(a: Agreement, e: Evidence, q: Inquiry) -> list[Reason]:
    granted = [
        reason(
            "licence.ok",
            f"{a.id} covers this use of {q.name(e.owner)} for {q.use.channel}.",
            e.owner,
            agreement=a,
        )
    ]
    if a.kind == "open":
        terms = a.contract.spdx or a.contract.url or a.id
        open_licence = f"{q.name(e.owner)} gives it under an open licence: {terms}."
        granted.append(reason("exception.open_licence", open_licence, e.owner, agreement=a))
    return granted


def _no_agreement(e: Evidence, q: Inquiry) -> Reason:
    name = e.holder or q.name(e.owner)
    if e.owner == "generic":
        quoted = next((f.text for f in e.findings if f.text), "")
        who = f"of {e.holder}" if e.holder else "whose holder is not named"
        return reason(
            "licence.ambiguous",
            f"Licensed material {who}: “{' '.join(quoted.split())[:90]}”. Find out whose it is.",
            e.owner,
            passages=e.passages,
            found=e.holder or quoted or None,
        )
    offers = [a.id for a in q.agreements if a.owner == e.owner and a.kind == "offer"]
    offer = f" There is an offer: {offers[0]}." if offers else ""
    who = q.use.publisher or "this newsroom"
    return reason(
        "licence.none",
        f"No agreement with {name} for {who}.{offer}",
        e.owner,
        passages=e.passages,
    )
