"""A check that cannot be stored: the verdict is what it is, and somebody is told."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from checker.errors import DiskFull, Problem
from checker.running import batch, check
from checker.store import Store
from checker.store.checks import Checks
from tests.another_program import writing

from .run import Command
from .stories import AGENCY, OWN, SOURCE, jsonl

DATA = "newsroom"


@contextmanager
def another_program(folder: Path, _patch: pytest.MonkeyPatch) -> Iterator[None]:
    with writing(folder / DATA):
        yield


@contextmanager
def a_load_of_sources(folder: Path, _patch: pytest.MonkeyPatch) -> Iterator[None]:
    with Store.open(folder / DATA) as store, store._connections.turn():
        yield


@contextmanager
def a_full_disk(_folder: Path, patch: pytest.MonkeyPatch) -> Iterator[None]:
    def full(*_arguments: Any, **_options: Any) -> None:
        raise DiskFull(Problem("wirecheck.db", "the disk is full; nothing was changed"))

    with patch.context() as held:
        held.setattr(Checks, "store", full)
        yield


Trouble = Callable[[Path, pytest.MonkeyPatch], AbstractContextManager[None]]


@pytest.fixture(params=[another_program, a_load_of_sources, a_full_disk])
def trouble(
    request: pytest.FixtureRequest, wirecheck: Command, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], AbstractContextManager[None]]:
    """A newsroom with a source, and what keeps checks from being stored there."""
    made: Trouble = request.param
    added = wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE)), "--data", DATA)
    assert added.code == 0
    monkeypatch.setattr(check, "RECORD_SECONDS", 0.05)
    monkeypatch.setattr(batch, "RECORD_SECONDS", 0.05)
    return lambda: made(wirecheck.folder, monkeypatch)


@pytest.mark.parametrize(("text", "code"), [(OWN, 0), (AGENCY, 1)])
def test_a_check_prints_its_verdict_and_says_that_it_is_not_stored(
    wirecheck: Command,
    trouble: Callable[[], AbstractContextManager[None]],
    text: str,
    code: int,
) -> None:
    with trouble():
        ran = wirecheck("check", "--json", "-", "--data", DATA, stdin=text.encode())
    [document] = ran.documents
    again = wirecheck("check", "--json", "-", "--data", DATA, stdin=text.encode())
    [usual] = again.documents
    assert (ran.code, again.code) == (code, code)
    assert ran.err.startswith("warning: -: The check is not stored (")
    assert again.err == ""
    for member in ("verdict", "enforcement", "complete", "message", "claims"):
        assert document[member] == usual[member]
    assert (document["check"], document["looked_at"]["recorded"]) == (None, False)
    assert usual["looked_at"]["recorded"] is True
    assert [reason["code"] for reason in document["reasons"]] == ["system.not_recorded"]


def test_a_batch_goes_on_and_counts_what_is_not_stored(
    wirecheck: Command, trouble: Callable[[], AbstractContextManager[None]]
) -> None:
    lines = "".join(json.dumps({"id": n, "text": f"{OWN} {n}."}) + "\n" for n in range(3))
    given = wirecheck.write("in.jsonl", lines)
    with trouble():
        ran = wirecheck("check", "--jsonl", given, "--out", "out.jsonl", "--data", DATA)
    assert ran.code == 0
    assert "3 not stored" in ran.err
    written = Path("out.jsonl").read_text().splitlines()
    documents = [json.loads(line) for line in written]
    assert [d["id"] for d in documents] == [0, 1, 2]
    assert {(d["verdict"], d["looked_at"]["recorded"]) for d in documents} == {("clear", False)}
