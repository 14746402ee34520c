"""Embargoes in pasted data: XML elements, JSON members, settings, query parameters."""

import re
from typing import Literal

from checker.orders.order import Order
from checker.text.views import View
from checker.times import no_time

__all__ = ["KEY_WORDS", "field_at"]

# Words that the name of a field for an embargo holds.
KEY_WORDS = ("embargo", "sperrfrist")
_LONGEST_NAME = 40
_ELEMENT = re.compile(r"(?P<attributes>[^<>]{0,200}?)(?P<empty>/?)>\s?(?P<value>[^<]{0,120})")
_MEMBER = re.compile(
    r"\s?(?:=>|[:=])\s?(?:\"(?P<a>[^\"]{0,120})|'(?P<b>[^']{0,120})|(?P<c>[^\s,;&}\])\"'][^,;&}]{0,60}))"
)
_NAMED = re.compile(
    r"[\"'][^<>]{0,60}?(?:content|value|datetime|date|norm)\s?=\s?[\"'](?P<a>[^\"']{0,80})"
    r"|[\"'][^<>]{0,60}>\s?(?P<b>[^<]{0,80})"
)
_NAMES = re.compile(r"(?:name|property|key|id|type|role|rel|itemprop|term|qcode)\s?=\s?[\"']$")
_INSIDE = re.compile(
    r"[\"'](?:until|end|ends|date|time|datetime|expires|value|release\w{0,8}|lift\w{0,6})[\"']\s?:"
    r"\s?[\"']?(?P<a>[^\"',}]{1,60})"
)
_ATTRIBUTE = re.compile(r"=\s?[\"']([^\"']{0,60})[\"']")
_DATE = re.compile(r"\d{1,4}[./-]\d|\d{8}|\d\s?[^\W\d]{3}|\d{1,2}:\d\d|\d\s?[年月]")
_YES = frozenset({"true", "yes", "y", "1", "on", "active", "ja", "oui", "si", "sim", "embargoed"})
_NO = frozenset(
    {"", "false", "no", "none", "null", "nil", "n", "0", "off", "undefined", "n/a", "[]"}
)
_OF_TIME = re.compile(r"until|till|date|time|end|expir|release|lift|bis|ende|at$|to$")


def field_at(view: View, start: int, end: int) -> Order | Literal["none"] | None:
    """Returns the embargo of a field whose name contains [start, end) of the view.

    "none" for a field that sets no embargo; None if it is not a field.
    """
    text = view.lower
    if not text.startswith(KEY_WORDS, start):
        return None
    first, last = _name(text, start, end)
    name, before = text[first:last], text[first - 1 : first]
    if before == "<" or text[first - 2 : first] == "</":
        return _element(view, first, last) if before == "<" else "none"
    if before in ('"', "'") and text[last : last + 1] == before:
        return _quoted(view, first, last)
    if name != text[start:end] or text[last : last + 1] == "=":
        found = _MEMBER.match(text, last, _line_end(view, last))
        if found is not None and ("_" in name or text[last : last + 1] in "=:"):
            return _told(view, first, found, name)
    return None


def _name(text: str, start: int, end: int) -> tuple[int, int]:
    """The name around a word: letters, figures and what joins them."""
    first, last = start, end
    while first > max(start - _LONGEST_NAME, 0) and _joins(text[first - 1]):
        first -= 1
    while last < min(end + _LONGEST_NAME, len(text)) and _joins(text[last]):
        last += 1
    while last > end and text[last - 1] in ":.-":
        last -= 1
    return first, last


def _line_end(view: View, at: int) -> int:
    found = view.lines.find("\n", at)
    return found if found >= 0 else len(view.lines)


def _joins(character: str) -> bool:
    return character.isalnum() or character in "_:.-@"


def _element(view: View, first: int, last: int) -> Order | Literal["none"]:
    """An element; the value of an attribute counts where it has no text."""
    found = _ELEMENT.match(view.lower, last)
    if found is None:
        return "none"
    name = view.lower[first:last]
    if found["value"].strip() and not found["empty"]:
        return _said(first - 1, found.end("value"), found["value"], name)
    values = _ATTRIBUTE.findall(found["attributes"])
    if any(_DATE.search(value) for value in values):
        return Order("embargo", first - 1, found.end("attributes"))
    bare = name.rpartition(":")[2] == "embargoed" and bool(found["empty"]) and not values
    return Order("embargo", first - 1, found.end("empty") + 1) if bare else "none"


def _quoted(view: View, first: int, last: int) -> Order | Literal["none"] | None:
    """A name in quotation marks: a member's, or an attribute's value that names a field."""
    text = view.lower
    found = _MEMBER.match(text, last + 1, _line_end(view, last))
    if found is not None:
        return _told(view, first - 1, found, text[first:last])
    if text[last + 1 : last + 5].lstrip(" :=>").startswith("{"):
        inside = _INSIDE.search(text, last, last + 200)
        return _told(view, first - 1, inside, "until") if inside is not None else "none"
    if _NAMES.search(text, max(first - 20, 0), first) is not None:
        found = _NAMED.match(text, last)
        return _told(view, first - 1, found, text[first:last]) if found is not None else "none"
    return None


def _told(view: View, start: int, found: re.Match[str], name: str) -> Order | Literal["none"]:
    parts = found.groupdict()
    group = next((key for key, value in parts.items() if value is not None), None)
    if group is None:
        return "none"
    value = parts[group]
    if value.startswith("{"):
        inside = _INSIDE.search(view.lower, found.start(group), found.start(group) + 200)
        return _told(view, start, inside, "until") if inside is not None else "none"
    return _said(start, found.end(group), value, name)


def _said(start: int, end: int, value: str, name: str) -> Order | Literal["none"]:
    """What a value says; one that is no time is an embargo where the name asks for a time."""
    bare = value.strip(" .\"'")
    if bare in _NO or no_time(bare):
        return "none"
    known = bare in _YES or _DATE.search(bare) is not None or _OF_TIME.search(name) is not None
    return Order("embargo", start, end) if known else "none"
