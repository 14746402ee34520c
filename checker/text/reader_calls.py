"""Sentences with which a site addresses its readers: "Follow us", "Got a story? Email us"."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from checker.text.addresses import has_mail_address
from checker.text.expression import expression

__all__ = ["is_a_reader_call"]

_LONGEST = 80  # characters that are compared with the beginning of a sentence
_LONGEST_CALL = 200  # characters: where line breaks were lost, the story goes on behind a link
_KEY = 2  # first characters by which the beginnings are grouped
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


def is_a_reader_call(sentence: str) -> bool:
    """Returns whether a sentence asks readers to follow, subscribe, comment, read on or write.

    It is short and begins with words of `reader_calls.toml`, or it gives a mail address: a
    reporter's sentence rarely does, and a copied story is more than such a sentence.

    Args:
        sentence: the sentence without white space and opening marks before it.
    """
    if len(sentence) <= _LONGEST_CALL:
        begin = sentence[:_LONGEST].translate(_APOSTROPHES).lower()
        pattern = _beginning(begin[:_KEY])
        if pattern is not None and pattern.match(begin) is not None:
            return True
    return has_mail_address(sentence)


def _beginning(key: str) -> re.Pattern[str] | None:
    """The beginnings with these first characters, compiled when a sentence has them."""
    return _compiled(key) if key in _beginnings() else None


@cache
def _compiled(key: str) -> re.Pattern[str]:
    return expression("|".join(map(_expression, _beginnings()[key])))


@cache
def _beginnings() -> dict[str, list[str]]:
    """The beginnings by their first characters."""
    file = files("checker.text") / "reader_calls.toml"
    groups: dict[str, list[str]] = {}
    for begin in tomllib.loads(file.read_text(encoding="utf-8"))["begins"].split("|"):
        words = " ".join(begin.split())
        groups.setdefault(words[:_KEY], []).append(words)
    return groups


def _expression(words: str) -> str:
    """The regular expression of a beginning; in scripts with capitals it ends with a word."""
    written = re.escape(words.removesuffix("*")).replace(r"\ ", r"\s+")
    written = written.replace(r"\.\.\.\s+", r"(?:\w+\s+){0,3}")
    return written + r"\b" if words[-1].upper() != words[-1] else written
