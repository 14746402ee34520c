"""The packaged rules, read and compiled once for all tests of a process; others once in a while."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import pytest

import checker.engine
import checker.house_rules
import checker.newsroom
from checker.engine import Engine, RuleFolder, RuleSet, load_rules, rules_with

__all__ = ["engine_of", "packaged_engine", "packaged_rules", "share_rules"]


_PACKAGE = checker.engine.packaged_rules()  # also where a test takes another folder for it


@cache
def packaged_rules() -> RuleSet:
    return load_rules((_PACKAGE,), patterns=False)


@cache
def packaged_engine() -> Engine:
    return Engine(packaged_rules())


def share_rules(patch: pytest.MonkeyPatch) -> None:
    """Lets every newsroom that a test opens in this process have the same packaged rules."""
    patch.setattr(checker.house_rules, "rules_with", _rules)
    patch.setattr(checker.newsroom, "Engine", engine_of)


def engine_of(rules: RuleSet) -> Engine:
    """The engine of rules, which is the same for the same files."""
    if rules.digest == packaged_rules().digest:
        return packaged_engine()
    return _compiled(_ByDigest(rules.digest, rules))


@dataclass(frozen=True, slots=True)
class _ByDigest:
    digest: str
    rules: RuleSet = field(compare=False)


@lru_cache(12)
def _compiled(given: _ByDigest) -> Engine:
    return Engine(given.rules)


def _rules(house: Sequence[RuleFolder]) -> RuleSet:
    return rules_with(house) if any(folder.files for folder in house) else packaged_rules()
