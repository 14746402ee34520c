"""Which part of a page is its article: the container of the running text, and the headline.

Paragraphs add weight to their ancestors, less with each level; parts whose names identify them as
page chrome count only if they contain most of the page's text.
"""

import re
from itertools import accumulate

from checker.formats.html.headline import find_headline
from checker.formats.html.hints import Hint
from checker.formats.html.other_stories import second_stories
from checker.formats.html.page import CHROME, HEADINGS, PROSE, Block, Element, Layout, Page, Shape

__all__ = ["find_article"]

_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_TEXTUAL = ("p", "li", "blockquote", "dd", "dt", *HEADINGS)
_OUTER = ("html", "body", "main", "article")
_TITLE = 12  # characters that a heading or a link needs to be of another story
_DECAY = 0.62
_LEVELS = 6


def find_article(page: Page, title: str | None) -> Layout:
    """Returns the page's article: body, headline and the area that contains both."""
    wide = not page.text.isascii() and _WIDE.search(page.text) is not None
    shapes = [_shape(page, block, wide=wide) for block in page.blocks]
    weights = list(accumulate((shape.weight for shape in shapes), initial=0))
    proses = list(accumulate((s.weight if s.prose else 0 for s in shapes), initial=0))
    root = page.elements[0]
    layout = Layout(shapes, root, 0, len(page.blocks), weights=weights, proses=proses)
    body = _body(page, layout)
    if body is not None:
        _settle(layout, body)
    layout.headline = find_headline(page, layout, title)
    found = second_stories(page, layout)
    if found and any(element is layout.body for element in found[0].path()):
        _settle(layout, found[0])
    layout.others = [index for other in found[1:] for index in range(other.first, other.last)]
    layout.spine = frozenset(element.order for element in layout.body.path())
    layout.area = _area(page, layout)
    layout.listing = _is_listing(page, layout, body is None)
    return layout


def _settle(layout: Layout, body: Element) -> None:
    layout.body, layout.first, layout.last = body, body.first, body.last


def _is_listing(page: Page, layout: Layout, bare: bool) -> bool:
    """Whether the page only lists stories: linked headings or openings, or no text of weight."""
    if layout.weights[-1] < 1500:
        return False
    if bare or layout.titled:
        return bare
    inside = range(layout.first, layout.last)
    prose = [index for index in inside if layout.shapes[index].prose]
    titles = [i for i in inside if layout.shapes[i].heading and layout.shapes[i].weight >= _TITLE]
    headings = sum(1 for i in titles if layout.shapes[i].density > 0.5)
    leading = sum(1 for index in prose if page.blocks[index].leads)
    if headings >= 5 and len(prose) <= 2.5 * headings:
        return True
    many = len(titles) >= 8 and len(prose) <= 1.5 * len(titles)
    if many and not _has_main_heading(page, layout):
        return True
    if len(prose) >= 5 and leading >= 0.7 * len(prose):
        return True
    mine = layout.prose(layout.body)
    return mine < 0.2 * layout.proses[-1] or mine < 0.08 * _leading_elsewhere(layout)


def _leading_elsewhere(layout: Layout) -> float:
    """Characters of links and headings that can be of other stories.

    However many short lines are on a page, they make no teaser of the story among them.
    """
    return sum(
        shape.weight
        for shape in layout.shapes
        if shape.weight >= _TITLE and (shape.heading or shape.density > 0.3)
    )


def _has_main_heading(page: Page, layout: Layout) -> bool:
    return layout.headline is not None and page.blocks[layout.headline].element.tag in ("h1", "h2")


def _shape(page: Page, block: Block, *, wide: bool) -> Shape:
    length = block.end - block.start
    weight = length
    if wide:
        weight += 2 * sum(map(len, _WIDE.findall(page.text, block.start, block.end)))
    density = min(1.0, block.linked / max(1, length)) if block.linked else 0.0
    heading = block.element.tag in HEADINGS
    prose = weight >= PROSE and density < 0.5 and not heading
    return Shape(weight, density, prose, heading)


def _body(page: Page, layout: Layout) -> Element | None:
    """The element that gathers most running text; None for a page without any."""
    total = layout.proses[-1]
    if total < 2 * PROSE or (layout.weights[-1] < 1500 and total < 400):
        return None if layout.weights[-1] > 1500 else page.elements[0]
    barred = _barred(page, layout, total)
    scores: dict[int, float] = {}
    for index, shape in enumerate(layout.shapes):
        if shape.prose and not barred[index]:
            _credit(page.blocks[index].element, shape.weight, scores)
    if not scores:
        return page.elements[0] if layout.weights[-1] < 1500 else None
    for order in scores:
        scores[order] *= _favour(page.elements[order])
    best = max(scores, key=lambda order: (scores[order], -order))
    return _widen(page, layout, page.elements[best])


def _widen(page: Page, layout: Layout, body: Element) -> Element:
    """The element around a whole digest, where the rest of it is running text without links."""
    widest = body
    for element in body.path():
        mine, theirs = layout.prose(widest), layout.prose(element)
        if theirs - mine < 0.6 * mine:
            continue
        around = (*range(element.first, widest.first), *range(widest.last, element.last))
        linked = sum(page.blocks[index].linked for index in around)
        if linked > 0.12 * sum(layout.shapes[index].weight for index in around):
            break
        widest = element
    return widest


def _barred(page: Page, layout: Layout, total: int) -> list[bool]:
    """Blocks inside parts that are page chrome by name and do not hold most of the page's text."""
    barred = [False] * len(page.blocks)
    for element in page.elements:
        if not element.hint & CHROME or element.tag in _OUTER or element.first == element.last:
            continue
        if _is_chrome(layout, element, total):
            barred[element.first : element.last] = [True] * (element.last - element.first)
    return barred


def _is_chrome(layout: Layout, element: Element, total: int) -> bool:
    share = layout.prose(element) / max(1, total)
    if element.hint & Hint.COMMENT and not element.hint & Hint.BODY:
        return (
            not any(
                layout.shapes[i].heading and layout.shapes[i].weight > 20
                for i in range(element.first, min(element.last, element.first + 3))
            )
            or share < 0.5
        )
    return share < 0.5


def _credit(element: Element, weight: int, scores: dict[int, float]) -> None:
    """Give a paragraph's weight to the elements around it."""
    factor = 1.0
    holder: Element | None = element.parent if element.tag in _TEXTUAL else element
    for _ in range(_LEVELS):
        if holder is None:
            return
        scores[holder.order] = scores.get(holder.order, 0.0) + factor * weight
        factor *= _DECAY
        holder = holder.parent


def _favour(element: Element) -> float:
    favour = 1.0
    if element.hint & Hint.BODY:
        favour *= 1.6
    if element.tag == "article":
        favour *= 1.15
    if element.hint & (Hint.ASIDE | Hint.TEASER | Hint.COMMENT):
        favour *= 0.6
    if element.tag in ("body", "html"):
        favour *= 0.8
    return favour


def _area(page: Page, layout: Layout) -> Element:
    """The innermost element around body and headline, or the article element around the body."""
    if layout.headline is not None:
        around = {element.order for element in page.blocks[layout.headline].element.path()}
        for element in layout.body.path():
            if element.order in around:
                return element
    for element in layout.body.path():
        if element.tag in ("article", "main"):
            return element
    return layout.body.parent or layout.body
