"""The grammar of embargoes: whether words of a line order one, and how far the order goes.

It is the same for all languages. A line that holds nothing but words of orders and times is an
order, in whatever sequence; a line that begins so is one up to where it speaks of other things.
News about embargoes ("the oil embargo until March") does neither.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from checker.orders.time_words import TIME_SENSES
from checker.orders.vocabulary import Token
from checker.text.views import View

__all__ = ["HEADS", "NO_BLANKS", "ORDERING", "Clause", "Decision", "decided"]

HEADS = ("noun", "order", "bound", "timed", "weak", "faint")
_TIMES = tuple(sense for sense in TIME_SENSES if sense != "city")
ORDERING = (*HEADS, "until", "filler", "label", "figure", *_TIMES)
_DAYS = ("month", "weekday", "today", "tomorrow", "sign_month", "sign_slash")
_HOURS = ("hours", "noon", "midnight", "am", "pm", "night")
_BREAK = re.compile(r"[()\[\]<>{}|*#=_~•·■►▶!?。;\n]|\s-+\s|--|[.](?:\s|$)")
_SENTENCE_END = re.compile(r"[!?。;\n]|\.(?:\s|$)")
_DATE = re.compile(
    r"\d{4}-?\d\d-?\d\d|(?<![\d.:])\d\d?\.\s?\d\d?\.|\d\s?[/-]\s?\d\d?\s?[/-]\s?\d|(?<!\d)\d\d?/\d\d?(?!\d)"
)
_CLOCK = re.compile(
    r"\d\d?[:.]\d\d(?![.\d])|(?<!\d)(?!19|20)(?:[01]\d|2[1-4])[0-5]\d(?![\d/.-])"
    r"|(?<!\d)(?:19|20)[0-5]\d\s?(?:h|uhr|gmt|utc|ce)"
)
_ARTICLES = frozenset(
    ["the", "das", "der", "die", "le", "la", "l", "el", "il", "o", "a", "het", "de"]
)
NO_BLANKS = "\u2e80"  # scripts from here on have no blanks between words
_LONG = 14  # words behind "until" from which on a sentence is prose


@dataclass(frozen=True, slots=True)
class Decision:
    """An order, or a release from one, at [first, last] of the clause's tokens.

    `bare` says that it names neither a time nor what it waits for ("EMBARGOED").
    """

    kind: Literal["embargo", "release"]
    first: int
    last: int
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens of a line, or of several that are read as one.

    `own` says that it is the provider's own word: a field, or a line of its own beside a story.
    """

    view: View
    tokens: Sequence[Token]
    start: int
    end: int
    own: bool
    begins: bool = True  # a line begins where it does
    joined: int = -1  # a line end that does not count: the time stands on the next line

    def gap(self, place: int) -> str:
        """What stands before a token; before the first and behind the last a line's end."""
        before = self.tokens[place - 1].end if place > 0 else self.start
        behind = self.tokens[place].start if place < len(self.tokens) else self.end
        gap = self.view.lines[before:behind]
        if before <= self.joined < behind:
            gap = gap.replace("\n", " ")
        if place == 0 and self.begins:
            return f"\n{gap}"
        return f"{gap}\n" if place == len(self.tokens) else gap

    def breaks(self, place: int) -> bool:
        """Whether something ends before a token: a sentence, a bracket, a line."""
        found = _BREAK.search(self.gap(place))
        if found is None:
            return False
        return not (found.group().startswith(".") and self._abbreviated(place))

    def ends(self, place: int) -> bool:
        """Whether a sentence ends before a token."""
        found = _SENTENCE_END.search(self.gap(place))
        if found is None:
            return False
        return not (found.group().startswith(".") and self._abbreviated(place))

    def _abbreviated(self, place: int) -> bool:
        """Whether a full stop is one of a date or a short word: "1. März", "kl. 18"."""
        if not 0 < place < len(self.tokens) or "\n" in self.gap(place):
            return False
        before, behind = self.tokens[place - 1], self.tokens[place]
        return behind.may_be("figure", *_TIMES) and before.may_be("figure", *ORDERING)

    def opens(self, place: int) -> bool:
        """Whether a colon stands before a token, that is none of an hour."""
        return ":" in self.gap(place) and not self.tokens[place - 1].may_be("figure")

    def closes(self, place: int) -> bool:
        """Whether what was said ends before a token."""
        return place >= len(self.tokens) or self.breaks(place) or self.opens(place)

    def known(self, place: int) -> bool:
        """Whether a token belongs to orders or times; a city does behind an hour."""
        token = self.tokens[place]
        if token.may_be("city") and place > 0 and not self.breaks(place):
            return self.tokens[place - 1].may_be("figure", *_HOURS)
        if token.may_be("over") and place > 0:
            return self.tokens[place - 1].may_be("future")
        return token.may_be(*ORDERING, "future")

    def shown(self, first: int, last: int) -> str:
        """The words from one token to another."""
        return self.view.lower[self.tokens[first].start : self.tokens[last].end]

    @property
    def quoted(self) -> str:
        """The text as it is shown, with its signs."""
        return self.view.lower[self.start : self.end]

    def has_day(self, first: int, last: int) -> bool:
        """Whether the words name a day."""
        tokens = self.tokens[first : last + 1]
        figure = any(token.may_be("figure") for token in tokens)
        if any(t.may_be(*_DAYS) and (figure or not t.may_be("month")) for t in tokens):
            return True
        return _DATE.search(self.shown(first, last)) is not None

    def has_hour(self, first: int, last: int) -> bool:
        """Whether the words name an hour."""
        if any(token.may_be("noon", "midnight") for token in self.tokens[first : last + 1]):
            return True
        figures = any(t.may_be("figure") for t in self.tokens[first : last + 1])
        beside = any(t.may_be(*_HOURS) for t in self.tokens[first : last + 1])
        return figures and (beside or _CLOCK.search(self.shown(first, last)) is not None)


@dataclass(frozen=True, slots=True)
class _Run:
    """What belongs to a head: tokens [first, last], found by going on from `left` to `next`.

    `anchored` says that a line, a bracket or a sentence begins with it.
    """

    left: int
    first: int
    last: int
    next: int
    anchored: bool
    until: bool
    day: bool
    hour: bool


def decided(clause: Clause) -> Iterator[Decision]:
    """The orders and releases of the clause."""
    done = -1
    for head, token in enumerate(clause.tokens):
        if head <= done or not token.may_be(*HEADS):
            continue
        found = _decided(clause, head)
        if found is not None:
            done = found.last
            yield found


def _decided(clause: Clause, head: int) -> Decision | None:
    if not clause.tokens[head].may_be("noun", "order"):
        return _ordered(clause, head)
    over = _over(clause, head)
    if not over:
        return _ordered(clause, head)
    first, last = _sentence(clause, head)
    whole = first == 0 and last == len(clause.tokens) - 1
    said = over == "none" and (clause.own or (whole and last < _LONG))
    return Decision("release", first, last) if said else None


def _over(clause: Clause, head: int) -> Literal["none", "past", ""]:
    """Whether an embargo is said to be none, or one of the past."""
    if _before(clause, head, "negation", skip=()):
        return "past" if clause.gap(head + 1).startswith(",") else "none"  # "Sin embargo, ..."
    if _none_behind(clause, head) or _over_behind(clause, head):
        return "none"
    if _before(clause, head, "past", skip=("filler", "of", "order")):
        return "none" if clause.own else "past"
    return ""


def _before(clause: Clause, head: int, sense: str, *, skip: tuple[str, ...]) -> bool:
    place = head
    while place > 0 and not clause.breaks(place):
        place -= 1
        if clause.tokens[place].may_be(sense):
            return True
        if not clause.tokens[place].may_be(*skip):
            return False
    return False


def _none_behind(clause: Clause, head: int) -> bool:
    """Whether "none" is all that follows: "Embargo: none"."""
    rest = []
    for place in range(head + 1, len(clause.tokens)):
        if clause.ends(place):
            break
        rest.append(clause.tokens[place])
    said = [token for token in rest if token.may_be("none")]
    return bool(said) and all(t.may_be("none", "filler", "noun") for t in rest)


def _over_behind(clause: Clause, head: int) -> bool:
    """Whether it is said to be over: "embargo lifted"; "will be lifted at 18:00" is an order."""
    place = head + 1
    while place < len(clause.tokens) and not clause.ends(place):
        token = clause.tokens[place]
        if token.may_be("future"):
            return False
        if token.may_be("over"):
            return not (token.may_be("until") and _timed_behind(clause, place))
        if not token.may_be("filler", "of", "local"):
            return False
        place += 1
    return False


def _timed_behind(clause: Clause, place: int) -> bool:
    return any(t.may_be("figure", *_DAYS) for t in clause.tokens[place + 1 : place + 4])


def _sentence(clause: Clause, head: int) -> tuple[int, int]:
    """The first and last token of a head's sentence."""
    first = last = head
    while first > 0 and not clause.ends(first):
        first -= 1
    while last + 1 < len(clause.tokens) and not clause.ends(last + 1):
        last += 1
    return first, last


def _ordered(clause: Clause, head: int) -> Decision | None:
    run = _run(clause, head)
    token = clause.tokens[head]
    for sense, decide in (
        ("order", _by_order),
        ("noun", _by_noun),
        ("bound", _by_bound),
        ("timed", _by_bound),
        ("weak", _by_weak),
        ("faint", _by_weak),
    ):
        if token.may_be(sense):
            return decide(clause, head, run)
    return None


def _run(clause: Clause, head: int) -> _Run:
    left, anchored = _left(clause, head)
    behind = _right(clause, head)
    tokens = clause.tokens
    bearing = ("figure", "until", *HEADS, *(s for s in _TIMES if s != "of"))
    span = range(left, behind)
    first = next(n for n in span if tokens[n].may_be(*bearing) or not tokens[n].may_be("label"))
    last = next(n for n in reversed(span) if tokens[n].may_be(*bearing))
    # before the head only where a time stands there too: "until 6 p.m. under embargo"
    timed = any(tokens[n].may_be("figure", *_DAYS) for n in range(left, head))
    said = range(left if timed else head, behind)
    if not timed and tokens[head].text >= NO_BLANKS:
        said = range(max(left, head - 1), head)  # there it stands behind its time
    return _Run(
        left,
        min(first, head),
        max(last, head),
        behind,
        anchored,
        any(tokens[n].may_be("until", "future") for n in said),
        clause.has_day(left, behind - 1),
        clause.has_hour(left, behind - 1),
    )


def _left(clause: Clause, head: int) -> tuple[int, bool]:
    """How far back the words belong to a head, and whether something begins there."""
    place = head
    while not clause.breaks(place) and not clause.opens(place):
        if place == 0 or clause.tokens[place - 1].may_be("past"):
            return place, False
        if not clause.known(place - 1) and not clause.tokens[place - 1].may_be("after"):
            return place, False
        place -= 1
    return place, True


def _right(clause: Clause, head: int) -> int:
    """Behind the last token that belongs to a head."""
    place = head + 1
    while place < len(clause.tokens) and clause.known(place) and not clause.ends(place):
        if clause.breaks(place):
            stop = _part(clause, place)
            if not _brings(clause, head, place, stop):
                break
            place = stop
        else:
            place += 1
    return place


def _part(clause: Clause, start: int) -> int:
    """Behind the known words up to the next bracket or dash."""
    place = start + 1
    while place < len(clause.tokens) and clause.known(place) and not clause.breaks(place):
        place += 1
    return place


def _brings(clause: Clause, head: int, start: int, stop: int) -> bool:
    """Whether a part behind a bracket or a dash tells of the time what was not told yet."""
    told = clause.has_day(head, start - 1), clause.has_hour(head, start - 1)
    more = clause.has_day(start, stop - 1), clause.has_hour(start, stop - 1)
    zone = any(t.may_be("zone", "letters") for t in clause.tokens[start:stop])
    new = (more[0] and not told[0]) or (more[1] and not told[1])
    # a clock in another zone, or the zone itself, in brackets
    return new or (zone and not more[0] and "(" in clause.gap(start))


def _by_order(clause: Clause, head: int, run: _Run) -> Decision | None:
    """Words that only orders use."""
    timed = run.day or run.hour
    if run.anchored or (clause.own and not _news(clause, head)):
        if timed:
            return _to_the_time(clause, run)
        if run.until:
            return _until_other_words(clause, run)
    if run.anchored and clause.closes(run.next):
        return None if _news(clause, head) else Decision("embargo", run.first, run.last, bare=True)
    foreign = clause.own and not clause.tokens[head].text.isascii()
    if foreign and clause.closes(head + 1) and not _news(clause, head):
        return Decision("embargo", *_sentence(clause, head))  # "発表後に解禁"
    return None


def _by_noun(clause: Clause, head: int, run: _Run) -> Decision | None:
    """The thing itself, of which news speaks as well."""
    if not run.anchored and not (clause.own and run.until):
        return _by_order(clause, head, run) if _unspaced(clause, head) else None
    if run.hour and run.anchored and (run.day or run.until or clause.closes(run.next)):
        return _to_the_time(clause, run)
    if _news(clause, head) or (not clause.own and _told_as_news(clause, head, run)):
        return None
    if run.day or run.hour:
        closed = clause.closes(run.next) or (clause.own and run.until)
        return _to_the_time(clause, run) if closed else None
    first, last = _sentence(clause, head)
    if run.until:
        return _until_other_words(clause, run) if last - first < _LONG else None
    alone = run.left == 0 and run.next == len(clause.tokens)
    return Decision("embargo", run.first, run.last, bare=True) if alone else None


def _unspaced(clause: Clause, head: int) -> bool:
    return clause.own and clause.tokens[head].text >= NO_BLANKS


def _told_as_news(clause: Clause, head: int, run: _Run) -> bool:
    """Whether it is spoken of as known ("The embargo ends on 1 March")."""
    return run.left < head and clause.tokens[run.left].text in _ARTICLES and run.left == head - 1


def _by_bound(clause: Clause, head: int, run: _Run) -> Decision | None:
    """Words that forbid something up to a time."""
    if not (run.anchored or clause.own):
        return None
    bound = clause.tokens[head].may_be("bound")
    if (run.day or run.hour) if bound else (run.day and run.until):
        return _to_the_time(clause, run)
    if run.until and bound and run.next > head + 1:
        return _until_other_words(clause, run)
    return None


def _by_weak(clause: Clause, head: int, run: _Run) -> Decision | None:
    """Words that order something only where they and a time are all that is said."""
    timed = run.day and run.hour if not clause.tokens[head].may_be("weak") else run.day or run.hour
    if run.anchored and timed and clause.closes(run.next):
        return _to_the_time(clause, run)
    return None


def _to_the_time(clause: Clause, run: _Run) -> Decision:
    """The order up to its time; a time that is counted from something goes on to the end."""
    if not clause.closes(run.next) and clause.tokens[run.next].may_be("after", "unit", "about"):
        return _until_other_words(clause, run)
    return Decision("embargo", run.first, run.last)


def _until_other_words(clause: Clause, run: _Run) -> Decision:
    last = _sentence(clause, run.last)[1]
    return Decision("embargo", run.first, last)


def _news(clause: Clause, head: int) -> bool:
    """Whether the sentence speaks of trade, arms or states."""
    first, last = _sentence(clause, head)
    return any(
        token.may_be("news") and not token.may_be(*ORDERING)
        for token in clause.tokens[first : last + 1]
    )
