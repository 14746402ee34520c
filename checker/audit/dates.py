"""The publication date of an archived story, as far as it states one."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from checker.models.draft import Draft
from checker.orders.times_in_words import time_in_words
from checker.times import aware, no_time, parse_time, rfc3339

__all__ = ["dated", "published", "seen_online", "unpublished", "unread_date"]

# Names of machine-readable dates, the best first; the end of the path decides.
_NAMES = (
    "datepublished",
    "article:published_time",
    "published_time",
    "published",
    "firstcreated",
    "versioncreated",
    "first_published",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
    "date",
)
_MADE = "document:created"  # when a file was made says less than the folder it lies in
_IN_PATH = re.compile(
    r"(?<!\d)(19[5-9]\d|20[0-4]\d)[-_/]?(0[1-9]|1[0-2])(?:[-_/]?([0-3]\d))?(?!\d)"
)
_YEAR_FOLDER = re.compile(r"(?:^|/)(19[5-9]\d|20[0-4]\d)/")
_YEARS = (1950, 2049)  # as in `_IN_PATH`
_LAST_NAME = re.compile(r"[.:](?=[^.:]*$)")  # what parts the last name of a path from the others
_LONGEST = 80  # letters of a date in words


_SEEN = "warc:date"  # when a web archive fetched the page
_STATUS = "wxr:status"  # in an export of WordPress, of drafts, private and scheduled posts
_ZONES = timedelta(days=1)  # a date is that of any clock on earth


def dated(draft: Draft, path: str, now: datetime) -> tuple[datetime | None, str]:
    """Returns the piece's date, and the date that it states where that cannot be its own.

    A date to come is none: what lies in an archive has appeared.
    """
    found = published(draft, path)
    if found is None:
        return None, unread_date(draft)
    return (found, "") if found <= now + _ZONES else (None, rfc3339(found, UTC))


def seen_online(draft: Draft) -> datetime | None:
    """Returns when a web archive saw the piece online, in UTC; it appeared then or earlier."""
    return _moment(_stated(draft, _SEEN))


def unpublished(draft: Draft) -> str:
    """Returns the status of a post that its site does not show; "" for what readers may see."""
    return _stated(draft, _STATUS)


def _stated(draft: Draft, name: str) -> str:
    """The first value of a name in a draft's metadata; "" if there is none."""
    return next((m.value for m in draft.metadata if m.name == name), "")


def published(draft: Draft, path: str) -> datetime | None:
    """Returns the piece's date in UTC, from its format, metadata or path (2014/03/story.html).

    If none of them has one, it is the day on which the document (PDF, Word) was created.
    """
    if draft.published is not None and _YEARS[0] <= draft.published.year <= _YEARS[1]:
        return draft.published.astimezone(UTC)
    stated: dict[str, str] = {}
    for entry in draft.metadata:
        if entry.scope == "article":
            stated.setdefault(entry.name.casefold(), entry.value)
    for name in _NAMES:
        for given, value in stated.items():
            if given.endswith(name):
                found = _moment(value)
                if found is not None:
                    return found
    made = _stated(draft, _MADE)
    return _of_path(draft.url or "") or _of_path(path) or _moment(made)


def unread_date(draft: Draft) -> str:
    """Returns the piece's stated date if it is not a time and nothing better is known."""
    for entry in draft.metadata:
        if entry.scope != "article" or _LAST_NAME.split(entry.name.casefold())[-1] not in _NAMES:
            continue
        stated = entry.value.strip()
        if stated and not no_time(stated) and _moment(stated) is None:
            return stated[:80]
    return ""


@lru_cache(maxsize=64)  # several names of a page state the same, and it is asked for twice
def _moment(text: str) -> datetime | None:
    written = parse_time(text, oldest=_YEARS[0]) or time_in_words(text[:_LONGEST], None)
    if written is None or not _YEARS[0] <= written.when.year <= _YEARS[1]:
        return None
    return aware(written.when).astimezone(UTC)


def _of_path(path: str) -> datetime | None:
    match = _IN_PATH.search(path)
    if match is not None:
        year, month, day = match.groups()
        found = _day(int(year), int(month), int(day or 1))
        if found is not None:
            return found
    folder = _YEAR_FOLDER.search(path)
    return _day(int(folder[1]), 1, 1) if folder is not None else None


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
