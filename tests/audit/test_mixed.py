"""An archive of every type: each document is read or named as unread, and the code says so."""

import json
from pathlib import Path

import pytest

from .archive import results, run
from .mixed import mixed

pytestmark = pytest.mark.slow  # the audit is a process with workers of its own


def test_every_document_of_a_mixed_archive_is_read_or_named(tmp_path: Path) -> None:
    made = mixed(tmp_path / "site", 2)
    told = run(
        tmp_path, "audit", str(tmp_path / "site"), "--out", "out", "--look", "markings", code=3
    )
    found = {document["id"]: document for document in results(tmp_path / "out")}
    state = {name: document.get("state", "read") for name, document in found.items()}
    assert {name for name, what in state.items() if what == "read"} == made.read
    assert {name for name, what in state.items() if what == "not read"} == made.unread
    assert {name for name, what in state.items() if what == "left out"} == made.aside
    assert all(found[name]["error"]["hint"] for name in made.unread)
    summary = json.loads((tmp_path / "out" / "manifest.json").read_text())["summary"]
    assert (summary["pieces"], summary["not_read"]) == (
        len(made.read) + len(made.unread), len(made.unread),
    )  # fmt: skip
    assert summary["left_out"] == 4
    assert f"{len(made.unread)} not read" in told
    page = (tmp_path / "out" / "report.html").read_text()
    assert f"{len(made.unread)} were not read or not finished" in page
    assert all(Path(name.partition("#")[0]).name in page for name in made.unread)
