"""The times of JSON items until which, and after which, they must not be published.

Feeds write them as a time, as an object or a list that has one, or as a mere "true".
"""

from collections.abc import Iterator
from typing import Any

from checker.formats.records.strict_json import Fields, as_text, plain_key
from checker.formats.rights import RightsBuilder
from checker.times import parse_time

__all__ = ["EMBARGO", "EXPIRY", "embargo_fields", "expiry_fields"]

EMBARGO = (
    "embargoed",
    "embargoeduntil",
    "embargountil",
    "embargo",
    "embargodate",
    "embargotime",
    "utcembargo",
    "releasedate",
    "embargoraw",
    "embargoend",
    "embargoends",
    "embargoenddate",
    "embargolift",
    "holduntil",
    "sperrfrist",
    "notbefore",
    "validfrom",
    "availablefrom",
    "publishafter",
    "releaseat",
)
_FROM = ("validfrom", "availablefrom")  # a day is part of what they begin
EXPIRY = (
    "expires",
    "expiresraw",
    "expired",
    "expiry",
    "expirydate",
    "validto",
    "validuntil",
    "validthrough",
    "useuntil",
    "usableuntil",
    "expiration",
    "dateexpire",
)
_DEEPEST = 8  # objects within objects


def embargo_fields(fields: Fields, rights: RightsBuilder, path: str = "") -> None:
    """Reads the times of an embargo under any of its keys."""
    for key, value in fields.every(*EMBARGO):
        for at, words in _stated(value, f"{path}{key}"):
            written = parse_time(words) if plain_key(key) in _FROM else None
            begins = written is not None and written.date_only
            rights.embargo(at, f"{words.strip()}T00:00" if begins else words)


def expiry_fields(fields: Fields, rights: RightsBuilder, path: str = "") -> None:
    """Reads the times of an expiry under any of its keys."""
    for key, value in fields.every(*EXPIRY):
        for at, words in _stated(value, f"{path}{key}"):
            rights.expires(at, words)


def _stated(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yields what a value states of a time, each with its path.

    Of an object the times in it count, and if it has none, all its words: what is there and cannot
    be read is for a person.
    """
    inside = list(_leaves(value, path, 0))
    times = [(at, words) for at, words in inside if parse_time(words) is not None]
    yield from times or inside


def _leaves(value: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if value is True:
        yield path, "true"
    elif isinstance(value, dict | list) and depth < _DEEPEST:
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, part in pairs:
            yield from _leaves(part, f"{path}.{key}", depth + 1)
    elif not isinstance(value, dict | list):
        words = as_text(value)
        if words.strip():
            yield path, words
