"""The provider's word where it stands in the draft itself: embargo, kill and advisory lines."""

from collections.abc import Iterable
from datetime import datetime

from checker.licensing.judging.context import Inquiry
from checker.licensing.judging.provider import unpublishable
from checker.licensing.judging.reasons import clip, reason
from checker.licensing.terms.prose_times import embargo_in_words
from checker.models import Finding, Reason, Span
from checker.times import instant, rfc3339, shown, zone_of

__all__ = ["draft_embargo_end", "said_in_draft"]


def said_in_draft(findings: Iterable[Finding], owner: str, inquiry: Inquiry) -> list[Reason]:
    """The provider's word as it stands in the draft itself: embargo, kill and advisory lines."""
    reasons = []
    for finding in findings:
        said = _said(finding, owner, inquiry)
        if said is not None:
            reasons.append(said)
    return reasons


def _said(finding: Finding, owner: str, inquiry: Inquiry) -> Reason | None:
    words = finding.text.strip()
    spans = (Span(finding.start, finding.end),) if finding.start < finding.end else ()
    if finding.kind == "kill_notice":
        return reason(
            "status.killed",
            f"The text carries a kill notice: “{clip(words, 120)}”.",
            owner,
            passages=spans,
            found=words,
        )
    if finding.kind == "advisory":
        if not unpublishable(words):
            return None
        return reason(
            "status.not_for_publication",
            f"The text says that it is not for publication: “{clip(words, 120)}”.",
            owner,
            passages=spans,
            found=words,
        )
    return _said_embargo(words, spans, owner, inquiry)


def _said_embargo(
    words: str, spans: tuple[Span, ...], owner: str, inquiry: Inquiry
) -> Reason | None:
    end = _embargo_end(words, owner, inquiry)
    if end is None:
        return reason(
            "licence.item_restricted",
            f"The text has an embargo that cannot be read: “{clip(words, 100)}”. Check by hand.",
            owner,
            passages=spans,
            found=words,
            parsed=False,
        )
    if inquiry.at >= end:
        return None
    return reason(
        "status.embargoed",
        f"The text is under embargo until {shown(end)}: “{clip(words, 100)}”.",
        owner,
        passages=spans,
        expected=rfc3339(end),
        found=words,
    )


def draft_embargo_end(finding: Finding, owner: str, inquiry: Inquiry) -> datetime | None:
    """When the embargo of a line ends; None for other lines, and where no time can be read."""
    if finding.kind != "embargo":
        return None
    return _embargo_end(finding.text.strip(), owner, inquiry)


def _embargo_end(words: str, owner: str, inquiry: Inquiry) -> datetime | None:
    read = embargo_in_words(words, inquiry.asked_at)
    if read is None:
        return None
    zone_name = inquiry.policy.timezones.get(owner)
    return instant(read, zone_of(zone_name) if zone_name else None, "latest")
