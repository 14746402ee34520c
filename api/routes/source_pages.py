"""The pages of licensed items: searched, shown with their uses, killed and removed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from checker.errors import NotFound, UnknownName
from checker.licensing import STATES, ItemState
from checker.models.draft import Rights
from checker.models.source import Item
from checker.report.event_words import STANDING_WORDS
from checker.running.removing import HELD_BACK
from checker.store import Registered
from checker.values import dataclass
from checker.wording import worded

from ..desk_pieces import using_pieces
from ..field_types import day_of
from ..forms import form_of
from ..item_states import states_of
from ..owner_names import OwnerNames, owner_names
from ..request_models import KillRequest
from ..responses import Cursor, cursor_of, read_cursor
from ..service import of
from ..source_search import FoundSources, SourceQuery, search_sources
from .frame import SHOWN, enter, moved_to, page
from .sources import no_item

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
Asked = Annotated[str, Query(max_length=500)]

STATUSES = ("usable", *STATES.values(), "unknown")
TOLD = {
    "killed": worded("The item is killed. Every draft that uses it is blocked from now on."),
    "released": worded("The kill was withdrawn."),
}
_NOTHING = FoundSources((), None, 0)
_RIGHTS = {
    "embargo_raw": worded("Embargo, in the provider's words"),
    "expires": worded("Expires"),
    "expires_raw": worded("Expires, in the provider's words"),
    "copyright_holder": worded("Copyright holder"),
    "copyright_notice": worded("Copyright notice"),
    "usage_terms": worded("Usage terms"),
    "credit_line": worded("Credit line"),
    "editors_note": worded("Note to editors"),
    "signals": worded("Signals"),
    "data_mining": worded("Data mining"),
    "license_url": worded("Licence"),
    "allow_territories": worded("Only in"),
    "deny_territories": worded("Not in"),
    "deny_channels": worded("Not on"),
    "conflicts": worded("Contradictions"),
}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One row of the list of items."""

    item: Item
    title: str
    owner: str
    state: ItemState

    @classmethod
    def of(cls, entry: Registered, state: ItemState, names: OwnerNames) -> "ItemRow":
        """Returns the row of an item with its current state."""
        item = entry.item
        return cls(item, entry.title or item.source, names(item.owner), state)


@router.get("/sources")
async def sources(
    request: Request,
    words: Asked = "",
    owner: Asked = "",
    status: Asked = "",
    since: Asked = "",
    until: Asked = "",
    cursor: Cursor = "",
) -> Response:
    """Shows the licensed items that match, the newest first."""
    caller = await enter(request, "check")
    service = of(request)
    names = await owner_names(service)
    asked = {"words": words, "owner": owner, "status": status, "since": since, "until": until}
    found, problem = _NOTHING, ""
    try:
        query = SourceQuery(words, owner, status, _day(since, "From"), _day(until, "To"))
        at = read_cursor(cursor) or ""
        before = int(at) if at.isdecimal() and len(at) < 19 else None
        found = await search_sources(service, query, before, SHOWN)
    except UnknownName as error:
        problem = worded(
            "The owner “{owner}” is not known here. {hint}",
            owner=owner,
            hint=error.problems[0].hint,
        )
    except ValueError as error:
        problem = str(error)
    owners = await service.read(service.store.sources.owners)
    return page(
        request,
        caller,
        "sources.html",
        "/sources",
        rows=[ItemRow.of(entry, state, names) for entry, state in found.entries],
        looked=None if found.more is None or found.entries else found.looked,
        more="" if found.more is None else cursor_of(str(found.more)),
        asked=asked,
        query={name: value for name, value in asked.items() if value.strip()},
        problem=problem,
        statuses=STATUSES,
        owners=sorted(map(names, owners)),
        holdings=await service.read(service.store.holdings),
        may_write=caller.may("sources"),
    )


@router.get("/sources/{source_id:path}")
async def source(request: Request, source_id: str, told: Asked = "") -> Response:
    """Shows one item with its text, versions and uses."""
    caller = await enter(request, "check")
    service = of(request)
    try:
        entry = await service.read(service.store.sources.registered, source_id)
        held = await service.read(service.store.sources.get, source_id)
    except NotFound as error:
        raise no_item(error) from None
    names = await owner_names(service)
    states = await service.read(states_of, service.store, [entry.item], names)
    uses = await service.read(service.store.checks.recall, source_id)
    return page(
        request,
        caller,
        "source.html",
        "/sources",
        row=ItemRow.of(entry, states[source_id], names),
        facts=list(_stated(held.rights)),
        text=held.text,
        versions=await service.read(service.store.sources.versions, source_id),
        groups=using_pieces(uses),
        standings=STANDING_WORDS,
        told=TOLD.get(told, ""),
        may_write=caller.may("sources"),
        held_back=states[source_id].word in HELD_BACK,
    )


@router.post("/sources/{source_id:path}/kill")
async def kill(request: Request, source_id: str) -> Response:
    """Kills an item, as `POST /v1/sources/{id}/kill` does."""
    await enter(request, "sources")
    service = of(request)
    asked = (form := await form_of(request)).read(KillRequest, reason=form.text("reason"))
    now = datetime.now(UTC)
    await service.change(service.store.sources.kill, source_id, now, asked.reason or None)
    return moved_to(f"/sources/{quote(source_id, safe='')}?told=killed")


@router.post("/sources/{source_id:path}/release")
async def release(request: Request, source_id: str) -> Response:
    """Withdraws a kill, as `DELETE /v1/sources/{id}/kill` does."""
    await enter(request, "sources")
    service = of(request)
    await service.change(service.store.sources.release, source_id, datetime.now(UTC))
    return moved_to(f"/sources/{quote(source_id, safe='')}?told=released")


@router.post("/sources/{source_id:path}/remove")
async def remove(request: Request, source_id: str) -> Response:
    """Removes an item, as `DELETE /v1/sources/{id}` does."""
    await enter(request, "sources")
    await of(request).write("remove_source", source=source_id, withheld=True)
    return moved_to("/sources")


def _day(typed: str, label: str) -> date | None:
    """A day that was typed; None where none was.

    Raises:
        ValueError: it is not a day.
    """
    if not typed.strip():
        return None
    try:
        return day_of(typed)
    except ValueError:
        raise ValueError(
            worded("{label}: “{typed}” is not a date; write 2026-03-31.", label=label, typed=typed)
        ) from None


def _stated(rights: Rights) -> Iterator[tuple[str, str | datetime | tuple[str, ...]]]:
    """What the provider states of an item, with labels for people."""
    if rights.status is not None:
        yield worded("Status, in the provider's words"), rights.status
    if rights.embargo_until is not None:
        yield worded("Embargo until"), rights.embargo_until
    for name, label in _RIGHTS.items():
        value = getattr(rights, name)
        if value:
            yield label, value
    if rights.third_party:
        yield worded("Third party"), worded("the item contains material of others")
