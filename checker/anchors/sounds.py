"""Names by their sound: the consonants of a word in Latin letters, alike in all scripts."""

import re
from functools import lru_cache

from anyascii import anyascii

__all__ = ["SHORT", "coarse", "sound_of"]

SHORT = 3  # consonants below which a name is its letters
_LONGEST = 7
_LETTERS = 12
_SAME = str.maketrans(
    {
        **dict.fromkeys("aeiouyhj'`", None),
        **dict.fromkeys("cqx", "k"),
        **dict.fromkeys("wv", "f"),
        "z": "s",
    }
)
_COARSE = str.maketrans("bfdglz", "pptkrs")
_TWICE = re.compile(r"(.)\1+")
_SEMITIC = re.compile("[\u0590-\u08ff]")
_NO_LETTERS = re.compile(r"[^a-z]+")


@lru_cache(maxsize=16_384)
def sound_of(word: str) -> str:
    """Returns the consonants of a name, or "=" and its letters if there are few."""
    plain = word.lower()
    letters = plain if plain.isascii() else anyascii(plain).lower()
    if _SEMITIC.search(word):
        letters = letters.replace("w", "")  # long vowels more often than consonants
    letters = _NO_LETTERS.sub("", letters.replace("ph", "f"))
    consonants = _TWICE.sub(r"\1", letters.translate(_SAME))
    if len(consonants) >= SHORT:
        return consonants[:_LONGEST]
    return f"={letters[:_LETTERS]}" if len(letters) >= SHORT else ""


@lru_cache(maxsize=16_384)
def coarse(sound: str) -> str:
    """Returns a sound as scripts keep it that lack some consonants; "" where little is left."""
    if sound.startswith("="):
        return ""
    return _TWICE.sub(r"\1", sound.translate(_COARSE))
