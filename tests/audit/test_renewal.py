"""An audit that is run again: what does not hold any more is checked again, and nothing else."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest

from checker.audit import asked
from checker.audit import run as running
from checker.audit.identity import Identity
from checker.audit.journal import Journal
from checker.audit.run import Run, audit, read_manifest
from checker.audit.task import FileResult, audited
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.running.check import CheckOptions
from checker.running.opening import CheckSetup, Opening
from checker.running.workers import Outcome
from tests.formats.documents import pdf, words_at, zipped

from .archive import AGENCY, FERRY, OWN, results

LATER = (
    "A choir of bakers sang before dawn beneath the windows of the finance ministry and asked for "
    "cheaper flour, until the porter came out with a bucket."
)


class Here:
    """Audits in this process, and counts the files that are checked."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.site, self.out, self.checked = folder / "site", folder / "out", list[str]()
        self.site.mkdir()
        for name, text in (("ferry", FERRY), ("own", OWN), ("bakers", LATER), ("afp", AGENCY)):
            (self.site / f"{name}.txt").write_text(text)
        self.setup = CheckSetup(Opening(folder / "data"), options=CheckOptions(record=True))
        self.stop_after = 1_000
        self.too_slow = set[str]()
        monkeypatch.setattr(running, "Pool", self._pool)
        self.change(lambda room: room.add_sources([Source("urn:ferry", "northlight", FERRY)]))

    def _pool(self, _auditor: object, work: Any, **_more: object) -> "Here":
        self.work = work
        return self

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, tasks: Any, **_more: object) -> Iterator[Outcome]:
        for number, task in enumerate(tasks):
            if number >= self.stop_after:
                raise KeyboardInterrupt
            self.checked.append(Path(task.path).name)
            if Path(task.path).name in self.too_slow:
                yield Outcome(task, "timeout", what="not finished within 0.5 s")
                continue
            with Newsroom.open(self.work.setup.opening.data) as room:
                found: FileResult = audited(room, self.work, task)
            yield Outcome(task, "done", found)

    def change(self, how: Any) -> None:
        with Newsroom.open(self.setup.opening.data) as room:
            how(room)

    def again(self, **changes: Any) -> list[str]:
        """Runs the audit, and returns the names of the files that were checked."""
        self.checked.clear()
        asked = Run((self.site,), self.out, self.setup, **changes)
        with Newsroom.open(self.setup.opening.data) as room:
            audit(asked, room, lambda _done, _total: None)
        return self.checked

    def verdicts(self) -> dict[str, str]:
        found = results(self.out)
        assert len({one["id"] for one in found}) == len(found)
        return {Path(one["path"]).stem: one["verdict"] for one in found}

    def manifest(self) -> dict[str, Any]:
        return read_manifest(self.out / "manifest.json")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    return Here(tmp_path, monkeypatch)


def kill(room: Newsroom) -> None:
    room.store.sources.kill("urn:ferry", reason="wrong", at=room.clock())


def test_where_nothing_changed_nothing_is_checked_again(here: Here) -> None:
    assert len(here.again()) == 4
    before = (here.out / "results.jsonl").read_bytes()
    assert here.again() == []
    assert (here.out / "results.jsonl").read_bytes() == before
    assert len(here.manifest()["versions"]) == 1
    assert "again" not in here.manifest()


def test_a_kill_has_the_pieces_checked_again_that_use_the_item_and_no_others(here: Here) -> None:
    here.again()
    here.change(kill)
    assert here.again() == ["ferry.txt"]
    assert here.verdicts()["ferry"] == "blocked"
    manifest = here.manifest()
    assert len(manifest["versions"]) == 2
    assert manifest["again"] == {"files": 0, "newsroom": 1, "gone": 0}
    assert here.again() == []
    here.change(lambda room: room.store.sources.release("urn:ferry", at=room.clock()))
    assert here.again() == ["ferry.txt"]
    assert here.verdicts()["ferry"] == "licence_required"


def test_what_is_checked_again_is_stored_so_that_a_recall_finds_it_as_it_is(here: Here) -> None:
    here.again()
    before = {one["path"]: one["check"] for one in results(here.out)}
    here.change(kill)
    here.again()
    after = {one["path"]: one["check"] for one in results(here.out)}
    assert [Path(path).name for path in after if before[path] != after[path]] == ["ferry.txt"]
    with Newsroom.open(here.setup.opening.data) as room:
        verdicts = {name: room.store.checks.get(name).result["verdict"] for name in after.values()}
    assert list(verdicts.values()).count("blocked") == 1


def test_a_source_an_agreement_a_policy_or_rules_that_come_later_are_seen(here: Here) -> None:
    here.again()
    here.change(lambda room: room.add_sources([Source("urn:bakers", "kestrel", LATER)]))
    assert here.again() == ["bakers.txt"]
    assert here.verdicts()["bakers"] == "licence_required"
    agreement = json.dumps({
        "schema": "licence/1", "id": "lic:1", "kind": "agreement", "owner": {"id": "northlight"},
        "licensee": {"id": "pub:lantern"}, "content": {"media": ["text"]},
        "channels": {"allow": ["web"]}, "territories": {"allow": ["*"]}, "timezone": "Europe/Paris",
        "valid": {"from": "2025-01-01", "until": None},
    })  # fmt: skip
    here.change(lambda room: room.add_agreement(agreement, "lic.yaml"))
    assert here.again() == ["ferry.txt"]
    policy = "schema: policy/1\nreview_below: high\n"
    here.change(lambda room: room.set_policy(policy, "policy.yaml"))
    assert len(here.again()) == 4
    assert len(here.manifest()["versions"]) == 4


def test_a_changed_file_is_checked_again_and_a_touched_one_is_not(here: Here) -> None:
    here.again()
    os.utime(here.site / "own.txt")
    assert here.again() == []
    (here.site / "own.txt").write_text(FERRY)
    assert here.again() == ["own.txt"]
    assert here.verdicts()["own"] == "licence_required"


def test_a_file_of_the_same_size_and_time_of_change_is_another_one(here: Here) -> None:
    here.again()
    path = here.site / "own.txt"
    state = path.stat()
    path.write_text(path.read_text()[::-1])
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert here.again() == ["own.txt"]


def test_the_results_of_a_file_that_is_gone_are_removed_but_not_those_of_a_lost_disk(
    here: Here,
) -> None:
    here.again()
    (here.site / "ferry.txt").unlink()
    assert here.again() == []
    assert sorted(here.verdicts()) == ["afp", "bakers", "own"]
    assert here.manifest()["again"]["gone"] == 1
    for path in here.site.iterdir():
        path.unlink()
    here.again()
    assert len(here.verdicts()) == 3


def test_an_interrupted_audit_whose_newsroom_changed_judges_what_is_done_again(here: Here) -> None:
    here.stop_after = 3
    with pytest.raises(KeyboardInterrupt):
        here.again()
    assert here.checked == ["afp.txt", "bakers.txt", "ferry.txt"]
    here.change(kill)
    here.stop_after = 1_000
    assert here.again() == ["ferry.txt", "own.txt"]
    assert here.verdicts()["ferry"] == "blocked"
    assert len(here.manifest()["versions"]) == 2


def test_without_records_a_change_of_the_newsroom_has_all_checked_again(here: Here) -> None:
    here.setup = replace(here.setup, options=CheckOptions(record=False))
    assert len(here.again()) == 4
    assert here.again() == []
    here.change(kill)
    assert len(here.again()) == 4


def test_a_journal_of_before_is_not_trusted(here: Here) -> None:
    here.again()
    path = here.out / "progress.jsonl"
    kept = ("key", "records", "end", "to")
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    bare = [{name: one[name] for name in kept if name in one} for one in lines]
    path.write_text("".join(json.dumps(one, separators=(",", ":")) + "\n" for one in bare))
    assert len(here.again()) == 4


def test_parts_of_an_archive_or_batch_that_changed_are_checked_again(here: Here) -> None:
    (here.site / "z.zip").write_bytes(zipped({"a.txt": OWN, "b.txt": LATER}))
    batch = here.site / "z.jsonl"
    batch.write_text(json.dumps({"id": "1", "text": OWN}) + "\n")
    here.again()
    (here.site / "z.zip").write_bytes(zipped({"a.txt": OWN, "b.txt": FERRY}))
    assert here.again() == ["z.zip"]
    batch.write_text(batch.read_text() + json.dumps({"id": "2", "text": LATER}) + "\n")
    assert here.again() == ["z.jsonl"]
    ids = [one["id"] for one in results(here.out) if "jsonl" in one["path"]]
    assert [name.rpartition("#")[2] for name in ids] == ["line 1", "line 2"]
    batch.write_text(batch.read_text().replace("oranges", "lemons "))
    assert "z.jsonl" in here.again()


def test_a_file_that_a_line_of_a_batch_names_is_part_of_it(here: Here) -> None:
    (here.site / "z.jsonl").write_text(json.dumps({"id": "1", "path": "own.txt"}) + "\n")
    here.again()
    (here.site / "own.txt").write_text(FERRY)
    assert here.again() == ["own.txt", "z.jsonl"]
    assert here.again() == []


def test_what_was_not_finished_is_tried_again_by_each_run(here: Here) -> None:
    here.too_slow = {"ferry.txt"}
    here.again()
    assert here.verdicts()["ferry"] is None
    assert here.again() == ["ferry.txt"]
    here.too_slow = set()
    assert here.again() == ["ferry.txt"]
    assert here.verdicts()["ferry"] == "licence_required"
    assert here.again() == []


@pytest.mark.parametrize(
    ("code", "again", "later"),
    [
        ("system.timeout", ["ferry.txt"], []),
        ("system.index_stale", [], ["ferry.txt"]),
        ("system.index_empty", [], ["ferry.txt"]),
        ("system.input_damaged", [], []),
    ],
)
def test_what_time_or_the_index_cut_short_is_tried_again(
    here: Here, code: str, again: list[str], later: list[str]
) -> None:
    here.again()
    with Journal(here.out) as journal:
        blocks = [(entry, block.splitlines()) for entry, block in journal.blocks()]
        journal.clear()
        for entry, lines in blocks:
            (found,) = (json.loads(line) for line in lines)
            if found["path"].endswith("ferry.txt"):
                found |= {"complete": False, "reasons": [{"code": code, "message": "."}]}
            identity = Identity(entry["stamp"], entry["digest"])
            journal.add(str(entry["key"]), [json.dumps(found)], identity=identity)
    assert here.again() == again
    other = "A lighthouse keeper counted ships all night long until dawn, and never once slept."
    here.change(lambda room: room.add_sources([Source("urn:light", "kestrel", other)]))
    assert here.again() == later


@pytest.fixture
def without_documents(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The extra that reads PDF is not installed, until the patch is undone."""
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "pypdfium2", None)
        patch.setattr(asked, "reading_extras", lambda: ["parquet"])
        yield patch


def test_what_needs_an_extra_is_read_when_it_is_installed(
    here: Here, without_documents: pytest.MonkeyPatch
) -> None:
    lines = [words_at(50, 700 - 14 * n, line) for n, line in enumerate(wrap(FERRY, 60))]
    (here.site / "story.pdf").write_bytes(pdf(lines))
    (here.site / "broken.rtf").write_bytes(b"{\\rtf1 ")
    here.again()
    assert here.verdicts()["story"] is None
    assert here.again() == []
    without_documents.undo()
    assert sorted(here.again()) == ["broken.rtf", "story.pdf"]
    assert here.verdicts()["story"] == "licence_required"
    assert here.again() == []
