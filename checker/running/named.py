"""Owners, agencies and rules by what people type: an id, a name or an alias, in any case."""

from collections.abc import Iterable, Iterator, Mapping

from checker.engine import Agency, RuleSet
from checker.errors import Problem, UnknownName
from checker.formats import BadRecord
from checker.formats.houses import House
from checker.formats.owners import Names, slug
from checker.models.vocabulary import owner_id
from checker.newsroom import Newsroom
from checker.store import Stored
from checker.strict import nearest
from checker.wording import worded

__all__ = [
    "agency_named",
    "kill_notes",
    "owner_meant",
    "owner_named",
    "renamed_notes",
    "rule_named",
    "wire_names",
]

SHOWN = 12  # owners in a hint


def owner_named(newsroom: Newsroom, name: str, place: str) -> str:
    """Returns the id of the owner with a name: of an agency, an agreement, or a source.

    Args:
        newsroom: what knows owners.
        name: an id, a name or an alias as somebody typed it.
        place: the option or parameter, for the problem.

    Raises:
        UnknownName: nothing here knows such an owner; the hint names the nearest.
    """
    known = {owner: (owner,) for owner in newsroom.store.sources.owners()}
    for agreement in newsroom.in_force().agreements:
        known[agreement.owner] = (agreement.owner_name or agreement.owner,)
    listed = ", ".join(sorted(known)[:SHOWN]) or worded("the agencies of the rules")
    return _named(name, {**known, **newsroom.owner_names()}, "owner", place, listed)


def owner_meant(newsroom: Newsroom, owner: str) -> str:
    """Returns a hint at the known owner that a new name probably means, or "".

    A newsroom chooses its owners, so a new one is not an error: only a similar one is doubtful.
    """
    known = {*newsroom.owner_names(), *newsroom.store.sources.owners()}
    return "" if owner_id(owner) in known else _meant(owner, known)


def wire_names(newsroom: Newsroom) -> Names:
    """Returns the names of owners in the wires' own fields, including shared abbreviations.

    Made once for many items.
    """
    rules = newsroom.rules
    full: dict[str, list[str]] = {}
    for name in rules.names:
        if name.cls == "full":
            full.setdefault(name.agencies[0], []).append(name.text)
    sharing = [agency for agency in rules.agencies.values() if agency.namesakes]
    houses = [house for agency in sharing for house in _houses(agency, rules, full)]
    return Names(newsroom.owner_names(), houses)


def _houses(agency: Agency, rules: RuleSet, full: Mapping[str, list[str]]) -> Iterator[House]:
    """An agency and the houses that share its abbreviations."""
    shorts = tuple(dict.fromkeys(one for other in agency.namesakes for one in other.short))
    yield _house(agency, shorts, full)
    for other in agency.namesakes:
        if other.owner in rules.agencies:
            yield _house(rules.agencies[other.owner], other.short, full, other.name)
        else:
            owner = other.owner or slug(other.name)
            names = (other.name,)
            yield House(owner, other.name, other.short, names, other.sites, other.languages)


def _house(
    agency: Agency, shorts: tuple[str, ...], full: Mapping[str, list[str]], *further: str
) -> House:
    names = (agency.name, *full.get(agency.id, ()), *further)
    languages = agency.languages if "*" not in agency.languages else ()
    return House(agency.id, agency.name, shorts, names, agency.sites, languages, agency=True)


def agency_named(rules: RuleSet, name: str, place: str) -> str:
    """Returns the id of the agency with a name.

    Raises:
        UnknownName: the rules know no such agency; the hint names the nearest.
    """
    known = {agency.id: (agency.name, *agency.aliases) for agency in rules.agencies.values()}
    listed = worded("{n} agencies, see `wirecheck rules list`", n=len(known))
    return _named(name, known, "agency", place, listed)


def rule_named(rules: RuleSet, rule: str, place: str) -> str:
    """Returns the id of a rule, if there is such a rule.

    Raises:
        UnknownName: there is none; the hint names the nearest.
    """
    ids = {one.id for one in rules.instances()}
    if rule not in ids:
        raise UnknownName(
            Problem(place, worded("unknown rule {rule}", rule=repr(rule)), _meant(rule, ids))
        )
    return rule


def _named(
    name: str, known: Mapping[str, Iterable[str]], kind: str, place: str, listed: str
) -> str:
    """The id that goes by a name; `listed` says in a problem what there is."""
    bare = owner_id(name)
    if bare in known:
        return bare
    spellings = {owner: tuple(names) for owner, names in known.items()}
    found = Names(spellings).exact(name)
    if found:
        return found
    written = {one.casefold(): owner for owner, names in spellings.items() for one in names}
    near = _meant(name, written | {owner: owner for owner in spellings})
    raise UnknownName(
        Problem(
            place,
            worded("unknown {kind} {name}", kind=kind, name=repr(name)),
            near or worded("known: {listed}", listed=listed),
        )
    )


def _meant(name: str, known: Mapping[str, str] | Iterable[str]) -> str:
    """Returns a hint that names the id whose name is nearest."""
    ids = known if isinstance(known, Mapping) else {one: one for one in known}
    near = nearest(name.strip().casefold(), ids)
    return worded("did you mean {ids}?", ids=repr(ids[near])) if near is not None else ""


def kill_notes(stored: Iterable[Stored]) -> list[BadRecord]:
    """Returns what to tell of kills that met no item: a person must look whether one was meant.

    A kill of an id waits for its item, which is a note; one in words alone is lost.
    """
    notes: list[BadRecord] = []
    for one in stored:
        hint = worded("kill the item by its id")
        notes += [
            BadRecord(one.source, what, hint, kind="note", id=one.source) for what in one.waits
        ]
        if one.not_found:
            what = worded(
                "it withdraws an item, but no stored item, or more than one, matches: {words}",
                words=", ".join(one.not_found),
            )
            notes.append(BadRecord(one.source, what, hint, id=one.source))
    return notes


def renamed_notes(renamed: Mapping[str, str]) -> list[BadRecord]:
    """Returns a note for each item that has another id than the one under which it was sent.

    Args:
        renamed: the ids that the items have, with those under which they were sent.
    """
    return [
        BadRecord(
            kept,
            worded(
                "the id '{sent}' is that of another owner's item: this one is '{kept}'",
                sent=sent,
                kept=kept,
            ),
            "the item was kept",
            kind="note",
            id=kept,
        )
        for kept, sent in renamed.items()
    ]
