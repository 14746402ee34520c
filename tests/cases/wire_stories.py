"""Files of the wire, kills and unit failures, through library and command line."""

import base64
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.errors import InputError
from checker.formats import BadRecord, read_draft, read_sources
from checker.models.source import Source
from checker.newsroom import Newsroom
from tests.cases.newsrooms import NOW, check, open_newsroom
from tests.waiting import LONG

WIRECHECK = str(Path(sys.executable).with_name("wirecheck"))
STORY = (
    "LISBON, Jan 14 (AFP) - Dock workers at three harbours voted on Tuesday to go back to work "
    "after nine days, unions said, ending a dispute that had held up fruit and car parts."
)
REWRITE = (
    "Unions at the northern quays have called off their walk-out, and the first container ships "
    "in more than a week are expected to be unloaded there before dawn, the port captain told "
    "journalists in a short statement outside the pilots' office."
)
TRANSLATION = (
    "Les dockers de trois ports ont voté mardi la reprise du travail après neuf jours de grève, "
    "ont annoncé les syndicats, mettant fin à un conflit qui bloquait fruits et pièces auto."
)


def wirecheck(*arguments: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """The command in a process of its own."""
    command = [WIRECHECK, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=LONG)


def killed_with_its_kin(case: dict[str, Any], folder: Path) -> None:
    """A kill reaches rewrites and translations under new ids, and says whom it killed."""
    items = [
        Source("a7", "afp", STORY),
        Source("b7", "afp", REWRITE, descends_from=("a7",)),
        Source("c7", "afp", TRANSLATION, language="fr", descends_from=("a7",)),
    ]
    with open_newsroom(folder) as newsroom:
        for item in items:
            newsroom.add_sources([item])
        newsroom.store.sources.kill("a7", NOW, "withdrawn")
        for item in (items[1], items[2], items[0]):
            answer = check(newsroom, read_draft(item.text, as_type="text"))
            assert answer["verdict"] == "blocked", item.id
            told = [r["message"] for c in answer["claims"] for r in c["reasons"]]
            assert any("a7" in message for message in told), told


def partial_update_keeps_the_embargo(case: dict[str, Any], folder: Path) -> None:
    line = {
        "id": "a9",
        "owner": "afp",
        "text": STORY,
        "rights": {"embargoed": "2030-01-01T00:00:00Z", "creditline": "AFP"},
    }
    with open_newsroom(folder) as newsroom:
        newsroom.add_sources(_read(json.dumps(line).encode()))
        before = newsroom.store.sources.items(["a9"])["a9"].rights.embargo_until
        newsroom.store.sources.patch("a9", {"credit_line": ("AFP/Ana Sample",)}, at=NOW)
        item = newsroom.store.sources.items(["a9"])["a9"]
        assert item.rights.embargo_until == before is not None
        assert item.rights.credit_line == ("AFP/Ana Sample",)
        again = _read(
            json.dumps({**line, "version": "2", "rights": {"creditline": "AFP"}}).encode()
        )
        newsroom.add_sources(again)
        assert check(newsroom, read_draft(STORY, as_type="text"))["verdict"] == "blocked"


def a_batch_with_bad_lines(case: dict[str, Any], folder: Path) -> None:
    (folder / "b.jsonl").write_text(case["input"]["content"], encoding="utf-8")
    done = wirecheck("check", "--jsonl", "b.jsonl", "--out", "r.jsonl", folder=folder)
    assert done.returncode == 3, done.stderr
    rows = [json.loads(line) for line in (folder / "r.jsonl").read_text().splitlines()]
    good = {row["id"]: row["verdict"] for row in rows if "error" not in row}
    assert good == {"1": "licence_required", "4": "unfinished"}
    bad = {row["error"]["line"]: row["error"]["what"] for row in rows if "error" in row}
    assert sorted(bad) == [2, 3, 4, 5, 8]
    assert all(bad.values())


def a_minimal_withheld_item(case: dict[str, Any], folder: Path) -> None:
    (item,) = _read(case["input"]["content"].encode(), "min.xml")
    assert item.rights.status == "withheld"
    assert (item.title, item.published, item.rights.usage_terms) == (None, None, ())
    with open_newsroom(folder) as newsroom:
        newsroom.add_sources([item])
        answer = check(newsroom, read_draft(item.text, as_type="text"))
        assert answer["verdict"] == "blocked"


def a_cut_archive_is_not_all_clear(case: dict[str, Any], folder: Path) -> None:
    pytest.importorskip("fastwarc", reason="WARC is an extra")
    (folder / "site").mkdir()
    (folder / "site" / "cut.warc.gz").write_bytes(base64.b64decode(case["input"]["base64"]))
    done = wirecheck("audit", "site", "--out", "report", folder=folder)
    assert done.returncode == 3, done.stderr
    text = (folder / "report" / "results.jsonl").read_text()
    rows = [json.loads(line) for line in text.splitlines()]
    assert sum("verdict" in row for row in rows) >= 2
    assert "truncated" in text or "cut" in text or "ends" in text


def a_bomb_is_refused(case: dict[str, Any], folder: Path) -> None:
    data = case["input"]["content"].encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    records = list(read_sources(data, name="bomb.xml"))
    assert records
    assert all(isinstance(record, BadRecord) for record in records)
    with pytest.raises(InputError):
        read_draft(data, name="bomb.xml")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def a_unit_is_whole_or_not_there(case: dict[str, Any], folder: Path) -> None:
    def failing(upto: int) -> Iterator[Source]:
        for number in range(250):
            if number == upto:
                raise OSError("the feed broke off")
            yield Source(f"u{number}", "afp", f"{STORY} Quay number {number} opens first.")

    with open_newsroom(folder) as newsroom:
        with pytest.raises(OSError, match="broke off"):
            newsroom.add_sources(failing(230))
        assert newsroom.store.documents.count() == 0
    _killed_while_adding(folder)
    with open_newsroom(folder) as newsroom:
        newsroom.add_sources(failing(999))
        assert newsroom.store.documents.count() == 250
        assert newsroom.index.stats()["items"] == 250
        assert not newsroom.index.verify()


def _killed_while_adding(folder: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[2])\n"
        "from pathlib import Path; from checker.newsroom import Newsroom\n"
        "from checker.models import Source\n"
        "room = Newsroom.open(Path(sys.argv[1]))\n"
        "print('ready', flush=True)\n"
        "for n in range(10**6): room.add_sources([Source(f'u{n % 250}', 'afp',"
        " 'Quay %d opens first today and nobody knows why. ' % n * 5, version=str(n))])\n"
    )
    root = str(Path(__file__).parents[2])
    worker = subprocess.Popen(
        [sys.executable, "-c", program, str(folder / "data"), root],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout is not None
    assert worker.stdout.readline() == "ready\n"
    try:
        worker.wait(0.4)
    except subprocess.TimeoutExpired:
        worker.kill()
    worker.wait()
    worker.stdout.close()
    with Newsroom.open(folder / "data") as newsroom:
        assert not newsroom.index.verify()
        for row in list(newsroom.store.sources.page(limit=1000)):
            newsroom.store.sources.remove(row.item.source, at=NOW)


def _read(data: bytes, name: str = "case.jsonl") -> list[Source]:
    records = list(read_sources(data, name=name))
    bad = [record for record in records if isinstance(record, BadRecord)]
    assert not bad, bad
    return [replace(record) for record in records if isinstance(record, Source)]


STORIES = {
    "LI07": killed_with_its_kin,
    "LI09": partial_update_keeps_the_embargo,
    "FO05": a_batch_with_bad_lines,
    "FO07": a_minimal_withheld_item,
    "FO09": a_cut_archive_is_not_all_clear,
    "FO11": a_bomb_is_refused,
    "AP05": a_unit_is_whole_or_not_there,
}
