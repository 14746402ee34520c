"""The hand-written sources beside this file: `names.txt` and `variants.txt`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Ambiguous", "Group", "HandWritten", "Territory", "read_sources", "read_variants"]

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Territory:
    """One code: its alpha-3 code or "-", its English name for messages, further spellings."""

    code: str
    alpha3: str
    name: str
    others: Sequence[str]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of territories under its English name."""

    name: str
    others: Sequence[str]
    members: Sequence[str]


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Spellings that may mean each of `codes`: `@GN` are all names of GN in CLDR."""

    codes: Sequence[str]
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class HandWritten:
    """All of `names.txt`.

    `words` are names that are also words of other languages ("Island"): in prose they count only
    with a capital. `by_language` are names that take the cases of their language.
    """

    territories: Sequence[Territory]
    groups: Sequence[Group]
    ambiguous: Sequence[Ambiguous]
    words: frozenset[str]
    languages: tuple[str, ...]
    by_language: Sequence[tuple[str, str, str]]  # code, language, name


def read_sources() -> HandWritten:
    """Reads `names.txt`; the first sign of a line tells what it is."""
    lines: dict[str, list[str]] = {sign: [] for sign in "=?~@:"}
    territories = []
    for line in _lines("names.txt"):
        if line[0] in lines:
            lines[line[0]].append(line[1:].strip())
        else:
            territories.append(_territory(line))
    return HandWritten(
        territories=territories,
        groups=[_group(line) for line in lines["="]],
        ambiguous=[_ambiguous(line) for line in lines["?"]],
        words=frozenset(name for line in lines["~"] for name in _names(line)),
        languages=tuple(language for line in lines["@"] for language in line.split()),
        by_language=[triple for line in lines[":"] for triple in _by_language(line)],
    )


def read_variants() -> Sequence[tuple[str, str, str]]:
    """Returns the names of CLDR that Babel leaves out, as `(code, language, name)`."""
    return [triple for line in _lines("variants.txt") for triple in _by_language(line)]


def _lines(file: str) -> Iterator[str]:
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split("|") if name.strip()]


def _territory(line: str) -> Territory:
    code, long_code, rest = line.split(" ", 2)
    name, *others = _names(rest)
    return Territory(code, long_code, name, others)


def _group(line: str) -> Group:
    *names, members = _names(line)
    return Group(names[0], names[1:], members.split())


def _ambiguous(line: str) -> Ambiguous:
    codes, *names = _names(line)
    return Ambiguous(codes.split(), names)


def _by_language(line: str) -> Iterator[tuple[str, str, str]]:
    code, language, rest = line.split(" ", 2)
    for name in _names(rest):
        yield code, language, name
