"""The state of an item in one word, as a check of its own text would find it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.policy import Policy
from checker.licensing.judging.judgement import judge
from checker.models.draft import Draft, Use
from checker.models.evidence import Match, Passage, ScanResult, SearchResult
from checker.models.source import Item
from checker.models.verdict import Reason
from checker.times import from_rfc3339
from checker.values import dataclass

__all__ = ["STATES", "ItemState", "item_state"]

# The worst first: a killed item is no longer embargoed.
STATES: Mapping[str, str] = {
    "status.killed": "killed",
    "status.withheld": "withheld",
    "status.not_for_publication": "not_for_publication",
    "status.embargoed": "embargoed",
    "status.expired_by_provider": "expired",
    "status.superseded": "superseded",
}
USABLE, UNKNOWN = "usable", "unknown"
_TEXT = "The item itself."


@dataclass(frozen=True, slots=True)
class ItemState:
    """The state of an item at a moment: one of `STATES`, "usable", or "unknown".

    "unknown" means an unrecognised status. `until` is when an embargo ends, None if its end is
    unreadable; `why` is the reason's message.
    """

    word: str
    until: datetime | None = None
    why: str = ""


def item_state(
    item: Item,
    *,
    agreements: Iterable[Agreement] = (),
    policy: Policy | None = None,
    names: Mapping[str, str] | None = None,
    now: datetime,
) -> ItemState:
    """Returns the state of an item from its fields, its terms and its notes.

    Args:
        item: the item as the registry knows it.
        agreements: the newsroom's agreements, for the time zone of an embargo.
        policy: the newsroom's policy; by default, the built-in one.
        names: owner ids to names, for the message.
        now: the moment.
    """
    if _silent(item):
        return ItemState(USABLE)
    judgement = judge(
        Draft(_TEXT),
        ScanResult(()),
        SearchResult((_whole(item),)),
        Use(),
        agreements=agreements,
        policy=policy or Policy.default(),
        items={item.source: item},
        names=names or {},
        now=now,
    )
    reasons = {reason.code: reason for claim in judgement.claims for reason in claim.reasons}
    code = next((code for code in STATES if code in reasons), None)
    if code is not None:
        return ItemState(STATES[code], _until(reasons[code]), reasons[code].message)
    strange = reasons.get("licence.item_restricted")
    if strange is not None and strange.found == item.rights.status:
        return ItemState(UNKNOWN, None, strange.message)
    return ItemState(USABLE)


def _silent(item: Item) -> bool:
    """Whether nothing is stated of it that could hold it back: most items are judged by a look."""
    rights = item.rights
    stated = (
        item.killed_at,
        rights.embargo_until,
        rights.embargo_raw,
        rights.expires,
        rights.expires_raw,
        rights.usage_terms,
        rights.editors_note,
        rights.signals,
    )
    return rights.status in (None, "", "usable") and not any(stated)


def _until(reason: Reason) -> datetime | None:
    ends = reason.code == "status.embargoed" and reason.parsed and reason.expected
    return from_rfc3339(reason.expected) if ends and reason.expected else None


def _whole(item: Item) -> Match:
    """The item's text taken word for word."""
    end = len(_TEXT)
    return Match(
        source=item.source,
        version=item.newest_version,
        owner=item.owner,
        cls="verbatim",
        words=1_000,
        share_of_draft=1.0,
        share_of_source=1.0,
        longest_run_words=1_000,
        passages=(Passage(0, end, 0, end, "verbatim", 1.0, 1_000),),
    )
