"""Spans of the joined text told again as spans of the field that they stand in."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any, Literal

from checker.report.selectors import offset_map

from .drafts import FieldPlace

__all__ = ["place_in_fields"]


def place_in_fields(
    document: dict[str, Any],
    fields: Sequence[FieldPlace],
    text: str,
    units: Literal["codepoints", "utf16"],
) -> None:
    """Adds `in` to each finding, passage and fix, and the list of fields, in place.

    `in` is `{"field", "start", "end"}` with offsets in the field's own text (for `body_html` its
    visible text); a passage that runs over a border is told by the field that it starts in.
    """
    at = offset_map(text, units)
    places = [FieldPlace(f.name, at(f.start), at(f.end)) for f in fields]
    locate = _locator(places)
    document["fields"] = [{"field": f.name, "start": f.start, "end": f.end} for f in places]
    for finding in document["findings"]:
        if finding["start"] < finding["end"]:
            finding["in"] = locate(finding["start"], finding["end"])
    for match in document["matches"]:
        for passage in match["passages"]:
            passage["in"] = locate(passage["start"], passage["end"])
    for claim in document["claims"]:
        for reason in claim["reasons"]:
            _place_reason(reason, locate)
    for reason in document["reasons"]:
        _place_reason(reason, locate)


def _place_reason(reason: dict[str, Any], locate: Callable[[int, int], dict[str, Any]]) -> None:
    for step in reason.get("fix", ()):
        start = step["at"] if step["op"] == "insert" else step["start"]
        step["in"] = locate(start, step.get("end", start))


def _locator(places: Sequence[FieldPlace]) -> Callable[[int, int], dict[str, Any]]:
    starts = [place.start for place in places]

    def locate(start: int, end: int) -> dict[str, Any]:
        place = places[max(0, bisect_right(starts, start) - 1)]
        begins = min(max(start, place.start), place.end) - place.start
        return {
            "field": place.name,
            "start": begins,
            "end": max(begins, min(end, place.end) - place.start),
        }

    return locate
