"""Second whole stories on a page: below the first one, as pages that scroll on have them."""

from itertools import islice

from checker.formats.html.hints import Hint
from checker.formats.html.layout import Layout
from checker.formats.html.page import Element, Page

__all__ = ["stories"]

_LEVELS = 12  # elements around the headline that are looked at
_OWN = 400  # letters of running text that a page's own story has
_OTHER = 300  # and a second one


def stories(page: Page, layout: Layout) -> list[Element]:
    """The element of the story that the page's title names, then others of its kind that follow.

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
