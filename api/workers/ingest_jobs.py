"""The writer's jobs: changes to sources and the index, which may be slow."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from checker.errors import DamagedInput, Problem, UnknownName
from checker.formats import BadRecord, read_sources
from checker.models.source import Source
from checker.orders.status import read_status
from checker.running.named import kill_notes, owner_named, renamed_notes, wire_names
from checker.running.removing import remove_item
from checker.store import Behind
from checker.wording import worded

from ..response_models.items import Ingested, IngestNote, StoredItem
from .drafts import file_bytes
from .opening import WorkerNewsroom

__all__ = ["WRITE_JOBS"]

_SHOWN = 100  # problems in a refusal


def add_items(worker: WorkerNewsroom, lines: bytes, owner: str | None = None) -> Ingested:
    """Stores items sent as JSON lines, all or none, but for kills; `owner` is the default owner."""
    return _add(worker, read_sources, lines, name="items.jsonl", owner=owner)


def add_document(
    worker: WorkerNewsroom, document: Mapping[str, Any], owner: str | None = None
) -> Ingested:
    """Stores the items of a wire document, all or none, but for kills; see `add_items`."""
    read = partial(read_sources, as_type=document.get("type"))
    return _add(worker, read, file_bytes(document), name=document["name"], owner=owner)


def _add(
    worker: WorkerNewsroom,
    read: Callable[..., Iterable[Source | BadRecord]],
    content: bytes,
    *,
    name: str,
    owner: str | None,
) -> Ingested:
    notes: list[BadRecord] = []
    if owner is not None:
        owner, doubt = _owner(worker, owner)
        notes += doubt
    names = wire_names(worker.newsroom)
    records = list(read(content, name=name, agencies=names, default_owner=owner))
    sources = [record for record in records if isinstance(record, Source)]
    told = [record for record in records if isinstance(record, BadRecord)]
    bad = [record for record in told if record.kind == "bad"]
    if not bad and not sources:
        bad = told  # what was skipped says why there is nothing
    if bad or not sources:
        problems = [Problem(one.place, one.what, one.hint) for one in bad[:_SHOWN]]
        problems += _withdrawn(worker, sources)
        raise DamagedInput(*problems or (Problem("", "it contains no item"),))
    return _stored(worker, sources, (*notes, *told))


def _withdrawn(worker: WorkerNewsroom, sources: Sequence[Source]) -> Iterator[Problem]:
    """Stores what kills or withholds items, and says so: a fault beside it must not stop a kill."""
    orders = [one for one in sources if one.kills or one.withdraws or _holds_back(one)]
    if orders:
        worker.newsroom.add_sources(orders)
        named = ", ".join(one.id for one in orders[:_SHOWN])
        yield Problem("", worded("only what kills or withholds was stored: {ids}", ids=named))


def _holds_back(source: Source) -> bool:
    status = source.rights.status
    return status is not None and read_status(status) in ("canceled", "withheld")


def _owner(worker: WorkerNewsroom, name: str) -> tuple[str, list[BadRecord]]:
    """The owner's id; a name that is new here stays, with a word about the nearest known one."""
    try:
        return owner_named(worker.newsroom, name, "owner"), []
    except UnknownName as error:
        hint = error.problems[0].hint
        what: str = worded("the owner {name} is not known here", name=name)
        if hint:
            what = worded("the owner {name} is not known here: {hint}", name=name, hint=hint)
        return name, [BadRecord("owner", what, kind="note")]


def _stored(
    worker: WorkerNewsroom, sources: Sequence[Source], notes: Iterable[BadRecord]
) -> Ingested:
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
        notes=[
            IngestNote(place=one.place, what=one.what, id=one.id)
            for one in (*notes, *renamed_notes(added.renamed), *kill_notes(added.stored))
        ],
    )


def remove_source(
    worker: WorkerNewsroom, source: str, withheld: bool, if_revision: int | None = None
) -> None:
    """Removes a source from store and index if it still has this revision."""
    remove_item(worker.newsroom, source, withheld=withheld, if_revision=if_revision)
    worker.newsroom.index.flush()


def find_late(worker: WorkerNewsroom, behind: Behind) -> None:
    """Finds items that arrived while these checks were made, for recall."""
    worker.newsroom.late.missed_by(behind)


WRITE_JOBS: Mapping[str, Callable[..., Any]] = {
    "add_document": add_document,
    "add_items": add_items,
    "find_late": find_late,
    "remove_source": remove_source,
}
