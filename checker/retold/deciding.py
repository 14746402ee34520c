"""Whether what two texts share is that of retold copy: whole, a summary, a part, a mixture."""

from collections.abc import Sequence
from dataclasses import replace

from checker.anchors import Anchors
from checker.retold.likeness import Likeness, likeness, part_likeness
from checker.retold.thresholds import THRESHOLDS as T
from checker.values import dataclass

__all__ = ["Shared", "explained_together", "told_alike"]

_UNSEEN = ("zh", "ja", "ko", "th")  # languages whose names nothing shows


@dataclass(frozen=True, slots=True)
class Shared:
    """What a draft shares with a source: `told`, which is retold, or else `part` of a mixture."""

    told: Likeness | None = None
    part: Likeness | None = None


def told_alike(ours: Anchors, theirs: Anchors) -> Shared:
    """Returns what two texts share that is, or with other sources may be, retold copy."""
    whole = likeness(ours, theirs)
    if len(whole.figures) < T.mixed_figures:
        return Shared()
    unseen = ours.language in _UNSEEN or theirs.language in _UNSEEN
    if unseen and len(whole.names) < T.names:
        alike = len(whole.figures) >= T.unseen_figures and whole.value >= T.unseen_likeness
        return Shared(whole if alike else None)
    if _tells_all(whole) or _tells_in_any_order(whole):
        return Shared(whole)
    if _is_contained(whole):
        return Shared(replace(whole, part=True))
    part = part_likeness(ours, theirs)
    if _is_of_one_stretch(whole, part):
        return Shared(replace(whole, part=True))
    if _tells_a_part(part):
        return Shared(part)
    return Shared(part=part if _is_stretch(part) else None)


def _tells_all(whole: Likeness) -> bool:
    return (
        whole.weight >= T.weight
        and len(whole.figures) >= T.figures
        and len(whole.names) >= T.names
        and whole.value >= T.likeness
    )


def _tells_in_any_order(whole: Likeness) -> bool:
    return (
        len(whole.figures) >= T.any_order_figures
        and len(whole.names) >= T.any_order_names
        and whole.of_draft * whole.of_source >= T.any_order
    )


def _is_contained(whole: Likeness) -> bool:
    """Whether the draft has hardly a figure that the source lacks: a summary of it."""
    return (
        whole.weight >= T.weight
        and len(whole.figures) >= T.contained_figures
        and len(whole.names) >= T.contained_names
        and whole.of_draft >= T.contained
        and whole.of_source >= T.contained_source
        and whole.order >= T.contained_order
    )


def _is_of_one_stretch(whole: Likeness, part: Likeness) -> bool:
    """Whether a short draft tells one stretch of the source whole, and nothing else."""
    return (
        whole.weight >= T.stretch_weight
        and len(whole.figures) >= T.figures
        and whole.of_draft >= T.stretch_draft
        and len(part.names) >= T.stretch_names
        and part.of_draft >= T.stretch_here
        and part.of_source >= T.stretch_source
    )


def _tells_a_part(part: Likeness) -> bool:
    return (
        part.weight >= T.part_weight
        and len(part.figures) >= T.part_figures
        and len(part.names) >= T.part_names
        and part.value >= T.part_likeness
        and part.order >= T.part_order
    )


def _is_stretch(part: Likeness) -> bool:
    """Whether what two texts share in one stretch of each may be a part of a mixture."""
    return (
        part.weight >= T.mixed_weight
        and len(part.figures) >= T.mixed_figures
        and len(part.names) >= T.mixed_names
        and part.of_draft >= T.stretch_here
        and part.of_source >= T.mixed_source
    )


def explained_together(ours: Anchors, parts: Sequence[Likeness], known: set[int]) -> bool:
    """Returns whether spans of several sources have nearly all figures of a draft.

    Args:
        ours: the draft's anchors.
        parts: what it shares with each source.
        known: places of figures that other sources explain as wholes.
    """
    places = known | {one.start for part in parts for one, _ in part.figures}
    figures = {(one.kind, one.values[0]): one for one in reversed(ours.figures)}.values()
    total = sum(one.weight for one in figures)
    return sum(one.weight for one in figures if one.start in places) >= T.stretch_draft * total
