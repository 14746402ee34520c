"""Rate limits: one steadily refilling token bucket per caller."""

import math
import time
from collections import OrderedDict

from checker.values import dataclass

__all__ = ["Rate", "RateLimiter"]

MOST_CALLERS = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """A caller's remaining requests; `wait` seconds until the next is allowed, 0 for this one."""

    limit: int
    remaining: int
    wait: int
    window: int = 60

    def headers(self) -> dict[str, str]:
        """RateLimit fields (draft-ietf-httpapi-ratelimit-headers)."""
        fields = {
            "RateLimit-Policy": f'"default";q={self.limit};w={self.window}',
            "RateLimit": f'"default";r={self.remaining};t={max(1, self.wait)}',
        }
        if self.wait:
            fields["Retry-After"] = str(self.wait)
        return fields


class RateLimiter:
    """Token buckets by caller; `per_minute` is both the size and the refill of a minute."""

    def __init__(self, per_minute: int) -> None:
        self._limit = per_minute
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, caller: str, now: float | None = None, *, count: int = 1) -> Rate:
        """Counts requests of a caller, all or none; if `wait` is above 0, none is allowed.

        A number that exceeds a minute's limit counts as that limit.
        """
        count = min(count, self._limit)
        moment = time.monotonic() if now is None else now
        level, then = self._buckets.pop(caller, (float(self._limit), moment))
        level = min(self._limit, level + (moment - then) * self._limit / 60)
        taken = level >= count
        level -= count if taken else 0
        self._buckets[caller] = (level, moment)
        while len(self._buckets) > MOST_CALLERS:
            self._buckets.popitem(last=False)
        wait = 0 if taken else math.ceil((count - level) * 60 / self._limit)
        return Rate(self._limit, int(level), wait)
