"""What is known of a page's layout: the shape of its blocks, its body, its headline."""

from dataclasses import dataclass, field

from checker.formats.html.hints import Hint
from checker.formats.html.page import Element

__all__ = ["FURNITURE", "HEADINGS", "PROSE", "Layout", "Shape"]

FURNITURE = Hint.TEASER | Hint.COMMENT | Hint.NAVIGATION | Hint.SITE | Hint.BIOGRAPHY
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PROSE = 80  # letters from which a block can be running text (a Han or kana letter counts three)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a block looks like: its weight in letters and how much of it is links."""

    weight: int
    density: float
    prose: bool
    heading: bool


@dataclass(slots=True)
class Layout:
    """Where the article is.

    `body` holds the running text; `first`/`last` are its block indexes, `headline` a block index or
    None. `spine` are the elements around the body, whose names say nothing against it.
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
        """Letters inside an element."""
        return self.weights[element.last] - self.weights[element.first]

    def prose(self, element: Element) -> int:
        """Letters of running text inside an element."""
        return self.proses[element.last] - self.proses[element.first]
