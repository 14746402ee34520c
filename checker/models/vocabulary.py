"""The words that the rooms share: verdicts, purposes, kinds of zones, ids of owners."""

from functools import lru_cache
from typing import Literal, get_args

__all__ = [
    "CLAIM_ROLES",
    "CLAIM_VERDICTS",
    "CONFIDENCES",
    "ENFORCEMENTS",
    "EVENTS",
    "FINDING_SCOPES",
    "LOOKS",
    "PURPOSES",
    "QUOTA_COUNTS",
    "STANDINGS",
    "UNLICENSED",
    "VERDICTS",
    "ZONE_KINDS",
    "AnchorKind",
    "ClaimRole",
    "Confidence",
    "Enforcement",
    "EventAction",
    "EventName",
    "FindingScope",
    "Look",
    "MatchEvidence",
    "OffsetUnits",
    "OvertakenBy",
    "PassageClass",
    "Purpose",
    "QuotaCounts",
    "Standing",
    "VerdictName",
    "ZoneKind",
    "ZoneRole",
    "owner_id",
    "plain_name",
]

VerdictName = Literal["clear", "credit_required", "unfinished", "licence_required", "blocked"]
# What lacks a licence; a missing credit is a condition of one and no lack of it.
UNLICENSED: tuple[VerdictName, ...] = ("licence_required", "blocked")
VERDICTS: tuple[VerdictName, ...] = get_args(VerdictName)  # ascending
# A check may be unfinished, a claim is not: what was found has its own verdict.
CLAIM_VERDICTS = tuple(verdict for verdict in VERDICTS if verdict != "unfinished")
Enforcement = Literal["allow", "warn", "hold", "block"]  # what the CMS does with a draft
ENFORCEMENTS: tuple[Enforcement, ...] = get_args(Enforcement)  # ascending
Look = Literal["markings", "reuse"]  # what a check looks for
LOOKS: tuple[Look, ...] = get_args(Look)
Purpose = Literal[
    "publish",
    "non_commercial",  # published by somebody who earns nothing by it, for licences that ask so
    "ai_summary",
    "ai_input",
    "ai_training",
    "translation",
    "archive",
]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
OvertakenBy = Literal[  # what came after a check and may have changed its verdict
    "kill",
    "release",
    "source",
    "version",
    "rights",
    "removal",
    "agreement",
    "policy",
    "rules",
    "event",
    "check",
]
EventName = Literal[
    "check.completed",
    "item.killed",
    "item.rights_changed",
    "source.late",
    "retention.due",
    "agreement.expiring",
    "audit.completed",
]
EVENTS: tuple[EventName, ...] = get_args(EventName)  # what webhooks can subscribe to
QuotaCounts = Literal["confirmed", "checked"]  # which pieces use up a monthly quota
QUOTA_COUNTS: tuple[QuotaCounts, ...] = get_args(QuotaCounts)
OffsetUnits = Literal["codepoints", "utf16"]  # what offsets in an answer count
ZoneKind = Literal["head", "body", "caption", "tail", "furniture"]
ZONE_KINDS: tuple[ZoneKind, ...] = get_args(ZoneKind)
ZoneRole = Literal[
    "",  # running text
    "headline",
    "byline",  # an author, agency or source element of the article
    "dateline",
    "credit",  # credit, source or rights line of the article
    "caption",  # words about a picture
    "picture_credit",
    "quote",  # blockquote
    "teaser",  # another story: related links, tickers, lists of headlines
    "comment",  # readers' words
    "biography",  # about the author
    "navigation",
    "site",  # the site's own footer, terms, partners
]
ClaimRole = Literal["text", "photo", "press_release", "mention"]
CLAIM_ROLES: tuple[ClaimRole, ...] = get_args(ClaimRole)  # in the order of their weight
FindingScope = Literal["article", "picture", "site", "other"]
FINDING_SCOPES: tuple[FindingScope, ...] = get_args(FindingScope)
Confidence = Literal["low", "medium", "high", "certain"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)  # ascending
EventAction = Literal["recheck", "unpublish", "remove_text", "publishable"]
# How far a checked piece is known to be out: somebody said so (it was confirmed, audited, or has a
# first publication); it has the name of a piece, and nobody did; or it was a look at a text.
Standing = Literal["published", "unconfirmed", "spot_check"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
AnchorKind = Literal["figure", "date", "time", "name", "term"]
MatchEvidence = Literal["copied", "related", "retold"]
PassageClass = Literal[
    "verbatim", "near", "derived", "quotation", "boilerplate", "names", "related"
]


def owner_id(name: str) -> str:
    """Returns the bare id of an owner: 'agency:afp' and 'AFP' both give 'afp'."""
    bare = name.strip()
    prefix = bare.casefold()
    return prefix.removeprefix("agency:") if prefix.startswith("agency:") else prefix


@lru_cache(maxsize=1024)  # a judgement asks with each message
def plain_name(given: str) -> str:
    """Returns an id as shown in a sentence without a known name: 'pub:lantern' gives 'lantern'."""
    kind, _, name = given.strip().partition(":")
    return name if kind.isalpha() and name and not name.startswith("/") else given.strip()
