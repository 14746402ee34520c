"""Lists of other stories, told by the repetition of their shape."""

from checker.formats.html.hints import word_set
from checker.formats.html.layout import Layout
from checker.formats.html.page import Element, Page

__all__ = ["teaser_blocks"]

_ITEMS = word_set("li div article section td tr a dd dl figure")
_LEAST = 3
_SMALLEST, _LARGEST = 12, 700  # letters of one teaser


def teaser_blocks(page: Page, layout: Layout) -> set[int]:
    """Indexes of blocks in runs of at least three siblings shaped like teasers.

    A teaser is a small element that holds a link over much of its text, or a linked heading, and
    has siblings with the same tag and names.
    """
    groups: dict[tuple[int, str, str], list[Element]] = {}
    for element in page.elements:
        if element.tag in _ITEMS and element.last > element.first and element.parent is not None:
            if element.order in layout.spine:
                continue
            key = (element.parent.order, element.tag, _family(element.names))
            groups.setdefault(key, []).append(element)
    found: set[int] = set()
    for members in groups.values():
        if len(members) < _LEAST:
            continue
        alike = [element for element in members if _is_teaser(page, layout, element)]
        if len(alike) >= _LEAST and 2 * len(alike) >= len(members):
            for element in alike:
                found.update(range(element.first, element.last))
    return found


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
