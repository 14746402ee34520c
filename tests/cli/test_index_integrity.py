"""`index verify` and `index rebuild` find damage in files and in the database, and mend it."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from checker.errors import Problem, StoreError
from checker.index import Index
from checker.models.source import Source
from checker.store import Store
from tests.cli.run import Command
from tests.matching.newsroom import story
from tests.store.build import NOW

ITEMS = 70


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A data directory with enough items for a segment on disk."""
    place = tmp_path / "room"
    with Store.open(place) as store:
        items = [Source(f"s{n}", "north", story(n, 3), title=f"Title {n}") for n in range(ITEMS)]
        store.sources.put(items, received=NOW)
        store.agreements.put({"id": "north-2026", "owner": "north"}, at=NOW)
        Index.open(place / "index", store.documents).flush(force=True)
    return place


def test_the_command_finds_a_flipped_byte_and_a_rebuild_mends_it(
    room: Path, wirecheck: Command
) -> None:
    verify = ("index", "verify", "--data", str(room))
    assert wirecheck(*verify).code == 0
    for pattern in ("*.seg", "*.arr", "manifest.json"):
        (path,) = (room / "index").glob(pattern)
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 4
        path.write_bytes(content)
        told = wirecheck(*verify)
        assert told.code == 3
        assert str(path) in told.out
        assert "wirecheck index rebuild" in told.out
        assert wirecheck("index", "rebuild", "--data", str(room)).code == 0
        whole = wirecheck(*verify)
        assert (whole.code, whole.err) == (0, "")
        assert "whole" in whole.out


def test_the_command_finds_a_flipped_byte_in_texts_records_and_agreements(
    room: Path, wirecheck: Command
) -> None:
    path = room / "wirecheck.db"
    whole = path.read_bytes()
    sought = {
        story(33, 3).split()[7].encode(): "source 's33' version 1",
        b"Title 44": "source 's44' version 1",
        b'"north-2026"': "agreement 'north-2026'",
    }
    for words, what in sought.items():
        for at in (at for at in range(len(whole)) if whole.startswith(words, at)):
            content = bytearray(whole)
            content[at + 2] ^= 1
            path.write_bytes(content)
            told = wirecheck("index", "verify", "--data", str(room))
            if what in told.out:
                assert told.code == 3
                assert str(path) in told.out
                assert "restore" in told.out
                break
        else:
            pytest.fail(f"{words!r} is not noticed")
    path.write_bytes(whole)
    assert wirecheck("index", "verify", "--data", str(room)).code == 0


def problems_of(room: Path) -> Sequence[Problem]:
    try:
        with Store.open(room) as store:
            return store.verify()
    except StoreError as error:
        return error.problems


@pytest.mark.slow
def test_a_damaged_page_of_the_database_is_told_and_never_a_crash(room: Path) -> None:
    path = room / "wirecheck.db"
    whole = path.read_bytes()
    dice = random.Random(5)
    found = 0
    for _ in range(120):
        content = bytearray(whole)
        place = dice.randrange(len(whole) // 4096) * 4096
        content[place : place + 64] = dice.randbytes(64)
        path.write_bytes(content)
        found += bool(problems_of(room))
    assert found >= 115  # free pages and pages of digests hold nothing that could be wrong
    path.write_bytes(whole)
    with Store.open(room) as store:
        assert store.verify() == []
