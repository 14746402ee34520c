"""Compiled templates are kept where Python keeps its own bytecode, and nowhere else."""

import os
import sys
from pathlib import Path

import jinja2
import pytest

from checker.report.page import environment
from checker.report.templates_kept import kept_templates


@pytest.fixture(autouse=True)
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of bytecode, which Python would write to."""
    folder = tmp_path / "__pycache__"
    folder.mkdir()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr("importlib.util.cache_from_source", lambda _: str(folder / "page.pyc"))
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_template_is_compiled_once_for_all_processes(
    beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment().get_template("check.html")
    there = files(beside)
    assert there
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    environment().get_template("check.html")
    assert files(beside) == there


def test_other_options_and_versions_have_files_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "page.py"
    names = set()
    for options, version in (("one", "1"), ("two", "1"), ("one", "2")):
        file.write_text(options, "utf-8")
        monkeypatch.setattr(jinja2, "__version__", version)
        cache = kept_templates(file)
        assert cache is not None
        names.add(cache.pattern)
    assert len(names) == 3


def test_nothing_is_kept_where_python_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept_templates(Path(__file__)) is None


def test_nothing_is_kept_in_a_folder_that_cannot_be_written(
    beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: str(path) != str(beside))
    assert kept_templates(Path(__file__)) is None
    assert environment().get_template("check.html") is not None
    assert files(beside) == []
