"""Signs of the line or element that contains a name: its purpose, and whether the name ends it."""

import re
from collections.abc import Iterator

from checker.engine.weighing.captions import person_signs
from checker.engine.weighing.lines import CLOCK, Place
from checker.engine.weighing.naming import is_longer_name
from checker.models.draft import Zone

__all__ = ["is_of_menus", "told_by_elements", "zone_signs"]

_CREDITS = ("byline", "picture_credit")  # roles of elements that hold nothing but credits
_LISTED = ("td", "th", "li", "dt", "dd", "option")  # elements of tables and lists
_CREDIT = 100  # characters of an element that holds nothing but a picture's credit
_BORDER = 2  # signs between a name and the edge of its element: brackets, a full stop
_UNSURE = ("ambiguous", "small")  # classes of names whose letters are also words
# Behind the last name of a credit: a note in brackets ("(Composite)", "(Archivbild)"), a full stop.
_NOTE = re.compile(r"\s?\([^()\n]{2,24}\)\W{0,3}$|\W{0,3}$")
# Between names of a line about the article: "World | NAME | Updated 10:02", "NAME · 14 May 2024".
_PART_BEFORE = re.compile(r"(?:^|[|•·‧∙/]|\s[-–—])\s{0,2}$")
_PART_BEHIND = re.compile(r"\s{0,2}(?:[|•·‧∙]|/ |\d{1,2}[ ./:-]|\d{4}[-/.年])|$")
_PARTED = re.compile(r"[|•·‧∙/]|\s[-–—]\s")
_PART = 60  # characters of a part of such a line
# Right before a name that ends the line: "10:02 NAME", "10:02 | 기사제공 NAME".
_TIMED = re.compile(r"\d{1,2}[:.h]\d{2}\)?[\s|·]{1,4}(?:[^\W\d_]{2,8}\s?:?\s)?$")
# A label right before such a name, wherever in the line the date is: "10:02 A- A+ 来源：NAME".
_LABEL = re.compile(r"(?:^|[\s|·•])([^\W\d_]{2,10})\s?[:：]\s?$")
_PICTURED = re.compile(r"fot|phot|bild|imag|pict|фото|صور|عکس|写真|[图圖]|사진|ภาพ", re.IGNORECASE)
_DATED = 200  # characters of a line about the article
_REACH = 20  # characters before a name in which signs part it from others
_MENUS = (
    "alone among the short lines ",
    *(f"short lines in a run: {n}" for n in range(6, 10)),
)
# A sign-off and what stands between it and the last sentence: "abc/NAME", "mit NAME", "(NAME/xyz)".
_SIGNED = re.compile(r"(?:^|[.!?…。！？۔][\"'»”)]{0,2}\s)[^.!?…。！？۔:：=\n]{0,14}$")
_INITIALS = re.compile(r"[\s/,;|-]{0,3}\w{0,4}[\s)\]./-]{0,3}$")


def told_by_elements(zone: Zone | None, *, pasted: bool) -> bool:
    """Whether a page's elements say that a line is the article's: then it is in no menu."""
    return not pasted and zone is not None and zone.kind in ("head", "body", "tail")


def is_of_menus(sign: str) -> bool:
    """Whether a sign counts short lines, as the menus of a pasted text have them."""
    return sign.startswith(_MENUS)


def zone_signs(
    zone: Zone | None,
    place: Place,
    cls: str,
    span: tuple[int, int],
    *,
    pasted: bool,
    aside: str,
    last: bool,
    in_list: bool,
) -> Iterator[str]:
    """Yields the signs of the zone of a name of class `cls` at `span` in the draft.

    `pasted` tells that zones are lines, `aside` why the line is no part of an article, if so, and
    `last` that the element is the last of a page's article, `in_list` that one of its kind is
    right beside it.
    """
    made = "line" if pasted else "element"
    yield f"zone of {made}: {zone.kind if zone else 'none'}"
    if zone is not None and in_list and zone.tag in _LISTED:
        yield f"element {zone.tag}, in line: {place.where}"
    if zone is not None and zone.role:
        if not pasted and zone.role in _CREDITS and _credited(zone, place, span):
            yield f"at an edge of an element for a {zone.role.replace('_', ' ')}"
            if zone.role == "picture_credit" and zone.end - zone.start <= _CREDIT:
                yield "in a short element for a picture credit"
        else:
            yield f"role of {made}: {zone.role}"
            if not pasted and zone.role == "credit" and _fills(zone, span):
                yield f"all of an element for a credit, {zone.kind}"
        parted = cls not in _UNSURE or not place.before.rstrip(" ")[-1:].isalnum()
        if not pasted and zone.role == "caption" and parted and _ended(place):
            yield "at the end of an element for a caption"
    if zone is not None and zone.kind == "head" and _is_part(place):
        yield "a part of a dated line of the head"
    if last and _SIGNED.search(place.before) and _INITIALS.match(place.after):
        yield "signs the last line of the article"
    if aside:
        yield aside


def _fills(zone: Zone, span: tuple[int, int]) -> bool:
    return span[0] - zone.start <= _BORDER and zone.end - span[1] <= _BORDER


def _credited(zone: Zone, place: Place, span: tuple[int, int]) -> bool:
    """Whether a name stands at an edge of its element or line, and is no part of a longer one."""
    edge = place.where != "middle" or _ended(place)
    if zone.role == "byline":
        edge = edge or span[0] - zone.start <= _BORDER or zone.end - span[1] <= _BORDER
    return edge and not is_longer_name(place.after)


def _is_part(place: Place) -> bool:
    """Whether signs part the name from the rest of a line that has a date."""
    if place.where == "alone" or place.end - place.start > _DATED:
        return False
    if not place.after.strip():
        if _TIMED.search(place.before[-_REACH:]):
            return True
        label = _LABEL.search(place.before[-_REACH:])
        if label and not _PICTURED.search(label[1]) and CLOCK.search(place.before):
            return True
    if not _PART_BEFORE.search(place.before[-_REACH:]) or not _PART_BEHIND.match(place.after):
        return False
    if max(map(len, _PARTED.split(place.before))) > _PART:
        return False  # a caption before its credit
    if any(person_signs(place)):
        return False  # a short one with the person who took the picture
    return any(map(CLOCK.search, (place.before, place.after)))


def _ended(place: Place) -> bool:
    """Whether nothing but a note in brackets follows the name in its line."""
    return _NOTE.match(place.after) is not None
