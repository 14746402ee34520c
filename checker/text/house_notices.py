"""Notices below texts: of authors, houses, companies and authorities, in their usual words."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from checker.text.addresses import has_mail_address
from checker.text.word_list import Finder, word_list

__all__ = ["describes_a_company", "is_a_notice"]

_STATEMENTS = 2  # kinds of statements with which a company describes itself, at least
# A number to call: "+41 555 0100", "(0 40) 555-22 00", but neither a date nor a sum.
_TELEPHONE = re.compile(
    r"(?<![\d.,])(?<!\d\s)(?:\+\d{1,3}|\(0[\d ]{1,4}\)|0\d{2,4})[\s./()-]{0,3}"
    r"\d[\d\s./()-]{4,14}\d"
)


def is_a_notice(text: str) -> bool:
    """Returns whether a block says who wrote it, whom to call, whose the rights are or the like."""
    return (
        _has_one_of("notices", _plain(text))
        or has_mail_address(text)
        or _TELEPHONE.search(text) is not None
    )


def describes_a_company(text: str) -> bool:
    """Returns whether a block is what a company says of itself below its news.

    It makes several of these statements: since when, where, with how many people, in how many
    countries, on which exchange, how large.
    """
    plain = _plain(text)
    kinds = (name for name in _words() if name != "notices")
    return sum(_has_one_of(kind, plain) for kind in kinds) >= _STATEMENTS


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _has_one_of(kind: str, plain: str) -> bool:
    """Whether a text has a phrase of a kind; in scripts with capitals each begins a word."""
    find, begin_words = _phrases(kind)
    return any(
        not (begin_words[number] and start and _is_of_a_word(plain[start - 1]))
        for number, start, _ in find(plain)
    )


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or character == "_"


@cache
def _phrases(kind: str) -> tuple[Finder, list[bool]]:
    """What finds the phrases of a kind, and whether each must begin a word."""
    phrases = [" ".join(phrase.split()) for phrase in _words()[kind].split("|")]
    return word_list(phrases), [it[0].upper() != it[0] for it in phrases]


@cache
def _words() -> dict[str, str]:
    file = files("checker.text") / "house_notices.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
