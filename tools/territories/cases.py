"""Grammatical cases of names of territories, from `cases.toml`: by endings, never by guessing."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

__all__ = ["Declension", "cases_of", "read_declensions"]

RULES = Path(__file__).with_name("cases.toml")
UNCHANGED = "="
CONSONANT = "c"  # as an ending: any word that ends in a consonant


@dataclass(frozen=True, slots=True)
class Declension:
    """The endings of one language.

    `nouns` and `adjectives` map the ending of the nominative to the endings of each case, several
    where writers differ, the longest ending first. `heads` are words such as "Republic" whose
    followers ("of the Congo") do not change. With `last_only`, only the last word changes.
    """

    nouns: Mapping[str, Sequence[Sequence[str]]]
    adjectives: Mapping[str, Sequence[Sequence[str]]]
    heads: frozenset[str]
    joints: frozenset[str]
    last_only: bool


def read_declensions() -> dict[str, Declension]:
    """Returns the declension of each language that has one."""
    table = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return {
        language: Declension(
            nouns=_endings(rules["nouns"]),
            adjectives=_endings(rules.get("adjectives", "")),
            heads=frozenset(rules.get("heads", "").split()),
            joints=frozenset(rules.get("joints", "").split()),
            last_only=rules.get("last_only", False),
        )
        for language, rules in table.items()
    }


def _endings(text: str) -> dict[str, list[list[str]]]:
    rows = [line.casefold().split() for line in text.splitlines() if line.strip()]
    found: dict[str, list[list[str]]] = {}
    for ending, *cases in sorted(rows, key=lambda row: len(row[0]), reverse=True):
        found[ending] = [case.split(",") for case in cases]
    return found


def cases_of(name: str, declension: Declension) -> tuple[str, ...]:
    """Returns the forms of a name in its other cases, in lower case; () for an abbreviation."""
    if name.isupper():
        return ()
    words = re.findall(r"[^\s\-–—]+|[\s\-–—]+", name.casefold())
    forms: dict[str, None] = {}
    for row in _rows(words[::2], declension):
        for form in product(*row):
            parts = [*words]
            parts[::2] = form
            forms.setdefault("".join(parts))
    forms.pop(name.casefold(), None)
    return tuple(forms)


def _rows(words: list[str], declension: Declension) -> Iterator[list[Sequence[str]]]:
    """For each case the forms of each word; nothing for a name whose build is not known."""
    kinds = _build(words, declension)
    if kinds is None:
        return
    count = max((len(row) for row in declension.nouns.values()), default=0)
    for case in range(count):
        row: list[Sequence[str]] = []
        for word, kind in zip(words, kinds, strict=True):
            rules = {"noun": declension.nouns, "adjective": declension.adjectives}.get(kind, {})
            row.append(_inflected(word, rules, case))
        yield row


def _build(words: list[str], declension: Declension) -> list[str] | None:
    """What each word is: adjectives and a noun, a head and its followers, or a pair of nouns."""
    if len(words) == 1:
        return ["noun"]
    if declension.last_only:
        return ["fixed"] * (len(words) - 1) + ["noun"]
    adjectives = [_ends(word, declension.adjectives) for word in words]
    head = next((i for i, word in enumerate(words) if word in declension.heads), None)
    if head is not None:
        after = "adjective" if len(words) == 2 and adjectives[1] else "fixed"
        return [*["adjective"] * head, "noun", *[after] * (len(words) - head - 1)]
    if any(word in declension.joints for word in words):
        return ["noun", "fixed", "noun"] if len(words) == 3 else None
    if all(adjectives[:-1]):
        return ["adjective"] * (len(words) - 1) + ["noun"]
    return ["noun", "adjective"] if len(words) == 2 and adjectives[1] else None


def _ends(word: str, rules: Mapping[str, object]) -> bool:
    return any(word.endswith(ending) for ending in rules)


def _inflected(word: str, rules: Mapping[str, Sequence[Sequence[str]]], case: int) -> list[str]:
    for ending, cases in rules.items():
        if ending == CONSONANT:
            continue
        if word.endswith(ending) and case < len(cases):
            stem = word[: len(word) - len(ending)]
            return [word if new == UNCHANGED else stem + _bare(new) for new in cases[case]]
    if CONSONANT in rules and case < len(rules[CONSONANT]) and _is_consonant(word[-1]):
        endings = [new for new in rules[CONSONANT][case] if _same_script(word, new)]
        return [word if new == UNCHANGED else word + _bare(new) for new in endings]
    return [word]


def _same_script(word: str, ending: str) -> bool:
    """Serbian is written in two scripts, and its rules too."""
    scripts = {unicodedata.name(letter).partition(" ")[0] for letter in (word[-1], ending[-1])}
    return len(scripts) == 1 or ending in (UNCHANGED, "0")


def _bare(ending: str) -> str:
    return "" if ending == "0" else ending


def _is_consonant(letter: str) -> bool:
    return letter.isalpha() and letter not in VOWELS


VOWELS = frozenset(
    "aeiouyáéíóúýàèìòùâêîôûäëïöüãõåæøąęěůőűāēīūėįųăîșıə"
    "аеёиоуыэюяьйіїєўәөүұі"
    "αεηιουωάέήίόύώ"
    "աեէըիոօուև"
)
