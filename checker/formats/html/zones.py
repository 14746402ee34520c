"""Derives the zones: the purpose of each block of a page."""

import re
from dataclasses import replace
from typing import NamedTuple

from checker.formats.html.hints import Hint
from checker.formats.html.page import CHROME, Block, Element, Page, Run
from checker.formats.html.region import BAR_LINE, CLOCK, LINE, Ground, is_authors_bar, is_notice
from checker.models.draft import HIDDEN, Zone
from checker.models.vocabulary import ZoneKind, ZoneRole

__all__ = ["zones_of"]

_HINT_CHARACTERS = 400
# How sentences about a person begin to speak of work, in the languages that do so most.
_LIFE = re.compile(
    r"\b(?:is (?:a|an|the)|was (?:a|an|the)|has (?:been|worked|written)|joined|worked (?:for|as|at)"
    r"|writes (?:for|about)|covers|ist (?:\w+ ){0,2}(?:redakteur|reporter|korresp|autor|journ)"
    r"|arbeitet|est (?:journaliste|correspondant)|travaille|es (?:periodista|corresponsal|redactor)"
    r"|trabaja|è (?:un |una )?(?:giornalista|corrispondente)|lavora|is (?:verslaggever|redacteur))",
    re.IGNORECASE,
)
_PHOTO_LABEL = re.compile(
    r"(?:photo(?:graph)?s?|fotos?|bild(?:er|quelle|nachweis)?|images?|pictures?|imagen|imagem|photographer"
    r"|fotograf\w?|фото|写真)(?:\s?(?:by|credits?|von|par|por|di))?\s?[:：]",
    re.IGNORECASE,
)
_BAR = 3  # lines beside one another in a bar of the article
_LABELLED = re.compile(r"[^\W\d_][^\d_:：|]{1,24}\s?[:：]\s?[^:：|]{2,30}")  # "Source: NAME"
_SOURCE_LINE = 60  # characters of a line that names a source
_LINKS, _LINKED = 2, 0.9  # items of a list of links, share of linked characters
_CREDITS = Hint.BYLINE | Hint.CREDIT
_BESIDE = 2  # blocks between a picture and its caption
_SIGN_OFF = 25  # characters of a sign-off
_NAMED = ("byline", "credit")  # roles of lines whose elements are zones of their own
# An author's line by its words: "Por NAME" between the headline and a date.
_AUTHORED = re.compile(
    r"(?i:by|von|par|por|di|da|door|av|af|od|przez|oleh|fra|per|автор|текст|yazan|theo)\s?:?\s"
    r"(?!\d)\w"
)
_AUTHORED_LINE = 60  # characters of one
_OUTSIDE = ("comment", "teaser", "navigation", "site", "biography")


class _Placed(NamedTuple):
    """A block's part of the page."""

    kind: ZoneKind
    role: ZoneRole


def zones_of(ground: Ground) -> tuple[Zone, ...]:
    """Returns the zones of a page, sorted, covering every block."""
    zones: list[Zone] = []
    hints: dict[int, str] = {}
    page = ground.page
    marks = _paragraphs(ground)
    for index, block in enumerate(page.blocks):
        if not page.text[block.start : block.end].isspace():
            zones += _cut(page, block, _place(ground, index, marks), hints)
    return tuple(zones)


def _place(ground: Ground, index: int, marks: tuple[int, int]) -> _Placed:
    """Kind and role of a block."""
    if index not in ground.own:
        return _Placed("furniture", _chrome_role(ground, index))
    role = _article_role(ground, index)
    if role in _OUTSIDE:
        return _Placed("furniture", role)
    if role in ("caption", "picture_credit"):
        return _Placed("caption", role)
    head, tail = marks
    if index < head:
        return _Placed("head", role)
    return _Placed("tail" if index >= tail else "body", role)


def _paragraphs(ground: Ground) -> tuple[int, int]:
    """Block indexes: the head ends before the first, the tail begins at the second."""
    layout = ground.layout
    prose = [
        index
        for index in range(layout.first, layout.last)
        if index in ground.own
        and layout.shapes[index].prose
        and not ground.flags[index] & (CHROME | Hint.CAPTION)
    ]
    if not prose:
        return ground.region.stop, ground.region.stop
    head = prose[min(1, len(prose) - 1)] + 1
    tail = prose[-2] if len(prose) > 3 else prose[-1] + (len(prose) == 1)
    return head, max(tail, head)


def _article_role(ground: Ground, index: int) -> ZoneRole:
    """The role of a block of the article."""
    flag, shape = ground.flags[index], ground.layout.shapes[index]
    if index == ground.layout.headline:
        return "headline"
    if flag & Hint.COMMENT:
        return "comment"
    author = flag & Hint.BYLINE and not flag & Hint.TEASER
    if _tells_of_author(ground, index):
        return "biography"
    picture = _picture_role(ground, index)
    if picture:
        return picture
    if flag & Hint.TEASER and not author:
        return "teaser"
    if author and shape.weight < LINE:
        return "byline"
    if flag & Hint.NAVIGATION and not (shape.weight < 60 and _notice(ground, index)):
        if _names_source(ground, index):
            return "credit"
        return "byline" if _in_article_bar(ground, index) else "navigation"
    if _of_link_list(ground, index):
        return "navigation"
    return _line_role(ground, index)


def _names_source(ground: Ground, index: int) -> bool:
    """Whether a line among buttons is the article's: a label and a name, or called a source."""
    block, layout = ground.page.blocks[index], ground.layout
    if layout.headline is None or index < layout.headline or block.linked:
        return False
    text = ground.page.text[block.start : block.end]
    if len(text) > _SOURCE_LINE:
        return False
    named = any(run.element.hint & Hint.CREDIT for run in block.runs)
    return named or _LABELLED.fullmatch(text) is not None


def _of_link_list(ground: Ground, index: int) -> bool:
    """Whether a block is an item of a list of nothing but links: tags, or other pages."""
    blocks, shapes = ground.page.blocks, ground.layout.shapes
    around = blocks[index].element.parent
    if blocks[index].element.tag != "li" or around is None or ground.flags[index] & _CREDITS:
        return False
    inside = range(around.first, around.last)
    return len(inside) >= _LINKS and all(shapes[n].density > _LINKED for n in inside)


def _in_article_bar(ground: Ground, index: int) -> bool:
    """Whether a block between headline and text is in a bar of the article: beside its date."""
    layout, blocks = ground.layout, ground.page.blocks
    if layout.headline is None:
        return is_authors_bar(ground, index)
    if not layout.headline < index < layout.first:
        return False
    if layout.shapes[index].density > 0.5 or layout.shapes[index].weight > BAR_LINE:
        return False
    near = range(max(layout.headline + 1, index - _BAR), min(layout.first, index + _BAR + 1))
    lines = (
        blocks[n]
        for n in near
        if layout.shapes[n].density <= 0.5 and ground.flags[n] & Hint.NAVIGATION
    )
    return any(CLOCK.search(ground.page.text, line.start, line.end) for line in lines)


def _tells_of_author(ground: Ground, index: int) -> bool:
    """Whether a block is about the author: a biography by name, or sentences in an author's box."""
    flag, block = ground.flags[index], ground.page.blocks[index]
    text = ground.page.text[block.start : block.end]
    if flag & Hint.BIOGRAPHY and (len(text) > 60 or (len(text) > 30 and text.endswith("."))):
        return True
    return bool(flag & Hint.BYLINE and index >= ground.layout.first and _LIFE.search(text))


def _notice(ground: Ground, index: int) -> bool:
    return is_notice(ground.page.text, ground.page.blocks[index].start)


def _picture_role(ground: Ground, index: int) -> ZoneRole:
    """Caption or credit of a picture, or nothing."""
    flag, shape = ground.flags[index], ground.layout.shapes[index]
    credited = flag & Hint.PICTURE_CREDIT or (flag & Hint.PICTURE and flag & Hint.CREDIT)
    if not credited and flag & Hint.CAPTION:
        credited = shape.weight < _SIGN_OFF and _called_credit(ground, index)
    most = 2 * LINE if flag == Hint.PICTURE_CREDIT else LINE
    if credited and shape.weight < most and not (flag & Hint.BYLINE and shape.prose):
        return "picture_credit"
    if shape.weight < LINE and _labelled(ground, index):
        return "picture_credit"
    if shape.weight < _SIGN_OFF and _below_picture(ground, index):
        return "picture_credit"
    start = ground.page.blocks[index].start
    if ground.page.text.startswith("[caption", start):  # a shortcode of WordPress, not yet run
        return "caption"
    if flag & Hint.CAPTION:
        return "" if _ends_story(ground, index) else "caption"
    if _dated_author(ground, index):
        return ""
    if flag & (Hint.BYLINE | Hint.TEASER | Hint.NAVIGATION) or _signed(ground, index):
        return ""
    if index in ground.captions:
        return "caption"
    others = Hint.META | Hint.DATE | Hint.HEADLINE | Hint.QUOTE  # a figure may hold a pull quote
    named = flag & Hint.PICTURE and not flag & others
    return "caption" if named and shape.weight < 500 and not shape.heading else ""


def _called_credit(ground: Ground, index: int) -> bool:
    """Whether a block's own element among captions is called a credit, and no caption."""
    own = ground.page.blocks[index].element.hint
    return bool(own & Hint.CREDIT) and not own & Hint.CAPTION


def _below_picture(ground: Ground, index: int) -> bool:
    """Whether a block is a notice ("© NAME") right below a picture and above the text."""
    if not ground.layout.opens(index) or not _notice(ground, index):
        return False
    return any(picture.block == index for picture in ground.page.pictures)


def _ends_story(ground: Ground, index: int) -> bool:
    """Whether a block called a caption is a sign-off: below the text, with no picture near."""
    if index < ground.layout.last - 1 or ground.flags[index] & Hint.PICTURE:
        return False
    near = any(abs(picture.block - index) <= _BESIDE for picture in ground.page.pictures)
    return ground.layout.shapes[index].weight < _SIGN_OFF and not near


def _dated_author(ground: Ground, index: int) -> bool:
    """Whether a block in a picture's box names the author and the date of the article."""
    inside = [run.element.hint for run in ground.page.blocks[index].runs]
    return any(hint & Hint.BYLINE for hint in inside) and any(hint & Hint.DATE for hint in inside)


def _labelled(ground: Ground, index: int) -> bool:
    """Whether the line before announces the name of a photographer: "Photo by:"."""
    if index == 0:
        return False
    before = ground.page.blocks[index - 1]
    if before.end - before.start > 30:
        return False
    return bool(_PHOTO_LABEL.fullmatch(ground.page.text[before.start : before.end].strip()))


def _signed(ground: Ground, index: int) -> bool:
    """Whether a block beside a picture is an author's name and nothing else."""
    block = ground.page.blocks[index]
    named = sum(run.end - run.start for run in block.runs if run.element.hint & Hint.BYLINE)
    around = ground.flags[max(0, index - 2) : index + 3]
    return named > 0.8 * (block.end - block.start) and not any(f & Hint.CAPTION for f in around)


def _line_role(ground: Ground, index: int) -> ZoneRole:
    """Credit, teaser, quote or running text."""
    flag, shape = ground.flags[index], ground.layout.shapes[index]
    if shape.weight < 2 * LINE and (flag & Hint.CREDIT or _notice(ground, index)):
        return "credit"
    if flag & Hint.SITE:
        return "site"
    if _authored(ground, index):
        return "byline"
    if shape.density > 0.55 and shape.weight > 40 and not flag & Hint.META:
        return "teaser"
    return "quote" if flag & Hint.QUOTE else ""


def _authored(ground: Ground, index: int) -> bool:
    """Whether a line between headline and text names an author, right beside a date."""
    layout, block, text = ground.layout, ground.page.blocks[index], ground.page.text
    if not layout.opens(index):
        return False
    if block.end - block.start > _AUTHORED_LINE or not _AUTHORED.match(text, block.start):
        return False
    near = (n for n in (index - 1, index + 1) if layout.opens(n))
    lines = (ground.page.blocks[n] for n in near if layout.shapes[n].weight < LINE)
    return any(CLOCK.search(text, line.start, line.end) for line in lines)


def _chrome_role(ground: Ground, index: int) -> ZoneRole:
    """The role of a block outside the article."""
    layout, flag, shape = ground.layout, ground.flags[index], ground.layout.shapes[index]
    if flag & Hint.COMMENT:
        return "comment"
    if index in ground.teasers or flag & Hint.TEASER or layout.listing:
        return "navigation" if flag & Hint.NAVIGATION and shape.weight < 25 else "teaser"
    if flag & Hint.SITE:
        return "site"
    if flag & Hint.NAVIGATION:
        return "navigation"
    if flag & Hint.BIOGRAPHY:
        return "biography"
    if ground.region.stop <= index < layout.last:  # a list of titles at the end of the body
        return "site" if _notice(ground, index) else "teaser"
    if index < layout.first:
        return "navigation" if shape.density > 0.6 else "site" if not shape.prose else "teaser"
    if shape.density > 0.6:
        return "navigation" if shape.weight < 25 else "teaser"
    story = (shape.prose or shape.heading) and not _notice(ground, index)
    return "teaser" if story else "site"


def _cut(page: Page, block: Block, place: _Placed, hints: dict[int, str]) -> list[Zone]:
    """A block's zones: inline authors, credits and captions are zones of their own."""
    tag, hint = block.element.tag, _hint_text(block.element, hints)
    whole = Zone(block.start, block.end, place.kind, place.role, tag, hint)
    if place.kind == "furniture" or not block.runs:
        return [whole]
    zones: list[Zone] = []
    start, before = block.start, block.element
    for run in block.runs:
        role = _inline_role(run.element, block.element, place.role)
        inner = role == place.role  # an author's element within an author's line
        if role is None or (inner and (role not in _NAMED or _fills(run, block))):
            continue
        joined = run.element is before if inner else bool(zones) and zones[-1].role == role
        before = run.element
        if zones and joined and not page.text[zones[-1].end : run.start].strip():
            zones[-1] = replace(zones[-1], end=run.end)
            start = run.end
            continue
        if run.start > start:
            zones.append(_part(page, start, run.start, place, tag, hint))
        kind = "caption" if role in ("caption", "picture_credit") else place.kind
        told = _hint_text(run.element, hints)
        zones.append(Zone(run.start, run.end, kind, role, run.element.tag, told))
        start = run.end
    if start < block.end:
        zones.append(_part(page, start, block.end, place, tag, hint))
    return [zone for zone in zones if page.text[zone.start : zone.end].strip()] or [whole]


def _fills(run: Run, block: Block) -> bool:
    return run.start == block.start and run.end == block.end


def _part(page: Page, start: int, end: int, place: _Placed, tag: str, hint: str) -> Zone:
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
    if flag & Hint.CREDIT:
        return "credit"
    return "quote" if flag & Hint.QUOTE and not outer else None


def _hint_text(element: Element, known: dict[int, str]) -> str:
    """Names of the elements around, outermost first, lower case; the innermost 400 characters."""
    chain: list[Element] = []
    text, around = "", element
    while (told := known.get(around.order)) is None:
        chain.append(around)
        if around.parent is None:
            break
        around = around.parent
    else:
        text = told
    for part in reversed(chain):
        if part.names or part.hint & Hint.HIDDEN:
            own = f"{part.names} {HIDDEN}" if part.hint & Hint.HIDDEN else part.names
            own = own.strip().lower()
            text = f"{text} {own}".strip()[-_HINT_CHARACTERS:] if own else text
        known[part.order] = text
    return text
