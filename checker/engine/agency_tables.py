"""Reads the tables of a rule file that say who is found: an agency, its names and its namesakes."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from checker.engine.building import Building
from checker.engine.model import (
    BUSINESSES,
    Agency,
    Name,
    NameClass,
    Namesake,
)
from checker.engine.rule_tables import ID, NAMED_CLASSES, examples_of, languages_of, take_id
from checker.engine.source import Table
from checker.wording import worded

__all__ = ["read_agency"]

_COUNTRY = re.compile(r"^(?:|[A-Z]{2}(?:/[A-Z]{2})*)$")
_NAME_KEYS = ("full", "mark", "ambiguous", "bracketed", "small", "picture", "address", "never")


def read_agency(top: Table, stem: str, building: Building) -> str:
    """Reads the agency of a file and its names; returns its id.

    `stem` is the name of the file, which must be the id.
    """
    table = top.sub("agency")
    table.known(
        (
            "id",
            "name",
            "aliases",
            "country",
            "business",
            "languages",
            "sites",
            "skip",
            "note",
            "match",
            "no_match",
            "override",
        )
    )
    id_ = table.text("id", required=True)
    table.label = id_
    if not ID.match(id_):
        table.problem(worded("bad id {id_}", id_=repr(id_)), "lower-case words joined with -", "id")
    if stem != id_:
        table.problem(
            worded("id {id_} is not the file's name", id_=repr(id_)),
            worded("rename it to {id_}.toml", id_=id_),
            "id",
        )
    take_id(table, "agency", id_, building)
    country = table.text("country")
    if not _COUNTRY.match(country):
        table.problem(
            worded("country {country}", country=repr(country)), "ISO 3166: FR, or AT/CH", "country"
        )
    matches, no_matches = examples_of(table, "match"), examples_of(table, "no_match")
    if not matches or not no_matches:
        table.problem("match and no_match are missing", "give at least one example of each")
    agency = Agency(
        id_,
        table.text("name", required=True),
        table.texts("aliases"),
        country,
        cast(Any, table.one_of("business", BUSINESSES, "wire")),
        languages_of(table),
        table.texts("sites"),
        table.texts("skip"),
        table.text("note"),
        matches,
        no_matches,
        table.place(),
        tuple(_namesakes(top, id_)),
    )
    building.agencies[id_] = agency
    building.names[id_] = list(_read_names(top, agency))
    return id_


def _namesakes(top: Table, agency: str) -> Iterable[Namesake]:
    for table in top.tables("namesake"):
        table.label = agency
        table.known(("name", "short", "owner", "sites", "languages"))
        if not table.texts("short"):
            table.problem("short is missing", 'the abbreviation that both use: ["XYZ"]')
        yield Namesake(
            table.text("name", required=True),
            table.texts("short"),
            table.text("owner"),
            table.texts("sites"),
            table.texts("languages"),
        )


_ABSORBED: Mapping[str, tuple[NameClass, bool]] = {
    "full": ("full", False),
    "mark": ("mark", False),
    "ambiguous": ("ambiguous", False),
    "bracketed": ("bracketed", False),
    "small": ("small", False),
    "picture": ("service", True),
    "address": ("address", False),
    "never": ("never", False),
}


def _read_names(top: Table, agency: Agency) -> Iterable[Name]:
    table = top.sub("names")
    table.label = agency.id
    table.known(_NAME_KEYS)
    special: Mapping[str, NameClass] = {
        "pictures": "picture",
        "releases": "release",
        "unnamed": "unnamed",
    }
    for key in _NAME_KEYS:
        cls, picture = _ABSORBED[key]
        if key in ("full", "mark") and agency.business in special:
            cls = special[agency.business]
        for text in table.texts(key):
            yield Name(text, (agency.id,), cls, picture, table.place(key))
    for site in agency.sites:
        yield Name(site, (agency.id,), "address", place=agency.place)
    for joint in top.tables("joint"):
        joint.label = agency.id
        joint.known(("name", "with", "class", "picture"))
        yield Name(
            joint.text("name", required=True),
            (agency.id, *joint.texts("with")),
            cast(NameClass, joint.one_of("class", NAMED_CLASSES, "mark")),
            joint.flag("picture"),
            joint.place(),
        )
