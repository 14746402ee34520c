"""Abbreviations shared by several houses: which house they mean in one draft.

"CNA" in a feed of the Catholic News Agency does not name the Central News Agency of Taiwan. The
evidence is the sender's addresses, the names beside it in machine-readable statements, and short
lines of the text ("Copyright 2024 Catholic News Agency").
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from checker.engine.addresses import host_and_folders
from checker.engine.folds import Folds
from checker.engine.model import Namesake, RuleSet
from checker.engine.names import Mention
from checker.models.draft import Draft
from checker.text.views import View, view_of
from checker.values import dataclass

__all__ = ["SharedNames", "without_others"]

_SENDING = re.compile(
    r"author|creator|source|credit|byline|provider|copyright|rights|distributor|publisher"
    r"|site_name|^sender$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"og:url|canonical|mainEntityOfPage|twitter:url|^sender$|source|publisher", re.IGNORECASE
)
_LONGEST = 2_000  # characters of a statement that are looked at
_LINE = 120  # characters of a line of the text that may name its sender,
_BEGINS = re.compile(  # with a sign that it does: at its beginning or anywhere
    r"\W*(?:by|von|par|por|di|source|quelle|fuente|fonte|credit)\b", re.IGNORECASE
)
_INSIDE = ("©", "(c)", "copyright")  # in lower case


@dataclass(frozen=True, slots=True)
class _House:
    """One house: the id of its agency, "" for one that no rules know; its sites and full names."""

    agency: str
    sites: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedNames:
    """Abbreviations, in lower case, with the houses that share each; the first is an agency."""

    _houses: tuple[tuple[str, tuple[_House, ...]], ...]

    @classmethod
    def of(cls, rules: RuleSet) -> "SharedNames":
        """Collects them; the packaged rules have about ten."""
        full: dict[str, list[str]] = {}
        for name in rules.names:
            if name.cls == "full":
                full.setdefault(name.agencies[0], []).append(rules.folds.shown(name.text).lower())
        known = {
            agency.id: _House(agency.id, agency.sites, tuple(full.get(agency.id, ())))
            for agency in rules.agencies.values()
        }
        return cls(
            tuple(
                (
                    short,
                    (known[agency.id], *(_house(one, known, rules.folds) for one in others)),
                )
                for agency in rules.agencies.values()
                for short, others in _by_short(agency.namesakes).items()
            )
        )

    def borne(
        self, draft: Draft, view: View, mentions: Sequence[Mention]
    ) -> Mapping[tuple[str, str], str]:
        """Returns the abbreviations that belong to another house in this draft.

        Those are looked for that the text mentions, and that its statements may name.

        Maps (agency, abbreviation in lower case) to the agency it means here, "" for a house
        unknown to the rules. Abbreviations without evidence, or with evidence for several houses,
        are left out.
        """
        stated = "\n".join(m.value for m in draft.metadata if len(m.value) <= _LONGEST).lower()
        named = {_written(mention, view) for mention in mentions}
        sharing = [one for one in self._houses if one[0] in named or one[0] in stated]
        found: dict[tuple[str, str], str] = {}
        if not sharing:
            return found
        signs = _signs(draft, view)
        for short, houses in sharing:
            pointed = [house for house in houses if signs.of(house)]
            bearers = dict.fromkeys(house.agency for house in pointed)
            if len(bearers) == 1:
                bearer = next(iter(bearers))
                others = (house.agency for house in houses if house.agency not in ("", bearer))
                found |= {(other, short): bearer for other in others}
        return found


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a draft says of its sender: words and lines in lower case, and hosts."""

    words: tuple[str, ...]
    hosts: tuple[str, ...]

    def of(self, house: _House) -> bool:
        """Returns whether they include a site or a full name of an agency."""
        at_home = (h == site or h.endswith("." + site) for h in self.hosts for site in house.sites)
        return any(at_home) or any(name in said for name in house.names for said in self.words)


def without_others(
    mentions: Sequence[Mention], view: View, borne: Mapping[tuple[str, str], str]
) -> Sequence[Mention]:
    """Returns the mentions, with abbreviations of other houses reassigned or left out."""
    return list(_given(mentions, view, borne)) if borne else mentions


def _written(mention: Mention, view: View) -> str:
    """A name in small letters, without brackets around it."""
    return view.lower[mention.start : mention.end].strip("()[] ")


def _given(
    mentions: Sequence[Mention], view: View, borne: Mapping[tuple[str, str], str]
) -> Iterator[Mention]:
    for mention in mentions:
        written = _written(mention, view)
        others = {agency: borne.get((agency, written)) for agency in mention.agencies}
        if all(other is None for other in others.values()):
            yield mention
            continue
        kept = dict.fromkeys(agency if o is None else o for agency, o in others.items())
        if owners := tuple(filter(None, kept)):
            yield replace(mention, agencies=owners)


def _house(other: Namesake, known: Mapping[str, _House], folds: Folds) -> _House:
    """A namesake; one that the rules know has its agency's sites and names as well."""
    agency = known.get(other.owner, _House("", (), ()))
    names = (folds.shown(other.name).lower(), *agency.names)
    return _House(agency.agency, (*other.sites, *agency.sites), names)


def _by_short(namesakes: Iterable[Namesake]) -> Mapping[str, tuple[Namesake, ...]]:
    found: dict[str, list[Namesake]] = {}
    for other in namesakes:
        for short in other.short:
            found.setdefault(short.lower(), []).append(other)
    return {short: tuple(others) for short, others in found.items()}


@lru_cache(maxsize=1_024)
def _told_by(name: str) -> tuple[bool, bool]:
    """Whether a statement of this name is an address of the sender, and whether it names it."""
    return _ADDRESS.search(name) is not None, _SENDING.search(name) is not None


def _signs(draft: Draft, view: View) -> _Signs:
    stated = [m for m in draft.metadata if len(m.value) <= _LONGEST]
    addresses = [m.value for m in stated if _told_by(m.name)[0]]
    addresses += filter(None, (draft.url, draft.id))
    words = [view_of(m.value).lower for m in stated if _told_by(m.name)[1]]
    lines = (line for line in view.lines.lower().split("\n") if len(line) <= _LINE)
    lines = (line for line in lines if _BEGINS.match(line) or any(s in line for s in _INSIDE))
    return _Signs(
        (*words, *lines), tuple(filter(None, (host_and_folders(one)[0] for one in addresses)))
    )
