"""Letters of time zones ("CEST", "EDT", "IST"): the moments that a local time with them can mean.

Letters are written by habit: people put "CEST" behind a time in December. A letter that cannot
hold on a date is therefore never trusted alone: the clock of its region counts as well, and the
caller says whether the later or the earlier moment is meant.
"""

from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Literal
from zoneinfo import ZoneInfo

__all__ = ["ZONE_LETTERS", "letter_readings"]

# Letters to what they may mean: hours east of Greenwich, and the region where they are in use
# (None where they name an offset and no place). The first is what RFC 2822 or most people mean.
ZONE_LETTERS = MappingProxyType({
    "GMT": ((0, None),), "UTC": ((0, None),), "UT": ((0, None),), "Z": ((0, None),),
    "WET": ((0, "Europe/Lisbon"),), "WEST": ((1, "Europe/Lisbon"),),
    "BST": ((1, "Europe/London"), (6, "Asia/Dhaka")),
    "CET": ((1, "Europe/Berlin"),), "CEST": ((2, "Europe/Berlin"),),
    "MEZ": ((1, "Europe/Berlin"),), "MESZ": ((2, "Europe/Berlin"),),
    "HNEC": ((1, "Europe/Paris"),), "HAEC": ((2, "Europe/Paris"),),
    "EET": ((2, "Europe/Helsinki"),), "EEST": ((3, "Europe/Helsinki"),),
    "MSK": ((3, "Europe/Moscow"),), "TRT": ((3, "Europe/Istanbul"),),
    "IST": ((5.5, "Asia/Kolkata"), (2, "Asia/Jerusalem"), (1, "Europe/Dublin")),
    "IDT": ((3, "Asia/Jerusalem"),), "IRST": ((3.5, "Asia/Tehran"),),
    "GST": ((4, "Asia/Dubai"),), "PKT": ((5, "Asia/Karachi"),), "NPT": ((5.75, "Asia/Kathmandu"),),
    "ICT": ((7, "Asia/Bangkok"),), "WIB": ((7, "Asia/Jakarta"),), "WITA": ((8, "Asia/Makassar"),),
    "HKT": ((8, "Asia/Hong_Kong"),), "SGT": ((8, "Asia/Singapore"),), "MYT": ((8, None),),
    "PHT": ((8, "Asia/Manila"),), "JST": ((9, "Asia/Tokyo"),), "KST": ((9, "Asia/Seoul"),),
    "AWST": ((8, "Australia/Perth"),),
    "ACST": ((9.5, "Australia/Adelaide"),), "ACDT": ((10.5, "Australia/Adelaide"),),
    "AEST": ((10, "Australia/Sydney"),), "AEDT": ((11, "Australia/Sydney"),),
    "NZST": ((12, "Pacific/Auckland"),), "NZDT": ((13, "Pacific/Auckland"),),
    "SAST": ((2, "Africa/Johannesburg"),), "CAT": ((2, "Africa/Maputo"),),
    "EAT": ((3, "Africa/Nairobi"),), "WAT": ((1, "Africa/Lagos"),),
    "EST": ((-5, "America/New_York"), (10, "Australia/Sydney")),
    "EDT": ((-4, "America/New_York"), (11, "Australia/Sydney")),
    "CST": ((-6, "America/Chicago"), (8, "Asia/Shanghai"), (-5, "America/Havana")),
    "CDT": ((-5, "America/Chicago"), (-4, "America/Havana")),
    "MST": ((-7, "America/Denver"),), "MDT": ((-6, "America/Denver"),),
    "PST": ((-8, "America/Los_Angeles"), (8, "Asia/Manila")),
    "PDT": ((-7, "America/Los_Angeles"),),
    "AKST": ((-9, "America/Anchorage"),), "AKDT": ((-8, "America/Anchorage"),),
    "HST": ((-10, "Pacific/Honolulu"),),
    "AST": ((-4, "America/Halifax"), (3, "Asia/Riyadh")), "ADT": ((-3, "America/Halifax"),),
    "NST": ((-3.5, "America/St_Johns"),), "NDT": ((-2.5, "America/St_Johns"),),
    "BRT": ((-3, "America/Sao_Paulo"),), "ART": ((-3, "America/Argentina/Buenos_Aires"),),
    "CLT": ((-4, "America/Santiago"),), "CLST": ((-3, "America/Santiago"),),
    "COT": ((-5, "America/Bogota"),), "PET": ((-5, "America/Lima"),),
})  # fmt: skip


def letter_readings(
    local: datetime, letters: str, reading: Literal["earliest", "latest"]
) -> tuple[datetime, ...]:
    """Returns the moments that a time without an offset means with these letters, one a region.

    The first is that of the letters' first meaning. Where the letters hold in their region on that
    date, the moment is theirs; else it is the later or earlier one of what they and the clocks of
    the region say. Empty for letters that are not known.
    """
    pick = max if reading == "latest" else min
    readings = []
    for hours, region in ZONE_LETTERS.get(letters, ()):
        moments = [local.replace(tzinfo=timezone(timedelta(hours=hours)))]
        if region is not None:
            moments += (_told(local, region, fold) for fold in (0, 1))
            if moments[0] in moments[1:]:
                del moments[1:]  # also in the hour that comes twice: the letters tell which
        readings.append(pick(moments))
    return tuple(readings)


def _told(local: datetime, region: str, fold: int) -> datetime:
    """What the region's clocks say, in a fixed offset."""
    moment = local.replace(tzinfo=ZoneInfo(region), fold=fold).astimezone(UTC)
    offset = moment.astimezone(ZoneInfo(region)).utcoffset() or timedelta()
    return moment.astimezone(timezone(offset))
