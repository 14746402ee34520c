"""Reads the tables of a rule file that say what is found: templates, rules, words of forms."""

import re
from typing import Any, cast

from checker.engine.building import Building
from checker.engine.filters import detectable
from checker.engine.model import (
    KINDS,
    NAME_CLASSES,
    STATUSES,
    Example,
    Form,
    Pattern,
    Rule,
    Template,
    Words,
)
from checker.engine.source import Table
from checker.models.vocabulary import (
    CLAIM_ROLES,
    CONFIDENCES,
    FINDING_SCOPES,
    ZONE_KINDS,
    ClaimRole,
    Confidence,
)
from checker.orders import FOUND_KINDS
from checker.wording import worded

__all__ = [
    "ID",
    "NAMED_CLASSES",
    "default_role",
    "examples_of",
    "languages_of",
    "read_rule",
    "read_template",
    "read_words",
    "take_id",
]

ID = re.compile(r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$")
_LANGUAGE = re.compile(r"^(?:\*|[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?)$")
_ROLES = (*CLAIM_ROLES, "none")
_OF_BOTH = (
    *("id", "version", "kind", "confidence", "status", "languages", "zones", "role", "scope"),
    *("note", "match", "no_match", "replaced_by", "override"),
)
_OF_TEMPLATE = (*_OF_BOTH, "names", "form")
_OF_RULE = (*_OF_BOTH, "keywords", "pattern", "requires", "window")
_OF_FORM = ("before", "after", "left", "right", "names", "role", "confidence", "note")
_SCOPES = ("", *FINDING_SCOPES)
NAMED_CLASSES = tuple(one for one in NAME_CLASSES if one not in ("bracketed", "never"))


def read_words(table: Table, id_: str, building: Building) -> None:
    """Reads a list of words by language; what is wrong is noted in the table."""
    by_language: dict[str, tuple[str, ...]] = {}
    for language in table.values:
        if not _LANGUAGE.match(language):
            table.problem(
                worded("{language} is not a language", language=repr(language)),
                "BCP 47: en, pt-BR, zh-Hant",
                language,
            )
        by_language[language] = table.texts(language)
    building.words[id_] = Words(id_, by_language, table.place())


def languages_of(table: Table) -> tuple[str, ...]:
    """Returns the languages of a table, `*` if it names none."""
    languages = table.texts("languages") or ("*",)
    for language in languages:
        if not _LANGUAGE.match(language):
            table.problem(
                worded("{language} is not a language", language=repr(language)),
                "BCP 47: en, pt-BR",
                "languages",
            )
    return languages


def examples_of(table: Table, key: str) -> tuple[Example, ...]:
    """Returns the examples under a key, with their place."""
    return tuple(Example(text, table.place(key)) for text in table.texts(key))


def _common(table: Table, id_: str) -> dict[str, Any]:
    """What templates and rules have in common."""
    if not ID.match(id_):
        table.problem(worded("bad id {id_}", id_=repr(id_)), "lower-case words joined with -", "id")
    version = int(table.number_of("version", 1, least=1, most=1_000_000))
    kind = table.one_of("kind", KINDS, "attribution")
    status = table.one_of("status", STATUSES, "stable")
    note = table.text("note")
    if kind == "exception":
        _exception(table, note)
    replaced_by = table.text("replaced_by")
    if status == "deprecated" and not (note and replaced_by):
        table.problem("a deprecated rule needs note and replaced_by")
    if status != "deprecated" and replaced_by:
        table.problem("a rule in use is not replaced", 'status = "deprecated"', "replaced_by")
    languages = languages_of(table)
    for language in languages:
        if not detectable(language):
            table.problem(
                worded(
                    "texts in {language} cannot be distinguished from other languages",
                    language=repr(language),
                ),
                "leave `languages` out: it keeps what is in other languages from counting",
                "languages",
            )
    role = table.one_of("role", _ROLES, default_role(kind))
    return {
        "version": version,
        "kind": kind,
        "confidence": cast(Confidence, table.one_of("confidence", CONFIDENCES, "high")),
        "status": status,
        "languages": languages,
        "zones": table.some_of("zones", ZONE_KINDS, ZONE_KINDS),
        "role": None if role == "none" else cast(ClaimRole, role),
        "note": note,
        "replaced_by": replaced_by,
        "matches": examples_of(table, "match"),
        "no_matches": examples_of(table, "no_match"),
        "place": table.place(),
    }


def _exception(table: Table, note: str) -> None:
    if not note:
        table.problem("an exception needs a note", "state what the name means there")
    for key in ("role", "scope", "confidence", "requires"):
        if key in table.values:
            table.problem(
                worded("an exception has no {key}", key=repr(key)),
                "an exception only cancels other rules",
                key,
            )


def default_role(kind: str) -> str:
    """Returns the role of what is of a kind, if its table states none."""
    return {
        "photo_credit": "photo",
        "attribution": "mention",
        "press_release": "press_release",
        "exception": "none",
        **dict.fromkeys(map(str, FOUND_KINDS), "none"),
    }.get(kind, "text")


def take_id(table: Table, what: str, id_: str, building: Building) -> None:
    """An id is used once in a folder; that of an earlier folder only to replace it."""
    override = table.flag("override")
    if (what, id_) in building.here:
        table.problem(
            worded("{what} {id_} is used twice", what=what, id_=repr(id_)),
            "leave one of them out",
            "id",
        )
    elif (what, id_) in building.ids and not override:
        table.problem(
            worded("{what} {id_} is used twice", what=what, id_=repr(id_)),
            "override = true replaces it",
            "id",
        )
    building.here.add((what, id_))
    building.ids.add((what, id_))


def read_template(table: Table, building: Building) -> None:
    """Reads a template with its forms; what is wrong is noted in the table."""
    id_ = table.text("id", required=True)
    table.label = id_
    table.known(_OF_TEMPLATE)
    common = _common(table, id_)
    names = table.some_of("names", NAMED_CLASSES, ("full", "mark", "ambiguous"))
    forms = []
    for form in table.tables("form"):
        form.label = id_
        form.known(_OF_FORM)
        forms.append(
            Form(
                form.text("before"),
                form.text("after"),
                form.text("left"),
                form.text("right"),
                form.some_of("names", NAMED_CLASSES, ()),
                cast(Any, form.one_of("role", ("", *_ROLES), "")),
                cast(Any, form.one_of("confidence", ("", *CONFIDENCES), "")),
                form.text("note"),
            )
        )
    if not forms:
        table.problem("no [[template.form]]")
    if not common["matches"] or not common["no_matches"]:
        table.problem("match and no_match are missing", "give at least one example of each")
    take_id(table, "template", id_, building)
    building.templates[id_] = Template(
        id=id_,
        names=names,
        forms=tuple(forms),
        scope=cast(Any, table.one_of("scope", _SCOPES, "")),
        **common,
    )


def read_rule(table: Table, agency: str, building: Building) -> None:
    """Reads a rule of an agency, "" if its file has none; what is wrong is noted in the table."""
    id_ = table.text("id", required=True)
    table.label = id_
    table.known(_OF_RULE)
    if not agency:
        table.problem("a rule belongs in an agency's file", "add an [agency] table")
    if not id_.startswith(f"{agency}-"):
        table.problem(
            worded(
                "id {id_} does not start with {agency}", id_=repr(id_), agency=repr(agency + "-")
            ),
            key="id",
        )
    take_id(table, "rule", id_, building)
    common = _common(table, id_)
    if not common["matches"] or not common["no_matches"]:
        table.problem("match and no_match are missing", "give at least one example of each")
    keywords = table.texts("keywords")
    if not keywords:
        table.problem("keywords are missing", "words of which one must be in the text")
    building.rules[id_] = Rule(
        id=id_,
        agency=agency,
        keywords=keywords,
        patterns=tuple(_read_pattern(pattern, id_) for pattern in table.tables("pattern")),
        scope=cast(Any, table.one_of("scope", _SCOPES, "")),
        requires=table.text("requires"),
        window=int(table.number_of("window", 300, least=20, most=5_000)),
        **common,
    )
    if not building.rules[id_].patterns:
        table.problem("no [[rule.pattern]]")


def _read_pattern(table: Table, id_: str) -> Pattern:
    table.label = id_
    table.known(("regex", "text", "view", "similarity"))
    regex, text = table.text("regex"), table.text("text")
    if bool(regex) == bool(text):
        table.problem("a pattern has either regex or text")
    for key, used in (("similarity", text), ("view", regex)):
        if key in table.values and not used:
            needed = "text" if key == "similarity" else "regex"
            table.problem(
                worded("{key} has no effect here", key=key),
                worded("it belongs to a {needed} pattern", needed=needed),
                key,
            )
    similarity = table.number_of("similarity", 85.0, least=50, most=100)
    view = table.one_of("view", ("flow", "lines"), "flow")
    return Pattern(regex, text, cast(Any, view), similarity, table.place())
