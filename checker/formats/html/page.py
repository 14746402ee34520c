"""The values of a page that was walked: its elements, blocks, pictures and links."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from checker.formats.html.hints import Hint

__all__ = ["Block", "Element", "Page", "Picture", "Run"]


@dataclass(slots=True)
class Element:
    """An element that makes a block or has a name; `names` is class, id, itemprop and rel."""

    order: int
    tag: str
    parent: "Element | None"
    names: str = ""
    hint: int = Hint.NONE
    block: bool = True
    depth: int = 0
    first: int = 0  # blocks[first:last] stand inside
    last: int = 0

    def path(self) -> Iterator["Element"]:
        """The element and those around it, innermost first."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block that stands in a named inline element."""

    start: int
    end: int
    element: Element


@dataclass(slots=True)
class Block:
    """One block-level element's own text, or a part of it between blank lines."""

    element: Element
    start: int
    end: int = 0
    linked: int = 0  # letters inside links
    leads: bool = False  # whether it begins with a link
    runs: list[Run] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, video or frame and what its attributes say."""

    element: Element
    block: int  # index of the block that follows
    attributes: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Page:
    """The visible text of a page and everything that stands around it."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    links: list[tuple[str, Element, int]] = field(default_factory=list)
