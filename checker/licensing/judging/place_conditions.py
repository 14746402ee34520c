"""Conditions on where material is used: the site or title, the channel, the territories."""

from collections.abc import Iterator

from checker.licensing.agreement.channels import shuts
from checker.licensing.agreement.known_words import is_site
from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.territories import EVERYWHERE, covers, parts_in, territory_name
from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.reasons import reason
from checker.models.verdict import Reason
from checker.wording import joined, worded

__all__ = ["brand", "channel", "territory"]


def brand(agreement: Agreement, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    """Checks whether the site or title is one of the licensee's brands in this agreement.

    A use without a publisher is the newsroom's own; in one with several licensees it is nobody's.
    """
    licensee, licensees = agreement.licensee.id, context.names.known_publishers
    if licensee != "*" and not context.use.publisher.strip() and len(licensees) > 1:
        yield reason(
            "licence.publisher_mismatch",
            worded(
                "{agreement} is for {licensee} only, and the use names no publisher.",
                agreement=agreement.id,
                licensee=context.names.publishers.get(licensee, licensee),
            ),
            evidence.owner,
            agreement=agreement,
            expected=licensee,
        )
    if "*" in agreement.licensee.brands:
        return
    site = context.use.site.strip().casefold()
    if site and any(is_site(site, known) for known in agreement.licensee.brands):
        return
    brands = ", ".join(agreement.licensee.brands)
    what = (
        worded(
            "{agreement} does not cover {site}; it covers {brands}.",
            agreement=agreement.id,
            site=site,
            brands=brands,
        )
        if site
        else worded(
            "{agreement} covers single sites only ({brands}), and the use names no site.",
            agreement=agreement.id,
            brands=brands,
        )
    )
    yield reason(
        "licence.publisher_mismatch",
        what,
        evidence.owner,
        agreement=agreement,
        expected=", ".join(agreement.licensee.brands),
        found=site or None,
    )


def channel(
    agreement: Agreement, evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    """Checks whether the channel is allowed; deny beats allow."""
    asked = context.channel
    denied = shuts(agreement.channels.deny, asked)
    if not denied and agreement.channels.allows(asked):
        return
    allowed = ", ".join(agreement.channels.allow) or worded("nothing")
    if denied:
        refused = worded(
            "{agreement} excludes {channel}; it allows {allowed}.",
            agreement=agreement.id,
            channel=asked,
            allowed=allowed,
        )
    else:
        refused = worded(
            "{agreement} does not cover {channel}; it allows {allowed}.",
            agreement=agreement.id,
            channel=asked or worded("a use without a channel"),
            allowed=allowed,
        )
    yield reason(
        "licence.channel_excluded",
        refused,
        evidence.owner,
        agreement=agreement,
        expected=", ".join(agreement.channels.allow),
        found=asked,
    )


def territory(
    agreement: Agreement, evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    """Checks whether every territory asked for is covered.

    A use only in territories that the agreement denies is `blocked`. A use that can be narrowed, or
    that the agreement does not mention, needs a licence.
    """
    scope = agreement.territories
    asked = context.territories
    worldwide = "*" in scope.allow and not scope.deny
    if worldwide and not context.unknown_territories:
        return
    denied = [code for code in asked if covers(scope.deny, code)]
    left = [code for code in asked if code not in denied]
    outside = [gap for code in left for gap in _gaps(code, agreement) if gap not in denied]
    refused = [*map(territory_name, (*denied, *outside)), *context.unknown_territories]
    if asked or context.unknown_territories:
        if not refused:
            return
        what = worded(
            "{agreement} does not cover {places} (allowed: {allowed}; denied: {denied}).",
            agreement=agreement.id,
            places=joined(refused[:6]),
            allowed=_codes(scope.allow),
            denied=_codes(scope.deny),
        )
    else:
        what = worded(
            "{agreement} is limited to territories, and the use names none"
            " (allowed: {allowed}; denied: {denied}).",
            agreement=agreement.id,
            allowed=_codes(scope.allow),
            denied=_codes(scope.deny),
        )
    blocked = bool(denied) and not left and not context.unknown_territories
    yield reason(
        "licence.territory_excluded",
        what,
        evidence.owner,
        severity="blocked" if blocked else None,
        agreement=agreement,
        expected=_codes(scope.allow),
        found=joined(refused) or None,
    )


def _gaps(code: str, agreement: Agreement) -> tuple[str, ...]:
    """What an agreement does not cover of a territory that it does not deny as a whole."""
    scope = agreement.territories
    if not covers(scope.allow, code) or (code == EVERYWHERE and scope.deny):
        return (code,)
    return parts_in(scope.deny, code)


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(codes[:12]) + (" …" if len(codes) > 12 else "") or worded("none")
