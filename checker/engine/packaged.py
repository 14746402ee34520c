"""The rules that ship with the product, cached for the next process."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import checker
from checker.engine.folder import RuleFolder
from checker.engine.folds import Folds
from checker.engine.grammar import compile_grammar
from checker.engine.model import Agency, Name, Rule, RuleSet, Template, Words
from checker.engine.names import NameIndex
from checker.engine.namesakes import SharedNames
from checker.engine.own import OwnRules
from checker.engine.weighing.weights import Weights
from checker.errors import RuleError
from checker.prepared import prepared
from checker.values import dataclass

__all__ = ["Packaged", "fold_words", "installed_rules", "packaged"]

_ROOMS = ("engine", "engine/weighing", "text", "text/unicode", "orders")


@dataclass(frozen=True, slots=True)
class Packaged:
    """What the files of one folder define, in their order, and how views show its words."""

    agencies: dict[str, Agency]
    names: dict[str, tuple[Name, ...]]
    words: dict[str, Words]
    fragments: dict[str, str]
    templates: dict[str, Template]
    rules: dict[str, Rule]
    weights: Weights | None
    ids: tuple[tuple[str, str], ...]  # kind of table and id
    folds: Folds


def installed_rules() -> Path:
    """Returns the folder of the rules that come with the product."""
    inside = Path(checker.__file__).parent / "rules"
    return inside if inside.is_dir() else Path(checker.__file__).parent.parent / "rules"


def packaged(folder: RuleFolder, make: Callable[[], Packaged]) -> Packaged | None:
    """Returns the definitions of the packaged files from the cache, or as `make` reads them.

    Returns None for any other folder, and if `make` raises RuleError: the folder must then be read
    again to report all its problems.
    """
    if folder.problems or folder.at != installed_rules():
        return None
    told = hashlib.sha256()
    for name, content in folder.files.items():
        told.update(f"{name}\0{len(content)}\0".encode() + content)
    try:
        return prepared("rules", Packaged, make, rooms=_ROOMS, of=told.digest())
    except RuleError:
        return None


def fold_words(rules: RuleSet) -> None:
    """Folds every word of a rule set into its folds, as its engine would."""
    NameIndex.of(rules)
    compile_grammar(rules)
    OwnRules.of(rules)
    SharedNames.of(rules)
