"""Parquet files of articles, as data platforms export them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checker.errors import InputError, Problem
from checker.formats import read_drafts, read_sources
from checker.formats.items import BadRecord
from checker.formats.records.parquet import record_of, refuse_large
from checker.models.draft import Draft
from checker.models.source import Source

pyarrow = pytest.importorskip("pyarrow", reason="needs the extra `parquet`")
FERRY = "The night ferry sailed again on Saturday, with a brass band on board."


def parquet_file(folder: Path, rows: list[dict[str, Any]], **options: Any) -> bytes:
    from pyarrow import parquet

    path = folder / "articles.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(rows), path, **options)
    return path.read_bytes()


def test_the_rows_are_drafts_whatever_a_system_calls_its_columns(tmp_path: Path) -> None:
    day = datetime(2014, 5, 6, 7, tzinfo=UTC)
    data = parquet_file(
        tmp_path,
        [
            {"nid": 7, "headline": "The ferry", "body": FERRY, "published_at": day, "n": None},
            {"nid": 8, "headline": None, "body": f"<p>{FERRY}</p>", "published_at": None, "n": 1.5},
            {"nid": 9, "headline": "Empty", "body": "", "published_at": None, "n": None},
        ],
        row_group_size=2,
    )
    first, note, second, third = read_drafts(data, name="articles.parquet")
    assert isinstance(note, BadRecord)
    assert (note.kind, note.unknown) == ("note", ("n",))
    assert isinstance(first, Draft)
    assert (first.id, first.title, first.text) == ("7", "The ferry", FERRY)
    assert first.published is not None
    assert first.published.year == 2014
    assert isinstance(second, Draft)
    assert (second.id, second.text) == ("8", FERRY)  # markup is read as a page
    assert isinstance(third, BadRecord)
    assert third.place == "articles.parquet:3"


def test_the_rows_are_sources_with_nested_rights(tmp_path: Path) -> None:
    rights = {"credit_line": "AFP", "usage_terms": None}
    data = parquet_file(tmp_path, [{"id": "a", "owner": "afp", "text": FERRY, "rights": rights}])
    (source,) = read_sources(data, name="a.parquet")
    assert isinstance(source, Source)
    assert (source.id, source.owner, source.text) == ("a", "afp", FERRY)


def problem_of(data: bytes) -> Problem:
    (bad,) = read_drafts(data, name="a.parquet")
    assert isinstance(bad, BadRecord)
    return Problem(bad.place, bad.what, bad.hint)


def test_a_file_without_articles_or_cut_short_is_named(tmp_path: Path) -> None:
    data = parquet_file(tmp_path, [{"id": "a", "headline": "The ferry"}])
    assert "no column 'text' or 'html'" in problem_of(data).what
    whole = parquet_file(tmp_path, [{"id": "a", "text": FERRY}])
    assert "a damaged Parquet file" in problem_of(whole[:-9]).what


class Metadata:
    """A footer that states one row group of a size."""

    num_row_groups = 1

    def __init__(self, size: int) -> None:
        self.total_byte_size = size

    def row_group(self, _: int) -> "Metadata":
        return self


def test_a_row_group_larger_than_the_limit_is_not_unpacked() -> None:
    refuse_large(Metadata(512 * 1024**2), "a")
    with pytest.raises(InputError, match="row group of more than 512 MB"):
        refuse_large(Metadata(512 * 1024**2 + 1), "a")


def test_a_row_keeps_what_is_nested_and_leaves_out_what_is_missing() -> None:
    row = {"text": "Words", "id": 3, "tags": ["a"], "none": None, "raw": b"\xc3\xa9", "list": []}
    assert record_of(row) == {"text": "Words", "id": "3", "raw": "é", "tags": ["a"]}
