"""Reading plain text: which lines are head, body and tail, which are other stories or a biography.

Drafts of pages bring their zones; a pasted text gets a zone a line. What runs as sentences is the
body; what stands before it is the head, what stands after it the tail. A run of headlines in the
tail is a list of other stories; a notice there belongs to the article.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from checker.models import Draft, Zone

__all__ = ["Zones", "plain_zones", "zones_of"]

_LINE = re.compile(r"[^\r\n]*[^\r\n\s][^\r\n]*")
_SENTENCE_END = re.compile(r"[.!?…。！？»”\"'’)\]؟।:]\s*$")
_BIOGRAPHY = re.compile(
    r"^\W*(?:about the author|about the writer|(?:über|ueber) (?:den autor|die autorin)|zur person"
    r"|(?:à propos de|sur) l.auteure?|sobre (?:el autor|la autora|o autor|a autora)"
    r"|(?:l.autore|l.autrice|o autorze|об авторе|про автора|作者简介|作者簡介|筆者)\b)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"^\W*(?:comments?|\d+ comments?|kommentare?|commentaires?|comentarios|commenti|комментарии"
    r"|评论|コメント)\W*$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+")
_NOTICE = re.compile(
    r"©|\(c\)|copyright|rights reserved|droits reserves|droits réservés|rechte vorbehalten"
    r"|derechos reservados|diritti riservati|riservata|alle rechte|права|版权|저작권|无断|無断",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Zones:
    """Zones by place, with their neighbours; `pasted` when the engine read them itself."""

    zones: Sequence[Zone]
    starts: Sequence[int]
    pasted: bool

    def at(self, offset: int) -> int:
        """The number of the zone that holds `offset`, or of the one before it; -1 if none."""
        return bisect_right(self.starts, offset) - 1

    def get(self, number: int) -> Zone | None:
        """The zone of that number, if there is one."""
        return self.zones[number] if 0 <= number < len(self.zones) else None


def zones_of(draft: Draft) -> Zones:
    """The draft's own zones, or the plain reading of its text."""
    zones = draft.zones or plain_zones(draft.text)
    return Zones(zones, [zone.start for zone in zones], not draft.zones)


def plain_zones(text: str) -> tuple[Zone, ...]:
    """One zone a line, by the shape of the lines."""
    lines = [found.span() for found in _LINE.finditer(text)]
    running = [_runs(text[start:end]) for start, end in lines]
    first = next((n for n, runs in enumerate(running) if runs), len(lines))
    last = max((n for n, runs in enumerate(running) if runs), default=-1)
    roles = _roles(text, lines, last)
    zones = []
    for number, (start, end) in enumerate(lines):
        kind = "head" if number < first else "tail" if number > last else "body"
        if number == last and last > first and _NOTICE.search(text[start:end]):
            kind = "tail"
        zones.append(Zone(start, end, cast(Any, kind), cast(Any, roles[number])))
    return tuple(zones)


def _runs(line: str) -> bool:
    """A line of running text: long and with the end of a sentence in it."""
    if len(line) < 60:
        return False
    return len(line) > 160 or bool(_SENTENCE_END.search(line)) or ". " in line


def _roles(text: str, lines: Sequence[tuple[int, int]], last: int) -> list[str]:
    """Biography, comments and lists of other stories below the body."""
    roles = [""] * len(lines)
    rest = ""
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        if number and _BIOGRAPHY.match(line):
            rest = "biography"
        elif number and _COMMENTS.match(line):
            rest = "comment"
        elif rest and number > last and _NOTICE.search(line):
            rest = ""
        roles[number] = rest
    for start, end in _headline_runs(text, lines, last):
        for number in range(start, end):
            roles[number] = roles[number] or "teaser"
    return roles


def _headline_runs(text: str, lines: Sequence[tuple[int, int]], last: int) -> list[tuple[int, int]]:
    """Runs of three or more headlines below the body."""
    runs: list[tuple[int, int]] = []
    begin = -1
    for number in range(last + 1, len(lines) + 1):
        line = text[slice(*lines[number])] if number < len(lines) else ""
        titled = len(_WORDS.findall(line)) >= 4 and not _SENTENCE_END.search(line)
        if titled and not _NOTICE.search(line):
            begin = number if begin < 0 else begin
            continue
        if begin >= 0 and number - begin >= 3:
            runs.append((begin, number))
        begin = -1
    return runs
