"""Signs of what a line tells behind the name that opens it: a story, a title, or a few words.

A dateline whose place no list has, and a name in brackets before the first sentence, differ from
terms with their short forms in what follows them.
"""

import re
from collections.abc import Iterator

from checker.engine.boundaries import BOUNDARIES
from checker.engine.marked import Chain
from checker.engine.places import known_place
from checker.engine.slots import slot_before, unicase
from checker.engine.weighing.lines import Place, TextInString, sentence_ends, width

__all__ = ["head_signs", "stamp_signs", "string_head_signs"]

_OPENED = re.compile(r"^[\s*>|•·\"'-]*([(\[/【（])\s?$")
_SHUT = re.compile(r"[^()\[\]\n]{0,8}[)\]/】）]")
_CLOSING = re.compile(r"^[^()\[\]\n]{0,8}[)\]/】）]")
_LEAD = re.compile(r"(?:\s|\\n|<[^<>]{1,80}>){0,4}([^\W\d][^()\[\]\n<>:;.!?]{1,50})[(（\[]\s?$")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_SIGN = re.compile(r"\s{0,2}(--?|[:.,=_])?\s*")
_QUOTES = "\"'“”„«»‘’「『¡¿("
# The width of a line that tells something, of one that does although it is cut, and of a title.
_TOLD, _CUT, _TITLE = 40, 90, 20
# Day and time of an item as wires print them at its foot: "041118 GMT May 21", "AP-WF-08-29-16
# 1626GMT". In prose a time stands behind other words.
_ZONE = "(?:GMT|UTC|UCT|[ECMP][DS]T)"
_STAMPED = re.compile(
    rf"(?:-[A-Z]{{2}})?[-\s]{{1,2}}(?:\d\d-\d\d-\d\d\s\d{{4}}|\d{{6}})\s?{_ZONE}\b"
)
_STAMP = re.compile(rf"\s{{1,6}}(?:[A-Z]{{2,6}}\s)?\d{{6}}\s?{_ZONE}\b")
# A row of data: figures, then the text that a dateline opens.
_FIGURES = re.compile(r"\s?(?:-?\d[\d.,:-]*\s){1,6}([^\W\d][^()\[\]\n<>:;!?]{1,50})[(（\[]\s?$")
# An agency and a day fill a bracket that is a line of its own.
_DAY = re.compile(
    r"""[,;]?\s(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{2}|\d{4})|\d{4}-\d\d-\d\d
    |\d{1,2}\.?\s[^\W\d_]{3,12}\.?\s\d{4})\s?[)）\]]\s*$""",
    re.VERBOSE,
)
_ABOVE = 40  # characters above a line that are blank where it opens the text


def head_signs(marked: str, chain: Chain, place: Place, dates: frozenset[str]) -> Iterator[str]:
    """Yields signs of a chain that opens its line, behind a place or in brackets alone."""
    opened = _OPENED.match(place.before)
    if opened is not None:
        shut = _SHUT.match(place.after)
        if _DAY.match(place.after):
            yield "alone in brackets with a day"
        if shut is not None:
            _, told = _behind(place.after[shut.end() :])
            above = marked[max(0, place.start - _ABOVE) : place.start]
            where = "line" if above.strip() and not isinstance(place, TextInString) else "text"
            yield f"in brackets at the start of a {where}, then {told}"
            yield f"in brackets at the start of a line, then {told}, name {chain.cls}"
        return
    row = _FIGURES.match(place.before) if _SHUT.match(place.after) else None
    if row is not None and (known := known_place(_WORD.findall(row[1]))) and not known[0]:
        yield "figures, then a known place and the name in brackets open a line"
    start = place.before.rstrip(" ")
    at = chain.at - (len(place.before) - len(start))
    if start[-1:] not in ("(", "[", "/", "【", "（"):
        return
    slot = slot_before(marked, at - 1, dates)
    if slot is None or not slot.places or known_place(slot.words) is not None:
        return
    if BOUNDARIES["line"](marked, slot.places[0], dates) is None:
        return
    sign, told = _behind(_CLOSING.sub("", place.after, count=1))
    loud = " in capitals" if slot.words[0].isupper() and not unicase(slot.words[0][0]) else ""
    yield f"unknown words open a line, then {sign} and {told}"
    yield f"unknown words open a line, then {told}, name {chain.cls}"
    yield f"{min(len(slot.words), 3)} unknown words{loud} open a line, then {told}"


def string_head_signs(string: TextInString) -> Iterator[str]:
    """Yields the sign of a name in brackets behind a known place that opens a string's text."""
    lead = _LEAD.match(string.before)
    if lead is None or _SHUT.match(string.after) is None:
        return
    known = known_place(_WORD.findall(lead[1]))
    if known is not None and not known[0]:
        yield "a known place and the name in brackets open a string's text"


def _behind(text: str) -> tuple[str, str]:
    """The sign of a dateline at the start of a text, and what its line tells then."""
    sign = _SIGN.match(text)
    assert sign is not None  # it matches nothing at all, too
    parted, told = (sign[1] or "nothing").replace("--", "-"), text[sign.end() :].strip()
    first = told.lstrip(_QUOTES)[:1]
    if not first:
        return parted, "nothing"
    if not first.isalpha() or first.islower():
        return parted, "small letters" if first.islower() else "figures"
    wide = width(told)
    if wide >= _TOLD and (sentence_ends(told) or wide > _CUT):
        return parted, "a story"
    return parted, "a title" if wide >= _TITLE else "a few words"


def stamp_signs(marked: str, place: Place) -> Iterator[str]:
    """Yields whether the stamp of an item on a wire follows a name that opens its line."""
    if place.before.strip():
        return
    if _STAMPED.match(place.after) or _STAMP.match(marked, place.end):
        yield "before the stamp of a wire"
