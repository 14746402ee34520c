"""Names of persons and places in Chinese and Japanese, found by their context.

No capitals mark them. A surname indicates a person between separators in a list, beside an office
or before a verb of speech; a foreign name is written with few characters; countries, provinces and
large towns are known, other places are found by the word for their kind.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from checker.models import Span
from checker.values import dataclass

__all__ = ["han_names"]

_HAN = "\u3400-\u4dbf\u4e00-\u9fff々〇"
_DOTS = "·・‧•"
_LISTED = re.compile(rf"[{_HAN}\u3000]{{2,4}}(?:、[{_HAN}\u3000]{{2,4}}){{2,}}")
_KANA = re.compile("[ぁ-ゖ]")
_ITEM = re.compile("[^、]+")
_MOST_OF_A_LIST = 0.6  # of its items that are names, from which all are


def han_names(text: str) -> list[Span]:
    """Returns the names of persons and places in a text, in order; none overlaps another."""
    found = sorted(_names(text), key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _names(text: str) -> Iterator[Span]:
    patterns = _patterns()
    for pattern in patterns.any_text:
        for match in pattern.finditer(text):
            yield Span(*match.span(1))
    if _KANA.search(text):
        for match in patterns.honoured.finditer(text):
            yield Span(*match.span(1))
    for listed in _LISTED.finditer(text):
        yield from _listed(text, [item.span() for item in _ITEM.finditer(text, *listed.span())])


def _listed(text: str, items: list[tuple[int, int]]) -> Iterator[Span]:
    """The persons of a list: other words may stand before its first item and behind its last."""
    patterns = _patterns()
    (start, end), (last, after) = items[0], items[-1]
    first = next((at for at in range(start, end) if patterns.person.fullmatch(text, at, end)), None)
    ending = patterns.ending.match(text, last, after + 4)
    named = [span for span in items[1:-1] if patterns.person.fullmatch(text, *span)]
    if first is not None:
        named.append((first, end))
    if ending is not None:
        named.append(ending.span(1))
    sure = sum(patterns.sure.match(text, at) is not None for at, _ in named)
    if len(named) >= _MOST_OF_A_LIST * len(items) and sure >= len(named) / 2:
        yield from (Span(*span) for span in named)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """`person` is a whole name, `sure` how one begins, `ending` one at the end of a list.

    The first group of the others is a name; `honoured` is for Japanese.
    """

    person: re.Pattern[str]
    sure: re.Pattern[str]
    ending: re.Pattern[str]
    honoured: re.Pattern[str]
    any_text: tuple[re.Pattern[str], ...]


@cache
def _patterns() -> _Patterns:
    file = files("checker.text") / "han_names.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    persons, places = table["persons"], table["places"]
    compound = _either(persons["compound"])
    sure = f"(?:{compound}|[{_characters(persons['surnames'])}])"
    surname = f"(?:{compound}|[{_characters(persons['surnames'] + persons['ambiguous'])}])"
    given, sounds = f"[{_HAN}]{{1,2}}", f"[{_characters(persons['sounds'])}]"
    before, after = f"(?:{_either(persons['before'])})", f"(?:{_either(persons['after'])})"
    edge = rf"(?:[^{_HAN}]|和|与|與|等|{after}|$)"
    return _Patterns(
        re.compile(rf"{surname}\u3000?{given}"),
        re.compile(sure),
        re.compile(rf"({surname}{given}?)(?={edge})"),
        re.compile(rf"(?<![{_HAN}])([{_HAN}]{{1,4}}?)(?={_either(persons['honorifics'])})"),
        (
            re.compile(rf"({sounds}{{1,8}}(?:[{_DOTS}]{sounds}{{1,8}})+)"),
            re.compile(rf"{before}({sounds}{{2,6}})(?={edge})"),
            re.compile(rf"{before}({surname}{given}?)(?={edge})"),
            re.compile(rf"(?<![{_HAN}])({surname}{given}?)(?={after})"),
            re.compile(rf"(?<=[{_HAN}])({sure}{given}?)(?={_either(_long(persons['after']))})"),
            re.compile(f"({_either(places['known'])})"),
            _of_a_kind(places),
        ),
    )


def _of_a_kind(places: dict[str, Any]) -> re.Pattern[str]:
    """Places by the word for their kind: two or three characters before it."""
    before = places["before"].split()
    letters = f"[{''.join(word for word in before if len(word) == 1)}]"  # one set is quick
    either = [letters, *(word for word in before if len(word) > 1)]
    behind = "|".join(f"(?<={word})" for word in either)
    opened = f"(?:(?<![{_HAN}])|{behind})(?!{'|'.join(either)})"
    none = f"(?!(?:{_either(places['none'])})[{_characters(places['kinds'])}])"
    each = f"(?:(?!{_either(places['none'])})[{_HAN}])"
    return re.compile(rf"{opened}{none}({each}{{2,3}}?)(?=[{_characters(places['kinds'])}])")


def _either(words: str) -> str:
    """A pattern of any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


def _characters(words: str) -> str:
    """The characters of words without the blanks between them."""
    return "".join(words.split())


def _long(words: str) -> str:
    """The words of more than one character."""
    return " ".join(word for word in words.split() if len(word) > 1)
