"""Which JSON objects are ninjs items, with their words or as messages without them."""

from typing import Any

from checker.formats.records.strict_json import Fields, as_text, plain_key
from checker.formats.wire.json_rights import KILLS, LISTS, STATUS, is_flag
from checker.formats.wire.json_times import EMBARGO, EXPIRY

__all__ = ["CONTAINERS", "IDS", "STATES", "is_ninjs"]

IDS = ("uri", "guid", "urn", "id", "identifier", "itemid", "newsid")
WORDS = (
    "headline",
    "headlines",
    "bodies",
    "descriptions",
    "articlehtml",
    "bodyxhtml",
    "bodyhtml",
    "bodytext",
    "descriptiontext",
    "caption",
    "body",
    "descriptioncaption",
    "slugline",
)
WIRED = ("versioncreated", "pubstatus", "type", "headlines", "bodies", "headline", "by")
# Names of what holds the items of an envelope.
CONTAINERS = (
    "item", "items", "data", "results", "docs", "articles", "hits", "newsItems", "_items",
    "content", "entries", "stories",
)  # fmt: skip
ENVELOPES = tuple(map(plain_key, CONTAINERS))
# What a message without words states of an item, and what else such a message of a wire has.
STATES = (*STATUS, *EMBARGO, *EXPIRY, *LISTS["usage_terms"], *LISTS["editors_note"], *KILLS)
RECORDS = ("text", "html", "owner")  # of our own records
SENT = (*WIRED, "version", "firstcreated", "provider", "language", "slug", "urgency")


def is_ninjs(value: Any) -> bool:
    """Returns whether an object looks like a ninjs item: an identifier and words of an item.

    An item that is killed, held or limited may come without words.
    """
    if not isinstance(value, dict):
        return False
    fields = Fields(value)
    if not any(key in fields for key in IDS):
        return False
    if "standard" in fields:
        return True
    if any(key in fields for key in WORDS) or fields.starting("body"):
        return any(key in fields for key in WIRED)
    return is_message(fields)


def is_message(fields: Fields) -> bool:
    """Returns whether an object without words states what has become of an item.

    An envelope may do so as well, of the items in it.
    """
    if any(key in fields for key in RECORDS) or any(map(holds_items, fields.every(*ENVELOPES))):
        return False
    stated = any(_says(value) for _, value in fields.every(*STATES))
    flagged = any(is_flag(key, value) for key, value in fields.given.items())
    return (stated or flagged) and any(key in fields for key in SENT)


def _says(value: Any) -> bool:
    """Whether a value states something: a time may be in an object, or be a mere "true"."""
    return value is True or isinstance(value, dict) or bool(as_text(value).strip())


def holds_items(member: tuple[str, Any]) -> bool:
    """Returns whether a member of an object is one object, or a list of them."""
    value = member[1]
    return isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict))
