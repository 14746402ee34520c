"""Monthly quotas over the pieces of a batch, of several files and of an audit."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import Command
from tests.end_to_end.quota_room import (
    BAKER,
    CHOIR,
    FERRY,
    HERON,
    OWN,
    SOURCES,
    TEXTS,
    agreement,
)

# Batches ------------------------------------------------------------------------------------


def lines(texts: Sequence[str], **more: Any) -> str:
    rows = [{"id": f"p{n}", "text": text, **more} for n, text in enumerate(texts)]
    return "\n".join(map(json.dumps, rows))


@pytest.fixture
def desk(wirecheck: Command, tmp_path: Path) -> Command:
    """A command line over a newsroom with a quota of two."""
    (tmp_path / "a.json").write_text(agreement(2), "utf-8")
    rows = [{"id": s.id, "owner": s.owner, "text": s.text} for s in SOURCES]
    (tmp_path / "s.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert wirecheck("agreements", "add", "a.json").code == 0
    assert wirecheck("sources", "add", "s.jsonl").code == 0
    return wirecheck


def told(path: Path) -> list[tuple[str, str, list[int]]]:
    """Each result: its name, its verdict, the numbers of its items."""
    documents = sorted(map(json.loads, path.read_text("utf-8").splitlines()), key=_name)
    return [
        (d["id"], d["verdict"], [i["number"] for q in d.get("quota", ()) for i in q["items"]])
        for d in documents
    ]


def _name(document: dict[str, Any]) -> str:
    return str(document["id"])


BATCH = [
    ("p0", "clear", [1]),
    ("p1", "clear", [2]),
    ("p2", "clear", [1]),  # the first item again
    ("p3", "licence_required", [3]),
    ("p4", "clear", []),
    ("p5", "licence_required", [2, 4]),
    ("p6", "licence_required", [3]),  # beyond it for good
]
PIECES = (FERRY, BAKER, f"{FERRY}\n\n{OWN}", HERON, OWN, f"{BAKER}\n\n{CHOIR}", HERON)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_lines_of_a_batch_count_as_if_all_were_published_with_any_number_of_workers(
    desk: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, workers: int
) -> None:
    monkeypatch.setattr("checker.running.batch.IN_PROCESS", 1)
    monkeypatch.setattr("checker.running.batch.RECORDS", 2)
    desk.write("in.jsonl", lines(PIECES))
    batch = ("check", "--jsonl", "in.jsonl", "--out", "out.jsonl", "--workers", str(workers))
    for _ in range(2):  # what the first run stored changes nothing in the second
        assert desk(*batch).code == 1
        assert told(tmp_path / "out.jsonl") == BATCH
    recalled = desk("recall", "nw:2", "--json").documents
    assert {one["id"] for one in recalled} == {"p3", "p6"}


def test_a_batch_that_is_not_recorded_counts_all_the_same(desk: Command, tmp_path: Path) -> None:
    desk.write("in.jsonl", lines(PIECES))
    desk("check", "--jsonl", "in.jsonl", "--out", "out.jsonl", "--no-record")
    assert told(tmp_path / "out.jsonl") == BATCH


def test_a_piece_that_lacks_its_credit_uses_the_quota_of_its_batch_too(
    desk: Command, tmp_path: Path
) -> None:
    desk.write("a.json", agreement(2, credit={"text": ["Northwire"]}))
    assert desk("agreements", "add", "a.json").code == 0
    desk.write("in.jsonl", lines(TEXTS))
    desk("check", "--jsonl", "in.jsonl", "--out", "out.jsonl")
    verdicts = [verdict for _, verdict, _ in told(tmp_path / "out.jsonl")]
    assert verdicts == ["credit_required"] * 2 + ["licence_required"] * 2


def test_several_files_of_one_call_count_as_a_batch(desk: Command) -> None:
    desk.write("policy.yaml", "schema: policy/1\nquota: {counts: confirmed}\n")
    assert desk("policy", "set", "policy.yaml").code == 0
    names = [desk.write(f"{n}.txt", text) for n, text in enumerate(TEXTS)]
    ran = desk("check", "--json", *names)
    assert [one["verdict"] for one in ran.documents] == ["clear"] * 2 + ["licence_required"] * 2
    again = desk("check", "--json", names[3])
    assert again.documents[0]["verdict"] == "clear"  # nothing of them was confirmed


def test_the_files_of_an_audit_count_in_the_order_of_its_plan_and_from_then_on(
    desk: Command, tmp_path: Path
) -> None:
    for number, text in enumerate(TEXTS):
        desk.write(f"site/{number}.txt", text)
    desk.write("site/old/2014/03/choir.txt", CHOIR)  # of another month
    expected = [
        ("site/0.txt", "clear", [1]),
        ("site/1.txt", "clear", [2]),
        ("site/2.txt", "licence_required", [3]),
        ("site/3.txt", "licence_required", [4]),
        ("site/old/2014/03/choir.txt", "clear", [1]),
    ]
    for out in ("one", "two"):
        desk("audit", "site", "--out", out, "--workers", "2")
        assert told(tmp_path / out / "results.jsonl") == expected
    assert desk("check", "--json", "site/3.txt").documents[0]["verdict"] == "licence_required"


def test_a_batch_goes_on_from_what_the_month_has_seen(desk: Command, tmp_path: Path) -> None:
    first = desk.write("first.txt", BAKER)
    assert desk("check", first).code == 0
    desk.write("in.jsonl", lines(TEXTS))
    desk("check", "--jsonl", "in.jsonl", "--out", "out.jsonl")
    assert told(tmp_path / "out.jsonl") == [
        ("p0", "clear", [2]),
        ("p1", "clear", [1]),
        ("p2", "licence_required", [3]),
        ("p3", "licence_required", [4]),
    ]
