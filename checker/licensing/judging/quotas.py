"""Monthly quotas: the items that a text uses up, counted as if it were published.

An item counts once a month, whoever uses it again. Items are ordered by first use, so that the one
beyond the quota is always the same. The month's use so far is supplied by the caller, as a
`QuotaBook`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain

from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.policy import Policy
from checker.licensing.judging.agreement_choice import candidates
from checker.licensing.judging.assessment import Assessment, assess
from checker.licensing.judging.context import JudgementContext, MonthUse
from checker.licensing.judging.evidence import Evidence, Gathered, covered
from checker.licensing.judging.reasons import worst
from checker.models.draft import Span
from checker.models.verdict import QuotaItem, QuotaUse
from checker.models.vocabulary import QuotaCounts
from checker.times import zone_of
from checker.values import dataclass

__all__ = [
    "PUBLISHED",
    "QuotaBook",
    "QuotaQuestion",
    "bounds",
    "month_of",
    "month_use",
    "numbered",
    "quota_uses",
]

EXCEEDED = "licence.quota_exceeded"
SAME_WORDS = 0.9  # share of a source's passages from which on they are another source's
PUBLISHED = ""  # the piece of a use that no later revision takes back


@dataclass(frozen=True, slots=True)
class QuotaQuestion:
    """The question to a `QuotaBook`: the months of these agreements at a moment, for a piece.

    `piece` is the caller's name for the piece, or one derived from its text.
    """

    agreements: tuple[Agreement, ...]
    policy: Policy
    moment: datetime
    piece: str


QuotaBook = Callable[[QuotaQuestion], Mapping[str, MonthUse]]


def month_of(agreement: Agreement, moment: datetime) -> str:
    """Returns the month of a moment in the agreement's time zone, as in "2026-05"."""
    local = moment.astimezone(zone_of(agreement.timezone) or UTC)
    return f"{local.year:04}-{local.month:02}"


def bounds(agreement: Agreement, month: str) -> tuple[datetime, datetime]:
    """Returns the first moment of a month of the agreement, and that of the next month."""
    zone = zone_of(agreement.timezone) or UTC
    year, number = map(int, month.split("-"))
    start = datetime(year, number, 1, tzinfo=zone)
    if (year, number) == (9999, 12):
        return start, datetime.max.replace(tzinfo=UTC)
    return start, datetime(year + number // 12, number % 12 + 1, 1, tzinfo=zone)


def month_use(
    agreement: Agreement,
    month: str,
    counts: QuotaCounts,
    seen: Mapping[str, Collection[str]],
    piece: str,
) -> MonthUse:
    """Returns the use of a month, as it counts for one piece.

    Args:
        agreement: the agreement.
        month: the month.
        counts: which uses were counted.
        seen: each item with the pieces that use it, in the order of the items' first use.
        piece: the piece; its new revision replaces what it alone uses and has not published.
    """
    ahead: dict[str, int] = {}
    shared: set[str] = set()
    for item, pieces in seen.items():
        ahead[item] = len(shared)
        if set(pieces) != {piece}:
            shared.add(item)
    _, end = bounds(agreement, month)
    return MonthUse(month, end, counts, len(shared), ahead, frozenset(shared))


def numbered(gathered: Gathered, context: JudgementContext) -> JudgementContext:
    """Returns the context with the monthly number of each item covered by a quota.

    The items of a text come after those that the month has seen, in the order of the text: its
    first ones are within the quota when its last ones are not.
    """
    taken: dict[str, list[str]] = {}
    for evidence in sorted(_items(gathered), key=_place) if context.used else ():
        limited = [a for a in candidates(evidence, context) if a.id in context.used]
        if not limited:
            continue
        context = _with_numbers(evidence, limited, taken, context)
        for agreement in _limited(assess(evidence, context)):
            items = taken.setdefault(agreement.id, [])
            items += [i for i in (context.item_of(evidence),) if i not in items]
    return context


def _items(gathered: Gathered) -> list[Evidence]:
    """The evidence of one item each: a re-send or a longer take of what was used is none more."""
    kept: list[Evidence] = []
    for evidence in sorted(gathered.evidence, key=_size):
        known = [s for e in kept if e.owner == evidence.owner for s in e.passages]
        if evidence.role == "text" and covered(evidence.passages, known) < SAME_WORDS:
            kept.append(evidence)
    return kept


def _size(evidence: Evidence) -> tuple[int, float, str, str]:
    """The source that most words are from first; of equal ones that which is used up to its end."""
    return (-evidence.words, -evidence.share_of_source, evidence.owner, evidence.source or "")


def _place(evidence: Evidence) -> tuple[Span, str, str]:
    return (next(iter(evidence.passages), Span(0, 0)), evidence.owner, evidence.source or "")


def _with_numbers(
    evidence: Evidence,
    limited: Iterable[Agreement],
    taken: Mapping[str, list[str]],
    context: JudgementContext,
) -> JudgementContext:
    """Returns the position of the item in its month, under each agreement that may cover it."""
    item, numbers = context.item_of(evidence), dict(context.numbers)
    for agreement in limited:
        before = taken.get(agreement.id, ())
        number = context.used[agreement.id].number(item, before)
        numbers.setdefault((agreement.id, item), (number, len(before) + 1))
    return replace(context, numbers=numbers)


def _limited(assessment: Assessment) -> list[Agreement]:
    """The agreements with a quota under which an item is used; none where they do not cover it."""
    others = (r.severity for r in assessment.choice.reasons if r.code != EXCEEDED)
    if worst(others) not in ("clear", "credit_required"):
        return []
    return [a for a in assessment.choice.agreements if a.items_per_month is not None]


def quota_uses(
    assessed: Iterable[Iterable[Assessment]], context: JudgementContext
) -> tuple[QuotaUse, ...]:
    """Returns the quotas that may apply, and which items the text uses of each."""
    if not context.numbers:
        return ()
    limits = {a.id: a for held in context.agreements.values() for a in held}
    uses: dict[str, dict[str, int]] = {name: {} for name, _ in sorted(context.numbers)}
    for assessment in chain.from_iterable(assessed):
        for agreement in _limited(assessment):
            item = context.item_of(assessment.evidence)
            if (agreement.id, item) in context.numbers:
                number, _ = context.numbers[agreement.id, item]
                uses[agreement.id][item] = number
    return tuple(_uses(limits, uses, context))


def _uses(
    limits: Mapping[str, Agreement],
    uses: Mapping[str, Mapping[str, int]],
    context: JudgementContext,
) -> Iterator[QuotaUse]:
    for name, items in uses.items():
        month, limit = context.used[name], limits[name].items_per_month
        assert limit is not None
        ordered = sorted(items.items(), key=lambda pair: pair[::-1])
        yield QuotaUse(
            agreement=name,
            items_per_month=limit,
            month=month.month,
            counts=month.counts,
            used=month.used,
            items=tuple(QuotaItem(item, number) for item, number in ordered),
        )
