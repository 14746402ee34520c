"""The plugin by WordPress's own coding standard, and by what its directory asks of a plugin."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.integrations.wordpress.site import PLUGIN, ROOT

RULES = PLUGIN.parent / "phpcs.xml"
SNIFFS = Path(os.environ.get("WPCS") or ROOT / "build" / "wpcs")
# Each is forbidden by the rule; all else of the file is as it should be.
WRONG = {
    "echo $GLOBALS['words'];": "EscapeOutput",
    "return $_GET['words'];": "ValidatedSanitizedInput",
    "esc_html_e( 'Not published.', 'another-domain' );": "I18n",
    'global $wpdb; $wpdb->query( "DELETE FROM posts WHERE ID = {$id}" );': "PreparedSQL",
    "do_action( 'somebody_elses_name' );": "PrefixAllGlobals",
    "return json_encode( $id );": "AlternativeFunctions",
}
FILE = """<?php
/**
 * What the standard forbids.
 *
 * @package Wirecheck
 */

/**
 * Does it.
 *
 * @param int $id A number.
 */
function wirecheck_wrong( $id ) {
	%s
}
"""
sniffed = pytest.mark.skipif(
    shutil.which("phpcs") is None or not (SNIFFS / "WordPress").is_dir(),
    reason="no phpcs with WordPress's sniffs (.ci/run says how they come here)",
)


def sniff(*files: str) -> list[tuple[str, int, str, str]]:
    """What the sniffer says of files: name, line, rule, message."""
    command = ["phpcs", "--runtime-set", "installed_paths", str(SNIFFS), f"--standard={RULES}"]
    done = subprocess.run(
        [*command, "--report=json", *files],
        cwd=RULES.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout.startswith("{"):  # under PHP 8 some of its rules end so where they find one
        found = re.search(r"(\w+)Sniff\.php", done.stdout + done.stderr)
        return [("", 0, f"{found[1] if found else 'phpcs'}.Ended", done.stdout + done.stderr)]
    told = json.loads(done.stdout)
    return [
        (Path(name).name, one["line"], one["source"], one["message"])
        for name, file in told["files"].items()
        for one in file["messages"]
    ]


@sniffed
@pytest.mark.slow
def test_the_plugin_keeps_wordpresss_coding_standard() -> None:
    assert sniff() == []


@sniffed
@pytest.mark.slow
def test_the_sniffer_would_see_what_is_not_escaped_cleaned_translated_prepared_or_prefixed(
    tmp_path: Path,
) -> None:
    missed = []
    for number, (line, rule) in enumerate(WRONG.items()):
        wrong = tmp_path / f"wrong{number}.php"
        wrong.write_text(FILE % line)
        found = {source.split(".")[-2] for _, _, source, _ in sniff(str(wrong))}
        if rule not in found:
            missed.append((line, found))
    assert missed == []


def test_what_changes_something_by_a_form_asks_for_its_nonce() -> None:
    """The sniffer's own rule ends with an error under PHP 8."""
    asks = re.compile(r"(?:check_ajax_referer|check_admin_referer|wp_verify_nonce)\(")
    function = re.compile(r"\n\t(?:public|private|protected)[^\n]*function ")
    bad = [
        f"{path.name}: {body[:60]!r}"
        for path in PLUGIN.rglob("*.php")
        for body in function.split(path.read_text())
        if re.search(r"\$_(?:POST|REQUEST)\b", body) and not asks.search(body)
    ]
    assert bad == []


def test_every_file_with_code_of_its_own_ends_when_it_is_called_from_outside() -> None:
    guard = re.compile(r"! defined\( '(?:ABSPATH|WP_UNINSTALL_PLUGIN)' \)")
    for path in (PLUGIN / "wirecheck.php", PLUGIN / "uninstall.php"):
        assert guard.search(path.read_text()), path.name
    for folder in {path.parent for path in PLUGIN.rglob("*.*")}:
        assert (folder / "index.php").read_text() == "<?php // Silence is golden.\n", folder


def test_the_plugins_head_names_its_text_domain_and_where_translations_lie() -> None:
    head = (PLUGIN / "wirecheck.php").read_text()
    assert "Text Domain:       wirecheck\n" in head
    assert "Domain Path:       /languages\n" in head
    assert (PLUGIN / "languages" / "wirecheck.pot").is_file()


def test_the_readme_has_what_the_directory_reads() -> None:
    readme = (PLUGIN / "readme.txt").read_text()
    head, _, body = readme.partition("\n\n")
    told = dict(line.split(": ", 1) for line in head.splitlines()[1:])
    assert head.startswith("=== Wirecheck ===\n")
    assert len(told["Tags"].split(", ")) <= 5
    needed = {"Contributors", "Requires at least", "Tested up to", "Requires PHP", "Stable tag"}
    assert needed | {"License", "License URI"} <= told.keys()
    assert re.fullmatch(r"\d+\.\d+", told["Tested up to"])
    assert len(body.splitlines()[0]) <= 150  # the short description is cut there
    sections = re.findall(r"^== (.+) ==$", body, re.MULTILINE)
    assert sections == ["Description", "Installation", "Frequently Asked Questions", "Changelog"]
    assert f"= {told['Stable tag']} =" in body


def test_nothing_is_packed_that_the_directory_refuses() -> None:
    names = [path.name for path in PLUGIN.rglob("*") if path.is_file()]
    assert not [name for name in names if name.startswith(".")]
    assert not [
        name for name in names if name.endswith((".zip", ".phar", ".sh", ".exe", ".min.js"))
    ]
    code = "\n".join(path.read_text() for path in PLUGIN.rglob("*.php"))
    forbidden = r"\b(?:eval|create_function|passthru|shell_exec|exec|system|proc_open)\s*\("
    assert re.findall(forbidden, code) == []
    assert "curl_init" not in code
