"""The client for programs that wait for an answer."""

import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

import httpx

from checker.client.decisions import Decision, Policy
from checker.client.drafts import DraftMembers, NamedDraft, UseMembers
from checker.client.exchange import Call, Exchange, Lost, Reply, Send
from checker.client.operations import Operations
from checker.client.settings import ClientSettings, OnUnavailable
from checker.client.transfer import late_of, limits_of, request_of, timed

__all__ = ["Client"]

T = TypeVar("T")


class Client:
    """Asks the service; may be used by several threads.

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
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        settings = ClientSettings(
            base.rstrip("/"), key, timeout, batch_timeout, retries, pause, on_unavailable, clock
        )
        self._operations = Operations(settings, policy)
        self._sleep = sleep
        self._http = httpx.Client(headers=settings.headers, transport=transport)

    @property
    def known_policy(self) -> Policy | None:
        """The policy that the service sent last; store it for the next client."""
        return self._operations.seen

    def check(self, **draft: Unpack[DraftMembers]) -> Decision:
        """Checks a draft: its members as in `POST /v1/checks`.

        Raises:
            CallRefused: the call is wrong.
            ServiceFault: only with `on_unavailable="raise"`; else the text is held.
            Unavailable: only with `on_unavailable="raise"`.
        """
        return self._run(self._operations.check(draft))

    def check_many(
        self, drafts: Sequence[DraftMembers], *, use: UseMembers | None = None
    ) -> list[Decision]:
        """Checks drafts; a decision each, in their order.

        One that cannot be read is not `checked`; `answer["error"]` says why.

        Raises:
            CallRefused: the call is wrong.
            ServiceFault: only with `on_unavailable="raise"`; else the text is held.
            Unavailable: only with `on_unavailable="raise"`.
        """
        return self._run(self._operations.check_many(drafts, use))

    def confirm(self, check: str, **draft: Unpack[NamedDraft]) -> Decision:
        """Asks, at publication, whether this is the checked text and may still be published.

        Raises:
            CallRefused: the call is wrong; another text is no error but not `confirmed`.
            ServiceFault: only with `on_unavailable="raise"`; else the text is held.
            Unavailable: only with `on_unavailable="raise"`.
        """
        return self._run(self._operations.confirm(check, draft))

    def policy(self) -> Policy:
        """Reads the policy.

        Raises:
            CallRefused: the key is not valid.
            Unavailable: no answer in time.
        """
        return self._run(self._operations.policy())

    def stored(self, check: str) -> Mapping[str, Any]:
        """Reads a stored check; `overtaken` says what has come since.

        Raises:
            CallRefused: there is none of this id.
            Unavailable: no answer in time.
        """
        return self._run(self._operations.stored(check))

    def release(
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
        return self._run(self._operations.release(check, codes, why, text_sha256, role))

    def subscribe(self, url: str, events: Sequence[str]) -> Mapping[str, Any]:
        """Has events sent to a URL; the answer's `secret` is shown only now.

        Raises:
            CallRefused: the key has not the scope `admin`, or the URL is none.
            Unavailable: no answer in time.
        """
        return self._run(self._operations.subscribe(url, events))

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _run(self, steps: Exchange[T]) -> T:
        reply: Reply | Lost | None = None
        while True:
            try:
                step = steps.send(reply)
            except StopIteration as end:
                found: T = end.value
                return found
            if isinstance(step, Send):
                reply = self._send(step.call, step.seconds)
            else:
                self._sleep(step.seconds)
                reply = None

    def _send(self, call: Call, seconds: float) -> Reply | Lost:
        settings = self._operations.settings
        request = request_of(self._http, settings.base, call, seconds)
        late = timed(settings.clock, seconds)
        try:
            response = self._http.send(request, stream=True)
            try:
                content = b""
                for chunk in response.iter_bytes():
                    content += chunk
                    if why := limits_of(content, late()):
                        return Lost(why)
            finally:
                response.close()
        except httpx.TimeoutException as error:
            return Lost(late_of(error))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Lost(type(error).__name__)
        return Reply(response.status_code, dict(response.headers), content)
