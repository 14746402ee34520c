"""The pass over the parsed page: visible text, its blocks, and the elements that contain them.

Hidden text inside a sentence is left out of it: longer parts become blocks of their own after it,
shorter ones are counted. Text that readers see only without scripts, plug-ins or a screen, and the
small characters above others (ruby), is read after the page. Nothing visible is dropped without
being counted.
"""

import re

from selectolax.lexbor import LexborNode

from checker.formats.html.below import READ_APART, Below
from checker.formats.html.elements import Elements, speaks, turns
from checker.formats.html.hints import word_set
from checker.formats.html.inner import read_ruby, read_shadow, read_slot, read_special
from checker.formats.html.islands import compared_in, in_attributes
from checker.formats.html.page import Block, Element, Page, Picture
from checker.formats.html.tags import (
    AMP,
    APART,
    BLOCK,
    CUSTOM,
    KEPT,
    LINK,
    PARAGRAPH,
    QUOTE,
    RARE,
    RUBY,
    SPECIAL,
    kind_of,
)
from checker.formats.html.writer import BLANK, CLOSED, JOINT, MEETING, SPACE, TakenOut, Writer

__all__ = ["Walk", "linearise"]

# Attributes that hold no data for scripts, as most elements have no others.
_PLAIN = word_set(
    "class id href src style alt target rel role lang dir type name value width height align"
    " valign border bgcolor color face size cellpadding cellspacing colspan rowspan onclick"
    " itemprop itemscope itemtype"
)
# Attributes that only pictures have.
_WORDED = frozenset({"alt", "caption", "credit", "data-caption", "photographer", "copyright"})
_HOST = re.compile(r"^(?:https?:)?//[^/?#]*", re.IGNORECASE)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)", re.IGNORECASE)
_LEAST_PATH = 12  # characters
_RIGHT_TO_LEFT, _POP = "\u202e", "\u202c"


def linearise(
    root: LexborNode, *, url: str = "", head: LexborNode | None = None, shadows: bool = False
) -> Page:
    """Walks the tree once; `head` contains style sheets and parts for readers without scripts.

    Links to places in the page itself, whose address is `url`, do not count as links: the items of
    a live blog link to themselves. `shadows` states that the page may have shadow roots.
    """
    parts = [part for part in (head, root) if part is not None]
    styles = [node.text() for part in parts for node in part.css("style")]
    return Walk(_path_of(url), styles, shadows).run(root, head)


def _path_of(address: str) -> str:
    """The address without scheme, host, query and fragment; "" if it is too short to tell pages."""
    path = _HOST.sub("", address.split("#")[0].split("?")[0]).rstrip("/")
    return path if len(path) > _LEAST_PATH else ""


class Walk:
    """The state of one pass."""

    def __init__(self, path: str, styles: list[str], shadows: bool) -> None:
        self.page = Page()
        self.blocks = self.page.blocks
        self.path = path
        self.out = Writer(self.page, self.settle)
        self.elements = Elements(self.page, styles)
        self.below = Below(self.page, styles)
        # Of each open link whether it leads elsewhere, and what was read before it.
        self.inside: list[tuple[bool, int, int, int]] = []
        self.over = False
        self.shadows = shadows
        self.depth = 0  # of frames in frames
        self.hosts: list[LexborNode] = []  # of the shadow roots that are being read
        self.turned: set[int] = set()  # elements whose letters are shown from right to left

    def run(self, root: LexborNode, head: LexborNode | None) -> Page:
        """Reads the page, then what is read below it."""
        top = Element(0, root.tag or "html", None)
        self.page.elements.append(top)
        if head is not None:
            self.below.nodes += head.css("noscript")
        if not read_shadow(self, root, top):
            self.children(root, top)
        self.out.close()
        self.rest(top)
        top.last = len(self.blocks)
        self.page.text = "".join(self.out.pieces)
        del self.out  # it refers back to this pass; without that all of it is freed at once
        return self.page

    def children(self, node: LexborNode, element: Element) -> None:
        """Reads everything inside a node."""
        child = node.first_child
        while child is not None:
            self.walk(child, element)
            child = child.next

    def walk(self, start: LexborNode, element: Element) -> None:
        """Reads one node and everything inside it."""
        stack: list[tuple[LexborNode, Element, int]] = []
        node, out, enter, leave = start, self.out, self.enter, self.leave
        while True:
            tag = node.tag or ""
            if tag == "-text":
                if raw := node.text_content:
                    if out.kept:
                        out.write_kept(raw, element)
                    elif bare := raw.strip(BLANK):
                        out.write(raw, bare, element)
                    else:  # three of four texts of a page are the blanks between its elements
                        out.due |= SPACE
            elif tag:
                kind = kind_of(tag)
                if kind & APART:
                    self.apart_from_text(tag, node, element)
                elif (entered := enter(tag, kind, node, element)) is not None:
                    child = node.first_child
                    if child is not None:
                        stack.append((node, element, kind))
                        element, node = entered, child
                        continue
                    leave(kind, entered, element)
            while True:
                if not stack:
                    return
                following = node.next
                if following is not None:
                    node = following
                    break
                node, outer, kind = stack.pop()
                leave(kind, element, outer)
                element = outer

    def enter(self, tag: str, kind: int, node: LexborNode, element: Element) -> Element | None:
        """Returns the element to hold the node's children, or None if it is not to be entered."""
        attributes, out, elements, made = node.attributes, self.out, self.elements, element
        if kind & CUSTOM or not _PLAIN.issuperset(attributes):
            self.below.left_out("attribute", in_attributes(tag, attributes))
            if kept := compared_in(tag, attributes):
                self.page.pictures.append(Picture(element, len(self.blocks), kept))
        if kind & BLOCK:
            if kind & CUSTOM and (tag in AMP or not _WORDED.isdisjoint(attributes)):
                self.picture(tag, attributes, element)  # an element of the site's own that draws
                if tag in AMP:
                    return None
            made = elements.make(tag, attributes, element, True)
            if out.block is not None or out.taken_out:
                hidden = out.block is not None and elements.hidden(tag, attributes, made)
                if hidden and self.take_out(node, made):
                    return None
                out.close()
                made.first = len(self.blocks)
            else:
                out.due = 0
            if kind & KEPT:
                out.kept += 1
            if kind & PARAGRAPH:
                out.gap = "\n\n"
            elif out.gap != "\n\n":
                out.gap = "\n"
        else:
            if attributes or kind & QUOTE:
                made = elements.make(tag, attributes, element, False)
                if elements.hidden(tag, attributes, made) and self.take_out(node, made):
                    return None
                out.inline.append(made)
            if kind & LINK:
                self.link(attributes, element)
            if out.due & CLOSED:
                out.due |= MEETING
        if "style" in attributes or kind & RARE:
            if turns(tag, attributes):
                out.turning = _RIGHT_TO_LEFT
                self.turned.add(made.order)
            elif tag == "tspan" and ("x" in attributes or "dy" in attributes):
                out.line_break()
            elif tag == "slot" and read_slot(self, kind, attributes, made, element):
                return None
        if self.shadows and read_shadow(self, node, made):
            self.leave(kind, made, element)
            return None
        return made

    def apart_from_text(self, tag: str, node: LexborNode, element: Element) -> None:
        """A node whose content is not part of the text around it: marks, pictures, hidden nodes."""
        if tag == "br":
            self.out.line_break()
        elif tag == "img":
            self.picture(tag, node.attributes, element)
        elif tag in SPECIAL:
            read_special(self, tag, node, element)
        elif tag in RUBY:
            read_ruby(self, tag, node)

    def leave(self, kind: int, element: Element, outer: Element) -> None:
        """Ends an element, whose parent is `outer` (or itself, if it has no name)."""
        out = self.out
        if self.turned and element is not outer and element.order in self.turned:
            if not out.turning and out.block is not None:
                out.put(_POP)
            out.turning = ""
        if kind & BLOCK:
            if kind & KEPT:
                out.kept -= 1
            if out.block is not None or out.taken_out:
                out.close()
            else:
                out.due = 0
            if kind & PARAGRAPH:
                out.gap = "\n\n"
            element.last = len(self.blocks)
            return
        if kind & LINK:
            leads, length, pictures, links = self.inside.pop()
            out.links -= leads
            if out.length == length and len(self.page.pictures) == pictures:
                del self.page.links[links:]  # nobody can see it, nor follow it
        out.due |= CLOSED
        if element is not outer:
            out.inline.pop()
            out.due |= JOINT
            element.last = len(self.blocks)

    def link(self, attributes: dict[str, str | None], element: Element) -> None:
        """Notes a link, and the picture that it shows, if any."""
        href = attributes.get("href") or ""
        leads = self.elsewhere(href)
        page = self.page
        self.inside.append((leads, self.out.length, len(page.pictures), len(page.links)))
        self.out.links += leads
        if href:
            page.links.append((href, element, len(self.blocks)))
        if len(attributes) > 1 and _PICTURE_FILE.search(href):
            self.picture("a", {k: v for k, v in attributes.items() if k != "href"}, element)

    def elsewhere(self, href: str) -> bool:
        """Whether a link leads to another page: not to a place of this one, nor to a picture."""
        if len(href) > 1 and href[0] == "#":
            return False
        if self.path and self.path in href and _HOST.sub("", href).startswith(self.path):
            return False
        return _PICTURE_FILE.search(href) is None

    def picture(self, tag: str, attributes: dict[str, str | None], element: Element) -> None:
        """Notes a picture with what its attributes say."""
        if self.over:
            return  # noted where it is
        kept = tuple((f"{tag}.{name}", value) for name, value in attributes.items() if value)
        self.page.pictures.append(Picture(element, len(self.blocks), kept))
        if self.out.block is not None:
            self.out.due |= JOINT

    def pictures_in(self, node: LexborNode, element: Element) -> None:
        """Notes the pictures in a node that is not entered."""
        for image in node.css("img"):
            self.picture("img", image.attributes, element)

    # What is hidden, and what is read below the page ---------------------------------------------

    def take_out(self, node: LexborNode, made: Element) -> bool:
        """Leaves a hidden element out of the sentence around it; False if it holds no words."""
        raw = node.text()
        if not raw.strip():
            return False
        self.pictures_in(node, made)
        self.out.take_out(raw, node, made)
        return True

    def settle(self, block: Block | None, shown: str, taken: list[TakenOut]) -> None:
        """After a block: what was taken out of it and is long, names somebody, or was all of it."""
        short: list[TakenOut] = []
        for one in taken:
            if block and one.words < READ_APART and not speaks(one.element):
                short.append(one)
            else:
                self.apart(one.node, one.element)
        if block and short:
            self.below.doubt(block, shown, short)

    def apart(self, node: LexborNode, element: Element) -> None:
        """Reads what is inside a node as blocks of their own."""
        out = self.out
        out.close()
        inline, turning = out.inline, out.turning
        out.inline, out.turning, out.gap = [] if element.block else [element], "", "\n\n"
        element.first = len(self.blocks)
        if not read_shadow(self, node, element):
            self.children(node, element)
        out.close()
        element.last = len(self.blocks)
        out.inline, out.turning, out.gap = inline, turning, "\n\n"

    def rest(self, top: Element) -> None:
        """Below the page: what is seen in some browsers only, and what was doubtful."""
        self.over = bool(self.blocks)
        shown = "".join(self.out.pieces)
        for text in self.below.texts():
            self.out.gap = "\n\n"
            self.out.characters(text, self.elements.aside("div", top))
            self.out.close()
        for node in self.below.unshown(shown, self.over):
            self.apart(node, self.elements.aside(node.tag or "", top))
