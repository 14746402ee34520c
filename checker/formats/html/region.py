"""Which blocks of a page belong to its article, and what the names around each block indicate."""

import re
from dataclasses import field

from checker.formats.html.hints import Hint
from checker.formats.html.other_stories import teaser_blocks
from checker.formats.html.page import CHROME, Element, Layout, Page, Picture
from checker.values import dataclass

__all__ = ["BAR_LINE", "CLOCK", "LINE", "Ground", "is_authors_bar", "is_notice", "survey"]

LINE = 260  # characters up to which a block is a line, not a paragraph
BAR_LINE = 80  # characters of a line in a bar of the article
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2}|\d年")
_TAIL_CHARACTERS = 1600  # how far behind the body its own lines may be
_BEYOND_CHARACTERS = 400  # the same, outside the element that holds headline and body
_LATE_CHARACTERS = 6000  # the same, for lines that name themselves authors, sources or captions
_SPEAKING = Hint.BYLINE | Hint.CREDIT | Hint.META | Hint.DATE | Hint.CAPTION
_OWN = Hint.BYLINE | Hint.CREDIT | Hint.CAPTION | Hint.PICTURE_CREDIT
_NOTICE_BEGINS = 20  # characters of a line
_NOTICE = re.compile(r"\W{0,3}(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_CREDITS_LABEL = re.compile(
    r"(?:(?:photo|picture|image|foto|bild)s?[ -]?(?:credits?|nachweise?|quellen?)|crédits? photos?"
    r"|créditos? (?:de )?(?:las )?fotos?|crediti fotografici)\s?:?",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"\W{0,3}(?:©|\(c\))|[\w.]{1,24}(?: [\w.]{1,24}){0,3}\s?/\s?\w", re.IGNORECASE
)
_LABELLED = re.compile(r"\W{0,2}[^\W\d_]{3,20}\s?[:：]\s?\S")  # "Quelle: NAME"
_ENDS_SOURCED = re.compile(  # "What it shows. Quelle: NAME"
    r".{15,200}[.!?)。]\s{0,2}[^\W\d_]{2,20}\s?[:：]\s?[^\s.:][^.:\n]{0,40}$", re.DOTALL
)
_TOLD = re.compile(
    r"(?<!\.\.)(?<!…)[.!?。！？۔।][\"'»”)）]{0,2}\s*$"
)  # the end of a sentence, or of a cut one
# "What it shows. NAME", "What it shows / NAME", "What it shows (NAME)"
_ENDS_NAMED = re.compile(
    r".{15,200}(?:[.!?»”]\s|\s[/|]\s?|\s\()(?P<name>[^\W\d_a-z][^.:!?()\n]{1,40})\)?$", re.DOTALL
)
# The same of small letters, and of a whole sentence before brackets.
_ENDS_SMALL = re.compile(r".{15,250}[.!?»”]\s[a-z]{2,6}$", re.DOTALL)
_ENDS_SENTENCE = re.compile(r".{39,240}[.!?»”]\s\([^()\n]{2,40}\)$", re.DOTALL)
_NAME_WORDS = 5  # of a name that ends such a line
_SHORT = 25  # characters below which a line beside a picture is no caption by itself


@dataclass(slots=True)
class Ground:
    """A page with its layout and what was found about each block.

    `region` are the block indexes from the article's headline to its last line; `own` are those and
    captions, authors and sources near it. `flags` and `around` are hints of blocks and elements,
    those of the elements around the whole article left out.
    """

    page: Page
    layout: Layout
    around: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    teasers: set[int] = field(default_factory=set)
    captions: set[int] = field(default_factory=set)
    region: range = range(0)
    own: set[int] = field(default_factory=set)

    def mine(self, picture: Picture) -> bool:
        """Returns whether a picture is the article's: near its text, or between its paragraphs."""
        around = self.around[picture.element.order] & CHROME
        if self.layout.first <= picture.block < self.layout.last:
            around &= ~Hint.TEASER
        if self.layout.listing or around:
            return False
        near = self.region.start - 3 <= picture.block <= self.region.stop
        return near or picture.block in inner_range(self.layout)


def survey(page: Page, layout: Layout) -> Ground:
    """Finds the article's own blocks."""
    ground = Ground(page, layout)
    ground.around = _around(page, layout)
    ground.flags = [ground.around[block.element.order] for block in page.blocks]
    ground.teasers = teaser_blocks(page, layout) | set(layout.others)
    ground.captions = _captions(ground)
    ground.region = _region(ground)
    ground.own = {
        index
        for index in ground.region
        if index not in ground.teasers or index == layout.headline or _captioned(ground, index)
    }
    ground.own |= _late(ground)
    ground.own |= _picture_credits(ground)
    closing = _closing_notice(ground)
    if closing is not None:
        ground.own.add(closing)
        ground.flags[closing] &= ~CHROME
    return ground


def inner_range(layout: Layout) -> range:
    """Returns the blocks of the element around headline and body, or of their article element.

    Empty if only the whole page contains both.
    """
    area = layout.area or layout.body
    if area.tag in ("body", "html"):
        return range(0)
    for element in layout.body.path():
        if element.tag == "article" and layout.prose(element) < 1.5 * layout.prose(layout.body):
            return range(min(area.first, element.first), max(area.last, element.last))
    return range(area.first, area.last)


def _captioned(ground: Ground, index: int) -> bool:
    """Whether a block between the paragraphs is words about a picture shown there."""
    inside = ground.layout.first <= index < ground.layout.last
    named = ground.flags[index] & (Hint.CAPTION | Hint.PICTURE_CREDIT)
    return bool(inside and named and not ground.page.blocks[index].linked)


def _around(page: Page, layout: Layout) -> list[int]:
    """What each element and those around it say, those around the whole article left out."""
    inherited: list[int] = []
    inner = inner_range(layout)
    for element in page.elements:
        outer = inherited[element.parent.order] if element.parent is not None else Hint.NONE
        if not element.hint:
            inherited.append(outer)
            continue
        if element.hint & _SPEAKING and not element.hint & CHROME:
            outer &= ~Hint.NAVIGATION  # an author line inside a bar of share buttons
        if element.hint & (Hint.PICTURE | Hint.CAPTION) and outer & Hint.TEASER:
            # the article's own picture inside "related media"
            outer &= ~Hint.TEASER if _plain(page, layout, element, inner) else ~Hint.NONE
        own = Hint.NONE if element.order in layout.spine else element.hint
        if element.tag in ("html", "body"):
            own = Hint.NONE
        elif own & CHROME:
            own = _without_mistakes(page, layout, element, own, inner)
        inherited.append(outer | own)
    return inherited


def _plain(page: Page, layout: Layout, element: Element, inner: range) -> bool:
    """Whether a part of the article's area holds text, but neither a link nor a heading."""
    inside = range(element.first, element.last)
    if not inside or element.first not in inner or element.last > inner.stop:
        return False
    return not any(page.blocks[i].linked or layout.shapes[i].heading for i in inside)


def _shown(page: Page, layout: Layout, element: Element, inner: range) -> bool:
    """Whether a part named after pictures shows those of the article, with few links."""
    inside = range(element.first, element.last)
    if not inside or element.first not in inner or element.last > inner.stop:
        return False
    return sum(page.blocks[i].linked for i in inside) < 0.3 * layout.size(element)


def _without_mistakes(page: Page, layout: Layout, element: Element, own: int, inner: range) -> int:
    """The hints of a part called page chrome, less those that are mistaken.

    The article has a footer too, as has its picture; what is called a teaser without linking
    anywhere is its opening; what holds most of the page's text is not page chrome.
    """
    if own & Hint.SITE and element.first in inner and element.last <= inner.stop:
        own &= ~Hint.SITE
    if element.tag == "footer" and own & _OWN and "foot" not in element.names.lower():
        own &= ~Hint.SITE
    if own & Hint.TEASER and _plain(page, layout, element, inner):
        own &= ~Hint.TEASER
    if own & Hint.TEASER and own & Hint.PICTURE and _shown(page, layout, element, inner):
        own &= ~Hint.TEASER
    if layout.prose(element) > 0.6 * max(1, layout.prose(layout.body)) and element.tag != "footer":
        own &= ~CHROME
    return own


def _captions(ground: Ground) -> set[int]:
    """Blocks that share a small container with a picture and read like words about it."""
    page, layout = ground.page, ground.layout
    found: set[int] = set()
    for picture in page.pictures:
        for element in picture.element.path():
            if element.order in layout.spine or element.tag in ("body", "html"):
                break
            if element.last > element.first:
                inside = range(element.first, element.last)
                small = len(inside) <= 3 and layout.size(element) < 500
                if small and not any(layout.shapes[i].heading for i in inside):
                    for index in inside:
                        if _about_picture(ground, index) or (
                            index > element.first
                            and (
                                (index - 1 in found and _credit(ground, index))
                                or _sourced(ground, inside, index)
                            )
                        ):
                            found.add(index)
                break
        found |= _below(ground, picture) | _source_below(ground, picture)
    return found


def _below(ground: Ground, picture: Picture) -> set[int]:
    """A caption and a labelled line that follow a picture as its siblings, outside of a box."""
    first = picture.block
    pair = ground.page.blocks[first : first + 2]
    if len(pair) < 2 or any(not _beside(ground, picture, first + n) for n in range(2)):
        return set()
    shapes = ground.layout.shapes
    labelled = _LABELLED.match(ground.page.text[pair[1].start : pair[1].end])
    captioned = _SHORT <= shapes[first].weight < LINE and shapes[first + 1].weight < 2 * _SHORT
    return {first, first + 1} if labelled and captioned else set()


def _source_below(ground: Ground, picture: Picture) -> set[int]:
    """A line between a picture and the text that says what it shows, then who it is from."""
    index, layout = picture.block, ground.layout
    if not layout.opens(index):
        return set()
    block, others = ground.page.blocks[index], Hint.BYLINE | Hint.DATE
    text = ground.page.text[block.start : block.end]
    if _ENDS_SENTENCE.match(text):  # of no author, whatever the element is called
        ground.flags[index] &= ~Hint.BYLINE
    if layout.shapes[index].heading or ground.flags[index] & (others | CHROME) or block.linked:
        return set()
    return {index} if len(text) < LINE and (_ENDS_SOURCED.match(text) or _named(text)) else set()


def _named(text: str) -> bool:
    """Whether a line tells something and ends with what may be a name."""
    found = _ENDS_NAMED.match(text)
    if found is not None:
        return len(found["name"].split()) <= _NAME_WORDS
    return _ENDS_SMALL.match(text) is not None


def _beside(ground: Ground, picture: Picture, index: int) -> bool:
    """Whether a block is a box of its own beside a picture or its wrappers, and no author's."""
    element, around = ground.page.blocks[index].element, picture.element.path()
    others = Hint.BYLINE | Hint.META | Hint.DATE
    if element.tag == "p" or ground.layout.shapes[index].heading or ground.flags[index] & others:
        return False
    return element.parent is not None and any(one.parent is element.parent for one in around)


def _sourced(ground: Ground, inside: range, index: int) -> bool:
    """Whether a block of a picture's box labels a source, and nothing there is of an author."""
    others = Hint.BYLINE | Hint.META | Hint.DATE
    block = ground.page.blocks[index]
    if any(ground.flags[n] & others for n in inside) or not ground.flags[index] & Hint.CREDIT:
        return False
    return _LABELLED.match(ground.page.text[block.start : block.end]) is not None


def _credit(ground: Ground, index: int) -> bool:
    """Whether a block behind a caption can be its credit: short, and about nothing else."""
    others = Hint.BYLINE | Hint.CREDIT | Hint.META | Hint.DATE
    block, shape = ground.page.blocks[index], ground.layout.shapes[index]
    return shape.weight < _SHORT and not ground.flags[index] & others and block.element.tag != "p"


def _about_picture(ground: Ground, index: int) -> bool:
    """Whether a block beside a picture can be its caption: no author, no paragraph of text."""
    block, shape, flag = ground.page.blocks[index], ground.layout.shapes[index], ground.flags[index]
    authors = Hint.BYLINE | Hint.CREDIT | Hint.META | Hint.DATE
    text = ground.page.text[block.start : block.end]
    if flag & authors or any(run.element.hint & authors for run in block.runs):
        named = flag & Hint.PICTURE and flag & authors == Hint.META
        return bool(named and _CREDITED.match(text))
    if index >= ground.layout.last or (block.element.tag == "p" and shape.prose):
        return bool(flag & (Hint.PICTURE | Hint.CAPTION))
    return shape.weight >= _SHORT or bool(flag & Hint.PICTURE or _CREDITED.match(text))


def _region(ground: Ground) -> range:
    """Block indexes of the article: from its headline to the last of its own lines."""
    layout = ground.layout
    if layout.listing:
        return range(0)
    start = layout.first if layout.headline is None else min(layout.headline, layout.first)
    while start > 0 and _belongs_above(ground, start - 1):
        start -= 1
    end, characters = _closed(ground), 0
    if end < layout.last:
        return range(start, end)
    area = layout.area or layout.body
    while end < len(ground.flags):
        characters += layout.shapes[end].weight
        most = _TAIL_CHARACTERS if end < area.last else _BEYOND_CHARACTERS
        if characters > most or _ends_article(ground, end):
            break
        if end >= area.last and layout.shapes[end].density > 0.5:
            break
        end += 1
    return range(start, end)


def _closed(ground: Ground) -> int:
    """Where the body ends: before a heading below its last paragraph with nothing but titles.

    Lists of other stories stand inside the element of the text as often as below it.
    """
    layout, text = ground.layout, ground.page.text
    inside = range(layout.first, layout.last)
    last = max((n for n in inside if layout.shapes[n].prose), default=layout.last)
    for index in range(last + 1, layout.last):
        if layout.shapes[index].heading and layout.shapes[index].weight > 8:
            below = range(index + 1, layout.last)
            titles = [n for n in below if layout.shapes[n].weight > _SHORT]
            blocks = (ground.page.blocks[n] for n in below)
            told = any(_TOLD.search(text, one.start, one.end) for one in blocks)
            named = any(ground.flags[n] & _OWN for n in below)
            return index if titles and not told and not named else layout.last
    return layout.last


def _belongs_above(ground: Ground, index: int) -> bool:
    """Whether a block above the headline is the article's: its kicker, byline or picture."""
    layout, flag = ground.layout, ground.flags[index]
    if index in ground.teasers or flag & CHROME:
        return is_authors_bar(ground, index)
    area = layout.area or layout.body
    if layout.headline is None:
        characters = layout.weights[layout.first] - layout.weights[index]
        return characters < _BEYOND_CHARACTERS and layout.shapes[index].density < 0.5
    if not area.first <= index < area.last:
        return False
    if area.tag in ("body", "html"):
        near = flag & (Hint.BYLINE | Hint.CAPTION | Hint.CREDIT | Hint.PICTURE)
        return bool(near) and layout.shapes[index].weight < LINE
    return layout.shapes[index].weight < 600


def is_authors_bar(ground: Ground, index: int) -> bool:
    """Returns whether a bar right above a text without a headline is its author's line.

    It has an element for the author, and a date.
    """
    layout, block, flag = ground.layout, ground.page.blocks[index], ground.flags[index]
    if layout.headline is not None or not index <= layout.first <= index + 1:
        return False
    shape = layout.shapes[index]
    if shape.prose or shape.density > 0.5 or shape.weight > BAR_LINE:
        return False
    if index in ground.teasers or flag & CHROME & ~Hint.NAVIGATION:
        return False
    named = any(run.element.hint & Hint.BYLINE for run in block.runs)
    return named and CLOCK.search(ground.page.text, block.start, block.end) is not None


def _ends_article(ground: Ground, index: int) -> bool:
    """Whether another part of the page begins at a block below the body."""
    flag, shape = ground.flags[index], ground.layout.shapes[index]
    if flag & _OWN and not flag & CHROME:
        return False
    if index in ground.teasers or flag & (Hint.TEASER | Hint.COMMENT | Hint.SITE):
        return True
    return shape.heading and shape.weight > 8 and index > ground.layout.last


def _late(ground: Ground) -> set[int]:
    """Lines outside the region that call themselves author, source or caption of this article."""
    layout, region = ground.layout, ground.region
    area = layout.area or layout.body
    if layout.listing or not region:
        return set()
    found: set[int] = set()
    for index, flag in enumerate(ground.flags):
        if index in region or index in ground.teasers:
            continue
        named = flag & _OWN and not flag & CHROME
        if not named and not _unlinked_notice(ground, index):
            continue
        if layout.shapes[index].weight > 2 * LINE or layout.shapes[index].heading:
            continue
        below = index > region.start
        if below:
            gap = layout.weights[index] - layout.weights[region.stop]
        else:
            gap = layout.weights[region.start] - layout.weights[index + 1]
        inside = area.tag not in ("body", "html") and area.first <= index < area.last
        if gap < (_LATE_CHARACTERS if below and inside else _BEYOND_CHARACTERS):
            found.add(index)
    return found


def _picture_credits(ground: Ground) -> set[int]:
    """Lists of picture credits, wherever on the page: the block below "Picture credits:"."""
    found = set()
    for index in range(1, len(ground.flags)):
        before, block = ground.page.blocks[index - 1 : index + 1]
        if before.end - before.start > 30 or block.linked or ground.layout.listing:
            continue
        if _CREDITS_LABEL.fullmatch(ground.page.text[before.start : before.end].strip()):
            ground.flags[index] = Hint.PICTURE_CREDIT
            found.add(index)
    return found


def _closing_notice(ground: Ground) -> int | None:
    """The page's only copyright line, if it is right below the text.

    Then the page has no owner but that one, even where the line's box is called a footer.
    """
    stop, blocks = ground.region.stop, ground.page.blocks
    text = ground.page.text
    notices = [index for index, block in enumerate(blocks) if is_notice(text, block.start)]
    if ground.layout.listing or len(notices) != 1 or not stop <= notices[0] < stop + 3:
        return None
    index = notices[0]
    tags = {element.tag for element in blocks[index].element.path()}
    short = ground.layout.shapes[index].weight < LINE // 2
    return index if short and "footer" not in tags else None


def _unlinked_notice(ground: Ground, index: int) -> bool:
    """A copyright line outside the site's footer, among buttons for instance."""
    if ground.flags[index] & (CHROME & ~Hint.NAVIGATION):
        return False
    block = ground.page.blocks[index]
    short = block.end - block.start < 60
    return (short or not block.linked) and is_notice(ground.page.text, block.start)


def is_notice(text: str, start: int) -> bool:
    """Returns whether the line at a place of a text begins as a copyright notice does."""
    return _NOTICE.match(text, start, start + _NOTICE_BEGINS) is not None
