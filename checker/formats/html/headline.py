"""The headline of a page's story."""

import re

from checker.formats.html.hints import Hint
from checker.formats.html.page import Block, Element, Layout, Page

__all__ = ["find_headline"]

_WORD = re.compile(r"\w+")


def find_headline(page: Page, layout: Layout, title: str | None) -> int | None:
    """Returns the heading that the title repeats, else the nearest h1 above the first paragraph."""
    wanted = set(_WORD.findall(title.lower())) if title else set()
    limit = _first_prose(layout)
    best, found = 0.0, None
    nearest = None
    for index in range(min(limit + 1, len(page.blocks))):
        block, shape = page.blocks[index], layout.shapes[index]
        if not (shape.heading or _named_headline(layout, index, block)) or shape.weight < _least(
            block
        ):
            continue
        if shape.density < 0.5 and limit - index < 12:
            nearest = index
        score = _title_score(page.text[block.start : block.end], wanted)
        score += {"h1": 0.5, "h2": 0.2}.get(block.element.tag, 0.0)
        far = found is not None and layout.weights[layout.first] - layout.weights[found] > 1500
        if score >= 0.5 and (score > best or (far and score == best)):
            best, found = score, index
    layout.titled = found is not None and best > 0.6
    if found is None and nearest is None:
        return _title_block(page, layout, wanted)
    return nearest if found is None else found


def _title_block(page: Page, layout: Layout, wanted: set[str]) -> int | None:
    """The block above the body, of whatever element, that repeats the title."""
    for index in range(layout.first - 1, max(-1, layout.first - 40), -1):
        block, shape = page.blocks[index], layout.shapes[index]
        if shape.density < 0.5 and 15 <= shape.weight < 400:
            text = page.text[block.start : block.end]
            if len(_WORD.findall(text)) >= 3 and _title_score(text, wanted) >= 0.8:
                return index
    return None


def _least(block: Block) -> int:
    """Characters that a headline needs: a lone h1 may be one word."""
    return 2 if block.element.tag == "h1" else 8


def _named_headline(layout: Layout, index: int, block: Block) -> bool:
    """Whether the block's element, or one around it alone, is called a headline."""
    if layout.shapes[index].weight > 400:
        return False
    element: Element | None = block.element
    for _ in range(3):
        if element is None or element.last - element.first > 2:
            return False
        if element.hint & Hint.HEADLINE:
            return True
        element = element.parent
    return False


def _title_score(text: str, wanted: set[str]) -> float:
    words = set(_WORD.findall(text.lower()))
    if not words or not wanted:
        return 0.0
    shared = len(words & wanted)
    return shared / len(words) if shared >= min(3, len(words)) else 0.0


def _first_prose(layout: Layout) -> int:
    for index in range(layout.first, layout.last):
        if layout.shapes[index].prose:
            return index
    return layout.last
