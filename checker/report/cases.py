"""The name of what is wrong with a claim: "no contract" differs from "the contract is over"."""

from collections.abc import Mapping, Sequence
from typing import Any

from checker.models.vocabulary import CLAIM_VERDICTS, UNLICENSED
from checker.wording import worded

__all__ = ["CASES", "case_of", "case_words", "gravest", "was_never_licensed"]

# A case, its words, and the reason codes that make it; a code belongs to one case.
CASES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("withdrawn", worded("withdrawn by its owner"), ("status.killed", "status.withheld")),
    (
        "not_for_publication",
        worded("not for publication"),
        ("status.embargoed", "status.not_for_publication"),
    ),
    ("superseded", worded("replaced by a newer version"), ("status.superseded",)),
    ("expired_item", worded("the item's own term is over"), ("status.expired_by_provider",)),
    ("no_contract", worded("no contract"), ("licence.none",)),
    ("contract_over", worded("the contract is over"), ("licence.expired",)),
    ("before_contract", worded("before the contract begins"), ("licence.not_started",)),
    (
        "retention_over",
        worded("licensed once, kept longer than the contract allows"),
        ("licence.retention_exceeded", "licence.archive_not_allowed"),
    ),
    (
        "outside_contract",
        worded("outside what the contract covers"),
        (
            "licence.publisher_mismatch",
            "licence.media_excluded",
            "licence.language_excluded",
            "licence.service_excluded",
            "licence.channel_excluded",
            "licence.territory_excluded",
            "use.publisher_unknown",
            "use.site_unknown",
        ),
    ),
    (
        "use_not_allowed",
        worded("a kind of use that the contract does not allow"),
        (
            "licence.modification_not_allowed",
            "licence.translation_not_allowed",
            "licence.ai_use_not_allowed",
        ),
    ),
    ("too_much", worded("more text than the contract allows"), ("licence.extent_exceeded",)),
    ("over_quota", worded("over the monthly quota"), ("licence.quota_exceeded",)),
    (
        "terms_unclear",
        worded("terms that a person must read"),
        ("licence.ambiguous", "licence.item_restricted", "licence.third_party_content"),
    ),
    (
        "credit",
        worded("licensed, but its credit is missing or wrong"),
        (
            "credit.missing",
            "credit.wrong_holder",
            "credit.wrong_placement",
            "credit.altered",
            "attribution.missing",
            "byline.removed",
            "dateline.removed",
        ),
    ),
    (
        "notice",
        worded("licensed, but its notice or link is missing"),
        (
            "notice.missing",
            "notice.altered",
            "notice.removed",
            "link.missing",
            "tracking.missing",
            "ai_disclosure.missing",
        ),
    ),
)
RETENTION = "licence.retention_exceeded"
OTHER = ("review", worded("a person must decide"))
SETTLED = ("in_order", worded("in order"))


def case_of(claim: Mapping[str, Any]) -> str:
    """Returns the case of a claim: that of its most serious reason, the first of several."""
    asking = [r for r in claim.get("reasons") or () if r["severity"] != "clear"]
    if claim["verdict"] == "clear" or not asking:
        return SETTLED[0] if claim["verdict"] == "clear" else OTHER[0]
    worst = max(
        CLAIM_VERDICTS.index(r["severity"]) for r in asking if r["severity"] in CLAIM_VERDICTS
    )
    gravest_ones = [r for r in asking if r["severity"] == CLAIM_VERDICTS[worst]]
    codes = [r["code"] for r in gravest_ones if not _undecided(r)]
    return next((found for code in codes if (found := _case(code))), OTHER[0])


def _undecided(reason: Mapping[str, Any]) -> bool:
    """Whether a reason states a fault that nobody knows of: whether days online are over."""
    return reason["code"] == RETENTION and reason.get("parsed") is False


def was_never_licensed(case: str, then: Mapping[str, Any] | None) -> bool:
    """Returns whether a claim was not licensed on the day of publication, whatever is over now."""
    return case == "retention_over" and then is not None and then["verdict"] in UNLICENSED


def case_words(case: str) -> str:
    """Returns a case in words."""
    known = {name: words for name, words, _ in CASES} | dict((OTHER, SETTLED))
    return known.get(case, case.replace("_", " "))


def _case(code: str) -> str:
    return next((name for name, _words, codes in CASES if code in codes), "")


def gravest(claims: Sequence[Mapping[str, Any]]) -> str:
    """Returns the verdict of the worst of several claims."""
    ranks = [CLAIM_VERDICTS.index(c["verdict"]) for c in claims if c["verdict"] in CLAIM_VERDICTS]
    return CLAIM_VERDICTS[max(ranks, default=0)]
