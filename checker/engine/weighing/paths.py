"""The path of a name in markup or data, and which members hold the file of a picture."""

import re

from checker.values import dataclass

__all__ = ["ADDRESSES", "MOST_STEPS", "Path", "Step", "is_picture_file"]

MOST_STEPS = 6  # ancestors that a path shows
# Members that say where a thing is; one whose value is a picture's file makes it a picture.
ADDRESSES = frozenset(
    {"url", "src", "href", "file", "filename", "path", "uri", "link", "source_url"}
)
_PICTURE_FILE = re.compile(r"[\w%)-]\.(?:jpe?g|png|webp|gif|avif|tiff?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """An element, attribute or member on the way to a name; `values` are those that qualify it."""

    name: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """The innermost thing that holds a name, its steps from the inside out, and its value.

    `kind` is "element", "attribute" or "member"; `siblings` are names of what stands beside it;
    `before` and `after` are the rest of the value around the name, 80 characters of it at most.
    """

    kind: str
    steps: tuple[Step, ...]
    siblings: tuple[str, ...]
    before: str
    after: str


def is_picture_file(value: str) -> bool:
    """Returns whether the value of such a member is the address of a picture's file."""
    return _PICTURE_FILE.search(value) is not None
