"""Observations as reasons without weight: markings by kind, matches with their measures."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.reasons import reason
from checker.models.draft import Span
from checker.models.evidence import Disguise, Match
from checker.models.verdict import Reason
from checker.wording import Message, clip, joined, plural, worded

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
    """Returns all observations for one owner, each with its place in the draft."""
    reasons = (
        []
        if evidence.role == "mention" and evidence.match is None
        else list(_markings(evidence, context))
    )
    if evidence.match is not None and evidence.use_kind not in ("page_chrome", "listed"):
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
                worded(
                    "The text is marked as {owner}, but no indexed source contains it.",
                    owner=context.name(evidence.owner),
                ),
                evidence.owner,
                passages=evidence.passages,
            )
        )
    bare = evidence.match is not None and not evidence.findings
    if bare and evidence.use_kind == "substantial" and not _credited(evidence, context):
        removed, owner = _removed(context.name(evidence.owner)), evidence.owner
        reasons.append(context.known.reason("notice.removed", removed, owner, evidence.passages))
    return reasons


_CREDITS = frozenset({"dateline", "byline", "end"})  # places in which a name is a credit


def _credited(evidence: Evidence, context: JudgementContext) -> bool:
    """Whether the text names the owner as a contract words it: then not all markings are gone."""
    held = context.agreements_of(evidence.owner)
    if not held:
        return False
    words = {
        text
        for agreement in held
        for duty in (agreement.credit, agreement.attribution)
        if duty is not None
        for text in duty.text
    }
    layout = context.layout
    return any(
        layout.places(span) & _CREDITS and layout.is_seen(span, evidence.passages)
        for text in sorted(words)
        for span in layout.find(text)
    )


@lru_cache(maxsize=64, typed=True)
def _removed(owner: str) -> Message:
    """That an owner's text has no markings any more: the same of each of its sources."""
    return worded(
        "This is {owner} text, but its dateline, credit and copyright notice have "
        "been removed. Removing them can itself break the law or your contract.",
        owner=owner,
    )


def low_confidence(evidence: Evidence, context: JudgementContext) -> Reason:
    """Returns the reason that a marking of an owner's text or picture is uncertain."""
    if not evidence.findings and evidence.match is not None:
        return reason(
            "detect.low_confidence",
            worded(
                "This may have been taken from a text other than {source}: compare them by hand.",
                source=evidence.label,
            ),
            evidence.owner,
            passages=evidence.passages,
            found=evidence.source,
        )
    words = clip(evidence.findings[0].text, 90) if evidence.findings else ""
    return reason(
        "detect.low_confidence",
        _unsure(words, evidence, context.name(evidence.owner)),
        evidence.owner,
        passages=evidence.passages,
        found=words or None,
    )


def _unsure(words: str, evidence: Evidence, owner: str) -> str:
    if evidence.owner == "generic" and evidence.role == "text":
        return worded(
            "“{words}” names no agency: find out by hand whose text it is and how much of it.",
            words=words,
        )
    if evidence.role == "photo":
        return worded(
            "“{words}” may not be a marking: check by hand whether the picture belongs to {owner}.",
            words=words,
            owner=owner,
        )
    return worded(
        "“{words}” may not be a marking: check by hand whether the text belongs to {owner}.",
        words=words,
        owner=owner,
    )


def _markings(evidence: Evidence, context: JudgementContext) -> list[Reason]:
    reasons: list[Reason] = []
    if not evidence.findings:
        return reasons
    for kind in sorted({f.kind for f in evidence.findings if f.kind in _MARKINGS}):
        findings = [f for f in evidence.findings if f.kind == kind]
        words = clip(findings[0].text, 90)
        spans = tuple(sorted({Span(f.start, f.end) for f in findings if f.start < f.end}))
        reasons.append(
            reason(
                f"detect.{_MARKINGS[kind]}",
                worded(
                    "Marked as {owner}: “{words}”.", owner=context.name(evidence.owner), words=words
                ),
                evidence.owner,
                passages=spans,
                found=words,
            )
        )
    return reasons


def _conflicts(evidence: Evidence, context: JudgementContext) -> list[Reason]:
    """Where the wire's own fields disagree; the stricter one counts already."""
    conflicts = evidence.item.rights.conflicts if evidence.item is not None else ()
    if not conflicts:
        return []
    return [
        reason(
            "detect.metadata",
            worded(
                "The rights that {owner} states for {label} contradict each other: {conflict}.",
                owner=context.name(evidence.owner),
                label=evidence.label,
                conflict=clip(conflict, 130),
            ),
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
        worded(
            "{owner}, {source}: {measured}.",
            owner=context.name(evidence.owner),
            source=match.source,
            measured=measured(match),
        ),
        evidence.owner,
        passages=evidence.passages,
        found=match.source,
    )


def retold(
    match: Match, evidence: Evidence, context: JudgementContext, status: Sequence[str] = ()
) -> Reason:
    """Returns the reason that a draft may retell a source in other words, which a person decides.

    `status` are the codes of the owner's statements about the item.
    """
    message = worded(
        "{owner}, {source}: {what}. Compare them by hand.",
        owner=context.name(evidence.owner),
        source=match.source,
        what=joined(match.notes, "; "),
    )
    if status:
        message = worded(
            "{found} The owner is withholding it ({codes}).", found=message, codes=", ".join(status)
        )
    told = reason(
        "detect.match_retold",
        message,
        evidence.owner,
        passages=evidence.passages,
        found=match.source,
    )
    return replace(told, review=True)


def match_code(match: Match) -> str:
    """Returns the code under which a match is reported."""
    return f"detect.{_MATCHES.get(match.cls, 'match_derived')}"


def in_page_chrome(evidence: Evidence, context: JudgementContext, code: str) -> Reason:
    """Returns the reason for a source in the page around the article, with the share reused."""
    return reason(
        code,
        worded(
            "{owner}, {source}: {words} words ({share:.0f} % of the source) are in page "
            "chrome (teasers, menus, forms, the site's own lines).",
            owner=context.name(evidence.owner),
            source=evidence.label,
            words=evidence.words,
            share=evidence.share_of_source * 100,
        ),
        evidence.owner,
        passages=evidence.passages,
        found=evidence.source,
    )


def disguised(found: Disguise) -> Reason:
    """Returns the reason that words of the draft are disguised from comparison."""
    letters = "letters" in found.kind or "blanks" in found.kind
    seen = (
        plural("{n} letter is disguised", "{n} letters are disguised", found.count)
        if letters
        else plural("{n} word is disguised", "{n} words are disguised", found.count)
    )
    return reason(
        "detect.disguise",
        worded("{seen} ({kind}): compare them by hand.", seen=seen, kind=worded(found.kind)),
        "",
        passages=(Span(found.start, found.end),),
        found=found.kind,
    )


def measured(match: Match) -> str:
    """Returns the four measures that are always reported for a source."""
    return plural(
        "{n} word, {source:.0f} % of the source, {draft:.0f} % of the draft,"
        " longest run {run} words",
        "{n} words, {source:.0f} % of the source, {draft:.0f} % of the draft,"
        " longest run {run} words",
        match.words,
        source=match.share_of_source * 100,
        draft=match.share_of_draft * 100,
        run=match.longest_run_words,
    )
