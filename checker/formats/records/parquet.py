"""Parquet files of records, as data platforms export a content management system's articles.

Needs the extra `parquet` (pyarrow).
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from checker.errors import DamagedInput, InputError, Problem, UnsupportedFormat
from checker.extras import to_install
from checker.formats.format import Document
from checker.formats.items import BadRecord, Context
from checker.formats.records.files import Row, drafts_of, row_value, sources_of, table_names
from checker.models.draft import Draft
from checker.models.source import Source
from checker.wording import worded

__all__ = ["parquet_drafts", "parquet_sources"]

ROWS: Final = 64  # rows in memory at a time
GROUP_BYTES: Final = 512 * 1024 * 1024  # of one row group, unpacked


def parquet_drafts(document: Document) -> Iterator[Draft | BadRecord]:
    """Returns the rows as drafts.

    Raises:
        UnsupportedFormat: the extra is missing.
        DamagedInput: the file is damaged.
        InputError: no column contains an article, or the file is over a limit.
    """
    return drafts_of(parquet_rows(document))


def parquet_sources(document: Document, context: Context) -> Iterator[Source | BadRecord]:
    """Yields the rows as sources; raises the same errors as `parquet_drafts`."""
    return sources_of(parquet_rows(document), context)


def parquet_rows(document: Document) -> Iterator[Row]:
    """Yields `(place, record, repairs)` for each row, which is numbered from 1."""
    place, data = document.place, document.data
    if isinstance(data, str):
        what = "this is a Parquet file passed as text"
        raise UnsupportedFormat(Problem(place, what, "provide the file itself"))
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        what = "this is a Parquet file, and reading it needs an optional package"
        raise UnsupportedFormat(Problem(place, what, to_install("parquet"))) from error
    try:
        with parquet.ParquetFile(pyarrow.BufferReader(data)) as file:
            names = table_names(file.schema_arrow.names, place)
            refuse_large(file.metadata, place)
            number = 0
            for batch in file.iter_batches(batch_size=ROWS):
                for row in batch.rename_columns(names).to_pylist():
                    number += 1
                    yield f"{place}:{number}", record_of(row), ()
    except (pyarrow.ArrowException, OSError) as error:
        what = worded("a damaged Parquet file: {error}", error=str(error))
        raise DamagedInput(Problem(place, what, "send it again")) from error


def refuse_large(metadata: Any, place: str) -> None:
    """Refuses a file if one part of it alone exceeds the memory limit."""
    sizes = (metadata.row_group(n).total_byte_size for n in range(metadata.num_row_groups))
    if max(sizes, default=0) > GROUP_BYTES:
        what = worded("a row group of more than {size} MB", size=GROUP_BYTES // 1024**2)
        raise InputError(Problem(place, what, "write it with smaller row groups"))


def record_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Returns a row as a record: cells as in a CSV table, nested ones unchanged."""
    cells = {name: cell_words(cell) for name, cell in row.items()}
    nested = {name: cell for name, cell in row.items() if isinstance(cell, dict | list) and cell}
    return {**row_value(cells), **nested}


def cell_words(cell: Any) -> str:
    """Returns a cell as in a CSV table; "" for nested, missing or non-text values."""
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return "" if cell is None or isinstance(cell, dict | list) else str(cell)
