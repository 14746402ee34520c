"""Embargoes in a text: which of its lines order one, or state that there is none."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from checker.orders.clause import HEADS, Clause, is_unspaced
from checker.orders.day_lines import LONGEST_DAY_LINE, day_line
from checker.orders.embargo_clause import Decision, decided
from checker.orders.embargo_fields import KEY_WORDS, field_at
from checker.orders.embargo_sentences import LONGEST, few_lines, said_of_item, to_clients
from checker.orders.embargo_words import embargo_words
from checker.orders.notice_words import words_in
from checker.orders.order import Order
from checker.orders.vocabulary import tokens_of
from checker.prepared import prepared
from checker.text.views import View, view_of
from checker.text.word_list import Finder, word_list
from checker.values import dataclass

__all__ = ["embargoes_in"]

_SHORT = 140  # characters of a line that holds nothing but an order
_BACK, _ON = 200, LONGEST  # how far a long line is read around a word of an order
_OWN_WORDS = 4  # other words that such a line may hold
_NAME_IN_DATA = re.compile(
    r"\s?[\"'](?:name|label|title|description|definition|[a-z]{2}(?:[-_][A-Za-z]{2})?)[\"']\s?:"
)
_FILLED_IN = re.compile(r"[#$%]?\{|<%|%[sd(]")
_FAINT = ("weak", "faint", "timed", "dated")
_SUBJECT = 2  # words that a sentence begins with
_BELOW = 2  # lines below an order that may tell its time


_Sort = Literal["", "faint", "idiom"]


@dataclass(frozen=True, slots=True)
class _Triggers:
    """Words that may order an embargo, each with its sort: prose is full of `faint` ones."""

    find: Finder
    sorts: tuple[_Sort, ...]


def embargoes_in(view: View, *, field: bool) -> Iterator[Order]:
    """Yields the embargoes that a text orders, and releases from one, in order.

    `field` states that the text is the provider's own statement.
    """
    found = list(_found(view, field=field))
    if not field and not any(order.kind == "embargo" for order, _ in found):
        found = sorted([*found, *((order, False) for order in to_clients(view))], key=_start)
    timed = any(order.kind == "embargo" and not bare for order, bare in found)
    yield from (order for order, bare in found if not (bare and timed))


def _start(found: tuple[Order, bool]) -> int:
    return found[0].start


def _found(view: View, *, field: bool) -> Iterator[tuple[Order, bool]]:
    """All orders and releases; `bare` ones say nothing that another does not say better."""
    done = 0
    for start, end, sort in _places(view):
        if start < done:
            continue
        if sort == "idiom":
            done = done if field or _in_short_line(view, start, figure=False) else end
            continue
        told = field_at(view, start, end)
        if told is not None:
            if told != "none":
                yield told, False
            done = end if told == "none" else told.end
        elif _is_word(view.lower, start, end):
            timed = sort != "faint" or _in_short_line(view, start)
            of_day = sort == "faint" and _may_name_day(view, start, field=field)
            if not timed and not of_day:
                continue
            clause = _clause(view, start, field=field)
            all_said = (list(decided(clause, start)) or said_of_item(clause)) if timed else []
            if of_day and not all_said:
                all_said = day_line(clause)
            for said in all_said:
                if not _is_program(clause, said):
                    yield _order(clause, said), said.bare
            done = clause.end


def _places(view: View) -> Iterator[tuple[int, int, _Sort]]:
    """Where words stand that may order an embargo, and of what sort they are."""
    triggers = _triggers()
    hits = triggers.find(view.lower)
    for number, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
        yield start, end, triggers.sorts[number]


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether no letter of the same word stands around; scripts without blanks have none."""
    if is_unspaced(text[start]):
        return True
    before, behind = text[start - 1 : start], text[end : end + 1]
    prefixed = "\u0590" <= text[start] <= "\u06ff"  # Hebrew and Arabic write "and" before a word
    if "_" in (before, behind) or behind.isalpha():
        return False  # "018_embargoed" is a name
    return prefixed or not before.isalpha()


def _in_short_line(view: View, at: int, *, figure: bool = True) -> bool:
    """Whether the line is short and has a figure in it, or leads on to such a line."""
    start, end = _line(view, at)
    after = view.lines[end + 1 : end + _SHORT].partition("\n")[0]
    line = view.lines[start:end]
    return len(line) <= _SHORT and (not figure or any(map(str.isdigit, line + after)))


def _may_name_day(view: View, at: int, *, field: bool) -> bool:
    """Whether a line is one of a note, or of the head or foot, and short enough to name a day."""
    start, end = _line(view, at)
    if end - start > LONGEST_DAY_LINE:
        return False
    return field or few_lines(view.lines, 0, start) or few_lines(view.lines, end, len(view.lines))


def _line(view: View, at: int) -> tuple[int, int]:
    end = view.lines.find("\n", at)
    return view.lines.rfind("\n", 0, at) + 1, end if end >= 0 else len(view.lines)


def _clause(view: View, at: int, *, field: bool) -> Clause:
    """What is read around a place: its line, of a long one a part, and the next for its time."""
    line = _line(view, at)
    start, end = max(line[0], at - _BACK), min(line[1], at + _ON)
    tokens = tokens_of(view, start, end)
    clause = Clause.of(view, tokens, start, end, own=field, begins=start == line[0])
    if (start, end) != line:
        return clause
    joined: tuple[int, ...] = ()
    for _ in range(_BELOW):
        joined = (*joined, clause.end)
        clause = _continued(clause, joined)
        if clause.end == joined[-1]:
            break
    return replace(clause, own=field or _is_own_word(clause))


def _continued(clause: Clause, joined: Sequence[int]) -> Clause:
    """The clause with the next line, where that tells the time of an order."""
    view, end = clause.view, clause.end
    if end >= len(view.lines) or not all(map(clause.known, range(len(clause.tokens)))):
        return clause
    below = (end + 1, _line(view, end + 1)[1])
    if below[1] - below[0] > _SHORT:
        return clause
    tokens = (*clause.tokens, *tokens_of(view, *below))
    both = Clause.of(view, tokens, clause.start, below[1], own=clause.own, joined=joined)
    first, last = len(clause.tokens), len(both.tokens) - 1
    if last < first or not all(map(both.known, range(first, last + 1))):
        return clause
    told = clause.has_day(0, first - 1), clause.has_hour(0, first - 1)
    more = both.has_day(first, last), both.has_hour(first, last)
    new = (more[0] and not told[0]) or (more[1] and not told[1])
    near = not _is_break(view, end) or both.tokens[first].may_be("until") or _is_open(clause)
    near = near or (more[1] and all(token.may_be(*HEADS) for token in clause.tokens))
    return both if new and near and not (more[0] and told[0]) else clause


def _is_break(view: View, at: int) -> bool:
    """Whether a blank line follows a line end."""
    place = bisect_left(view.breaks, at)
    return place < len(view.breaks) and view.breaks[place] == at


def _is_open(clause: Clause) -> bool:
    """Whether a line ends in "until" or a colon."""
    return clause.tokens[-1].may_be("until") or clause.gap(len(clause.tokens)).strip() == ":"


def _is_own_word(clause: Clause) -> bool:
    """Whether a line of a draft is one sentence at its head or foot that speaks as a provider."""
    lines = clause.view.lines
    head = few_lines(lines, 0, clause.start)
    foot = few_lines(lines, clause.end, len(lines))
    tokens = clause.tokens
    if not (head or foot) or any(token.may_be("past", "news") for token in tokens):
        return False
    if (
        sum(not token.senses for token in tokens) > _OWN_WORDS
        or '"' in lines[clause.start : clause.end]
    ):
        return False
    if any(clause.ends(place) for place in range(1, len(tokens))):
        return False
    if _has_other_subject(clause):
        return False
    return any(token.may_be("order", "bound") for token in tokens)


def _has_other_subject(clause: Clause) -> bool:
    """Whether a sentence begins with what is no item: "Tickets are held for release until ...".

    A line of an order names an item or clients, or nothing before its words; capitals shout one.
    """
    view, tokens = clause.view, clause.tokens
    head = next((n for n, token in enumerate(tokens) if token.may_be(*HEADS)), 0)
    subject = tokens[:head]
    if not subject or not any(not token.senses for token in subject[:_SUBJECT]):
        return False
    if any(token.may_be("figure") for token in subject) or is_unspaced(subject[0].text[0]):
        return False
    before = view.flow[clause.start : tokens[head].start]
    if before.isupper() or not before.lstrip()[:1].isalpha():
        return False
    senses = {sense for word in words_in(view, clause.start, clause.end) for sense in word.senses}
    return senses.isdisjoint({"item", "wire", "clients", "ask"})


def _is_program(clause: Clause, found: Decision) -> bool:
    """Whether it is a name in a vocabulary of data, or a pattern that a program fills in."""
    if clause.has_day(found.first, found.last) or clause.has_hour(found.first, found.last):
        return False
    first, last = clause.tokens[found.first].start, clause.tokens[found.last].end
    line = clause.view.lines[clause.start : first]
    return (
        _NAME_IN_DATA.match(line) is not None
        or _FILLED_IN.search(clause.view.lines, first, min(last + 4, len(clause.view.lines)))
        is not None
    )


def _order(clause: Clause, found: Decision) -> Order:
    first, last = clause.tokens[found.first], clause.tokens[found.last]
    return Order(found.kind, first.start, last.end)


@cache
def _triggers() -> _Triggers:
    """The words of `HEADS` in all languages, with blanks or hyphens between them."""
    sorts = prepared("triggers", dict[str, _Sort], _sorts, rooms=("orders", "text", "text/unicode"))
    return _Triggers(word_list(list(sorts)), tuple(sorts.values()))


def _sorts() -> dict[str, _Sort]:
    rows = [row for row in embargo_words().rows if row[1] in (*HEADS, "idiom")]
    phrases = view_of("\n".join(row[0] for row in rows)).lines.lower().split("\n")
    sorts: dict[str, _Sort] = dict.fromkeys(KEY_WORDS, "")
    for (_, sense, _, _), phrase in zip(rows, phrases, strict=True):
        sort: _Sort = "idiom" if sense == "idiom" else "faint" if sense in _FAINT else ""
        for written in {phrase, phrase.replace(" ", "-"), phrase.replace(":", " :")}:
            sorts[written] = sort if sorts.get(written, sort) else ""
    return sorts
