"""A part that is missing is named with a command that installs it where the package came from."""

import importlib.metadata
import tomllib
from pathlib import Path

import pytest

from checker import extras
from checker.cli.doctor import _EXTRAS
from checker.extras import to_install

FOLDER = '{"url": "file:///srv/a%20clone", "dir_info": {}}'
EDITABLE = '{"url": "file:///srv/clone", "dir_info": {"editable": true}}'
WHEEL = '{"url": "file:///tmp/wirecheck-1.0-py3-none-any.whl", "archive_info": {}}'
REPOSITORY = '{"url": "https://git.example/wirecheck.git", "vcs_info": {"vcs": "git"}}'


class _Installed:
    def __init__(self, origin: str | None) -> None:
        self._origin = origin

    def read_text(self, _name: str) -> str | None:
        return self._origin


@pytest.mark.parametrize(
    ("origin", "command"),
    [
        (None, "pip install 'wirecheck[evidence]'"),
        (WHEEL, "pip install 'wirecheck[evidence]'"),
        (REPOSITORY, "pip install 'wirecheck[evidence]'"),
        (FOLDER, "pip install '/srv/a clone[evidence]'"),
        (EDITABLE, "pip install -e '/srv/clone[evidence]'"),
    ],
    ids=["registry", "wheel", "repository", "clone", "editable clone"],
)
def test_the_command_names_the_folder_of_a_clone(
    monkeypatch: pytest.MonkeyPatch, origin: str | None, command: str
) -> None:
    monkeypatch.setattr(importlib.metadata, "distribution", lambda _name: _Installed(origin))
    assert to_install("evidence") == command


def test_without_an_installation_the_registry_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "_PACKAGE", "wirecheck-that-is-not-there")
    assert to_install("pdf") == "pip install 'wirecheck-that-is-not-there[pdf]'"


def test_the_doctor_says_what_each_extra_is_for() -> None:
    pyproject = Path(__file__).resolve().parents[1] / "pyproject.toml"
    project = tomllib.loads(pyproject.read_text("utf-8"))["project"]
    assert set(_EXTRAS) == set(project["optional-dependencies"])
