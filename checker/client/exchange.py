"""One call with its attempts, without any network: both clients send what this asks them to."""

import json
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from checker.client.errors import CallRefused, Unavailable
from checker.client.settings import ClientSettings

__all__ = ["Call", "Exchange", "Lost", "Reply", "Send", "Wait", "exchange"]

AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
UNDERWAY = "still-in-progress"  # the first attempt of a write
LEAST = 0.05  # seconds that are worth another attempt


@dataclass(frozen=True, slots=True)
class Call:
    """A request: `key` is one for all of its attempts, so that a write is done once."""

    method: str
    path: str
    body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    content: bytes

    def json(self) -> Any:
        """Returns the body as JSON, or None: a proxy's page is no answer of the service."""
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            return None


@dataclass(frozen=True, slots=True)
class Lost:
    """Nothing came back, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class Send:
    """Send the call and take the reply within so many seconds."""

    call: Call
    seconds: float


@dataclass(frozen=True, slots=True)
class Wait:
    """Wait so many seconds."""

    seconds: float


T = TypeVar("T")
Exchange = Generator[Send | Wait, Reply | Lost | None, T]


def exchange(call: Call, settings: ClientSettings, seconds: float) -> Exchange[Reply]:
    """Sends a call until it is answered, for so many seconds.

    Raises:
        CallRefused: the service refuses it; other attempts would change nothing.
        Unavailable: no answer in time.
    """
    end = settings.clock() + seconds
    pause, why = settings.pause, "no time was left"
    for attempt in range(settings.retries + 1):
        left = end - settings.clock()
        if left < LEAST:
            break
        reply = yield Send(call, left)
        assert reply is not None
        if isinstance(reply, Reply) and not _again(reply):
            return _accepted(reply)
        why = reply.why if isinstance(reply, Lost) else f"it answered {reply.status}"
        wait = max(pause, _asked(reply))
        if attempt == settings.retries or settings.clock() + wait + LEAST > end:
            break
        yield Wait(wait)
        pause *= 2
    raise Unavailable(f"the licensing service gave no answer: {why}")


def _again(reply: Reply) -> bool:
    """Whether another attempt may bring an answer: it is busy, or something before it is."""
    if reply.status == 409:
        return _problem(reply)[0] == UNDERWAY
    # A page of a proxy in the place of an answer is nobody's verdict.
    return reply.status in AGAIN or (reply.status < 300 and not isinstance(reply.json(), dict))


def _asked(reply: Reply | Lost) -> float:
    """The seconds to wait that the service asked for."""
    given = reply.headers.get("retry-after", "") if isinstance(reply, Reply) else ""
    return float(given) if given.isdecimal() and len(given) < 6 else 0.0


def _accepted(reply: Reply) -> Reply:
    if reply.status < 300 or reply.status == 304:
        return reply
    slug, problem = _problem(reply)
    detail = str(problem.get("detail") or f"the service answered {reply.status}")
    raise CallRefused(reply.status, slug, detail, problem.get("errors") or [])


def _problem(reply: Reply) -> tuple[str, Mapping[str, Any]]:
    """The name of a problem and its members."""
    found = reply.json()
    problem = found if isinstance(found, dict) else {}
    return str(problem.get("type", "")).rpartition(":")[2], problem
