"""What was seen, as reasons without weight: markings by kind, matches with their numbers."""

from dataclasses import replace

from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.reasons import clip, reason
from checker.models import Disguise, Match, Reason, Span

__all__ = [
    "detected",
    "disguised",
    "in_page_chrome",
    "low_confidence",
    "match_code",
    "measured",
    "retold",
]

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


def detected(evidence: Evidence, context: JudgementContext) -> list[Reason]:
    """All that was seen of one owner; each with its place in the draft."""
    reasons = (
        []
        if evidence.role == "mention" and evidence.match is None
        else list(_markings(evidence, context))
    )
    if evidence.match is not None and evidence.use_kind != "page_chrome":
        reasons.append(_match(evidence.match, evidence, context))
    reasons += _conflicts(evidence, context)
    if (
        evidence.role == "text"
        and evidence.match is None
        and evidence.findings
        and evidence.owner != "generic"
    ):
        reasons.append(
            reason(
                "detect.notice_without_match",
                f"Marked as {context.name(evidence.owner)}'s, but no indexed source has this text.",
                evidence.owner,
                passages=evidence.passages,
            )
        )
    if evidence.match is not None and evidence.use_kind == "substantial" and not evidence.findings:
        reasons.append(
            reason(
                "notice.removed",
                f"The text is {context.name(evidence.owner)}'s and none of its markings came"
                " along: taking rights information off a text is a matter of its own.",
                evidence.owner,
                passages=evidence.passages,
            )
        )
    return reasons


def low_confidence(evidence: Evidence, context: JudgementContext) -> Reason:
    """That what marks the text or a picture as an owner's is not sure."""
    if not evidence.findings and evidence.match is not None:
        return reason(
            "detect.low_confidence",
            f"{evidence.label} may not be where this was taken from: compare them by hand.",
            evidence.owner,
            passages=evidence.passages,
            found=evidence.source,
        )
    words = clip(evidence.findings[0].text, 90) if evidence.findings else ""
    whose = "picture" if evidence.role == "photo" else "text"
    return reason(
        "detect.low_confidence",
        f"“{words}” may not be a marking: check by hand whether the {whose} is"
        f" {context.name(evidence.owner)}'s.",
        evidence.owner,
        passages=evidence.passages,
        found=words or None,
    )


def _markings(evidence: Evidence, context: JudgementContext) -> list[Reason]:
    reasons = []
    for kind in sorted({f.kind for f in evidence.findings if f.kind in _MARKINGS}):
        findings = [f for f in evidence.findings if f.kind == kind]
        words = clip(findings[0].text, 90)
        spans = tuple(sorted({Span(f.start, f.end) for f in findings if f.start < f.end}))
        reasons.append(
            reason(
                f"detect.{_MARKINGS[kind]}",
                f"Marked as {context.name(evidence.owner)}'s: “{words}”.",
                evidence.owner,
                passages=spans,
                found=words,
            )
        )
    return reasons


def _conflicts(evidence: Evidence, context: JudgementContext) -> list[Reason]:
    """Where the wire's own fields disagree; the stricter one counts already."""
    conflicts = evidence.item.rights.conflicts if evidence.item is not None else ()
    return [
        reason(
            "detect.metadata",
            f"Rights of {evidence.label} from {context.name(evidence.owner)}:"
            f" {clip(conflict, 130)}.",
            evidence.owner,
            found=conflict,
        )
        for conflict in conflicts
    ]


def _match(match: Match, evidence: Evidence, context: JudgementContext) -> Reason:
    if match.evidence == "retold":
        return retold(match, evidence, context)
    code = "detect.match_quote" if evidence.use_kind == "quotation" else match_code(match)
    return reason(
        code,
        f"{context.name(evidence.owner)}, {match.source}: {measured(match)}.",
        evidence.owner,
        passages=evidence.passages,
        found=match.source,
    )


def retold(match: Match, evidence: Evidence, context: JudgementContext, also: str = "") -> Reason:
    """That the draft may tell a source in other words, which a person has to see.

    `also` is what the owner says of the item.
    """
    told = reason(
        "detect.match_retold",
        f"{context.name(evidence.owner)}, {match.source}: {'; '.join(match.notes)}{also}. Compare"
        " them by hand.",
        evidence.owner,
        passages=evidence.passages,
        found=match.source,
    )
    return replace(told, review=True)


def match_code(match: Match) -> str:
    """The code by which a match is shown."""
    return f"detect.{_MATCHES.get(match.cls, 'match_derived')}"


def in_page_chrome(evidence: Evidence, context: JudgementContext, code: str) -> Reason:
    """That a source stands in the page around the article, with what was taken of it."""
    share = f"{evidence.share_of_source * 100:.0f} % of the source"
    return reason(
        code,
        f"{context.name(evidence.owner)}, {evidence.source}: {evidence.words} words, {share}, stand"
        " in page chrome (teasers, menus, forms, the site's own lines).",
        evidence.owner,
        passages=evidence.passages,
        found=evidence.source,
    )


def disguised(found: Disguise) -> Reason:
    """That words of the draft are written so that a comparison may not see them."""
    unit = "letters" if "letters" in found.kind or "blanks" in found.kind else "words"
    return reason(
        "detect.disguise",
        f"{found.count} {unit} are disguised ({found.kind}): compare them by hand.",
        "",
        passages=(Span(found.start, found.end),),
        found=found.kind,
    )


def measured(match: Match) -> str:
    """The four numbers that are always reported of a source."""
    return (
        f"{match.words} words, {match.share_of_source * 100:.0f} % of the source,"
        f" {match.share_of_draft * 100:.0f} % of the draft,"
        f" longest run {match.longest_run_words} words"
    )
