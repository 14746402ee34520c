"""Restrictions of use in a text: "(JAPAN OUT)", "Not for use in Italy", a pasted field of rights.

Where they stand is found here; what they mean for a use is read in `checker.licensing.terms`, like
the same words in an item's field.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from checker.text.views import View, normalised

__all__ = ["DOUBTFUL", "RESTRICTION_RULES", "SURE", "Restriction", "restrictions_in"]

# The rules under which restrictions are reported as findings.
SURE, DOUBTFUL = "restriction", "restriction-doubtful"
RESTRICTION_RULES = (SURE, DOUBTFUL)

MAX_UNIT = 200  # characters of a restriction
MAX_LINE = 500  # of a line at whose head or foot a sentence may be one
MAX_VALUE = 600  # of a field's value
MAX_FOUND = 50  # in one text
LOOKS = 256  # triggers between two looks at the clock
OPEN, CLOSED = "([{<*|", ")]}>*|"
ENDS = ".!?。;；"


@dataclass(frozen=True, slots=True)
class Restriction:
    """The words of a restriction, at [start, end) of the view.

    `picture` tells that they speak of a picture. Where they are not `sure`, they are one only if
    somebody can read all of them.
    """

    start: int
    end: int
    picture: bool = False
    sure: bool = True


def restrictions_in(
    view: View, late: Callable[[], bool] = lambda: False
) -> tuple[Restriction, ...]:
    """The restrictions of use in a text, by place, none over another, until it is `late`."""
    table = _table()
    hits = table.triggers.find_matches_as_indexes(view.lower, overlapping=True)
    found: list[Restriction] = []
    done = -1
    for number, (word, start, end) in enumerate(hits):
        if len(found) >= MAX_FOUND or (number % LOOKS == LOOKS - 1 and late()):
            break
        if word < table.names:
            one = _field(view, table.words[word], start, end)
        elif start >= done:
            one = _in_unit(view, start)
        else:
            continue
        if one is not None:
            found.append(one)
            done = max(done, one.end)
    return _apart(found)


def _apart(found: list[Restriction]) -> tuple[Restriction, ...]:
    kept: list[Restriction] = []
    for one in sorted(found, key=lambda r: (r.start, -r.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


_SIGN = re.compile(r"""[^<>\n"'\w:=]{0,2}(?:>|\s[^<>\n]{0,40}>|["']?\s?[:=])\s?["']?""")


def _field(view: View, name: str, start: int, end: int) -> Restriction | None:
    """The value of a field of rights in a pasted record, if the place is its name."""
    table, lines = _table(), view.lines
    sign = _SIGN.match(lines, end)
    if sign is None or (start and (lines[start - 1].isalnum() or lines[start - 1] == "/")):
        return None
    at = sign.end()
    ends = (lines.find(mark, at, at + MAX_VALUE) for mark in '\n"<')
    words = lines[at : min((place for place in ends if place >= 0), default=at + MAX_VALUE)]
    if table.limiting.search(words) is None:
        return None
    low, high = _bare(lines, at, at + len(words))
    return Restriction(low, high, _of_picture(view, low), name in table.technical)


def _in_unit(view: View, at: int) -> Restriction | None:
    """The unit around a trigger, if it restricts: a bracket, a sentence at an end of a line."""
    unit = _unit(view, at)
    if unit is None:
        return None
    start, end, bracketed = unit
    words = view.lines[start:end]
    forms = [form for form in _table().forms if form.pattern.fullmatch(words)]
    if forms:
        picture = any(form.picture for form in forms) or _of_picture(view, start)
        return Restriction(start, end, picture, any(form.sure for form in forms))
    sure = _client_out(words, bracketed=bracketed)
    if sure is None:
        return None
    return Restriction(start, end, bracketed or _of_picture(view, start), sure)


_OUT = re.compile(
    r"(?P<x>[^\W\d_][\w.'&/, -]{1,58}?)\s(?:OUT|Out)"
    r"(?:\s?[-,;/&]\s?(?:NO|MANDATORY|EDITORIAL|CREDIT)\b.{2,80})?"
)


def _client_out(words: str, *, bracketed: bool) -> bool | None:
    """Whether "X OUT" is a sure restriction; None where it is none, or says something else."""
    found = _OUT.fullmatch(words)
    if found is None:
        return None
    clients = [word for word in re.findall(r"[^\W_]+", found["x"]) if word.casefold() != "out"]
    if not clients or len(clients) > 8 or {w.casefold() for w in clients} & _table().no_client:
        return None
    capitals = found["x"].isupper()
    titled = all(w[:1].isupper() or len(w) <= 3 for w in clients)
    if not capitals and not (bracketed and titled):
        return None
    return bracketed and (capitals or len(clients) <= 3)


def _unit(view: View, at: int) -> tuple[int, int, bool] | None:
    """The unit around a place: its start and end, and whether it is in brackets."""
    lines = view.lines
    first, last = _line(lines, at)
    low, high = max(first, at - MAX_UNIT), min(last, at + MAX_UNIT)
    start = max(lines.rfind(sign, low, at) for sign in OPEN)
    closes = [place for sign in CLOSED if (place := lines.find(sign, at, high)) >= 0]
    if start >= 0 and closes:
        return *_bare(lines, start + 1, min(closes)), True
    if last - first > MAX_LINE:
        return None
    start = max([first, *(lines.rfind(f"{sign} ", first, at) + 1 for sign in ENDS)])
    start = max(start, *(lines.rfind(sign, first, at) + 1 for sign in '"'))
    ends = [place for sign in ENDS if (place := _end_of_sentence(lines, sign, at, last)) >= 0]
    quoted = lines.find('"', at, last)
    ends += [quoted] if quoted >= 0 else []
    end = min(ends, default=last)
    at_end = last - end <= MAX_UNIT // 2  # another short sentence may follow
    if end - start > MAX_UNIT or not (at_end or _only_signs(lines, first, start)):
        return None
    return *_bare(lines, start, end), False


def _line(lines: str, at: int) -> tuple[int, int]:
    """The line of a place; of a long one no more than shows that it is long."""
    first = lines.rfind("\n", max(0, at - MAX_LINE), at) + 1 or max(0, at - MAX_LINE)
    last = lines.find("\n", at, at + MAX_LINE)
    return first, min(len(lines), at + MAX_LINE) if last < 0 else last


def _end_of_sentence(lines: str, sign: str, at: int, last: int) -> int:
    place = lines.find(sign, at, last)
    while 0 <= place < last - 1 and not lines[place + 1].isspace() and sign in ".!?":
        place = lines.find(sign, place + 1, last)
    return place


def _only_signs(lines: str, start: int, end: int) -> bool:
    return not any(c.isalnum() for c in lines[start:end])


def _bare(lines: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not lines[start].isalnum():
        start += 1
    while end > start and not (lines[end - 1].isalnum() or lines[end - 1] in ")%"):
        end -= 1
    return start, end


def _of_picture(view: View, at: int) -> bool:
    """Whether the line speaks of a picture before the place."""
    return _table().picture.search(view.lower, _line(view.lower, at)[0], at) is not None


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    sure: bool
    picture: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """The first `names` of the words are names of fields, the others triggers of forms."""

    words: tuple[str, ...]
    names: int
    triggers: AhoCorasick
    technical: frozenset[str]
    limiting: re.Pattern[str]
    no_client: frozenset[str]
    forms: tuple[_Form, ...]
    picture: re.Pattern[str]


@cache
def _table() -> _Table:
    path = files("checker.orders").joinpath("restrictions.toml")
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    names = [normalised(name).lower() for name in (*table["fields"], *table["technical"])]
    words = (*names, *(normalised(word).lower() for word in table["triggers"]))
    return _Table(
        words=words,
        names=len(names),
        triggers=AhoCorasick(words, matchkind=MatchKind.Standard),
        technical=frozenset(table["technical"]),
        limiting=_compiled("|".join(table["limiting"])),
        no_client=frozenset(table["no_client"]),
        forms=tuple(
            _Form(
                _compiled(rf"(?:{row['pattern']})[\s.!]*"),
                row.get("sure", False),
                row.get("picture", False),
            )
            for row in table["form"]
        ),
        picture=_compiled("|".join(table["picture"])),
    )


def _compiled(body: str) -> re.Pattern[str]:
    return re.compile(body, re.IGNORECASE)
