"""Conditions on how material is used: AI, extent, modification, time online, quota."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from checker.licensing.agreement.channels import NOT_ONLINE
from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.values import Extent
from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.covering import WHOLE
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.reasons import reason
from checker.models.verdict import Reason
from checker.text.units import units_of
from checker.times import aware, rfc3339, shown
from checker.wording import Message, joined, listed, plural, worded

__all__ = ["ai_use", "extent", "modification", "quota", "retention", "retention_end"]


def ai_use(agreement: Agreement, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    """Checks whether an AI use is granted; silence is not permission.

    On the channel `ai` a use that names no such purpose is input of an AI, which an agreement that
    allows the channel by its name grants as well.
    """
    if not context.is_ai:
        return
    purpose, ai = context.use.purpose, agreement.ai
    named = purpose.startswith("ai_")
    granted = {"ai_summary": ai.summarise, "ai_training": ai.training}.get(purpose, ai.input)
    if granted == "allow":
        return
    if granted != "deny" and not named and "ai" in agreement.channels.allow:
        return
    used = _PURPOSES[purpose if named else "ai_input"]
    refused = (
        worded("{agreement} denies {purpose}.", agreement=agreement.id, purpose=used)
        if granted == "deny"
        else worded("{agreement} does not grant {purpose}.", agreement=agreement.id, purpose=used)
    )
    yield reason(
        "licence.ai_use_not_allowed",
        refused,
        evidence.owner,
        agreement=agreement,
        found=purpose if named else "ai",
    )


_PURPOSES = {
    "ai_summary": worded("summaries by AI"),
    "ai_input": worded("use as AI input"),
    "ai_training": worded("the training of AI"),
}


def extent(agreement: Agreement, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    """Checks whether no more of the source is used than the agreement allows."""
    limits = agreement.extent
    if limits.mode == "full":
        return
    if evidence.match is None:
        yield from _extent_unknown(agreement, evidence, context)
        return
    percent = round(evidence.share_of_source * 100, 1)
    over = _over(limits, evidence.words, evidence.paragraphs)
    if limits.max_percent is not None and percent > limits.max_percent:
        over.append(
            worded(
                "{share:g} % of the source, {most:g} % allowed",
                share=percent,
                most=limits.max_percent,
            )
        )
    if _unlimited(limits) and evidence.share_of_source >= WHOLE:
        over.append(worded("the whole source was used"))
    if over:
        yield reason(
            "licence.extent_exceeded",
            worded(
                "{agreement} allows an excerpt only: {over}.",
                agreement=agreement.id,
                over=joined(over, "; "),
            ),
            evidence.owner,
            agreement=agreement,
            passages=evidence.passages,
            found=joined(over, "; "),
        )


def _extent_unknown(
    agreement: Agreement, evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    """That nobody knows how much was used: the text is marked as the owner's, without a source.

    All of the story may be the owner's then, and a share of a source that is not known is not
    known either.
    """
    if evidence.role != "text":
        return
    limits, story = agreement.extent, context.layout.story()
    words = units_of("\n".join(context.draft.text[z.start : z.end] for z in story)).in_words()
    over = _over(limits, words, len(story))
    if not over and (limits.max_percent is not None or _unlimited(limits)):
        over.append(plural("{n} word", "{n} words", words))
    if over:
        yield reason(
            "licence.extent_exceeded",
            worded(
                "{agreement} allows an excerpt only, and the text is marked as {owner} ({over}). "
                "Add its item to the sources, or compare by hand.",
                agreement=agreement.id,
                owner=context.name(evidence.owner),
                over=joined(over, "; "),
            ),
            evidence.owner,
            agreement=agreement,
            passages=evidence.passages,
            found=joined(over, "; "),
            parsed=False,
        )


def _unlimited(limits: Extent) -> bool:
    """Whether an excerpt is any part that is not the whole."""
    return (limits.max_words, limits.max_percent, limits.max_paragraphs) == (None, None, None)


def _over(limits: Extent, words: int, paragraphs: int) -> list[Message]:
    """By how much words and paragraphs exceed their limits, for a message."""
    over = []
    if limits.max_words is not None and words > limits.max_words:
        over.append(
            plural(
                "{n} word, {most} allowed",
                "{n} words, {most} allowed",
                words,
                most=limits.max_words,
            )
        )
    if limits.max_paragraphs is not None and paragraphs > limits.max_paragraphs:
        over.append(
            plural(
                "{n} paragraph, {most} allowed",
                "{n} paragraphs, {most} allowed",
                paragraphs,
                most=limits.max_paragraphs,
            )
        )
    return over


def modification(
    agreement: Agreement, evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    """Checks whether the text was changed, cut, translated or mixed beyond what is allowed."""
    rules = agreement.modification
    if (evidence.translated or context.use.purpose == "translation") and not rules.translate:
        yield reason(
            "licence.translation_not_allowed",
            worded("{agreement} does not allow translation.", agreement=agreement.id),
            evidence.owner,
            agreement=agreement,
            passages=evidence.passages,
        )
    if evidence.match is None:
        return
    reworded = evidence.match.evidence == "retold" and not evidence.translated
    if evidence.use_kind != "substantial" and not reworded:
        return
    done = []
    if (evidence.edited or reworded) and rules.edit == "none":
        done.append(worded("changed"))
    if not reworded:  # of which nobody knows how much there is
        done += _cut_or_mixed(agreement, evidence)
    if done:
        yield reason(
            "licence.modification_not_allowed",
            worded(
                "The text was {changes}, which {agreement} does not allow.",
                changes=listed(done),
                agreement=agreement.id,
            ),
            evidence.owner,
            agreement=agreement,
            passages=evidence.passages,
            found=joined(done),
        )


def _cut_or_mixed(agreement: Agreement, evidence: Evidence) -> Iterator[Message]:
    rules = agreement.modification
    if evidence.shortened and not rules.shorten and agreement.extent.mode == "full":
        yield worded("shortened")
    if evidence.combined and not rules.combine:
        yield worded("mixed with other text")


def retention_end(
    agreement: Agreement, evidence: Evidence, context: JudgementContext
) -> datetime | None:
    """Returns when the material must be taken down under this agreement; None: never, or unknown.

    What is printed or broadcast is not online, so it has no end. A piece that is out since nobody
    knows when is no older than the first version of its item.
    """
    days, item = agreement.retention.online_days, evidence.item
    if days is None or context.channel in NOT_ONLINE:
        return None
    start: datetime | None = context.first_published
    if received := _counts_from(agreement, evidence):
        start = received
    elif context.undated:
        start = aware(item.first_published) if item and item.first_published else None
    try:
        return start + timedelta(days=days) if start is not None else None
    except OverflowError:
        return None


def _counts_from(agreement: Agreement, evidence: Evidence) -> datetime | None:
    """The arrival of the item, if the days online count from there and it is known."""
    counts = agreement.retention.counts_from == "received" and evidence.item is not None
    return evidence.item.received if counts and evidence.item is not None else None


def retention(
    agreement: Agreement, evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    """Checks whether the time online is over, and whether an archive may keep the material."""
    end = retention_end(agreement, evidence, context)
    unknown = context.undated and _counts_from(agreement, evidence) is None
    if context.channel in NOT_ONLINE:
        pass
    elif agreement.retention.online_days is not None and unknown:
        if end is None or context.at >= end:
            yield reason(
                "licence.retention_exceeded",
                worded(
                    "{agreement} allows {days:g} days online; the piece states no date that can"
                    " be read, so nobody can tell whether they are over.",
                    agreement=agreement.id,
                    days=agreement.retention.online_days,
                ),
                evidence.owner,
                agreement=agreement,
                passages=evidence.passages,
                parsed=False,
            )
    elif end is not None and context.at >= end:
        yield reason(
            "licence.retention_exceeded",
            worded(
                "{agreement} allows {days:g} days online; that time ended at {time}.",
                agreement=agreement.id,
                days=agreement.retention.online_days or 0,
                time=shown(end),
            ),
            evidence.owner,
            agreement=agreement,
            passages=evidence.passages,
            expected=rfc3339(end),
            found=rfc3339(context.at),
        )
    if not agreement.retention.archive and "archive" in (context.use.purpose, context.channel):
        yield reason(
            "licence.archive_not_allowed",
            worded("{agreement} does not allow archiving.", agreement=agreement.id),
            evidence.owner,
            agreement=agreement,
        )


def quota(agreement: Agreement, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    """Checks whether the item is within the agreement's monthly quota.

    A teaser in page chrome uses up nothing, nor does a picture credit, which names no item.
    """
    month, limit = context.used.get(agreement.id), agreement.items_per_month
    asked = evidence.role == "text" and evidence.use_kind != "page_chrome"
    if month is None or limit is None or not asked:
        return
    number, alone = context.numbers.get((agreement.id, context.item_of(evidence)), (0, 0))
    if context.use.first_published is None and context.at >= month.end:
        number = alone
    if number > limit:
        yield reason(
            "licence.quota_exceeded",
            plural(
                "{agreement} allows {n} item a month; {label} is number {number} in {month} "
                "({counted}).",
                "{agreement} allows {n} items a month; {label} is number {number} in {month} "
                "({counted}).",
                limit,
                agreement=agreement.id,
                label=evidence.label,
                number=number,
                month=month.month,
                counted=_COUNTED[month.counts],
            ),
            evidence.owner,
            agreement=agreement,
            passages=evidence.passages,
            expected=str(limit),
            found=str(number),
        )


_COUNTED = {
    "confirmed": worded("counting what was confirmed or audited as published"),
    "checked": worded("counting what was checked and clear"),
}
