"""Write requests with an Idempotency-Key: executed once, with the same answer when repeated.

An answer that shows a secret once is stored, and repeated, without it (`without_secret`).
"""

import hashlib
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import Request, Response

from checker.errors import StoreError
from checker.store import IdempotentAnswer

from .auth import Caller
from .problems import ApiProblem, dumps
from .service import Service, of

__all__ = ["once", "without_secret"]

log = logging.getLogger("wirecheck.repetition")

STALE = timedelta(minutes=10)
MOST_KEY_LETTERS = 255
KEPT_HEADERS = ("content-type", "location", "etag")


def without_secret(request: Request, shown: Any) -> None:
    """Sets the answer that is stored and repeated in place of one that contains a secret.

    The database contains keys as hashes only, and its backups outlive the stored answers.
    """
    request.state.repeated = dumps(shown)


async def once(
    request: Request, caller: Caller, inner: Callable[[Request], Awaitable[Response]]
) -> Response:
    """Runs a write request with an Idempotency-Key once; repeated, it gets the same answer.

    Raises:
        ApiProblem: the key is invalid, was used for another request, or its request is in progress.
    """
    key = request.headers.get("idempotency-key")
    if key is None:
        return await inner(request)
    if not 1 <= len(key) <= MOST_KEY_LETTERS:
        raise ApiProblem(
            400,
            "bad-idempotency-key",
            "Idempotency-Key must have 1 to 255 characters",
            errors=[{"field": "Idempotency-Key", "detail": "must have 1 to 255 characters"}],
        )
    service = of(request)
    digest = await _digest(request)
    name = (caller.id, key)
    if name in service.underway:
        raise _still_in_progress()
    service.underway.add(name)
    try:
        known = await service.change(_begin, service, caller.id, key, digest)
        if known is not None:
            return _again(known, digest)
        return await _answered(service, caller, key, request, inner)
    finally:
        service.underway.discard(name)


def _begin(service: Service, caller: str, key: str, digest: bytes) -> IdempotentAnswer | None:
    presence = service.presence
    return service.store.idempotency.begin(
        caller,
        key,
        digest,
        at=datetime.now(UTC),
        stale=STALE,
        owner=presence.name,
        # what this process has begun is not under way any more, or we would not be here
        lives=lambda owner: owner != presence.name and presence.lives(owner),
    )


async def _answered(
    service: Service,
    caller: Caller,
    key: str,
    request: Request,
    inner: Callable[[Request], Awaitable[Response]],
) -> Response:
    keys = service.store.idempotency
    try:
        response = await inner(request)
    except BaseException:
        await _noted(service.change(keys.abandon, caller.id, key))
        raise
    if response.status_code >= 500:
        await _noted(service.change(keys.abandon, caller.id, key))
        return response
    headers = {
        name: value for name in KEPT_HEADERS if (value := response.headers.get(name)) is not None
    }
    keeping = service.change(
        keys.finish,
        caller.id,
        key,
        status=response.status_code,
        headers=headers,
        body=getattr(request.state, "repeated", bytes(response.body)),
    )
    await _noted(keeping)
    return response


async def _noted(change: Awaitable[None]) -> None:
    """Notes what became of a request; that it cannot be noted takes nothing back."""
    try:
        await change
    except StoreError as error:
        log.warning("an Idempotency-Key could not be stored: %s", type(error).__name__)


async def _digest(request: Request) -> bytes:
    named = f"{request.method}\n{request.url.path}\n{request.url.query}\n".encode()
    return hashlib.sha256(named + await request.body()).digest()


def _again(known: IdempotentAnswer, digest: bytes) -> Response:
    if known.request != digest:
        raise ApiProblem(
            422, "idempotency-key-reused", "this Idempotency-Key was used for another request"
        )
    if known.status is None:
        raise _still_in_progress()
    headers = {**known.headers, "Idempotency-Replayed": "true"}
    return Response(known.body, status_code=known.status, headers=headers)


def _still_in_progress() -> ApiProblem:
    return ApiProblem(
        409,
        "still-in-progress",
        "the request with this Idempotency-Key is still running",
        headers={"Retry-After": "1"},
    )
