"""The first line of a draft that says nothing but that its text is withdrawn, or not to be used."""

import re
from collections.abc import Iterator
from functools import cache

from checker.orders.forbidding import clause_words, forbids_the_item, gaps_of, word_pattern
from checker.orders.notice_block import Block, word_end
from checker.orders.notice_words import Word
from checker.text.expression import expression

__all__ = ["asks_not_to_use", "withdraws_its_text"]

_LINE = 90  # characters of such a line
_BETWEEN = 14  # letters of it that no word of the table has: "has been", "wurde"
_MORE = re.compile(r"[a-z\u00df-\u052f]")  # letters behind the verb, but where it is divided
_CLAUSES = re.compile(r"[.!?;:,。،、]\s*\w")  # more than one
_SAID = frozenset({"item", "undo", "wire"})


def withdraws_its_text(block: Block) -> bool:
    """Returns whether a first line says of its own text that it is withdrawn."""
    if not _is_alone(block) or block.having("told") or block.having("other"):
        return False
    own = _own().match(block.view.lower, block.start, block.end)
    if own is None or not block.having("undo"):
        return False
    said = list(_said(block, own.end()))
    items = [word for word in block.having("item") if word.start >= block.start]
    near = any(word.end > own.start() and word.start - own.end() <= 2 for word in items)
    last = max(end for _, end in said)
    by = _by().search(block.view.lines, last, block.end)
    stop = by.start() if by is not None else block.end
    if _MORE.search(_small().sub(" ", block.view.lower[last:stop])) is not None:
        return False  # it does something else: "This story will kill you"
    rest = "".join(gaps_of(block.view.lower, (own.end(), stop), said))
    return near and sum(map(str.isalnum, _small().sub(" ", rest))) <= _BETWEEN


def asks_not_to_use(block: Block, forbidding: list[Word]) -> bool:
    """Returns whether a first line asks not to use the text, and says nothing else."""
    if not _is_alone(block) or not block.having("ask") or not forbids_the_item(block, forbidding):
        return False
    return _CLAUSES.search(block.view.lines, block.start, block.end) is None


def _is_alone(block: Block) -> bool:
    """Whether the block is one short line above all others."""
    lines = block.view.lines
    line = lines[block.start : block.end].strip()
    above = any(map(str.isalnum, lines[: block.start]))
    return not above and "\n" not in line and len(line) <= _LINE


def _said(block: Block, start: int) -> Iterator[tuple[int, int]]:
    yield start, start
    for word in block.words:
        if word.senses & _SAID and word.start >= start:
            yield word.start, min(block.end, word_end(block, word))


@cache
def _own() -> re.Pattern[str]:
    """What says that a text speaks of itself, at the beginning of a line."""
    return expression(rf"[\W_]*(?:{'|'.join(map(word_pattern, clause_words('own')))})")


@cache
def _by() -> re.Pattern[str]:
    """By whom: a name in its letters behind a small word, up to the end of the line."""
    small = "|".join(map(word_pattern, clause_words("by")))
    return re.compile(rf"\s(?:{small})\s(?:[^\W\d_a-z][\w'’.&-]*\W*){{1,5}}$")


@cache
def _small() -> re.Pattern[str]:
    return expression("|".join(map(word_pattern, clause_words("small"))))
