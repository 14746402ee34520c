"""Embargoes that a sentence about an item orders, whatever else it says.

The grammar of `embargo_clause` knows all words of an order. Agencies also write whole sentences:
"the report below on ... is not to be published before ...". They count at the head and the foot of
a draft, and where they name an item or clients, by the words of notices to editors.
"""

import re
from collections.abc import Iterator, Sequence

from checker.orders.clause import HEADS, Clause
from checker.orders.embargo_clause import Decision
from checker.orders.notice_block import Block, is_addressed
from checker.orders.notice_words import Word, words_in
from checker.orders.order import Order
from checker.orders.release_dates import EDGE
from checker.orders.vocabulary import tokens_of
from checker.text.views import View

__all__ = ["LONGEST", "few_lines", "said_of_item", "to_clients"]

LONGEST = 260  # characters of a line that is read
_SURE = ("noun", "order", "bound", "timed")
_SAID_WORDS = 45  # words of a sentence that says when an item may be used
_TIME_REACH = 14  # words between a word of an order and the date there
_LEADS = 5  # words between one like "until" and its day
_YEAR = re.compile(r"(?:\d|[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]){4}")
_NEWS = frozenset({"told", "other"})


def said_of_item(clause: Clause) -> list[Decision]:
    """Returns the order of a sentence that says of an item, in any words, when it may be used.

    The sentence stands at the head or the foot of a draft, has a word of an order beside a date,
    and names an item or clients of an agency; persons who are said to speak make it news.
    """
    lines = clause.view.lines
    at_an_edge = few_lines(lines, 0, clause.start) or few_lines(lines, clause.end, len(lines))
    if not at_an_edge or not _may_order(clause):
        return []
    senses = _senses(words_in(clause.view, clause.start, clause.end))
    if not senses & {"item", "clients"}:
        return []
    # "not earlier than" is said of bridges as well, unless it is an aside or speaks to somebody
    spoken = bool(senses & {"ask", "clients"}) or _is_aside(lines[clause.start : clause.end])
    heads = HEADS if spoken else _SURE
    for head, token in enumerate(clause.tokens):
        if token.may_be(*heads) and (span := _timed_near(clause, head)):
            return [Decision("embargo", *span)]
    return []


def to_clients(view: View) -> Iterator[Order]:
    """Yields the lines that tell clients when to use an item, in any words.

    They stand at the head or the foot, begin with their clients or are in brackets.
    """
    for start, end in _edge_lines(view):
        line = view.lines[start:end]
        if end - start > LONGEST or not _YEAR.search(line):
            continue
        words = words_in(view, start, end)
        senses = _senses(words)
        if "publish" not in senses or not senses & {"item", "clients"}:
            continue
        block = Block(view, start, end, tuple(words), field=False)
        if not (_is_aside(line) or is_addressed(block)):
            continue
        clause = Clause.of(view, tokens_of(view, start, end), start, end, own=False)
        if _may_order(clause) and _leads_to_day(clause):
            yield Order("embargo", start, end)


def few_lines(text: str, start: int, end: int) -> bool:
    """Returns whether fewer lines than those of the head end in [start, end)."""
    for _ in range(EDGE):
        start = text.find("\n", start, end) + 1
        if start == 0:
            return True
    return False


def _may_order(clause: Clause) -> bool:
    """Whether it is no longer than such a sentence, and no news of an embargo."""
    tokens = clause.tokens
    return len(tokens) <= _SAID_WORDS and not any(token.may_be("past", "news") for token in tokens)


def _senses(words: Sequence[Word]) -> frozenset[str]:
    """The senses of words of notices to editors; where they tell news, none."""
    senses = frozenset(sense for word in words for sense in word.senses)
    return frozenset() if senses & _NEWS else senses


def _is_aside(line: str) -> bool:
    return line.strip()[:1] in ("(", "[", "<")


def _timed_near(clause: Clause, head: int) -> tuple[int, int] | None:
    """The tokens of a head's sentence if a date and a word like "until" stand near the head."""
    first = last = head
    while first > 0 and not clause.ends(first):
        first -= 1
    while last + 1 < len(clause.tokens) and not clause.ends(last + 1):
        last += 1
    near = (max(first, head - _TIME_REACH), min(last, head + _TIME_REACH))
    if not clause.has_date(*near):
        return None
    head_is_sure = clause.tokens[head].may_be("noun", "order")
    leads = head_is_sure or any(
        token.may_be("until", "future") for token in clause.tokens[near[0] : near[1] + 1]
    )
    return (first, last) if leads else None


def _leads_to_day(clause: Clause) -> bool:
    """Whether a word like "until" or "after" belongs to a day with its number, on either side."""
    for place, token in enumerate(clause.tokens):
        if not token.may_be("until", "after"):
            continue
        low, high = place, place
        while high + 1 < len(clause.tokens) and high - place < _LEADS and clause.known(high + 1):
            high += 1
        while low > 0 and place - low < _LEADS and clause.known(low - 1):
            low -= 1
        for first, last in ((place, high), (low, place)):
            figures = sum(t.may_be("figure") for t in clause.tokens[first : last + 1])
            if figures > 1 and clause.has_date(first, last):
                return True
    return False


def _edge_lines(view: View) -> list[tuple[int, int]]:
    """The places of the first and the last few lines that hold something."""
    lines = view.lines
    head: list[tuple[int, int]] = []
    start = 0
    while start < len(lines) and len(head) < EDGE:
        end = lines.find("\n", start)
        end = end if end >= 0 else len(lines)
        if lines[start:end].strip():
            head.append((start, end))
        start = end + 1
    foot: list[tuple[int, int]] = []
    stop = len(lines)
    while stop > start and len(foot) < EDGE:
        first = lines.rfind("\n", 0, stop) + 1
        if lines[first:stop].strip():
            foot.append((first, stop))
        stop = first - 1
    return [*head, *reversed(foot)]
