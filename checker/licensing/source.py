"""One source judged: own content, the provider's word, exceptions, agreements, duties."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from checker.licensing.agreement import Agreement
from checker.licensing.conditions import CONDITIONS, item_denied
from checker.licensing.detected import detected
from checker.licensing.duties import attribution_fix
from checker.licensing.evidence import Evidence
from checker.licensing.exceptions import allowlisted, excepted, public_domain
from checker.licensing.inquiry import Inquiry, Step
from checker.licensing.item_terms import embargo_terms, item_reasons, reserved_terms
from checker.licensing.keeping import DUTIES
from checker.licensing.open_licences import open_agreements
from checker.licensing.provider import provider_reasons, superseded
from checker.licensing.reasons import distinct, reason, worst
from checker.models import VERDICTS, Reason, VerdictName, owner_id

__all__ = ["Assessment", "Option", "assess"]


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
class Assessment:
    """The answer for one piece of evidence; `options` are the agreements that were not chosen."""

    evidence: Evidence
    reasons: tuple[Reason, ...]
    agreement: Agreement | None = None
    options: tuple[Option, ...] = ()

    @property
    def verdict(self) -> VerdictName:
        """The worst of its reasons."""
        return worst(r.severity for r in self.reasons)


class Tracer:
    """Writes the steps of one piece of evidence into a trace."""

    def __init__(self, evidence: Evidence, steps: list[Step]) -> None:
        self._evidence = evidence
        self._steps = steps

    def note(
        self,
        stage: str,
        question: str,
        answer: str,
        *,
        agreement: Agreement | None = None,
        reasons: Iterable[Reason] = (),
        because: str = "",
    ) -> None:
        """Adds one step; the reasons' messages are told where nothing else is said."""
        told = tuple(reasons)
        self._steps.append(
            Step(
                stage=stage,
                question=question,
                answer=answer,
                owner=self._evidence.owner,
                source=self._evidence.source,
                agreement=agreement.id if agreement else None,
                codes=tuple(r.code for r in told),
                because=because or " ".join(r.message for r in told),
            )
        )


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
    chosen, others = _licensed(e, q, tracer)
    return Assessment(
        e,
        distinct([*said, *chosen.reasons, *seen]),
        chosen.agreement if isinstance(chosen, Option) else None,
        others,
    )


@dataclass(frozen=True, slots=True)
class _Unlicensed:
    reasons: tuple[Reason, ...]


def _provider(e: Evidence, q: Inquiry, tracer: Tracer) -> list[Reason]:
    said = [*provider_reasons(e, q), *embargo_terms(e, q)]
    said = [_with_clause(r, e, q) if r.code == "status.killed" else r for r in said]
    old = superseded(e, q)
    if old is not None:
        said.append(old)
    for agreement in _candidates(e, q, in_force=True):
        denied = item_denied(agreement, e)
        if denied is not None:
            said.append(denied)
    question = "Did the provider kill, withhold, embargo or deny it?"
    tracer.note("provider", question, "yes" if said else "no", reasons=said)
    return said


def _with_clause(killed: Reason, e: Evidence, q: Inquiry) -> Reason:
    """The kill with what the strictest contract asks for: by when, and whether to correct."""
    clauses = [a for a in _candidates(e, q) if a.kill.must_remove]
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


def _candidates(e: Evidence, q: Inquiry, *, in_force: bool = False) -> list[Agreement]:
    """Agreements of the owner, or of the provider that sent it, for this licensee.

    An offer is not yet a contract and never among them.
    """
    owners = {e.owner}
    if e.item is not None and e.item.provider:
        owners.add(_provider_id(e.item.provider, q))
    return [
        a
        for a in q.agreements
        if a.owner in owners
        and a.kind != "offer"
        and _for_publisher(a, q.use.publisher)
        and (not in_force or _in_force(a, q))
    ]


def _provider_id(provider: str, q: Inquiry) -> str:
    bare = owner_id(provider)
    if bare in q.names:
        return bare
    known = (o for o, words in q.names.items() if any(owner_id(w) == bare for w in words))
    return min(known, default=bare)


def _for_publisher(a: Agreement, publisher: str) -> bool:
    """A use that names no publisher is the newsroom's own."""
    who = publisher.strip().casefold()
    return a.licensee.id == "*" or not who or a.licensee.id.casefold() == who


def _in_force(a: Agreement, q: Inquiry) -> bool:
    begun = a.valid.start is None or q.at >= a.valid.start
    return begun and (a.valid.end is None or q.at < a.valid.end)


def _licensed(
    e: Evidence, q: Inquiry, tracer: Tracer
) -> tuple[Option | _Unlicensed, tuple[Option, ...]]:
    candidates = [*_candidates(e, q), *open_agreements(e.item, e.owner, q)]
    if not candidates:
        nothing = _no_agreement(e, q)
        question = "Is there an agreement with the owner for this licensee?"
        tracer.note("agreements", question, "no", reasons=[nothing])
        return _Unlicensed((nothing,)), ()
    names = ", ".join(a.id for a in candidates)
    question = "Is there an agreement with the owner for this licensee?"
    tracer.note("agreements", question, "yes", because=names)
    limits = item_reasons(e, q)
    tracer.note(
        "item", "Do the item's own terms allow this use?", "no" if limits else "yes", reasons=limits
    )
    options = sorted((_option(a, e, q, limits, tracer) for a in candidates), key=_mildest_first)
    best = options[0]
    tracer.note(
        "choice",
        "Which agreement is the mildest, then has the fewest reasons?",
        best.agreement.id,
        agreement=best.agreement,
        because=f"{best.verdict}; {len(options)} looked at",
    )
    if len(candidates) > 1 and len(q.territories) > 1 and VERDICTS.index(best.verdict) > 1:
        together = _together(candidates, e, q, tracer)
        if together is not None:
            return together, tuple(options)
    return best, tuple(options[1:])


def _together(
    candidates: Sequence[Agreement], e: Evidence, q: Inquiry, tracer: Tracer
) -> Option | None:
    """Several agreements that cover the territories between them, each its own; or None."""
    unheard = Tracer(e, [])
    chosen: dict[str, Option] = {}
    for code in q.territories:
        alone = replace(q, territories=(code,), unknown_territories=())
        limits = item_reasons(e, alone)
        options = (_option(a, e, alone, limits, unheard) for a in candidates)
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
