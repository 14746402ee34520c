"""Notices below texts: of authors, houses, companies and authorities, in their usual words."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from checker.text.addresses import has_mail_address
from checker.text.expression import expression

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
        _phrases("notices").search(_plain(text)) is not None
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
    return sum(_phrases(kind).search(plain) is not None for kind in kinds) >= _STATEMENTS


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    """The phrases of a kind; in scripts with capitals each begins a word."""
    phrases = (" ".join(phrase.split()) for phrase in _words()[kind].split("|"))
    written = (rf"\b{re.escape(it)}" if it[0].upper() != it[0] else re.escape(it) for it in phrases)
    return expression("|".join(written))


@cache
def _words() -> dict[str, str]:
    file = files("checker.text") / "house_notices.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
