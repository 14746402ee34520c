"""Signs of the words next to a name, and of who is credited together with it."""

import re
from collections.abc import Iterator

from checker.engine.marked import Chain
from checker.engine.weighing.lines import Place

__all__ = ["chain_signs", "word_signs"]

_REACH = 40  # characters on each side in which the nearest words are signs
_WORD = re.compile(r"[^\W\d_\ue000-\ue006]{1,16}")
_OVER = 3  # times that no credit names one agency
_SELLERS = ("picture", "service")  # classes of names that are credited with pictures alone


def word_signs(place: Place) -> Iterator[str]:
    """Yields the two nearest words on either side, and what separates the nearest one."""
    before = list(_WORD.finditer(place.before, max(0, len(place.before) - _REACH)))[-2:]
    after = [found for found, _ in zip(_WORD.finditer(place.after, 0, _REACH), "12", strict=False)]
    for distance, found in enumerate(reversed(before), 1):
        yield f"word {distance} before: {found[0].lower()}"
    for distance, found in enumerate(after, 1):
        yield f"word {distance} behind: {found[0].lower()}"


def chain_signs(chain: Chain) -> Iterator[str]:
    """Yields signs of picture sellers alone or beside an agency, and of one name over and over."""
    first = chain.mentions[0]
    if len(chain.mentions) >= _OVER and all(one.name == first.name for one in chain.mentions):
        yield "one name over and over"
    sells = [mention.picture or mention.cls in _SELLERS for mention in chain.mentions]
    if not any(sells):
        return
    if all(sells):
        yield "sellers of pictures alone"
    else:
        yield f"a seller of pictures {'first' if sells[0] else 'behind an agency'}"
