"""When an archived piece appeared, as far as it says so itself."""

import re
from datetime import UTC, datetime

from checker.models import Draft

__all__ = ["published"]

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
_IN_PATH = re.compile(
    r"(?<!\d)(19[5-9]\d|20[0-4]\d)[-_/]?(0[1-9]|1[0-2])(?:[-_/]?([0-3]\d))?(?!\d)"
)
_YEAR_FOLDER = re.compile(r"(?:^|/)(19[5-9]\d|20[0-4]\d)/")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d))?")


def published(draft: Draft, path: str) -> datetime | None:
    """The piece's date by its metadata, else by its path, as in 2014/03/story.html; in UTC."""
    stated: dict[str, str] = {}
    for entry in draft.metadata:
        if entry.scope == "article":
            stated.setdefault(entry.name.casefold(), entry.value)
    for name in _NAMES:
        for given, value in stated.items():
            if re.split(r"[.:](?=[^.:]*$)", given)[-1] == name or given.endswith(name):
                found = _moment(value)
                if found is not None:
                    return found
    return _of_path(draft.url or "") or _of_path(path)


def _moment(text: str) -> datetime | None:
    stripped = text.strip()
    try:
        found = datetime.fromisoformat(stripped)
    except ValueError:
        compact = _COMPACT.match(stripped)
        if compact is None:
            return _mail_date(stripped)
        year, month, day, hour, minute = (int(part or 0) for part in compact.groups())
        return _checked(year, month, day, hour, minute)
    found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return found if 1950 <= found.year <= 2049 else None


def _mail_date(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _of_path(path: str) -> datetime | None:
    match = _IN_PATH.search(path)
    if match is not None:
        year, month, day = match.groups()
        found = _checked(int(year), int(month), int(day or 1))
        if found is not None:
            return found
    folder = _YEAR_FOLDER.search(path)
    return _checked(int(folder[1]), 1, 1) if folder is not None else None


def _checked(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime | None:
    try:
        return datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return None
