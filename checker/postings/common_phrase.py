"""When a shingle is a common phrase: it occurs on many days and in many families."""

import numpy as np

from checker.postings.segment import I32, I64
from checker.values import dataclass

__all__ = ["UNDATED_BURST", "CommonPhrase", "days_of"]

UNDATED_BURST = 256  # texts without a date that count as one day


@dataclass(frozen=True, slots=True)
class CommonPhrase:
    """The minimum of distinct days and families for a common phrase."""

    days: int = 20
    families: int = 20


def days_of(days: I32, docs: I64) -> I64:
    """Returns the days to count by; consecutive texts without a date share one.

    Undated copies of one story, which arrive together, thus count as one day, while an undated
    notice counts for as long as it keeps arriving.
    """
    return np.where(days < 0, -2 - docs // UNDATED_BURST, days).astype(np.int64)
