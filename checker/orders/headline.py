"""Headlines that begin like an order and go on about something else.

"No use after 9 p.m.: the council closes the park" forbids no use of an item. What stands behind the
colon of an order is the item, its clients or a further limit; of a headline it is another sentence.
"""

import re

from checker.orders.clause import is_unspaced
from checker.orders.notice_words import words_in
from checker.text.views import View

__all__ = ["goes_on_as_news", "says_who"]

_WORDS, _SIGNS = 3, 5  # of a sentence, at least; signs in scripts without blanks
_COLON = re.compile(r"\s{0,2}:\s{0,2}(?=[^\W\d_])")
_COMMA = re.compile(r"\.?\s?[,、،]\s?")
_WORD = re.compile(r"[^\W\d_]+")
_OF_ORDERS = frozenset({"item", "wire", "clients", "ask", "forbid", "publish", "takeoff", "secret"})


def goes_on_as_news(view: View, start: int, end: int, stop: int) -> bool:
    """Returns whether a sentence that speaks of no item follows a colon behind an order's words.

    Args:
        view: the text.
        start: where the words of the order begin.
        end: where they end.
        stop: where their line ends.
    """
    colon = _COLON.match(view.lines, end, stop)
    if colon is None:
        return False
    rest = view.flow[colon.end() : stop]
    if not _is_sentence(rest) or (view.flow[start:end].isupper() and rest.isupper()):
        return False
    found = words_in(view, colon.end(), stop)
    return not any(word.senses & _OF_ORDERS for word in found)


def says_who(view: View, end: int, stop: int) -> bool:
    """Returns whether somebody is said to say so: "..., says the sticker on the crate"."""
    comma = _COMMA.match(view.lines, end, stop)
    if comma is None:
        return False
    words = words_in(view, comma.end(), stop)
    return any(word.start == comma.end() and "told" in word.senses for word in words)


def _is_sentence(text: str) -> bool:
    words = _WORD.findall(text)
    if len(words) >= _WORDS:
        return True
    return sum(is_unspaced(sign) for sign in text) >= _SIGNS
