"""Headlines of a wire's items that say what became of them: "KILL: Ferry sinks", "HOLD: ..."."""

import re

from checker.orders.notice_block import Block, in_capitals, word_end
from checker.orders.notice_words import Word, words_in
from checker.orders.status import status_in_note
from checker.text.views import view_of

__all__ = ["status_in_headline"]

_HEAD = re.compile(r"[\s\W\d]*(?P<head>[^:\n]{2,50}?)(?:\s?:|\s[-–—]{1,2}\s|\s*$)")
_SAID = frozenset({"label", "undo", "hold", "item", "ask", "clients", "wire", "advise"})


def status_in_headline(headline: str) -> str | None:
    """Returns the status that a provider's headline orders before a colon or a dash, or None.

    The head is in capitals and says nothing else. A word that is said of events too ("CANCELLED:")
    only holds the item, since a kill lasts.
    """
    view = view_of(headline)
    found = _HEAD.match(view.flow)
    if found is None or not found["head"].isupper():
        return None
    start, end = found.span("head")
    words = words_in(view, start, end)
    if not _is_nothing_else(Block(view, start, end, tuple(words), field=True)):
        return None
    status = status_in_note(found["head"])
    if status == "canceled" and _is_shared(words):
        return "withheld"
    return status if status in ("canceled", "withheld") else None


def _is_nothing_else(block: Block) -> bool:
    """Whether all letters of the head are in words of notices."""
    at = block.start
    for word in block.words:
        if not word.senses & _SAID or not in_capitals(block, word):
            continue
        if any(map(str.isalnum, block.view.flow[at : word.start])):
            return False
        at = max(at, word_end(block, word))
    return at > block.start and not any(map(str.isalnum, block.view.flow[at : block.end]))


def _is_shared(words: list[Word]) -> bool:
    labels = [word for word in words if "label" in word.senses]
    items = any("item" in word.senses for word in words)
    return not items and any("shared" in word.senses for word in labels)
