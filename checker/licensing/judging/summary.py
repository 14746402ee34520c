"""The one sentence that sums a verdict up, as an editor reads it first."""

from collections.abc import Sequence

from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.reasons import clip, worst
from checker.models import Claim, LookedAt, Reason

__all__ = ["document_message"]

_ENDINGS = {
    "status.killed": "was killed by its owner: do not publish, take it down",
    "status.withheld": "is withheld by its owner",
    "status.embargoed": "is under embargo",
    "status.not_for_publication": "is marked as not for publication",
    "status.expired_by_provider": "has expired, says its owner",
    "licence.none": "is used without a licence",
    "licence.ambiguous": "needs a licence, but its holder is not known",
    "licence.not_started": "is licensed only from a later day on",
    "licence.expired": "was licensed, but the agreement has ended",
    "licence.publisher_mismatch": "is not licensed for this site",
    "licence.media_excluded": "is not covered: the agreement is for other media",
    "licence.language_excluded": "is not licensed in this language",
    "licence.service_excluded": "is of a service that the agreement does not cover",
    "licence.channel_excluded": "is not licensed for {channel}",
    "licence.territory_excluded": "is not licensed for every territory asked for",
    "licence.item_restricted": "is restricted by its owner for this item",
    "licence.third_party_content": "is third-party content that the agreement does not cover",
    "licence.extent_exceeded": "is licensed as an excerpt, and more than that is used",
    "licence.modification_not_allowed": "was changed in a way that the agreement does not allow",
    "licence.translation_not_allowed": "may not be translated under the agreement",
    "licence.ai_use_not_allowed": "may not be used with AI in this way",
    "licence.retention_exceeded": "has been online for longer than the agreement allows",
    "licence.archive_not_allowed": "may not be archived under the agreement",
    "licence.quota_exceeded": "is over this month's quota",
    "credit.missing": "is licensed for {channel}, but its credit is missing",
    "credit.wrong_holder": "is licensed for {channel}, but credited to somebody else",
    "credit.wrong_placement": "is licensed for {channel}, but its credit stands in a wrong place",
    "credit.altered": "is licensed for {channel}, but its credit was altered",
    "attribution.missing": "needs to be named as a source",
    "notice.missing": "is licensed for {channel}, but its notice is missing",
    "notice.altered": "is licensed for {channel}, but its notice was altered",
    "byline.removed": "is licensed for {channel}, but its byline was removed",
    "dateline.removed": "is licensed for {channel}, but its dateline was removed",
    "link.missing": "is licensed for {channel}, but the link is missing",
    "tracking.missing": "is licensed for {channel}, but the counting pixel is missing",
    "ai_disclosure.missing": "may be used with AI, but readers are not told of it",
    "licence.ok": "is licensed for {channel}",
    "exception.own_content": "is the newsroom's own",
    "exception.quotation": "is quoted briefly and named, within the newsroom's policy",
    "exception.very_short_extract": "is a very short extract, within the newsroom's policy",
    "exception.press_release": "is a press release",
    "exception.allowlisted": "is allowed by the newsroom's policy",
    "exception.published_first": "is younger than the piece, which was published first",
    "exception.public_domain": "is in the public domain",
}
_IN_CHROME, _RETOLD = "detect.match_in_page_chrome", "detect.match_retold"


def document_message(
    claims: Sequence[Claim],
    unfinished: Sequence[Reason],
    told: Sequence[Reason],
    looked: LookedAt | None,
    context: JudgementContext,
) -> str:
    """One plain sentence, 200 characters at most: what is in the way, or that nothing is.

    Args:
        claims: what the judgement found.
        unfinished: the reasons for which the check is not complete.
        told: what else was seen of the document as a whole.
        looked: what the check looked at, where that is known.
        context: the use, and the names of owners.
    """
    sentence = _verdict_sentence(claims, None if unfinished else looked, context)
    if told:
        sentence = f"{told[0].message.rstrip('.')}. {sentence}"
    if not unfinished:
        return clip(sentence)
    what = _lower(unfinished[0].message.rstrip("."))
    prefix = f"The check is not complete ({what}). "
    return clip(prefix + ("So far: " + _lower(sentence) if sentence else ""))


def _verdict_sentence(
    claims: Sequence[Claim], looked: LookedAt | None, context: JudgementContext
) -> str:
    origin = [claim for claim in claims if claim.role != "mention"]
    verdict = worst(claim.verdict for claim in claims)
    leading = [claim for claim in origin if claim.verdict == verdict]
    if not leading:
        around = [c for c in claims if any(r.code == _IN_CHROME for r in c.reasons)]
        if around:
            return f"{_subject(around[0], context)} stands in the page around the article."
        retold = [c for c in claims if any(r.code == _RETOLD for r in c.reasons)]
        if retold:
            name = _short(retold[0].owner, context)
            return f"No copied text was found, but this may be {name} text in other words."
        return _nothing_found(looked)
    ending = _ending(leading[0]).format(channel=context.use.channel or "this use")
    sentence = f"{_subject(leading[0], context)} {ending}."
    more = len([c for c in origin if c.verdict != "clear"]) - 1
    if more > 0:
        sentence += f" {more} more claim{'s need' if more > 1 else ' needs'} attention."
    return sentence if looked is None else sentence + _not_looked(looked)


def _nothing_found(looked: LookedAt | None) -> str:
    """That nothing was found, and in what: a few sources are not the same as a whole wire."""
    if looked is None:
        return "No licensed text or picture of another owner was found."
    if not looked.reuse:
        return "No marking of another owner was found." + _not_looked(looked)
    if looked.index is None or not looked.index.items:
        return "No licensed text or picture of another owner was found." + _not_looked(looked)
    items, newest = looked.index.items, looked.index.newest
    sources = "1 licensed source" if items == 1 else f"{items:,} licensed sources"
    when = f", the newest received on {newest:%Y-%m-%d}" if newest else ""
    found = f"No text or picture of another owner was found (compared with {sources}{when})."
    return found + _not_looked(looked)


def _not_looked(looked: LookedAt) -> str:
    """The look that was not taken, so that nobody takes half a check for a whole one."""
    if not looked.reuse:
        return " The text was checked for markings only, not compared with licensed sources."
    return "" if looked.markings else " The text was not checked for markings."


def _ending(claim: Claim) -> str:
    for reason in claim.reasons:
        if reason.severity == claim.verdict and reason.code in _ENDINGS:
            return _ENDINGS[reason.code]
    return "needs no licence here" if claim.verdict == "clear" else "needs attention"


def _subject(claim: Claim, context: JudgementContext) -> str:
    name = _short(claim.owner, context) if claim.owner != "generic" else claim.holder or "Agency"
    kind = {"photo": "picture", "press_release": "release"}.get(claim.role, "text")
    words, share = claim.measures.get("words"), claim.measures.get("share_of_source")
    if words is None or share is None:
        return f"{name} {kind}"
    return f"{name} {kind} ({words:.0f} words, {share * 100:.0f} % of the source)"


def _short(owner: str, context: JudgementContext) -> str:
    """Agencies go by their abbreviation in a sentence: AFP, AP, dpa."""
    bare = owner.rsplit(":", 1)[-1]
    if len(bare) <= 4 and bare.isascii() and bare.isalpha():
        named = context.names.get(owner, ())
        return bare if bare in named and bare.upper() not in named else bare.upper()
    return context.name(owner)


def _lower(sentence: str) -> str:
    if len(sentence) > 1 and sentence[1].islower():
        return sentence[0].lower() + sentence[1:]
    return sentence
