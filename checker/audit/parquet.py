"""Results as Parquet, one row per piece; nested parts as JSON text. Needs the extra `parquet`."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from checker.report import dumps

__all__ = ["PARTITIONS", "Partition", "row", "schema", "write_parquet", "write_partitions"]

ROWS = 5_000
_WORDS = ("id", "path", "part", "title", "published", "verdict", "enforcement", "message", "check")
_NESTED = ("findings", "matches", "claims", "reasons", "next_event", "use", "versions", "error")


Partition = Literal["year", "verdict"]
# What a piece is filed under; in folders as `year=2014`, which data tools read as a column.
PARTITIONS: Mapping[Partition, Callable[[dict[str, Any]], str]] = MappingProxyType(
    {
        "year": lambda document: str(document.get("published") or "unknown")[:7].partition("-")[0],
        "verdict": lambda document: str(document.get("verdict") or "not_checked"),
    }
)


def schema() -> Any:
    """Returns the columns."""
    import pyarrow

    columns = [(name, pyarrow.string()) for name in (*_WORDS, *_NESTED, "owners", "text_sha256")]
    return pyarrow.schema([*columns, ("complete", pyarrow.bool_()), ("words", pyarrow.int64())])


def row(document: dict[str, Any]) -> dict[str, Any]:
    """Returns one result as a row."""
    cells: dict[str, Any] = {name: _text(document.get(name)) for name in _WORDS}
    for name in _NESTED:
        cells[name] = dumps(document[name]) if document.get(name) is not None else None
    owners = sorted({c["owner"] for c in document.get("claims") or [] if c["role"] != "mention"})
    cells["owners"] = ",".join(owners)
    cells["text_sha256"] = document.get("text_sha256")
    cells["complete"] = document["complete"]
    cells["words"] = sum(match["words"] for match in document.get("matches") or [])
    return cells


def write_parquet(documents: Iterable[dict[str, Any]], path: Path) -> None:
    """Writes the file completely or not at all."""
    import pyarrow
    from pyarrow import parquet

    fresh = path.with_name(path.name + ".part")
    columns = schema()
    with parquet.ParquetWriter(fresh, columns, compression="zstd") as writer:
        for block in _blocks(documents):
            rows = [row(document) for document in block]
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=columns))
    fresh.replace(path)


def write_partitions(documents: Iterable[dict[str, Any]], folder: Path, by: Partition) -> None:
    """Writes the same rows into folders, one a year or a verdict: the folder whole or not at all.

    A verdict is a column as well; its folders are named `filed`, so that no column is there twice.
    """
    import pyarrow
    from pyarrow import dataset

    fresh = folder.with_name(folder.name + ".part")
    shutil.rmtree(fresh, ignore_errors=True)
    key = pyarrow.schema([(by if by == "year" else "filed", pyarrow.string())])
    columns = pyarrow.unify_schemas([schema(), key])
    filed = PARTITIONS[by]
    batches = (
        pyarrow.RecordBatch.from_pylist(
            [{**row(document), key.names[0]: filed(document)} for document in block],
            schema=columns,
        )
        for block in _blocks(documents)
    )
    dataset.write_dataset(
        pyarrow.RecordBatchReader.from_batches(columns, batches),
        fresh,
        format="parquet",
        partitioning=dataset.partitioning(key, flavor="hive"),
        basename_template="part-{i}.parquet",
        file_options=dataset.ParquetFileFormat().make_write_options(compression="zstd"),
    )
    shutil.rmtree(folder, ignore_errors=True)
    fresh.replace(folder)


def _blocks(documents: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    source = iter(documents)
    while block := list(islice(source, ROWS)):
        yield block


def _text(value: Any) -> str | None:
    """Odd bytes of a name are escaped: Arrow strings are UTF-8."""
    if value is None:
        return None
    return str(value).encode("utf-8", "backslashreplace").decode("utf-8")
