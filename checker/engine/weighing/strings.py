"""The text that a string of a program, of data or an element holds, as a line of its own.

A story is kept as the value of a member, the argument of a call or a row's cell. What stands around
the string says nothing of it: a name that opens the string opens a text. Strings that hold no more
than a mark or a pattern are data about marks, and are left to other signs.
"""

import re
from collections.abc import Iterator

from checker.engine.weighing.lines import Place, TextInString, width
from checker.text.expression import expression

__all__ = ["element_text", "string_end", "string_text"]

_QUOTE = re.compile("[\"'`]")
# What opens a string, right before its quotation mark: a call, a value, the next of a list, a line.
_OPENS = expression(
    r"""(?:[\w\])]\(|=>?|\?|\+|\b(?:return|in|is|case|text)\s|["'`]\s?:|[\[{]
    |^[ \t]*["'`]?\w[\w.-]{0,40}\s?:|["'`\d\])}]\s?,|\bNULL\s?,|\(\d{1,9},|\($)
    \s{0,4}(?:[rbfuN@$]{1,2}|\"\")?$""",
    re.VERBOSE | re.IGNORECASE,
)
_LINE_OPENS = expression(r"^[ \t+-]{0,60}[rbfu@]{0,2}$")
_CLOSES = expression(r"""\s{0,4}(?:[,;)\]}:+]|\.\w|\\$|$|//|<|/?>)""")
_ENDS = expression(r"\s{0,4}(?:[,;)\]}]{1,4}\s*$|,\s{0,2}[\"'`\d{\[(])")
_PATTERN = expression(
    r"\\[sdwbSDWB]|\[\^|\.[*+]|\(\?|\\[(.\[]|\{\w*\}|%[sd]\b|\$\{|[^\s|]\|[^\s|]+\|[^\s|]"
)
_WORD = expression(r"[^\W\d_]{2,}")
_UNSPACED = expression("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_TAG = expression(r"</?([a-zA-Z][\w-]*)[^<>]{0,300}>")
_INLINE = frozenset({"a", "abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "u"})
# The end of a string that a line above opened, and what closes its call or record below.
_LAST = expression(r"""[^"'`\n]{0,24}(?P<quote>["'`]{1,3})\s{0,2}(?:[,;)\]}+.]{1,4}\s*$|$)""")
_OPENED = expression(r"""[\w\])=(:,+]\s{0,2}[rbfuN@$]{0,2}["'`]{1,3}[^"'`]*$""")
_BELOW = re.compile(r"\s*(?:[)\]}.+;]|$)")
_NEAR = 40  # characters below a line in which what closes a call or record begins
_LEAST, _WORDS = 40, 6  # width and words of a text
_TOLD = 3  # words that it tells on one side of a name


def string_text(place: Place, *, last: bool) -> TextInString | None:
    """Returns the text in the string around the name of a place, or None if there is none.

    `last` is whether the line is the last of the draft, so that a string may be cut there.
    """
    before, after = place.before, place.after
    opening, quote = _opening(before)
    if opening < 0:
        closing = _closing_alone(after)
        if closing < 0 or before.count(after[closing]) % 2:  # a quotation that prose opens
            return None
    else:
        closing = _closing(after, quote)
        cut = last and (quote == "'" or quote not in after)  # not where prose goes on behind it
        if closing < 0 and not (cut or quote == "`" or before[: opening + 1].endswith('"""')):
            return None
    held = before[opening + 1 :], after if closing < 0 else after[:closing]
    if not _is_text(*held):
        return None
    start = place.start if opening < 0 else place.start + opening + 1
    end = place.end if closing < 0 else place.end - len(after) + closing
    return TextInString(start, end, *held, opened=opening >= 0, closed=closing >= 0)


def element_text(place: Place) -> TextInString | None:
    """Returns the text in the element around the name of a place; None if it holds little."""
    tags = [tag for tag in _TAG.finditer(place.before) if tag[1].lower() not in _INLINE]
    ends = (tag for tag in _TAG.finditer(place.after) if tag[1].lower() not in _INLINE)
    end = next((tag.start() for tag in ends), -1)
    if not tags and end < 0:
        return None
    start = tags[-1].end() if tags else 0
    held = place.before[start:], place.after if end < 0 else place.after[:end]
    if not _is_text(*held):
        return None
    high = place.end if end < 0 else place.end - len(place.after) + end
    return TextInString(place.start + start, high, *held)


def string_end(text: str, place: Place, *, marks: bool) -> Iterator[str]:
    """Yields the sign of a name that ends a string of several lines in a pasted text.

    `marks` is whether some form speaks for a marking.
    """
    before, last = place.before, _LAST.match(place.after)
    if last is None or (last["quote"][0] in before and _OPENED.search(before)):
        return
    if last[0][-1:] in "\"'`" and not _BELOW.match(text[place.end + 1 : place.end + _NEAR]):
        return
    if before.strip() and before.count(last["quote"][0]) % 2 == 0:
        yield f"closes a string of several lines, {'some form' if marks else 'no form'}"


def _opening(before: str) -> tuple[int, str]:
    """Where the innermost string around the end of `before` opens, and its mark; -1 if nowhere."""
    for at in reversed([mark.start() for mark in _QUOTE.finditer(before)]):
        sign = before[at]
        if at and before[at - 1] == "\\":
            continue
        lead = before[max(0, at - 60) : at]
        if at and lead[-1].isalnum() and sign == "'" and before[at + 1 : at + 2].isalpha():
            continue  # an apostrophe
        if _OPENS.search(lead) or (len(lead) == at and _LINE_OPENS.match(lead)):
            return at, sign
        return -1, ""
    return -1, ""


def _closing(after: str, quote: str) -> int:
    at = after.find(quote)
    while at >= 0:
        if (not at or after[at - 1] != "\\") and _CLOSES.match(after, at + 1):
            return at
        at = after.find(quote, at + 1)
    return -1


def _closing_alone(after: str) -> int:
    """Where a string ends that a line before opened: nothing but signs of a program follow."""
    for mark in _QUOTE.finditer(after):
        at = mark.start()
        if at and after[at - 1] == "\\":
            continue
        if _ENDS.match(after, at + 1):
            return at
        if mark[0] != "'":
            return -1
    return -1


def _is_text(before: str, after: str) -> bool:
    if width(before) + width(after) < _LEAST or _PATTERN.search(f"{before} {after}"):
        return False
    words = _words(before), _words(after)
    return max(words) >= _TOLD and sum(words) >= _WORDS


def _words(text: str) -> int:
    unspaced = len(_UNSPACED.findall(text))
    return unspaced // 2 if unspaced else len(_WORD.findall(text))
