"""What was seen, as reasons without weight: markings by kind, matches with their numbers."""

from checker.licensing.judging.context import Inquiry
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.reasons import clip, reason
from checker.models import Match, Reason, Span

__all__ = ["detected", "measured"]

_MARKINGS = {
    "copyright_notice": "notice",
    "terms": "terms",
    "credit_line": "credit",
    "photo_credit": "photo_credit",
    "byline": "byline",
    "dateline": "dateline",
    "slug": "credit",
    "metadata": "metadata",
}
_MATCHES = {
    "verbatim": "match_verbatim",
    "near": "match_near",
    "derived": "match_derived",
    "quotation": "match_quote",
    "related": "match_related",
}


def detected(e: Evidence, q: Inquiry) -> list[Reason]:
    """All that was seen of one owner; each with its place in the draft."""
    reasons = [] if e.role == "mention" and e.match is None else list(_markings(e, q))
    if e.match is not None:
        reasons.append(_match(e.match, e, q))
    reasons += _conflicts(e, q)
    if e.role == "text" and e.match is None and e.findings and e.owner != "generic":
        reasons.append(
            reason(
                "detect.notice_without_match",
                f"Marked as {q.name(e.owner)}'s, but no indexed source has this text.",
                e.owner,
                passages=e.passages,
            )
        )
    if e.match is not None and e.use_kind == "substantial" and not e.findings:
        reasons.append(
            reason(
                "notice.removed",
                f"The text is {q.name(e.owner)}'s and none of its markings came along: taking"
                " rights information off a text is a matter of its own.",
                e.owner,
                passages=e.passages,
            )
        )
    return reasons


def _markings(e: Evidence, q: Inquiry) -> list[Reason]:
    reasons = []
    for kind in sorted({f.kind for f in e.findings if f.kind in _MARKINGS}):
        findings = [f for f in e.findings if f.kind == kind]
        words = clip(findings[0].text, 90)
        spans = tuple(sorted({Span(f.start, f.end) for f in findings if f.start < f.end}))
        reasons.append(
            reason(
                f"detect.{_MARKINGS[kind]}",
                f"Marked as {q.name(e.owner)}'s: “{words}”.",
                e.owner,
                passages=spans,
                found=words,
            )
        )
    return reasons


def _conflicts(e: Evidence, q: Inquiry) -> list[Reason]:
    """Where the wire's own fields disagree; the stricter one counts already."""
    told = e.item.rights.conflicts if e.item is not None else ()
    return [
        reason(
            "detect.metadata",
            f"Rights of {e.label} from {q.name(e.owner)}: {clip(conflict, 130)}.",
            e.owner,
            found=conflict,
        )
        for conflict in told
    ]


def _match(match: Match, e: Evidence, q: Inquiry) -> Reason:
    code = _MATCHES.get(match.cls, "match_derived")
    if e.use_kind == "quotation":
        code = "match_quote"
    return reason(
        f"detect.{code}",
        f"{q.name(e.owner)}, {match.source}: {measured(match)}.",
        e.owner,
        passages=e.passages,
        found=match.source,
    )


def measured(match: Match) -> str:
    """The four numbers that are always reported of a source."""
    return (
        f"{match.words} words, {match.share_of_source * 100:.0f} % of the source,"
        f" {match.share_of_draft * 100:.0f} % of the draft,"
        f" longest run {match.longest_run_words} words"
    )
