"""Steps of the service's fixes, put back into the fields and blocks that they are of."""

import html
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.html import strip_tags
from wagtail.fields import StreamField

from .content import LISTS, Part, Path, joined

__all__ = ["apply", "mended"]


def mended(parts: Iterable[Part], edits: Iterable[dict[str, Any]]) -> tuple[dict[Path, str], int]:
    """New values by path, and how many steps could not be placed in a single field or block.

    Args:
        parts: as they were sent.
        edits: steps of the answer, whose offsets count in the fields as they were sent.
    """
    places = list(_places(parts))
    values: dict[Path, str] = {}
    lost = 0
    for step in sorted(edits, key=lambda one: _start(one["in"]), reverse=True):
        hit = next((place for place in places if place.holds(step)), None)
        if hit is None:
            lost += 1
        else:
            old = values.get(hit.part.path, hit.part.value)
            values[hit.part.path] = hit.changed(old, step)
    return values, lost


def apply(obj: models.Model, values: dict[Path, str]) -> None:
    """Writes the values into an object, which is not saved."""
    for path, value in values.items():
        _write(obj, path, value)


class _Place:
    """A part and where it stands in the field that was sent."""

    def __init__(self, part: Part, field: str, start: int, reach: int):
        self.part, self.field, self.start, self.reach = part, field, start, reach
        self.inner = start + (len(part.before) if field == "body_html" else 0)
        self.length = len(part.markup) if field == "body_html" else len(part.value)

    def holds(self, step: dict[str, Any]) -> bool:
        place = step["in"]
        if place["field"] != self.field:
            return False
        if step["op"] == "insert":
            return self.start <= _start(place) <= self.reach
        return self.inner <= place["start"] and place["end"] <= self.inner + self.length

    def changed(self, value: str, step: dict[str, Any]) -> str:
        at = min(max(_start(step["in"]) - self.inner, 0), self.length)
        end = at if step["op"] == "insert" else step["in"]["end"] - self.inner
        text = step.get("text", "")
        if self.field == "body_html" and not self.part.is_html:
            at, end = (len(_plain(self.part.markup[:n])) for n in (at, end))
            text = _plain(text)
        return value[:at] + text + value[end:]


def _start(place: dict[str, Any]) -> int:
    return int(place["start"])


def _places(parts: Iterable[Part]) -> Iterable[_Place]:
    """Parts that are a field of their own, or a stretch of the body."""
    counts: dict[str, int] = {}
    held = list(parts)
    last = next((part for part in reversed(held) if part.role == "body_html"), None)
    at = 0
    for part in held:
        number = counts[part.role] = counts.get(part.role, -1) + 1
        if part.role == "body_html":
            end = at + len(joined(part))
            yield _Place(part, "body_html", at, end if part is last else end - 1)
            at = end
        elif part.role in LISTS and not part.is_html:
            yield _Place(part, f"{part.role}[{number}]", 0, len(part.value))
        elif not part.is_html and sum(one.role == part.role for one in held) == 1:
            yield _Place(part, part.role, 0, len(part.value))


def _plain(markup: str) -> str:
    return html.unescape(strip_tags(markup.replace("<br>", "\n").replace("</p>", "\n")))


def _write(obj: models.Model, path: Path, value: str) -> None:
    name = str(path[0])
    if len(path) == 1:
        setattr(obj, name, value)
        return
    if name not in {one.name for one in obj._meta.concrete_fields}:
        child = list(getattr(obj, name).all())[int(path[1])]
        _write(child, path[2:], value)
        return
    one = obj._meta.get_field(name)
    if isinstance(one, StreamField):
        stored = getattr(obj, name).get_prep_value()
        holder: Any = stored
        for key in path[1:-1]:
            holder = holder[key]
        holder[path[-1]] = value
        setattr(obj, name, one.stream_block.to_python(stored))
