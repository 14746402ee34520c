"""The one converter of an answer's offsets: to UTF-16, and to the fields of a CMS.

Answers are written with offsets in code points. Both functions find the offsets by their types
(`DraftOffset`, `SourceOffset`, `FieldOffset`), so that a new span needs nothing here. Steps on what
was sent (`SentOffset`) are made in their units, after all others were moved.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Protocol

import msgspec
from msgspec import UNSET, Struct

from checker.report.answer import Answer
from checker.report.found import Match
from checker.report.spans import FieldPlace, FieldSpan
from checker.values import dataclass

__all__ = ["in_fields", "in_utf16", "offsets_of"]

Offsets = Callable[[int], int]


def in_utf16(answer: Answer, text: str | None, sources: Mapping[str, str]) -> Answer:
    """Returns the answer with offsets in UTF-16 code units.

    Offsets in an unknown text are absent, and so are spans and steps that cannot do without them.

    Args:
        answer: an answer in code points.
        text: the text that was checked, or None if it was not kept.
        sources: the matched sources' texts by id, if known.
    """
    places = {} if answer.fields is UNSET else {place.field: place for place in answer.fields}
    moved: Answer = _changed(
        answer, _Utf16(None if text is None else _utf16(text), sources, places)
    )
    return msgspec.structs.replace(moved, units="utf16")


def in_fields(answer: Answer, fields: Sequence[FieldPlace]) -> Answer:
    """Returns the answer with `fields`, and `in` beside every span that has a member for it.

    Args:
        answer: an answer in code points.
        fields: the positions of the fields in the draft's text, in order.
    """
    moved: Answer = _changed(answer, _Fields(fields, [place.start for place in fields]))
    return msgspec.structs.replace(moved, fields=list(fields))


def offsets_of(kind: type[Struct]) -> Iterator[tuple[type[Struct], str, str]]:
    """Yields every offset reachable from an answer's type: type, member, text."""
    seen = {kind}
    waiting = [kind]
    while waiting:
        plan = _plan(waiting.pop())
        yield from ((plan.kind, name, text) for name, text in plan.offsets.items())
        waiting += [inner for inner in plan.inner if inner not in seen]
        seen |= set(plan.inner)


class _Change(Protocol):
    """What becomes of each value of an answer."""

    def inside(self, value: Struct) -> "_Change":
        """Returns the change for the values inside this one."""

    def members(self, value: Struct, plan: "_Plan") -> dict[str, Any] | None:
        """Returns the members that change; None if the value has lost its place and is omitted."""


@dataclass(frozen=True, slots=True)
class _Utf16:
    """Moves offsets into UTF-16; `source` is the map of the match that the value is inside."""

    draft: Offsets | None
    sources: Mapping[str, str]
    fields: Mapping[str, FieldPlace]
    source: Offsets | None = None

    def inside(self, value: Struct) -> "_Utf16":
        if not isinstance(value, Match):
            return self
        text = self.sources.get(value.source)
        return replace(self, source=None if text is None else _utf16(text))

    def members(self, value: Struct, plan: "_Plan") -> dict[str, Any] | None:
        moved: dict[str, Any] = {}
        for name, text in plan.offsets.items():
            offset = getattr(value, name)
            if offset is UNSET:
                continue
            move = self._map(text, value)
            if move is not None:
                moved[name] = move(offset)
            elif name in plan.required:
                return None
            else:
                moved[name] = UNSET
        return moved

    def _map(self, text: str, value: Struct) -> Offsets | None:
        if text == "sent":
            return lambda offset: offset
        if text != "field" or self.draft is None:
            return self.source if text == "source" else self.draft
        assert isinstance(value, FieldSpan)
        draft, start = self.draft, self.fields[value.field].start
        return lambda offset: draft(start + offset) - draft(start)


@dataclass(frozen=True, slots=True)
class _Fields:
    """Adds `in` to the spans; `starts` are the fields' starts."""

    fields: Sequence[FieldPlace]
    starts: Sequence[int]

    def inside(self, value: Struct) -> "_Fields":  # noqa: ARG002 - the same everywhere
        return self

    def members(self, value: Struct, plan: "_Plan") -> dict[str, Any]:
        if not plan.has_place:
            return {}
        at = getattr(value, "at", None)
        start, end = (at, at) if at is not None else (value.start, value.end)  # type: ignore[attr-defined]
        # A marking in metadata is nowhere in the text.
        return {"in_": self._place(start, end)} if at is not None or start < end else {}

    def _place(self, start: int, end: int) -> FieldSpan:
        field = self.fields[max(0, bisect_right(self.starts, start) - 1)]
        begins = min(max(start, field.start), field.end) - field.start
        ends = max(begins, min(end, field.end) - field.start)
        return FieldSpan(field=field.field, start=begins, end=ends)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What of a type may change.

    `offsets` names the text that each offset counts in; `nested` are the members whose values, of
    the types `inner`, have offsets of their own; `has_place` is whether it has a member `in`.
    """

    kind: type[Struct]
    offsets: Mapping[str, str]
    required: frozenset[str]
    nested: tuple[str, ...]
    inner: tuple[type[Struct], ...]
    has_place: bool


def _changed(value: Any, change: _Change) -> Any:
    """The value with everything changed that has an offset; None if it is left out."""
    if isinstance(value, list):
        changed = (_changed(one, change) for one in value)
        return [one for one in changed if one is not None]
    if not isinstance(value, Struct):
        return value
    plan = _plan(type(value))
    members = change.members(value, plan)
    if members is None:
        return None
    inside = change.inside(value)
    for name in plan.nested:
        held = members.get(name, getattr(value, name))
        inner = _changed(held, inside)
        members[name] = UNSET if inner is None and held is not None else inner
    return msgspec.structs.replace(value, **members)


@cache
def _plan(kind: type[Struct]) -> _Plan:
    from msgspec import inspect

    described = inspect.type_info(kind)
    assert isinstance(described, inspect.StructType)
    offsets = {}
    nested: dict[str, tuple[type[Struct], ...]] = {}
    for member in described.fields:
        if text := _text_of(member.type):
            offsets[member.name] = text
        elif inner := tuple(dict.fromkeys(_structs(member.type))):
            nested[member.name] = inner
    return _Plan(
        kind=kind,
        offsets=offsets,
        required=frozenset(member.name for member in described.fields if member.required),
        nested=tuple(nested),
        inner=tuple(dict.fromkeys(one for inner in nested.values() for one in inner)),
        has_place=any(member.name == "in_" for member in described.fields),
    )


def _text_of(described: Any) -> str:
    """The text that a member is an offset in, or "" if it is none."""
    for one in _within(described):
        extra = getattr(one, "extra", None) or {}
        if "offset" in extra:
            return str(extra["offset"])
    return ""


def _structs(described: Any) -> Iterator[type[Struct]]:
    from msgspec.inspect import StructType

    return (one.cls for one in _within(described) if isinstance(one, StructType))


def _within(described: Any) -> Iterator[Any]:
    """A described type and those that it is made of, up to the next struct."""
    yield described
    inner = [getattr(described, name, None) for name in ("type", "item_type", "value_type")]
    for one in (*inner, *getattr(described, "types", ())):
        if one is not None:
            yield from _within(one)


def _utf16(text: str) -> Offsets:
    """A function from code point offsets of `text` to UTF-16 offsets."""
    wide = [] if text.isascii() else [at for at, one in enumerate(text) if ord(one) > 0xFFFF]
    return (lambda offset: offset + bisect_left(wide, offset)) if wide else (lambda offset: offset)
