"""The zone of a marking: the draft's zones or, for pasted text, a reading line by line.

Pages provide zones by their elements. A pasted text has only lines: a line among many short ones is
a menu, headlines below the body are other stories, and a line of program text is not an article.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from checker.engine.place import spoken
from checker.models.draft import Draft, Zone
from checker.models.vocabulary import ZoneKind, ZoneRole
from checker.text.sentences import STOPS

__all__ = ["Zones"]

_LINE = re.compile(r"[^\r\n]*[^\r\n\s][^\r\n]*")
_SENTENCE_ENDS = frozenset(STOPS + ":")
_CLOSING = "»”\"'’)] "
_FULL_STOP = re.compile(r"[.!?…]\W{0,3}$")
_BIOGRAPHY = re.compile(
    r"^\W*(?:about the author|about the writer|(?:über|ueber) (?:den autor|die autorin)|zur person"
    r"|(?:à propos de|sur) l.auteure?|sobre (?:el autor|la autora|o autor|a autora)"
    r"|(?:l.autore|l.autrice|o autorze|об авторе|про автора|作者简介|作者簡介)\b)",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^\W*(?:by|von|par|por|di|af|av|door|autor)\s+\S", re.IGNORECASE)
_CREDITED = re.compile(r"[(|/][^()|]{2,60}\)?\s*$")
_CREDIT = 64  # characters of a line without outer blanks in which its credit is
_NOTICE = re.compile(
    r"©|\(c\)|copyright|rights reserved|droits r[eé]serv[eé]s|rechte vorbehalten"
    r"|derechos reservados|diritti riservati|riservata|права|版权|저작권|无断|無断",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\d{1,2}[:.]\d\d|[©/|,]")
_GUESSED = frozenset({"navigation", "teaser"})  # menus and other stories, told by their lines
_MANY = 4_000  # lines of a pasted text that are read one by one
_AROUND = 3


class Zones:
    """Zones by position; `pasted` if the text has no elements. Read only on demand."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.pasted = "html" not in draft.content_type and (
            not draft.zones or draft.content_type.startswith("text/")
        )
        self._looked: dict[tuple[int, bool], str] = {}
        self._known: dict[tuple[int, int], Zone] = {}  # by numbers of zone and line

    @cached_property
    def _lines(self) -> list[tuple[int, int]]:
        if not self.pasted:
            return []
        found = islice(_LINE.finditer(self._draft.text), _MANY)
        return [line.span() for line in found]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [start for start, _ in self._lines]

    @cached_property
    def _shown(self) -> list[str]:
        """The lines without outer blanks."""
        return [self._draft.text[start:end].strip() for start, end in self._lines]

    @cached_property
    def _running(self) -> list[bool]:
        """Which of the lines without outer blanks are running text."""
        return [_runs(line) for line in self._shown]

    @cached_property
    def _roles(self) -> list[ZoneRole]:
        return _roles(self._shown, self._running)

    @cached_property
    def _kinds(self) -> list[ZoneKind]:
        """The kinds of the lines of a text without zones."""
        text, running = self._draft.text, list(self._running)
        for number, (start, end) in enumerate(self._lines):
            if end - start != len(self._shown[number]):
                running[number] = _runs(text[start:end])  # with the blanks around it
        return _kinds(text, self._lines, running)

    @cached_property
    def _starts(self) -> list[int]:
        return [zone.start for zone in self._draft.zones]

    def zone(self, offset: int) -> Zone | None:
        """Returns the zone at `offset`, with the role of the line in a pasted text."""
        line = bisect_right(self._line_starts, offset) - 1
        number = bisect_right(self._starts, offset) - 1 if self._draft.zones else line
        zone = self._known.get((number, line))
        if zone is None and number >= 0:
            zone = self._draft.zones[number] if self._draft.zones else self._line_zone(line)
            if line >= 0 and self._roles[line]:
                zone = replace(zone, role=self._roles[line])
            self._known[number, line] = zone
        return zone

    def outright(self, zone: Zone) -> Zone:
        """Returns the zone of a pasted text without a role that its short lines only suggest."""
        return replace(zone, role="") if zone.role in _GUESSED else zone

    def _line_zone(self, line: int) -> Zone:
        return Zone(*self._lines[line], self._kinds[line])

    def ends_article(self, offset: int) -> bool:
        """Returns whether the element at `offset` is the last of a page's article."""
        number = bisect_right(self._starts, offset) - 1
        if self.pasted or number < 0 or self._draft.zones[number].kind != "tail":
            return False
        following = self._draft.zones[number + 1 : number + 2]
        return not following or following[0].kind == "furniture"

    def in_list(self, offset: int) -> bool:
        """Returns whether a page's element at `offset` is a cell or an entry among others.

        Entries are lines with nothing between them; a table that lays out a page has paragraphs.
        """
        number = bisect_right(self._starts, offset) - 1
        if self.pasted or number < 0:
            return False
        text, here = self._draft.text, self._draft.zones[number]
        pairs = ((number - 1, number), (number, number + 1))
        beside = ((n, m) for n, m in pairs if n >= 0 and m < len(self._draft.zones))
        return "\n" not in text[here.start : here.end] and any(
            self._draft.zones[n].tag == self._draft.zones[m].tag
            and self._draft.zones[n].kind == self._draft.zones[m].kind
            and text.count("\n", self._draft.zones[n].end, self._draft.zones[m].start) < 2
            for n, m in beside
        )

    def first_line(self, offset: int) -> bool:
        """Returns whether `offset` is in the first line of a pasted text."""
        return bool(self._lines) and offset < self._lines[0][1]

    def aside(self, offset: int, *, ornate: bool = False) -> str:
        """Returns why the line at `offset` of a pasted text is not part of an article, or nothing.

        `ornate` is for what may have ornaments around it (`place.spoken`).
        """
        line = bisect_right(self._line_starts, offset) - 1
        if line < 0:
            return ""
        known = self._looked.get((line, ornate))
        if known is None:
            start, end = self._lines[line]
            low = max(start, offset - 300)
            cut = "" if low == start else "…"  # not the start of the line
            known = spoken(cut + self._draft.text[low : min(end, offset + 300)], ornate=ornate)
            self._looked[line, ornate] = known
        return known


def _kinds(text: str, lines: Sequence[tuple[int, int]], running: Sequence[bool]) -> list[ZoneKind]:
    """The kind of each line: head above the running text, tail below it."""
    if True not in running:
        return ["head"] * len(lines)
    first, last = running.index(True), len(running) - 1 - running[::-1].index(True)
    kinds: list[ZoneKind] = ["head"] * first
    kinds += ["body"] * (last + 1 - first)
    kinds += ["tail"] * (len(lines) - 1 - last)
    if last > first and _NOTICE.search(text[slice(*lines[last])]):
        kinds[last] = "tail"
    return kinds


def _words(line: str) -> int:
    return len(line.split())


def _ended(line: str) -> bool:
    """Whether a line closes as sentences do."""
    bare = line.rstrip(_CLOSING)
    return bare[-1:] in _SENTENCE_ENDS


def _credited(line: str) -> bool:
    """Whether a line ends with a credit; the pattern is tried at each place of its end alone."""
    return _CREDITED.search(line[-_CREDIT:]) is not None


def _runs(line: str) -> bool:
    """A line of running text: long and with the end of a sentence in it."""
    if len(line) < 60 or _credited(line):
        return len(line) > 240
    return len(line) > 160 or _ended(line) or ". " in line


def _roles(shown: Sequence[str], running: Sequence[bool]) -> list[ZoneRole]:
    """Menus, biographies and lists of other stories."""
    roles: list[ZoneRole] = [""] * len(shown)
    last = max((n for n, runs in enumerate(running) if runs), default=-1)
    about = False
    for number, line in enumerate(shown):
        about = bool(number and len(line) < 200 and _BIOGRAPHY.match(line)) or (
            about and not (number > last and _NOTICE.search(line))
        )
        if about:
            roles[number] = "biography"
    _menus(shown, roles)
    _lists(shown, roles, last)
    if last < 0:
        _stacked(shown, roles)
    return roles


def _menus(shown: Sequence[str], roles: list[ZoneRole]) -> None:
    """Lines that stand among short ones on both sides."""
    short = [len(line.split(None, 7)) <= 7 and _entry(line) for line in shown]
    for number in range(len(shown)):
        if not short[number]:
            continue
        low, high = max(0, number - _AROUND), min(len(shown), number + _AROUND + 1)
        others = [short[n] for n in range(low, high) if n != number]
        if len(others) >= 3 and sum(others) >= max(3, len(others) - 1):
            roles[number] = roles[number] or "navigation"


def _entry(line: str) -> bool:
    """A line as menus have them: a few words, no date, no mark of a credit."""
    if line.startswith(("http://", "https://", "www.")):
        return True
    return not _ended(line) and not _PARTED.search(line)


def _lists(shown: Sequence[str], roles: list[ZoneRole], last: int) -> None:
    """Three or more headlines in a run below the body: other stories, and the mark above them."""
    begin = -1
    for number in range(last + 1, len(shown) + 1):
        line = shown[number] if number < len(shown) else ""
        titled = _headline(line) and not _NOTICE.search(line)
        if titled:
            begin = number if begin < 0 else begin
            continue
        if begin >= 0 and number - begin >= 3:
            start = begin - 1 if last < 0 and begin > 0 else begin
            for at in range(start, number):
                roles[at] = roles[at] or "teaser"
        begin = -1


def _headline(line: str) -> bool:
    return 3 <= _words(line) <= 22 and not _ended(line)


def _stacked(shown: Sequence[str], roles: list[ZoneRole]) -> None:
    """Caption, headline and byline in turn, with no text to any of them: a page of stories."""
    for number in range(len(shown) - 3):
        caption, title, byline, after = shown[number : number + 4]
        if (
            _credited(caption)
            and _words(title) >= 5
            and not _FULL_STOP.search(title)
            and (_BYLINE.match(byline) and len(byline) < 60)
            and after
        ):
            for at in range(number, number + 3):
                roles[at] = roles[at] or "teaser"
