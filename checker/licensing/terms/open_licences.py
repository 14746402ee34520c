"""Open licences, looked up by name or address in the table beside this file."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from checker.licensing.agreement.territories import fold_name, territories_in_prose
from checker.licensing.terms.patterns import compiled
from checker.values import dataclass

__all__ = ["OpenLicence", "licence_at", "named_licence", "open_licence"]

MAX_LABEL = 240
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w.-]+\.(?:org|gov\.uk|de|no|fr|it|ca)/\S+")
_VERSION = r"\d(?:[. -]?\d)?"
_SIGNED = re.compile(
    r"(?:©|\(c\)|copyright|photo|foto|image|bild)[\s:]+[^,;/|()]{1,60}[\s,/|(–-]+(?=c\s?c\b|creative)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OpenLicence:
    """What an open licence grants and requires.

    `spdx` is its id with the version, if one is given. `free` marks a waiver rather than a licence.
    `adapt` states that the work may be edited, cut, mixed and translated without further duties.
    """

    id: str
    version: str | None = None
    credit: bool = False
    adapt: bool = False
    share_alike: bool = False
    noncommercial: bool = False
    free: bool = False

    @property
    def spdx(self) -> str:
        """The id with its version."""
        return f"{self.id}-{self.version}" if self.version else self.id


@dataclass(frozen=True, slots=True)
class _Table:
    licences: Mapping[str, OpenLicence]
    addresses: tuple[tuple[re.Pattern[str], str], ...]
    names: tuple[tuple[re.Pattern[str], str], ...]
    parts: Mapping[str, str]  # words of a Creative Commons label to the part that they are
    longest: int  # words


def open_licence(spdx: str) -> OpenLicence:
    """Returns the licence with an id, with or without a version."""
    known = _table().licences
    if spdx in known:
        return known[spdx]
    base, _, version = spdx.rpartition("-")
    return _versioned(base, version)


def licence_at(address: str) -> OpenLicence | None:
    """Returns the licence whose text is at an address."""
    for pattern, base in _table().addresses:
        found = pattern.search(address)
        if found is not None:
            return _versioned(base, found.groupdict().get("v"))
    return None


@lru_cache(maxsize=1024)
def named_licence(label: str) -> OpenLicence | None:
    """Returns the licence that a label names; None if the label has any other or unknown word."""
    if len(label) > MAX_LABEL:
        return None
    at = [licence_at(found.group()) for found in _ADDRESS.finditer(label)]
    words = _SIGNED.sub("", _ADDRESS.sub(" ", label), count=1).strip(" \t,;:-–—/()[]<>\"'“”.")
    named = [_in_words(words)] if words else []
    found = {*at, *named}
    bases = {licence.id if licence else None for licence in found}
    if None in bases or len(bases) != 1:
        return None
    return max((one for one in found if one), key=lambda one: one.version or "")


def _in_words(label: str) -> OpenLicence | None:
    bare = fold_name(label).replace("/", " ").replace(",", " ").replace(":", " ")
    bare = " ".join(re.sub(r"[()\[\]]", " ", bare).split())
    for pattern, base in _table().names:
        if pattern.fullmatch(bare) is not None:
            return _versioned(base, _version_in(label))
    return _creative_commons(label)


def _version_in(label: str) -> str | None:
    found = re.search(r"(?<![\d.])\d(?:[.-]\d)?(?![\d.])", label)
    return found.group() if found is not None else None


def _versioned(base: str, version: str | None) -> OpenLicence:
    known = _table().licences[base]
    plain = (version or "").replace("-", ".").replace(" ", ".")
    if known.free and known.id != "DL-DE-ZERO":
        return known
    values = {name: getattr(known, name) for name in OpenLicence.__slots__}
    return OpenLicence(**{**values, "version": plain or None})


_PART = re.compile(r"\d(?:\.\d)?(?!\d)|[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+|[^\w\s]")


def _creative_commons(label: str) -> OpenLicence | None:
    """A label such as "CC BY-SA 3.0 DE" or "Creative Commons Attribution 4.0 International"."""
    parts: set[str] = set()
    versions: set[str] = set()
    for part, words in _parts(label):
        if part is None:
            return None
        (versions.add(words) if part == "version" else parts.add(part))
    if "ccby" in parts:
        parts = (parts - {"ccby"}) | {"cc", "by"}
    if "by" not in parts or len(versions) > 1 or {"sa", "nd"} <= parts:
        return None
    if "cc" not in parts and not (versions and len(label) > len("by 4.0")):
        return None
    if "cc" not in parts and fold_name(label)[:2] == "by":
        return None
    id_ = "-".join(["CC", *(name.upper() for name in ("by", "nc", "sa", "nd") if name in parts)])
    version = versions.pop() if versions else None
    full = f"{version}.0" if version is not None and "." not in version else version
    return (
        _versioned(id_, full) if full in (None, "1.0", "2.0", "2.1", "2.5", "3.0", "4.0") else None
    )


def _parts(label: str) -> Iterator[tuple[str | None, str]]:
    """The known parts of a label, the longest first; None for a word that is none."""
    tokens = [found.span() for found in _PART.finditer(label)]
    table, at = _table(), 0
    while at < len(tokens):
        start = tokens[at][0]
        token = label[slice(*tokens[at])]
        if token[0].isdigit():
            yield "version", token
        elif token.isalpha():
            for last in range(min(at + table.longest, len(tokens)), at, -1):
                words = label[start : tokens[last - 1][1]]
                known = table.parts.get(fold_name(words)) or _ported(words)
                if known is not None:
                    at = last - 1
                    if known != "idle":
                        yield known, words
                    break
            else:
                yield None, token
        at += 1


def _ported(words: str) -> str | None:
    """A country, which a ported version names."""
    return "idle" if territories_in_prose(words) else None


@cache
def _table() -> _Table:
    path = files("checker.licensing.terms").joinpath("open_licences.toml")
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    licences, addresses, names = {}, [], []
    for row in table["licence"]:
        duties = {k: v for k, v in row.items() if k not in ("id", "address", "names")}
        licences[row["id"]] = OpenLicence(row["id"], **duties)
        addresses.append((compiled(row["address"]), row["id"]))
        patterns = (name.replace("<v>", _VERSION) for name in row.get("names", ()))
        names += [(compiled(pattern, 0), row["id"]) for pattern in patterns]
    parts = {
        fold_name(word): part for part, words in table["creative_commons"].items() for word in words
    }
    return _Table(
        MappingProxyType(licences),
        tuple(addresses),
        tuple(names),
        MappingProxyType(parts),
        max(len(_PART.findall(word)) for word in parts) + 2,
    )
