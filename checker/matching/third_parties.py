"""Words of a third party: what sources of two owners have, one of them as somebody else's words.

A ministry's statement is no agency's text, though the draft and one source print it without marks.
But whoever quotes a house has its words from there: a press review does not set an item free.
"""

import numpy as np

from checker.matching.holders import Holders
from checker.matching.owner_names import OwnerNames
from checker.matching.passages import Judged
from checker.matching.relations import Found, Relations
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import Mask
from checker.text.news_houses import is_told_by_a_house

__all__ = ["WHOLE_ITEM", "is_a_third_partys", "is_mostly"]

WHOLE_ITEM = 0.85  # share of an item without its dateline, its credit and the like


def is_a_third_partys(
    relations: Relations,
    at: int,
    one: Judged,
    holders: Holders,
    owners: OwnerNames,
) -> bool:
    """Returns whether another owner's source shows that a passage is somebody else's words.

    Args:
        relations: all sources, and what they have to do with each other.
        at: the number of the source.
        one: its passage.
        holders: the passages of all sources.
        owners: by which names the sources may name each other's owners. A source that names the
            owner of the other may quote it, so it shows nothing.
    """
    found, mine = relations.found, relations.found[at].prepared
    for other, that in holders.of_others(mine.stored.owner, one):
        its = found[other].prepared
        days = mine.stored.day, its.stored.day
        if days[0] is not None and days[1] is not None and abs(days[0] - days[1]) > T.story_days:
            continue
        here, there = is_mostly(mine.text.quoted, one), is_mostly(its.text.quoted, that)
        if not (here or there):
            continue
        if not here and _is_quoted_from(found[at], one, found[other], that):
            continue
        if not (
            owners.is_named(mine.stored.owner, its.text.text)
            or owners.is_named(its.stored.owner, mine.text.text)
        ):
            return True
    return False


def _is_quoted_from(mine: Found, one: Judged, its: Found, that: Judged) -> bool:
    """Whether a source quotes what another one has as its own words.

    It has a whole item between its marks, which is not known to be younger, or says that a house
    wrote it.
    """
    days = mine.prepared.stored.day, its.prepared.stored.day
    first = days[0] is None or days[1] is None or days[0] <= days[1]
    length = len(mine.prepared.text.units)
    if first and one.source_units >= WHOLE_ITEM * length:
        return True
    text, part = its.prepared.text, that.aligned
    start, end = text.starts[part.source_start], text.ends[part.source_end - 1]
    return is_told_by_a_house(text.text, int(start), int(end))


def is_mostly(marked: Mask, one: Judged) -> bool:
    """Returns whether most units of a passage are marked in its source."""
    part = marked[one.aligned.source_start : one.aligned.source_end]
    return bool(np.count_nonzero(part) / len(part) >= T.quoted_share)
