"""When a shingle is a common phrase: it is found on many days and in many families."""

from dataclasses import dataclass

import numpy as np

from checker.postings.segment import I32, I64

__all__ = ["UNDATED_BURST", "CommonPhrase", "days_of"]

UNDATED_BURST = 256  # texts without a date that count as one day


@dataclass(frozen=True, slots=True)
class CommonPhrase:
    """The least distinct days and families of a common phrase."""

    days: int = 20
    families: int = 20


def days_of(days: I32, docs: I64) -> I64:
    """The days to count by; texts without a date that came in one after another share one.

    So undated copies of one story, which come in a burst, count as one day, and an undated notice
    counts for as long as it keeps coming.
    """
    return np.where(days < 0, -2 - docs // UNDATED_BURST, days).astype(np.int64)
