"""Restrictions of use in a text: "(JAPAN OUT)", "Not for use in Italy", pasted rights fields.

They are located here; `checker.licensing.terms` interprets them for a use, like the same words in
an item's field.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from checker.orders.headline import goes_on_as_news
from checker.orders.limits import limits_in
from checker.orders.notice_words import words_in
from checker.orders.restriction_words import (
    Form,
    compiled,
    forms_of,
    restriction_triggers,
    restriction_words,
)
from checker.text.views import View
from checker.values import dataclass

__all__ = [
    "ALONE",
    "CLIENTS",
    "DOUBTFUL",
    "READABLE",
    "RESTRICTION_RULES",
    "SURE",
    "Restriction",
    "restrictions_in",
    "speaks_of_picture",
]

# The rules under which restrictions are reported as findings.
SURE = "restriction"
DOUBTFUL = "restriction-doubtful"  # one if all its words can be read, or an agency is named by it
READABLE = "restriction-readable"  # one only if all its words can be read
ALONE = "restriction-alone"  # at the foot of a story: what it would be in an item's field
CLIENTS = "restriction-clients"  # one only if an agency is named in it: "for AFP subscribers only"
RESTRICTION_RULES = (SURE, DOUBTFUL, READABLE, ALONE, CLIENTS)

MAX_UNIT = 200  # characters of a restriction
MAX_LINE = 500  # of a line at whose head or foot a sentence may be one
MAX_VALUE = 600  # of a field's value
MAX_FOUND = 50  # in one text
MAX_FOOT = 120  # of a line at the foot
FOOT_LINES = 3
MAX_PROSE = 8  # small words of a line at the foot; a sentence of the story has more
STORY = 200  # characters above a line at the foot, from which there is a story
LOOKS = 256  # triggers between two looks at the clock
OPEN, CLOSED = "([{<*|", ")]}>*|"
ENDS = ".!?。;；"
LEAD = 5  # words between a label and what is said to whom: "this text may be used"
_ADDRESS = re.compile(r"[^:\n]{2,40}?(?:[:：]|\s-{1,2}\s)\s?")
_NEXT_WORD = re.compile(r"\w+\W+")
_EDITORS = frozenset({"advise", "clients"})


@dataclass(frozen=True, slots=True)
class Restriction:
    """The words of a restriction, at [start, end) of the view.

    `picture` states that they refer to a picture, `rule` on what their reading as a restriction
    depends.
    """

    start: int
    end: int
    picture: bool = False
    rule: str = SURE


def restrictions_in(
    view: View, late: Callable[[], bool] = lambda: False
) -> tuple[Restriction, ...]:
    """Returns the restrictions of use in a text by position, until it is `late`.

    They do not overlap.
    """
    table = restriction_words()
    hits = restriction_triggers()(view.lower)
    foot = _foot(view.lines)
    found: list[Restriction] = []
    limits: list[tuple[int, int, int]] = []
    done, others = -1, len(table.words)
    for number, (word, start, end) in enumerate(hits):
        if len(found) >= MAX_FOUND or (number % LOOKS == LOOKS - 1 and late()):
            break
        if word >= others:
            limits.append((word - others, start, end))
            continue
        if word < table.names:
            one = _field(view, table.words[word], start, end)
        elif start >= done:
            one = _in_unit(view, start, foot)
        else:
            continue
        if one is not None:
            found.append(one)
            done = max(done, one.end)
    lists = (Restriction(*span, _of_picture(view, span[0])) for span in limits_in(view, limits))
    return _apart([*found, *lists, *_readable(view, foot)])


def _apart(found: list[Restriction]) -> tuple[Restriction, ...]:
    kept: list[Restriction] = []
    for one in sorted(found, key=lambda r: (r.rule == READABLE, r.start, -r.end)):
        if all(one.start >= other.end or one.end <= other.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda r: r.start))


def _foot(lines: str) -> list[tuple[int, int]]:
    """The last lines with words below a story."""
    found: list[tuple[int, int]] = []
    end = len(lines)
    while end > STORY and len(found) < FOOT_LINES:
        start = lines.rfind("\n", 0, end) + 1
        if not _only_signs(lines, start, end):
            found.append(_bare(lines, start, end))
        end = start - 1
    return [(start, end) for start, end in found if start >= STORY and end - start <= MAX_FOOT]


def _readable(view: View, foot: list[tuple[int, int]]) -> Iterator[Restriction]:
    """Short lines at the foot of a story that limit something: a field may say no more."""
    limiting = compiled(restriction_words().limiting)
    for start, end in foot:
        small = sum(word[0].islower() for word in view.lines[start:end].split())
        if _is_other_news(view, start, end):
            continue
        if small <= MAX_PROSE and limiting.search(view.lines, start, end) is not None:
            yield Restriction(start, end, _of_picture(view, start), READABLE)


_SIGN = re.compile(r"""[^<>\n"'\w:=]{0,2}(?:>|\s[^<>\n]{0,40}>|["']?\s?[:=])\s?["']?""")


def _field(view: View, name: str, start: int, end: int) -> Restriction | None:
    """The value of a field of rights in a pasted record, if the place is its name."""
    table, lines = restriction_words(), view.lines
    sign = _SIGN.match(lines, end)
    if sign is None or (start and (lines[start - 1].isalnum() or lines[start - 1] == "/")):
        return None
    at = sign.end()
    ends = (lines.find(mark, at, at + MAX_VALUE) for mark in '\n"<')
    words = lines[at : min((place for place in ends if place >= 0), default=at + MAX_VALUE)]
    if compiled(table.limiting).search(words) is None:
        return None
    low, high = _bare(lines, at, at + len(words))
    rule = SURE if name in table.technical else DOUBTFUL
    return Restriction(low, high, _of_picture(view, low), rule)


def _in_unit(view: View, at: int, foot: list[tuple[int, int]]) -> Restriction | None:
    """The unit around a trigger, if it restricts: a bracket, a sentence at an end of a line."""
    unit = _unit(view, at)
    if unit is None:
        return None
    start, end, bracketed = unit
    words = view.lines[start:end]
    if not bracketed and _is_other_news(view, start, end):
        return None
    for first in _addressed(view, start, end):
        if any(form.clients for form in forms_of(view.lines[first:end])):
            return Restriction(first, end, _of_picture(view, start), CLIENTS)
    forms = forms_of(words)
    if forms:
        picture = any(form.picture for form in forms) or _of_picture(view, start)
        return Restriction(start, end, picture, _rule(words, forms, (start, end) in foot))
    sure = _client_out(words, bracketed=bracketed)
    if sure is None:
        return None
    return Restriction(
        start, end, bracketed or _of_picture(view, start), SURE if sure else DOUBTFUL
    )


def _addressed(view: View, start: int, end: int) -> Iterator[int]:
    """Where the words to editors may begin behind their label: "EDITORS: for AFP clients only"."""
    label = _ADDRESS.match(view.lines, start, end)
    if label is None or not any(
        word.senses & _EDITORS for word in words_in(view, start, label.end())
    ):
        return
    yield label.end()
    for word in islice(_NEXT_WORD.finditer(view.lines, label.end(), end), LEAD):
        yield word.end()


def _is_other_news(view: View, start: int, end: int) -> bool:
    """Whether a unit is about the sale of goods, or goes on about something else behind a colon."""
    if compiled(restriction_words().goods).fullmatch(view.lines, start, end) is not None:
        return not view.flow[start:end].isupper()
    colon = view.lines.find(": ", start, end)
    if colon < 0:
        return False
    limits = compiled(restriction_words().limiting).search(view.lines, colon, end)
    return limits is None and goes_on_as_news(view, start, colon, end)


def _rule(words: str, forms: Sequence[Form], at_foot: bool) -> str:
    """The rule of words of some forms; those about the use of things have to be read as terms."""
    if not words.isupper() and compiled(restriction_words().other_use).search(words):
        return CLIENTS if any(form.clients for form in forms) else READABLE
    if any(form.sure for form in forms):
        return SURE
    if any(form.clients for form in forms):
        return CLIENTS
    table = restriction_words()
    if compiled(table.reserved).search(words):
        return READABLE
    return ALONE if at_foot else DOUBTFUL


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
    if (
        not clients
        or len(clients) > 8
        or {w.casefold() for w in clients} & restriction_words().no_client
    ):
        return None
    capitals = found["x"].isupper()
    titled = all(w[:1].isupper() or len(w) <= 3 for w in clients)
    if not capitals and not (bracketed and titled):
        return None
    return bracketed and (capitals or len(clients) <= 3)


# A notice of whose text it is, and the sign behind which its terms begin: "© NAME - not for ...".
_NOTICE = re.compile(r"\W{0,3}(?:©|\(c\)|copyright)[^\n]{0,80}[-–—|;:,]\s", re.IGNORECASE)


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
    notice = _NOTICE.match(lines, start, at)
    start = notice.end() if notice is not None else start
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
    return speaks_of_picture(view, _line(view.lower, at)[0], at)


def speaks_of_picture(view: View, start: int, end: int) -> bool:
    """Returns whether [start, end) of a text names a picture: "this photograph", "Foto"."""
    return compiled(restriction_words().picture).search(view.lower, start, end) is not None
