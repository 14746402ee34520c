"""Conditions on what is taken and done: AI, extent, modification, time online, quota."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from checker.licensing.agreement.model import Agreement
from checker.licensing.judging.context import Inquiry
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.reasons import reason
from checker.models import Reason
from checker.times import rfc3339, shown

__all__ = ["ai_use", "extent", "modification", "quota", "retention", "retention_end"]


def ai_use(a: Agreement, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    """Whether an AI purpose is granted; silence is no permission."""
    granted = {
        "ai_summary": a.ai.summarise,
        "ai_input": a.ai.input,
        "ai_training": a.ai.training,
    }
    if q.use.purpose not in granted or granted[q.use.purpose] == "allow":
        return
    said = "denies" if granted[q.use.purpose] == "deny" else "does not grant"
    yield reason(
        "licence.ai_use_not_allowed",
        f"{a.id} {said} {_PURPOSES[q.use.purpose]}.",
        e.owner,
        agreement=a,
        found=q.use.purpose,
    )


_PURPOSES = {
    "ai_summary": "summaries by AI",
    "ai_input": "use as an AI's input",
    "ai_training": "training of AI",
}


def extent(a: Agreement, e: Evidence, _q: Inquiry) -> Iterator[Reason]:
    """Whether no more of the source is taken than the agreement allows."""
    limits = a.extent
    if limits.mode == "full" or e.match is None:
        return
    percent = round(e.share_of_source * 100, 1)
    over = []
    if limits.max_words is not None and e.words > limits.max_words:
        over.append(f"{e.words} words, {limits.max_words} allowed")
    if limits.max_percent is not None and percent > limits.max_percent:
        over.append(f"{percent:g} % of the source, {limits.max_percent:g} % allowed")
    if limits.max_paragraphs is not None and e.paragraphs > limits.max_paragraphs:
        over.append(f"{e.paragraphs} paragraphs, {limits.max_paragraphs} allowed")
    bounds = (limits.max_words, limits.max_percent, limits.max_paragraphs)
    if bounds == (None, None, None) and e.share_of_source >= 0.9:
        over.append("the whole source, an excerpt allowed")
    if over:
        yield reason(
            "licence.extent_exceeded",
            f"{a.id} allows an excerpt: {'; '.join(over)}.",
            e.owner,
            agreement=a,
            passages=e.passages,
            found="; ".join(over),
        )


def modification(a: Agreement, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    """Whether the text was changed, cut, translated or mixed beyond what is allowed."""
    rules = a.modification
    if (e.translated or q.use.purpose == "translation") and not rules.translate:
        yield reason(
            "licence.translation_not_allowed",
            f"{a.id} does not allow translation.",
            e.owner,
            agreement=a,
            passages=e.passages,
        )
    if e.use_kind != "substantial" or e.match is None:
        return
    done = []
    if e.edited and rules.edit == "none":
        done.append("changed")
    if e.shortened and not rules.shorten and a.extent.mode == "full":
        done.append("cut")
    if e.combined and not rules.combine:
        done.append("mixed with other text")
    if done:
        yield reason(
            "licence.modification_not_allowed",
            f"The text was {' and '.join(done)}, which {a.id} does not allow.",
            e.owner,
            agreement=a,
            passages=e.passages,
            found=", ".join(done),
        )


def retention_end(a: Agreement, e: Evidence, q: Inquiry) -> datetime | None:
    """When the material must come down under this agreement."""
    if a.retention.online_days is None:
        return None
    start = q.first_published
    if a.retention.counts_from == "received" and e.item is not None and e.item.received:
        start = e.item.received
    try:
        return start + timedelta(days=a.retention.online_days)
    except OverflowError:
        return None


def retention(a: Agreement, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    """Whether the time online is over, and whether an archive may keep it."""
    end = retention_end(a, e, q)
    if end is not None and q.at >= end:
        yield reason(
            "licence.retention_exceeded",
            f"{a.id} allows {a.retention.online_days:g} days online; they ended at {shown(end)}.",
            e.owner,
            agreement=a,
            passages=e.passages,
            expected=rfc3339(end),
            found=rfc3339(q.at),
        )
    if not a.retention.archive and "archive" in (q.use.purpose, q.channel):
        yield reason(
            "licence.archive_not_allowed",
            f"{a.id} does not allow archiving.",
            e.owner,
            agreement=a,
        )


def quota(a: Agreement, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    """Whether this month's items are used up."""
    used = q.used.get(a.id, 0)
    if a.items_per_month is not None and used >= a.items_per_month:
        yield reason(
            "licence.quota_exceeded",
            f"{a.id} allows {a.items_per_month} items a month; {used} are used.",
            e.owner,
            agreement=a,
            expected=str(a.items_per_month),
            found=str(used),
        )
