"""What changes by itself, in words for the person who has to act on it."""

from collections.abc import Mapping

from checker.models.vocabulary import EventAction, Standing
from checker.wording import Message, worded

__all__ = ["STANDING_WORDS", "event_words"]

_ACTIONS: Mapping[EventAction, Message] = {
    "recheck": worded("Check it again"),
    "unpublish": worded("Take it down"),
    "remove_text": worded("Remove the licensed text"),
    "publishable": worded("May be published"),
}
_REASONS: Mapping[str, Message] = {
    "licence.retention_exceeded": worded("its permitted time online ends"),
    "licence.archive_not_allowed": worded("it may not stay in the archive"),
    "licence.expired": worded("the contract ends"),
    "licence.not_started": worded("the contract begins"),
    "licence.none": worded("no contract covers it any more"),
    "licence.item_restricted": worded("the item's own terms change"),
    "licence.quota_exceeded": worded("the monthly quota starts again"),
    "licence.ok": worded("the contract covers it from then on"),
    "agreement.changed": worded("its contract was changed or ended since"),
    "status.embargoed": worded("the embargo ends"),
    "status.expired_by_provider": worded("the item expires"),
}
STANDING_WORDS: Mapping[Standing, Message] = {
    "published": worded("Published"),
    "unconfirmed": worded("In the CMS, not confirmed as published"),
    "spot_check": worded("Spot checks"),
}


def event_words(action: EventAction, reason: str) -> str:
    """Returns what to do and why, as in "Take it down: its permitted time online ends"."""
    why = _REASONS.get(reason, reason.partition(".")[2].replace("_", " "))
    return worded("{action}: {why}", action=_ACTIONS[action], why=why)
