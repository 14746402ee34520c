"""Languages written in two alphabets: their Cyrillic letters are read as their Latin ones.

A text is in such a language if letters specific to the language are common in it and letters that
the language lacks are absent, so Russian, Ukrainian and Bulgarian are unchanged. The rows are in
alphabets.toml.
"""

import tomllib
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from checker.text.tables import folding_of
from checker.values import dataclass

__all__ = ["AFTER", "FIRST", "VOWELS", "Alphabet", "alphabet_of", "composed"]

FIRST, AFTER = 0x400, 0x530  # Unicode's blocks Cyrillic and Cyrillic Supplement
_FEWEST = 8  # letters: a headline's, too, so that it is read as its story is
_SIGNS = (
    0.02  # share of them that only it has: Russian with a few names of another language has less
)
_FOREIGN = 0.005  # share of letters that it has not, from which it is another one
_MIXED = 0.02  # share beside a Latin letter, from which the letters stand for their looks
VOWELS = "аеёиоуыэюяәөүўіӯӣъь"  # behind which a letter is read as at the start of a word
_MARKED = {
    (pair[0], mark): pair[1]
    for mark, pairs in {
        "\u0306": "ий уў ИЙ УЎ",
        "\u0304": "иӣ уӯ ИӢ УӮ",
        "\u0308": "её ЕЁ",
        "\u0301": "гѓ кќ ГЃ КЌ",
    }.items()
    for pair in pairs.split()
}

_MARKS = np.array(sorted({ord(mark) for _, mark in _MARKED}), np.uint32)

Points = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class Alphabet:
    """The folded readings of a language's letters, for each code point of the Cyrillic blocks.

    `first` is for those that begin a word or follow a vowel.
    """

    letters: dict[int, str]
    first: dict[int, str]
    signs: frozenset[int]


def alphabet_of(points: Points) -> Alphabet | None:
    """Returns the alphabet of a text's language; None if it has one script or is unknown."""
    cyrillic = (points >= FIRST) & (points < AFTER)
    counts = np.bincount(points[cyrillic] - np.uint32(FIRST), minlength=AFTER - FIRST)
    total = int(counts.sum())
    if total < _FEWEST or not counts[_signs()].any():
        return None
    best, most = None, 0.0
    for one in _alphabets():
        signs = [int(counts[point - FIRST]) for point in one.signs]
        if sum(signs) < _SIGNS * total:
            continue
        known = sum(int(counts[point - FIRST]) for point in one.letters)
        covered = sum(count > 0 for count in signs) / len(signs)
        if total - known <= _FOREIGN * total and covered > most:
            best, most = one, covered
    return None if best is None or _looks(points, cyrillic) > _MIXED * total else best


def _looks(points: Points, cyrillic: npt.NDArray[np.bool_]) -> int:
    """How many Cyrillic letters are beside a Latin one: they stand for letters that look so."""
    small = points | np.uint32(0x20)
    latin = (small >= ord("a")) & (small <= ord("z"))
    return int((cyrillic[1:] & latin[:-1]).sum() + (cyrillic[:-1] & latin[1:]).sum())


def composed(points: Points) -> Points:
    """Returns the points with Cyrillic letters and following marks composed."""
    out = points
    if not np.isin(points, _MARKS).any():
        return out
    for (letter, mark), whole in _MARKED.items():
        places = np.flatnonzero((points[1:] == ord(mark)) & (points[:-1] == ord(letter)))
        if len(places):
            out = points.copy() if out is points else out
            out[places] = ord(whole)
    return out


@cache
def _signs() -> npt.NDArray[np.intp]:
    """The signs of all alphabets, counted from the first Cyrillic letter."""
    return np.array(sorted({point - FIRST for one in _alphabets() for point in one.signs}))


@cache
def _alphabets() -> tuple[Alphabet, ...]:
    """The rows of the table, letters in both cases."""
    text = (files("checker.text") / "alphabets.toml").read_text(encoding="utf-8")
    return tuple(
        Alphabet(
            _readings(row["latin"]),
            _readings(row.get("first", "")),
            frozenset(map(ord, row["signs"].replace(" ", "") + row["signs"].upper())) - {0x20},
        )
        for row in tomllib.loads(text).values()
    )


def _readings(pairs: str) -> dict[int, str]:
    """Letters with what they are read as, folded, in both cases; "-" is nothing."""
    parts = pairs.split()
    read = {}
    for letter, latin in zip(parts[::2], parts[1::2], strict=True):
        folded = "" if latin == "-" else "".join(map(folding_of, latin))
        read[ord(letter)] = read[ord(letter.upper())] = folded
    return read
