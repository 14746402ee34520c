"""The content of a dateline's slot: before the name or its bracket, inside it, after it.

A known place there is evidence for a dateline, an unknown phrase ("H-2", "Alternative") much less.
"""

from collections.abc import Iterator

import regex

from checker.engine.boundaries import BOUNDARIES
from checker.engine.places import known_place
from checker.engine.slots import Slot, slot_after, slot_before
from checker.engine.weighing.lines import Place

__all__ = ["colon_signs", "opening_signs", "slot_signs"]

_OPENING = 40  # characters of a line that opens as a dateline and ends with a name
_INSIDE = 80  # characters of a bracket before the name
_OPENED = regex.compile(r"[(\[【（][^)\]】）\n]*$", regex.V1)
# A word beside the name: "(agence Reuters)", "(корр. ТАСС)".
_BESIDE = regex.compile(r"[(\[/【（]\s?\p{L}{3,14}\.?\s{1,2}$", regex.V1)
_HEAD = 400  # characters of blanks above a name that opens a text, at most
_TELLING = 120  # characters of a line that tells a story
_ENTRIES = 4_000  # characters below it in which further entries are looked for
_COLON = regex.compile(r"\s?:\s{1,2}\p{L}", regex.V1)
_ENTRY = regex.compile(r"\n[^\n.:!?\"]{1,30}\s?:\s", regex.V1)  # of a digest: "NAME: ..."
_RUNS = regex.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*", regex.V1)


def slot_signs(marked: str, start: int, end: int, dates: frozenset[str]) -> Iterator[str]:
    """Yields signs of the slots around [start, end): a name with its bracket, if any."""
    beside = _BESIDE.search(marked, max(0, start - 20), start)
    before = slot_before(marked, beside.start() if beside else start, dates)
    if before is not None:
        kind = _kind(before)
        yield f"slot before: {kind}"
        sign = _sign(marked, end)
        yield f"slot before: {kind}, then {sign}"
        if before.places and BOUNDARIES["line"](marked, before.places[0], dates) is not None:
            yield f"a line opens with a slot: {kind}, then {sign}"
        if before.days:
            yield f"slot before: {kind}, dated"
    behind = slot_after(marked, end, dates)
    if behind is not None:
        yield f"slot behind: {_kind(behind)}, then {behind.closed}"
    opened = _OPENED.search(marked, max(0, start - _INSIDE), start)
    if opened is not None and (words := _RUNS.findall(opened[0])):
        yield f"slot inside a bracket: {'known' if known_place(words) else 'unknown'}"


def opening_signs(marked: str, start: int, at: int, dates: frozenset[str]) -> Iterator[str]:
    """Yields how the line from `start` opens whose name at `at` ends it: as datelines do, or not.

    A story that gives its place first signs with the agency; a caption does so seldom.
    """
    if at - start < _OPENING:
        return
    slot = slot_after(marked, start, dates)
    if slot is not None and slot.end < at and slot.closed in ("-", ":"):
        kind = _kind(slot) if slot.words else "date alone"
        yield f"its line opens as a dateline: {kind}"


def colon_signs(marked: str, place: Place, at: int) -> Iterator[str]:
    """Yields whether the name at `at` and a colon open a text: one story, or a digest's entries."""
    if at > _HEAD or marked[:at].strip():
        return
    if place.end - at < _TELLING or not _COLON.match(marked, at + 1):
        return
    entries = _ENTRY.search(marked, place.end, place.end + _ENTRIES)
    yield f"opens {'a digest' if entries else 'the text'} before a colon"


def _kind(slot: Slot) -> str:
    """What a slot holds, in a word or two."""
    if not slot.words:
        return "date alone"
    found = known_place(slot.words)
    if found is None:
        return "unknown phrase"
    first = slot.words[found[0]]
    loud = " in capitals" if first.isupper() and len(first) > 2 and first.lower() != first else ""
    return f"known place{loud}" if not found[0] else f"known place{loud} behind others"


def _sign(marked: str, end: int) -> str:
    """The sign that closes a dateline, or what stands in its place."""
    near = marked[end : end + 4].lstrip(" ")[:1]
    if near in ("-", ":", ".", ",", "/", "=", "_"):
        return near
    return "line end" if near in ("", "\n") else "word"
