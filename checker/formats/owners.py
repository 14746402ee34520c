"""Determines the owner of an item: from the names in a wire item to an owner id.

The names of agencies are an argument: readers know only values, the rule set knows agencies.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Self

from checker.formats.houses import House, Signs, house_meant
from checker.models.vocabulary import owner_id

__all__ = ["UNKNOWN_OWNER", "Names", "folded", "owner_of", "same_party", "slug"]

UNKNOWN_OWNER = "unknown"
DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?([\w-]+)(?:\.[\w-]+)*\.[a-z]{2,}(?:/.*)?$")
QCODE = re.compile(r"^[\w.-]+:(?!//)(.+)$")
WORD = re.compile(r"[^\W_]+")
STOP = frozenset({"the", "inc", "ltd", "gmbh", "llc", "sa", "ag", "news", "agency", "of", "and"})
LEGAL = frozenset(
    {"gmbh", "ag", "kg", "inc", "ltd", "limited", "llc", "llp", "plc", "sa", "ab", "oy"}
)
SMALL = frozenset({"the", "of", "and", "de", "des", "la", "le", "di", "für", "y", "du"})


class Names:
    """The names of agencies, prepared for looking up many parties.

    `spellings` maps owner ids to the names of their agencies; an id is a name of its own. If two
    agencies share a name, the first id counts. An abbreviation that `houses` share belongs to none
    of them until `settled` has seen the signs of an item.
    """

    __slots__ = ("_houses", "_ids", "_longest", "_settled", "_written")

    def __init__(
        self, spellings: Mapping[str, Sequence[str]], houses: Iterable[House] = ()
    ) -> None:
        self._ids: dict[str, str] = {}
        self._written: dict[str, set[str]] = {}
        self._houses: dict[str, list[House]] = {}
        self._settled: Mapping[str, str] = {}
        for house in houses:
            known = replace(house, names=tuple(map(folded, house.names)))
            for short in house.shorts:
                self._houses.setdefault(folded(short), []).append(known)
                self._written.setdefault(folded(short), set()).add(short)
        for agency in sorted(spellings):
            for spelling in (agency, *spellings[agency]):
                key = folded(spelling)
                if key:
                    self._ids.setdefault(key, agency)
                    self._written.setdefault(key, set()).add(spelling)
        for short in self._houses:
            self._ids.setdefault(short, "")
        self._longest = max((key.count(" ") + 1 for key in self._ids), default=0)

    def settled(self, signs: Signs) -> Self:
        """Returns the names with shared abbreviations assigned to the house the signs mean."""
        made = type(self).__new__(type(self))
        made._ids, made._written, made._longest = self._ids, self._written, self._longest
        made._houses = self._houses
        meant = {short: house_meant(short, of, signs) for short, of in self._houses.items()}
        made._settled = {short: house.owner for short, house in meant.items() if house}
        return made

    def doubt(self, names: Iterable[str]) -> str:
        """Returns a note on an ambiguous abbreviation; "" if it is not ambiguous."""
        for name in names:
            key = self._key_in(name)
            if key in self._houses and key not in self._settled:
                listed = ", ".join(house.name for house in self._houses[key])
                return f"'{key.upper()}' is the abbreviation of several houses ({listed})"
        return ""

    def __contains__(self, owner: str) -> bool:
        return owner in self._ids.values()

    def exact(self, name: str) -> str:
        """Returns the agency with exactly this name, "" if none.

        A shared one is the rules' agency.
        """
        return self._ids.get(folded(bare_name(name)), "")

    def find(self, name: str) -> str:
        """Returns the agency that a name means: equal, else the longest name inside; "" if none."""
        key = self._key_in(name)
        if key in self._houses:
            return self._settled.get(key, "")
        return self._ids.get(key, "")

    def _key_in(self, name: str) -> str:
        """The known name that a name is, else the longest one inside it; "" if none."""
        whole = folded(bare_name(name))
        if whole in self._ids:
            return whole
        words = whole.split()
        for length in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                key = " ".join(words[start : start + length])
                if key in self._ids and self._means(key, name):
                    return key
        return ""

    def _means(self, key: str, name: str) -> bool:
        """Whether a name inside a longer one means the agency: a short word alone is not proof.

        "AP" is the agency in "Name/Pool/AP" and at the end of "© 2024 AP", not in "AP Moller".
        """
        if len(key) > 4:
            return True
        written = (rf"(?<!\w){re.escape(form)}(?!\w)" for form in self._written[key])
        if not any(re.search(form, name) for form in written):
            return False
        return "/" in name or folded(name).endswith(key)


def owner_of(
    names: Iterable[str],
    spellings: Mapping[str, Sequence[str]] | Names,
    *,
    known_only: bool = False,
) -> str:
    """Returns the id of the first of `names` that is a known agency, else a slug of the first.

    A name matches when it is equal to a spelling (case, accents and punctuation aside) or holds one
    as whole words. With `known_only` an unknown name gives "".
    """
    known = spellings if isinstance(spellings, Names) else Names(spellings)
    listed = [name for name in names if name and name.strip()]
    for name in listed:
        found = known.find(name)
        if found:
            return found
    if known_only:
        return ""
    slugs = (slug(name) for name in listed)  # of a shared abbreviation the slug is an agency's id
    return next((made for made in slugs if not known.exact(made)), "")


def same_party(one: str, other: str, spellings: Names | None = None) -> bool:
    """Returns whether two names mean one party: an agency, shared rare words, or an acronym."""
    if spellings is not None:
        known = spellings.find(one), spellings.find(other)
        if all(known):
            return known[0] == known[1]
    a, b = set(folded(bare_name(one)).split()), set(folded(bare_name(other)).split())
    if (a & b) - STOP:
        return True
    joined = "".join(folded(bare_name(one)).split()), "".join(folded(bare_name(other)).split())
    short, long = sorted(joined, key=len)
    if len(short) >= 3 and short in long:
        return True
    return short in (acronym(one), acronym(other))


def bare_name(name: str) -> str:
    """Returns a name without wrapping: qcode schemes, domains, `holder#` prefixes."""
    stripped = name.strip().rpartition("#")[2].strip() or name.strip()
    domain = DOMAIN.match(stripped.lower())
    if domain:
        return domain[1]
    code = QCODE.match(stripped)
    return code[1] if code else stripped


def acronym(name: str) -> str:
    """Returns the initials of a name's words: "Australian Associated Press" gives "aap"."""
    return "".join(w[0] for w in WORD.findall(name.casefold()) if w not in SMALL | LEGAL)


@lru_cache(maxsize=1 << 15)
def folded(name: str) -> str:
    """Returns the words of a name in lower case without accents, separated by one blank."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(WORD.findall(plain))


def slug(name: str) -> str:
    """Returns an owner id for an unknown party: "example-enews-llp" for "Example Enews LLP".

    A single word is unchanged: an id of the newsroom's own ("agency:afp" is "afp").
    """
    return "-".join(folded(bare_name(owner_id(name))).split()) or UNKNOWN_OWNER
