"""All documents of a file, and the lines of a batch as drafts."""

import gzip
import json
from pathlib import Path

import pytest

from checker import formats
from checker.models.draft import Use
from checker.running import documents
from checker.running.documents import LeftAside, Readable, Unreadable, read_documents
from checker.running.lines import LineError, parse_line

BATCH = b'{"id": 7, "text": "The harbour opens."}\nnot json\n{"id": "b", "html": "<p>Gates</p>"}\n'


def read(body: bytes, name: str) -> list[Readable | Unreadable | LeftAside]:
    return list(read_documents(body, name=name, use=Use()))


@pytest.mark.parametrize("zipped", [False, True])
def test_the_lines_of_a_batch_are_documents_also_when_it_is_zipped(zipped: bool) -> None:
    body, name = (gzip.compress(BATCH), "a.jsonl.gz") if zipped else (BATCH, "a.jsonl")
    first, second, third = read(body, name)
    assert isinstance(first, Readable)
    assert (first.draft.id, first.draft.text, first.part) == ("7", "The harbour opens.", "line 1")
    assert isinstance(second, Unreadable)
    assert (second.line, second.part) == (2, "line 2")
    assert isinstance(third, Readable)
    assert third.draft.text == "Gates"


def test_a_zipped_batch_that_is_cut_short_is_one_fault() -> None:
    (fault,) = read(gzip.compress(BATCH)[:-9], "a.jsonl.gz")
    assert isinstance(fault, Unreadable)
    assert "truncated" in fault.what


@pytest.mark.parametrize(("name", "kind"), [("a.jsonl", "jsonl"), ("a.txt", "text"), ("a", "rss")])
def test_the_type_of_a_file_is_found_once(
    name: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []

    def counted(data: bytes | str, name: str | None = None) -> str:
        asked.append(name)
        return kind

    def never(data: bytes | str, name: str | None = None) -> object:
        raise AssertionError("the type was looked for again")

    monkeypatch.setattr(documents, "sniff", counted)
    monkeypatch.setattr(formats.dispatch, "recognised", never)
    assert read(b'{"text": "a"}', name)
    assert asked == [name]


def test_a_page_in_a_line_reads_like_a_page_in_a_file() -> None:
    line = b'{"html": "<article><h1>Port</h1><p class=\'byline\'>AFP</p></article>"}'
    draft = parse_line(line, Use(), Path()).draft
    assert [zone.role for zone in draft.zones] == ["headline", "byline"]


def test_what_a_line_gives_beside_its_content_is_the_documents(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text("<title>Of the page</title><p>Port</p>", encoding="utf-8")
    line = b'{"id": 7, "path": "b.html", "title": "T", "metadata": {"author": ["AFP", "dpa"]}}'
    request = parse_line(line, Use(), tmp_path)
    assert (request.id, request.draft.id, request.draft.title) == (7, "7", "T")
    given = [m.value for m in request.draft.metadata if m.name == "given:author"]
    assert given == ["AFP", "dpa"]


def test_a_path_that_cannot_be_read_is_reported_with_the_callers_id(tmp_path: Path) -> None:
    with pytest.raises(LineError, match="cannot be read") as raised:
        parse_line(b'{"id": 7, "path": "gone.html"}', Use(), tmp_path)
    assert raised.value.id == 7


@pytest.mark.parametrize("name", ["a\\u0000b.html", "half \\ud83d.html"])
def test_a_path_that_no_file_can_have_is_a_fault_of_its_line(tmp_path: Path, name: str) -> None:
    for within in (None, [tmp_path]):
        with pytest.raises(LineError, match=r"path") as raised:
            parse_line(f'{{"id": 7, "path": "{name}"}}'.encode(), Use(), tmp_path, within)
        assert raised.value.id == 7


def test_a_path_may_have_to_lie_in_certain_folders(tmp_path: Path) -> None:
    inner, other = tmp_path / "archive" / "batches", tmp_path / "archive" / "pages"
    for folder in (inner, other):
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text("A story of the harbour.")
    (tmp_path / "secret.txt").write_text("Not for this archive.")
    (inner / "link.txt").symlink_to(tmp_path / "secret.txt")
    within = [tmp_path / "archive"]
    for path in ("a.txt", "../pages/a.txt", str(other / "a.txt")):
        line = json.dumps({"path": path}).encode()
        assert "harbour" in parse_line(line, Use(), inner, within).draft.text
    for path in ("../../secret.txt", str(tmp_path / "secret.txt"), "link.txt", "../../nothing.txt"):
        line = json.dumps({"id": "x", "path": path}).encode()
        with pytest.raises(LineError, match="lies outside what is audited"):
            parse_line(line, Use(), inner, within)
    line = json.dumps({"path": "link.txt"}).encode()
    assert "Not for this" in parse_line(line, Use(), inner).draft.text


def test_repairs_of_a_line_are_in_the_drafts_damage() -> None:
    draft = parse_line(rb'{"text": "a\ud800b"}', Use(), Path()).draft
    assert draft.text == "a\ufffdb"
    assert draft.damage
