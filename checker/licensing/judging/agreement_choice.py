"""Selects the agreements that may license a piece of evidence, and the one to report."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain

from checker.licensing.agreement.model import Agreement
from checker.licensing.judging.conditions import CONDITIONS, TIMED, Condition
from checker.licensing.judging.context import JudgementContext, Settled
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.item_terms import item_reasons, reserved_terms
from checker.licensing.judging.notices import DUTIES
from checker.licensing.judging.open_licences import open_agreements
from checker.licensing.judging.reasons import distinct, reason, without_grants, worst
from checker.licensing.judging.trace import Tracer
from checker.models.verdict import Reason
from checker.models.vocabulary import UNLICENSED, VERDICTS, VerdictName
from checker.values import dataclass
from checker.wording import Message, joined, worded

__all__ = ["Choice", "Option", "candidates", "choose"]


@dataclass(frozen=True, slots=True)
class Option:
    """The outcome of one agreement for the evidence."""

    agreement: Agreement
    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> VerdictName:
        """The worst of its reasons."""
        return worst(r.severity for r in self.reasons)

    @property
    def weight(self) -> tuple[int, int]:
        """The sort key: the mildest outcome first, then the fewest reasons."""
        weighty = sum(r.severity != "clear" for r in self.reasons)
        return (VERDICTS.index(self.verdict), weighty)


@dataclass(frozen=True, slots=True)
class Choice:
    """The outcome of all agreements for the evidence.

    `agreements` are those it rests on, the one to report first; `others` are the options not
    chosen. `rankings` are the lists, best option first, whose heads were chosen: one list, or one
    for each territory if several agreements cover the territories between them.
    """

    reasons: tuple[Reason, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    others: tuple[Option, ...] = ()
    rankings: tuple[tuple[Option, ...], ...] = ()


def candidates(
    evidence: Evidence, context: JudgementContext, *, in_force: bool = False
) -> list[Agreement]:
    """Returns the agreements of the owner, or of the item's provider, for this licensee.

    Offers are left out, since an offer is not yet a contract.
    """
    asked = evidence.owner, evidence.item.provider if evidence.item is not None else None
    held = context.known.held.get(asked)
    if held is None:
        held = context.known.held[asked] = _held(*asked, context)
    return [agreement for agreement in held if not in_force or _in_force(agreement, context)]


def _held(owner: str, provider: str | None, context: JudgementContext) -> tuple[Agreement, ...]:
    """What the owner of a source, or its provider, and this licensee agreed on."""
    owners = {owner}
    if provider:
        owners.add(context.names.owner_named(provider))
    return tuple(
        agreement
        for agreement in context.agreements_of(*owners)
        if agreement.kind != "offer" and _for_publisher(agreement, context.use.publisher)
    )


def _for_publisher(agreement: Agreement, publisher: str) -> bool:
    """A use that names no publisher is the newsroom's own."""
    who = publisher.strip().casefold()
    licensee = agreement.licensee.id
    return licensee == "*" or not who or licensee.casefold() == who


def _in_force(agreement: Agreement, context: JudgementContext) -> bool:
    valid = agreement.valid
    begun = valid.start is None or context.at >= valid.start
    return begun and (valid.end is None or context.at < valid.end)


def choose(evidence: Evidence, context: JudgementContext, tracer: Tracer) -> Choice:
    """Returns the agreement with the mildest outcome, or several that cover all territories."""
    held = [
        *candidates(evidence, context),
        *open_agreements(evidence.item, evidence.owner, context),
    ]
    question = "Is there an agreement with the owner for this licensee?"
    if not held:
        nothing = _no_agreement(evidence, context)
        tracer.note("agreements", question, "no", reasons=[nothing])
        return Choice((nothing,))
    tracer.note("agreements", question, "yes", because=", ".join(a.id for a in held))
    options = _ranked(held, evidence, context, tracer, traced=True)
    best = options[0]
    tracer.note(
        "choice",
        "Which agreement has the mildest outcome, then the fewest reasons?",
        best.agreement.id,
        agreement=best.agreement,
        because=partial(
            worded, "{verdict}; {count} considered", verdict=best.verdict, count=len(options)
        ),
    )
    if len(held) > 1 and len(context.territories) > 1 and _refused(best):
        together = _together(held, evidence, context)
        if together:
            return _covering(together, options, tracer)
    return Choice(best.reasons, (best.agreement,), options[1:], (options,))


def _refused(option: Option) -> bool:
    return VERDICTS.index(option.verdict) > VERDICTS.index("credit_required")


def _ranked(
    held: Sequence[Agreement],
    evidence: Evidence,
    context: JudgementContext,
    tracer: Tracer,
    *,
    traced: bool = False,
) -> tuple[Option, ...]:
    """What each agreement makes of the evidence, the mildest first."""
    limits = item_reasons(evidence, context)
    if traced:
        question = "Do the item's own terms allow this use?"
        tracer.note("item", question, "no" if limits else "yes", reasons=limits)
    options = [_option(agreement, evidence, context, limits, tracer) for agreement in held]
    ranked = sorted(options, key=_mildest_first)
    if _refused(ranked[0]):  # one that allowed the use until now speaks before those that never did
        ranked.sort(key=_is_not_over)
    return tuple(ranked)


def _mildest_first(option: Option) -> tuple[tuple[int, int], str, str]:
    return (option.weight, option.agreement.id, option.agreement.digest)


def _is_not_over(option: Option) -> bool:
    """Whether anything but the time online that is over keeps an agreement from allowing it."""
    return {r.code for r in option.reasons if r.severity != "clear"} != {
        "licence.retention_exceeded"
    }


def _together(
    held: Sequence[Agreement], evidence: Evidence, context: JudgementContext
) -> dict[str, tuple[Option, ...]]:
    """The options for each territory alone; {} when one of them is not covered by any."""
    if context.unknown_territories:
        return {}
    untraced = Tracer(evidence)
    rankings: dict[str, tuple[Option, ...]] = {}
    for code in context.territories:
        rankings[code] = _ranked(held, evidence, replace(context, territories=(code,)), untraced)
        if _refused(rankings[code][0]):
            return {}
    return rankings


def _covering(
    rankings: dict[str, tuple[Option, ...]], options: tuple[Option, ...], tracer: Tracer
) -> Choice:
    """The choice of several agreements that cover the territories between them."""
    chosen = {code: ranking[0] for code, ranking in rankings.items()}
    tracer.note(
        "choice",
        "Do several agreements cover the territories between them?",
        "yes",
        because=joined(
            [
                worded("{code} by {agreement}", code=code, agreement=option.agreement.id)
                for code, option in chosen.items()
            ]
        ),
    )
    leading = max(chosen.values(), key=_mildest_first)
    named = {option.agreement.id: option.agreement for option in (leading, *chosen.values())}
    reasons = without_grants(distinct(r for option in chosen.values() for r in option.reasons))
    return Choice(reasons, tuple(named.values()), options, tuple(rankings.values()))


def _option(
    agreement: Agreement,
    evidence: Evidence,
    context: JudgementContext,
    limits: Sequence[Reason],
    tracer: Tracer,
) -> Option:
    reasons = [*limits, *reserved_terms(evidence, agreement, context)]
    unmet = _unmet(CONDITIONS, TIMED, agreement, evidence, context)
    tracer.answered("condition", CONDITIONS, unmet, agreement)
    reasons += chain.from_iterable(unmet)
    if worst(r.severity for r in reasons) in UNLICENSED:
        tracer.note("duty", "Are the duties met?", "skipped", agreement=agreement)
        return Option(agreement, distinct(reasons))
    unmet = _unmet(DUTIES, (), agreement, evidence, context)
    tracer.answered("duty", DUTIES, unmet, agreement)
    reasons += chain.from_iterable(unmet)
    if worst(r.severity for r in reasons) == "clear":
        reasons += _granted(agreement, evidence, context)
    return Option(agreement, distinct(reasons))


def _unmet(
    questions: Sequence[tuple[str, Condition]],
    timed: Sequence[int],
    agreement: Agreement,
    evidence: Evidence,
    context: JudgementContext,
) -> tuple[tuple[Reason, ...], ...]:
    """What is not met of each condition or duty; another moment asks the `timed` ones alone anew.

    When a verdict changes is found by judging again, which would otherwise cost as much each time.
    """
    key = (id(questions), id(evidence), id(agreement), context.territories)
    known = context.settled.get(key)
    if known is None:
        unmet = tuple(tuple(asked(agreement, evidence, context)) for _, asked in questions)
        # What the numbers stand for is held, so that they stay its own.
        context.settled[key] = Settled(evidence, agreement, unmet)
        return unmet
    if not timed:
        return known.unmet
    renewed = list(known.unmet)
    for number in timed:
        renewed[number] = tuple(questions[number][1](agreement, evidence, context))
    return tuple(renewed)


def _granted(agreement: Agreement, evidence: Evidence, context: JudgementContext) -> list[Reason]:
    name = context.name(evidence.owner)
    granted = [
        reason(
            "licence.ok",
            worded(
                "{agreement} covers the use of {owner} material for {channel}.",
                agreement=agreement.id,
                owner=name,
                channel=context.use.channel,
            ),
            evidence.owner,
            agreement=agreement,
        )
    ]
    if agreement.kind == "open":
        terms = agreement.contract.spdx or agreement.contract.url or agreement.id
        open_licence = worded(
            "{owner} offers it under an open licence: {terms}.", owner=name, terms=terms
        )
        granted.append(
            reason("exception.open_licence", open_licence, evidence.owner, agreement=agreement)
        )
    return granted


def _no_agreement(evidence: Evidence, context: JudgementContext) -> Reason:
    name = evidence.holder or context.name(evidence.owner)
    if evidence.owner == "generic":
        quoted = next((f.text for f in evidence.findings if f.text), evidence.label)
        words = " ".join(quoted.split())[:90]
        return reason(
            "licence.ambiguous",
            worded(
                "Licensed material of {holder}: “{quoted}”. Find out who owns it.",
                holder=evidence.holder,
                quoted=words,
            )
            if evidence.holder
            else worded(
                "Licensed material without a named holder: “{quoted}”. Find out who owns it.",
                quoted=words,
            ),
            evidence.owner,
            passages=evidence.passages,
            found=evidence.holder or quoted or None,
        )
    offers = [a.id for a in context.agreements_of(evidence.owner) if a.kind == "offer"]
    nothing = _nothing(context.publisher(), name)
    if offers:
        nothing = worded("{nothing} There is an offer: {offer}.", nothing=nothing, offer=offers[0])
    return context.known.reason("licence.none", nothing, evidence.owner, evidence.passages)


@lru_cache(maxsize=64, typed=True)
def _nothing(publisher: str, owner: str) -> Message:
    """That there is no agreement with an owner: the same of each of its sources."""
    if publisher:
        return worded(
            "{publisher} has no agreement with {owner}.", publisher=publisher, owner=owner
        )
    return worded("This newsroom has no agreement with {owner}.", owner=owner)
