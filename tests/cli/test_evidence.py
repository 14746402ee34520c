"""`wirecheck audit export`, `verify` and `settle`, under both names."""

import csv
from pathlib import Path

import pytest

from checker.cli.audits import in_full

from .run import Command
from .stories import AGENCY, SOURCE, jsonl


@pytest.mark.slow  # two audits with workers of their own
@pytest.mark.measured
def test_what_an_audit_found_is_exported_verified_and_settled(wirecheck: Command) -> None:
    pytest.importorskip("fpdf", reason="needs the extra `evidence`")
    folder = wirecheck.folder
    wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE)))
    wirecheck.write("site/a.txt", AGENCY)
    assert wirecheck("audit", "site", "--out", "out").code == 1
    exported = wirecheck("audit", "export", "--owner", "afp", "--out", "afp.zip")
    assert (exported.code, "afp.zip" in exported.out) == (0, True)
    assert wirecheck("audits", "verify", "afp.zip").code == 0
    assert wirecheck("audits", "export", "--owner", "nobody").code == 2
    assert wirecheck("audits", "settle", "--owner", "afp", "--note", "invoice 7").code == 0
    assert wirecheck("audits", "settle", "unknown").code == 2
    assert wirecheck("audits", "settle").code == 2
    wirecheck("audit", "site", "--out", "out")
    with (folder / "out" / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = [row for row in csv.DictReader(file) if row["owner"] == "afp"]
    assert (row["state"], row["state_note"]) == ("settled", "invoice 7")
    (folder / "none.zip").write_bytes(b"")
    assert wirecheck("audits", "verify", "none.zip").code != 0


@pytest.mark.parametrize("options", [["--since", "soon"], ["--sample", "many"]])
def test_a_part_that_cannot_be_read_is_a_usage_error(
    wirecheck: Command, options: list[str]
) -> None:
    (wirecheck.folder / "site").mkdir(exist_ok=True)
    assert wirecheck("audit", "site", "--out", "elsewhere", *options).code == 2


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["audit", "export", "--owner", "afp"], ["audits", "export", "--owner", "afp"]),
        (["--data", "d", "audit", "verify", "x.zip"], ["--data", "d", "audits", "verify", "x.zip"]),
        (["audit", "site", "--out", "export"], ["audit", "site", "--out", "export"]),
        (["check", "audit"], ["check", "audit"]),
        ([], []),
    ],
)
def test_the_words_after_audit_are_those_of_audits(given: list[str], meant: list[str]) -> None:
    assert in_full(given) == meant


def test_a_folder_of_that_name_is_audited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "export").mkdir()
    assert in_full(["audit", "export"]) == ["audit", "export"]
