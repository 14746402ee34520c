"""The packaged rules, read and compiled once for all tests of a process."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

import checker.newsroom
from checker.engine import Engine, RuleSet, default_rules

__all__ = ["share_rules"]


def share_rules(patch: pytest.MonkeyPatch) -> None:
    """Lets every newsroom that a test opens in this process have the same packaged rules."""
    patch.setattr(checker.newsroom, "default_rules", _rules)
    patch.setattr(checker.newsroom, "Engine", _engine_of)


@cache
def _packaged() -> RuleSet:
    return default_rules()


@cache
def _engine() -> Engine:
    return Engine(_packaged())


def _engine_of(rules: RuleSet) -> Engine:
    return _engine() if rules is _packaged() else Engine(rules)


def _rules(*, extra: Sequence[Path] = ()) -> RuleSet:
    return default_rules(extra=extra) if extra else _packaged()
