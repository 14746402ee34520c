"""The words around figures, by language: numbers, scales, months, units. A table look-up a unit."""

import re
import tomllib
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from checker.anchors.clock import clocks
from checker.prepared import prepared
from checker.text.fold import fold
from checker.text.unit_tables import Numbers
from checker.text.units import Units, units_of
from checker.values import dataclass

__all__ = ["Meaning", "Reading", "Vocabulary", "vocabulary"]

_ROLES = ("number", "scale", "half", "unit")  # "value word word; value word"
_WORDS = ("and", "percent", "minute", "basis", "plain", "house", "market")
_EVERY = "every"
_LARGE = 1000
_ROOMS = ("anchors", "text", "text/unicode")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word means in one language; `alone`: it is a figure without a number before it."""

    role: str
    value: float = 0.0
    unit: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The words of one text that mean something, by the number of their unit, in its language.

    `begins` are the units of those words with which a figure may begin, in order.
    """

    language: str
    meanings: dict[int, tuple[Meaning, ...]]
    begins: list[int]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All words in order of their numbers, with what they mean in each language.

    `common`, `useful` and `begins` have a row a language and a column a word: whether it is a small
    word of the language, means something beside figures, and may begin one. `meanings` are as they
    are kept: a check asks for those of few words, and most checks for none.
    """

    languages: tuple[str, ...]
    ids: Numbers
    common: npt.NDArray[np.uint8]
    useful: npt.NDArray[np.bool_]
    begins: npt.NDArray[np.bool_]
    meanings: tuple[bytes, ...]
    share: re.Pattern[str]  # what stands behind a percentage
    scales: Numbers  # the words for thousands and more of all languages

    def are_scales(self, units: Units, at: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
        """Checks whether a scale stands behind each of these units."""
        after = units.ids[np.minimum(at + 1, len(units) - 1)] if len(at) else units.ids[:0]
        place = np.minimum(np.searchsorted(self.scales, after), len(self.scales) - 1)
        found: npt.NDArray[np.bool_] = self.scales[place] == after
        return found

    def read(self, units: Units) -> Reading:
        """Returns the language of a text by its small words, and its words with a meaning in it."""
        at = np.minimum(np.searchsorted(self.ids, units.ids), len(self.ids) - 1)
        known = np.flatnonzero(self.ids[at] == units.ids)
        words = at[known]
        spoken = self.common[:, words].sum(axis=1, dtype=np.int64)
        number = int(spoken.argmax())
        language = self.languages[number] if spoken[number] else "en"
        number = self.languages.index(language)
        kept = self.useful[number, words]
        at_units, words = known[kept], words[kept]
        found = zip(at_units.tolist(), words.tolist(), strict=True)
        meanings = {unit: _meanings(self.meanings[word])[language] for unit, word in found}
        return Reading(language, meanings, at_units[self.begins[number, words]].tolist())


@dataclass(frozen=True, slots=True)
class _Kept:
    """A vocabulary as it is kept for the next process: arrays as bytes, the pattern as written."""

    languages: tuple[str, ...]
    ids: bytes
    common: bytes
    useful: bytes
    begins: bytes
    meanings: tuple[bytes, ...]
    share: str
    scales: bytes


@lru_cache(maxsize=4096)  # more than there are words
def _meanings(kept: bytes) -> dict[str, tuple[Meaning, ...]]:
    """What a word means in each language."""
    return msgspec.msgpack.decode(kept, type=dict[str, tuple[Meaning, ...]])


@cache
def vocabulary() -> Vocabulary:
    """Returns the words of the package's tables."""
    kept = prepared("figures", _Kept, _read, rooms=_ROOMS)
    shape = len(kept.languages), len(kept.meanings)
    return Vocabulary(
        kept.languages,
        np.frombuffer(kept.ids, np.uint64),
        np.frombuffer(kept.common, np.uint8).reshape(shape),
        np.frombuffer(kept.useful, np.bool_).reshape(shape),
        np.frombuffer(kept.begins, np.bool_).reshape(shape),
        kept.meanings,
        re.compile(kept.share, re.IGNORECASE),
        np.frombuffer(kept.scales, np.uint64),
    )


def _read() -> _Kept:
    entries: dict[str, dict[str, list[Meaning]]] = defaultdict(lambda: defaultdict(list))
    tables: dict[str, dict[str, Any]] = tomllib.loads(_file("words.toml"))
    every = tables.pop(_EVERY)
    for language, table in tables.items():
        for part in (table, every):
            for word, meaning in _of_table(part):
                entries[word][language].append(meaning)
    for language, clock in clocks().items():
        small = set(tables[language]["common"].split())
        for word in clock.words - small:
            entries[fold(word).text][language].append(Meaning("clock"))
    for line in _file("number_words.txt").splitlines():
        language, role, value, *words = line.split()
        for word in words:
            entries[word][language].append(Meaning(role, float(value)))
    shares = (part for table in tables.values() for part in table.get("share", "").split(";"))
    written = sorted({re.escape(part.strip()) for part in shares if part.strip()}, reverse=True)
    share = rf"\s?(?:[%％٪]|{'|'.join(written)})"
    return _arranged(tuple(tables), {w: dict(found) for w, found in entries.items()}, share)


def _file(name: str) -> str:
    return (files("checker.anchors") / name).read_text("utf-8")


def _of_table(table: dict[str, Any]) -> list[tuple[str, Meaning]]:
    found: list[tuple[str, Meaning]] = []
    for role in _ROLES:
        for row in table.get(role, "").replace("\n", ";").split(";"):
            found += _of_row(role, row.split())
    for role in (*_WORDS, "common"):
        found += [(fold(word).text, Meaning(role)) for word in table.get(role, "").split()]
    return found


def _of_row(role: str, words: list[str]) -> list[tuple[str, Meaning]]:
    if not words:
        return []
    unit = words.pop(0) if role == "unit" else ""
    value = float(words.pop(0))
    return [
        (fold(word).text, Meaning(role, value, unit, alone=not place))
        for place, word in enumerate(words)
    ]


def _arranged(
    languages: tuple[str, ...],
    entries: dict[str, dict[str, list[Meaning]]],
    share: str,
) -> _Kept:
    words = {int(units.ids[0]): word for word in entries if len(units := units_of(word)) == 1}
    ids = np.array(sorted(words), np.uint64)
    rows = [entries[words[int(number)]] for number in ids]
    common = np.zeros((len(languages), len(rows)), np.uint8)
    useful = np.zeros((len(languages), len(rows)), bool)
    begins = np.zeros((len(languages), len(rows)), bool)
    meanings: list[bytes] = []
    for column, by_language in enumerate(rows):
        kept: dict[str, tuple[Meaning, ...]] = {}
        for language, found in by_language.items():
            row = languages.index(language)
            common[row, column] = any(one.role == "common" for one in found)
            told = tuple(one for one in found if one.role != "common")
            useful[row, column] = bool(told)
            begins[row, column] = any(_may_begin(one) for one in told)
            kept[language] = told
        meanings.append(msgspec.msgpack.encode(kept))
    scales = np.array(
        [
            number
            for number, row in zip(ids.tolist(), rows, strict=True)
            if any(one.role == "scale" and one.value >= _LARGE for f in row.values() for one in f)
        ],
        np.uint64,
    )
    return _Kept(
        languages,
        ids.tobytes(),
        common.tobytes(),
        useful.tobytes(),
        begins.tobytes(),
        tuple(meanings),
        share,
        scales.tobytes(),
    )


def _may_begin(meaning: Meaning) -> bool:
    return meaning.role in ("number", "half") or (meaning.role == "scale" and meaning.alone)
