"""The package as a stranger gets it: built, installed into a fresh environment, and used."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from checker.native.compiling import LIBRARY, compilers, is_pure, wheel_platform

ROOT = Path(__file__).resolve().parents[1]
STORY = (
    "Harbour reopens after nine days\n\n"
    "LISBON, Jan 14 (AFP) - Dock workers at three harbours went back to work on Tuesday.\n\n"
    "© 2025 AFP\n"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_one_top_level_name_with_rules_and_service_inside(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith((".dist-info", ".data"))} == {"checker"}
    assert "checker/rules/afp.toml" in names
    assert "checker/api/app.py" in names
    assert "checker/py.typed" in names
    assert "checker/report/wirecheck-2.schema.json" in names
    assert "checker/engine/lid.176.ftz" in names
    shared = {name.partition(".data/data/share/")[2] for name in names}
    assert {"man/man1/wirecheck.1", "bash-completion/completions/wirecheck"} <= shared
    assert {"zsh/site-functions/_wirecheck", "fish/vendor_completions.d/wirecheck.fish"} <= shared


@pytest.mark.slow
def test_a_wheel_with_the_compiled_core_is_for_one_platform_and_every_python(wheel: Path) -> None:
    if is_pure() or not any(compilers()):
        pytest.skip("no C compiler is here, or it is not wanted")
    assert wheel.name.endswith(f"-py3-none-{wheel_platform()}.whl")
    assert f"checker/native/{LIBRARY}" in zipfile.ZipFile(wheel).namelist()


@pytest.mark.slow
def test_a_wheel_without_it_is_for_all(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
        env={**os.environ, "WIRECHECK_PURE": "1"},
    )
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name.endswith("-py3-none-any.whl")
    assert f"checker/native/{LIBRARY}" not in zipfile.ZipFile(wheel).namelist()


@pytest.mark.slow
@pytest.mark.timeout(1800)  # a busy machine may take its time
def test_a_fresh_install_of_the_wheel_checks_a_story(wheel: Path, tmp_path: Path) -> None:
    python = tmp_path / "venv" / "bin" / "python"
    venv = [sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv")]
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    # Nothing is compiled that the one check does not import.
    for command in (venv, [*pip, "--no-compile", str(wheel)]):
        subprocess.run(command, check=True, capture_output=True)
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    done = subprocess.run(
        [python.with_name("wirecheck"), "check", "story.txt", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    result = json.loads(done.stdout)
    assert result["verdict"] == "licence_required"
    assert [(claim["owner"], claim["role"]) for claim in result["claims"]] == [("afp", "text")]
