"""A directory that cannot be written to is read: in the hour of a recall that is what counts."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.postings.forks import Say, forked

from .run import Command, Ran

NOBODY = 65534
STORY = (
    "The ferry between the two islands will sail twice a day from April, the harbour board said "
    "on Monday. Fares stay as they are, and the old boat goes to a museum in the summer, where "
    "children may ring its bell and learn how the engine was kept running through two wars."
)


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder that another user can reach.

    Each process of pytest that starts closes the folder of all its runs to other users.
    """
    with TemporaryDirectory(prefix="wirecheck-") as folder:
        yield Path(folder).resolve()


@pytest.fixture
def closed(wirecheck: Command, tmp_path: Path) -> Iterator[Path]:
    """A newsroom with a killed item and a piece that uses it, where nobody may write."""
    line = json.dumps({"id": "urn:ferry", "owner": "north", "text": STORY})
    wirecheck.write("in.jsonl", line + "\n")
    wirecheck.write("draft.txt", STORY)
    assert wirecheck("sources", "add", "in.jsonl").code == 0
    assert wirecheck("check", "draft.txt", "--record").code == 1
    assert wirecheck("sources", "kill", "urn:ferry").code in (0, 1)
    for warm in READING:  # what is imported when it is needed must be there
        wirecheck(*warm)
    data = tmp_path / "wirecheck-data"
    yield data
    for path in (data, *data.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


READING = (
    ("check", "draft.txt", "--no-record", "--json"),
    ("recall", "urn:ferry"),
    ("sources", "list"),
    ("index", "verify"),
    ("index", "stats"),
)


def close(data: Path) -> None:
    for path in (*data.rglob("*"), data):
        path.chmod(0o555 if path.is_dir() else 0o444)


def as_nobody(wirecheck: Command, *arguments: str) -> Ran:
    """What a command ends with for a user without rights."""

    def run(say: Say) -> None:
        if os.getuid() == 0:
            for folder in (wirecheck.folder, *wirecheck.folder.parents):
                if folder != Path("/") and folder.stat().st_uid == 0:
                    folder.chmod(folder.stat().st_mode | 0o055)
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        ran = wirecheck(*arguments)
        say(json.dumps([ran.code, ran.out, ran.err]))

    with forked(run) as (process,):
        (line,) = process.end()
    return Ran(*json.loads(line))


def test_what_only_reads_works_where_nothing_can_be_written(
    wirecheck: Command, closed: Path
) -> None:
    close(closed)
    before = sorted(path.name for path in closed.rglob("*"))
    checked = as_nobody(wirecheck, *READING[0])
    (answer,) = checked.documents
    assert (checked.code, answer["verdict"], answer["complete"]) == (1, "blocked", True)
    recalled = as_nobody(wirecheck, *READING[1])
    assert recalled.code == 1
    assert "draft.txt" in recalled.out
    listed = as_nobody(wirecheck, *READING[2])
    assert (listed.code, "urn:ferry" in listed.out) == (0, True)
    verified = as_nobody(wirecheck, *READING[3])
    assert (verified.code, verified.err) == (0, "")
    assert "every user of this machine can read it" in verified.out
    assert "chmod 700" in verified.out
    assert sorted(path.name for path in closed.rglob("*")) == before


@pytest.mark.parametrize(
    "writing",
    [
        ("sources", "kill", "urn:ferry"),
        ("sources", "add", "in.jsonl"),
        ("index", "rebuild"),
        ("keys", "add", "desk", "--scope", "admin"),
    ],
)
def test_what_writes_says_so_and_is_no_error_of_usage(
    wirecheck: Command, closed: Path, writing: tuple[str, ...]
) -> None:
    close(closed)
    refused = as_nobody(wirecheck, *writing)
    assert refused.code == 3, refused
    assert "read" in refused.err
    assert "hint" in refused.err


def test_a_check_that_cannot_be_kept_gives_its_verdict_all_the_same(
    wirecheck: Command, closed: Path
) -> None:
    close(closed)
    checked = as_nobody(wirecheck, "check", "draft.txt", "--record", "--json")
    (answer,) = checked.documents
    assert (checked.code, answer["verdict"], answer["complete"]) == (1, "blocked", True)
    assert answer["looked_at"]["recorded"] is False


def test_changes_that_are_in_the_journal_alone_are_never_passed_over(
    wirecheck: Command, closed: Path
) -> None:
    """A kill may be among them."""
    with closing(sqlite3.connect(closed / "wirecheck.db", isolation_level=None)) as writer:
        writer.execute("UPDATE counters SET value = value + 1 WHERE name = 'state'")
        journal = (closed / "wirecheck.db-wal").read_bytes()
        database = (closed / "wirecheck.db").read_bytes()
    assert journal
    (closed / "wirecheck.db").write_bytes(database)  # as a copy of a running newsroom has them
    (closed / "wirecheck.db-wal").write_bytes(journal)
    (closed / "wirecheck.db-shm").unlink(missing_ok=True)
    close(closed)
    for reading in READING[:3]:
        refused = as_nobody(wirecheck, *reading)
        assert (refused.code, refused.out) == (3, "")
        assert "contains the newest changes" in refused.err
        assert "wirecheck.db-wal" in refused.err
