"""Notices below texts: of authors, houses, companies and authorities, in their usual words."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from checker.text.addresses import has_mail_address
from checker.text.word_list import Finder, word_list

__all__ = [
    "asks_politely",
    "begins_with_a_life",
    "describes_a_company",
    "describes_an_author",
    "has_a_named_profile",
    "is_a_notice",
    "is_headed_as_a_profile",
]

_STATEMENTS = 2  # kinds of statements with which a company describes itself, at least
_OF_A_COMPANY = ("founded", "seat", "staff", "reach", "listed", "leading")
_HEADING = 60  # characters of a heading
_NAMED = 60  # characters of a name, before what a person is
_ENDS = re.compile(r"[.:：。\n\u3000]|\s[–—-]\s")  # of a heading
_SIGNS = " \t\u3000:：.。*#=~<>[]()（）【】《》〈〉「」■□◆◇●○▼▽▲△★☆・|/_–—-"  # around a heading
_EASTERN = "\u2e80"  # where the scripts begin that have no blanks between words
# A name and, in brackets, a role or how it is read.
_NAME_LINE = re.compile(r"[^\d.!?。(（\n]{2,40}[ \t\u3000]?[(（][^\d()（）\n]{2,40}[)）]")
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
        or _is_made_of_such_lines(text)
        or (_is_headed_about(text) and describes_a_company(text))
    )


def asks_politely(text: str) -> bool:
    """Returns whether a point of a list asks its users for something, as instructions do."""
    plain = _plain(text)
    return any(not _is_of_a_word(plain[end : end + 1]) for _, end in _found("requests", plain))


def describes_an_author(text: str) -> bool:
    """Returns whether a line says what the person is with whose name it begins, and more.

    Reports say so too, of people in them: callers should require that the name is nowhere else.
    """
    if has_a_named_profile(text):
        return True
    plain = _plain(text)
    role = min((start for start, _ in _found("roles", plain)), default=-1)
    return 0 < role <= _NAMED and "\n" not in text.strip() and _has_one_of("lives", plain)


def has_a_named_profile(text: str) -> bool:
    """Returns whether a block is a line with a name and a role in brackets, and a life below it.

    "Marla Oake (writer)" and two of: where born, what studied, where at work, what written. An age
    in brackets is of somebody in the report.
    """
    named, _, told = text.strip().partition("\n")
    if not told or len(named) > _NAMED or _NAME_LINE.fullmatch(named.strip()) is None:
        return False
    return _tells_a_life(told)


def is_headed_as_a_profile(text: str) -> bool:
    """Returns whether a block has a heading that announces what is told of an author.

    The heading says so at its begin or its end: "About the author", "Marla Oake: author profile".
    """
    heading, _, told = text.strip().partition("\n")
    if not told or len(heading) > _HEADING:
        return False
    plain = _plain(heading.strip(_SIGNS))
    return any(not start or end == len(plain) for start, end in _found("profiles", plain))


def begins_with_a_life(text: str) -> bool:
    """Returns whether a line begins with a name and a role in brackets, and a life follows.

    It follows in the line or below it. Reports tell it too, of people in them.
    """
    if has_a_named_profile(text):
        return True
    line = text.strip().partition("\n")[0]
    named = _NAME_LINE.match(line)
    return named is not None and len(line) > _NAMED and _tells_a_life(line[named.end() :])


def _tells_a_life(text: str) -> bool:
    """Whether two kinds of statements on a life are made."""
    plain = _plain(text)
    return len({plain[start:end] for start, end in _found("careers", plain)}) >= _STATEMENTS


def _is_made_of_such_lines(text: str) -> bool:
    """Whether each line says where to find help, what is no promise or the like."""
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and all(_has_one_of("lines", _plain(line)) for line in lines)


def _is_headed_about(text: str) -> bool:
    """Whether a block begins with a heading such as "About Osby plc"."""
    begin = text.lstrip()[: _HEADING + 1]
    ended = _ENDS.search(begin)
    if ended is None:
        return False
    heading = _plain(begin[: ended.start()])
    return any(
        at == 0 and not _is_of_a_word(heading[end : end + 1])
        for at, end in _found("about", heading)
    ) or any(end == len(heading) for _, end in _found("above", heading))


def describes_a_company(text: str) -> bool:
    """Returns whether a block is what a company says of itself below its news.

    It makes several of these statements: since when, where, with how many people, in how many
    countries, on which exchange, how large.
    """
    plain = _plain(text)
    return sum(_has_one_of(kind, plain) for kind in _OF_A_COMPANY) >= _STATEMENTS


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _has_one_of(kind: str, plain: str) -> bool:
    """Whether a text has a phrase of a kind."""
    return next(_found(kind, plain), None) is not None


def _found(kind: str, plain: str) -> Iterator[tuple[int, int]]:
    """Where the phrases of a kind are; in scripts with capitals each begins a word."""
    find, begin_words = _phrases(kind)
    for number, start, end in find(plain):
        if not (begin_words[number] and start and _is_of_a_word(plain[start - 1])):
            yield start, end


def _is_of_a_word(character: str) -> bool:
    return "" < character < _EASTERN and (character.isalnum() or character == "_")


@cache
def _phrases(kind: str) -> tuple[Finder, list[bool]]:
    """What finds the phrases of a kind, and whether each must begin a word."""
    phrases = [" ".join(phrase.split()) for phrase in _words()[kind].split("|")]
    return word_list(phrases), [it[0].upper() != it[0] for it in phrases]


@cache
def _words() -> dict[str, str]:
    file = files("checker.text") / "house_notices.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
