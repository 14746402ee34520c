"""Sentences with which a site addresses its readers: "Follow us", "Got a story? Email us".

Some of them, and other words, head lists of links to other stories.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from unicodedata import category

from checker.text.addresses import has_mail_address
from checker.text.expression import expression

__all__ = ["heads_links", "is_a_reader_call"]

_LONGEST = 80  # characters that are compared with the beginning of a sentence
_LONGEST_CALL = 200  # characters: where line breaks were lost, the story goes on behind a link
_LONGEST_HEADING = 60  # characters
_LABEL = re.compile(r"[^:：\n]{1,24}[:：][\s\"“«]*")  # "Attention: subscribe to our letter"
_SIGNS = frozenset("PSZC")  # kinds of characters around the words of a heading
_EASTERN = "\u2e80"  # where the scripts begin that have no blanks between words
_KEY = 2  # first characters by which the beginnings are grouped
_SPELLED = str.maketrans("’‘ʼİ", "'''i")


def is_a_reader_call(sentence: str) -> bool:
    """Returns whether a sentence asks readers to follow, subscribe, comment, read on or write.

    It is short and begins, perhaps behind a label, with words of `reader_calls.toml`, or it gives
    a mail address: a reporter's sentence rarely does, and a copied story is more than that.

    Args:
        sentence: the sentence without white space and opening marks before it.
    """
    if len(sentence) <= _LONGEST_CALL:
        label = _LABEL.match(sentence)
        if _calls(sentence[:_LONGEST]) or (label and _calls(sentence[label.end() :][:_LONGEST])):
            return True
    return has_mail_address(sentence)


def heads_links(line: str) -> bool:
    """Returns whether a line is the heading of a list of links to other stories.

    It is short and calls on readers, or begins or ends with the words of such a heading.
    """
    if len(line) > _LONGEST_HEADING:
        return False
    words = " ".join(_within_signs(line).translate(_SPELLED).split()).lower()
    return bool(words) and (_headings().search(words) is not None or _calls(words))


def _within_signs(line: str) -> str:
    """The words of a line without the signs around them; vowel signs of a script are no such."""
    start, end = 0, len(line)
    while start < end and category(line[start])[0] in _SIGNS:
        start += 1
    while start < end and category(line[end - 1])[0] in _SIGNS:
        end -= 1
    return line[start:end]


@cache
def _headings() -> re.Pattern[str]:
    """The words of headings alone in a line or before a colon, several words also at its end."""
    words = [" ".join(part.split()) for part in _words()["headings"].split("|")]
    either = "|".join(map(re.escape, words))
    several = "|".join(re.escape(one) for one in words if " " in one)
    eastern = "|".join(re.escape(one) for one in words if one[-1] > _EASTERN)
    return expression(rf"^(?:{either})(?: ?[:：|]|$)|(?:(?<!\w)(?:{several})|{eastern})$")


@cache
def _words() -> dict[str, str]:
    file = files("checker.text") / "reader_calls.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _calls(begin: str) -> bool:
    """Whether words begin as such a sentence does."""
    begin = begin.translate(_SPELLED).lower()
    pattern = _beginning(begin[:_KEY])
    return pattern is not None and pattern.match(begin) is not None


def _beginning(key: str) -> re.Pattern[str] | None:
    """The beginnings with these first characters, compiled when a sentence has them."""
    return _compiled(key) if key in _beginnings() else None


@cache
def _compiled(key: str) -> re.Pattern[str]:
    return expression("|".join(map(_expression, _beginnings()[key])))


@cache
def _beginnings() -> dict[str, list[str]]:
    """The beginnings by their first characters."""
    groups: dict[str, list[str]] = {}
    for begin in _words()["begins"].split("|"):
        words = " ".join(begin.split())
        groups.setdefault(words[:_KEY], []).append(words)
    return groups


def _expression(words: str) -> str:
    """The regular expression of a beginning; in scripts with capitals it ends with a word."""
    written = re.escape(words.removesuffix("*")).replace(r"\ ", r"\s+")
    written = written.replace(r"\.\.\.\s+", r"(?:\w+\s+){0,3}")
    return written + r"\b" if words[-1].upper() != words[-1] else written
