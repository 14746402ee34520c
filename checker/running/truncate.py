"""Documents over the limit: checked up to the limit, and marked as truncated."""

from dataclasses import replace

from checker.models.draft import Draft, LeftOut
from checker.wording import worded

__all__ = ["truncated"]


def truncated(draft: Draft, most: int) -> Draft:
    """Returns the draft with at most `most` code points; zones and metadata fit the shorter text.

    A shortened draft is marked `truncated`, so its check is incomplete and never a bare clear. 0
    means no limit; the same object is returned where nothing is cut.
    """
    if not most or len(draft.text) <= most:
        return draft
    zones = tuple(
        replace(zone, end=min(zone.end, most)) for zone in draft.zones if zone.start < most
    )
    metadata = tuple(entry for entry in draft.metadata if entry.end <= most)
    length = len(draft.text)
    what = worded(
        "{n:,} of {all:,} characters were not checked (max_letters = {most})",
        n=length - most,
        all=length,
        most=most,
    )
    return replace(
        draft,
        text=draft.text[:most],
        zones=zones,
        metadata=metadata,
        truncated=True,
        damage=(*draft.damage, what),
        left_out=(*draft.left_out, LeftOut("over_limit", length - most)),
    )
