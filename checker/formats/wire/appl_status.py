"""AP's statuses and times of release, the same in its XML and in its Atom feeds.

The time of release of a usable item repeats the time at which it arrived. It is an embargo where
the status or the kind of copy ("Advance", "HoldForRelease") says so, or where it is later.
"""

from collections.abc import Sequence

from checker.formats.rights import RightsBuilder
from checker.orders.status import EMBARGOED, read_status
from checker.times import aware, parse_time

__all__ = ["released"]

AHEAD = frozenset({"advance", "holdforrelease"})


def released(
    rights: RightsBuilder,
    at: str,
    *,
    status: str,
    release: str,
    arrival: str,
    types: Sequence[str] = (),
) -> None:
    """Reads a status, a time of release (UTC) and the kinds of copy; `at` is where they are.

    Copy to be held without a stated time stays under embargo without end.
    """
    rights.status(f"{at}/Status", status)
    for kind in filter(None, types):
        if kind.casefold() not in AHEAD:
            rights.signal(f"{at}/Editorial/Type", kind)
    held = next((kind for kind in types if kind.casefold() in AHEAD), "")
    if held and not release:
        rights.status(f"{at}/Editorial/Type", EMBARGOED)
    if held or read_status(status) == EMBARGOED or is_later(release, arrival):
        rights.embargo(f"{at}/ReleaseDateTime", release)
    else:
        rights.keep(f"{at}/ReleaseDateTime", release)
    if held:
        rights.keep(f"{at}/Editorial/Type", held)


def is_later(release: str, arrival: str) -> bool:
    """Returns whether an item is released after its arrival; an unreadable time counts as later."""
    if not release:
        return False
    ends, came = parse_time(release), parse_time(arrival)
    if ends is None or came is None:
        return ends is None
    return aware(ends.when) > aware(came.when)
