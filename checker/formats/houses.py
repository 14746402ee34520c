"""Decides which house an abbreviation means if several share it: by host, name, code or language.

"CNA" is the Central News Agency of Taiwan, but also the Catholic News Agency, Channel NewsAsia and
the Cyprus News Agency. The abbreviation alone identifies none of them.
"""

import re
from collections.abc import Iterable, Sequence

from checker.values import dataclass

__all__ = ["House", "Signs", "host_of", "house_meant"]

HOST = re.compile(  # https://cna.example/1, desk@cna.example, urn:newsml:cna.example:2025, tag:...
    r"(?:[a-z][a-z0-9+.-]*://(?:[^/@\s]*@)?|(?:mailto:)?[\w.+-]+@|urn:newsml:|tag:)?"
    r"(?P<host>(?:[a-z0-9-]+\.)+[a-z]{2,})(?:[:/?#,][^\s]*|\s+\([^()]*\))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class House:
    """One of the houses that share an abbreviation.

    Attributes:
        owner: the owner id of its items.
        name: its name in messages.
        shorts: the abbreviations that it shares, as they are written.
        names: its full names.
        sites: its host names.
        languages: the languages in which it writes (BCP 47); () if nothing is known.
        agency: whether the rules know it as an agency.
    """

    owner: str
    name: str
    shorts: tuple[str, ...]
    names: tuple[str, ...]
    sites: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    agency: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """What an item states about its sender besides an abbreviation.

    `words` are names and notices, folded; `hosts` are host names; `codes` are provider codes of
    IPTC's list (one code, one agency), without their scheme; `language` is the item's.
    """

    words: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    language: str = ""


def house_meant(short: str, houses: Sequence[House], signs: Signs) -> House | None:
    """Returns the only house that the signs point to; None for none or several.

    `houses` are those that share `short`, with their names folded. A language is weaker than any
    other sign and is asked last.
    """
    coded = any(code.casefold() == short for code in signs.codes)
    pointed = [h for h in houses if named_in(h, signs.words) or at_home(h, signs.hosts)]
    pointed += [h for h in houses if coded and h.agency and h not in pointed]
    if not pointed and signs.language:
        base = signs.language.replace("_", "-").partition("-")[0].casefold()
        pointed = [h for h in houses if not h.languages or base in h.languages]
    return pointed[0] if len({house.owner for house in pointed}) == 1 else None


def named_in(house: House, words: Iterable[str]) -> bool:
    """Returns whether words contain a full name of a house."""
    return any(f" {name} " in f" {said} " for said in words for name in house.names)


def at_home(house: House, hosts: Iterable[str]) -> bool:
    """Returns whether one of the hosts is a site of a house."""
    return any(h == site or h.endswith("." + site) for h in hosts for site in house.sites)


def host_of(address: str) -> str:
    """Returns the host, in lower case, of an address, a mailbox, a news URN or a bare domain.

    Returns "" for anything else.
    """
    found = HOST.fullmatch(address.strip())
    return (found["host"] or "").lower() if found is not None else ""
