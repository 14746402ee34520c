"""The words known for a use: channels, territories, publishers and sites."""

from collections.abc import Callable, Iterable

from checker.licensing.agreement.channels import CHANNELS, SPELLINGS
from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.territories import (
    fold_name,
    gazetteer,
    suggest,
    territories_of,
    territory_name,
)
from checker.wording import Message, worded

__all__ = [
    "bare_name",
    "channels_to_choose",
    "is_site",
    "known_channels",
    "known_publishers",
    "known_sites",
    "publisher_names",
    "territories_to_choose",
    "territory_names",
    "unknown_territories",
]


def channels_to_choose(agreements: Iterable[Agreement]) -> tuple[str, ...]:
    """Returns a word for each channel: the usual ones, then those of the agreements."""
    return (*(word for word in CHANNELS if word != "*"), *_own_channels(agreements))


def known_channels(agreements: Iterable[Agreement]) -> tuple[str, ...]:
    """Returns every word for a channel: the usual ones, their synonyms, and those of agreements."""
    return (*SPELLINGS, *_own_channels(agreements))


def _own_channels(agreements: Iterable[Agreement]) -> list[str]:
    named = {
        word
        for agreement in agreements
        for word in (*agreement.channels.allow, *agreement.channels.deny)
    }
    return sorted(named.difference(SPELLINGS))


def known_publishers(agreements: Iterable[Agreement]) -> tuple[str, ...]:
    """Returns the licensees that agreements name, without "*"."""
    return tuple(sorted({agreement.licensee.id for agreement in agreements} - {"*"}))


def bare_name(name: str) -> str:
    """Returns the form in which names of publishers and sites are compared.

    An address is its host ("https://www.example.net/" is "example.net"), and an internationalised
    host is in letters. A path stays, since it may name a part of a site.
    """
    bare = name.strip().casefold()
    bare = bare.removeprefix("https://").removeprefix("http://").rstrip("/.").removeprefix("www.")
    return ".".join(map(_in_letters, bare.split("."))) if "xn--" in bare else bare


def _in_letters(label: str) -> str:
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:  # no such name
        return label


def is_site(site: str, brand: str) -> bool:
    """Returns whether a site is a brand's, or is below it ("*.example.net")."""
    if brand.startswith("*."):
        return bare_name(site).partition("/")[0].endswith(f".{bare_name(brand[2:])}")
    return bare_name(site) == bare_name(brand)


def publisher_names(agreements: Iterable[Agreement]) -> dict[str, str]:
    """Returns licensees' names by id, where agreements state one (`licensee.name`)."""
    stated = ((a.licensee.id, (a.document.get("licensee") or {}).get("name")) for a in agreements)
    return {id_: str(name) for id_, name in sorted(stated, key=str) if name and id_ != "*"}


def known_sites(agreements: Iterable[Agreement]) -> tuple[str, ...]:
    """Returns the sites and titles that agreements name, without "*"; "*.example.net" stays."""
    named = {brand for agreement in agreements for brand in agreement.licensee.brands}
    return tuple(sorted(named - {"*"}))


def territories_to_choose(say: Callable[[Message], str] = str) -> tuple[tuple[str, str], ...]:
    """Returns countries by their names in a language (English), each with its code."""
    table = gazetteer().english.items()
    countries = [(code, say(worded(name))) for code, name in table if "-" not in code]
    return tuple(sorted(countries, key=lambda one: fold_name(one[1])))


def territory_names(spellings: Iterable[str]) -> tuple[str, ...]:
    """Returns the English names of territories without duplicates; unknown ones stay as written."""
    names = (
        name
        for one in spellings
        for name in (tuple(map(territory_name, territories_of(one))) or (one.strip(),))
    )
    return tuple(dict.fromkeys(names))


def unknown_territories(spellings: Iterable[str]) -> dict[str, str]:
    """Returns the spellings that denote no territory, each with a hint."""
    return {one: suggest(one) for one in spellings if one.strip() and not territories_of(one)}
