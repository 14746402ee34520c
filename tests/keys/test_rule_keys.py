"""Every key of a rule file changes what is found, what is shown, or what is refused."""

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from api.workers import rules as shown_rules
from checker.engine import Engine, RuleSet, load_rules
from checker.engine.coverage import coverage
from checker.engine.lint import lint_rules
from checker.errors import RuleError
from checker.formats.houses import Signs
from checker.models.draft import Draft, Zone
from checker.running.named import wire_names
from tests.keys.table import NONSENSE, Row, accepted, changed, holder, inside, toml

BASE: dict[str, Any] = {
    "schema": 1,
    "agency": {
        "id": "xyz",
        "name": "Xyz News Agency",
        "country": "PT",
        "match": ["=XYZ="],
        "no_match": ["XYZ"],
    },
    "names": {"mark": ["XYZ"]},
    "rule": [
        {
            "id": "xyz-terms",
            "kind": "terms",
            "keywords": ["the xyz"],
            "match": ["permission of the xyz"],
            "no_match": ["permission of the city"],
            "pattern": [{"regex": "(?i)permission of the xyz"}],
        }
    ],
    "fragments": {"xyz_part": "[0-9]"},
    "template": [
        {
            "id": "equal",
            "kind": "slug",
            "names": ["full", "mark", "ambiguous", "small", "service", "picture", "address"],
            "match": ["=XYZ="],
            "no_match": ["XYZ"],
            "form": [{"before": "=", "after": "="}],
        }
    ],
}
OWNERS = {"xyz": ("XYZ",)}
CHOIR = {"name": "Xyz Choir News", "short": ["XYZ"], "sites": ["choir.example"]}
GERMAN = "Der Hafenmeister hat am Montag die Gezeiten vorgelesen, und alle hörten ihm zu."
LONG = "No part of this text may be stored or sold without the permission of the {{Xyz}} in writing"


class House:
    """A folder with one rule file, and what can be seen of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rules(self, document: Mapping[str, Any], *, twice: bool = False) -> RuleSet:
        name = document.get("agency", {}).get("id", "xyz")
        (self.folder / "later").mkdir(exist_ok=True)
        for path in self.folder.rglob("*.toml"):
            path.unlink()
        name = name if name != "not-the-file" else "xyz"
        (self.folder / f"{name}.toml").write_text(toml(document), encoding="utf-8")
        folders = [self.folder]
        if twice:  # the same once more, as house rules over packaged ones
            first = changed(BASE)
            (self.folder / f"{name}.toml").write_text(toml(first), encoding="utf-8")
            (self.folder / "later" / "xyz.toml").write_text(toml(document), encoding="utf-8")
            (self.folder / "first").mkdir(exist_ok=True)
            (self.folder / f"{name}.toml").rename(self.folder / "first" / f"{name}.toml")
            folders = [self.folder / "first", self.folder / "later"]
        return load_rules(folders)


def found(text: str, **more: Any) -> Any:
    """Shows the findings of a draft."""

    def see(house: House, document: Mapping[str, Any]) -> Any:
        engine = Engine(house.rules(document))
        findings = engine.scan(Draft(text, **more)).findings
        return [
            (f.rule, f.agency, f.kind, f.text, f.role, f.scope, f.confidence, f.experimental)
            for f in findings
        ]

    return see


def told(house: House, document: Mapping[str, Any]) -> Any:
    """What the service tells of agencies and rules."""
    rules = house.rules(document)
    worker = cast(
        Any, SimpleNamespace(follow_rules=lambda: None, newsroom=SimpleNamespace(rules=rules))
    )
    ids = [line.id for line in shown_rules.rules(worker)]
    return shown_rules.agencies(worker), [shown_rules.rule(worker, id_) for id_ in ids]


def wired(house: House, document: Mapping[str, Any]) -> Any:
    """Whose an item of "XYZ" is with each of some signs, and what is doubtful."""
    newsroom = cast(Any, SimpleNamespace(rules=house.rules(document), owner_names=lambda: OWNERS))
    names = wire_names(newsroom)
    signs = (
        Signs(),
        Signs(words=("xyz choir news",)),
        Signs(hosts=("www.choir.example",)),
        Signs(language="es"),
        Signs(language="pt"),
    )
    return [(names.settled(one).find("XYZ"), names.settled(one).doubt(["XYZ"])) for one in signs]


def form_notes(house: House, document: Mapping[str, Any]) -> Any:
    """Why forms are there, as the ledger of forms lists it."""
    return [form.note for template in house.rules(document).templates for form in template.forms]


def page(house: House, document: Mapping[str, Any]) -> Any:
    """The page about the rules, docs/rules.md."""
    return coverage(house.rules(document))


def linted(house: House, document: Mapping[str, Any]) -> Any:
    return [str(problem) for problem in lint_rules(house.rules(document))]


def loaded(house: House, document: Mapping[str, Any]) -> Any:
    """Whether the file is accepted."""
    try:
        house.rules(document)
    except RuleError as error:
        return [problem.what for problem in error.problems]
    return "accepted"


def loaded_over_another(house: House, document: Mapping[str, Any]) -> Any:
    """Whether the file is accepted on top of packaged rules with the same ids."""
    try:
        house.rules(document, twice=True)
    except RuleError as error:
        return sorted(problem.what for problem in error.problems)
    return "accepted"


def zoned(text: str, kind: Any) -> Any:
    return found(text, zones=(Zone(0, len(text), kind),))


TERMS = "With permission of the XYZ."
IN_BODY = zoned(TERMS, "body")
SLUG = found("=XYZ=")
DEPRECATED = {"rule.0.status": "deprecated", "rule.0.note": "Old."}
OLD_SHAPE = {"template.0.status": "deprecated", "template.0.note": "Old."}
SECOND = [
    {**BASE["rule"][0]},
    {**BASE["rule"][0], "id": "xyz-other", "pattern": [{"regex": "other words"}]},
]

ROWS = [
    Row("schema", 1, 2, loaded),
    Row("agency", BASE["agency"], None, loaded),
    Row("names", {"mark": ["XYZ"]}, {"mark": ["ZYX"]}, SLUG),
    Row("joint", [], [{"name": "QRS", "with": []}], found("=QRS=")),
    Row("rule", BASE["rule"], None, found(TERMS)),
    Row("words", None, {"sign": {"pt": ["sinal"]}}, page),
    Row("fragments", {"xyz_part": "[0-9]"}, None, loaded, {
        "rule.0.pattern.0.regex": "{{xyz_part}}"}),
    Row("template", BASE["template"], [], SLUG),
    # the agency
    Row("agency.id", "xyz", "not-the-file", loaded),
    Row("agency.name", "Xyz News Agency", "Xyz", told),
    Row("agency.aliases", [], ["Xyz Agency"], told),
    Row("agency.country", "PT", "ES", told),
    Row("agency.business", "wire", "releases", SLUG),
    Row("agency.languages", ["pt"], ["es"], told),
    Row("agency.sites", [], ["xyz.example"], found("A port.", url="https://xyz.example/1")),
    Row("agency.skip", [], ["equal"], SLUG),
    Row("agency.note", "", "Founded in a port.", told),
    Row("agency.match", ["=XYZ="], ["XYZ"], linted),
    Row("agency.no_match", ["XYZ"], ["=XYZ="], linted),
    Row("agency.override", False, True, loaded_over_another, {"rule": [], "template": []}),
    # its names
    Row("names.full", [], ["Quarry Press"], found("=quarry press=")),
    Row("names.mark", [], ["QRS"], found("=QRS=")),
    Row("names.ambiguous", [], ["Quarry"], found("=Quarry=")),
    Row("names.bracketed", [], ["quarry"], found("=(quarry)= =quarry=", ), {
        "template.0.form.0.before": r"=\(", "template.0.form.0.after": r"\)="}),
    Row("names.small", [], ["qrs"], found("=qrs=")),
    Row("names.picture", [], ["QRS Photo"], found("=QRS Photo="), {
        "template.0.kind": "photo_credit"}),
    Row("names.address", [], ["@qrsnews"], found("=@qrsnews=")),
    Row("names.never", [], ["XYZ=Choir"], found("=XYZ=Choir")),
    Row("joint.0.name", "QRS", "TUV", found("=QRS="), {"joint.0.with": []}),
    Row("joint.0.with", [], ["nobody"], loaded, {"joint.0.name": "QRS"}),
    Row("joint.0.class", "mark", "full", found("=qrs="), {"joint.0.name": "QRS"}),
    Row("joint.0.picture", False, True, found("=QRS="), {
        "joint.0.name": "QRS", "template.0.kind": "photo_credit", "template.0.role": "text"}),
    # other houses with its abbreviation
    Row("namesake", [], [CHOIR], wired),
    Row("namesake.0.name", "Xyz Choir News", "Xyz Ballet News", wired, {
        "namesake.0.short": ["XYZ"]}),
    Row("namesake.0.short", ["XYZ"], ["QRS"], wired, {"namesake.0.name": "Xyz Choir News"}),
    Row("namesake.0.owner", "", "choir", wired, {"namesake.0": CHOIR}),
    Row("namesake.0.sites", [], ["choir.example"], wired, {
        "namesake.0.name": "Xyz Choir News", "namesake.0.short": ["XYZ"]}),
    Row("namesake.0.languages", ["es"], ["fr"], wired, {
        "namesake.0.name": "Xyz Choir News", "namesake.0.short": ["XYZ"],
        "agency.languages": ["pt"]}),
    # its own rules
    Row("rule.0.id", "xyz-terms", "xyz-notice", found(TERMS)),
    Row("rule.0.version", 1, 2, told),
    Row("rule.0.kind", "terms", "slug", found(TERMS)),
    Row("rule.0.confidence", "high", "low", found(TERMS)),
    Row("rule.0.status", "stable", "experimental", found(TERMS)),
    Row("rule.0.languages", ["de"], ["en"], found(f"{GERMAN} XYZ {GERMAN}"), {
        "rule.0.pattern.0.regex": "XYZ", "rule.0.keywords": ["xyz"]}),
    Row("rule.0.zones", ["body"], ["tail"], IN_BODY),
    Row("rule.0.keywords", ["the xyz"], ["the abc"], found(TERMS)),
    Row("rule.0.role", "text", "mention", found(TERMS)),
    Row("rule.0.scope", "article", "site", IN_BODY),
    Row("rule.0.note", "", "Only here.", told),
    Row("rule.0.replaced_by", "xyz-equal", "xyz-other", told, {**DEPRECATED, "rule.1": SECOND[1]}),
    Row("rule.0.requires", "", "xyz-equal", found(TERMS)),
    Row("rule.0.window", 300, 20, found(TERMS + " " * 30 + "permission " + "x " * 40 + "the XYZ"), {
        "rule.0.pattern.0.regex": "permission (?:x ){40}the XYZ"}),
    Row("rule.0.match", ["permission of the xyz"], ["the xyz"], linted),
    Row("rule.0.no_match", ["permission of the city"], ["permission of the xyz"], linted),
    Row("rule.0.override", False, True, loaded_over_another, {
        "agency.override": True, "template": []}),
    Row("rule.0.pattern", BASE["rule"][0]["pattern"], [{"regex": "other"}], found(TERMS)),
    Row("rule.0.pattern.0.regex", "permission of", "of the XYZ", found(TERMS)),
    Row("rule.0.pattern.0.view", "flow", "lines", found(TERMS.replace("of the", "of\nthe")), {
        "rule.0.pattern.0.regex": "of the XYZ"}),
    Row("rule.0.pattern.0.text", LONG, LONG.replace("text", "photograph of a harbour"), found(
        LONG.replace("{{Xyz}}", "XYZ")), {
        "rule.0.pattern.0.regex": None, "rule.0.pattern.0.similarity": 95}),
    Row("rule.0.pattern.0.similarity", 95, 60, found(
        LONG.replace("{{Xyz}}", "XYZ").replace("text", "picture")), {
        "rule.0.pattern.0.regex": None, "rule.0.pattern.0.text": LONG}),
    # templates
    Row("template.0.id", "equal", "alike", SLUG),
    Row("template.0.version", 1, 2, told),
    Row("template.0.kind", "slug", "byline", SLUG),
    Row("template.0.confidence", "high", "low", SLUG),
    Row("template.0.status", "stable", "experimental", SLUG),
    Row("template.0.languages", ["de"], ["en"], found(f"{GERMAN} =XYZ= {GERMAN}")),
    Row("template.0.zones", ["body"], ["tail"], zoned("=XYZ=", "body")),
    Row("template.0.names", ["mark"], ["full"], SLUG),
    Row("template.0.role", "text", "mention", SLUG),
    Row("template.0.scope", "article", "site", zoned("=XYZ=", "body")),
    Row("template.0.note", "", "Two signs.", told),
    Row("template.0.replaced_by", "other", "third", told, {**OLD_SHAPE, **{
        f"template.{n}": {**BASE["template"][0], "id": id_}
        for n, id_ in ((1, "other"), (2, "third"))}}),
    Row("template.0.match", ["=XYZ="], ["XYZ"], linted),
    Row("template.0.no_match", ["XYZ"], ["=XYZ="], linted),
    Row("template.0.override", False, True, loaded_over_another, {
        "agency.override": True, "rule": []}),
    Row("template.0.form", BASE["template"][0]["form"], [{"before": "!"}], SLUG),
    Row("template.0.form.0.before", "=", "!", SLUG),
    Row("template.0.form.0.after", "=", "!", SLUG),
    Row("template.0.form.0.left", "", "line", found("A port =XYZ=")),
    Row("template.0.form.0.right", "", "end", found("=XYZ= at the port")),
    Row("template.0.form.0.names", ["mark"], ["full"], SLUG),
    Row("template.0.form.0.role", "text", "mention", SLUG),
    Row("template.0.form.0.confidence", "high", "low", SLUG),
    Row("template.0.form.0.note", "", "as the desk of the port writes it", form_notes),
]  # fmt: skip
SECTIONS = ("", "agency", "names", "joint.0", "namesake.0", "rule.0", "rule.0.pattern.0",
            "template.0", "template.0.form.0")  # fmt: skip


def written(row: Row, value: Any) -> dict[str, Any]:
    document = changed(BASE)
    for path, more in (row.other or {}).items():
        _set(document, path, more)
    _set(document, row.key, value)
    return document


def _set(document: dict[str, Any], path: str, value: Any) -> None:
    parent, _, key = path.rpartition(".")
    lists = (("joint.0", "joint"), ("namesake.0", "namesake"), ("rule.1", "rule"))
    for list_, table in (*lists, ("template.", "template")):
        if path.startswith(list_):
            document.setdefault(table, [])
    for table in ("joint", "namesake"):
        if path.startswith(f"{table}.0.") and not document[table]:
            document[table] = [{}]
    place = holder(document, parent)
    if isinstance(place, list):
        place.append(value)
    elif value is None:
        place.pop(key, None)
    else:
        place[key] = value


@pytest.mark.parametrize("row", ROWS, ids=[row.key for row in ROWS])
def test_each_key_makes_a_difference(tmp_path: Path, row: Row) -> None:
    house = House(tmp_path)
    one, two = (row.seen(house, written(row, value)) for value in (row.one, row.two))
    assert one != two
    assert row.seen(house, written(row, row.one)) == one  # nothing but the key made the difference


def test_every_key_that_is_accepted_is_in_the_table(tmp_path: Path) -> None:
    listed = {row.key for row in ROWS}
    for section in SECTIONS:
        document = changed(BASE, ("joint", [{"name": "QRS"}]), ("namesake", [dict(CHOIR)]))
        holder(document, section)[NONSENSE] = 1
        with pytest.raises(RuleError) as error:
            House(tmp_path).rules(document)
        assert accepted(error.value.problems) == inside(section, listed), section
