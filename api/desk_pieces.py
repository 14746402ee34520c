"""Checked pieces as a rights desk reads them: one row per piece, grouped by publication state."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TypeVar

from checker.models.record import CheckHead
from checker.models.vocabulary import STANDINGS, Standing
from checker.report.code_words import code_words
from checker.report.event_words import event_words
from checker.report.use_words import when
from checker.store import Expiring, Recalled
from checker.values import dataclass
from checker.wording import plural, worded

from .owner_names import OwnerNames

__all__ = [
    "CalendarDay",
    "DuePiece",
    "PieceName",
    "UsingPiece",
    "calendar",
    "due_pieces",
    "using_pieces",
]

T = TypeVar("T")
_WEEKDAYS = (
    worded("Monday"),
    worded("Tuesday"),
    worded("Wednesday"),
    worded("Thursday"),
    worded("Friday"),
    worded("Saturday"),
    worded("Sunday"),
)


@dataclass(frozen=True, slots=True)
class PieceName:
    """The name of a story on a page; `id` is the caller's, `url` is its address."""

    check: str
    title: str
    id: str
    url: str
    site: str

    @classmethod
    def of(cls, head: CheckHead) -> "PieceName":
        """Returns the name of a checked piece."""
        untitled = worded("Untitled text, checked {time}", time=when(head.checked_at))
        title = head.title or head.document or head.url or untitled
        known = head.document if head.document != title else ""
        return cls(head.check, title, known or "", head.url or "", head.use.site)


@dataclass(frozen=True, slots=True)
class UsingPiece:
    """A piece that uses an item: how it uses it, since when, and how often it was checked."""

    name: PieceName
    head: CheckHead
    how: str
    published_at: datetime | None
    current: bool
    times: int


@dataclass(frozen=True, slots=True)
class DuePiece:
    """A piece whose verdict changes by itself, and what to do then."""

    name: PieceName
    head: CheckHead
    at: datetime
    what: str
    owner: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """The pieces due on one day (UTC); the day None contains what is overdue."""

    day: date | None
    label: str
    pieces: tuple[DuePiece, ...]


def using_pieces(found: Iterable[Recalled]) -> dict[Standing, list[UsingPiece]]:
    """Groups the pieces that use an item by publication state, one row per piece."""
    groups: dict[tuple[str, str], list[Recalled]] = {}
    for one in found:
        groups.setdefault(_piece(one.head), []).append(one)
    rows = [_using(checks) for checks in groups.values()]
    return {name: [row for row in rows if row.head.standing == name] for name in STANDINGS}


def due_pieces(
    found: Sequence[Expiring], names: OwnerNames, now: datetime
) -> dict[Standing, list[DuePiece]]:
    """Groups pending changes by publication state of the pieces, the earliest first."""
    rows = [
        DuePiece(
            PieceName.of(one.head),
            one.head,
            one.event.at,
            event_words(one.event.action, one.event.reason),
            names(one.event.owner),
            one.event.at <= now,
        )
        for one in found
    ]
    spots = _newest_of_each(row for row in rows if row.head.standing == "spot_check")
    grouped = {name: [row for row in rows if row.head.standing == name] for name in STANDINGS}
    return {**grouped, "spot_check": spots}


def calendar(pieces: Sequence[DuePiece], now: datetime) -> list[CalendarDay]:
    """Returns the days on which something is due, overdue pieces first."""
    days: dict[date | None, list[DuePiece]] = {}
    for piece in pieces:
        day = None if piece.overdue else piece.at.astimezone(UTC).date()
        days.setdefault(day, []).append(piece)
    return [CalendarDay(day, _label(day, now), tuple(rows)) for day, rows in days.items()]


def _label(day: date | None, now: datetime) -> str:
    if day is None:
        return worded("Overdue")
    away = (day - now.astimezone(UTC).date()).days
    named = worded("{weekday} {day}", weekday=_WEEKDAYS[day.weekday()], day=day.isoformat())
    if away == 0:
        return worded("Today, {day}", day=named)
    return worded("Tomorrow, {day}", day=named) if away == 1 else named


def _piece(head: CheckHead) -> tuple[str, str]:
    """What makes checks those of one piece: its id, its address, else title or text."""
    if head.document is not None:
        return ("id", head.document)
    if head.url is not None:
        return ("url", head.url)
    if head.title and head.standing == "spot_check":
        return ("title", head.title.casefold())
    return ("text", head.text_sha256)


def _using(checks: Sequence[Recalled]) -> UsingPiece:
    """The row of one piece: its published check, else the newest one."""
    out = [one for one in checks if one.head.standing == "published"]
    shown = _newest(out or checks, lambda one: one.head)
    uses = {use.source: use for use in shown.uses}.values()
    how = [
        worded("found when the item arrived later")
        if use.late
        else plural("{kind}, {n} word", "{kind}, {n} words", use.words, kind=code_words(use.cls))
        for use in uses
    ]
    use = shown.head.use
    since = shown.head.confirmed_at or use.first_published
    return UsingPiece(
        PieceName.of(shown.head), shown.head, "; ".join(how), since, shown.current, len(checks)
    )


def _newest_of_each(rows: Iterable[DuePiece]) -> list[DuePiece]:
    newest: dict[tuple[str, str], DuePiece] = {}
    for row in rows:
        held = newest.get(_piece(row.head))
        if held is None or held.head.checked_at < row.head.checked_at:
            newest[_piece(row.head)] = row
    return sorted(newest.values(), key=lambda row: row.at)


def _newest(found: Sequence[T], head: Callable[[T], CheckHead]) -> T:
    return max(found, key=lambda one: head(one).checked_at)
