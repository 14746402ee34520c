"""Whether a provider's note forbids its item, takes it back or holds it in plain words.

Notes forbid a use as well ("Do not use in Japan", "Do not use after 9 p.m."), and delete a
paragraph: what says more than that the item must not be used ("Do not publish", "Please delete",
"Sent in error") is no order, but a term of use, or left to a person.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from checker.orders.clause import is_unspaced
from checker.orders.notice_block import Block, word_end
from checker.orders.notice_words import Word, words_in
from checker.text.expression import expression
from checker.text.views import normalised, view_of

__all__ = [
    "clause_words",
    "forbids_the_item",
    "gaps_of",
    "holds_the_item",
    "speaks_of_forbidding",
    "withdraws_the_item",
    "word_pattern",
]

_STARTS = ".!?;\n。"  # behind which a sentence begins,
_STOPS = f"{_STARTS},:،、"  # and before which a clause ends
# What may stand in such a clause beside the ban; `pending` is until when.
_SAID = frozenset({"forbid", "not", "publish", "ask", "clients", "item", "wire", "pending"})
_OF_WITHDRAWING = frozenset(
    {"undo", "label", "takeoff", "slip", "publish", "ask", "clients", "item", "wire", "places"}
)
_ENDING = 3  # letters of a verb's ending at most: "eliminada", not "eliminatorias"
_OF_HOLDING = frozenset({"hold", "unready", "publish", "ask", "clients", "item", "wire", "pending"})


def forbids_the_item(block: Block, forbidding: Iterable[Word]) -> bool:
    """Returns whether a clause says nothing but that the item must not be used.

    Args:
        block: a few lines of a note.
        forbidding: its words of forbidding.
    """
    return any(_says_nothing_else(block, word, _SAID) for word in forbidding)


def withdraws_the_item(block: Block) -> bool:
    """Returns whether a clause says nothing but that the item is to go, or was sent by mistake."""
    asked, slips = block.having("ask"), block.having("slip")
    sent = [  # an apology alone is that of a correction
        word
        for word in asked
        if any(word.start <= slip.start and slip.end <= word.end for slip in slips)
    ]
    verbs = [
        word
        for word in (*block.having("undo"), *block.having("takeoff"))
        if word_end(block, word) - word.end <= _ENDING
    ]
    return any(_says_nothing_else(block, word, _OF_WITHDRAWING) for word in (*verbs, *sent))


def holds_the_item(block: Block) -> bool:
    """Returns whether a clause says nothing but that the item has to wait."""
    held = [*block.having("hold"), *block.having("unready")]
    return any(_says_nothing_else(block, word, _OF_HOLDING) for word in held)


def speaks_of_forbidding(note: str) -> bool:
    """Returns whether a note has words that something must not be used."""
    return any("forbid" in word.senses for word in words_in(view_of(note)))


def _says_nothing_else(block: Block, word: Word, known: frozenset[str]) -> bool:
    """Whether its clause has only words of the `known` senses, and small ones."""
    lines = block.view.lines
    begins = (lines.rfind(sign, block.start, word.start) + 1 for sign in _STARTS)
    start = max(block.start, *begins)
    stops = (lines.find(sign, word.end, block.end) for sign in _STOPS)
    end = min((stop for stop in stops if stop >= 0), default=block.end)
    said = [
        (one.start, min(end, word_end(block, one)))
        for one in block.words
        if one.senses & known and start <= one.start < end
    ]
    if _media().search(block.view.lower, start, end) is not None:
        return False
    small = _small_words()
    gaps = gaps_of(block.view.lower, (start, end), said)
    return all(small.fullmatch(gap) is not None for gap in gaps)


def gaps_of(text: str, span: tuple[int, int], said: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yields what is before the first of these places, between them, and behind the last one."""
    at = span[0]
    for start, end in sorted(said):
        if start > at:
            yield text[at:start]
        at = max(at, end)
    yield text[at : span[1]]


@cache
def _table() -> dict[str, Any]:
    path = files("checker.orders") / "notices.toml"
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))["clause"]
    return table


def clause_words(kind: str) -> list[str]:
    """Returns the words of a kind of the table of clauses, of all languages."""
    rows = _table()[kind]
    return rows if isinstance(rows, list) else [word for row in rows.values() for word in row]


@cache
def _small_words() -> re.Pattern[str]:
    """Demonstratives, articles and helping verbs alone, with the signs between them."""
    words = [word_pattern(word) for word in (*clause_words("small"), *clause_words("auxiliary"))]
    return expression(rf"[\W_]*(?:(?:{'|'.join(dict.fromkeys(words))})[\W_]*)*")


@cache
def _media() -> re.Pattern[str]:
    """What an item has beside its text; a term of use says that it must not be used."""
    return expression("|".join(map(word_pattern, clause_words("media"))))


def word_pattern(word: str) -> str:
    """Returns the pattern of a word; one that ends in "*" may go on."""
    plain = normalised(word.rstrip("*")).lower().strip()
    if is_unspaced(plain[0]):
        return re.escape(plain)
    return rf"(?<!\w){re.escape(plain)}" + ("" if word.endswith("*") else r"(?!\w)")
