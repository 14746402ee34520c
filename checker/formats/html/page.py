"""The values of a page that was walked: its elements, blocks, pictures, links, and its layout."""

from collections.abc import Iterator
from dataclasses import field
from typing import NamedTuple

import msgspec

from checker.formats.html.hints import Hint
from checker.values import dataclass

__all__ = [
    "CHROME",
    "HEADINGS",
    "PROSE",
    "Block",
    "Element",
    "Layout",
    "Page",
    "Picture",
    "Run",
    "Shape",
]

CHROME = Hint.TEASER | Hint.COMMENT | Hint.NAVIGATION | Hint.SITE | Hint.BIOGRAPHY
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PROSE = (
    80  # characters from which a block can be running text (a Han or kana character counts three)
)


class Element(msgspec.Struct, eq=False):  # made in a third of the time: pages have thousands
    """An element that makes a block or has a name; `names` is class, id, itemprop and rel."""

    order: int
    tag: str
    parent: "Element | None"
    names: str = ""
    hint: int = Hint.NONE
    block: bool = True
    first: int = 0  # blocks[first:last] are inside
    last: int = 0

    def path(self) -> Iterator["Element"]:
        """Yields the element and those around it, innermost first."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


class Run(msgspec.Struct, frozen=True, eq=False):
    """The part of a block inside a named inline element."""

    start: int
    end: int
    element: Element


class Block(msgspec.Struct, eq=False):
    """One block-level element's own text, or a part of it between blank lines."""

    element: Element
    start: int
    end: int = 0
    linked: int = 0  # characters inside links
    leads: bool = False  # whether it begins with a link
    runs: list[Run] = msgspec.field(default_factory=list)


class Picture(NamedTuple):
    """An image, video or frame and what its attributes state."""

    element: Element
    block: int  # index of the block that follows
    attributes: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Page:
    """The visible text of a page and everything around it."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    links: list[tuple[str, Element, int]] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)  # characters by why they were not read
    notes: list[str] = field(default_factory=list)  # damage


class Shape(msgspec.Struct, frozen=True, eq=False):
    """The shape of a block: its weight in characters and how much of it is links."""

    weight: int
    density: float
    prose: bool
    heading: bool


@dataclass(slots=True)
class Layout:
    """Where the article is.

    `body` holds the running text; `first`/`last` are its block indexes, `headline` a block index or
    None. `spine` are the ancestors of the body, whose names do not count against it.
    """

    shapes: list[Shape]
    body: Element
    first: int
    last: int
    headline: int | None = None
    area: Element | None = None
    titled: bool = False  # the page's title repeats the headline
    listing: bool = False  # a page of teasers, without an article of its own
    spine: frozenset[int] = frozenset()
    others: list[int] = field(default_factory=list)  # blocks of second whole stories
    weights: list[int] = field(default_factory=list)  # prefix sums over blocks
    proses: list[int] = field(default_factory=list)

    def size(self, element: Element) -> int:
        """Returns characters inside an element."""
        return self.weights[element.last] - self.weights[element.first]

    def opens(self, index: int) -> bool:
        """Returns whether a block below the headline has no running text above it, but below."""
        if self.headline is None or not self.headline < index < self.last:
            return False
        above = self.proses[index] == self.proses[self.headline]
        return above and self.proses[-1] > self.proses[index + 1]

    def prose(self, element: Element) -> int:
        """Returns characters of running text inside an element."""
        return self.proses[element.last] - self.proses[element.first]
