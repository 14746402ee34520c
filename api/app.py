"""The application: routes, middleware, OpenAPI, and its life cycle from start to drain."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from checker.settings import Settings
from checker.versions import package_version

from . import error_answers
from .body import BodyBudget, BodyLimit
from .hosts import KnownHosts
from .middleware import HeadRequests, RequestMiddleware
from .openapi import openapi_of
from .routes import (
    agreement_pages,
    agreements,
    audit_pages,
    audits,
    checks,
    events,
    health,
    key_pages,
    keys,
    mending,
    pages,
    reference_page,
    rights_desk_pages,
    rules,
    session,
    source_pages,
    sources,
)
from .routes import webhooks as webhook_routes
from .service import Service

__all__ = ["create_app"]

SIGN_IN_LIMIT = 4_096  # bytes
STATIC = Path(__file__).parent / "static"
_ABOUT = """Whose text is in this story, may we publish it here and now, and what is missing.

Offsets are half-open, in Unicode code points of the text as given (`units=utf16` on request).
Errors are RFC 9457 problem details. Writes take an `Idempotency-Key`. Lists are paged by
`cursor`. Every answer carries `RateLimit` fields."""


def create_app(settings: Settings) -> FastAPI:
    """Returns the ASGI application for a newsroom's data directory, which it opens on start.

    Args:
        settings: the newsroom's configuration; `settings.serve` contains the keys of the service.

    Raises:
        ConfigurationError: a key of `[serve]` is wrong.
    """
    service = Service(settings)
    app = FastAPI(
        title="Wirecheck",
        version=package_version(),
        description=_ABOUT,
        lifespan=_life(service),
        docs_url=None,  # both would load scripts from elsewhere; /docs is a page of ours
        redoc_url=None,
        # Nothing about requests leaves the house, whatever the environment says.
        telemetry={
            "tracing": False,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
        },
    )
    app.state.service = service
    error_answers.install(app)
    _route(app)
    _wrap(app, service)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _route(app: FastAPI) -> None:
    app.state.routes = []
    for router in (
        health.open_router,
        health.gated,
        checks.router,
        mending.router,
        sources.router,
        agreements.router,
        rules.router,
        audits.router,
        events.router,
        webhook_routes.router,
        keys.router,
        session.router,
        pages.router,
        source_pages.router,
        agreement_pages.router,
        audit_pages.router,
        key_pages.router,
        rights_desk_pages.router,
        reference_page.router,
    ):
        app.include_router(router)
        app.state.routes += [route for route in router.routes if isinstance(route, Route)]
    app.mount("/static", StaticFiles(directory=STATIC), name="static")


def _wrap(app: FastAPI, service: Service) -> None:
    """Middleware, innermost first."""
    serve = service.serve
    # A sign-in is read before any key is known, so that it may hold a key and no more.
    limits = {
        "/v1/sources": serve.ingest_limit,
        "/session": SIGN_IN_LIMIT,
        "/sign-in": SIGN_IN_LIMIT,
    }
    app.add_middleware(HeadRequests)
    app.add_middleware(
        BodyLimit,
        limit=lambda path: limits.get(path, serve.body_limit),
        seconds=serve.body_seconds,
        budget=BodyBudget(max(serve.body_budget, serve.ingest_limit, serve.body_limit)),
    )
    app.add_middleware(KnownHosts, names=serve.names, check=serve.check_hosts)
    app.add_middleware(RequestMiddleware, metrics=service.metrics)


def _life(service: Service) -> Any:
    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        await service.start()
        try:
            yield
        finally:
            await service.stop()

    return life


def _openapi(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        app.openapi_schema = openapi_of(app)
    return app.openapi_schema
