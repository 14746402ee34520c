"""The batch format."""

from pathlib import Path
from typing import Any

import pytest

from checker.formats.record import BadRecord
from checker.formats.records.jsonl import BatchRecord, read_lines, record_draft


def read(data: bytes | str) -> dict[int, Any]:
    return dict(read_lines(data))


def test_a_bad_line_never_stops_the_others() -> None:
    rows = read(
        b'{"id":"1","text":"PARIS (AFP) - Port open."}\nnot json at all\n[]\nnull\n{"id":"3"}\n\n'
        b'{"id":"4","text":"Own text"}\n{"id":"5","te'
    )
    assert [n for n, row in rows.items() if isinstance(row, BatchRecord)] == [1, 7]
    assert [n for n, row in rows.items() if isinstance(row, BadRecord)] == [2, 3, 4, 5, 8]
    assert rows[5].id == "3"
    assert "cut short" in rows[8].hint


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b'{"id": 1, "txt": "x"}', "unknown key `txt`"),
        (b'{"text": NaN}', "not JSON"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b'{"text": 7}', "`text` is not a text"),
        (b'{"text": "  "}', "`text` is empty"),
        (b'{"text": "a", "html": "b"}', "has `text` and `html`"),
        (b'{"text": "a", "use": []}', "`use` is not an object"),
        (b'{"text": "a", "id": {}}', "`id` is neither"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_what_is_wrong_is_said(line: bytes, what: str) -> None:
    assert what in read(line)[1].what


def test_a_record_keeps_what_stands_beside_its_text() -> None:
    line = (
        '{"id": 7, "html": "<p>Port</p>", "title": "T", '
        '"metadata": {"author": ["AFP", "dpa"]}, "use": {"channel": "web"}}'
    )
    record = read(line)[1]
    draft = record_draft(record)
    assert (draft.id, draft.title, draft.text) == ("7", "T", "Port")
    assert [m.value for m in draft.metadata] == ["AFP", "dpa"]
    assert record.use == {"channel": "web"}


def test_a_page_in_a_field_reads_like_a_page_in_a_file() -> None:
    markup = "<article><h1>Port</h1><p class='byline'>AFP</p></article>"
    record = BatchRecord("1", "html", markup)
    assert [zone.role for zone in record_draft(record).zones] == ["headline", "byline"]


def test_lone_surrogates_in_a_line_are_read_and_told() -> None:
    draft = record_draft(read(rb'{"text": "a\ud800b"}')[1])
    assert draft.text == "a\ufffdb"
    assert draft.damage


def test_files_and_marks_at_their_start(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "a"}\r\n{"path": "b.html"}\r\n')
    rows: dict[int, Any] = dict(read_lines(path))
    assert (rows[1].form, rows[2].form) == ("text", "path")
    with pytest.raises(ValueError, match="path"):
        record_draft(rows[2])
