"""Every key of wirecheck.toml but `[serve]` changes what is checked, where or how."""

import json
import multiprocessing.process
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import checker.audit.run
from checker.errors import ConfigurationError
from checker.models.draft import MAX_LETTERS, Rights, Use
from checker.models.source import Item
from checker.newsroom import Newsroom
from checker.settings import load_settings
from tests.cli.run import Command
from tests.cli.stories import FERRY, SOURCE, jsonl
from tests.keys.table import NONSENSE, Row, accepted, at, inside, toml
from tests.keys.test_rule_keys import BASE as HOUSE
from tests.licensing.cases import agreement, items, judged, match

Document = Mapping[str, Any]
STORY = "The port is open again.\n\nSource: AFP\n\n" + "A crane moved in the harbour. " * 20


def checked(command: Command, document: Document) -> Any:
    """A check of one draft: its findings, and whether it is complete."""
    command.write("wirecheck.toml", "")
    command("sources", "add", command.write("s.jsonl", jsonl(SOURCE)))
    command.write("wirecheck.toml", toml(document))
    draft = command.write("a.txt", f"{STORY}\n\n{FERRY}")
    result = command("check", draft, "--json").documents[0]
    codes = [reason["code"] for reason in result["reasons"]]
    looked = {look: result["looked_at"][look] for look in ("markings", "reuse")}
    return [finding["rule"] for finding in result["findings"]], result["complete"], codes, looked


def scanned(command: Command, document: Document) -> Any:
    """Whether a draft with more marks than any budget lets pass unlooked at is complete."""
    command.write("wirecheck.toml", toml(document))
    draft = command.write("marks.txt", "PARIS (AFP) - The port is open.\n\n" * 200)
    result = command("check", draft, "--look", "markings", "--json").documents[0]
    return result["complete"]


def stored(command: Command, document: Document) -> Any:
    """How many checks one more puts on record."""
    command.write("wirecheck.toml", toml(document))
    with Newsroom.open(command.folder / "wirecheck-data") as newsroom:
        before = len(list(newsroom.store.checks.page()))
        command("check", command.write("a.txt", STORY))
        return len(list(newsroom.store.checks.page())) - before


def directory(command: Command, document: Document) -> Any:
    """Where the data are."""
    command.write("wirecheck.toml", toml(document))
    command("check", command.write("a.txt", STORY))
    return sorted(path.name for path in command.folder.iterdir() if path.is_dir())


def house(command: Command, document: Document) -> Any:
    """Whether a house rule is known."""
    command.write("house/xyz.toml", toml(HOUSE))
    command.write("wirecheck.toml", toml(document))
    text = command.write("xyz.txt", "With permission of the XYZ.")
    return [f["rule"] for f in command("check", text, "--json").documents[0]["findings"]]


def refused_model(command: Command, document: Document) -> Any:
    """What is said of a folder that has no sentence model."""
    command.write("wirecheck.toml", toml(document))
    told = command("check", command.write("a.txt", STORY))
    assert told.code == 2
    assert "model.onnx" in told.err
    return [folder in told.err for folder in ("one", "two")]


def processes(command: Command, document: Document) -> Any:
    """How many processes a batch of many lines starts."""
    command.write("wirecheck.toml", toml(document))
    line = json.dumps({"text": STORY}) + "\n"
    lines = command.write("in.jsonl", line * 80)
    started: list[object] = []
    start = multiprocessing.process.BaseProcess.start

    def counted(process: Any) -> None:
        started.append(process)
        start(process)

    command.patch.setattr(multiprocessing.process.BaseProcess, "start", counted)
    assert command("check", "--jsonl", lines, "--out", "out.jsonl").code in (0, 1, 3)
    command.patch.setattr(multiprocessing.process.BaseProcess, "start", start)
    return len(started)


def audit(command: Command, document: Document) -> Any:
    """What an audit is started with."""
    command.write("wirecheck.toml", toml(document))
    command.write("archive/a.txt", STORY)
    runs: list[Any] = []

    def taken(run: Any, *_: Any) -> Any:
        runs.append(run)
        raise SystemExit(0)

    command.patch.setattr(checker.audit.run, "audit", taken)
    command("audit", str(command.folder / "archive"), "--out", "out")
    return runs[0].limits, runs[0].workers, runs[0].follow_links


ROWS = [
    Row("data", "one", "two", directory),
    Row("rules", [], ["house"], house),
    Row("semantic", "one", "two", refused_model),
    Row("check.scan_seconds", 60.0, 0.0, scanned),
    Row("check.total_seconds", 10.0, 0.0, checked),
    Row("check.max_letters", MAX_LETTERS, 20, checked),
    Row("check.workers", 1, 2, processes),
    Row("check.record", True, False, stored),
    Row("check.look", ["markings", "reuse"], ["markings"], checked),
    Row("audit.seconds", 60.0, 5.0, audit),
    Row("audit.memory_mb", 2048, 512, audit),
    Row("audit.workers", 1, 3, audit),
    Row("audit.follow_links", False, True, audit),
]


@pytest.mark.parametrize("row", ROWS, ids=[row.key for row in ROWS])
def test_each_key_makes_a_difference(row: Row, wirecheck: Command) -> None:
    one, two = (row.seen(wirecheck, at(row.key, value)) for value in (row.one, row.two))
    assert one != two


def judged_use(use: Use, held: Mapping[str, Any]) -> Any:
    made = judged(
        matches=(match(),),
        agreements=(agreement(**held),),
        registry=items(Item("urn:afp:1", "afp", Rights())),
        use=use,
    )
    return [(claim.verdict, [r.code for r in claim.reasons]) for claim in made.claims]


USES = [
    Row("use.publisher", "pub:a", "pub:b", judged_use, {"licensee": {"id": "pub:a"}}),
    Row("use.site", "a.example", "b.example", judged_use, {"licensee": {"brands": ["a.example"]}}),
    Row("use.channel", "web", "print", judged_use, {"channels": {"allow": ["web"]}}),
    Row("use.territories", ["FR"], ["IT"], judged_use, {"territories": {"allow": ["FR"]}}),
    Row("use.at", "2025-06-01T10:00:00Z", "2026-06-01T10:00:00Z", judged_use,
        {"valid": {"until": "2025-12-31"}}),
    Row("use.first_published", "2025-05-31T10:00:00Z", "2025-01-01T10:00:00Z", judged_use,
        {"retention": {"online_days": 30}}),
    Row("use.purpose", "publish", "archive", judged_use, {"retention": {"archive": False}}),
]  # fmt: skip


@pytest.mark.parametrize("row", USES, ids=[row.key for row in USES])
def test_each_key_of_the_use_makes_a_difference(row: Row, tmp_path: Path) -> None:
    path = tmp_path / "wirecheck.toml"
    seen = []
    for value in (row.one, row.two):
        path.write_text(toml(at(row.key, value)), encoding="utf-8")
        seen.append(row.seen(load_settings(path, {}).use, row.other or {}))
    assert seen[0] != seen[1]


def test_every_key_that_is_accepted_is_in_the_table(tmp_path: Path) -> None:
    listed = {row.key for row in (*ROWS, *USES)} | {"serve"}
    path = tmp_path / "wirecheck.toml"
    for table in ("", "check", "audit", "use"):
        nonsense = f"{table}.{NONSENSE}" if table else NONSENSE
        path.write_text(toml(at(nonsense, 1)), encoding="utf-8")
        with pytest.raises(ConfigurationError) as error:
            load_settings(path, {})
        assert accepted(error.value.problems) == inside(table, listed), table
