"""Headlines of a wire's items that say what became of them: "KILL: Ferry sinks", "HOLD: ..."."""

import re

from checker.orders.notice_block import Block, in_capitals, word_end
from checker.orders.notice_words import Word, words_in
from checker.orders.status import status_in_note
from checker.text.views import view_of
from checker.values import dataclass

__all__ = ["status_in_headline", "withdrawn_in_headline"]

_HEAD = re.compile(r"[\s\W\d]*(?P<head>[^:\n]{2,50}?)(?:\s?:|\s[-–—]{1,2}\s|\s*$)")
_TAIL = re.compile(r"(?P<rest>.{4,300}?)\s[-–—]{1,2}\s(?P<tail>[^-–—:]{3,30})\s*$|$^")
_NAMING = frozenset({"label", "hold", "item", "wire"})  # what a head needs beside a verb
_SAID = frozenset({"label", "undo", "hold", "item", "ask", "clients", "wire", "advise"})


def status_in_headline(headline: str, *, alone: bool = False) -> str | None:
    """Returns the status that a provider's headline orders before a colon or a dash, or None.

    The head is in capitals and says nothing else. A word that is said of events and goods too
    ("WITHDRAWN:") orders nothing above a story; `alone`, without one, it holds the item, since a
    kill lasts.
    """
    found = _ordering(headline)
    if found is None:
        return None
    status = status_in_note(found.head)
    if status == "canceled" and found.shared:
        return "withheld" if alone else None
    return status if status in ("canceled", "withheld") else None


def withdrawn_in_headline(headline: str, *, alone: bool = False) -> str:
    """Returns the headline that another one says to be withdrawn, or "".

    "WITHDRAWN: Ferry sinks" may be news of a ferry or an order: it is one where an item has the
    rest for a headline, which the store knows. `alone`, without a text, an item may also say so
    without a colon ("KILL Ferry sinks") or behind it ("Ferry sinks - withdrawn").
    """
    found = _ordering(headline)
    if found is not None and found.shared:
        return found.rest
    if not alone:
        return ""
    if found is not None:
        return found.rest if status_in_note(found.head) == "canceled" else ""
    view = view_of(headline)
    first = next(iter(words_in(view, 0, len(view.lower))), None)
    if first is not None and first.start == 0 and "label" in first.senses:
        word = view.flow[: first.end]
        return headline[len(word) :].strip(" :-–—") if word.isupper() else ""
    tail = _TAIL.match(view.flow)
    if tail is not None and tail["tail"]:
        words = words_in(view, *tail.span("tail"))
        whole = [w for w in words if (w.start, w.end) == tail.span("tail")]
        if any(w.senses & {"label", "undo"} for w in whole):
            return headline[: tail.end("rest")].strip()
    return ""


@dataclass(frozen=True, slots=True)
class _Ordering:
    """The head of a headline that says nothing but an order, and what it stands before."""

    head: str
    rest: str
    shared: bool


def _ordering(headline: str) -> _Ordering | None:
    view = view_of(headline)
    found = _HEAD.match(view.flow)
    if found is None or not found["head"].isupper():
        return None
    start, end = found.span("head")
    words = words_in(view, start, end)
    if not any(word.senses & _NAMING for word in words):
        return None  # "BACK - ..." may be a verb of withdrawing
    if not _is_nothing_else(Block(view, start, end, tuple(words), field=True)):
        return None
    rest = (
        headline[view.span(found.end(), len(view.flow))[0] :]
        if found.end() < len(view.flow)
        else ""
    )
    return _Ordering(found["head"], rest.strip(), _is_shared(words))


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
