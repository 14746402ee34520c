"""The packaged rules, read and compiled once for all tests of a process."""

from collections.abc import Sequence
from functools import cache

import pytest

import checker.house_rules
import checker.newsroom
from checker.engine import Engine, RuleFolder, RuleSet, default_rules, rules_with

__all__ = ["share_rules"]


def share_rules(patch: pytest.MonkeyPatch) -> None:
    """Lets every newsroom that a test opens in this process have the same packaged rules."""
    patch.setattr(checker.house_rules, "rules_with", _rules)
    patch.setattr(checker.newsroom, "Engine", _engine_of)


@cache
def _packaged() -> RuleSet:
    return default_rules()


@cache
def _engine() -> Engine:
    return Engine(_packaged())


def _engine_of(rules: RuleSet) -> Engine:
    return _engine() if rules is _packaged() else Engine(rules)


def _rules(house: Sequence[RuleFolder]) -> RuleSet:
    return rules_with(house) if any(folder.files for folder in house) else _packaged()
