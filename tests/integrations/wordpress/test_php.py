"""The plugin's sources: under every PHP that it promises, by the rules of WordPress's world."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integrations.wordpress.site import PLUGIN, ROOT
from tools.wordpress_pot import template

HERE = Path(__file__).parent / "php"
WASM = Path(os.environ.get("PHP_WASM") or ROOT / "node_modules" / ".bin" / "php-wasm-cli")
PHP = sorted(PLUGIN.rglob("*.php"))


@pytest.mark.slow
@pytest.mark.parametrize("script", ["lint.php", "pure.php"])
@pytest.mark.parametrize("version", ["7.4", "8.0", "8.5"])
def test_the_plugin_parses_and_its_pure_classes_keep_their_promises(
    version: str, script: str
) -> None:
    if not WASM.exists():
        pytest.skip("no @php-wasm/cli (.ci/run says how it comes here)")
    assert _run([str(WASM)], script, PHP=version) == ""


@pytest.mark.skipif(shutil.which("php") is None, reason="no PHP (.ci/run says how it comes here)")
@pytest.mark.parametrize("script", ["lint.php", "pure.php"])
def test_the_same_under_the_php_of_this_machine(script: str) -> None:
    assert _run(["php"], script) == ""


def _run(php: list[str], script: str, **more: str) -> str:
    folder = PLUGIN if script == "lint.php" else PLUGIN / "includes"
    command = [*php, str(HERE / script), str(folder)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **more}
    )
    said = done.stdout + done.stderr
    return "" if done.returncode == 0 and ("hold" in said or script == "lint.php") else said


def _code(path: Path) -> Iterator[tuple[int, str]]:
    """Lines that are code, with their numbers; comments that begin a line are none."""
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.lstrip().startswith(("*", "/*", "//", "#")):
            yield number, line


def test_what_is_printed_is_escaped_where_it_is_printed() -> None:
    safe = r"(?:esc_\w+|wp_kses_post|selected|checked|absint)\("
    bad = []
    for path in PHP:
        for number, line in _code(path):
            variable = re.search(r"\b(?:echo|printf\()[^;]*\$", line)
            if variable and not re.search(safe, line) and "sprintf" not in line:
                bad.append(f"{path.name}:{number} {line.strip()}")
    assert bad == []


def test_every_name_that_others_see_bears_the_plugins_name() -> None:
    bad = []
    for path in PHP:
        for number, line in _code(path):
            if (found := re.match(r"(?:final )?(?:class|function|const) (\w+)", line)) and not (
                found.group(1).lower().startswith("wirecheck")
            ):
                bad.append(f"{path.name}:{number}")
            hooks = re.findall(r"apply_filters\( '(\w+)'", line)
            bad.extend(f"{path.name} {hook}" for hook in hooks if not hook.startswith("wirecheck_"))
    assert bad == []


def test_no_file_does_anything_when_it_is_called_from_outside() -> None:
    for path in PHP:
        text = path.read_text()
        alone = "includes" in path.parts or path.name == "index.php"
        assert alone or "exit;" in text, path.name  # classes and functions alone do nothing


def test_what_is_read_from_a_request_is_cleaned_on_the_way() -> None:
    clean = ("absint(", "sanitize_", "isset(", "check_ajax_referer", "wp_unslash( $_POST )")
    bad = [
        f"{path.name}:{number} {line.strip()}"
        for path in PHP
        for number, line in _code(path)
        if re.search(r"\$_(?:GET|POST|REQUEST|COOKIE)", line) and not any(c in line for c in clean)
    ]
    assert bad == []


def test_no_licensing_is_decided_in_php() -> None:
    """Verdicts are read for nothing but whether the check is finished; `enforcement` decides."""
    words = ("credit_required", "licence_required", "embargo", "quota", "licence.", "credit.")
    text = "\n".join(line for path in PHP for _, line in _code(path))
    assert [word for word in words if word in text] == []


def test_the_template_of_translations_is_that_of_the_sources() -> None:
    written = (PLUGIN / "languages" / "wirecheck.pot").read_text()
    assert written == template(), "run python -m tools.wordpress_pot"
    calls = sum(path.read_text().count("'wirecheck' )") for path in [*PHP, *PLUGIN.rglob("*.js")])
    registered = len(re.findall(r"^#: (.*)$", written, re.MULTILINE))
    assert registered > 50
    assert calls >= registered


def test_the_readme_names_what_was_tried() -> None:
    readme = (PLUGIN / "readme.txt").read_text()
    head = (PLUGIN / "wirecheck.php").read_text()
    for name in ("Requires at least", "Requires PHP"):
        told = re.search(rf"{name}: +(\S+)", readme)
        assert told
        assert re.search(rf"{name}: +{re.escape(told.group(1))}\n", head)
    assert "Tested up to: 7.1\n" in readme
    assert "License: GPLv2 or later" in readme
    version = re.search(r"Stable tag: (\S+)", readme)
    assert version
    assert f"Version:           {version.group(1)}\n" in head
    assert f"WIRECHECK_VERSION = '{version.group(1)}'" in head
