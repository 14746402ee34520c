"""A package of few rules, for tests of what house rules may do and not of the packaged agencies."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.engine import packaged_rules

_AGENCIES = ("afp", "ansa", "ap", "dpa", "jiji", "reuters")


@pytest.fixture(scope="session")
def few_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged grammar with a few agencies; the other hundreds take time and say nothing."""
    folder = tmp_path_factory.mktemp("package") / packaged_rules().name
    shutil.copytree(packaged_rules() / "grammar", folder / "grammar")
    for agency in _AGENCIES:
        shutil.copy(packaged_rules() / f"{agency}.toml", folder)
    return folder


@pytest.fixture(scope="module")
def packaged_are_few(few_rules: Path) -> Iterator[None]:
    """Takes the few for the packaged ones; `tests.packaged` still has all."""
    with pytest.MonkeyPatch.context() as patch:
        for place in ("checker.engine.load", "checker.engine.lint"):
            patch.setattr(sys.modules[place], "packaged_rules", lambda: few_rules)
        yield
