"""The moments at which an assessment may change: what begins or ends for it alone.

Everything else that a newsroom holds is left out: agreements of other owners, other items, and
exceptions that do not apply. Of the candidate agreements, an end counts only for those on which the
assessment rests: the end of one that was not chosen would only make that one worse.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from checker.licensing.judging.agreement_choice import Option, candidates
from checker.licensing.judging.assessment import Assessment
from checker.licensing.judging.claims import draft_item
from checker.licensing.judging.conditions import item_denied
from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.draft_terms import restriction_items
from checker.licensing.judging.embargo import line_end, line_item
from checker.licensing.judging.evidence import Evidence, Gathered, draft_lines, states_rights
from checker.licensing.judging.exceptions import allowance_end
from checker.licensing.judging.item_times import field_end, term_moments
from checker.licensing.judging.reasons import GRANTS
from checker.licensing.judging.use_conditions import retention_end
from checker.models.source import Item
from checker.times import aware

__all__ = ["draft_moments", "next_moment"]


def next_moment(assessment: Assessment, context: JudgementContext) -> datetime | None:
    """Returns the next moment at which the assessment may change; None for never."""
    evidence = assessment.evidence
    if context.is_own(evidence.owner, evidence.holder):
        return min(_after(_item_moments(evidence.item, context), context), default=None)
    moments = [*_item_moments(evidence.item, context), allowance_end(evidence, context)]
    for _, item in (*evidence.covered_by, *evidence.substitutes):
        moments += _item_moments(item, context)
    moments += _agreement_moments(assessment, context)
    for ranking in assessment.choice.rankings:
        moments.append(_ranking_end(ranking, evidence, context))
    return min(_after(moments, context), default=None)


def draft_moments(gathered: Gathered, context: JudgementContext) -> list[datetime]:
    """Returns when the draft's own statements begin or cease to apply, ascending."""
    moments: list[datetime | None] = []
    if states_rights(context.draft):
        moments += _item_moments(draft_item(gathered, context), context)
    for stated in restriction_items(gathered, context):
        moments += _item_moments(stated, context)
    for owner, finding in draft_lines(gathered):
        item = line_item(owner, gathered.evidence, context.draft)
        moments.append(line_end(finding, item, context))
    return sorted(set(_after(moments, context)))


def _after(moments: Iterable[datetime | None], context: JudgementContext) -> Iterator[datetime]:
    """The moments that are still to come, in UTC: local times of one zone do not compare."""
    stated = [moment for moment in moments if moment is not None]
    if not stated:  # as of most sources
        return
    now = context.at.astimezone(UTC)
    for moment in stated:
        if (later := moment.astimezone(UTC)) > now:
            yield later


def _item_moments(item: Item | None, context: JudgementContext) -> Iterator[datetime | None]:
    if item is None:
        return
    if item.rights.embargo_until is not None or item.rights.embargo_raw:
        yield field_end(item, context)
    if item.rights.expires is not None:
        yield aware(item.rights.expires)
    yield from term_moments(item, context)


def _agreement_moments(
    assessment: Assessment, context: JudgementContext
) -> Iterator[datetime | None]:
    """When an agreement begins to come into question, and when one that denies or a month ends."""
    evidence = assessment.evidence
    for agreement in candidates(evidence, context):
        denies = item_denied(agreement, evidence) is not None
        if denies or assessment.choice.reasons:
            yield agreement.valid.start
        if denies:
            yield agreement.valid.end
        if agreement.id in context.used and context.use.first_published is None:
            yield context.used[agreement.id].end


def _ranking_end(
    ranking: Sequence[Option], evidence: Evidence, context: JudgementContext
) -> datetime | None:
    """When the best of some options may no longer be as good, or other than it is; None: never.

    An option of the same weight and effect takes over where the best one ends, and so on: only
    the end of the last of them matters.
    """
    best, *others = ranking
    end = _option_end(best, evidence, context)
    for option in others:
        if end is None or option.weight != best.weight:
            break
        later = _option_end(option, evidence, context)
        if later is not None and later <= end:
            continue
        if _effect(option, context) != _effect(best, context):
            break
        end = later
    return end


def _option_end(option: Option, evidence: Evidence, context: JudgementContext) -> datetime | None:
    """When the option gets worse by itself."""
    agreement = option.agreement
    ends = (agreement.valid.end, retention_end(agreement, evidence, context))
    return min(_after(ends, context), default=None)


def _effect(option: Option, context: JudgementContext) -> frozenset[tuple[str, bool]]:
    """What the policy does because of the option; a grant may be left out of a claim."""
    action = context.policy.action
    return frozenset((action(r.code, r.severity), r.code in GRANTS) for r in option.reasons)
