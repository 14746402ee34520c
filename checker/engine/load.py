"""Loads rule folders into a rule set; all problems of all files are reported at once."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePath

from checker.engine.agency_tables import read_agency
from checker.engine.building import Building
from checker.engine.folder import RuleFolder, read_folder
from checker.engine.model import (
    RuleSet,
)
from checker.engine.packaged import Packaged, fold_words, installed_rules, packaged
from checker.engine.rule_checks import check_grammar, check_names
from checker.engine.rule_tables import read_rule, read_template, read_words
from checker.engine.source import read_document
from checker.engine.weighing.weights import NO_WEIGHTS, read_weights
from checker.errors import Problem, RuleError
from checker.wording import worded

__all__ = ["default_rules", "load_rules", "packaged_rules", "rules_with"]

_WEIGHTS = "grammar/weights.toml"
_TOP = ("schema", "agency", "names", "joint", "namesake", "rule", "words", "fragments", "template")


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
    building, known = Building(), None
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
        check_names(building)
    if patterns or len(folders) > 1:
        check_grammar(building, None if patterns else known)
    if building.problems:
        raise RuleError(*building.problems)
    return _rule_set(building)


def _rule_set(building: Building) -> RuleSet:
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
    building = Building()
    _read_files(folder, 0, building)
    _later_first(building, ())
    check_names(building)
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


def _take(known: Packaged, folder: RuleFolder, building: Building) -> None:
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


def _read_files(folder: RuleFolder, order: int, building: Building) -> None:
    for name, content in folder.files.items():
        _read_file(name, content, folder.name, order, building)


def _note(name: str, content: bytes, order: int, building: Building) -> None:
    building.digest.update(f"{order}:{name}\0".encode() + content)


def _later_first(building: Building, earlier: Sequence[str]) -> None:
    """New templates of a house are tried before the packaged ones, of which one always fits."""
    new = [id_ for id_ in building.templates if id_ not in earlier]
    building.templates = {id_: building.templates[id_] for id_ in (*new, *earlier)}


def _read_file(name: str, content: bytes, folder: str, order: int, building: Building) -> None:
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
        read_words(words.sub(id_), id_, building)
    for id_ in fragments.values:
        building.fragments[id_] = fragments.text(id_)
    for table in top.tables("template"):
        read_template(table, building)
    agency = ""
    if isinstance(top.values.get("agency"), dict):
        agency = read_agency(top, PurePath(name).stem, building)
    elif "agency" in top.values:
        top.sub("agency")  # says that it is no table
    elif top.values.keys() & {"names", "joint", "namesake"}:
        top.problem("names without an agency", "add an [agency] table")
    if agency or "agency" not in top.values:  # rules of an agency that cannot be read say nothing
        for table in top.tables("rule"):
            read_rule(table, agency, building)
    if order:
        defined = len(top.tables("rule")) + len(top.tables("template"))
        building.house_rules += defined + ("agency" in top.values)
    building.problems += document.problems


def _read_weights(text: str, shown: str, building: Building) -> None:
    try:
        building.weights = read_weights(text, shown)
    except RuleError as error:
        building.problems += error.problems
