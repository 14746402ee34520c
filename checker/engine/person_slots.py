"""The slot of a person beside a form: capitals, initials and particles, or a house's name."""

from functools import lru_cache

import regex

from checker.engine.function_words import PARTICLES
from checker.engine.slots import is_capital

__all__ = ["person", "person_after", "persons"]

_PRINTED = regex.compile(r"\S+", regex.V1)
_DOMAIN = regex.compile(r"\p{Ll}{2}\.\p{Ll}{2,6}[.,)]?$", regex.V1)
_REMEMBERED = 64  # the checks of one name's borders ask for the same words
_PERSON, _PERSON_AFTER = 72, 60  # characters in which a person's name may stand
# The last sign before a name that no person's name holds.
_PERSON_SIGN = regex.compile(r"""(?r)[\n:;!?"<>{}=\[\]()•]""")
_PERSON_STOP = '\n:;!?"<>{}=[]()|•'


def _person_words(words: list["regex.Match[str]"]) -> int:
    """How many of `words`, in this order, can be parts of persons' or papers' names."""
    count = names = 0
    for found in words:
        word = found[0].strip(".,-'’()")
        if not word or word.lower() in PARTICLES or word in ("&", "/", "-", "|", "+"):
            count += 1
            names = count if word[:1].isupper() else names
            continue
        if not is_capital(word) or count > 9:
            break
        count += 1
        names = count
    return names


def person(marked: str, at: int, _dates: frozenset[str]) -> int | None:
    """Accepts a person or a party: capitals, initials, particles."""
    low = max(0, at - _PERSON)
    first = _last_person(marked[low:at])
    return None if first is None else low + first


@lru_cache(_REMEMBERED)
def _last_person(near: str) -> int | None:
    cut = _PERSON_SIGN.search(near)
    low = cut.end() if cut else 0
    words = list(_PRINTED.finditer(near, low))
    count = _person_words(words[::-1])
    return words[len(words) - count].start() if count else None


def person_after(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a person or a party after the form: no date, domain or label with a colon."""
    last = _first_person(marked[at : at + _PERSON_AFTER + 1], dates)
    return None if last is None else at + last


@lru_cache(_REMEMBERED)
def _first_person(near: str, dates: frozenset[str]) -> int | None:
    """Where the persons end with which a text of one character more than is read begins."""
    high = min(len(near), _PERSON_AFTER)
    cuts = [cut for sign in _PERSON_STOP if (cut := near.find(sign, 0, high)) >= 0]
    high = min([high, *cuts])
    words = list(_PRINTED.finditer(near, 0, high))
    if not words or _DOMAIN.search(words[0][0]):
        return None
    if words[0][0].strip(".,").lower() in dates and not _first_name(words, dates):
        return None
    if near[high : high + 1] == ":" and len(words) == 1:
        return None
    count = _person_words(words)
    named = any(sum(character.isalpha() for character in word[0]) > 1 for word in words[:count])
    return words[count - 1].end() if count and named else None


def _first_name(words: list["regex.Match[str]"], dates: frozenset[str]) -> bool:
    """Whether a month is a person's first name ("Jan Sample", "May Tester"): a name follows it."""
    if len(words) < 2 or words[0][0][-1:] in ".,":
        return False
    following = words[1][0].strip(".,").lower()
    named = is_capital(words[1][0]) or following in PARTICLES
    return named and following not in dates and not following[:1].isdigit()


def persons(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Persons' names: at least two words, or one in brackets or from a line's start."""
    boundary = person(marked, at, dates)
    if boundary is None:
        return None
    words = [word for word in marked[boundary:at].split() if len(word.strip(".,-")) > 1]
    if len(words) >= 2 or (len(words) == 1 and ("-" in words[0] or "." in words[0])):
        return boundary
    return (
        boundary if words and marked[max(0, boundary - 1) : boundary] in ("(", "[", "©") else None
    )
