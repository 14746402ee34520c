"""Territories: maps the usual spellings of a country, in many languages, to its ISO 3166 code.

Alpha-2 and alpha-3 in any case, UK as GB and EL as GR (the European Union's own usage), XK for
Kosovo, parts of a country by ISO 3166-2 (GB-NIR), names in many languages and their cases, and
groups such as the EU. An ambiguous name (Congo, Korea, Georgia) is unknown on purpose. `python -m
tools.territories` generates `territories.txt` beside this file.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from rapidfuzz import fuzz, process

from checker.values import dataclass
from checker.wording import worded

__all__ = [
    "EVERYWHERE",
    "Gazetteer",
    "alpha3",
    "covers",
    "exact_name",
    "fold_name",
    "gazetteer",
    "parts_in",
    "suggest",
    "territories_in_prose",
    "territories_of",
    "territory_name",
]

EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All spellings, folded by `fold_name` or, where accents distinguish words, by `exact_name`.

    `names` and `codes` map a spelling to codes; in prose, a code or an abbreviation counts only in
    capitals ("in" and "no" are words), and a name in `capitalised` only with an initial capital
    ("Island"). `ambiguous` maps a spelling to the codes that it may mean.
    """

    names: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, tuple[str, ...]]
    capitalised: frozenset[str]
    ambiguous: Mapping[str, tuple[str, ...]]
    english: Mapping[str, str]  # code to English name
    long_codes: Mapping[str, str]  # alpha-2 to alpha-3


@cache
def gazetteer() -> Gazetteer:
    """Reads the packaged table once."""
    place = files("checker.licensing.agreement").joinpath("territories.txt")
    names: dict[str, tuple[str, ...]] = {}
    codes: dict[str, tuple[str, ...]] = {}
    ambiguous: dict[str, tuple[str, ...]] = {}
    capitalised: list[str] = []
    english: dict[str, str] = {}
    long_codes: dict[str, str] = {}
    for line in place.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, members, long_code, name, *spellings = line.split("\t")
        any_case, with_capital, in_capitals = (column.split("|") for column in spellings)
        meant = tuple(members.split())
        if kind == "?":
            ambiguous.update(dict.fromkeys(any_case, meant))
            continue
        if kind == "territory":
            english[members] = name
            if long_code:
                long_codes[members] = long_code
        names.update(dict.fromkeys(any_case, meant))
        names.update(dict.fromkeys(with_capital, meant))
        capitalised += with_capital
        codes.update(dict.fromkeys(in_capitals, meant))
    for table in (names, codes):
        table.pop("", None)
    return Gazetteer(
        MappingProxyType(names),
        MappingProxyType(codes),
        frozenset(capitalised),
        MappingProxyType(ambiguous),
        MappingProxyType(english),
        MappingProxyType(long_codes),
    )


_ALIKE = str.maketrans("’‘ʼ`ıىیک", "''''iييك", "\u200b\u200c\u200d\u200e\u200f\u00ad\u0640")
_IDLE = str.maketrans("", "", ".·・()[]")


_GAPS = re.compile(r"[\s\-‐‑–—_]+")


def exact_name(name: str) -> str:
    """Folds a name, ignoring case, spaces, hyphens and the form of apostrophes."""
    bare = name.casefold().translate(_ALIKE)
    if not bare.isascii():
        bare = unicodedata.normalize("NFC", bare)
    return _GAPS.sub(" ", bare).strip()


def fold_name(name: str) -> str:
    """Folds a name like `exact_name`, ignoring also accents, dots, brackets and a leading "the"."""
    bare = exact_name(name)
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", bare)
        bare = "".join(c for c in bare if not unicodedata.combining(c))
        bare = unicodedata.normalize("NFC", bare)
    return _GAPS.sub(" ", bare.translate(_IDLE)).strip().removeprefix("the ")


def _spellings(text: str) -> Iterator[str]:
    yield exact_name(text)
    yield fold_name(text)


@lru_cache(maxsize=1024)
def territories_of(spelling: str) -> tuple[str, ...]:
    """Returns the codes for a spelling, or ("*",) for all; () if it is unknown or ambiguous."""
    text = spelling.strip()
    if text == EVERYWHERE or fold_name(text) in ("world", "worldwide", "everywhere"):
        return (EVERYWHERE,)
    table = gazetteer()
    for key in _spellings(text):
        if key in table.codes and (key not in table.ambiguous or text.isupper()):
            return table.codes[key]
        if key in table.names:
            return table.names[key]
    return ()


def territories_in_prose(text: str) -> tuple[str, ...]:
    """Returns the codes for a name in running prose (codes only in capitals); () if none."""
    table = gazetteer()
    for key in _spellings(text):
        if key in table.names and (key not in table.capitalised or text[:1].isupper()):
            return table.names[key]
        if key in table.codes and text.isupper() and (key == exact_name(text) or _bare(text)):
            return table.codes[key]
    return ()


def _bare(text: str) -> bool:
    """Whether no letter has an accent: "ČR" is no CR."""
    return not any(map(unicodedata.combining, unicodedata.normalize("NFKD", text)))


def covers(codes: Collection[str], code: str) -> bool:
    """Returns whether the codes include a territory or its country (GB for GB-NIR)."""
    return EVERYWHERE in codes or code in codes or code.partition("-")[0] in codes


def parts_in(codes: Iterable[str], code: str) -> tuple[str, ...]:
    """Returns the codes that are parts of a country (GB-NIR of GB)."""
    return tuple(sorted(other for other in codes if other.startswith(f"{code}-")))


def territory_name(code: str) -> str:
    """Returns the English name of a code, or the code itself."""
    if code == EVERYWHERE:
        return worded("the whole world")
    name = gazetteer().english.get(code)
    return code if name is None else worded(name)


def alpha3(code: str) -> str | None:
    """Returns the alpha-3 code for an alpha-2 code; None for a part of a country."""
    return gazetteer().long_codes.get(code)


def suggest(spelling: str) -> str:
    """Returns a hint for an unknown spelling."""
    table = gazetteer()
    folded = fold_name(spelling)
    meant = table.ambiguous.get(folded)
    if meant:
        return f"ambiguous (may be {', '.join(meant)}): write the code or the full name"
    close = process.extractOne(folded, table.names.keys(), scorer=fuzz.ratio, score_cutoff=80)
    if close:
        named = [f"{code} ({territory_name(code)})" for code in table.names[close[0]][:3]]
        return f"did you mean {', '.join(named)}?"
    return 'ISO 3166 codes such as IT or ITA, English names, or "*" for everywhere'
