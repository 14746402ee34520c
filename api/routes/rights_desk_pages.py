"""The pages of the rights desk's two questions: which pieces use an item, and what changes soon."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from checker.errors import NotFound
from checker.report.event_words import STANDING_WORDS
from checker.wording import worded

from ..desk_pieces import calendar, due_pieces, using_pieces
from ..forms import form_of
from ..item_states import states_of
from ..owner_names import OwnerNames, owner_names
from ..service import Service, of
from ..source_search import FoundSources, SourceQuery, search_sources
from .frame import enter, moved_to, page
from .source_pages import ItemRow

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
Asked = Annotated[str, Query(max_length=500)]

OFFERED = 10  # items whose words were typed instead of an id
DAYS = (7, 30, 90, 365)
_NOTHING = FoundSources((), None, 0)


@router.get("/recall")
async def recall(request: Request, id: Asked = "") -> Response:  # noqa: A002 - the public name
    """Shows the pieces that use an item, found by its id or by words of it."""
    caller = await enter(request, "check")
    service = of(request)
    names = await owner_names(service)
    asked = id.strip()
    unknown, pieces, offered = None, [], _NOTHING
    if asked:
        try:
            pieces = await service.read(service.store.checks.recall, asked)
        except NotFound as error:
            unknown = error.problems[0].hint
            offered = await search_sources(service, SourceQuery(asked), None, OFFERED)
    return page(
        request,
        caller,
        "recall.html",
        "/recall",
        id=asked,
        unknown=unknown,
        offered=[ItemRow.of(entry, state, names) for entry, state in offered.entries],
        row=await _item(service, asked, names) if asked and unknown is None else None,
        kills=await service.read(service.store.sources.kills, asked) if asked else [],
        groups=using_pieces(pieces),
        standings=STANDING_WORDS,
    )


async def _item(service: Service, source: str, names: OwnerNames) -> ItemRow | None:
    """The item that was asked about; None where it was killed or removed, and is not held."""
    try:
        entry = await service.read(service.store.sources.registered, source)
    except NotFound:
        return None
    states = await service.read(states_of, service.store, [entry.item], names)
    return ItemRow.of(entry, states[source], names)


@router.get("/expiring")
async def expiring(
    request: Request, days: Annotated[int, Query(ge=0, le=3660)] = 30, told: Asked = ""
) -> Response:
    """Shows what changes by itself, day by day, until it is marked as done."""
    caller = await enter(request, "check")
    service = of(request)
    now = datetime.now(UTC)
    names = await owner_names(service)
    found = await service.read(service.store.checks.expiring, now + timedelta(days=days))
    groups = due_pieces(found, names, now)
    return page(
        request,
        caller,
        "expiring.html",
        "/expiring",
        days=days,
        choices=sorted({*DAYS, days}),
        calendar=calendar(groups["published"], now),
        published=len(groups["published"]),
        overdue=sum(piece.overdue for piece in groups["published"]),
        unconfirmed=groups["unconfirmed"],
        spot_checks=groups["spot_check"],
        confirms=await service.read(service.store.checks.any_confirmed),
        told=worded("The entry is done and has been removed from the list.")
        if told == "done"
        else "",
    )


@router.post("/expiring/done")
async def done(request: Request) -> Response:
    """Removes an entry from the list, as `POST /v1/expiring/{check}/done` does."""
    caller = await enter(request, "check")
    service = of(request)
    form = await form_of(request)
    now = datetime.now(UTC)
    await service.change(service.store.checks.done, form.text("check"), at=now, by=caller.label)
    days = form.text("days")
    return moved_to(f"/expiring?days={days if days.isdecimal() else 30}&told=done")
