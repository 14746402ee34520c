"""The conditions of an agreement, one small function each: what is not met is a reason."""

from collections.abc import Callable, Iterator

from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.territories import EVERYWHERE, covers, parts_in, territory_name
from checker.licensing.judging.context import Inquiry
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.reasons import reason
from checker.licensing.judging.use_conditions import ai_use, extent, modification, quota, retention
from checker.models import Reason
from checker.times import rfc3339, shown

__all__ = ["CONDITIONS", "item_denied"]

Condition = Callable[[Agreement, Evidence, Inquiry], Iterator[Reason]]


def brand(a: Agreement, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    """Whether the site or title is one of the licensee's brands in this agreement."""
    if "*" in a.licensee.brands:
        return
    site = q.use.site.strip().casefold()
    if site in a.licensee.brands or site.removeprefix("www.") in a.licensee.brands:
        return
    what = f"does not cover {site}" if site else "covers single sites, and the use names none"
    yield reason(
        "licence.publisher_mismatch",
        f"{a.id} {what} (it covers {', '.join(a.licensee.brands)}).",
        e.owner,
        agreement=a,
        expected=", ".join(a.licensee.brands),
        found=site or None,
    )


def dates(a: Agreement, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    """Whether the agreement is in force at the moment of the use."""
    if a.valid.start is not None and q.at < a.valid.start:
        yield reason(
            "licence.not_started",
            f"{a.id} begins on {shown(a.valid.start)}.",
            e.owner,
            agreement=a,
            expected=rfc3339(a.valid.start),
            found=rfc3339(q.at),
        )
    if a.valid.end is not None and q.at >= a.valid.end:
        yield reason(
            "licence.expired",
            f"{a.id} ended before {shown(a.valid.end)}.",
            e.owner,
            agreement=a,
            expected=rfc3339(a.valid.end),
            found=rfc3339(q.at),
        )


def media(a: Agreement, e: Evidence, _q: Inquiry) -> Iterator[Reason]:
    """Whether text, pictures ... are covered."""
    if e.media not in a.content.media and "*" not in a.content.media:
        yield reason(
            "licence.media_excluded",
            f"{a.id} covers {', '.join(a.content.media)}, not {_MEDIA.get(e.media, e.media)}.",
            e.owner,
            agreement=a,
            passages=e.passages,
            expected=", ".join(a.content.media),
            found=e.media,
        )


_MEDIA = {"picture": "pictures"}


def content(a: Agreement, e: Evidence, _q: Inquiry) -> Iterator[Reason]:
    """Whether the language and the service of the item are covered."""
    language = (e.language or "").casefold()
    if a.content.languages and language and not _speaks(language, a.content.languages):
        yield reason(
            "licence.language_excluded",
            f"{a.id} covers {', '.join(a.content.languages)}, not {language}.",
            e.owner,
            agreement=a,
            expected=", ".join(a.content.languages),
            found=language,
        )
    service = e.item.service if e.item else None
    known = {name.casefold() for name in a.content.services}
    if known and service and service.casefold() not in known:
        yield reason(
            "licence.service_excluded",
            f"{a.id} covers {', '.join(a.content.services)}, not the service {service}.",
            e.owner,
            agreement=a,
            expected=", ".join(a.content.services),
            found=service,
        )


def _speaks(language: str, allowed: tuple[str, ...]) -> bool:
    return any(language == code or language.startswith(f"{code}-") for code in allowed) or any(
        code.startswith(f"{language}-") for code in allowed
    )


def third_party(a: Agreement, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    """Whether an item of a partner in the owner's feed is covered."""
    if not a.content.exclude_third_party or e.item is None:
        return
    if a.owner != e.owner:
        yield reason(
            "licence.third_party_content",
            f"{e.label} is {q.name(e.owner)}'s, sent by {q.name(a.owner)}: {a.id} does not cover"
            " partners' items.",
            e.owner,
            agreement=a,
            found=e.owner,
        )
    elif e.item.rights.third_party:
        holders = ", ".join(e.item.rights.copyright_holder) or "a third party"
        yield reason(
            "licence.third_party_content",
            f"{e.label} belongs to {holders}: {a.id} does not cover third-party content.",
            e.owner,
            agreement=a,
            found=holders,
        )


def channel(a: Agreement, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    """Whether the channel is allowed; deny beats allow."""
    asked = q.channel
    if a.channels.allows(asked):
        return
    what = "excludes" if a.channels.denies(asked) else "does not cover"
    yield reason(
        "licence.channel_excluded",
        f"{a.id} {what} {asked or 'a use without a channel'}"
        f" (it allows {', '.join(a.channels.allow) or 'nothing'}).",
        e.owner,
        agreement=a,
        expected=", ".join(a.channels.allow),
        found=asked,
    )


def territory(a: Agreement, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    """Whether every territory asked for is covered.

    A use in nothing but territories that the contract denies is `blocked`; a use that can be
    narrowed, or that the contract just does not mention, needs a licence.
    """
    scope = a.territories
    asked = q.territories
    worldwide = "*" in scope.allow and not scope.deny
    if worldwide and not q.unknown_territories:
        return
    denied = [code for code in asked if covers(scope.deny, code)]
    left = [code for code in asked if code not in denied]
    outside = [gap for code in left for gap in _gaps(code, a) if gap not in denied]
    refused = [*map(territory_name, (*denied, *outside)), *q.unknown_territories]
    if asked or q.unknown_territories:
        if not refused:
            return
        what = f"does not cover {', '.join(refused[:6])}"
    else:
        what = "is bound to territories, and the use names none"
    blocked = bool(denied) and not left and not q.unknown_territories
    yield reason(
        "licence.territory_excluded",
        f"{a.id} {what} (allowed: {_codes(scope.allow)}; denied: {_codes(scope.deny)}).",
        e.owner,
        severity="blocked" if blocked else None,
        agreement=a,
        expected=_codes(scope.allow),
        found=", ".join(refused) or None,
    )


def _gaps(code: str, a: Agreement) -> tuple[str, ...]:
    """What an agreement does not cover of a territory that it does not deny as a whole."""
    scope = a.territories
    if not covers(scope.allow, code) or (code == EVERYWHERE and scope.deny):
        return (code,)
    return parts_in(scope.deny, code)


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(codes[:12]) + (" …" if len(codes) > 12 else "") or "none"


def item_listed(a: Agreement, e: Evidence, _q: Inquiry) -> Iterator[Reason]:
    """Whether an agreement over single items covers this one."""
    if "*" in a.items.allow or (e.source is not None and e.source in a.items.allow):
        return
    yield reason(
        "licence.item_restricted",
        f"{a.id} covers single items, not {e.source or 'an item that is not known'}.",
        e.owner,
        agreement=a,
        found=e.source,
    )


def item_denied(a: Agreement, e: Evidence) -> Reason | None:
    """The denial of a single item, which beats what any other agreement allows."""
    ids = [e.source, *(kin.source for kin in e.family)]
    denied = [name for name in ids if name is not None and a.items.denies(name)]
    if not denied:
        return None
    return reason(
        "licence.item_restricted",
        f"{a.id} denies {denied[0]}, whatever other agreements allow.",
        e.owner,
        severity="blocked",
        agreement=a,
        passages=e.passages,
        found=denied[0],
    )


CONDITIONS: tuple[tuple[str, Condition], ...] = (
    ("Is the site one of the agreement's brands?", brand),
    ("Is the agreement in force?", dates),
    ("Is this kind of media covered?", media),
    ("Are the language and the service covered?", content),
    ("Is the item the owner's own, or are partners' items covered?", third_party),
    ("Is the channel allowed?", channel),
    ("Is every territory asked for allowed?", territory),
    ("Is this item one that the agreement is about?", item_listed),
    ("Is the purpose allowed for AI?", ai_use),
    ("Is no more taken than the extent allows?", extent),
    ("Are the changes to the text allowed?", modification),
    ("Is the time online not over?", retention),
    ("Is the month's quota not used up?", quota),
)
