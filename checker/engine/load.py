"""Loads rule folders into a rule set; all problems of all files are reported at once."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path, PurePath
from typing import Any, cast

from checker.engine.filters import detectable
from checker.engine.folder import RuleFolder, read_folder
from checker.engine.folds import Folds
from checker.engine.grammar import check_form, check_regex
from checker.engine.model import (
    BUSINESSES,
    KINDS,
    NAME_CLASSES,
    STATUSES,
    Agency,
    Example,
    Form,
    Name,
    NameClass,
    Namesake,
    Pattern,
    Rule,
    RuleSet,
    Template,
    Words,
)
from checker.engine.orders import ORDER_RULES
from checker.engine.packaged import Packaged, fold_words, installed_rules, packaged
from checker.engine.source import Table, read_document
from checker.engine.weighing.weights import NO_WEIGHTS, Weights, read_weights
from checker.errors import Problem, RuleError
from checker.models.vocabulary import (
    CLAIM_ROLES,
    CONFIDENCES,
    FINDING_SCOPES,
    ZONE_KINDS,
    ClaimRole,
    Confidence,
)
from checker.orders import FOUND_KINDS
from checker.strict import hint
from checker.values import dataclass
from checker.wording import worded

__all__ = ["default_rules", "load_rules", "packaged_rules", "rules_with"]

_ID = re.compile(r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$")
_LANGUAGE = re.compile(r"^(?:\*|[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?)$")
_COUNTRY = re.compile(r"^(?:|[A-Z]{2}(?:/[A-Z]{2})*)$")
_NAME_KEYS = ("full", "mark", "ambiguous", "bracketed", "small", "picture", "address", "never")
_ROLES = (*CLAIM_ROLES, "none")
_OF_FORM = ("before", "after", "left", "right", "names", "role", "confidence", "note")
_SCOPES = ("", *FINDING_SCOPES)
_WEIGHTS = "grammar/weights.toml"
_TOP = ("schema", "agency", "names", "joint", "namesake", "rule", "words", "fragments", "template")
_CLASSES = tuple(one for one in NAME_CLASSES if one not in ("bracketed", "never"))


@dataclass(slots=True)
class _Building:
    """What has been read so far, over all folders."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    names: dict[str, list[Name]] = field(default_factory=dict)
    words: dict[str, Words] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    templates: dict[str, Template] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    house_rules: int = 0  # rules, templates and agencies that a folder after the first one defines
    weights: Weights | None = None
    ids: set[tuple[str, str]] = field(default_factory=set)  # kind of table and id, of all folders
    here: set[tuple[str, str]] = field(default_factory=set)  # and of the folder that is read
    digest: Any = field(default_factory=hashlib.sha256)
    folds: Folds = field(default_factory=Folds)


def packaged_rules() -> Path:
    """Returns the folder of the rules that come with the product."""
    return installed_rules()


def default_rules(*, extra: Sequence[Path] = ()) -> RuleSet:
    """Returns the packaged rules with folders of house rules on top.

    Raises:
        RuleError: with every problem of every file.
    """
    return load_rules((packaged_rules(), *extra), patterns=False)


def rules_with(house: Sequence[RuleFolder]) -> RuleSet:
    """Returns the packaged rules with house rules, read earlier, on top.

    Raises:
        RuleError: with every problem of every file.
    """
    return _parsed((read_folder(packaged_rules()), *house), patterns=False)


def load_rules(folders: Sequence[Path], *, patterns: bool = True) -> RuleSet:
    """Reads every `*.toml` of the folders; later folders override earlier ones.

    `patterns` compiles every regular expression to find errors. This takes 0.3 s, which the
    packaged rules alone can save, since the tests have done it.

    Raises:
        RuleError: with every problem of every file.
    """
    return _parsed([read_folder(folder) for folder in folders], patterns=patterns)


def _parsed(folders: Sequence[RuleFolder], *, patterns: bool) -> RuleSet:
    building, known = _Building(), None
    for order, folder in enumerate(folders):
        building.problems += folder.problems
        building.here.clear()
        earlier = tuple(building.templates)
        if order == 0:
            known = packaged(folder, partial(_made, folder))
        if order == 0 and known is not None:
            _take(known, folder, building)
            continue
        _read_files(folder, order, building)
        _later_first(building, earlier)
    if known is None or len(folders) > 1:
        _check_names(building)
    if patterns or len(folders) > 1:
        _check_grammar(building, None if patterns else known)
    if building.problems:
        raise RuleError(*building.problems)
    return _rule_set(building)


def _rule_set(building: _Building) -> RuleSet:
    return RuleSet(
        dict(sorted(building.agencies.items())),
        tuple(name for id_ in sorted(building.names) for name in building.names[id_]),
        dict(sorted(building.words.items())),
        tuple(building.templates.values()),
        tuple(building.rules[id_] for id_ in sorted(building.rules)),
        "sha256:" + building.digest.hexdigest(),
        building.house_rules,
        dict(sorted(building.fragments.items())),
        building.weights or NO_WEIGHTS,
        building.folds,
    )


def _made(folder: RuleFolder) -> Packaged:
    """What the files of the packaged folder define."""
    building = _Building()
    _read_files(folder, 0, building)
    _later_first(building, ())
    _check_names(building)
    if building.problems:
        raise RuleError(*building.problems)
    fold_words(_rule_set(building))
    return Packaged(
        building.agencies,
        {id_: tuple(names) for id_, names in building.names.items()},
        building.words,
        building.fragments,
        building.templates,
        building.rules,
        building.weights,
        tuple(sorted(building.ids)),
        building.folds,
    )


def _take(known: Packaged, folder: RuleFolder, building: _Building) -> None:
    """Begins with what the packaged files define."""
    building.agencies |= known.agencies
    building.names |= {id_: list(names) for id_, names in known.names.items()}
    building.words |= known.words
    building.fragments |= known.fragments
    building.templates |= known.templates
    building.rules |= known.rules
    building.weights = known.weights
    building.ids.update(known.ids)
    building.folds = known.folds
    for name, content in folder.files.items():
        _note(name, content, 0, building)


def _read_files(folder: RuleFolder, order: int, building: _Building) -> None:
    for name, content in folder.files.items():
        _read_file(name, content, folder.name, order, building)


def _note(name: str, content: bytes, order: int, building: _Building) -> None:
    building.digest.update(f"{order}:{name}\0".encode() + content)


def _later_first(building: _Building, earlier: Sequence[str]) -> None:
    """New templates of a house are tried before the packaged ones, of which one always fits."""
    new = [id_ for id_ in building.templates if id_ not in earlier]
    building.templates = {id_: building.templates[id_] for id_ in (*new, *earlier)}


def _read_file(name: str, content: bytes, folder: str, order: int, building: _Building) -> None:
    shown = f"{folder}/{name}"
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        building.problems.append(Problem(shown, worded("cannot be read: {error}", error=error)))
        return
    _note(name, content, order, building)
    if name == _WEIGHTS:
        _read_weights(text, shown, building)
        return
    document = read_document(text, shown)
    top = document.top
    top.known(_TOP)
    words, fragments = top.sub("words"), top.sub("fragments")
    for id_ in words.values:
        _read_words(words.sub(id_), id_, building)
    for id_ in fragments.values:
        building.fragments[id_] = fragments.text(id_)
    for table in top.tables("template"):
        _read_template(table, building)
    agency = ""
    if isinstance(top.values.get("agency"), dict):
        agency = _read_agency(top, PurePath(name).stem, building)
    elif "agency" in top.values:
        top.sub("agency")  # says that it is no table
    elif top.values.keys() & {"names", "joint", "namesake"}:
        top.problem("names without an agency", "add an [agency] table")
    if agency or "agency" not in top.values:  # rules of an agency that cannot be read say nothing
        for table in top.tables("rule"):
            _read_rule(table, agency, building)
    if order:
        defined = len(top.tables("rule")) + len(top.tables("template"))
        building.house_rules += defined + ("agency" in top.values)
    building.problems += document.problems


def _read_weights(text: str, shown: str, building: _Building) -> None:
    try:
        building.weights = read_weights(text, shown)
    except RuleError as error:
        building.problems += error.problems


def _read_words(table: Table, id_: str, building: _Building) -> None:
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


def _languages(table: Table) -> tuple[str, ...]:
    languages = table.texts("languages") or ("*",)
    for language in languages:
        if not _LANGUAGE.match(language):
            table.problem(
                worded("{language} is not a language", language=repr(language)),
                "BCP 47: en, pt-BR",
                "languages",
            )
    return languages


def _examples(table: Table, key: str) -> tuple[Example, ...]:
    return tuple(Example(text, table.place(key)) for text in table.texts(key))


def _common(table: Table, id_: str) -> dict[str, Any]:
    """What templates and rules have in common."""
    if not _ID.match(id_):
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
    languages = _languages(table)
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
    role = table.one_of("role", _ROLES, _default_role(kind))
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
        "matches": _examples(table, "match"),
        "no_matches": _examples(table, "no_match"),
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


def _default_role(kind: str) -> str:
    return {
        "photo_credit": "photo",
        "attribution": "mention",
        "press_release": "press_release",
        "exception": "none",
        **dict.fromkeys(map(str, FOUND_KINDS), "none"),
    }.get(kind, "text")


def _taken(table: Table, what: str, id_: str, building: _Building) -> None:
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


def _read_template(table: Table, building: _Building) -> None:
    id_ = table.text("id", required=True)
    table.label = id_
    table.known(
        (
            "id",
            "version",
            "kind",
            "confidence",
            "status",
            "languages",
            "zones",
            "names",
            "form",
            "role",
            "scope",
            "note",
            "match",
            "no_match",
            "replaced_by",
            "override",
        )
    )
    common = _common(table, id_)
    names = table.some_of("names", _CLASSES, ("full", "mark", "ambiguous"))
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
                form.some_of("names", _CLASSES, ()),
                cast(Any, form.one_of("role", ("", *_ROLES), "")),
                cast(Any, form.one_of("confidence", ("", *CONFIDENCES), "")),
                form.text("note"),
            )
        )
    if not forms:
        table.problem("no [[template.form]]")
    if not common["matches"] or not common["no_matches"]:
        table.problem("match and no_match are missing", "give at least one example of each")
    _taken(table, "template", id_, building)
    building.templates[id_] = Template(
        id=id_,
        names=names,
        forms=tuple(forms),
        scope=cast(Any, table.one_of("scope", _SCOPES, "")),
        **common,
    )


def _read_agency(top: Table, stem: str, building: _Building) -> str:
    """The id of the file's agency."""
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
    if not _ID.match(id_):
        table.problem(worded("bad id {id_}", id_=repr(id_)), "lower-case words joined with -", "id")
    if stem != id_:
        table.problem(
            worded("id {id_} is not the file's name", id_=repr(id_)),
            worded("rename it to {id_}.toml", id_=id_),
            "id",
        )
    _taken(table, "agency", id_, building)
    country = table.text("country")
    if not _COUNTRY.match(country):
        table.problem(
            worded("country {country}", country=repr(country)), "ISO 3166: FR, or AT/CH", "country"
        )
    matches, no_matches = _examples(table, "match"), _examples(table, "no_match")
    if not matches or not no_matches:
        table.problem("match and no_match are missing", "give at least one example of each")
    agency = Agency(
        id_,
        table.text("name", required=True),
        table.texts("aliases"),
        country,
        cast(Any, table.one_of("business", BUSINESSES, "wire")),
        _languages(table),
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
            cast(NameClass, joint.one_of("class", _CLASSES, "mark")),
            joint.flag("picture"),
            joint.place(),
        )


def _read_rule(table: Table, agency: str, building: _Building) -> None:
    id_ = table.text("id", required=True)
    table.label = id_
    table.known(
        (
            "id",
            "version",
            "kind",
            "confidence",
            "status",
            "languages",
            "zones",
            "keywords",
            "pattern",
            "role",
            "scope",
            "note",
            "replaced_by",
            "requires",
            "window",
            "match",
            "no_match",
            "override",
        )
    )
    if not agency:
        table.problem("a rule belongs in an agency's file", "add an [agency] table")
    if not id_.startswith(f"{agency}-"):
        table.problem(
            worded(
                "id {id_} does not start with {agency}", id_=repr(id_), agency=repr(agency + "-")
            ),
            key="id",
        )
    _taken(table, "rule", id_, building)
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


def _check_names(building: _Building) -> None:
    """The same spelling in two files is an error, unless one file joins them."""
    owners: dict[tuple[str, bool], Name] = {}
    for names in building.names.values():
        for name in names:
            for owner in name.agencies:
                if owner not in building.agencies:
                    building.problems.append(
                        Problem(
                            name.place,
                            worded(
                                "{text} is joined with an unknown agency {owner}",
                                text=repr(name.text),
                                owner=repr(owner),
                            ),
                            hint(owner, building.agencies),
                        )
                    )
            exact = name.cls in ("mark", "ambiguous", "bracketed", "small", "picture", "never")
            shown = building.folds.shown(name.text)
            key = (shown if exact else shown.lower(), exact)
            if not key[0].strip():
                building.problems.append(Problem(name.place, "an empty name"))
            if name.cls == "never":
                continue
            earlier = owners.setdefault(key, name)
            if earlier.agencies[0] != name.agencies[0]:
                building.problems.append(
                    Problem(
                        name.place,
                        worded(
                            "{text} is a name of {agencies} too",
                            text=repr(name.text),
                            agencies=repr(earlier.agencies[0]),
                        ),
                        "[[joint]] names the other agency in `with`",
                    )
                )


def _check_grammar(building: _Building, known: Packaged | None) -> None:
    """Checks every form and pattern but those that are `known` and what they are made of too."""
    if known is not None and not _same_parts(building, known):
        known = None
    templates: Mapping[str, Template] = known.templates if known else {}
    rules: Mapping[str, Rule] = known.rules if known else {}
    for template in building.templates.values():
        for form in () if templates.get(template.id) is template else template.forms:
            building.problems += check_form(
                template.id, template.place, form, building.words, building.fragments
            )
    for rule in building.rules.values():
        for pattern in () if rules.get(rule.id) is rule else rule.patterns:
            if pattern.regex:
                building.problems += check_regex(
                    rule.id, pattern.place, pattern.regex, building.fragments
                )
    _check_references(building)
    for agency in building.agencies.values():
        for skipped in agency.skip:
            if skipped not in building.templates:
                building.problems.append(
                    Problem(
                        agency.place,
                        worded(
                            "{agency}: `skip` names an unknown template, {skipped}",
                            agency=agency.id,
                            skipped=repr(skipped),
                        ),
                        hint(skipped, building.templates),
                    )
                )


def _same_parts(building: _Building, known: Packaged) -> bool:
    """Whether the known words and fragments still are what they were."""
    return all(building.words.get(id_) is words for id_, words in known.words.items()) and all(
        building.fragments.get(id_) == source for id_, source in known.fragments.items()
    )


def _check_references(building: _Building) -> None:
    """`requires` and `replaced_by` name rules that there are: own ones or those of templates."""
    known = set(building.rules)
    known |= {f"{agency}-{id_}" for agency in building.agencies for id_ in building.templates}
    exceptions = {id_ for id_, rule in building.rules.items() if rule.kind == "exception"}
    for rule in building.rules.values():
        for key, named in (("requires", rule.requires), ("replaced_by", rule.replaced_by)):
            if key == "replaced_by" and named in ORDER_RULES:
                continue  # the grammar of orders, which no file of rules holds
            if named and (named == rule.id or named not in known):
                what = worded(
                    "{id}: {key} names no other rule: {named}",
                    id=rule.id,
                    key=key,
                    named=repr(named),
                )
                building.problems.append(Problem(rule.place, what, hint(named, sorted(known))))
        if rule.requires in exceptions:
            what = worded(
                "{id}: requires an exception, which never matches: {requires}",
                id=rule.id,
                requires=repr(rule.requires),
            )
            building.problems.append(Problem(rule.place, what, "name a rule that marks something"))
    for template in building.templates.values():
        named = template.replaced_by
        if named and (named == template.id or named not in building.templates):
            what = worded(
                "{id}: replaced_by names no other template: {named}",
                id=template.id,
                named=repr(named),
            )
            near = hint(named, building.templates)
            building.problems.append(Problem(template.place, what, near))
        if template.kind == "exception":
            what = worded("{id}: a template cannot be an exception", id=template.id)
            building.problems.append(Problem(template.place, what, "write a [[rule]]"))
