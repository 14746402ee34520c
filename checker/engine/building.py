"""A rule set while its files are read: what they define, and the problems that they have."""

import hashlib
from dataclasses import field
from typing import Any

from checker.engine.folds import Folds
from checker.engine.model import Agency, Name, Rule, Template, Words
from checker.engine.weighing.weights import Weights
from checker.errors import Problem
from checker.values import dataclass

__all__ = ["Building"]


@dataclass(slots=True)
class Building:
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
