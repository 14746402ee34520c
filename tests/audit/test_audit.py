"""Audits end to end."""

import csv
import gzip
import json
import os
from pathlib import Path

import pytest

from tests.formats.documents import docx, paragraph, pdf, zipped

from .archive import AGENCY, FERRY, OWN, killed, make, results, run

pytestmark = pytest.mark.slow  # every step is a process with workers of its own


def source(folder: Path) -> None:
    record = {"id": "urn:ferry", "owner": "northlight", "text": FERRY}
    (folder / "s.jsonl").write_text(json.dumps(record) + "\n")
    run(folder, "sources", "add", "s.jsonl", code=0)


def test_a_mixed_archive_gives_every_report_and_can_be_recalled(tmp_path: Path) -> None:
    source(tmp_path)
    site = make(tmp_path, 6)
    lines = [{"id": "l1", "text": FERRY}, {"id": "l2", "text": OWN.format(n=2)}]
    (site / "old.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines) + "broken\n")
    (site / "photo.jpg").write_bytes(b"\xff\xd8")
    (site / "noise.txt").write_bytes(os.urandom(3_000))
    told = run(tmp_path, "audit", "site", "--out", "out", "--workers", "2", code=3)
    assert "incomplete: 0 not finished, 2 not read" in told
    found = {document["id"]: document for document in results(tmp_path / "out")}
    assert found["site/old.jsonl#line 1"]["verdict"] == "licence_required"
    assert found["site/old.jsonl#line 3"]["error"]["line"] == 3
    assert found["site/2010/06/0000.txt"]["published"].startswith("2010-06")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["status"] == "finished"
    assert manifest["summary"]["verdicts"] == {"licence_required": 3, "clear": 5}
    assert [s["path"] for s in manifest["skipped"]] == ["site/photo.jpg"]
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "This audit is incomplete" in page
    assert "3 of 10 pieces" in page
    assert "site/photo.jpg" in page
    for name in ("findings.csv", "actions.csv"):
        with (tmp_path / "out" / name).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert any(row["id"] == "site/2010/06/0000.txt" for row in rows)
    assert "site/old.jsonl#line 1" in run(tmp_path, "recall", "urn:ferry", code=1)


def test_documents_that_cannot_be_read_end_with_3_and_stand_in_headline_and_report(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "own.txt").write_text(OWN)
    scan = pdf(["q 500 0 0 700 40 40 cm /Im1 Do Q"])
    (site / "scan.pdf").write_bytes(scan)
    (site / "case.xlsx").write_bytes(zipped({"xl/workbook.xml": "<a/>"}))
    (site / "case.docx").write_bytes(docx(paragraph(OWN))[:90])
    (site / "pages.zip").write_bytes(zipped({"a/scan.pdf": scan, "a.txt": OWN, "a.png": "x"}))
    (site / "empty.zip").write_bytes(zipped({}))
    line = {"id": "1", "text": OWN, "published": "2014-03-04T10:00:00Z", "publishd": "2015"}
    (site / "z.jsonl").write_text(json.dumps(line) + "\n")
    told = run(tmp_path, "audit", "site", "--out", "out", code=3)
    assert "8 pieces:" in told
    assert "5 not read" in told
    assert "2 x a scanned PDF document (recognise its text first" in told
    assert "did you mean `published`?" in told
    found = {document["id"]: document for document in results(tmp_path / "out")}
    assert found["site/z.jsonl#line 1"]["published"] == "2014-03-04T10:00:00Z"
    whats = {name: d["error"]["what"] for name, d in found.items() if d.get("state") == "not read"}
    assert {name: what.partition(",")[0] for name, what in whats.items()} == {
        "site/scan.pdf": "a scanned PDF document: 1 page of pictures without text",
        "site/case.xlsx": "this is an Excel workbook",
        "site/case.docx": "a damaged package: File is not a zip file",
        "site/pages.zip#a/scan.pdf": "a scanned PDF document: 1 page of pictures without text",
        "site/empty.zip": "it contains no document",
    }
    aside = found.pop("site/pages.zip#left out")["error"]
    assert (aside["what"].partition(":")[0], aside["hint"]) == ("1 files were left out", "a.png")
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "8 were not read or not finished" in page  # three were compared with no source
    assert "3 not finished, 5 not read." in page
    assert "case.docx" in page


def test_going_on_does_nothing_twice_and_another_archive_is_refused(tmp_path: Path) -> None:
    source(tmp_path)
    site = make(tmp_path, 4)
    run(tmp_path, "audit", "site", "--out", "out", code=1)
    before = (tmp_path / "out" / "results.jsonl").read_bytes()
    (site / "new.txt").write_text(OWN)
    run(tmp_path, "audit", "site", "--out", "out", code=1)
    after = (tmp_path / "out" / "results.jsonl").read_bytes()
    assert after.startswith(before)
    assert len(after.splitlines()) == 5
    assert "contains a different audit" in run(
        tmp_path, "audit", "site", "--out", "out", "--channel", "print", code=2
    )
    assert "contains a different audit" in run(
        tmp_path, "audit", "site", "--out", "out", "--look", "markings", code=2
    )
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("x")
    assert "not empty" in run(tmp_path, "audit", "site", "--out", "other", code=2)


def test_a_name_that_is_no_utf8_is_checked_reported_and_resumed(tmp_path: Path) -> None:
    source(tmp_path)
    raw = os.fsencode(tmp_path) + b"/site"
    os.mkdir(raw)
    for page in (b"d\xe9p\xeache.html", b"ok.html"):
        with open(raw + b"/" + page, "wb") as file:
            file.write(AGENCY.encode())
    for _ in range(2):
        run(tmp_path, "audit", "site", "--out", "out", code=1)
        found = results(tmp_path / "out")
        assert len(found) == 2
        assert sorted(os.fsencode(d["path"]) for d in found) == [
            b"site/d\xe9p\xeache.html",
            b"site/ok.html",
        ]
    for name in ("report.html", "findings.csv", "actions.csv", "manifest.json"):
        (tmp_path / "out" / name).read_bytes().decode("utf-8")


def test_a_file_that_takes_too_long_or_too_much_is_listed_and_the_others_are_checked(
    tmp_path: Path,
) -> None:
    source(tmp_path)
    site = make(tmp_path, 4)
    os.mkfifo(tmp_path / "pipe")
    (site / "hang.txt").symlink_to(tmp_path / "pipe")  # opening it waits for ever
    (site / "numbers.json").write_text("[" + ",".join(["12345.678"] * 400_000) + "]")
    # A pipe is skipped by the plan, so the worker is made to meet it as a file that changed.
    told = run(
        tmp_path, "audit", "site", "--out", "out", "--seconds", "60", "--follow-links", code=3
    )
    found = {document["id"]: document for document in results(tmp_path / "out")}
    assert sum(document["verdict"] is not None for document in found.values()) == 4
    assert found["site/numbers.json"]["verdict"] is None
    assert "not read" in told


def test_a_cut_web_archive_is_checked_as_far_as_it_goes_and_is_incomplete(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    source(tmp_path)
    members = [gzip.compress(warc_record(n, AGENCY.format(n=n))) for n in range(3)]
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "crawl.warc.gz").write_bytes(b"".join(members)[:-60])
    run(tmp_path, "audit", "site", "--out", "out", code=3)
    found = results(tmp_path / "out")
    assert sum(document["verdict"] is not None for document in found) >= 2
    assert any("truncated" in document.get("error", {}).get("what", "") for document in found)


def warc_record(number: int, text: str) -> bytes:
    page = f"<html><body><article><p>{text}</p></article></body></html>".encode()
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{number}>\r\n"
        f"WARC-Date: 2014-03-09T10:00:00Z\r\nWARC-Target-URI: http://site.example/{number}\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def test_killed_again_and_again_it_ends_with_the_same_records(tmp_path: Path) -> None:
    source(tmp_path)
    make(tmp_path, 150)
    run(tmp_path, "audit", "site", "--out", "whole", "--no-record", code=1)
    arguments = ("audit", "site", "--out", "out", "--workers", "2")
    for lines in (1, 20, 40):
        killed(tmp_path, lines, *arguments)
        path = tmp_path / "out" / "results.jsonl"
        if path.exists():
            for line in path.read_bytes().split(b"\n")[:-1]:
                json.loads(line)
    run(tmp_path, *arguments, code=1)
    whole = {d["id"]: d["verdict"] for d in results(tmp_path / "whole")}
    found = [(d["id"], d["verdict"]) for d in results(tmp_path / "out")]
    assert len(found) == len(whole) == 150
    assert dict(found) == whole
