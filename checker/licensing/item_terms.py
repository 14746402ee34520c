"""The item's own terms: what the owner says of this one item, whatever an agreement allows.

Structured lists of the registry and terms in prose are read alike. What is not understood is
`licence.item_restricted` with `parsed` False: a person reads it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from checker.licensing.agreement import Agreement
from checker.licensing.channels import channel_of
from checker.licensing.duties import credit_fix
from checker.licensing.evidence import Evidence
from checker.licensing.inquiry import Inquiry
from checker.licensing.parts import Credit
from checker.licensing.provider import local_reading, provider_zone
from checker.licensing.reasons import clip, distinct, reason
from checker.licensing.territories import EVERYWHERE, territories_of, territory_name
from checker.licensing.times import earliest_reading, shown
from checker.licensing.usage_terms import Term, item_terms
from checker.models import Item, Reason

__all__ = ["embargo_terms", "item_reasons", "reserved_terms", "term_moments"]


def item_reasons(e: Evidence, q: Inquiry) -> list[Reason]:
    """What the registry's terms of this item forbid for this use."""
    if e.item is None:
        return []
    reasons = [
        *_territories(e.item, e, q),
        *_channels(e.item, e, q),
        *_data_mining(e.item, e, q),
        *_prose(e.item, e, q),
    ]
    return list(distinct(reasons))


def _territories(item: Item, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    denied, allowed = set[str](), set[str]()
    for side, words in (
        (denied, item.rights.deny_territories),
        (allowed, item.rights.allow_territories),
    ):
        for word in words:
            codes = territories_of(word)
            side.update(codes)
            if not codes:
                yield _unread(word, e, q)
    yield from territory_limit(denied, allowed, "", e, q)


def territory_limit(
    denied: set[str], allowed: set[str], quoted: str, e: Evidence, q: Inquiry
) -> Iterator[Reason]:
    """A reason when the use reaches a territory that the item is not for.

    A use in nothing but denied territories is blocked; one that can be narrowed is not.
    """
    if not denied and (not allowed or EVERYWHERE in allowed):
        return
    limited = bool(allowed) and EVERYWHERE not in allowed

    def out(code: str) -> bool:
        if code == EVERYWHERE:
            return True
        return code in denied or EVERYWHERE in denied or (limited and code not in allowed)

    refused = [code for code in q.territories if out(code)]
    if (q.territories or q.unknown_territories) and not refused and not q.unknown_territories:
        return
    everything = bool(refused) and len(refused) == len(q.territories) and EVERYWHERE not in refused
    names = ", ".join(map(territory_name, refused[:4])) or "a use that names no territory"
    terms = f": “{clip(quoted, 80)}”" if quoted else ""
    yield reason(
        "licence.item_restricted",
        f"{q.name(e.owner)} does not give {e.label} for {names}{terms}.",
        e.owner,
        severity="blocked" if everything and not q.unknown_territories else None,
        passages=e.passages,
        expected=_wanted(denied, allowed),
        found=", ".join(refused) or None,
        parsed=True,
    )


def _wanted(denied: set[str], allowed: set[str]) -> str:
    parts = []
    if allowed and EVERYWHERE not in allowed:
        parts.append("only " + ", ".join(sorted(allowed)))
    if denied:
        parts.append("not " + ", ".join(sorted(denied)))
    return "; ".join(parts)


def _channels(item: Item, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    asked = q.channel
    if asked in {channel_of(word) for word in item.rights.deny_channels}:
        yield reason(
            "licence.item_restricted",
            f"{q.name(e.owner)} does not give {e.label} for {asked}.",
            e.owner,
            passages=e.passages,
            found=asked,
            parsed=True,
        )


_MINING_ALLOWED = ("allowed", "permitted", "unrestricted", "0", "false")


def _data_mining(item: Item, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    if not q.use.purpose.startswith("ai_"):
        return
    for value in item.rights.data_mining:
        bare = value.rsplit("/", 1)[-1].rsplit(":", 1)[-1].strip().casefold()
        if bare not in _MINING_ALLOWED:
            yield _no_ai(value, e, q)


def _no_ai(quoted: str, e: Evidence, q: Inquiry) -> Reason:
    return reason(
        "licence.ai_use_not_allowed",
        f"{q.name(e.owner)} reserves {e.label} against AI use: “{clip(quoted, 100)}”.",
        e.owner,
        found=quoted,
        parsed=True,
    )


def _unread(quoted: str, e: Evidence, q: Inquiry) -> Reason:
    return reason(
        "licence.item_restricted",
        f"{q.name(e.owner)} set a term that is not understood: “{clip(quoted, 110)}”."
        " Check by hand.",
        e.owner,
        passages=e.passages,
        found=quoted,
        parsed=False,
    )


def _terms(item: Item, q: Inquiry) -> tuple[Term, ...]:
    return item_terms(item.rights, item.published or item.received or q.asked_at)


def embargo_terms(e: Evidence, q: Inquiry) -> list[Reason]:
    """Embargoes that stand in the item's terms or notes: the provider's word like any other."""
    if e.item is None:
        return []
    terms = [term for term in _terms(e.item, q) if term.kind == "embargo"]
    return [reason for term in terms for reason in _embargoed(term, e.item, e, q)]


def _prose(item: Item, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    for term in _terms(item, q):
        yield from _applied(term, item, e, q)


def _applied(term: Term, item: Item, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    """What one parsed term means for this use."""
    if term.kind == "unknown":
        yield _unread(term.raw, e, q)
    elif term.kind in ("not", "only"):
        yield from _limits(term, e, q)
    elif term.kind in ("days", "until"):
        yield from _time_over(term, item, e, q)
    elif term.kind == "credit":
        yield from _credit(term, e, q)


def _embargoed(term: Term, item: Item, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    if term.moment is None:
        yield reason(
            "status.embargoed",
            f"{q.name(e.owner)} set an embargo that cannot be read: “{clip(term.raw, 100)}”."
            " Check by hand.",
            e.owner,
            passages=e.passages,
            found=term.raw,
            parsed=False,
        )
        return
    end = local_reading(term.moment, item, q)
    if q.at < end:
        yield reason(
            "status.embargoed",
            f"{q.name(e.owner)} holds {e.label} back until {shown(end)}.",
            e.owner,
            passages=e.passages,
            expected=end.isoformat(),
            found=term.raw,
            parsed=True,
        )


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
        yield _no_ai(term.raw, e, q)
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
    if term.moment is None or e.item is None:
        return True
    return q.at < local_reading(term.moment, e.item, q)


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
    end = term_end(term, item, q)
    if end is not None and q.at >= end:
        yield reason(
            "licence.retention_exceeded",
            f"{q.name(e.owner)} limits {e.label} in time (“{clip(term.raw, 60)}”); that ended at"
            f" {shown(end)}.",
            e.owner,
            passages=e.passages,
            expected=end.isoformat(),
            found=term.raw,
            parsed=True,
        )


def term_end(term: Term, item: Item, q: Inquiry) -> datetime | None:
    """When a term in prose begins or ends to bind."""
    if term.kind == "days" and term.days is not None:
        return q.first_published + timedelta(days=term.days)
    if term.moment is None:
        return None
    if term.kind == "until":
        # The earliest reading: what must come down comes down in time.
        zone = provider_zone(item, q)
        return earliest_reading(term.moment, zone)
    return local_reading(term.moment, item, q)


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
    """A general reservation of this item, which a contract lifts and an open licence does not."""
    if a.kind != "open" or e.item is None:
        return
    for term in _terms(e.item, q):
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
    for term in _terms(item, q):
        end = term_end(term, item, q)
        if end is not None:
            yield end
