"""Other stories on a page: lists of teasers, and second whole stories below the first one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from checker.formats.html.hints import Hint, word_set
from checker.formats.html.page import Element, Layout, Page

__all__ = ["second_stories", "teaser_blocks"]

_ITEMS = word_set("li div article section td tr a dd dl figure")
_LEAST = 3
_SMALLEST, _LARGEST = 12, 700  # characters of one teaser
_LEVELS = 12  # elements around the headline that are looked at
_OWN = 400  # characters of running text that a page's own story has
_OTHER = 300  # and a second one


def teaser_blocks(page: Page, layout: Layout) -> set[int]:
    """Returns indexes of blocks in runs of at least three siblings shaped like teasers.

    A teaser is a small element that holds a link over much of its text, or a linked heading, and
    has siblings with the same tag and names.
    """
    siblings: dict[tuple[int, str], list[Element]] = defaultdict(list)
    for element in page.elements:
        filled = element.last > element.first and element.tag in _ITEMS
        if filled and element.parent is not None and element.order not in layout.spine:
            siblings[element.parent.order, element.tag].append(element)
    found: set[int] = set()
    for members in _families(siblings.values()):
        alike = [element for element in members if _is_teaser(page, layout, element)]
        if len(alike) >= _LEAST and 2 * len(alike) >= len(members):
            for element in alike:
                found.update(range(element.first, element.last))
    return found


def _families(groups: Iterable[list[Element]]) -> Iterator[list[Element]]:
    """Of groups of siblings with the same tag, those of the same names that are many enough."""
    for group in groups:
        if len(group) < _LEAST:
            continue
        families: dict[str, list[Element]] = {}
        for element in group:
            families.setdefault(_family(element.names), []).append(element)
        yield from (members for members in families.values() if len(members) >= _LEAST)


@lru_cache(maxsize=4_096)
def _family(names: str) -> str:
    """The first class name, which siblings share where later ones number or modify them."""
    return names.split(" ", 1)[0].rstrip("0123456789-_")


def _is_teaser(page: Page, layout: Layout, element: Element) -> bool:
    size = layout.size(element)
    if not _SMALLEST <= size <= _LARGEST:
        return False
    linked = sum(page.blocks[i].linked for i in range(element.first, element.last))
    if linked >= 0.4 * size:
        return True
    return any(
        layout.shapes[i].heading and layout.shapes[i].density > 0.5
        for i in range(element.first, element.last)
    )


def second_stories(page: Page, layout: Layout) -> list[Element]:
    """Returns the story that the page's title names, then its following siblings of the kind.

    Empty if the page holds one story only.

    A following sibling of the same tag is another story if it has a heading of its own near its
    start and, so that sections of a long article are not taken for stories, is an `article`, has a
    main heading like the first one, or names an author below it.
    """
    if not layout.titled or layout.headline is None:
        return []
    headline = page.blocks[layout.headline].element
    for element in islice(headline.path(), _LEVELS):
        if element.parent is None or element.order in (0, layout.body.order):
            return []
        if layout.prose(element) < _OWN:
            continue
        others = [o for o in _following(page, element) if _is_story(page, layout, o, headline)]
        if others:
            return [element, *others]
    return []


def _following(page: Page, element: Element) -> list[Element]:
    return [
        other
        for other in page.elements[element.order + 1 :]
        if other.parent is element.parent and other.tag == element.tag and other.block
    ]


def _is_story(page: Page, layout: Layout, element: Element, headline: Element) -> bool:
    if layout.prose(element) < _OTHER:
        return False
    opening = range(element.first, min(element.last, element.first + 4))
    headings = [i for i in opening if layout.shapes[i].heading and layout.shapes[i].weight > 8]
    if not headings:
        return False
    if element.tag == "article" or page.blocks[headings[0]].element.tag == headline.tag:
        return True
    below = page.blocks[headings[0] + 1 : headings[0] + 4]
    return any(
        around.hint & Hint.BYLINE
        for block in below
        for around in block.element.path()
        if around.order > element.order
    )
