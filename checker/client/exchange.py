"""One call with its attempts, without any network: both clients send what this asks them to."""

import json
from collections.abc import Generator, Mapping
from dataclasses import field
from typing import Any, TypeVar

from checker.client.errors import CallRefused, ServiceFault, Unavailable
from checker.client.settings import ClientSettings
from checker.values import dataclass

__all__ = ["Call", "Exchange", "Lost", "Reply", "Send", "Wait", "exchange", "is_away"]

AWAY = frozenset({408, 425, 429, 502, 503, 504})  # nobody is there, or nobody has the time
AGAIN = AWAY | {500}
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


def is_away(status: int, problem: Mapping[str, Any]) -> bool:
    """Returns whether `on_unavailable` counts: the service is away, and does not say what to do.

    A service that answers that it cannot read its agreements is there: nothing goes out then.
    """
    return status in AWAY and "enforcement" not in problem


T = TypeVar("T")
Exchange = Generator[Send | Wait, Reply | Lost | None, T]


def exchange(call: Call, settings: ClientSettings, seconds: float) -> Exchange[Reply]:
    """Sends a call until it is answered, for so many seconds.

    Raises:
        CallRefused: the service refuses it; other attempts would change nothing.
        ServiceFault: it answered that it cannot do it, at the last attempt or before.
        Unavailable: no answer in time.
    """
    fault: ServiceFault | None = None
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
        fault = _fault(reply) or fault
        why = reply.why if isinstance(reply, Lost) else f"it answered {reply.status}"
        wait = max(pause, _asked(reply))
        if attempt == settings.retries or settings.clock() + wait + LEAST > end:
            break
        yield Wait(wait)
        pause *= 2
    raise fault or Unavailable(f"the licensing service gave no answer: {why}")


def _again(reply: Reply) -> bool:
    """Whether another attempt may bring an answer: it is busy, or something before it is."""
    if reply.status == 409:
        return _problem(reply)[0] == UNDERWAY
    # A page of a proxy in the place of an answer is nobody's verdict.
    return reply.status in AGAIN or (reply.status < 300 and not isinstance(reply.json(), dict))


def _fault(reply: Reply | Lost) -> ServiceFault | None:
    """What a service says that is there and cannot judge; None of one that is away."""
    if isinstance(reply, Lost) or reply.status < 300 or reply.status == 409:
        return None
    slug, problem = _problem(reply)
    return None if is_away(reply.status, problem) else ServiceFault(*_said(reply, slug, problem))


def _asked(reply: Reply | Lost) -> float:
    """The seconds to wait that the service asked for."""
    given = reply.headers.get("retry-after", "") if isinstance(reply, Reply) else ""
    return float(given) if given.isdecimal() and len(given) < 6 else 0.0


def _accepted(reply: Reply) -> Reply:
    if reply.status < 300 or reply.status == 304:
        return reply
    slug, problem = _problem(reply)
    kind = CallRefused if reply.status < 500 else ServiceFault
    raise kind(*_said(reply, slug, problem))


def _said(
    reply: Reply, slug: str, problem: Mapping[str, Any]
) -> tuple[int, str, str, list[Mapping[str, str]]]:
    """The status of a problem, its name, its sentence and the faults that it lists."""
    detail = str(problem.get("detail") or f"the service answered {reply.status}")
    return reply.status, slug, detail, problem.get("errors") or []


def _problem(reply: Reply) -> tuple[str, Mapping[str, Any]]:
    """The name of a problem and its members."""
    found = reply.json()
    problem = found if isinstance(found, dict) else {}
    return str(problem.get("type", "")).rpartition(":")[2], problem
