"""The digits of numbers in words, so that a figure is the same in words and in digits.

"Two" has the digits of 2, and "twenty-five" those of 25. A number of more words, of a hundred and
of what a language counts in twenties has none: what it means is not worked out.
"""

import re
from collections.abc import Sequence

from checker.text.figure_words import HAN_NUMERALS, is_scale, number_of_word

__all__ = ["digits_of_words", "is_in_words"]

_CLOSE = re.compile(r"[ \u00a0‑-]{1,2}\Z")  # between two words of one number
_NEXT = re.compile(r"[ \u00a0‑-]{1,2}([^\W\d_](?:[^\W\d_]|[\u0900-\u0dff])*)")  # with vowel signs
_TENS, _ONES = range(20, 100, 10), range(1, 10)


def is_in_words(spelled: str) -> bool:
    """Returns whether a figure is written in words."""
    letters = spelled[0].isalpha() and not any(map(str.isdigit, spelled))
    return letters and spelled[0] not in HAN_NUMERALS


def digits_of_words(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Returns the digits of each number in words, "" if it is not worked out.

    Of a number in two words the first has the digits of both.

    Args:
        text: as given.
        spans: where each word of a number begins and ends, in order.
    """
    digits = [""] * len(spans)
    at = 0
    while at < len(spans):
        end = at + 1
        while end < len(spans) and _CLOSE.match(text[spans[end - 1][1] : spans[end][0]]):
            end += 1
        behind = _NEXT.match(text, spans[end - 1][1])
        if behind is None or not is_scale(behind[1]):
            digits[at] = _of_words([text[slice(*span)] for span in spans[at:end]])
        at = end
    return digits


def _of_words(words: Sequence[str]) -> str:
    """The digits of a number in one word, or in the word of its tens and that of its ones."""
    values = [number_of_word(word) for word in words]
    match values:
        case [int(one)]:
            return str(one)
        case [int(tens), int(ones)] if tens in _TENS and ones in _ONES:
            return str(tens + ones)
    return ""
