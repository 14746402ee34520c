"""The line of a string of several lines, or of an element among others, that a name stands in.

Program text and data hold pages and stories whole: what is above and below in the file may be the
string's own, and elements stand in one line without a break.
"""

import re
from collections.abc import Iterator

from checker.engine.weighing.lines import Place
from checker.text.expression import expression

__all__ = ["string_line_signs"]

_CLOSES = expression(r"""[^"'`\n]{0,24}(?P<quote>["'`]{1,3})\s{0,2}(?:[,;)\]}+.]{1,4}\s*$|$)""")
_OPENS = expression(r"""[\w\])=(:,+]\s{0,2}[rbfuN@$]{0,2}["'`]{1,3}[^"'`]*$""")
_BEHIND = re.compile(r"\s*(?:[)\]}.+;]|$)")
_NEAR = 40  # characters below a line in which what closes a call or record begins


def string_line_signs(text: str, place: Place, *, marks: bool) -> Iterator[str]:
    """Yields how a name stands in its part of a line of a pasted text, if it has one.

    `marks` is whether some form speaks for a marking.
    """
    form = "some form" if marks else "no form"
    closes = _CLOSES.match(place.after)
    if closes is None or (closes["quote"][0] in place.before and _OPENS.search(place.before)):
        return
    if closes[0][-1:] in "\"'`" and not _BEHIND.match(text[place.end + 1 : place.end + _NEAR]):
        return
    if place.before.count(closes["quote"][0]) % 2 == 0 and place.before.strip():
        yield f"closes a string of several lines, {form}"
