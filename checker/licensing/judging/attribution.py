"""The duties of credit and attribution, verified in the draft, each with a fix."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from rapidfuzz import fuzz

from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.values import Credit
from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.credit_fixes import attribution_fix, credit_fix, without_brackets
from checker.licensing.judging.credit_forms import accepted
from checker.licensing.judging.denied_credits import is_denied
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.placement import DATELINE, Layout
from checker.licensing.judging.reasons import reason
from checker.models.draft import Span
from checker.models.verdict import Edit, Reason
from checker.wording import either, worded

__all__ = ["attribution", "credit"]

_PLACES: Mapping[str, str] = MappingProxyType(
    {
        "dateline": worded("the dateline"),
        "byline": worded("the byline"),
        "top": worded("the top"),
        "end": worded("the end"),
        "caption": worded("the caption"),
        "any": worded("any place"),
    }
)
ALTERED = 85  # similarity (0-100) from which a wording is a damaged credit, not another text


def credit(agreement: Agreement, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    """Checks whether the owner is credited with an accepted wording in an accepted place."""
    duty = agreement.credit
    if (
        duty is None
        or not _owed(duty.required_when, evidence)
        or (evidence.role == "photo" and evidence.findings)
    ):
        return
    named = _occurrences(accepted(duty.text, evidence.owner), context.layout)
    spans = [
        span
        for span in named
        if context.layout.is_seen(span, evidence.passages) and not is_denied(span, context.layout)
    ]
    if any(_placed(span, duty, context.layout) for span in spans):
        return
    yield _lacking(duty, spans, agreement, evidence, context)


def _lacking(
    duty: Credit,
    spans: Sequence[Span],
    agreement: Agreement,
    evidence: Evidence,
    context: JudgementContext,
) -> Reason:
    name = context.name(evidence.owner)
    expected = _expected(duty.text, duty)
    fix = credit_fix(duty, evidence, context.layout)
    if spans:
        found = context.layout.text[spans[0].start : spans[0].end]
        return reason(
            "credit.wrong_placement",
            worded(
                "“{found}” is in the wrong place; {agreement} requires it in {places}.",
                found=found,
                agreement=agreement.id,
                places=_places(duty),
            ),
            evidence.owner,
            agreement=agreement,
            passages=tuple(spans),
            expected=expected,
            found=found,
            fix=fix,
        )
    damaged = _damaged(duty, context.layout)
    if damaged is not None:
        found = context.layout.text[damaged.start : damaged.end]
        return reason(
            "credit.altered",
            worded(
                "The credit reads “{found}”; {agreement} requires {texts}.",
                found=found,
                agreement=agreement.id,
                texts=_quoted(duty.text),
            ),
            evidence.owner,
            agreement=agreement,
            passages=(damaged,),
            expected=expected,
            found=found,
            fix=(Edit("replace", damaged.start, damaged.end, _longest(duty)),),
        )
    other = _other_holder(evidence, context)
    if other is not None:
        return reason(
            "credit.wrong_holder",
            worded(
                "The text is credited to {other}, but it belongs to {owner}.",
                other=context.name(other),
                owner=name,
            ),
            evidence.owner,
            agreement=agreement,
            expected=expected,
            found=context.name(other),
            fix=fix,
        )
    return reason(
        "credit.missing",
        worded(
            "Credit {owner}: add {texts} to {places}.",
            owner=name,
            texts=_quoted(duty.text),
            places=_places(duty),
        ),
        evidence.owner,
        agreement=agreement,
        passages=evidence.passages,
        expected=expected,
        fix=fix,
    )


def _owed(when: str, evidence: Evidence) -> bool:
    if when == "any":
        return True
    derived = evidence.use_kind in ("derived", "quotation")
    return derived if when == "derived" else not derived


def _occurrences(texts: Sequence[str], layout: Layout) -> Iterator[Span]:
    for text in texts:
        yield from layout.find(text)


def _places(duty: Credit) -> str:
    """The places that a contract names, as in "the dateline or the end"."""
    return either([_PLACES[place] for place in duty.where])


def _placed(span: Span, duty: Credit, layout: Layout) -> bool:
    return not layout.places(span).isdisjoint(duty.where)


def _longest(duty: Credit) -> str:
    return max(duty.text, key=len)


def _damaged(duty: Credit, layout: Layout) -> Span | None:
    """A short line or a line's beginning that is nearly a long wording of the credit."""
    for text in duty.text:
        if len(text) < 8:
            continue
        for block in layout.blocks:
            foreign = block.kind == "furniture" or block.role in ("teaser", "comment", "navigation")
            if foreign or block.hidden:
                continue
            head = layout.text[block.start : min(block.end, block.start + DATELINE)]
            found = fuzz.partial_ratio_alignment(text, head, score_cutoff=ALTERED)
            if found is None or found.dest_end - found.dest_start < len(text) - 2:
                continue
            named = Span(block.start + found.dest_start, block.start + found.dest_end)
            span = _whole_words(head, found.dest_start, found.dest_end, block.start)
            if _placed(span, duty, layout) and not is_denied(named, layout):
                return span
    return None


def _whole_words(head: str, start: int, end: int, offset: int) -> Span:
    while start > 0 and head[start - 1].isalnum():
        start -= 1
    while end < len(head) and head[end].isalnum():
        end += 1
    while start < end and not head[start].isalnum():
        start += 1
    while end > start and not head[end - 1].isalnum():
        end -= 1
    return Span(offset + start, offset + end)


def _other_holder(evidence: Evidence, context: JudgementContext) -> str | None:
    """Another owner whose marking is on the text while this owner's is gone."""
    if evidence.own_notice:
        return None
    return next(
        (owner for owner in context.marked_owners if owner not in (evidence.owner, "generic")), None
    )


def _expected(texts: Sequence[str], duty: Credit) -> str:
    wanted = either(texts)
    if "any" in duty.where:
        return wanted
    return worded("{texts} ({places})", texts=wanted, places=", ".join(duty.where))


def _quoted(texts: Sequence[str]) -> str:
    return either([f"“{text}”" for text in texts])


def _unnamed(texts: Sequence[str], duty: Credit, owner: str) -> str:
    named = _quoted(texts)
    if "any" in duty.where:
        return worded(
            "The text uses facts or words from {owner} without naming it: add {texts}.",
            owner=owner,
            texts=named,
        )
    return worded(
        "The text uses facts or words from {owner} without naming it: add {texts} to {places}.",
        owner=owner,
        texts=named,
        places=_places(duty),
    )


def attribution(
    agreement: Agreement, evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    """Checks whether facts and quotations worked into an own story name their source."""
    duty = agreement.attribution or _fallback(agreement)
    derived = evidence.use_kind in ("derived", "quotation")
    if duty is None or not (
        _owed(duty.required_when, evidence) if agreement.attribution else derived
    ):
        return
    texts = tuple(without_brackets(text) for text in duty.text)
    named = (span for t in (*duty.text, *texts) for span in context.layout.find(t, mentions=True))
    seen = (span for span in named if context.layout.is_seen(span, evidence.passages))
    if any(_placed(span, duty, context.layout) for span in seen):
        return
    yield reason(
        "attribution.missing",
        _unnamed(texts, duty, context.name(evidence.owner)),
        evidence.owner,
        agreement=agreement,
        passages=evidence.passages,
        expected=_expected(texts, duty),
        fix=attribution_fix(texts[0], evidence, context)
        if "any" in duty.where
        else credit_fix(duty, evidence, context.layout, own_names=False),
    )


def _fallback(agreement: Agreement) -> Credit | None:
    """Reasonable attribution is owed for derived use even if an agreement names only a credit."""
    return (
        Credit(agreement.credit.text, ("any",), "derived") if agreement.credit is not None else None
    )
