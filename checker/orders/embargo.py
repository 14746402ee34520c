"""An embargo in words: whether there is one, and until when.

The item's field, its usage terms and a line of the draft are read here, so that the same words
mean the same wherever they stand. The forms are rows of the table beside this file.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from checker.orders.times_in_words import customary_zone, time_in_words
from checker.times import end_of, no_time, parse_time

__all__ = ["Embargo", "orders_embargo", "read_embargo", "with_its_time"]


@dataclass(frozen=True, slots=True)
class Embargo:
    """What words say of an embargo.

    `until` is the moment from which the item may be published, aware where the words name a zone
    and else a local time of the provider. `date_only` is a date without a time; `until` is then
    the end of that day. `zone` is the IANA zone that the wording suggests, where nobody knows the
    provider's.
    """

    kind: Literal["none", "until", "unreadable"]
    words: str
    until: datetime | None = None
    date_only: bool = False
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class _Order:
    pattern: re.Pattern[str]
    before_time: re.Pattern[str]
    alone: bool


def read_embargo(words: str, near: datetime | None) -> Embargo:
    """What words that speak of an embargo say; `near` settles years and weeks not written."""
    raw = words.strip()
    if not raw or no_time(raw) or _released(raw):
        return Embargo("none", raw)
    written = parse_time(raw) or time_in_words(raw, near)
    if written is None:
        return Embargo("unreadable", raw)
    return Embargo("until", raw, end_of(written), written.date_only, customary_zone(raw))


def orders_embargo(clause: str, embargo: Embargo) -> bool:
    """Whether a clause of prose, read as `embargo`, orders one at all.

    News about embargoes ("the oil embargo") and weak words without a time ("not before dinner")
    do not.
    """
    found = [order for order in _table()[0] if order.pattern.search(clause) is not None]
    weak = embargo.kind == "unreadable" and re.search(r"\d", clause) is None
    return any(order.alone for order in found) if weak else bool(found)


def with_its_time(text: str) -> str:
    """A text of several clauses, where a dash between an embargo and its time is a colon."""
    for order in _table()[0]:
        if order.alone:
            text = order.before_time.sub(lambda found: f"{found[1]}: ", text)
    return text


def _released(raw: str) -> bool:
    return any(release.fullmatch(raw) is not None for release in _table()[1])


@cache
def _table() -> tuple[tuple[_Order, ...], tuple[re.Pattern[str], ...]]:
    path = files("checker.orders").joinpath("embargo.toml")
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    orders = tuple(
        _order(row["pattern"], alone=row.get("alone", False), inside=row.get("inside", False))
        for row in table["order"]
    )
    releases = tuple(
        re.compile(rf"(?:{row['pattern']})[\s.!]*", re.IGNORECASE) for row in table["none"]
    )
    return orders, releases


def _order(pattern: str, *, alone: bool, inside: bool) -> _Order:
    body = f"(?:{pattern})" if inside else rf"\b(?:{pattern})\b"
    dash = rf"({body})\s+(?:--|[–—])\s+(?=[^;|•\n]*\d)"
    return _Order(re.compile(body, re.IGNORECASE), re.compile(dash, re.IGNORECASE), alone)
