"""What a story tells in any words and any language: its figures, dates and times, and its names.

Only what stands in the text is read; nothing here compares two texts.
"""

from checker.anchors.anchor import Anchor
from checker.anchors.anchors import AnchorReader, Anchors, anchors_of, with_words
from checker.anchors.keys import MOST_KEYS, Keys, anchor_keys

__all__ = [
    "MOST_KEYS",
    "Anchor",
    "AnchorReader",
    "Anchors",
    "Keys",
    "anchor_keys",
    "anchors_of",
    "with_words",
]
