from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

import checker.newsroom
from checker.engine import Engine, RuleSet, default_rules

from .run import Command


@cache
def _packaged() -> RuleSet:
    return default_rules()


@cache
def _engine() -> Engine:
    return Engine(_packaged())


def _engine_of(rules: RuleSet) -> Engine:
    return _engine() if rules is _packaged() else Engine(rules)


def _rules(*, extra: Sequence[Path] = ()) -> RuleSet:
    """The packaged rules are read once for all tests."""
    return default_rules(extra=extra) if extra else _packaged()


@pytest.fixture
def wirecheck(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """The command, in an empty folder."""
    for name in ("WIRECHECK_CONFIG", "WIRECHECK_DATA", "WIRECHECK_RULES", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WIRECHECK_TRACEBACK", "1")
    monkeypatch.setattr(checker.newsroom, "default_rules", _rules)
    monkeypatch.setattr(checker.newsroom, "Engine", _engine_of)
    monkeypatch.chdir(tmp_path)
    return Command(tmp_path, capsys, monkeypatch)
