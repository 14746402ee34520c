"""Terms in prose applied to a use: what each parsed term means here and now."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.values import Credit
from checker.licensing.judging.attribution import credit_fix
from checker.licensing.judging.context import Inquiry
from checker.licensing.judging.embargo import (
    field_is_over,
    local_reading,
    provider_zone,
    term_end,
    terms_of,
)
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.item_limits import no_ai, territory_limit, unread
from checker.licensing.judging.reasons import clip, reason
from checker.licensing.terms.parse import Term
from checker.licensing.terms.times_in_words import customary_zone
from checker.models import Item, Reason
from checker.times import instant, rfc3339, shown

__all__ = ["prose_reasons", "reserved_terms", "term_moments"]


def prose_reasons(item: Item, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    """What the item's usage terms and notes forbid for this use."""
    for term in terms_of(item, q):
        yield from _applied(term, item, e, q)


def _applied(term: Term, item: Item, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    """What one parsed term means for this use."""
    unreadable = term.embargo is not None and term.embargo.kind == "unreadable"
    if term.kind == "unknown" or (unreadable and field_is_over(item, q)):
        yield unread(term.raw, e, q)
    elif term.kind in ("not", "only"):
        yield from _limits(term, e, q)
    elif term.kind in ("days", "until"):
        yield from _time_over(term, item, e, q)
    elif term.kind == "credit":
        yield from _credit(term, e, q)


def _limits(term: Term, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    held = _still_held(term, e, q)
    if not held:
        return
    values = [value.partition(":") for value in term.values]
    codes = {rest for kind, _, rest in values if kind == "territory"}
    denied, allowed = (codes, set[str]()) if term.kind == "not" else (set[str](), codes)
    yield from territory_limit(denied, allowed, term.raw, e, q)
    channels = {rest for kind, _, rest in values if kind == "channel"}
    asked = q.channel
    hit = asked in channels if term.kind == "not" else bool(channels) and asked not in channels
    if hit:
        yield _for_channel(term, asked, e, q)
    if term.kind == "only":
        media = {rest for kind, _, rest in values if kind == "media"}
        if media and e.media not in media:
            yield _for_media(term, e, q)
        return
    if "archive" in term.values and "archive" in (asked, q.use.purpose):
        yield reason(
            "licence.archive_not_allowed",
            f"{q.name(e.owner)} does not allow archiving {e.label}: “{clip(term.raw, 80)}”.",
            e.owner,
            found=term.raw,
            parsed=True,
        )
    if "ai" in term.values and (q.use.purpose.startswith("ai_") or asked == "ai"):
        yield no_ai(term.raw, e, q)
    if f"media:{e.media}" in term.values:
        yield _for_media(term, e, q)


def _for_media(term: Term, e: Evidence, q: Inquiry) -> Reason:
    return reason(
        "licence.item_restricted",
        f"{q.name(e.owner)} does not give this {e.media}: “{clip(term.raw, 80)}”.",
        e.owner,
        found=term.raw,
        parsed=True,
    )


def _still_held(term: Term, e: Evidence, q: Inquiry) -> bool:
    """A limit "until ..." is over once its moment has passed; without a moment it still holds."""
    end = _term_end(term, e.item, q) if e.item is not None else None
    return end is None or q.at < end


def _for_channel(term: Term, asked: str, e: Evidence, q: Inquiry) -> Reason:
    open_end = term.limit is not None and term.moment is None
    tail = " Check by hand whether that is over." if open_end else ""
    return reason(
        "licence.item_restricted",
        f"{q.name(e.owner)} does not give {e.label} for {asked}: “{clip(term.raw, 80)}”.{tail}",
        e.owner,
        passages=e.passages,
        found=term.raw,
        parsed=not open_end,
    )


def _time_over(term: Term, item: Item, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    end = _term_end(term, item, q)
    if end is not None and q.at >= end:
        yield reason(
            "licence.retention_exceeded",
            f"{q.name(e.owner)} limits {e.label} in time (“{clip(term.raw, 60)}”); that ended at"
            f" {shown(end)}.",
            e.owner,
            passages=e.passages,
            expected=rfc3339(end),
            found=term.raw,
            parsed=True,
        )


def _term_end(term: Term, item: Item, q: Inquiry) -> datetime | None:
    """When a term in prose begins or ends to bind."""
    if term.embargo is not None:
        return term_end(term.embargo, item, q)
    if term.kind == "days" and term.days is not None:
        return q.first_published + timedelta(days=term.days)
    if term.moment is None:
        return None
    if term.kind == "until":
        # The earliest reading: what must come down comes down in time.
        zone = provider_zone(item, q)
        return instant(term.moment, zone, "earliest")
    return local_reading(term.moment, item, q, customary_zone(term.raw))


def _credit(term: Term, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    """An item with a mandatory credit: a marking or the owner's name in the article is one."""
    names = q.names.get(e.owner, (e.owner,))
    if e.findings or any(any(q.layout.find(name)) for name in names):
        return
    yield reason(
        "credit.missing",
        f"{q.name(e.owner)} asks for a credit with this item: “{clip(term.raw, 80)}”.",
        e.owner,
        expected=term.raw,
        fix=credit_fix(Credit((names[0],), ("end", "top", "any"), "any"), q.layout),
    )


def reserved_terms(e: Evidence, a: Agreement, q: Inquiry) -> Iterator[Reason]:
    """A general reservation of this item, which an agreement lifts and an open licence does not."""
    if a.kind != "open" or e.item is None:
        return
    for term in terms_of(e.item, q):
        if term.kind == "reserved":
            yield reason(
                "licence.item_restricted",
                f"{q.name(e.owner)} reserves this item: “{clip(term.raw, 80)}”; an open licence"
                " does not lift that.",
                e.owner,
                agreement=a,
                found=term.raw,
                parsed=True,
            )


def term_moments(item: Item, q: Inquiry) -> Iterator[datetime]:
    """The moments at which the item's terms in prose begin or end to bind."""
    for term in terms_of(item, q):
        end = _term_end(term, item, q)
        if end is not None:
            yield end
