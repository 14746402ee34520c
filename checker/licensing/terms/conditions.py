"""Uses that need a permission: "syndication only with permission", "no resale without consent".

Other uses are as free as before. Of the use itself, nobody here knows whether the permission was
given, so a person decides.
"""

from collections.abc import Sequence

from checker.licensing.terms.segments import Segment
from checker.licensing.terms.term import Term

__all__ = ["asks_first"]

_IDLE = ("use", "link", "sign", "only", "no", "must", "permission")
_PURPOSES = ("archive", "ai", "commercial", "noncommercial")


def asks_first(words: Sequence[Segment], clause: str) -> list[Term] | None:
    """Returns the terms of a clause that allows something with permission only; None if none."""
    asked = next((n for n, word in enumerate(words) if word.has("permission")), None)
    if asked is None:
        return None
    things = [w for w in words if w.values and not w.has("permission", "link", "no", "only")]
    if not things or not all(w.has(*_IDLE) or w in things for w in words):
        return None
    values = tuple(dict.fromkeys(value for thing in things for value in thing.values))
    if "ai" in values or not _with_permission_only(words, asked):
        return None
    simple = all(value.startswith("channel:") or value in _PURPOSES for value in values)
    if not simple or _says_two_things(words, things):
        return [Term("unknown", clause)]  # in a territory, of a medium, "web only, print with ..."
    return [Term("not", clause, values, limit=clause)]


def _with_permission_only(words: Sequence[Segment], asked: int) -> bool:
    """Whether "only", "required" or "no ... without" says that the permission is a condition."""
    denials = [n for n, word in enumerate(words) if word.has("no")]
    if any(word.has("but", "outside") for word in words):
        return False
    if denials:
        return len(denials) == 2 and denials[1] < asked
    return any(word.has("only", "must") for word in words)


def _says_two_things(words: Sequence[Segment], things: Sequence[Segment]) -> bool:
    """Whether "only" stands between things, of which the permission may concern some."""
    places = [words.index(thing) for thing in things]
    return any(word.has("only") for word in words[places[0] : places[-1]])
