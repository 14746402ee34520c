"""The client for programs with an event loop."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

import httpx

from checker.client.decisions import Decision, Policy
from checker.client.drafts import DraftMembers, NamedDraft, UseMembers
from checker.client.exchange import Call, Exchange, Lost, Reply, Send
from checker.client.operations import Operations
from checker.client.settings import ClientSettings, OnUnavailable
from checker.client.transfer import late_of, limits_of, request_of, timed

__all__ = ["AsyncClient"]

T = TypeVar("T")


class AsyncClient:
    """Asks the service; the same as `Client`, to be awaited.

    Args:
        base: the service's address, as in `https://wirecheck.example.org`.
        key: an API key with the scope `check`; one for each site.
        timeout: seconds that a call takes at most, all attempts together.
        batch_timeout: the same for each call of `check_many`.
        retries: attempts after the first one.
        pause: seconds before the second attempt, doubled for each that follows.
        on_unavailable: what counts without an answer: `policy` (that of the service, as it was seen
            last; `hold` before that), one of `allow`, `warn`, `hold`, `block`, or `raise`.
        policy: the policy that an earlier client saw last (its `known_policy`).
        transport: an httpx transport, as for tests.
        sleep: what waits between attempts.
        clock: what counts seconds.

    Raises:
        ClientError: `base` is no address.
    """

    def __init__(
        self,
        base: str,
        key: str | None = None,
        *,
        timeout: float = 5.0,
        batch_timeout: float = 95.0,
        retries: int = 2,
        pause: float = 0.25,
        on_unavailable: OnUnavailable = "policy",
        policy: Policy | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        settings = ClientSettings(
            base.rstrip("/"), key, timeout, batch_timeout, retries, pause, on_unavailable, clock
        )
        self._operations = Operations(settings, policy)
        self._sleep = sleep
        self._http = httpx.AsyncClient(headers=settings.headers, transport=transport)

    @property
    def known_policy(self) -> Policy | None:
        """The policy that the service sent last; store it for the next client."""
        return self._operations.seen

    async def check(self, **draft: Unpack[DraftMembers]) -> Decision:
        """Checks a draft: its members as in `POST /v1/checks`.

        Raises:
            CallRefused: the call is wrong.
            ServiceFault: only with `on_unavailable="raise"`; else the text is held.
            Unavailable: only with `on_unavailable="raise"`.
        """
        return await self._run(self._operations.check(draft))

    async def check_many(
        self, drafts: Sequence[DraftMembers], *, use: UseMembers | None = None
    ) -> list[Decision]:
        """Checks drafts; a decision each, in their order.

        One that cannot be read is not `checked`; `answer["error"]` says why.

        Raises:
            CallRefused: the call is wrong.
            ServiceFault: only with `on_unavailable="raise"`; else the text is held.
            Unavailable: only with `on_unavailable="raise"`.
        """
        return await self._run(self._operations.check_many(drafts, use))

    async def confirm(self, check: str, **draft: Unpack[NamedDraft]) -> Decision:
        """Asks, at publication, whether this is the checked text and may still be published.

        Raises:
            CallRefused: the call is wrong; another text is no error but not `confirmed`.
            ServiceFault: only with `on_unavailable="raise"`; else the text is held.
            Unavailable: only with `on_unavailable="raise"`.
        """
        return await self._run(self._operations.confirm(check, draft))

    async def policy(self) -> Policy:
        """Reads the policy.

        Raises:
            CallRefused: the key is not valid.
            Unavailable: no answer in time.
        """
        return await self._run(self._operations.policy())

    async def stored(self, check: str) -> Mapping[str, Any]:
        """Reads a stored check; `overtaken` says what has come since.

        Raises:
            CallRefused: there is none of this id.
            Unavailable: no answer in time.
        """
        return await self._run(self._operations.stored(check))

    async def release(
        self,
        check: str,
        *,
        codes: Sequence[str],
        why: str,
        text_sha256: str,
        role: str | None = None,
    ) -> Mapping[str, Any]:
        """Lets a text through in the name and role of the key.

        Raises:
            CallRefused: the policy does not let this role do that.
            Unavailable: no answer in time; to call again with the same words does no harm.
        """
        return await self._run(self._operations.release(check, codes, why, text_sha256, role))

    async def subscribe(self, url: str, events: Sequence[str]) -> Mapping[str, Any]:
        """Has events sent to a URL; the answer's `secret` is shown only now.

        Raises:
            CallRefused: the key has not the scope `admin`, or the URL is none.
            Unavailable: no answer in time.
        """
        return await self._run(self._operations.subscribe(url, events))

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def _run(self, steps: Exchange[T]) -> T:
        reply: Reply | Lost | None = None
        while True:
            try:
                step = steps.send(reply)
            except StopIteration as end:
                found: T = end.value
                return found
            if isinstance(step, Send):
                reply = await self._send(step.call, step.seconds)
            else:
                await self._sleep(step.seconds)
                reply = None

    async def _send(self, call: Call, seconds: float) -> Reply | Lost:
        settings = self._operations.settings
        request = request_of(self._http, settings.base, call, seconds)
        late = timed(settings.clock, seconds)
        try:
            response = await self._http.send(request, stream=True)
            try:
                content = b""
                async for chunk in response.aiter_bytes():
                    content += chunk
                    if why := limits_of(content, late()):
                        return Lost(why)
            finally:
                await response.aclose()
        except httpx.TimeoutException as error:
            return Lost(late_of(error))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Lost(type(error).__name__)
        return Reply(response.status_code, dict(response.headers), content)
