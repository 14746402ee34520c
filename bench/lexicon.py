"""Invented vocabularies in several scripts; nothing in them is anybody's text."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["LANGUAGES", "Lexicon", "lexicon"]

WORDS = 40_000
SLOTS = 1 << 20  # a Zipf draw is one look-up in a table of so many equal chances


@dataclass(frozen=True, slots=True)
class Language:
    """How words of a language are made: syllable parts, or single letters for Han."""

    code: str
    onsets: str
    nuclei: str
    codas: str
    spaced: bool = True
    stop: str = "."


LANGUAGES = {
    language.code: language
    for language in (
        Language(
            "en",
            "b c d f g h l m n p r s t w st tr sh th",
            "a e i o u ea ou",
            "- - n r s t l nd ck",
        ),
        Language(
            "de", "b d f g h k l m n r s t w sch st z", "a e i o u ei au ie", "- n r s t l ch ng en"
        ),
        Language(
            "fr", "b c d f g j l m n p r s t v ch qu", "a e i o u é è ai eau ou", "- - - r s nt l x"
        ),
        Language("tr", "b c ç d g h k l m n p r s ş t y", "a e ı i o ö u ü", "- - n r k l m z"),
        Language(
            "ru", "б в г д ж з к л м н п р с т ф х ч ш", "а е и о у ы я ю", "- - н р с т л й в"
        ),
        Language("ar", "ب ت ج ح د ر س ش ع ف ق ك ل م ن ه", "ا و ي - -", "- ن ر ة ل م", stop="."),
        Language(
            "ko",
            "가 나 다 라 마 바 사 아 자 차 하 고 노 도 로 모 보 소 오",
            "- - 기 지 리 스 는",
            "- 을 이 에 서 한",
        ),
        Language("zh", "", "", "", spaced=False, stop="。"),
    )
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of one language in four spellings, and tables to draw them by.

    `spellings` holds plain, capitalised, closing a sentence, and both; an array of 4 x `WORDS`.
    `draw` maps `SLOTS` equal chances to word numbers by Zipf's law.
    """

    language: str
    spellings: NDArray[np.object_]
    draw: NDArray[np.int32]
    joint: str


def lexicon(code: str, seed: int) -> Lexicon:
    """Returns the vocabulary of a language; the same seed gives the same words."""
    language = LANGUAGES[code]
    rng = np.random.default_rng([seed, sum(map(ord, code))])
    words = _han(rng) if not language.spaced else _syllables(language, rng)
    capital = [word[:1].upper() + word[1:] for word in words]
    spellings = np.array(
        [
            *words,
            *capital,
            *(w + language.stop for w in words),
            *(w + language.stop for w in capital),
        ],
        dtype=object,
    )
    return Lexicon(code, spellings, _zipf(len(words)), " " if language.spaced else "")


def _syllables(language: Language, rng: np.random.Generator) -> list[str]:
    onsets, nuclei, codas = (
        [part.replace("-", "") for part in parts.split()]
        for parts in (language.onsets, language.nuclei, language.codas)
    )
    found: dict[str, None] = {}
    while len(found) < WORDS:
        count = 2 * WORDS
        parts = [
            rng.choice(onsets, (count, 3)),
            rng.choice(nuclei, (count, 3)),
            rng.choice(codas, (count, 3)),
        ]
        lengths = rng.choice([1, 2, 3], count, p=[0.15, 0.5, 0.35])
        for row in range(count):
            word = "".join(
                parts[0][row, s] + parts[1][row, s] + parts[2][row, s] for s in range(lengths[row])
            )
            found.setdefault(word)
            if len(found) == WORDS:
                break
    return sorted(found, key=len)


def _han(rng: np.random.Generator) -> list[str]:
    """Words of one to three Han letters out of the 3,500 in daily use's range."""
    letters = [chr(0x4E00 + n) for n in range(3_500)]
    found: dict[str, None] = dict.fromkeys(letters[:1_500])
    while len(found) < WORDS:
        rows = rng.integers(0, len(letters), (WORDS, 3))
        lengths = rng.choice([2, 3], WORDS, p=[0.8, 0.2])
        for row, length in zip(rows, lengths, strict=True):
            found.setdefault("".join(letters[n] for n in row[:length]))
    return list(found)[:WORDS]


def _zipf(count: int) -> NDArray[np.int32]:
    weights = 1.0 / (np.arange(count) + 2.7)
    borders = np.cumsum(weights / weights.sum())
    chances = (np.arange(SLOTS) + 0.5) / SLOTS
    return np.minimum(np.searchsorted(borders, chances), count - 1).astype(np.int32)
