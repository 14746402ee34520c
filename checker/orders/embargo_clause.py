"""The grammar of embargoes: whether words of a line order one, and how far the order extends.

It is the same for all languages. A line that contains only words of orders and times is an order,
in any sequence; a line that begins like that is one up to where it mentions other things. News
about embargoes ("the oil embargo until March") does neither.
"""

from collections.abc import Iterator
from typing import Literal

from checker.orders.clause import DAYS, HEADS, ORDERING, TIMES, Clause, is_unspaced
from checker.orders.embargo_run import FAR, Run, behind_run, run_of
from checker.orders.headline import goes_on_as_news, says_who
from checker.orders.release_dates import is_of_item
from checker.values import dataclass

__all__ = ["Decision", "decided"]

_ARTICLES = frozenset(
    ["the", "das", "der", "die", "le", "la", "l", "el", "il", "o", "a", "het", "de"]
)
_UP_TO = frozenset(["まで", "までは", "까지", "까지만"])
_YEAR = 4  # digits of a year
_DATED = 4  # words behind its first one that a date may have
_LONG = 14  # words behind "until" from which on a sentence is prose


@dataclass(frozen=True, slots=True)
class Decision:
    """An order, or a release from one, at [first, last] of the clause's tokens.

    `bare` states that it names neither a time nor a condition ("EMBARGOED").
    """

    kind: Literal["embargo", "release"]
    first: int
    last: int
    bare: bool = False


def decided(clause: Clause, at: int) -> Iterator[Decision]:
    """Yields the orders and releases of the clause, from a position in the text onwards."""
    done = -1
    for head, token in enumerate(clause.tokens):
        if head <= done or token.end <= at or not token.may_be(*HEADS):
            continue
        if head > 0 and clause.tokens[head - 1].text == token.text and not clause.breaks(head):
            continue  # a word that is repeated without end says nothing new
        found = _decided(clause, head)
        if found is not None:
            done = found.last
            yield found


def _decided(clause: Clause, head: int) -> Decision | None:
    if not clause.tokens[head].may_be("noun", "order"):
        return _ordered(clause, head)
    over = _over_from(clause, head)
    if over is not None:
        return over
    none = _said_none(clause, head) or _said_over(clause, head)
    if none is None:
        past = _before(clause, head, "past", skip=("filler", "of", "order")) is not None
        if not past:
            return _ordered(clause, head)
        return Decision("release", *_sentence(clause, head)) if clause.own else None
    first, last = _sentence(clause, head)
    whole = first == 0 and last == len(clause.tokens) - 1 and last < _LONG
    comma = clause.gap(head + 1).startswith(",")  # "Sin embargo, ..."
    return Decision("release", *none) if clause.own or (whole and not comma) else None


def _before(clause: Clause, head: int, sense: str, *, skip: tuple[str, ...] = ()) -> int | None:
    """Where a word of a sense stands before a head, with nothing but `skip` between."""
    place = head
    while place > 0 and not clause.breaks(place):
        place -= 1
        if clause.tokens[place].may_be(sense):
            return place
        if not clause.tokens[place].may_be(*skip):
            return None
    return None


def _said_none(clause: Clause, head: int) -> tuple[int, int] | None:
    """The words that say that there is none: "no embargo", "Embargo: none"."""
    before = _before(clause, head, "negation")
    if before is not None:
        return before, head
    last = head
    for place in range(head + 1, min(len(clause.tokens), head + FAR)):
        if clause.ends(place):
            break
        if not clause.tokens[place].may_be("none", "filler", "noun"):
            return None
        last = place
    said = any(token.may_be("none") for token in clause.tokens[head + 1 : last + 1])
    return (head, last) if said else None


def _said_over(clause: Clause, head: int) -> tuple[int, int] | None:
    """The words that say that it is over: "embargo lifted"; not "will be lifted at 18:00"."""
    place = head + 1
    while place < len(clause.tokens) and not clause.ends(place):
        token = clause.tokens[place]
        if token.may_be("over"):
            timed = token.may_be("until") and _timed_behind(clause, place)
            return None if timed else (_sentence(clause, head)[0], behind_run(clause, place) - 1)
        if token.may_be("future") or not token.may_be("filler", "of", "local"):
            return None
        place += 1
    return None


def _timed_behind(clause: Clause, place: int) -> bool:
    return any(t.may_be("figure", *DAYS) for t in clause.tokens[place + 1 : place + 4])


def _over_from(clause: Clause, head: int) -> Decision | None:
    """An embargo of which a line tells from when on it is none: "embargo lifted from 1 May"."""
    if _news(clause, head):
        return None
    said, last = head, min(head + FAR, len(clause.tokens))
    negated = _before(clause, head, "negation")
    if negated is None and ":" in clause.gap(head + 1):  # "Lifting of embargo: 1 May"
        negated = _before(clause, head, "past", skip=("filler", "of"))
    for place in range(head + 1, last):
        token = clause.tokens[place]
        if clause.ends(place):
            return None
        if token.may_be("figure", *DAYS):
            behind = behind_run(clause, place)
            dated = clause.has_date(place, min(place + _DATED, behind - 1))
            first = head if negated is None else negated
            over = negated is not None or said > head
            return Decision("embargo", first, behind - 1) if over and dated else None
        if token.may_be("lifted"):
            said = place
        elif not token.may_be("from"):
            return None
    return None


def _sentence(clause: Clause, head: int) -> tuple[int, int]:
    """The first and last token of a head's sentence."""
    first = last = head
    while first > max(head - FAR, 0) and not clause.ends(first):
        first -= 1
    while last + 1 < min(len(clause.tokens), head + FAR) and not clause.ends(last + 1):
        last += 1
    return first, last


def _ordered(clause: Clause, head: int) -> Decision | None:
    run = run_of(clause, head)
    token = clause.tokens[head]
    for sense, decide in (
        ("order", _by_order),
        ("noun", _by_noun),
        ("bound", _by_bound),
        ("timed", _by_bound),
        ("weak", _by_weak),
        ("faint", _by_weak),
        ("dated", _by_dated),
    ):
        if token.may_be(sense):
            found = decide(clause, head, run)
            if found is not None or not token.may_be("dated"):
                return found
    return None


def _by_order(clause: Clause, head: int, run: Run) -> Decision | None:
    """Words that only orders use."""
    if _is_said_by_somebody(clause, run):
        return None
    timed = run.day or run.hour
    if run.anchored or (clause.own and not _news(clause, head)):
        if timed:
            return _to_the_time(clause, run)
        if run.until:
            return _until_other_words(clause, run)
    if run.anchored and clause.closes(run.next):
        token = clause.tokens[head]
        shouted = clause.view.flow[token.start : token.end].isupper()
        bare = Decision("embargo", run.first, run.last, bare=True)
        return bare if shouted or not _news(clause, head) else None
    foreign = clause.own and not clause.tokens[head].text.isascii()
    if foreign and clause.closes(head + 1) and not _news(clause, head):
        return Decision("embargo", *_sentence(clause, head))  # "発表後に解禁"
    return None


def _by_noun(clause: Clause, head: int, run: Run) -> Decision | None:
    """The thing itself, of which news speaks as well."""
    if not run.anchored and not (clause.own and run.until):
        return _by_order(clause, head, run) if _unspaced(clause, head) else None
    if _is_said_by_somebody(clause, run):
        return None
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
    written = clause.view.flow[clause.tokens[head].start]
    named = written.isupper() or not written.islower()  # "Embargo", or of a script without cases
    alone = run.left == 0 and run.next == len(clause.tokens) and (named or clause.own)
    return Decision("embargo", run.first, run.last, bare=True) if alone else None


def _unspaced(clause: Clause, head: int) -> bool:
    return clause.own and is_unspaced(clause.tokens[head].text[0])


def _told_as_news(clause: Clause, head: int, run: Run) -> bool:
    """Whether it is spoken of as known ("The embargo ends on 1 March")."""
    return run.left < head and clause.tokens[run.left].text in _ARTICLES and run.left == head - 1


def _by_bound(clause: Clause, head: int, run: Run) -> Decision | None:
    """Words that forbid something up to a time."""
    if not (run.anchored or clause.own) or _is_headline(clause, run):
        return None
    bound = clause.tokens[head].may_be("bound")
    if (run.day or run.hour) if bound else (run.day and run.until):
        return _to_the_time(clause, run)
    sure = any(
        token.may_be("until", "future") and not token.may_be("filler", "of")
        for token in clause.tokens[head + 1 : run.next]
    )  # "publication interdite en Algérie" is about a place
    if run.until and bound and sure:
        return _until_other_words(clause, run)
    return None


def _is_headline(clause: Clause, run: Run) -> bool:
    """Whether it forbids something without a day, and goes on about something else than an item."""
    places = range(run.left + 1, run.next + 1)
    colon = next((n for n in places if _is_colon(clause, n)), None)
    if colon is None or (run.day and not _is_year(clause, run)):
        return False
    start, end = clause.tokens[run.left].start, clause.tokens[colon - 1].end
    timed = any(clause.tokens[n].may_be("figure", *TIMES) for n in range(run.left, colon))
    return timed and goes_on_as_news(clause.view, start, end, clause.end)


def _is_colon(clause: Clause, place: int) -> bool:
    """Whether a colon precedes a token, and not that of an hour."""
    both = clause.tokens[place - 1 : place + 1]
    return ":" in clause.gap(place) and not all(token.may_be("figure") for token in both)


def _is_year(clause: Clause, run: Run) -> bool:
    """Whether the only figure of a time is a year."""
    span = slice(run.left, run.next)
    figures = [token.text for token in clause.tokens[span] if token.may_be("figure")]
    dated = clause.has_date(run.left, run.next - 1)
    return len(figures) == 1 and len(figures[0]) == _YEAR and not dated


def _is_said_by_somebody(clause: Clause, run: Run) -> bool:
    """Whether "says ..." follows an order, as where a sticker is quoted."""
    return says_who(clause.view, clause.tokens[run.next - 1].end, clause.end)


def _by_weak(clause: Clause, head: int, run: Run) -> Decision | None:
    """Words that order something only where they and a time are all that is said."""
    if head > 0 and clause.tokens[head - 1].text in _UP_TO:
        return None  # "まで使用可": it may be used up to then
    if any(token.may_be("future") for token in clause.tokens[run.left : head]):
        return None  # "the report will not appear before ..." tells of it
    timed = run.day and run.hour if not clause.tokens[head].may_be("weak") else run.day or run.hour
    if run.anchored and timed and clause.closes(run.next):
        return _to_the_time(clause, run)
    return None


def _by_dated(clause: Clause, _: int, run: Run) -> Decision | None:
    """Words that name the date on which anything may be released."""
    return _to_the_time(clause, run) if is_of_item(clause, run) else None


def _to_the_time(clause: Clause, run: Run) -> Decision:
    """The order up to its time; a time that is counted from something goes on to the end."""
    if not clause.closes(run.next) and clause.tokens[run.next].may_be("after", "unit", "about"):
        return _until_other_words(clause, run)
    return Decision("embargo", run.first, run.last)


def _until_other_words(clause: Clause, run: Run) -> Decision:
    last = _sentence(clause, run.last)[1]
    return Decision("embargo", run.first, last)


def _news(clause: Clause, head: int) -> bool:
    """Whether the sentence speaks of trade, arms or states."""
    first, last = _sentence(clause, head)
    return any(
        token.may_be("news") and not token.may_be(*ORDERING)
        for token in clause.tokens[first : last + 1]
    )
