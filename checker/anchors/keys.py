"""The anchors by which an item is found: its telling figures and its names, as 64-bit numbers."""

import numpy as np

from checker.anchors.anchor import Anchor
from checker.anchors.anchors import Anchors
from checker.text.units import Numbers, mix

__all__ = ["MOST_KEYS", "anchor_keys"]

MOST_KEYS = 28  # of an item: 7 bytes each in a large segment
_FIGURES = 16  # of them at most, those first in the text
_TELLING = 0.5  # weight of a figure from which it finds an item
_SALT = {"figure": 0x0F16, "time": 0x71E5, "name": 0x4A3E}


def anchor_keys(anchors: Anchors) -> tuple[Numbers, list[Anchor]]:
    """Distinct keys of a text, and beside each the first anchor that has it."""
    found: dict[int, Anchor] = {}
    for anchor in anchors.figures:
        if anchor.weight >= _TELLING and _tells(anchor.values[0]):
            found.setdefault(_number(anchor.kind, f"{anchor.values[0]:.6g}"), anchor)
    found = dict(list(found.items())[:_FIGURES])
    for anchor in anchors.names:
        if len(found) >= MOST_KEYS:
            break
        found.setdefault(_number("name", anchor.key), anchor)
    return mix(np.array(list(found), np.uint64)), list(found.values())


def _tells(value: float) -> bool:
    """Whether few texts have a figure: not one of two digits."""
    return value >= 100 or value != int(value)


def _number(kind: str, key: str) -> int:
    """A number for a key, stable for ever: its characters as digits."""
    number = _SALT[kind]
    for letter in key.encode():
        number = (number * 0x100000001B3 + letter + 1) & 0xFFFFFFFFFFFFFFFF
    return number
