"""Documents without end are checked as far as the limit goes, and say so."""

from dataclasses import replace

from checker.models import Draft

__all__ = ["cut"]


def cut(draft: Draft, letters: int) -> Draft:
    """The draft with at most so many code points; zones and metadata fit the shorter text.

    A cut draft is `truncated`, so its check is incomplete and never a bare clear. 0: no limit.
    """
    if not letters or len(draft.text) <= letters:
        return draft
    zones = tuple(
        replace(zone, end=min(zone.end, letters)) for zone in draft.zones if zone.start < letters
    )
    metadata = tuple(entry for entry in draft.metadata if entry.end <= letters)
    what = f"{len(draft.text) - letters} of {len(draft.text)} letters were not checked (the limit)"
    return replace(
        draft,
        text=draft.text[:letters],
        zones=zones,
        metadata=metadata,
        truncated=True,
        damage=(*draft.damage, what),
    )
