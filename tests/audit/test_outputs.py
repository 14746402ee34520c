"""What an audit's numbers and files say."""

import json
from pathlib import Path
from typing import Any

import pytest

from checker.audit.claims import Known, Prices
from checker.audit.outputs import Basis, keys_before, write_outputs
from checker.audit.parquet import Partition
from checker.audit.plan import Skipped
from checker.audit.summary import Summary
from checker.licensing import load_agreement
from checker.report import dumps, failure
from checker.store import Store
from tests.store.build import NOW

PRICED = """\
schema: licence/1
id: lic:northlight
kind: agreement
owner: {id: northlight, name: "Northlight Wire"}
licensee: {id: pub:lantern, brands: ["*"]}
channels: {allow: [web]}
territories: {allow: ["*"]}
price: {per_item: 45, currency: EUR}
"""

MANIFEST = {
    "id": "aud_1",
    "started": "2025-06-01T00:00:00Z",
    "asked": {"roots": ["<site>"], "use": {"channel": "web", "territories": ["FR"]}},
    "versions": [
        {"wirecheck": "1", "rules": "r", "agreements": "a", "policy": "p", "index": {"items": 1}}
    ],
}


def piece(name: str, verdict: str, owner: str = "northlight", **more: Any) -> dict[str, Any]:
    severity = verdict
    reason = {"code": "licence.none", "severity": severity, "message": "<b>No.</b>", "fix": []}
    claim: dict[str, Any] = {"owner": owner, "role": "text", "verdict": verdict, "agreement": None,
             "contract_ref": None, "reasons": [reason], "sources": ["urn:a"], "measures": {},
             "next_event": None}  # fmt: skip
    match = {"source": "urn:a", "owner": owner, "class": "near", "words": 30,
             "share_of_source": 0.5, "passages": []}  # fmt: skip
    return {
        "schema": "wirecheck/2", "id": name, "path": name, "verdict": verdict,
        "enforcement": "block", "complete": True, "message": "m", "findings": [],
        "matches": [match], "claims": [claim], "reasons": [], "next_event": None,
        "published": "2014-03-09T00:00:00Z", **more,
    }  # fmt: skip


def summary(*documents: dict[str, Any]) -> Summary:
    made = Summary([load_agreement(PRICED, "a.yaml")])
    for document in documents:
        made.add(document)
    return made


def test_exposure_is_unlicensed_pieces_times_the_price_of_one() -> None:
    found = summary(
        piece("a", "licence_required"),
        piece("b", "blocked"),
        piece("c", "credit_required"),
        piece("d", "licence_required", owner="other"),
    )
    northlight, other = found.by_exposure()
    assert (northlight.owner, northlight.pieces, northlight.exposure) == ("northlight", 3, 90)
    assert (northlight.currency, northlight.words) == ("EUR", 90)
    assert other.exposure is None
    assert found.to_do == 4
    assert found.years == {"2014": {"licence_required": 2, "blocked": 1, "credit_required": 1}}


def test_an_unfinished_check_is_counted_apart_and_asks_for_nothing() -> None:
    found = summary(piece("a", "unfinished", complete=False), piece("b", "clear"))
    assert found.verdicts == {"unfinished": 1, "clear": 1}
    assert not found.whole
    assert found.to_do == 0


def test_what_was_not_read_or_not_finished_is_no_verdict() -> None:
    found = summary(
        {**failure("broken"), "state": "not read"}, {**failure("late"), "state": "not finished"}
    )
    assert (found.not_read, found.not_finished, found.verdicts.total()) == (1, 1, 0)
    assert not found.whole


def test_what_was_not_read_is_in_the_headline_and_keys_that_were_not_read_are_listed(
    tmp_path: Path,
) -> None:
    documents = [
        {**failure("this is a PDF document"), "id": "a.pdf", "path": "a.pdf", "state": "not read"},
        piece("b", "clear", unknown_keys=["publishd"]),
    ]
    lines = "".join(dumps(document) + "\n" for document in documents)
    (tmp_path / "results.jsonl").write_text(lines, "utf-8")
    told = write_outputs(tmp_path, MANIFEST, [Skipped("x.css", "no article")], Basis())
    assert (told["not_read"], told["left_out"]) == (1, 1)
    assert told["unknown_keys"] == {"publishd": 1}
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "0 of 2 pieces need action; 1 was not read or not finished" in page
    assert "publishd" in page


def test_a_check_that_was_broken_off_and_one_in_part_are_not_finished(tmp_path: Path) -> None:
    documents = [
        {**failure("late"), "id": "late", "path": "late", "state": "not finished"},
        piece("part", "unfinished", complete=False, claims=[]),
        piece("held", "blocked", complete=False),
        piece("whole", "clear"),
    ]
    found = summary(*documents)
    assert (found.unfinished, found.unread, found.whole) == (3, 3, False)
    lines = "".join(dumps(document) + "\n" for document in documents)
    (tmp_path / "results.jsonl").write_text(lines, "utf-8")
    write_outputs(tmp_path, MANIFEST, [], Basis())
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "3 were not read or not finished" in page
    assert "3 not finished, 0 not read" in page
    assert "in part" not in page


def test_a_mention_is_no_piece_of_its_owner() -> None:
    document = piece("a", "clear")
    document["claims"][0]["role"] = "mention"
    assert summary(document).owners == {}


def test_files_are_written_whole_and_nothing_in_them_can_run(tmp_path: Path) -> None:
    documents = [
        piece("=cmd()", "licence_required", title="<script>x</script>"),
        {**failure("cut <off>"), "id": "b", "path": "b", "state": "not finished"},
        piece("d\udce9p", "clear"),
    ]
    lines = "".join(dumps(document) + "\n" for document in documents)
    (tmp_path / "results.jsonl").write_text(lines, "utf-8")
    told = write_outputs(tmp_path, MANIFEST, [Skipped("<x>", "dead link")], Basis())
    assert told["verdicts"] == {"licence_required": 1, "clear": 1}
    assert json.dumps(told)
    page = (tmp_path / "report.html").read_text("utf-8")
    assert page.count("<script") == 1, "the page's own, which its policy names"
    assert "script-src 'sha256-" in page.replace("&#39;", "'")
    assert "&lt;b&gt;No.&lt;/b&gt;" in page
    assert page.index("cut &lt;off&gt;") < page.index("=cmd()")
    actions = (tmp_path / "actions.csv").read_text("utf-8-sig")
    assert "'=cmd()" in actions
    assert "system.not_checked" in actions
    assert not list(tmp_path.glob("*.part"))


def test_owners_have_their_names_on_the_page_and_in_the_tables(tmp_path: Path) -> None:
    documents = [piece("a", "licence_required"), piece("b", "blocked", owner="unheard")]
    lines = "".join(dumps(document) + "\n" for document in documents)
    (tmp_path / "results.jsonl").write_text(lines, "utf-8")
    known = Known(Prices({}), names={"northlight": "Northlight Wire"})
    write_outputs(tmp_path, MANIFEST, [], Basis(known=known))
    page = (tmp_path / "report.html").read_text("utf-8")
    assert '<td dir="auto">Northlight Wire</td>' in page
    assert '<td dir="auto">unheard</td>' in page
    claims = (tmp_path / "claims.csv").read_text("utf-8-sig")
    assert "northlight,Northlight Wire," in claims


@pytest.mark.parametrize(
    ("by", "folders"),
    [
        ("year", {"year=2014": 1, "year=2015": 2, "year=unknown": 1}),
        ("verdict", {"filed=blocked": 2, "filed=clear": 1, "filed=not_checked": 1}),
    ],
)
def test_parquet_in_folders_has_every_row_once_and_tools_read_the_folders_as_a_column(
    tmp_path: Path, by: Partition, folders: dict[str, int]
) -> None:
    dataset = pytest.importorskip("pyarrow.dataset", reason="needs the extra `parquet`")
    from checker.audit.parquet import write_partitions

    pieces = [
        piece("a", "blocked", published="2014-01-02T00:00:00Z"),
        piece("b", "blocked", published="2015-12-31T23:00:00Z"),
        piece("c", "clear", published="2015-01-01T00:00:00Z"),
        failure("x", id="d"),
    ]
    for _ in range(2):  # a second run leaves nothing of the first
        write_partitions(pieces, tmp_path / "results", by)
    found = {path.name: len(list(path.iterdir())) for path in (tmp_path / "results").iterdir()}
    assert found == dict.fromkeys(folders, 1)
    rows = dataset.dataset(tmp_path / "results", partitioning="hive").to_table().to_pylist()
    assert sorted(row["id"] for row in rows) == ["a", "b", "c", "d"]
    for folder, count in folders.items():
        column, _, value = folder.partition("=")
        assert sum(str(row[column]) == value for row in rows) == count
    assert [path.name for path in tmp_path.iterdir()] == ["results"]


def test_parquet_has_a_row_a_piece(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra `parquet`")
    from checker.audit.parquet import write_parquet

    write_parquet([piece("a", "blocked"), failure("x", id="d\udce9p")], tmp_path / "r.parquet")
    rows = parquet.read_table(tmp_path / "r.parquet").to_pylist()
    assert [row["verdict"] for row in rows] == ["blocked", None]
    assert rows[0]["owners"] == "northlight"


def test_why_files_were_not_read_keeps_names_and_numbers_that_are_the_same_for_all() -> None:
    made = Summary([])
    for what in (
        "encoded data (base64 or similar), which cannot be read",
        "encoded data (base64 or similar), which cannot be read",
        "more than 5,000 pages",
        "half of line 12 is missing: x",
        "half of line 7 is missing: y",
    ):
        made.add({"verdict": None, "error": {"what": what, "hint": ""}, "state": "not read"})
    told = {(row["what"], row["files"]) for row in made.document()["unread_reasons"]}
    assert told == {
        ("encoded data (base64 or similar), which cannot be read", 2),
        ("more than 5,000 pages", 1),
        ("half of line N is missing", 2),
    }


@pytest.mark.parametrize("schedule", ['{"key": "a"}\n{"ke', '{"owner": "afp"}\n', "[1]\n", "\xff"])
def test_a_damaged_schedule_of_the_last_audit_is_not_compared_with(
    tmp_path: Path, schedule: str
) -> None:
    manifest = {"id": "aud_2", "asked": {"roots": ["/archive"]}}
    before, folder = tmp_path / "before", tmp_path / "now"
    before.mkdir()
    with Store.open(tmp_path / "data") as store:
        store.audits.start("aud_1", {"roots": ["/archive"]}, at=NOW, folder=str(before))
        store.audits.update("aud_1", status="finished", finished=NOW)
        assert keys_before(folder, store, manifest) is None  # there is none
        (before / "claims.jsonl").write_text(schedule, "latin-1")
        assert keys_before(folder, store, manifest) is None
        (before / "claims.jsonl").write_text('{"key": "a"}\n{"key": "b"}\n', "utf-8")
        assert keys_before(folder, store, manifest) == frozenset("ab")
