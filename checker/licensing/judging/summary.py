"""The one sentence that sums up a verdict, the first thing an editor reads."""

from collections.abc import Iterator, Mapping, Sequence

from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.reasons import worst
from checker.models.evidence import IndexSeen
from checker.models.verdict import Claim, LookedAt, Reason
from checker.wording import Message, clip, joined, lower, plural, worded

__all__ = ["document_message"]

_ENDINGS: Mapping[str, Message] = {
    "status.killed": worded("was killed by its owner: do not publish it, take it down"),
    "status.withheld": worded("is being withheld by its owner"),
    "status.embargoed": worded("is under embargo"),
    "status.not_for_publication": worded("is marked as not for publication"),
    "status.expired_by_provider": worded("has expired: its owner set an end date"),
    "licence.none": worded("is used without a licence"),
    "licence.ambiguous": worded("needs a licence, but its owner is not known"),
    "licence.not_started": worded("is licensed only from a later date"),
    "licence.expired": worded("was licensed, but the agreement has ended"),
    "licence.publisher_mismatch": worded("is not licensed for this site"),
    "licence.media_excluded": worded("is not covered: the agreement is for other media"),
    "licence.language_excluded": worded("is not licensed in this language"),
    "licence.service_excluded": worded("comes from a service that the agreement does not cover"),
    "licence.channel_excluded": worded("is not licensed for {channel}"),
    "licence.territory_excluded": worded("is not licensed for every territory of this use"),
    "licence.item_restricted": worded("is restricted by its owner for this item"),
    "licence.third_party_content": worded(
        "is third-party content that the agreement does not cover"
    ),
    "licence.extent_exceeded": worded("is licensed as an excerpt only, and more is used"),
    "licence.modification_not_allowed": worded(
        "was changed in a way that the agreement does not allow"
    ),
    "licence.translation_not_allowed": worded("may not be translated under the agreement"),
    "licence.ai_use_not_allowed": worded("may not be used with AI in this way"),
    "licence.retention_exceeded": worded("has been online for longer than the agreement allows"),
    "licence.archive_not_allowed": worded("may not be archived under the agreement"),
    "licence.quota_exceeded": worded("is over this month's quota"),
    "credit.missing": worded("is licensed for {channel}, but its credit is missing"),
    "credit.wrong_holder": worded("is licensed for {channel}, but credited to somebody else"),
    "credit.wrong_placement": worded(
        "is licensed for {channel}, but its credit is in the wrong place"
    ),
    "credit.altered": worded("is licensed for {channel}, but its credit was altered"),
    "attribution.missing": worded("must be named as a source"),
    "notice.missing": worded("is licensed for {channel}, but its notice is missing"),
    "notice.altered": worded("is licensed for {channel}, but its notice was altered"),
    "byline.removed": worded("is licensed for {channel}, but its byline was removed"),
    "dateline.removed": worded("is licensed for {channel}, but its dateline was removed"),
    "link.missing": worded("is licensed for {channel}, but the link is missing"),
    "tracking.missing": worded("is licensed for {channel}, but the tracking pixel is missing"),
    "ai_disclosure.missing": worded("may be used with AI, but readers are not informed"),
    "licence.ok": worded("is licensed for {channel}"),
    "exception.own_content": worded("is the newsroom's own"),
    "exception.quotation": worded(
        "is quoted briefly with its source named, within the newsroom's policy"
    ),
    "exception.very_short_extract": worded("is a very short extract, within the newsroom's policy"),
    "exception.press_release": worded("is a press release"),
    "exception.allowlisted": worded("is allowed by the newsroom's policy"),
    "exception.published_first": worded(
        "is more recent than this piece, which was published first"
    ),
    "exception.public_domain": worded("is in the public domain"),
}
_UNDATED = worded("may be online for longer than the agreement allows: the piece has no date")
_IN_CHROME, _RETOLD = "detect.match_in_page_chrome", "detect.match_retold"


def document_message(
    claims: Sequence[Claim],
    unfinished: Sequence[Reason],
    told: Sequence[Reason],
    looked: LookedAt | None,
    context: JudgementContext,
) -> str:
    """Returns one plain sentence of at most 200 characters: what is in the way, or that nothing is.

    Args:
        claims: what the judgement found.
        unfinished: the reasons why the check is incomplete.
        told: what else was observed about the whole document.
        looked: what the check examined, if known.
        context: the use, and the names of owners.
    """
    sentence = _verdict_sentence(claims, None if unfinished else looked, context)
    if told:
        sentence = joined([told[0].message, sentence], " ")
    if not unfinished:
        return clip(sentence)
    lacking = lower(unfinished[0].message)
    if not sentence:
        return clip(worded("The check is not complete ({lacking}).", lacking=lacking))
    return clip(
        worded(
            "The check is not complete ({lacking}). So far: {sentence}",
            lacking=lacking,
            sentence=lower(sentence),
        )
    )


def _verdict_sentence(
    claims: Sequence[Claim], looked: LookedAt | None, context: JudgementContext
) -> str:
    origin = [claim for claim in claims if claim.role != "mention"]
    verdict = worst(claim.verdict for claim in claims)
    leading = [claim for claim in origin if claim.verdict == verdict]
    if not leading:
        around = [c for c in claims if any(r.code == _IN_CHROME for r in c.reasons)]
        if around:
            return worded(
                "{subject} is in the page around the article.",
                subject=_subject(around[0], context),
            )
        retold = [c for c in claims if any(r.code == _RETOLD for r in c.reasons)]
        if retold:
            return worded(
                "No copied text was found, but this may be {name} text in other words.",
                name=_short(retold[0].owner, context),
            )
        return _nothing_found(looked)
    parts: list[str] = [
        worded(
            "{subject} {is_what}.",
            subject=_subject(leading[0], context),
            is_what=_ending(leading[0], context.use.channel),
        )
    ]
    more = len([c for c in origin if c.verdict != "clear"]) - 1
    if more > 0:
        parts.append(
            plural(
                "Material of {n} other owner also needs attention.",
                "Material of {n} other owners also needs attention.",
                more,
            )
        )
    return joined([*parts, *_not_looked(looked)], " ")


def _nothing_found(looked: LookedAt | None) -> str:
    """That nothing was found, and in what: a few sources are not the same as a whole wire."""
    if looked is not None and not looked.reuse:
        found = worded("No marking of another owner was found.")
    elif looked is not None and looked.index is not None and looked.index.items:
        found = _nothing_in(looked.index)
    else:
        found = worded("No licensed text or picture of another owner was found.")
    return joined([found, *_not_looked(looked)], " ")


def _nothing_in(index: IndexSeen) -> Message:
    if index.newest is None:
        return plural(
            "No text or picture of another owner was found (compared with {n:,} licensed source).",
            "No text or picture of another owner was found (compared with {n:,} licensed sources).",
            index.items,
        )
    return plural(
        "No text or picture of another owner was found"
        " (compared with {n:,} licensed source, the newest received on {day}).",
        "No text or picture of another owner was found"
        " (compared with {n:,} licensed sources, the newest received on {day}).",
        index.items,
        day=f"{index.newest:%Y-%m-%d}",
    )


def _not_looked(looked: LookedAt | None) -> Iterator[Message]:
    """The look that was not taken, so that nobody takes half a check for a whole one."""
    if looked is None:
        return
    if not looked.reuse:
        yield worded(
            "The text was checked for markings only and not compared with licensed sources."
        )
    elif not looked.markings:
        yield worded("The text was not checked for markings.")


def _ending(claim: Claim, channel: str) -> Message:
    for reason in claim.reasons:
        if reason.severity == claim.verdict and reason.code in _ENDINGS:
            undated = reason.code == "licence.retention_exceeded" and reason.parsed is False
            ending = _UNDATED if undated else _ENDINGS[reason.code]
            return ending.filled(channel=channel or worded("this use"))
    return (
        worded("needs no licence here") if claim.verdict == "clear" else worded("needs attention")
    )


_SUBJECTS: Mapping[str, Message] = {
    "photo": worded("{owner} picture"),
    "press_release": worded("{owner} release"),
}


def _subject(claim: Claim, context: JudgementContext) -> Message:
    if claim.owner != "generic":
        name = _short(claim.owner, context)
    else:
        name = claim.holder or worded("Agency")
    subject = _SUBJECTS.get(claim.role, worded("{owner} text")).filled(owner=name)
    words, share = claim.measures.get("words"), claim.measures.get("share_of_source")
    if words is None or share is None:
        return subject
    return plural(
        "{subject} ({n} word, {share:.0f} % of the source)",
        "{subject} ({n} words, {share:.0f} % of the source)",
        round(words),
        subject=subject,
        share=share * 100,
    )


def _short(owner: str, context: JudgementContext) -> str:
    """Agencies go by their abbreviation in a sentence: AFP, AP, dpa."""
    bare = owner.rsplit(":", 1)[-1]
    if len(bare) <= 4 and bare.isascii() and bare.isalpha():
        named = context.names.get(owner, ())
        return bare if bare in named and bare.upper() not in named else bare.upper()
    return context.name(owner)
