"""A service that answers as it is told, and both clients asking it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from checker.client import (
    AsyncClient,
    Client,
    Decision,
    DraftMembers,
)

BASE = "https://wirecheck.example.org"
DIGEST = "sha256:" + "0" * 64
DRAFT: DraftMembers = {"id": "wp:4", "html": "<p>The harbour reopened.</p>"}


def answer(enforcement: str = "allow", **more: Any) -> dict[str, Any]:
    return {
        "schema": "wirecheck/2",
        "verdict": "clear" if enforcement == "allow" else "licence_required",
        "enforcement": enforcement,
        "complete": True,
        "message": "A sentence.",
        "check": "chk_1",
        "claims": [{"reasons": [{"code": "licence.none"}]}] if enforcement != "allow" else [],
        "reasons": [],
        "versions": {"policy": DIGEST},
        **more,
    }


def problem(slug: str, status: int, **more: Any) -> httpx.Response:
    body = {"type": f"urn:wirecheck:problem:{slug}", "detail": "a detail", **more}
    return httpx.Response(status, json=body)


@dataclass
class Service:
    """What answers, in order; an exception is raised. The policy has an answer of its own."""

    answers: list[Any]
    on_unavailable: str = "warn"
    seconds: float = 0.0  # that each answer takes
    asked: list[httpx.Request] = field(default_factory=list)
    policies: int = 0
    waits: list[float] = field(default_factory=list)
    now: float = 0.0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/policy":
            self.policies += 1
            if request.headers.get("if-none-match") == '"p"':
                return httpx.Response(304)
            told = {"on_unavailable": self.on_unavailable, "digest": DIGEST}
            return httpx.Response(200, json=told, headers={"ETag": '"p"'})
        self.asked.append(request)
        patience = request.extensions["timeout"]["read"]
        self.now += min(self.seconds, patience)
        if self.seconds > patience:
            raise httpx.ReadTimeout("late")
        found = self.answers.pop(0)
        if isinstance(found, Exception):
            raise found
        if callable(found):
            return httpx.Response(200, stream=found())
        if isinstance(found, httpx.Response):  # made once for several tests
            return httpx.Response(found.status_code, headers=found.headers, content=found.content)
        return httpx.Response(200, json=found)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now

    def client(self, **options: Any) -> Client:
        transport = httpx.MockTransport(self)
        return Client(
            BASE, "wck_x", transport=transport, sleep=self.sleep, clock=self.clock, **options
        )


def ask(service: Service, **options: Any) -> Decision:
    with service.client(**options) as client:
        return client.check(**DRAFT)


def ask_async(service: Service, **options: Any) -> Decision:
    async def sleep(seconds: float) -> None:
        service.sleep(seconds)

    async def run() -> Decision:
        transport = httpx.MockTransport(service)
        clock = service.clock
        async with AsyncClient(
            BASE, "wck_x", transport=transport, sleep=sleep, clock=clock, **options
        ) as client:
            return await client.check(**DRAFT)

    return asyncio.run(run())


both = pytest.mark.parametrize("ask", [ask, ask_async])
Ask = Callable[..., Decision]
LOST = httpx.ConnectError("no route")
BUSY = httpx.Response(503, headers={"Retry-After": "1"})
