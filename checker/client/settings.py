"""How a client calls the service."""

import re
from collections.abc import Callable
from typing import Literal

from checker.client.errors import ClientError
from checker.errors import Problem
from checker.values import dataclass
from checker.wording import worded

__all__ = ["ClientSettings", "OnUnavailable"]

OnUnavailable = Literal["policy", "allow", "warn", "hold", "block", "raise"]
_ADDRESS = re.compile(r"https?://[^/\s?#]+(?:/[^\s?#]*)?")


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """Where the service is, and what a call may take.

    `timeout` are the seconds that one call takes at most, all attempts together; `batch_timeout`
    the same for each call with many drafts. `retries` are attempts after the first one, `pause` the
    seconds before the first of these, doubled each time. `on_unavailable` is what counts without an
    answer: `policy` is the policy that was seen last, and `hold` where none was. `clock` counts
    seconds.
    """

    base: str
    key: str | None
    timeout: float
    batch_timeout: float
    retries: int
    pause: float
    on_unavailable: OnUnavailable
    clock: Callable[[], float]

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.base):
            hint = "as in https://wirecheck.example.org"
            raise ClientError(
                Problem("base", worded("{base} is not an address", base=repr(self.base)), hint)
            )
        if self.timeout <= 0 or self.batch_timeout <= 0:
            raise ClientError(Problem("timeout", "must be above 0", "in seconds"))

    @property
    def headers(self) -> dict[str, str]:
        """Returns the headers of every request."""
        named = {"User-Agent": "wirecheck-client", "Accept": "application/json"}
        return named if self.key is None else {**named, "Authorization": f"Bearer {self.key}"}
