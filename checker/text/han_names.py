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

import numpy as np
import numpy.typing as npt

from checker.models.draft import Span
from checker.text.expression import expression
from checker.text.points import code_points
from checker.values import dataclass

__all__ = ["han_names"]

_HAN = "\u3400-\u4dbf\u4e00-\u9fff々〇"
_DOTS = "·・‧•"
_LISTED = re.compile(rf"[{_HAN}\u3000]{{2,4}}(?:、[{_HAN}\u3000]{{2,4}}){{2,}}")
_KANA = re.compile("[ぁ-ゖ]")
_ITEM = re.compile("[^、]+")
_MARKS, _LONGEST_ITEM = 2, 4  # marks of a list at least, characters of its items at most
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
    patterns, signs = _patterns(), _signs()
    points = code_points(text)
    flags = signs[np.minimum(points, np.uint32(len(signs) - 1))]
    before = np.append(np.uint8(0), flags[:-1])
    if any(dot in text for dot in _DOTS):
        yield from _found(patterns.dotted, text)
    for pattern in patterns.after_words:
        yield from _found(pattern, text)
    alone = before & _IS_HAN == 0
    yield from _found_at(patterns.first, text, alone & (flags & _BEGINS_PERSON != 0))
    yield from _found_at(patterns.spoken, text, ~alone & (flags & _SURELY_BEGINS != 0))
    yield from _known(text, flags)
    yield from _found_at(patterns.of_a_kind, text, _may_be_of_a_kind(flags, before))
    if _KANA.search(text):
        yield from _found_at(patterns.honoured, text, alone & (flags & _IS_HAN != 0))
    for start, end in _lists(text):
        yield from _listed(text, [item.span() for item in _ITEM.finditer(text, start, end)])


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return (Span(*match.span(1)) for match in pattern.finditer(text))


def _found_at(pattern: re.Pattern[str], text: str, likely: npt.NDArray[np.bool_]) -> Iterator[Span]:
    """The same where nothing is found but in likely places."""
    end = 0
    for at in likely.nonzero()[0].tolist():
        if at >= end and (match := pattern.match(text, at)) is not None:
            yield Span(*match.span(1))
            end = match.end()


def _known(text: str, flags: npt.NDArray[np.uint8]) -> Iterator[Span]:
    """The places that are known by their whole names, of equal beginnings the longest."""
    places, end = _places(), 0
    pairs = (flags[:-1] & _BEGINS_PLACE != 0) & (flags[1:] & _SECOND_OF_PLACE != 0)
    for at in pairs.nonzero()[0].tolist():
        for place in places.get(text[at : at + 2], ()) if at >= end else ():
            if text.startswith(place, at):
                end = at + len(place)
                yield Span(at, end)
                break


def _may_be_of_a_kind(
    flags: npt.NDArray[np.uint8], before: npt.NDArray[np.uint8]
) -> npt.NDArray[np.bool_]:
    """Where two or three characters may stand in front of the word for the kind of a place."""
    likely = np.zeros(len(flags), bool)
    if len(flags) > 2:
        kinds = np.append(flags[2:] & _IS_KIND != 0, False)  # behind two, behind three
        opened = (before & _IS_HAN == 0) | (before & _OPENS_PLACE != 0)
        han = flags & _IS_HAN != 0
        likely[:-2] = opened[:-2] & han[:-2] & han[1:-1] & (kinds[:-1] | kinds[1:])
    return likely


def _lists(text: str) -> Iterator[tuple[int, int]]:
    """Three short items and more with marks between them."""
    if text.count("、") < _MARKS:
        return
    end, mark = 0, text.find("、")
    while mark >= 0:
        for at in range(max(end, mark - _LONGEST_ITEM), mark - 1):
            if (match := _LISTED.match(text, at)) is not None:
                yield match.span()
                end = match.end()
                break
        mark = text.find("、", max(end, mark + 1))


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

    The first group of the others is a name: one with dots, one behind an office, a person in front
    of a word, of which the `first` stands behind no other character and the one who is `spoken` of
    behind one, a place by its kind, and one with a Japanese title.
    """

    person: re.Pattern[str]
    sure: re.Pattern[str]
    ending: re.Pattern[str]
    honoured: re.Pattern[str]
    dotted: re.Pattern[str]
    after_words: tuple[re.Pattern[str], ...]
    first: re.Pattern[str]
    spoken: re.Pattern[str]
    of_a_kind: re.Pattern[str]


@cache
def _words() -> dict[str, dict[str, str]]:
    file = files("checker.text") / "han_names.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _patterns() -> _Patterns:
    table = _words()
    persons, places = table["persons"], table["places"]
    compound = _either(persons["compound"])
    sure = f"(?:{compound}|[{_characters(persons['surnames'])}])"
    surname = f"(?:{compound}|[{_characters(persons['surnames'] + persons['ambiguous'])}])"
    given, sounds = f"[{_HAN}]{{1,2}}", f"[{_characters(persons['sounds'])}]"
    before, after = f"(?:{_either(persons['before'])})", f"(?:{_either(persons['after'])})"
    edge = rf"(?:[^{_HAN}]|和|与|與|等|{after}|$)"
    return _Patterns(
        expression(rf"{surname}\u3000?{given}"),
        expression(sure),
        expression(rf"({surname}{given}?)(?={edge})"),
        expression(rf"(?<![{_HAN}])([{_HAN}]{{1,4}}?)(?={_either(persons['honorifics'])})"),
        expression(rf"({sounds}{{1,8}}(?:[{_DOTS}]{sounds}{{1,8}})+)"),
        (
            expression(rf"{before}({sounds}{{2,6}})(?={edge})"),
            expression(rf"{before}({surname}{given}?)(?={edge})"),
        ),
        expression(rf"(?<![{_HAN}])({surname}{given}?)(?={after})"),
        expression(rf"(?<=[{_HAN}])({sure}{given}?)(?={_either(_long(persons['after']))})"),
        _of_a_kind(places),
    )


# What a character may be; each is needed for what it is asked for, and not enough.
_IS_HAN, _IS_KIND, _BEGINS_PERSON, _SURELY_BEGINS, _BEGINS_PLACE, _SECOND_OF_PLACE, _OPENS_PLACE = (
    np.uint8(1 << n) for n in range(7)
)


@cache
def _signs() -> npt.NDArray[np.uint8]:
    """What each character may be, by its code point; the last one stands for all others."""
    table = _words()
    persons, places = table["persons"], table["places"]
    signs = np.zeros(0xFFFF, np.uint8)
    signs[0x3400:0x4DC0] = signs[0x4E00:0xA000] = _IS_HAN
    compound = [word[0] for word in persons["compound"].split()]
    known = places["known"].split()
    for flag, characters in (
        (_IS_HAN, "々〇"),
        (_IS_KIND, _characters(places["kinds"])),
        (_SURELY_BEGINS, [*_characters(persons["surnames"]), *compound]),
        (_BEGINS_PERSON, [*_characters(persons["surnames"] + persons["ambiguous"]), *compound]),
        (_BEGINS_PLACE, [word[0] for word in known]),
        (_SECOND_OF_PLACE, [word[1] for word in known]),
        (_OPENS_PLACE, [word[-1] for word in places["before"].split()]),
    ):
        for character in characters:
            signs[ord(character)] |= flag
    return signs


@cache
def _places() -> dict[str, list[str]]:
    """The known places by their first two characters, the longest first."""
    found: dict[str, list[str]] = {}
    for place in sorted(_words()["places"]["known"].split(), key=len, reverse=True):
        found.setdefault(place[:2], []).append(place)
    return found


def _of_a_kind(places: dict[str, str]) -> re.Pattern[str]:
    """Places by the word for their kind: two or three characters before it."""
    before = places["before"].split()
    letters = f"[{''.join(word for word in before if len(word) == 1)}]"  # one set is quick
    either = [letters, *(word for word in before if len(word) > 1)]
    behind = "|".join(f"(?<={word})" for word in either)
    opened = f"(?:(?<![{_HAN}])|{behind})(?!{'|'.join(either)})"
    none = f"(?!(?:{_either(places['none'])})[{_characters(places['kinds'])}])"
    each = f"(?:(?!{_either(places['none'])})[{_HAN}])"
    return expression(rf"{opened}{none}({each}{{2,3}}?)(?=[{_characters(places['kinds'])}])")


def _either(words: str) -> str:
    """A pattern of any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


def _characters(words: str) -> str:
    """The characters of words without the blanks between them."""
    return "".join(words.split())


def _long(words: str) -> str:
    """The words of more than one character."""
    return " ".join(word for word in words.split() if len(word) > 1)
