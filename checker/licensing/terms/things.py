"""What a term may refer to: territories, channels, media, archive, AI, and lists of these."""

from functools import lru_cache

from checker.licensing.agreement.territories import EVERYWHERE, fold_name, territories_in_prose
from checker.licensing.terms.patterns import compiled
from checker.licensing.terms.words import usage_words

__all__ = ["things_of"]

MAX_NAME = 100  # characters, with articles and words of use around it
MAX_JOINED = 4  # parts of one name: "Saint Vincent and the Grenadines" is two


def things_of(text: str) -> tuple[str, ...]:
    """Returns the values of a list ("Italy, France and the web"); () if any is unknown."""
    words = usage_words()
    whole = _thing(text) or _members(text, words.joints)
    if whole:
        return () if _is_preposition(text, whole) else whole
    places = _members(text, f"{words.joints}|{words.joints_of_territories}")
    return places if all(value.startswith("territory:") for value in places) else ()


def _is_preposition(text: str, values: tuple[str, ...]) -> bool:
    """Whether "en" between a territory and another thing may be no "and" ("web en España")."""
    kinds = {value.startswith("territory:") for value in values}
    return len(kinds) > 1 and compiled(r"\sen\s").search(text) is not None


def _members(text: str, joints: str) -> tuple[str, ...]:
    """The values of all members; one name may hold a joint ("Serbia, Bosnia and Herzegovina")."""
    cuts = [0, *(place for j in compiled(joints).finditer(text) for place in j.span()), len(text)]
    spans = list(zip(cuts[::2], cuts[1::2], strict=True))
    values: dict[str, None] = {}
    at = 0
    while at < len(spans):
        for last in range(min(at + MAX_JOINED, len(spans)) - 1, at - 1, -1):
            found = _thing(text[spans[at][0] : spans[last][1]])
            if found:
                break
        else:
            return ()
        values.update(dict.fromkeys(found))
        at = last + 1
    return tuple(values)


@lru_cache(maxsize=4096)
def _thing(text: str) -> tuple[str, ...]:
    """The values of one member; kept, since a clause is tried whole and in many parts."""
    bare = text.strip(" .\"'“”")
    if len(bare) > MAX_NAME:
        return ()
    for _ in range(4):
        known = usage_words().things.get(fold_name(bare)) or _territory(bare)
        if known:
            return known
        shorter = _shorter(bare)
        if shorter == bare or not shorter:
            return ()
        bare = shorter
    return ()


def _shorter(text: str) -> str:
    """Without a word of use, a particle behind or an article or preposition before."""
    words = usage_words()
    for pattern in (
        rf"[\s-]{words.use_words}$",
        rf"(?<=\S){words.trailing}$",
        rf"^{words.leading}",
    ):
        shorter = compiled(pattern).sub("", text, count=1)
        if shorter != text:
            return shorter
    return text


def _territory(text: str) -> tuple[str, ...]:
    return tuple(f"territory:{c}" for c in territories_in_prose(text) if c != EVERYWHERE)
