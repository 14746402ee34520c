"""An embargo in words: whether there is one, and until when.

The item's field, its usage terms and notes, and a line of the draft are read here, so that the same
words mean the same everywhere.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import zip_longest
from typing import Literal

from checker.orders.clause import ORDERING
from checker.orders.embargo_lines import embargoes_in
from checker.orders.order import Order
from checker.orders.times_in_words import TimeReading, customary_zone, end_of_reading, read_time
from checker.orders.vocabulary import tokens_of
from checker.text.views import View, view_of
from checker.times import WrittenTime, end_of, no_time, parse_time
from checker.values import dataclass

__all__ = ["Embargo", "embargoes_among", "introduces", "orders_embargo", "read_embargo"]

_OF_ORDERS = tuple(one for one in ORDERING if one not in ("filler", "label"))
_EPOCH = re.compile(r"(?<![\d.-])\d{10}(?:\d{3})?(?![\d.-])")


@dataclass(frozen=True, slots=True)
class Embargo:
    """An embargo as stated in words.

    `until` is the moment from which the item may be published, aware where the words name a zone
    and else a local time of the provider. `date_only` is a date without a time; `until` is then the
    end of that day. `zone` is the IANA zone that the wording suggests, where nobody knows the
    provider's. `readings` are all moments that letters of a zone may mean ("IST"), `until` is the
    latest of them.
    """

    kind: Literal["none", "until", "unreadable"]
    words: str
    until: datetime | None = None
    date_only: bool = False
    zone: str | None = None
    readings: tuple[datetime, ...] = ()


def read_embargo(words: str, near: datetime | None) -> Embargo:
    """Returns the embargo in words about one; `near` resolves unwritten years and weeks."""
    raw = words.strip()
    if not raw or no_time(raw):
        return Embargo("none", raw)
    if (written := parse_time(raw)) is not None:
        return _until(raw, TimeReading(written))
    view = view_of(raw)
    found = list(embargoes_in(view, field=True))
    orders = [order for order in found if order.kind == "embargo"]
    if (found and not orders) or _says_none(view):
        return Embargo("none", raw)
    read = [_read(view, order, near) for order in orders] or [read_time(view, near)]
    readable = [reading for reading in read if reading is not None]
    if not readable:
        return Embargo("unreadable", raw)
    return _until(raw, max(readable, key=end_of_reading))


def orders_embargo(text: str) -> bool:
    """Returns whether a provider's note or terms order an embargo, not just mention one."""
    return any(order.kind == "embargo" for order in embargoes_in(view_of(text), field=True))


def embargoes_among(
    text: str, near: datetime | None, limits: Callable[[str], bool]
) -> Iterator[tuple[str, Embargo | None]]:
    """Yields a provider's text in parts: each embargo statement with its reading, and the rest.

    Of a rest that `introduces` an order ("Please respect:"), only what limits the use says
    anything.

    Args:
        text: a note, or terms of use.
        near: resolves unwritten years and weeks.
        limits: whether words limit the use by themselves: such words beside the times of an order
            are no part of it ("embargoed until 6 p.m., print only").
    """
    view = view_of(text)
    done = 0
    orders = list(embargoes_in(view, field=True))
    for order, following in zip_longest(orders, orders[1:]):
        start, end = _own_words(view, order)
        behind = following.start if following is not None else len(view.lines)
        if start > order.start and not limits(text[slice(*view.span(order.start, start))]):
            start = order.start
        if end < order.end and not limits(text[slice(*view.span(end, behind))]):
            end = order.end
        yield from _rest(view, text, done, start)
        words = text[slice(*view.span(start, end))]
        yield words, read_embargo(words, near)
        done = end
    if done == 0:
        yield text, None
    else:
        yield from _rest(view, text, done, len(view.lines))


def introduces(text: str) -> bool:
    """Returns whether a text holds nothing but words that stand beside orders and times."""
    view = view_of(text)
    return all(token.may_be(*ORDERING) for token in tokens_of(view, 0, len(view.lower)))


def _own_words(view: View, order: Order) -> tuple[int, int]:
    """Where the words of an order and its times begin and end, without others beside them."""
    own = [
        token
        for token in tokens_of(view, order.start, order.end)
        if token.may_be(*_OF_ORDERS) or not token.may_be(*ORDERING)
    ]
    while order.kind == "embargo" and len(own) > 1 and own[-1].may_be("negation"):
        own.pop()  # ", no online use"
    return (own[0].start, own[-1].end) if own else (order.start, order.end)


def _rest(view: View, text: str, start: int, end: int) -> Iterator[tuple[str, None]]:
    if tokens_of(view, start, end):
        yield text[slice(*view.span(start, end))], None


def _says_none(view: View) -> bool:
    """Whether a field holds nothing but "none"."""
    tokens = tokens_of(view, 0, len(view.lower))
    return bool(tokens) and all(token.may_be("none", "negation") for token in tokens)


def _read(view: View, order: Order, near: datetime | None) -> TimeReading | None:
    words = view.lines[order.start : order.end]
    seconds = _EPOCH.search(words)  # since 1970, as programs write times
    written = parse_time(seconds.group()) if seconds is not None else None
    return TimeReading(written) if written is not None else read_time(view_of(words), near)


def _until(raw: str, reading: TimeReading) -> Embargo:
    written: WrittenTime = reading.written
    return Embargo(
        "until",
        raw,
        end_of(written),
        written.date_only,
        customary_zone(raw),
        reading.readings,
    )
