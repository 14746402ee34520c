"""A static site: the hooks that pre-commit reads, and the script that asks a service."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.api.conftest import Served, newsroom
from tests.api.stories import OWN, PARAGRAPHS, STORY

__all__ = ["newsroom"]

ROOT = Path(__file__).resolve().parents[3]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
SCRIPT = ROOT / "integrations" / "git" / "wirecheck_git.py"
HEAD = "---\ntitle: A harbour\ndraft: false\n---\n\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Pages of a static site: one of our own, one with a credit, one without, one that is none."""
    (tmp_path / "own.md").write_text(f"{HEAD}{OWN}\n", "utf-8")
    (tmp_path / "credited.md").write_text(f"{HEAD}{STORY}\n\n(AFP)\n", "utf-8")
    copied = "\n\n".join(text for text in PARAGRAPHS if "AFP" not in text)
    (tmp_path / "copied.md").write_text(f"{HEAD}{OWN}\n\n{copied}\n", "utf-8")
    (tmp_path / "empty.md").write_text("", "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, url: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        cwd=folder,
        env={**os.environ, "WIRECHECK_URL": url},
        capture_output=True,
        text=True,
    )


def sarif_of(folder: Path) -> list[dict[str, Any]]:
    log = json.loads((folder / "out.sarif").read_text("utf-8"))
    assert log["version"] == "2.1.0"
    found: list[dict[str, Any]] = log["runs"][0]["results"]
    known = {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in found} <= known
    return found


def test_what_may_go_out_passes_and_says_nothing(newsroom: Served, content: Path) -> None:
    done = run(content, "own.md", "credited.md", url=newsroom.base)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_may_not_go_out_stops_the_commit_with_its_line(
    newsroom: Served, content: Path
) -> None:
    done = run(content, "own.md", "copied.md", "--sarif", "out.sarif", url=newsroom.base)
    assert done.returncode == 1
    assert "copied.md: hold: " in done.stdout
    assert "copied.md:8: afp: " in done.stdout
    assert "own.md" not in done.stdout
    (result,) = sarif_of(content)
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "copied.md"
    assert result["level"] == "error"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("page.html", "<html>\n<head>\n<title>A pier</title>\n<meta name=a>\n</head>\n<body>\n"
         "<p>{own}</p>\n<p>{copied}</p>\n</body>\n</html>"),
        ("page.html", "<html>\n<head>\n<title>A pier</title>\n"
         '<meta name="description" content="{first}">\n</head>\n<body>\n<p>{own}</p>\n\n<p\n'
         'class="a">{marked}</p></body></html>'),
        ("marked.md", "\ufeff{own}\n\n{copied}\n"), ("marked.md", "{own}\r\n\r\n{copied}\r\n"),
    ],
)  # fmt: skip
def test_the_line_is_that_of_the_file_whatever_its_readers_see(
    newsroom: Served, tmp_path: Path, name: str, source: str
) -> None:
    copied = next(text for text in PARAGRAPHS if "AFP" not in text)
    first, _, rest = copied.partition(" ")
    marked = f"<b>{first}</b>&nbsp;{rest}"
    text = source.format(own=OWN, copied=copied, marked=marked, first=copied)
    (tmp_path / name).write_bytes(text.encode())
    begins = marked if "{marked}" in source else copied
    line = text.count("\n", 0, text.rindex(begins[:20])) + 1
    done = run(tmp_path, name, "--sarif", "out.sarif", url=newsroom.base)
    assert f"{name}:{line}: afp: " in done.stdout
    regions = [
        one["locations"][0]["physicalLocation"]["region"]["startLine"] for one in sarif_of(tmp_path)
    ]
    assert regions == [line] * len(regions)


def test_a_file_that_cannot_be_read_was_not_checked(newsroom: Served, content: Path) -> None:
    done = run(content, "empty.md", "own.md", url=newsroom.base)
    assert done.returncode == 3
    assert "empty.md: not checked: " in done.stdout


@pytest.mark.parametrize(("wish", "code"), [("hold", 3), ("allow", 0)])
def test_without_the_service_a_commit_waits_or_goes_through_as_it_was_wished(
    content: Path, wish: str, code: int
) -> None:
    wishes = ("--on-unavailable", wish, "--sarif", "out.sarif")
    done = run(content, "own.md", *wishes, url="http://127.0.0.1:9")
    assert done.returncode == code
    assert "not checked: the service did not answer" in done.stderr
    assert [one["ruleId"] for one in sarif_of(content)] == ["system.unavailable"]


@pytest.mark.parametrize("wrong", ["a channel that nothing knows", "a key that is none"])
def test_a_call_that_the_service_refuses_lets_nothing_through(
    newsroom: Served, content: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    """Without the service a commit may go through; with a wrong key none is ever checked."""
    wishes = ["--on-unavailable", "allow", "--sarif", "out.sarif"]
    if wrong == "a key that is none":
        monkeypatch.setenv("WIRECHECK_KEY", "wck_none")
    else:
        wishes += ["--site", "a\nb"]
    done = run(content, "own.md", *wishes, url=newsroom.base)
    assert done.returncode == 3
    assert "not checked: the service refused the call: 4" in done.stderr
    assert [one["ruleId"] for one in sarif_of(content)] == ["system.refused"]


def test_a_file_that_is_gone_is_named_and_the_others_are_checked(
    newsroom: Served, content: Path
) -> None:
    """A hook is given the names of a commit, and a file may have been deleted since."""
    files = ("own.md", "gone.md", "copied.md")
    wishes = ("--on-unavailable", "allow", "--sarif", "out.sarif")
    done = run(content, *files, *wishes, url=newsroom.base)
    assert done.returncode == 3
    assert "gone.md: not checked: No such file or directory" in done.stdout
    assert "copied.md: hold: " in done.stdout
    assert {one["ruleId"] for one in sarif_of(content)} > {"system.unread"}


def test_files_go_in_as_many_calls_as_their_size_asks_for(newsroom: Served, content: Path) -> None:
    names = [f"page{number}.md" for number in range(3)]
    for name in names:
        (content / name).write_text(f"{HEAD}{OWN}\n" + " \n" * 350_000, "utf-8")
    done = run(content, *names, url=newsroom.base)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_address_is_needed(content: Path) -> None:
    done = run(content, "own.md", url="")
    assert done.returncode == 2
    assert "WIRECHECK_URL" in done.stderr


def test_the_hooks_are_what_pre_commit_reads() -> None:
    assert [hook["id"] for hook in HOOKS] == ["wirecheck", "wirecheck-service"]
    for hook in HOOKS:
        assert hook.keys() >= {"id", "name", "entry", "language", "types_or"}
    script = ROOT / HOOKS[1]["entry"]
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").startswith("#!/usr/bin/env python3\n")
    assert HOOKS[0]["entry"] == "wirecheck check"


@pytest.mark.slow
def test_the_hook_of_the_engine_stops_a_commit(content: Path) -> None:
    """As pre-commit runs it: the entry and the files, in the folder of the repository."""
    command = [sys.executable, "-c", "from checker.cli import main; main()"]
    (content / "wire.jsonl").write_text(
        json.dumps({"id": "urn:x:1", "owner": "northwire", "text": STORY}), "utf-8"
    )
    subprocess.run(
        [*command, "sources", "add", "wire.jsonl"], cwd=content, check=True, capture_output=True
    )
    entry = [*command, *HOOKS[0]["entry"].split()[1:]]
    assert subprocess.run([*entry, "own.md"], cwd=content, capture_output=True).returncode == 0
    done = subprocess.run([*entry, "own.md", "copied.md"], cwd=content, capture_output=True)
    assert done.returncode == 1
    logged = subprocess.run(
        [*entry, "--sarif", "copied.md"], cwd=content, capture_output=True, text=True
    )
    log = json.loads(logged.stdout)
    assert "licence.none" in {one["ruleId"] for one in log["runs"][0]["results"]}
