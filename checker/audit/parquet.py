"""Results as Parquet, a row a piece; nested parts as JSON text. Needs the extra `parquet`."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from checker.report import dumps

__all__ = ["row", "schema", "write_parquet"]

ROWS = 5_000
_WORDS = ("id", "path", "part", "title", "published", "verdict", "enforcement", "message", "check")
_NESTED = ("findings", "matches", "claims", "reasons", "next_event", "use", "versions", "error")


def schema() -> Any:
    """The columns."""
    import pyarrow

    columns = [(name, pyarrow.string()) for name in (*_WORDS, *_NESTED, "owners", "text_sha256")]
    return pyarrow.schema([*columns, ("complete", pyarrow.bool_()), ("words", pyarrow.int64())])


def row(document: dict[str, Any]) -> dict[str, Any]:
    """One result as a row."""
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
    """Writes the file whole or not at all."""
    import pyarrow
    from pyarrow import parquet

    fresh = path.with_name(path.name + ".part")
    columns = schema()
    with parquet.ParquetWriter(fresh, columns, compression="zstd") as writer:
        for block in _blocks(documents):
            writer.write_table(pyarrow.Table.from_pylist(block, schema=columns))
    fresh.replace(path)


def _blocks(documents: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    source = iter(documents)
    while block := [row(document) for document in islice(source, ROWS)]:
        yield block


def _text(value: Any) -> str | None:
    """Odd bytes of a name are escaped: Arrow strings are UTF-8."""
    if value is None:
        return None
    return str(value).encode("utf-8", "backslashreplace").decode("utf-8")
