"""Territories: every usual spelling of a country to its ISO 3166-1 alpha-2 code.

Alpha-2 and alpha-3 in any case, UK as GB and EL as GR (the European Union's own usage), names in
several languages, and groups such as the EU. The data stand in `territories.txt` beside this file.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType

__all__ = [
    "EVERYWHERE",
    "Gazetteer",
    "alpha3",
    "gazetteer",
    "suggest",
    "territories_of",
    "territory_name",
]

EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All spellings: `codes` maps a folded spelling to alpha-2 codes, `names` a code to its name.

    `proper` holds the folded spellings that are names, not codes: "in" and "no" are codes of
    India and Norway but words in prose.
    """

    codes: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    proper: frozenset[str]
    long_codes: Mapping[str, str]  # alpha-2 to alpha-3


@cache
def gazetteer() -> Gazetteer:
    """Reads the packaged table once."""
    place = files("checker.licensing.agreement").joinpath("territories.txt")
    table = place.read_text(encoding="utf-8")
    codes: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    proper: set[str] = set()
    long_codes: dict[str, str] = {}
    for line in table.splitlines():
        if not line or line.startswith("#"):
            continue
        spellings, members, short = _row(line)
        if not line.startswith("="):
            names[members[0]] = spellings[0]
            long_codes[members[0]] = short[1]
        for spelling in (*short, *spellings):
            codes.setdefault(fold_name(spelling), members)
        proper.update(
            fold_name(s) for s in spellings if len(s) > 2 or not s.isalpha() or not s.isascii()
        )
    proper.update(("uk", "eu"))
    return Gazetteer(
        MappingProxyType(codes),
        MappingProxyType(names),
        frozenset(proper),
        MappingProxyType(long_codes),
    )


def _row(line: str) -> tuple[list[str], tuple[str, ...], tuple[str, ...]]:
    parts = [part.strip() for part in line.lstrip("= ").split("|")]
    others = [name.strip() for name in parts[1].split(",")] if len(parts) > 1 else []
    others = [name for name in others if name]
    if line.startswith("="):
        return [parts[0], *others], tuple(parts[2].split()), ()
    alpha2, alpha3, name = parts[0].split(" ", 2)
    return [name, *others], (alpha2,), (alpha2, alpha3)


def fold_name(name: str) -> str:
    """Case, accents, dots and a leading article do not tell countries apart."""
    bare = unicodedata.normalize("NFD", name.casefold())
    bare = "".join(c for c in bare if not unicodedata.combining(c) and c != ".")
    return re.sub(r"[\s\-_]+", " ", bare.replace("’", "'")).strip().removeprefix("the ")


def territories_of(spelling: str) -> tuple[str, ...]:
    """The alpha-2 codes that a spelling stands for, or ("*",); () when it is unknown."""
    text = spelling.strip()
    if text == EVERYWHERE or fold_name(text) in ("world", "worldwide", "everywhere"):
        return (EVERYWHERE,)
    return gazetteer().codes.get(fold_name(text), ())


def territory_name(code: str) -> str:
    """The English name of a code, or the code itself."""
    if code == EVERYWHERE:
        return "the whole world"
    return gazetteer().names.get(code, code)


def alpha3(code: str) -> str:
    """The alpha-3 code of an alpha-2 code."""
    return gazetteer().long_codes[code]


def suggest(spelling: str, *, also: Iterable[str] = ()) -> str:
    """A hint for an unknown spelling."""
    known = [*gazetteer().codes, *also]
    close = get_close_matches(fold_name(spelling), known, n=1, cutoff=0.75)
    if close:
        codes = gazetteer().codes.get(close[0], (close[0],))
        return f"did you mean {', '.join(codes[:3])} ({close[0]})?"
    return 'ISO 3166 codes such as IT or ITA, English names, or "*" for everywhere'
