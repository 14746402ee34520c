"""One request on its way, as far as both clients do the same."""

from collections.abc import Callable

import httpx

from checker.client.exchange import Call

__all__ = ["late_of", "limits_of", "request_of", "timed"]

MOST_ANSWER = 64_000_000  # bytes
CONNECT, WRITE, READ = (
    0.25,
    0.1,
    0.65,
)  # of an attempt: httpx limits each wait by itself


def request_of(
    http: httpx.Client | httpx.AsyncClient, base: str, call: Call, seconds: float
) -> httpx.Request:
    """Returns the request of a call."""
    parts = httpx.Timeout(
        connect=CONNECT * seconds, write=WRITE * seconds, read=READ * seconds, pool=None
    )
    return http.build_request(
        call.method, base + call.path, json=call.body, headers=dict(call.headers), timeout=parts
    )


def late_of(error: httpx.TimeoutException) -> str:
    """Returns what took too long."""
    if isinstance(error, httpx.ConnectTimeout):
        return "it could not be reached in time"
    return "its answer did not come in time"


def timed(clock: Callable[[], float], seconds: float) -> Callable[[], bool]:
    """Returns a function that says whether the time is over: an answer may come in drops."""
    end = clock() + seconds
    return lambda: clock() > end


def limits_of(content: bytes, late: bool) -> str:
    """Returns why an answer is not read to its end; empty where it is."""
    if late:
        return "its answer came too slowly"
    return "its answer is too large" if len(content) > MOST_ANSWER else ""
