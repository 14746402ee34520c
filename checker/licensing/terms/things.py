"""What a term may speak of: territories, channels, media, archive, AI, in lists of any language."""

import re
from functools import cache

from checker.licensing.agreement.territories import fold_name, gazetteer, territories_of
from checker.licensing.terms.words import usage_words

__all__ = ["compiled", "things_of"]


@cache
def compiled(body: str) -> re.Pattern[str]:
    """A pattern without case, compiled once."""
    return re.compile(body, re.IGNORECASE)


def things_of(text: str) -> tuple[str, ...]:
    """The values of a list such as "Italy, France and the web"; () unless every part is known."""
    whole = _thing(text)
    if whole:
        return whole
    values: list[str] = []
    for part in compiled(usage_words().joints).split(text):
        found = _thing(part)
        if not found:
            return ()
        values += [value for value in found if value not in values]
    return tuple(values)


def _thing(text: str) -> tuple[str, ...]:
    bare = text.strip(" .\"'“”()")
    for _ in range(3):
        known = usage_words().things.get(fold_name(bare)) or _territory(bare)
        if known:
            return known
        shorter = re.sub(rf"[\s-]{usage_words().use_words}$", "", bare, flags=re.IGNORECASE)
        if shorter == bare:
            shorter = compiled(rf"^{usage_words().leading}").sub("", bare, count=1)
        if shorter == bare or not shorter:
            return ()
        bare = shorter
    return ()


def _territory(text: str) -> tuple[str, ...]:
    """Names in any case; bare codes only in capitals ("in" and "no" are words)."""
    folded = fold_name(text)
    if folded in gazetteer().proper or (text.isupper() and 2 <= len(text) <= 3):
        return tuple(f"territory:{code}" for code in territories_of(text) if code != "*")
    return ()
