"""Licensed items: added, listed, removed, killed, and what uses them."""

from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from checker.errors import NotFound
from checker.models.source import Source
from checker.models.vocabulary import owner_id
from checker.store import Registered, Store, VersionNote, waiting_kill
from checker.times import rfc3339
from checker.wording import worded

from ..auth import Caller, Demand
from ..field_types import Day
from ..item_states import states_of
from ..openapi import ANSWER, problems
from ..problems import ApiProblem, dumps
from ..request_models import KillRequest, RightsPatch, SourcesIn
from ..response_models import items as out
from ..response_models.general import Page
from ..response_models.pieces import Killed, RecalledPiece
from ..responses import Cursor, etag_of, json_response, match_required, page, read_cursor, with_etag
from ..route_guard import GuardedRoute
from ..serializers import shown_item, shown_recalled
from ..service import Service, of
from ..source_search import SourceQuery, StateName, owner_asked, search_sources

__all__ = ["no_item", "router", "sources_of"]

router = APIRouter(prefix="/v1/sources", tags=["sources"], route_class=GuardedRoute)
SourceId = Annotated[str, Path(min_length=1, max_length=500, examples=["urn:afp:1"])]
May = Annotated[Caller, Depends(Demand("sources"))]
MayCheck = Annotated[Caller, Depends(Demand("check"))]
Withheld = Annotated[
    bool,
    Query(description="Whether it is also removed if it is killed, withheld or under embargo."),
]

USES = 1_000  # pieces that the answer to a kill names


@router.post(
    "",
    status_code=201,
    responses=ANSWER(out.Ingested, 400, 401, 403, 409, 413, 415, 422, 429, 503, 507, status=201),
)
async def add(request: Request, given: SourcesIn, _caller: May) -> Response:
    """Add items, all or none but for kills; they are searchable once the response arrives.

    `notes` name doubts about them: an owner that must be named, an unknown status.
    """
    service = of(request)
    if "items" in given.model_fields_set:
        lines = b"\n".join(dumps(item) for item in given.items)
        told = await service.write("add_items", lines=lines, owner=given.owner)
    else:
        document = given.document.model_dump()
        told = await service.write("add_document", document=document, owner=given.owner)
    return json_response(told, 201)


@router.get("", responses=ANSWER(Page[out.Item], 400, 401, 403, 422, 429, 503))
async def listed(
    request: Request,
    _caller: MayCheck,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    cursor: Cursor = "",
    owner: Annotated[str | None, Query(max_length=500)] = None,
    words: Annotated[str, Query(max_length=500, description="in title, text or id")] = "",
    status: Annotated[StateName | None, Query(description="as in `status` of an item")] = None,
    since: Annotated[Day | None, Query(description="published on that day or later")] = None,
    until: Annotated[Day | None, Query(description="published on that day or before")] = None,
) -> Response:
    """List items by id; with `owner`, those of one owner (an id, a name or an alias).

    With `words`, `status`, `since` or `until`, items are searched, the newest arrivals first. A
    page may then be empty although more follow: continue while there is a `next_cursor`.
    """
    service = of(request)
    after = read_cursor(cursor)
    if words.strip() or status or since or until:
        query = SourceQuery(words, owner or "", status or "", since, until)
        at = int(after) if after and after.isdecimal() and len(after) < 19 else None
        searched = await search_sources(service, query, at, limit)
        place = None if searched.more is None else str(searched.more)
        return json_response(page([shown_item(*one) for one in searched.entries], limit, place))
    found = await sources_of(service, owner, after, limit + 1)
    more = found[limit - 1].item.source if len(found) > limit else None
    items = [one.item for one in found[:limit]]
    states = await service.read(states_of, service.store, items)
    shown = [shown_item(one, states[one.item.source]) for one in found[:limit]]
    return json_response(page(shown, limit, more))


@router.get(
    "/{source_id:path}/uses", responses=ANSWER(Page[RecalledPiece], 401, 403, 404, 422, 429)
)
async def uses(
    request: Request,
    source_id: SourceId,
    _caller: MayCheck,
    limit: Annotated[int, Query(ge=1, le=10000)] = 1000,
    cursor: Cursor = "",
) -> Response:
    """List checked and audited pieces that use the item, derived uses included, the newest first.

    404 for an unknown id, which is not an all-clear.
    """
    service = of(request)
    try:
        found = await service.read(
            service.store.checks.recall, source_id, limit + 1, before=read_cursor(cursor)
        )
    except NotFound as error:
        raise no_item(error) from None
    more = found[limit - 1].head.check if len(found) > limit else None
    return json_response(page([shown_recalled(piece) for piece in found[:limit]], limit, more))


@router.post(
    "/{source_id:path}/kill",
    responses=ANSWER(Killed, 400, 401, 403, 404, 413, 415, 422, 429, 503),
)
async def kill(request: Request, source_id: SourceId, asked: KillRequest, _caller: May) -> Response:
    """Kill an item permanently, arrived or not; the answer names the pieces that use it.

    `notes` report that no item with that id has arrived yet, so that the kill waits for it, or that
    more pieces use the item than are named.
    """
    service = of(request)
    at = asked.at or datetime.now(UTC)
    hint = await service.read(service.store.sources.unknown, source_id)
    died = await service.change(service.store.sources.kill, source_id, at, asked.reason or None)
    told, notes = await service.read(named_uses, service.store, source_id)
    if hint is not None:
        notes = [waiting_kill(source_id, hint), *notes]
    return json_response(Killed(id=source_id, killed=list(died), uses=told, notes=notes))


def named_uses(store: Store, source_id: str) -> tuple[list[RecalledPiece], list[str]]:
    """Returns the pieces that use a killed item, and a note if there are more of them."""
    found = store.checks.recall(source_id, USES + 1)
    more = worded(
        "more than {n:,} pieces use it: GET /v1/sources/{id}/uses lists all of them",
        n=USES,
        id=source_id,
    )
    notes: list[str] = [more] if len(found) > USES else []
    return [shown_recalled(piece) for piece in found[:USES]], notes


@router.delete(
    "/{source_id:path}/kill", status_code=204, responses=problems(401, 403, 404, 422, 429)
)
async def release(request: Request, source_id: SourceId, _caller: May) -> Response:
    """Withdraw a kill that was a mistake."""
    service = of(request)
    await service.change(service.store.sources.release, source_id, datetime.now(UTC))
    return Response(status_code=204)


@router.api_route(
    "/{source_id:path}/uses", methods=["POST", "PUT", "PATCH", "DELETE"], include_in_schema=False
)
@router.api_route(
    "/{source_id:path}/kill", methods=["GET", "PUT", "PATCH"], include_in_schema=False
)
async def undeclared() -> Response:
    """What an item does not have: else these would reach the item whose id ends so."""
    raise HTTPException(405)


@router.get("/{source_id:path}", responses=ANSWER(out.Item, 304, 401, 403, 404, 422, 429))
async def one(request: Request, source_id: SourceId, _caller: MayCheck) -> Response:
    """Return one item: what the provider states, its text and its versions."""
    service = of(request)
    document, etag = await service.read(_shown, service, source_id)
    return with_etag(request, etag, document)


@router.patch(
    "/{source_id:path}",
    responses=ANSWER(out.Item, 400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 503),
)
async def patch(request: Request, source_id: SourceId, said: RightsPatch, _caller: May) -> Response:
    """Change some of an item's rights; fields that are not named stay, and null clears a field.

    The status "canceled" kills the item; no status withdraws a kill.
    """
    service = of(request)
    seen = await service.read(_seen, request, service, source_id)
    await service.change(_patched, service, source_id, said.rights, seen)
    document, etag = await service.read(_shown, service, source_id)
    return with_etag(request, etag, document)


@router.delete(
    "/{source_id:path}",
    status_code=204,
    responses=problems(401, 403, 404, 409, 412, 422, 429, 503, 507),
)
async def remove(
    request: Request, source_id: SourceId, _caller: May, withheld: Withheld = False
) -> Response:
    """Remove an item; its kill and the checks that used it stay."""
    service = of(request)
    seen = await service.read(_seen, request, service, source_id)
    await service.write("remove_source", source=source_id, withheld=withheld, if_revision=seen)
    return Response(status_code=204)


async def sources_of(
    service: Service, owner: str | None, after: str | None, limit: int
) -> list[Registered]:
    """Returns items by id; with an owner (an id, a name or an alias), only its own.

    Raises:
        UnknownName: the owner is not known here.
    """
    bare = None if owner is None else owner_id(owner)
    found = await service.read(service.store.sources.page, after, limit, bare)
    if found or owner is None:
        return found
    named = await owner_asked(service, owner)
    if named == bare:
        return found
    return await service.read(service.store.sources.page, after, limit, named)


def no_item(error: NotFound) -> ApiProblem:
    """Returns the error for an unknown item, with the id that was probably meant."""
    hint = error.problems[0].hint
    errors = [{"field": "source_id", "detail": "there is no such item", "hint": hint}]
    detail = worded("there is no such item: {hint}", hint=hint) if hint else "there is no such item"
    return ApiProblem(404, "not-found", detail, errors=errors if hint else ())


def _patched(service: Service, source_id: str, rights: dict[str, Any], seen: int | None) -> None:
    service.store.sources.patch(source_id, rights, at=datetime.now(UTC), if_revision=seen)


def _seen(request: Request, service: Service, source_id: str) -> int | None:
    """The revision that the caller has seen and the write has to find; None: whatever is there."""
    try:  # first: what changes from here on has another revision, or another tag
        revision: int = service.store.sources.registered(source_id).revision
    except NotFound as error:
        raise no_item(error) from None
    _, etag = _shown(service, source_id)
    return revision if match_required(request, etag) else None


def _shown(service: Service, source_id: str) -> tuple[out.Item, str]:
    store = service.store
    try:
        entry = store.sources.registered(source_id)
        source: Source = store.sources.get(source_id)
    except NotFound as error:
        raise no_item(error) from None
    state = states_of(store, [entry.item])[source_id]
    item = msgspec.structs.replace(
        shown_item(entry, state),
        text=source.text,
        origin=source.origin,
        versions=[_version(note) for note in store.sources.versions(source_id)],
    )
    return item, etag_of("source", source_id, entry.revision, state.word)


def _version(note: VersionNote) -> out.ItemVersion:
    return out.ItemVersion(
        version=note.label,
        received=rfc3339(note.received),
        published=rfc3339(note.published),
        newest=note.newest,
    )
