"""Signs of the line or element that contains a name: its purpose, and whether the name ends it."""

import re
from collections.abc import Iterator

from checker.engine.weighing.lines import Place
from checker.models import Zone

__all__ = ["zone_signs"]

_CREDITS = ("byline", "picture_credit")  # roles of elements that hold nothing but credits
_LISTED = ("td", "th", "li", "dt", "dd", "option")  # elements of tables and lists
_CREDIT = 100  # characters of an element that holds nothing but a picture's credit
_UNSURE = ("ambiguous", "small")  # classes of names whose letters are also words
# Behind the last name of a credit: a note in brackets ("(Composite)", "(Archivbild)"), a full stop.
_NOTE = re.compile(r"\s?\([^()\n]{2,24}\)\W{0,3}$|\W{0,3}$")


def zone_signs(
    zone: Zone | None, place: Place, cls: str, *, pasted: bool, aside: str
) -> Iterator[str]:
    """Yields the signs of the zone of a name of class `cls`.

    `pasted` tells that zones are lines, `aside` why the line is no part of an article, if so.
    """
    made = "line" if pasted else "element"
    credited = place.where != "middle" or _ended(place)
    yield f"zone of {made}: {zone.kind if zone else 'none'}"
    if zone is not None and not pasted and zone.tag in _LISTED:
        yield f"element {zone.tag}, in line: {place.where}"
    if zone is not None and zone.role:
        if not pasted and zone.role in _CREDITS and credited:
            yield f"at an edge of an element for a {zone.role.replace('_', ' ')}"
            if zone.role == "picture_credit" and zone.end - zone.start <= _CREDIT:
                yield "in a short element for a picture credit"
        else:
            yield f"role of {made}: {zone.role}"
        parted = cls not in _UNSURE or not place.before.rstrip(" ")[-1:].isalnum()
        if not pasted and zone.role == "caption" and parted and _ended(place):
            yield "at the end of an element for a caption"
    if aside:
        yield aside


def _ended(place: Place) -> bool:
    """Whether nothing but a note in brackets follows the name in its line."""
    return _NOTE.match(place.after) is not None
