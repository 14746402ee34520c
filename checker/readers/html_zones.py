"""From blocks to zones: what each block of a page is for."""

from dataclasses import dataclass, replace

from checker.models import Zone, ZoneKind, ZoneRole
from checker.readers.html_article import FURNITURE, Layout
from checker.readers.html_blocks import Block, Element, Page
from checker.readers.html_hints import Hint
from checker.readers.html_teasers import teaser_blocks

__all__ = ["Placed", "place_blocks", "zones_of"]

_TAIL_LETTERS = 1600  # how far behind the body its own lines may stand
_BEYOND_LETTERS = 400  # the same, outside the element that holds headline and body
_LINE = 260  # letters up to which a block is a line, not a paragraph
_HINT_LETTERS = 400
_SPEAKING = Hint.BYLINE | Hint.CREDIT | Hint.META | Hint.DATE | Hint.CAPTION


@dataclass(frozen=True, slots=True)
class Placed:
    """A block's part of the page."""

    kind: ZoneKind
    role: ZoneRole


def zones_of(page: Page, layout: Layout) -> tuple[Zone, ...]:
    """The zones of a page, sorted, covering every block."""
    placed = place_blocks(page, layout)
    zones: list[Zone] = []
    hints: dict[int, str] = {}
    for block, place in zip(page.blocks, placed, strict=True):
        if not page.text[block.start : block.end].isspace():
            zones += _cut(page, block, place, hints)
    return tuple(zones)


def place_blocks(page: Page, layout: Layout) -> list[Placed]:
    """Kind and role of every block."""
    flags = _flags(page, layout)
    teasers = teaser_blocks(page, layout)
    captions = _captions(page, layout, flags)
    region = _region(page, layout, flags, teasers)
    marks = _paragraphs(layout, region, flags, teasers)
    placed = []
    for index in range(len(page.blocks)):
        if index in region and not (index in teasers and index != layout.headline):
            role = _article_role(page, layout, index, flags[index], captions)
        else:
            role = _furniture_role(layout, index, flags[index], index in teasers)
        placed.append(_with_kind(role, index, region, marks))
    return placed


def _flags(page: Page, layout: Layout) -> list[int]:
    """What the elements around each block say, those around the whole article left out."""
    inherited: list[int] = []
    for element in page.elements:
        outer = inherited[element.parent.order] if element.parent is not None else Hint.NONE
        if element.hint & _SPEAKING and not element.hint & FURNITURE:
            outer &= ~Hint.NAVIGATION  # an author line inside a bar of share buttons
        own = Hint.NONE if element.order in layout.spine else element.hint
        if element.tag in ("html", "body"):
            own = Hint.NONE
        elif own & FURNITURE and layout.prose(element) > 0.6 * max(1, layout.prose(layout.body)):
            own &= ~FURNITURE if element.tag != "footer" else ~Hint.NONE
        inherited.append(outer | own)
    return [inherited[block.element.order] for block in page.blocks]


def _captions(page: Page, layout: Layout, flags: list[int]) -> set[int]:
    """Blocks that share a small container with a picture and read like words about it."""
    found: set[int] = set()
    for picture in page.pictures:
        for element in picture.element.path():
            if element.order in layout.spine or element.tag in ("body", "html"):
                break
            if element.last > element.first:
                inside = range(element.first, element.last)
                small = len(inside) <= 3 and layout.size(element) < 500
                if small and not any(layout.shapes[i].heading for i in inside):
                    found.update(i for i in inside if _about_picture(page, layout, i, flags[i]))
                break
    return found


def _about_picture(page: Page, layout: Layout, index: int, flag: int) -> bool:
    """Whether a block beside a picture can be its caption: no author, no paragraph of text."""
    block, shape = page.blocks[index], layout.shapes[index]
    authors = Hint.BYLINE | Hint.CREDIT | Hint.META | Hint.DATE
    if flag & authors or any(run.element.hint & authors for run in block.runs):
        return False
    if index >= layout.last or (block.element.tag == "p" and shape.prose):
        return bool(flag & (Hint.PICTURE | Hint.CAPTION))
    return shape.weight >= 25 or bool(flag & Hint.PICTURE)


def _region(page: Page, layout: Layout, flags: list[int], teasers: set[int]) -> range:
    """Block indexes of the article: from its headline to the last of its own lines."""
    if layout.listing:
        return range(0)
    start = layout.first if layout.headline is None else min(layout.headline, layout.first)
    while start > 0 and _belongs_above(layout, start - 1, flags, teasers):
        start -= 1
    end, letters = layout.last, 0
    area = layout.area or layout.body
    while end < len(page.blocks):
        letters += layout.shapes[end].weight
        most = _TAIL_LETTERS if end < area.last else _BEYOND_LETTERS
        if letters > most or _ends_article(layout, end, flags, teasers):
            break
        if end >= area.last and layout.shapes[end].density > 0.5:
            break
        end += 1
    return range(start, end)


def _belongs_above(layout: Layout, index: int, flags: list[int], teasers: set[int]) -> bool:
    """Whether a block above the headline is the article's: its kicker, byline or picture."""
    if index in teasers or flags[index] & FURNITURE:
        return False
    area = layout.area or layout.body
    if layout.headline is None:
        letters = layout.weights[layout.first] - layout.weights[index]
        return letters < _BEYOND_LETTERS and layout.shapes[index].density < 0.5
    if not area.first <= index < area.last:
        return False
    if area.tag in ("body", "html"):
        near = flags[index] & (Hint.BYLINE | Hint.CAPTION | Hint.CREDIT | Hint.PICTURE)
        return bool(near) and layout.shapes[index].weight < _LINE
    return layout.shapes[index].weight < 600


def _ends_article(layout: Layout, index: int, flags: list[int], teasers: set[int]) -> bool:
    """Whether another part of the page begins at a block below the body."""
    flag, shape = flags[index], layout.shapes[index]
    if flag & (Hint.BYLINE | Hint.CREDIT | Hint.CAPTION) and not flag & FURNITURE:
        return False
    if index in teasers or flag & (Hint.TEASER | Hint.COMMENT | Hint.SITE):
        return True
    return shape.heading and shape.weight > 8 and index > layout.last


def _paragraphs(
    layout: Layout, region: range, flags: list[int], teasers: set[int]
) -> tuple[int, int]:
    """Block indexes: the head ends before the first, the tail begins at the second."""
    prose = [
        index
        for index in region
        if layout.shapes[index].prose
        and index not in teasers
        and not flags[index] & (FURNITURE | Hint.CAPTION)
        and layout.first <= index < layout.last
    ]
    if not prose:
        return region.stop, region.stop
    head = prose[min(1, len(prose) - 1)] + 1
    tail = prose[-2] if len(prose) > 3 else prose[-1] + (len(prose) == 1)
    return head, max(tail, head)


def _article_role(
    page: Page, layout: Layout, index: int, flag: int, captions: set[int]
) -> ZoneRole:
    """The role of a block inside the article's region."""
    block, shape = page.blocks[index], layout.shapes[index]
    if index == layout.headline:
        return "headline"
    if flag & Hint.COMMENT:
        return "comment"
    author = flag & Hint.BYLINE and not flag & Hint.TEASER
    if flag & Hint.BIOGRAPHY and shape.weight > 60:
        return "biography"
    if flag & Hint.PICTURE_CREDIT and shape.weight < _LINE:
        return "picture_credit"
    if flag & Hint.CAPTION:
        return "caption"
    if flag & Hint.TEASER and not author:
        return "teaser"
    if author and shape.weight < _LINE:
        return "byline"
    if flag & Hint.NAVIGATION:
        return "navigation"
    if index in captions:
        return "caption"
    if flag & Hint.CREDIT and shape.weight < 2 * _LINE:
        return "credit"
    if flag & Hint.SITE:
        return "site"
    if shape.density > 0.55 and shape.weight > 40 and not flag & Hint.META:
        return "teaser"
    if any(element.tag == "blockquote" for element in block.element.path()):
        return "quote"
    return ""


def _furniture_role(layout: Layout, index: int, flag: int, teaser: bool) -> ZoneRole:
    """The role of a block outside the article's region."""
    shape = layout.shapes[index]
    if flag & Hint.COMMENT:
        return "comment"
    if teaser or flag & Hint.TEASER or layout.listing:
        return "navigation" if flag & Hint.NAVIGATION and shape.weight < 25 else "teaser"
    if flag & Hint.SITE:
        return "site"
    if flag & Hint.NAVIGATION:
        return "navigation"
    if flag & Hint.BIOGRAPHY:
        return "biography"
    if index < layout.first:
        return "navigation" if shape.density > 0.6 else "site" if not shape.prose else "teaser"
    if shape.density > 0.6:
        return "navigation" if shape.weight < 25 else "teaser"
    return "teaser" if shape.prose or shape.heading else "site"


def _with_kind(role: ZoneRole, index: int, region: range, marks: tuple[int, int]) -> Placed:
    head, tail = marks
    if index not in region or role in ("comment", "teaser", "navigation", "site", "biography"):
        return Placed("furniture", role)
    if role in ("caption", "picture_credit"):
        return Placed("caption", role)
    if index < head:
        return Placed("head", role)
    return Placed("tail" if index >= tail else "body", role)


def _cut(page: Page, block: Block, place: Placed, hints: dict[int, str]) -> list[Zone]:
    """A block's zones: inline authors, credits and captions are zones of their own."""
    tag, hint = block.element.tag, _hint_text(block.element, hints)
    whole = Zone(block.start, block.end, place.kind, place.role, tag, hint)
    if place.kind == "furniture" or not block.runs:
        return [whole]
    zones: list[Zone] = []
    start = block.start
    for run in block.runs:
        role = _inline_role(run.element, block.element, place.role)
        if role is None or role == place.role:
            continue
        if zones and zones[-1].role == role and not page.text[zones[-1].end : run.start].strip():
            zones[-1] = replace(zones[-1], end=run.end)
            start = run.end
            continue
        if run.start > start:
            zones.append(_part(page, start, run.start, place, tag, hint))
        kind = "caption" if role in ("caption", "picture_credit") else place.kind
        inner = _hint_text(run.element, hints)
        zones.append(Zone(run.start, run.end, kind, role, run.element.tag, inner))
        start = run.end
    if start < block.end:
        zones.append(_part(page, start, block.end, place, tag, hint))
    return [zone for zone in zones if zone.end > zone.start] or [whole]


def _part(page: Page, start: int, end: int, place: Placed, tag: str, hint: str) -> Zone:
    """The rest of a cut block, without the white space at its ends."""
    text = page.text[start:end]
    start += len(text) - len(text.lstrip())
    return Zone(
        start, max(start, end - (len(text) - len(text.rstrip()))), place.kind, place.role, tag, hint
    )


def _inline_role(element: Element, holder: Element, outer: ZoneRole) -> ZoneRole | None:
    flag = Hint.NONE
    for part in element.path():
        if part is holder:
            break
        flag |= part.hint
    if flag & Hint.PICTURE_CREDIT:
        return "picture_credit"
    if flag & (Hint.BYLINE | Hint.CREDIT) and outer in ("caption", "picture_credit"):
        return "picture_credit"
    if flag & Hint.CAPTION:
        return "caption"
    if flag & Hint.BYLINE:
        return "byline"
    return "credit" if flag & Hint.CREDIT else None


def _hint_text(element: Element, known: dict[int, str]) -> str:
    """Names of the elements around, outermost first, lower case; the innermost 400 letters."""
    chain = []
    text = ""
    for part in element.path():
        if part.order in known:
            text = known[part.order]
            break
        chain.append(part)
    for part in reversed(chain):
        own = f"{part.names} {'hidden' if part.hint & Hint.HIDDEN else ''}".strip().lower()
        text = f"{text} {own}".strip()[-_HINT_LETTERS:] if own else text
        known[part.order] = text
    return text
