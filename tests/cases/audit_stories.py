"""Trees of files, as an archive has them, through `wirecheck audit`."""

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

from tests.cases.house_rule import HOUSE_RULE, RUNAWAY
from tests.cases.wire_stories import STORY, WIRECHECK, wirecheck
from tests.waiting import until

MANY = 250  # files of an archive; the case has a thousand, which takes a minute and shows the same
PAGE = f"<html><body><article><h1>Dock strike ends</h1><p>{STORY}</p></article></body></html>"


def rows(report: Path) -> list[dict[str, Any]]:
    text = (report / "results.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def links_are_read_once(case: dict[str, Any], folder: Path) -> None:
    site = folder / "site"
    site.mkdir()
    (site / "a.html").write_text(PAGE)
    for name, target in (("loop", "."), ("up", ".."), ("b", "a.html"), ("gone", "nowhere")):
        (site / name).symlink_to(target)
    (folder / "outside.html").write_text(PAGE)
    done = wirecheck("audit", "site", "--out", "report", folder=folder)
    found = rows(folder / "report")
    checked = [row["path"] for row in found if "verdict" in row]
    assert [Path(path).name for path in checked] == ["a.html"], done.stderr
    told = (folder / "report" / "report.html").read_text() + done.stderr + json.dumps(found)
    for name in ("loop", "up", "gone"):
        assert name in told


def names_that_are_not_unicode(case: dict[str, Any], folder: Path) -> None:
    site = folder / "site"
    site.mkdir()
    odd = os.path.join(os.fsencode(site), b"d\xe9p\xeache.html")
    for path in (odd, os.fsencode(site / "ok.html")):
        with open(path, "wb") as file:
            file.write(PAGE.encode())
    for _ in range(2):  # the second run resumes
        wirecheck("audit", "site", "--out", "report", folder=folder)
        found = rows(folder / "report")
        paths = [row["path"] for row in found if "verdict" in row]
        assert len(paths) == 2
        names = {os.fsencode(json.loads(json.dumps(path))).rpartition(b"/")[2] for path in paths}
        assert names == {b"d\xe9p\xeache.html", b"ok.html"}


def a_killed_audit_goes_on(case: dict[str, Any], folder: Path) -> None:
    site = folder / "site"
    site.mkdir()
    for number in range(MANY):
        (site / f"{number:04}.html").write_text(PAGE.replace("three", f"{number}"))
    command = [WIRECHECK, "audit", "site", "--out", "cut"]
    quiet = subprocess.DEVNULL
    run = subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet, start_new_session=True)
    results = folder / "cut" / "results.jsonl"
    report = folder / "cut"
    until(lambda: run.poll() is not None or _written(report) > 20_000, longest=0.02)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    wirecheck("audit", "site", "--out", "cut", folder=folder)
    wirecheck("audit", "site", "--out", "whole", "--data", "other", folder=folder)
    assert results.exists()
    cut, whole = rows(folder / "cut"), rows(folder / "whole")
    key = [(row["path"], row["verdict"]) for row in cut]
    assert len(set(key)) == len(key) == MANY
    assert sorted(key) == sorted((row["path"], row["verdict"]) for row in whole)


def _written(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.jsonl"))


def one_file_cannot_hold_the_rest(case: dict[str, Any], folder: Path) -> None:
    site = folder / "site"
    site.mkdir()
    for number in range(MANY):
        (site / f"{number:04}.html").write_text(PAGE)
    (site / "numbers.json").write_text("[" + ",".join(str(n) for n in range(600_000)) + "]")
    house = folder / "house"
    house.mkdir()
    (house / "sample.toml").write_text(HOUSE_RULE.format(pattern=RUNAWAY))
    (site / "slow.html").write_text("<p>Ana Maria Maria Lopez Agenda PORT NEWS</p>")
    (folder / "wirecheck.toml").write_text('rules = ["house"]\n')
    done = wirecheck("audit", "site", "--out", "report", "--seconds", "5", folder=folder)
    found = rows(folder / "report")
    assert sum(row.get("complete", False) or "verdict" in row for row in found) >= MANY, done.stderr
    assert len({row["path"] for row in found}) == MANY + 2
    (numbers,) = [row for row in found if row["path"].endswith("numbers.json")]
    assert "error" in numbers or not numbers["complete"]
    (slow,) = [row for row in found if row["path"].endswith("slow.html")]
    assert not slow["complete"]
    assert any("sample-byline" in reason["message"] for reason in slow["reasons"])


STORIES = {
    "BA01": links_are_read_once,
    "BA03": names_that_are_not_unicode,
    "BA05": a_killed_audit_goes_on,
    "BA07": one_file_cannot_hold_the_rest,
}
