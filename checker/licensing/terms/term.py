"""The value type of this room: one statement of a term of use."""

from datetime import datetime
from typing import Literal

from checker.orders.embargo import Embargo
from checker.values import dataclass

__all__ = ["CountsFrom", "Term"]

CountsFrom = Literal[
    "use",  # the newsroom's own first publication
    "transmission",
    "release",  # the end of the item's embargo
    "receipt",
    "publication",  # whose is not said: the earliest
    "unknown",  # a moment that nobody here knows, such as the taking of a picture
]


@dataclass(frozen=True, slots=True)
class Term:
    """One statement of a term of use.

    Kinds: `not` and `only` with `values` such as "territory:IT", "channel:web",
    "media:picture", "archive", "ai", "commercial"; `days` of use, counted from `counts_from`,
    on all channels or those of `values`; `until` a moment; `embargo`; `credit`; `free`;
    `reserved` (a general reservation); `linked` with the address of terms that nobody reads
    here; `open` with the ids of open licences as `values`; `unknown`. A `not` with territories
    as `where` ("no online use in Italy") denies its values there alone. A `not` with a `limit`
    holds until something that has no time ("2 hours after the match") or without what nobody
    here knows ("only with permission").
    """

    kind: str
    raw: str
    values: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    days: float | None = None
    moment: datetime | None = None
    limit: str | None = None
    embargo: Embargo | None = None
    counts_from: CountsFrom = "use"
