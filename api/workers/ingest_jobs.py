"""The writer's jobs: what changes sources and the index, and may take its time."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from checker.errors import DamagedInput, Problem
from checker.formats import read_sources
from checker.models import Source
from checker.running.named import wire_names
from checker.store import Behind

from ..response_models import Ingested, StoredItem
from .drafts import file_bytes
from .opening import WorkerNewsroom

__all__ = ["WRITE_JOBS"]


def add_items(worker: WorkerNewsroom, lines: bytes) -> Ingested:
    """Stores items that came as JSON lines, all or none."""
    return _add(worker, _sources(worker, lines, "items.jsonl", None))


def add_document(worker: WorkerNewsroom, document: Mapping[str, Any]) -> Ingested:
    """Stores the items of a wire document, all or none."""
    content = file_bytes(document)
    return _add(worker, _sources(worker, content, document["name"], document.get("type")))


def _sources(
    worker: WorkerNewsroom, content: bytes, name: str, as_type: str | None
) -> list[Source]:
    names = wire_names(worker.newsroom)
    good: list[Source] = []
    bad: list[Problem] = []
    for record in read_sources(content, name=name, as_type=as_type, agencies=names):
        if isinstance(record, Source):
            good.append(record)
        elif record.kind == "bad":  # a note or a skipped concept loses nothing
            bad.append(Problem(record.place, record.what, record.hint))
    if bad:
        raise DamagedInput(*bad[:100])
    return good


def _add(worker: WorkerNewsroom, sources: Sequence[Source]) -> Ingested:
    if not sources:
        raise DamagedInput(Problem("", "there is no item in it"))
    added = worker.newsroom.add_sources(sources)
    return Ingested(
        items=[
            StoredItem(
                id=one.source,
                outcome=one.outcome,
                version=one.version,
                killed=list(one.killed),
                killed_by=one.killed_by,
            )
            for one in added.stored
        ],
        late={source: list(checks) for source, checks in added.late.items()},
    )


def remove_source(worker: WorkerNewsroom, source: str) -> None:
    """Takes a source out of store and index."""
    worker.newsroom.store.sources.remove(source, at=worker.newsroom.clock())
    worker.newsroom.index.flush()


def find_late(worker: WorkerNewsroom, behind: Behind) -> None:
    """Finds items that came in while these checks were made, for recall."""
    worker.newsroom.find_late(behind)


WRITE_JOBS: Mapping[str, Callable[..., Any]] = {
    "add_document": add_document,
    "add_items": add_items,
    "find_late": find_late,
    "remove_source": remove_source,
}
