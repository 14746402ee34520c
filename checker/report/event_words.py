"""What changes by itself, in words for the person who has to act on it."""

from collections.abc import Mapping

from checker.models import EventAction, PassageClass, Standing

__all__ = ["REUSE_WORDS", "STANDING_WORDS", "event_words"]

_ACTIONS: Mapping[EventAction, str] = {
    "recheck": "Check it again",
    "unpublish": "Take it down",
    "remove_text": "Remove the licensed text",
    "publishable": "May be published",
}
_REASONS: Mapping[str, str] = {
    "licence.retention_exceeded": "its time online is over",
    "licence.archive_not_allowed": "it may not stay in the archive",
    "licence.expired": "the contract ends",
    "licence.not_started": "the contract begins",
    "licence.none": "no contract covers it any more",
    "licence.item_restricted": "the item's own terms change",
    "licence.quota_exceeded": "a new month of the quota begins",
    "licence.ok": "the contract covers it from then on",
    "status.embargoed": "the embargo ends",
    "status.expired_by_provider": "the provider lets the item expire",
}
STANDING_WORDS: Mapping[Standing, str] = {
    "published": "Published",
    "unconfirmed": "In the CMS, not confirmed as published",
    "spot_check": "Spot checks",
}
REUSE_WORDS: Mapping[PassageClass, str] = {
    "verbatim": "word for word",
    "near": "lightly edited",
    "derived": "rewritten",
    "quotation": "quoted",
    "boilerplate": "standing phrases",
    "names": "names alone",
    "related": "in other words",
}


def event_words(action: EventAction, reason: str) -> str:
    """Returns what to do and why, as in "Take it down: its time online is over"."""
    why = _REASONS.get(reason, reason.partition(".")[2].replace("_", " "))
    return f"{_ACTIONS[action]}: {why}"
