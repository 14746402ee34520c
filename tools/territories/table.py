"""CLDR and the hand-written sources as one table: one spelling, one meaning, or it is dropped."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from checker.licensing.agreement.territories import exact_name, fold_name
from tools.territories.cases import cases_of, read_declensions
from tools.territories.cldr import CLDRName, cldr_names, cldr_version
from tools.territories.sources import HandWritten, read_sources, read_variants

__all__ = ["Table", "make_table", "rendered"]

HEAD = """\
# Made by `python -m tools.territories` from CLDR {version} and tools/territories/*.txt.
# Names of territories from CLDR are under the Unicode licence: see LICENSE.unicode.md.
# kind, codes, alpha-3, English name, spellings in any case, with a capital, in capitals: by tabs.
"""
SPLIT_AT_BRACKET = ("MM",)  # "Myanmar (Burma)" is two names
WRITTEN_OUT = {"ru": (("о-ва", "острова"), ("о-в", "остров"))}
SHORT = 4  # letters: names this short may be words of another language ("toga", "chin")
HAND, NAME, CASE = "hand", "name", "case"  # how sure a claim is: the hand decides


@dataclass(slots=True)
class Table:
    """Claims of meanings on spellings, and what came of them.

    `claims` maps a spelling to meanings (a code, or the name of a group) with how sure each is.
    """

    hand: HandWritten
    names: tuple[CLDRName, ...]
    claims: dict[str, dict[str, str]] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)
    ambiguous: dict[str, tuple[str, ...]] = field(default_factory=dict)
    dropped: dict[str, tuple[str, ...]] = field(default_factory=dict)


def make_table() -> Table:
    """Returns the whole table, with its collisions settled."""
    hand = read_sources()
    codes = frozenset(territory.code for territory in hand.territories)
    table = Table(hand, tuple(_all_names(hand, codes)))
    _add_codes(table)
    _add_ambiguous(table)
    _add_hand(table)
    _add_names(table)
    _settle(table)
    return table


def _add_names(table: Table) -> None:
    declensions = read_declensions()
    for one in table.names:
        declension = declensions.get(one.language)
        for name in _written(one):
            if not _keys(name).isdisjoint(table.ambiguous):
                continue
            _claim(table, name, one.code, NAME)
            for form in cases_of(name, declension) if declension is not None else ():
                _claim(table, form, one.code, CASE)


def _all_names(hand: HandWritten, codes: frozenset[str]) -> Iterator[CLDRName]:
    yield from cldr_names(hand.languages, codes)
    for code, language, name in (*read_variants(), *hand.by_language):
        yield CLDRName(code, language, name)


def _written(one: CLDRName) -> Iterator[str]:
    """A name as it is, and with its abbreviations written out."""
    yield one.name
    for short, long in WRITTEN_OUT.get(one.language, ()):
        if short in one.name:
            yield one.name.replace(short, long)
            break
    if one.language == "en" and "&" in one.name:
        yield one.name.replace("&", "and")
    if one.code in SPLIT_AT_BRACKET and "(" in one.name:
        yield from one.name.rstrip(") ").split("(")


def _keys(name: str) -> set[str]:
    """The key of a name: without accents, but with them when that would leave a short word."""
    exact, folded = exact_name(name), fold_name(name)
    letters = folded.replace(" ", "")
    if len(letters) <= 3 and letters.isascii() and exact != folded:
        return {exact}
    return {folded}


def _is_abbreviation(name: str) -> bool:
    letters = "".join(c for c in name if c.isalpha())
    return letters.isupper() and len(letters) <= 5


def _claim(table: Table, name: str, meaning: str, how: str) -> None:
    if _is_abbreviation(name):
        folded = fold_name(name)
        if how == HAND or len(folded.replace(" ", "")) > 2:
            _add_short(table, folded, meaning)
        return
    if how != HAND and len(name) < 3 and name.isascii():
        return
    for key in _keys(name):
        claims = table.claims.setdefault(key, {})
        if claims.get(meaning) != HAND and (how != CASE or meaning not in claims):
            claims[meaning] = how


def _add_short(table: Table, key: str, meaning: str) -> None:
    held = table.short.setdefault(key, meaning)
    if held != meaning:
        table.dropped[key] = tuple(sorted({held, meaning}))  # a code of its own stays


def _add_codes(table: Table) -> None:
    for territory in table.hand.territories:
        table.short[fold_name(territory.code)] = territory.code
        if territory.alpha3 != "-":
            table.short[fold_name(territory.alpha3)] = territory.code


def _add_ambiguous(table: Table) -> None:
    decided = {key for _, _, name in table.hand.by_language for key in _keys(name)}
    for one in table.hand.ambiguous:
        for name in one.names:
            keys = {key for spelling in _spellings(table, name) for key in _keys(spelling)}
            table.ambiguous.update(dict.fromkeys(keys - decided, tuple(one.codes)))


def _spellings(table: Table, name: str) -> list[str]:
    if name.startswith("@"):
        return [one.name for one in table.names if one.code == name[1:]]
    return [name]


def _add_hand(table: Table) -> None:
    for territory in table.hand.territories:
        for name in (territory.name, *territory.others):
            if _keys(name).isdisjoint(table.ambiguous) or name in territory.others:
                _claim(table, name, territory.code, HAND)
    for group in table.hand.groups:
        for name in (group.name, *group.others):
            _claim(table, name, group.name, HAND)


def _settle(table: Table) -> None:
    """One meaning a spelling: the hand's if it has one, a code's own; else it is dropped."""
    for key, claims in sorted(table.claims.items()):
        if key in table.ambiguous and HAND not in claims.values():
            claims.clear()
            continue
        meanings = {m for m, how in claims.items() if how == HAND} or set(claims)
        if key in table.short:
            meanings.add(table.short[key])
        if len(meanings) > 1:
            table.dropped[key] = tuple(sorted(meanings))
            claims.clear()
        for meaning in set(claims) - meanings:
            del claims[meaning]


def rendered(table: Table) -> str:
    """Returns the text of the packaged file."""
    spellings: dict[str, list[str]] = {}
    for key, claims in table.claims.items():
        for meaning in claims:
            spellings.setdefault(meaning, []).append(key)
    short: dict[str, list[str]] = {}
    for key, meaning in table.short.items():
        short.setdefault(meaning, []).append(key)
    words = _words(table)
    lines = [HEAD.format(version=cldr_version()).rstrip("\n")]
    for one in table.hand.territories:
        alpha3 = "" if one.alpha3 == "-" else one.alpha3
        found = _columns(spellings.get(one.code, ()), words, short.get(one.code, ()))
        lines.append("\t".join(["territory", one.code, alpha3, one.name, *found]))
    for group in table.hand.groups:
        found = _columns(spellings.get(group.name, ()), words, short.get(group.name, ()))
        lines.append("\t".join(["group", " ".join(group.members), "", group.name, *found]))
    lines += _ambiguous_lines(table.ambiguous, table.dropped)
    return "\n".join(lines) + "\n"


def _words(table: Table) -> set[str]:
    """Spellings that count in prose only with a capital: the hand's words, cases, short names."""
    words = {key for word in table.hand.words for key in _keys(word)}
    english = {key for n in table.names if n.language == "en" for key in _keys(n.name)}
    for key, claims in table.claims.items():
        hows = set(claims.values())
        short = key.isascii() and len(key) <= SHORT and key not in english
        if HAND not in hows and (hows == {CASE} or short) and key.upper() != key:
            words.add(key)
    return words


def _columns(keys: Iterable[str], words: set[str], short: Iterable[str]) -> list[str]:
    any_case = sorted(key for key in keys if key not in words)
    return ["|".join(any_case), "|".join(sorted(set(keys) & words)), "|".join(sorted(short))]


def _ambiguous_lines(
    ambiguous: Mapping[str, tuple[str, ...]], dropped: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    by_codes: dict[tuple[str, ...], list[str]] = {}
    for key, codes in (*ambiguous.items(), *dropped.items()):
        by_codes.setdefault(codes, []).append(key)
    for codes, keys in sorted(by_codes.items()):
        yield "\t".join(["?", " ".join(codes), "", "", "|".join(sorted(set(keys))), "", ""])
