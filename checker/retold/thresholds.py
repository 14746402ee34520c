"""The numbers by which retold copy is told from another report of the same event."""

from checker.values import dataclass

__all__ = ["THRESHOLDS", "Thresholds"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Weights are sums of `Anchor.weight`: a telling figure weighs 0.8 to 1, a small one 0.4."""

    # Candidates
    explained: float = 0.8  # share of a draft that is copied from which on nothing is left to tell
    digits: int = 1  # figures in digits below which a draft is not looked at
    rare: int = 128  # texts that may hold an anchor; one that more hold points to none of them
    looked_at: int = 4  # candidates that are compared
    pointing: int = 3  # anchors that must point to a candidate, one of them a figure
    pointing_names: int = 4  # names that must, where no figure does
    pointing_share: float = 0.35  # of the draft's anchors that any source has, by how rare they are
    pointing_figures: float = 0.5  # or of its figures that any source has
    pointing_besides: float = 0.15  # share of all, where they point to another source as well
    # The whole story
    weight: float = 3.6  # of the figures in common
    figures: int = 5  # in common
    names: int = 2  # in common
    likeness: float = 0.58  # shares of both texts multiplied, less where the order differs
    # The whole story in another order: nearly all figures of both texts
    any_order: float = 0.8  # shares of both texts multiplied
    any_order_figures: int = 8
    any_order_names: int = 3
    # A summary, or one part of the story: nearly all figures of the draft
    contained: float = 0.9  # share of the draft's figures
    contained_source: float = 0.4  # share of the source's
    contained_figures: int = 6
    contained_names: int = 3
    contained_order: float = 0.7
    # A part of the story that is all of the draft: one stretch of the source, whole
    stretch_weight: float = 3.3
    stretch_draft: float = 0.9  # share of the draft's figures that the source has,
    stretch_here: float = 0.8  # and that lie in the stretch
    stretch_source: float = 0.9  # share of the stretch's figures that the draft has
    stretch_names: int = 4  # in common around the stretch
    # Parts of several stories that together are all of the draft
    mixed_weight: float = 2.8
    mixed_figures: int = 4
    mixed_names: int = 3
    mixed_source: float = 0.6  # share of the stretch's figures that the draft has
    # A part of a story inside a longer text
    part_weight: float = 4.6
    part_figures: int = 6
    part_names: int = 3
    part_likeness: float = 0.72
    part_order: float = 0.8
    loss: float = 1.0  # what a figure that is not shared takes from a part
    # Scripts in which names are not seen
    unseen_figures: int = 8
    unseen_likeness: float = 0.7
    # Stories without figures, with a sentence model
    semantic_alike: float = 0.5  # product of the vectors of two sentences that are alike
    semantic_coverage: float = 0.6  # share of sentences alike, both ways, multiplied
    semantic_sentences: int = 3  # of each text at least
    semantic_names: int = 3
    # Words in the same order, of which others were replaced
    ordered_share: float = 0.6  # of the shorter text's words
    ordered_words: int = 40  # of the shorter text at least
    ordered_longer: float = 2.0  # times as long is the longer text at most
    ordered_run: int = 6  # words in a row from which the search for copies decides
    # Confidence
    sure_likeness: float = 0.75
    sure_figures: int = 8
    same_order: float = 0.7  # from which the order is called the same
    # Several sources
    boards: int = 3  # indices and prices named from which a text is a market report
    board_reach: int = 80  # characters around such a name in which figures are the board's
    table: float = 0.25  # figures a word from which a draft is a table
    overlap: float = 0.6  # share of a source's figures that another one explains as well
    rival: float = 0.85  # share of the best likeness from which another owner's tells common origin
    # Days between source and draft
    days: int = 365


THRESHOLDS = Thresholds()
