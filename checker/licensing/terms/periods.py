"""Periods of use ("48 hours from transmission", "30 days use only") and where they begin."""

from collections.abc import Sequence
from itertools import pairwise
from typing import cast

from checker.licensing.terms.segments import Segment
from checker.licensing.terms.term import CountsFrom, Term

__all__ = ["miscounted", "period"]

MAX_DIGITS = 4
MAX_DAYS = 36_600  # a hundred years
_IDLE = ("use", "link", "all", "sign", "only", "no", "remove", "within", "since", "late", "lasts")


def period(words: Sequence[Segment], clause: str) -> Term | None:
    """Returns a period of hours, days or other units; None if it is something else."""
    spans = _spans(words)
    if len(spans) != 1:
        return None
    at, end, days = spans[0]
    rest = [*words[:at], *words[end:]]
    things = [w for w in rest if w.values and not w.has("use", "link", "only", "since", "within")]
    if not all(w in things or w.has(*_IDLE) or w.one("from:") is not None for w in rest):
        return None
    kinds = {value.partition(":")[0] for w in things for value in w.values}
    if not kinds <= {"channel"} or not _limits(words, at, end):
        return None
    values = tuple(dict.fromkeys(value for w in things for value in w.values))
    return Term("days", clause, values, days=days, counts_from=_counted_from(rest))


def _spans(words: Sequence[Segment]) -> list[tuple[int, int, float]]:
    """Where a number stands before a unit, "48 de ore" too, and the days that they make."""
    found = []
    for at, word in enumerate(words):
        count = word.words if word.has("number") else word.one("number:")
        after = words[at + 1 : at + 3]
        if len(after) == 2 and after[0].has("link") and not after[0].one("unit:"):
            after = after[1:]
        hours = after[0].one("unit:") if after else None
        if hours is not None and count and count.isdecimal() and len(count) <= MAX_DIGITS:
            end = at + 1 + words[at + 1 : at + 3].index(after[0]) + 1
            found.append((at, end, int(count) * float(hours) / 24))
    return [span for span in found if span[2] <= MAX_DAYS]


def miscounted(words: Sequence[Segment]) -> bool:
    """Returns whether a number stands before what is a unit of time in another language alone.

    "One time" is no hour, though it is one in Danish.
    """
    return any(
        after.has("no_unit") and (word.has("number") or word.one("number:") is not None)
        for word, after in pairwise(w for w in words if not w.has("sign"))
    )


def _limits(words: Sequence[Segment], at: int, end: int) -> bool:
    """Whether the period is one of use: "not for 24 hours after release" is the opposite of one.

    A denial speaks of what comes after the period: "no use after 48 hours", "not longer than".
    """
    rest = [*words[:at], *words[end:]]
    if any(w.has("number") for w in rest):
        return False
    if not any(w.has("no") for w in rest):
        return True
    before = [w for w in words[:at] if not w.has("sign") and (w.has("late") or not w.has("link"))]
    if before and before[-1].has("late"):
        return not any(w.has("within") for w in rest)
    behind = words[end : end + 1]
    return any(w.has("late") for w in behind) and not any(
        w.one("from:") is not None for w in words[end + 1 :]
    )


def _counted_from(rest: Sequence[Segment]) -> CountsFrom:
    """What it counts from: the moment that is named, else the use or whatever is earlier.

    How long something may be shown counts from when it is first shown. "For use within 48 hours",
    "no use after 48 hours" and "expires in 24 hours" do not say: the earliest moment counts.
    """
    named = {name for w in rest if (name := w.one("from:")) is not None}
    if named and any(w.has("since") or _inflected(w) for w in rest):
        return cast(CountsFrom, named.pop()) if len(named) == 1 else _doubtful(named)
    open_start = any(w.has("within", "lasts") for w in rest) or (
        any(w.has("no") for w in rest) and any(w.has("late") for w in rest)
    )
    return "publication" if open_start else "use"


def _inflected(word: Segment) -> bool:
    """A moment whose own ending says "from"."""
    return all(name.startswith("from:") for name in word.classes)


def _doubtful(named: set[str]) -> CountsFrom:
    return "unknown" if "unknown" in named else "publication"
