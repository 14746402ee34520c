"""Clauses in any word order: what they deny or allow, provided that every word is known.

Two words of opposite sense ("not only in ...") cannot be parsed, nor can objects that limit one
another, except an object and the territory where it is denied ("no online use in Italy").
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from checker.licensing.terms.conditions import asks_first
from checker.licensing.terms.periods import miscounted, period
from checker.licensing.terms.segments import Segment, readings
from checker.licensing.terms.term import Term

__all__ = ["PURPOSES", "allows_use", "worded"]

Words = Sequence[Segment]
_IDLE = ("use", "link", "all", "sign", "only", "no", "but", "outside", "since")
_WITH_AI = (*_IDLE, "wide", "general", "reserve", "permission", "number", "name")
PURPOSES = frozenset({"ai", "archive", "commercial"})  # "only for ..." is for a person
_PASSING_ON = ("channel:syndication",)
_JOINING = frozenset(",/&+、，・;")


def worded(clause: str, _near: datetime | None) -> list[Term] | None:
    """Returns the terms of a clause whose words one language knows; None if not parsed."""
    found: list[list[Term]] = []
    cuts = list(readings(clause))
    if any(map(miscounted, cuts)):  # "Kun en time" is Danish, where nothing in it is a name
        cuts = [words for words in cuts if not any(word.has("name") for word in words)]
        if any(map(miscounted, cuts)):
            return None
    for words in cuts:
        for read in (_period, asks_first, _scope, _reservation, _free, _credit):
            terms = read(words, clause)
            if terms is not None:
                if terms not in found:
                    found.append(terms)
                break
    return found[0] if len(found) == 1 else None


def allows_use(words: str) -> bool:
    """Returns whether the words mean "may be used" and nothing else."""
    return any(
        all(w.has("use", "link", "only", "sign") and not w.values for w in cut)
        and any(w.has("use") for w in cut)
        and not any(w.has("no") for w in cut)
        for cut in readings(words)
    )


def _period(words: Words, clause: str) -> list[Term] | None:
    read = period(words, clause)
    return [read] if read is not None else None


def _scope(words: Words, clause: str) -> list[Term] | None:
    """A "not" or an "only" over things of one kind, or of several that a joint parts."""
    things = _things(words)
    if not things or not all(w.has(*_IDLE) or w in things for w in words):
        return None
    if not _one_list(words, things):
        return _there(words, things, clause)
    kind, values = _polarity(words, things), _values(things)
    if kind is None or (kind == "only" and PURPOSES.issuperset(values)):
        return None
    if kind == "not" and values == _PASSING_ON and _denies_use_too(words):
        return None
    return [Term(kind, clause, values)]


def _denies_use_too(words: Words) -> bool:
    """Whether use itself is a member of the list: "no use, publication or redistribution"."""
    return any(w.has("use") and not w.values and _joins(behind) for w, behind in pairwise(words))


def _there(words: Words, things: Sequence[Segment], clause: str) -> list[Term] | None:
    """A denial of things in some territories: those stand together, behind or before the things."""
    places = [thing for thing in things if all(v.startswith("territory:") for v in thing.values)]
    denied = [thing for thing in things if thing not in places]
    if not denied or not places or _polarity(words, denied) != "not":
        return None
    kinds = [thing in places for thing in things]
    turn = next(at for at, place in enumerate(kinds) if place is not kinds[0])
    groups = (things[:turn], things[turn:])
    if any(w.words in _JOINING for w in words[: words.index(groups[-1][0])]):
        return None  # "no TV, online in Italy" may be two
    if len(set(kinds[turn:])) > 1 or not all(_one_list(words, group) for group in groups):
        return None
    return [Term("not", clause, _values(denied), where=_values(places))]


def _things(words: Words) -> list[Segment]:
    """The words that name what is spoken of; one that may only say "use" counts where none does."""
    sure = [w for w in words if w.values and not w.has("use", "link", "no", "only")]
    return sure or [w for w in words if w.values and w.has("use") and not w.has("no", "only")]


def _polarity(words: Words, things: Sequence[Segment]) -> str | None:
    counts = {name: sum(w.has(name) for w in words) for name in ("no", "only", "but", "outside")}
    turns = [w for w in words if w.has("but", "outside")]
    turned = counts["but"] or counts["outside"]
    if len(turns) > 1 or (turned and not _on_one_side(words, things, turns[0])):
        return None
    if counts["only"]:
        return None if counts["no"] or turned else "only"
    if counts["no"] > 1:
        return None
    if turned and not all(value.startswith("territory:") for w in things for value in w.values):
        return None
    if counts["no"]:
        return "only" if turned else "not"
    return "not" if counts["but"] and not counts["outside"] else None


def _on_one_side(words: Words, things: Sequence[Segment], turn: Segment) -> bool:
    at = words.index(turn)
    return len({words.index(thing) < at for thing in things}) == 1


def _one_list(words: Words, things: Sequence[Segment]) -> bool:
    """Whether things of several kinds are members of one list."""
    if len({value.partition(":")[0] for thing in things for value in thing.values}) < 2:
        return True
    places = [words.index(thing) for thing in things]
    return all(any(_joins(w) for w in words[first + 1 : last]) for first, last in pairwise(places))


def _joins(word: Segment) -> bool:
    return word.words in _JOINING or (word.has("joint") and not word.has("no_joint"))


def _values(things: Sequence[Segment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for thing in things for value in thing.values))


def _free(words: Words, clause: str) -> list[Term] | None:
    """What every contract about news allows: only editorial use, only for clients."""
    idle = ("use", "link", "sign", "only", "editorial", "clients")
    if not all(w.has(*idle) for w in words) or any(w.has("no") for w in words):
        return None
    named = any(w.has("editorial") for w in words) or any(w.has("clients") for w in words)
    return [Term("free", clause)] if named and any(w.has("only") for w in words) else None


def _credit(words: Words, clause: str) -> list[Term] | None:
    """A mandatory credit, in any order of its words."""
    if not all(w.has("credit", "must", "link", "sign", "use") for w in words):
        return None
    asked = any(w.has("credit") for w in words) and any(w.has("must") for w in words)
    return [Term("credit", clause)] if asked and not any(w.has("no") for w in words) else None


_MAY_STAND_BESIDE_AI = frozenset({"ai", "archive", "commercial", "noncommercial"})


def _reservation(words: Words, clause: str) -> list[Term] | None:
    """A standing reservation of AI and data mining, with what it reserves besides."""
    values = dict.fromkeys(value for word in words for value in word.values)
    if "ai" not in values or not all(w.values or w.has(*_WITH_AI) for w in words):
        return None
    named = [w for w in words if w.values and not w.has("use", "wide", "general")]
    if not {value for w in named for value in w.values} <= _MAY_STAND_BESIDE_AI:
        return None
    if any(w.has("but", "outside") for w in words):
        return None
    only = any(w.has("only") and not w.has("reserve") for w in words)
    if only and not any(w.has("permission") for w in words):
        return None
    if not only and not any(w.has("no", "reserve") for w in words):
        return None
    if any(w.has("name") for w in words) and not any(w.has("reserve") for w in words):
        return None
    denied = tuple(v for v in values if v in ("ai", "archive") and _named(v, named))
    terms = [Term("not", clause, denied)]
    if any(w.has("general") for w in words):
        terms.append(Term("reserved", clause))
    return terms


def _named(value: str, named: Sequence[Segment]) -> bool:
    return any(value in word.values for word in named)
