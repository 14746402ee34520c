"""Whose item it is: from the names that a wire item carries to an owner id.

The names of agencies are an argument: readers know values only, the rule set knows agencies.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from checker.models import owner_id

__all__ = ["UNKNOWN_OWNER", "owner_of", "same_party", "slug"]

UNKNOWN_OWNER = "unknown"
DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?([\w-]+)(?:\.[\w-]+)*\.[a-z]{2,}(?:/.*)?$")
QCODE = re.compile(r"^[\w.-]+:(?!//)(.+)$")
WORD = re.compile(r"[^\W_]+")
STOP = frozenset({"the", "inc", "ltd", "gmbh", "llc", "sa", "ag", "news", "agency", "of", "and"})
LEGAL = frozenset(
    {"gmbh", "ag", "kg", "inc", "ltd", "limited", "llc", "llp", "plc", "sa", "ab", "oy"}
)
SMALL = frozenset({"the", "of", "and", "de", "des", "la", "le", "di", "für", "y", "du"})


def owner_of(
    names: Iterable[str], spellings: Mapping[str, Sequence[str]], *, known_only: bool = False
) -> str:
    """The owner id for the first of `names` that is a known agency, else a slug of the first name.

    `spellings` maps ids to names; an id stands for itself. A name matches when it is equal to a
    spelling (case, accents and punctuation aside) or holds one as whole words. With `known_only`
    an unknown name gives "".
    """
    listed = [name for name in names if name and name.strip()]
    for name in listed:
        found = known_owner(name, spellings)
        if found:
            return found
    if known_only or not listed:
        return ""
    return slug(listed[0])


def known_owner(name: str, spellings: Mapping[str, Sequence[str]]) -> str:
    """The agency that a name stands for: equal first, then the longest spelling inside it."""
    bare = f" {folded(bare_name(name))} "
    best, length = "", 0
    for agency in sorted(spellings):
        for spelling in (agency, *spellings[agency]):
            key = f" {folded(spelling)} "
            if key == bare:
                return agency
            # a short word inside a long name is no proof: "AP" in "AP Moller"
            long_enough = len(key) > 6 or stands_alone(key, bare, spelling, name)
            if len(key) > length and key in bare and long_enough:
                best, length = agency, len(key)
    return best


def stands_alone(key: str, bare: str, spelling: str, name: str) -> bool:
    """Whether a short spelling stands for itself in a name: "Charles Sykes/Invision/AP"."""
    if not re.search(rf"(?<!\w){re.escape(spelling)}(?!\w)", name):
        return False
    return bare.rstrip().endswith(key.rstrip()) or "/" in name


def same_party(one: str, other: str, spellings: Mapping[str, Sequence[str]]) -> bool:
    """Whether two names are one party: the same agency, shared rare words, or an acronym."""
    known = known_owner(one, spellings), known_owner(other, spellings)
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
    """A name without what formats wrap around it: qcode schemes, domains, `holder#` prefixes."""
    stripped = name.strip().rpartition("#")[2].strip() or name.strip()
    domain = DOMAIN.match(stripped.lower())
    if domain:
        return domain[1]
    code = QCODE.match(stripped)
    return code[1] if code else stripped


def acronym(name: str) -> str:
    """The initials of a name's words: "Australian Associated Press" gives "aap"."""
    return "".join(w[0] for w in WORD.findall(name.casefold()) if w not in SMALL | LEGAL)


def folded(name: str) -> str:
    """Words of a name in lower case without accents, one blank between."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(WORD.findall(plain))


def slug(name: str) -> str:
    """An owner id for a party that no rule file knows: "Example Enews LLP" is "example-enews-llp".

    A single word is taken as it stands: an id of the newsroom's own ("agency:afp" is "afp").
    """
    return "-".join(folded(bare_name(owner_id(name))).split()) or UNKNOWN_OWNER
