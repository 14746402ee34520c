"""The versions of formats that count none: the time of the last change orders them."""

from datetime import UTC

from checker.times import parse_time, published_time

__all__ = ["issue_time", "version_by_time"]


def version_by_time(changed: str | None, zone: str | None = None) -> str:
    """Returns a version that grows with each change, whichever arrives first; "1" without a time.

    A date without a time of day is the end of the day: what was sent on it before is older.

    Args:
        changed: when the version was made, as it is written.
        zone: the provider's IANA zone, for times without an offset.
    """
    when, written = published_time(changed, zone), parse_time(changed or "")
    if when is None or written is None:
        return "1"
    if written.date_only:
        return f"{written.when:%Y%m%d}T235959"
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%S}"


def issue_time(changed: str | None, zone: str | None = None) -> str:
    """Returns the same for an item that states a version as well; "" without a time."""
    when = version_by_time(changed, zone)
    return when if when != "1" else ""
