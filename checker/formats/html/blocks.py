"""The pass over the parsed page: visible text, its blocks, and the elements that contain them.

Hidden text inside a sentence is left out of it: longer parts become blocks of their own after it,
shorter ones are counted. Text that readers see only without scripts, plug-ins or a screen, and the
small characters above others (ruby), is read after the page. Nothing visible is dropped without
being counted.
"""

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from checker.formats.html.embedded import SHADOW, frame_of, parsed, shadow_of, tag_text
from checker.formats.html.hiding import Sheet, background_of, hides, sheet_of, shown_by_sheet
from checker.formats.html.hints import Hint, hint_of, names_hint, vocabulary, with_credit, word_set
from checker.formats.html.islands import in_attributes
from checker.formats.html.page import Block, Element, Page, Picture
from checker.formats.html.tags import (
    AMP,
    APART,
    BLOCK,
    CUSTOM,
    DRAWN,
    KEPT,
    LINK,
    NOT_DRAWN,
    PARAGRAPH,
    QUOTE,
    RARE,
    RUBY,
    SPECIAL,
    kind_of,
)
from checker.formats.html.writer import BLANK, CLOSED, JOINT, MEETING, SPACE, TakenOut, Writer

__all__ = ["linearise"]

# Attributes that only pictures have.
_WORDED = frozenset({"alt", "caption", "credit", "data-caption", "photographer", "copyright"})
_PARTS = word_set("section aside nav div ul")  # whose label says what part of the page they are
_SPEAKING = Hint.BYLINE | Hint.CREDIT | Hint.CAPTION | Hint.PICTURE_CREDIT | Hint.META | Hint.DATE
_LABELLED = Hint.TEASER | Hint.COMMENT | Hint.NAVIGATION | Hint.SITE
_HOST = re.compile(r"^(?:https?:)?//[^/?#]*", re.IGNORECASE)
_SITE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)", re.IGNORECASE)
# The attributes besides the class that say what an element is, or how it is shown.
_NAMING = ("id", "itemprop", "rel")
_TELLING = word_set("id itemprop rel role data-testid aria-label style hidden bgcolor")
_LEAST_PATH = 12  # characters
_APART = 12  # hidden words from which they are read apart: fewer never count as reuse
_DOUBTFUL = 0.25  # hidden by shown characters of a block from which it is read whole as well
_DEEPEST = 8  # frames in frames, shadow roots in shadow roots
_WORDS = 5  # words from which texts of style sheets and for readers without scripts are read
_OVERRIDES = re.compile(r"bidi-override", re.IGNORECASE)
_FROM_RIGHT = re.compile(r"direction\s*:\s*rtl", re.IGNORECASE)
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
    return _Walk(_path_of(url), styles, shadows).run(root, head)


def _path_of(address: str) -> str:
    """The address without scheme, host, query and fragment; "" if it is too short to tell pages."""
    path = _HOST.sub("", address.split("#")[0].split("?")[0]).rstrip("/")
    return path if len(path) > _LEAST_PATH else ""


class _Walk:
    """The state of one pass."""

    def __init__(self, path: str, styles: list[str], shadows: bool) -> None:
        self.page = Page()
        self.elements, self.blocks = self.page.elements, self.page.blocks
        self.path = path
        self.out = Writer(self.page, self.settle)
        self.inside: list[bool] = []  # whether each open link leads elsewhere
        self.styles = styles
        self.sheet: Sheet = sheet_of(styles)
        self.backgrounds: dict[int, str] = {}  # by the order of their elements
        self.doubtful: list[str] = []  # blocks whole, with what was taken out of them
        self.readings: list[str] = []  # over the letters of a sentence
        self.below: list[LexborNode] = []  # what is read when the page is over
        self.over = False
        self.by_class: dict[str, bool] = {}  # class values that the style sheet hides
        self.shadows = shadows
        self.depth = 0  # of frames in frames
        self.hosts: list[LexborNode] = []  # of the shadow roots that are being read
        self.tags = vocabulary().tags
        self.turned: set[int] = set()  # elements whose letters are shown from right to left

    def run(self, root: LexborNode, head: LexborNode | None) -> Page:
        top = Element(0, root.tag or "html", None)
        self.elements.append(top)
        if head is not None:
            self.below += head.css("noscript")
        if not self.in_shadow(root, top):
            self.children(root, top)
        self.out.close()
        self.rest(top)
        top.last = len(self.blocks)
        self.page.text = "".join(self.out.pieces)
        del self.out  # it refers back to this pass; without that all of it is freed at once
        return self.page

    def children(self, node: LexborNode, element: Element) -> None:
        """Everything inside a node."""
        child = node.first_child
        while child is not None:
            self.walk(child, element)
            child = child.next

    def walk(self, start: LexborNode, element: Element) -> None:
        """One node and everything inside it."""
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
        """The element to hold the node's children, or None if nothing is to be read in it."""
        attributes, out, made = node.attributes, self.out, element
        for name in attributes:
            if "-" in name or ":" in name or kind & CUSTOM:
                self.left_out("attribute", in_attributes(tag, attributes))
                break
        if kind & BLOCK:
            if kind & CUSTOM and (tag in AMP or not _WORDED.isdisjoint(attributes)):
                self.picture(tag, attributes, element)  # an element of the site's own that draws
                if tag in AMP:
                    return None
            made = self.element(tag, attributes, element, True)
            if out.block is not None or out.taken_out:
                hidden = out.block is not None and self.hidden(tag, attributes, made)
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
                made = self.element(tag, attributes, element, False)
                if self.hidden(tag, attributes, made) and self.take_out(node, made):
                    return None
                out.inline.append(made)
            if kind & LINK:
                self.link(attributes, element)
            if out.due & CLOSED:
                out.due |= MEETING
        if "style" in attributes or kind & RARE:
            if _turns(tag, attributes):
                out.turning = _RIGHT_TO_LEFT
                self.turned.add(made.order)
            elif tag == "tspan" and ("x" in attributes or "dy" in attributes):
                out.line_break()
            elif tag == "slot" and self.slotted(kind, attributes, made, element):
                return None
        if self.shadows and self.in_shadow(node, made):
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
            self.special(tag, node, element)
        elif tag in RUBY:
            self.ruby(tag, node)

    def leave(self, kind: int, element: Element, outer: Element) -> None:
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
            out.links -= self.inside.pop()
        out.due |= CLOSED
        if element is not outer:
            out.inline.pop()
            out.due |= JOINT
            element.last = len(self.blocks)

    def element(
        self, tag: str, attributes: dict[str, str | None], parent: Element, block: bool
    ) -> Element:
        elements, first, names = self.elements, len(self.blocks), ""
        behind = None
        if not attributes:
            hint = self.tags.get(tag, Hint.NONE)
        elif _TELLING.isdisjoint(attributes):
            names = attributes.get("class") or ""
            hint = hint_of(tag, names, "") if names else self.tags.get(tag, Hint.NONE)
        else:
            names, hint, behind = self.said(tag, attributes, parent)
        order = len(elements)
        made = Element(order, tag, parent, names, hint, block, first, first)
        elements.append(made)
        if behind:
            self.backgrounds[order] = behind
        return made

    def said(
        self, tag: str, attributes: dict[str, str | None], parent: Element
    ) -> tuple[str, int, str | None]:
        """The names of an element, their hint, and the background that its style gives it."""
        get = attributes.get
        names, hint = get("class") or "", self.tags.get(tag, Hint.NONE)
        if names:
            hint |= names_hint(names)
        for name in _NAMING:
            if value := get(name):
                names = f"{names} {value}" if names else value
                hint |= names_hint(value)
        if role := get("role"):
            hint |= hint_of("", "", role)
        hint = with_credit(hint)
        if test := get("data-testid"):
            hint |= hint_of("", test, "")
        if tag in _PARTS and (label := get("aria-label")):
            hint |= hint_of("", label, "") & _LABELLED
        style, behind = get("style"), None
        if style and ("background" in style or "color" in style):
            behind = background_of(style) or self.behind(parent)
        if "hidden" in attributes or (style and hides(style, behind)):
            hint |= Hint.HIDDEN
        if "bgcolor" in attributes:
            behind = background_of(f"background:{get('bgcolor')}")
        return names, hint, behind

    def behind(self, element: Element) -> str | None:
        """The background colour that an element is shown on, as far as the page says it."""
        if not self.backgrounds:
            return None
        around = (self.backgrounds.get(part.order) for part in element.path())
        return next((colour for colour in around if colour), None)

    def link(self, attributes: dict[str, str | None], element: Element) -> None:
        href = attributes.get("href") or ""
        leads = self.elsewhere(href)
        self.inside.append(leads)
        self.out.links += leads
        if href:
            self.page.links.append((href, element, len(self.blocks)))
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
        if self.over:
            return  # noted where it is
        kept = tuple((f"{tag}.{name}", value) for name, value in attributes.items() if value)
        self.page.pictures.append(Picture(element, len(self.blocks), kept))
        if self.out.block is not None:
            self.out.due |= JOINT

    # What is hidden, embedded, or shown by other means than text ---------------------------------

    def hidden(self, tag: str, attributes: dict[str, str | None], made: Element) -> bool:
        """Whether the page hides an element: by attribute, style, or a rule of a style sheet."""
        if made.hint & Hint.HIDDEN and attributes:
            return True
        if not attributes:
            return tag in self.sheet.tags
        if tag == "font" and (colour := attributes.get("color")):
            return hides(f"color:{colour}", self.behind(made))
        sheet, names = self.sheet, attributes.get("class")
        if tag in sheet.tags or (sheet.ids and attributes.get("id") in sheet.ids):
            return True
        if not names:
            return False
        hidden = self.by_class.get(names)
        if hidden is None:
            hidden = self.by_class[names] = not sheet.classes.isdisjoint(names.split())
        return hidden

    def take_out(self, node: LexborNode, made: Element) -> bool:
        """Leave a hidden element out of the sentence around it; False if it holds no words."""
        raw = node.text()
        if not raw.strip():
            return False
        self.pictures_in(node, made)
        self.out.take_out(raw, node, made)
        return True

    def settle(self, block: Block | None, shown: str, taken: list[TakenOut]) -> None:
        """After a block: what was taken out of it and is long, names somebody, or was all of it.

        A block of which much was taken out is read once more below the page, whole: a style sheet
        that is not read may well show what this page seems to hide.
        """
        short: list[TakenOut] = []
        for one in taken:
            if block and one.words < _APART and not _names(one.element):
                short.append(one)
            else:
                self.apart(one.node, one.element)
        if not block or not short:
            return
        size = sum(len(one.text.strip()) for one in short)
        words = sum(one.words for one in short)
        if words < _APART and size < _DOUBTFUL * len(shown):
            self.left_out("hidden", size)
            return
        whole, done = [], 0
        for one in short:
            whole += [shown[done : one.at - block.start], one.text]
            done = one.at - block.start
        self.doubtful.append("".join((*whole, shown[done:])))

    def apart(self, node: LexborNode, element: Element) -> None:
        """Read what is inside a node as blocks of their own."""
        out = self.out
        out.close()
        inline, turning = out.inline, out.turning
        out.inline, out.turning, out.gap = [] if element.block else [element], "", "\n\n"
        element.first = len(self.blocks)
        if not self.in_shadow(node, element):
            self.children(node, element)
        out.close()
        element.last = len(self.blocks)
        out.inline, out.turning, out.gap = inline, turning, "\n\n"

    def rest(self, top: Element) -> None:
        """Below the page: what is seen in some browsers only, and what was doubtful."""
        self.over = bool(self.blocks)
        shown = "".join(self.out.pieces)
        for text in (*self.doubtful, *self.readings_in_a_row(), *self.by_sheet()):
            self.out.gap = "\n\n"
            self.out.characters(text, self.aside("div", top))
            self.out.close()
        for node in self.below:  # grows while it is read
            text = " ".join(node.text().split())
            if self.over and text.count(" ") + 1 < _WORDS:
                self.left_out("fallback", len(text))
            elif text not in shown:
                self.apart(node, self.aside(node.tag or "", top))

    def aside(self, tag: str, top: Element) -> Element:
        """An element for what belongs to no part of the page."""
        made = self.element(tag, {}, top, True)
        made.hint |= Hint.SITE
        return made

    def readings_in_a_row(self) -> list[str]:
        return [" ".join(self.readings)] if self.readings else []

    def by_sheet(self) -> list[str]:
        """The longer texts that style sheets show; the others are counted."""
        texts = [text for css in self.styles for text in shown_by_sheet(css)]
        short = [text for text in texts if text.count(" ") + 1 < _WORDS]
        self.left_out("style sheet", sum(map(len, short)))
        return [text for text in texts if text.count(" ") + 1 >= _WORDS]

    def left_out(self, why: str, characters: int) -> None:
        if characters:
            self.page.left_out[why] = self.page.left_out.get(why, 0) + characters

    def pictures_in(self, node: LexborNode, element: Element) -> None:
        for image in node.css("img"):
            self.picture("img", image.attributes, element)

    def special(self, tag: str, node: LexborNode, element: Element) -> None:
        """An element whose content readers see in their own way, or not at all."""
        if tag == "svg":
            self.drawing(node, element)
            return
        attributes = node.attributes
        if tag == "template":
            if SHADOW not in attributes:
                self.left_out("template", len(tag_text(node)))
            return
        if tag == "noscript":
            self.pictures_in(node, element)  # those that a script loads later
        elif tag in ("iframe", "embed", "video"):
            self.picture(tag, attributes, element)
        if tag in ("iframe", "embed", "object") and (markup := frame_of(attributes)):
            self.frame(markup, tag, element)
        elif tag == "iframe" and _SITE.match(attributes.get("src") or ""):
            self.left_out("frame", 1)  # of which nobody knows the length
        elif tag in ("noscript", "canvas") or (tag == "object" and attributes.get("data")):
            self.below.append(node)  # seen without scripts, by ear, without a plug-in
        elif tag == "object":
            self.apart(node, self.element(tag, attributes, element, True))
        else:
            self.left_out("fallback", len(node.text().strip()))

    def ruby(self, tag: str, node: LexborNode) -> None:
        """The small letters over others: between these they would break every word up."""
        text = " ".join(node.text().split())
        if tag == "rp":
            self.left_out("fallback", len(text))  # brackets where small letters cannot be shown
        elif text:
            self.readings.append(text)

    def drawing(self, node: LexborNode, element: Element) -> None:
        """The words of a drawing (SVG), each text a block."""
        child = node.first_child
        while child is not None:
            name = (child.tag or "").lower()
            if name in DRAWN:
                if self.out.block is not None:
                    self.below.append(child)  # not into a sentence
                else:
                    self.apart(child, self.element(name, child.attributes, element, True))
            elif name not in NOT_DRAWN:
                self.drawing(child, element)
            child = child.next

    def frame(self, markup: str, tag: str, element: Element) -> None:
        """A document inside the page, in its place."""
        if self.depth == _DEEPEST:
            self.page.notes.append(f"frames nested deeper than {_DEEPEST} were not read")
            return
        inner = parsed(markup)
        if inner is None:
            return
        styles = [style.text() for style in inner.css("style")]
        self.styles += styles
        outer = self.sheet, self.by_class, self.shadows
        self.sheet, self.by_class = sheet_of(styles), {}
        self.shadows = self.shadows or SHADOW in markup.lower()
        self.depth += 1
        self.apart(inner, self.element(tag, {}, element, True))
        self.depth -= 1
        self.sheet, self.by_class, self.shadows = outer

    def in_shadow(self, host: LexborNode, element: Element) -> bool:
        """Read the shadow root of an element, the body included; False if it has none.

        Readers see it instead of its host's children; slots show these.
        """
        if not self.shadows or (shadow := shadow_of(host)) is None:
            return False
        if self.depth == _DEEPEST:
            self.page.notes.append(f"frames nested deeper than {_DEEPEST} were not read")
            return True
        slots = {slot.attributes.get("name") or "" for slot in shadow.css("slot")}
        self.hosts.append(host)
        self.depth += 1
        self.children(shadow, element)
        self.depth -= 1
        self.hosts.pop()
        for child in _light(host):
            if _slot_of(child) not in slots:
                self.unseen(child)
        return True

    def unseen(self, node: LexborNode) -> None:
        text = " ".join(node.text().split())
        if text.count(" ") + 1 >= _APART:
            self.below.append(node)
        else:
            self.left_out("hidden", len(text))

    def slotted(
        self, kind: int, attributes: dict[str, str | None], made: Element, outer: Element
    ) -> bool:
        """Read the children of the host that a slot shows; False if it shows its own."""
        if not self.hosts:
            return False
        name = attributes.get("name") or ""
        shown = [child for child in _light(self.hosts[-1]) if _slot_of(child) == name]
        if not shown:
            return False
        host = self.hosts.pop()
        for child in shown:
            self.walk(child, made)
        self.hosts.append(host)
        self.leave(kind, made, outer)
        return True


def _names(element: Element) -> bool:
    """Whether hidden words are an author's, a credit or a date: lines, not words of a sentence."""
    return any(part.hint & _SPEAKING for part in islice(element.path(), 3))


def _light(host: LexborNode) -> Iterator[LexborNode]:
    """The children of an element that has a shadow root."""
    child = host.first_child
    while child is not None:
        if child.tag != "template":
            yield child
        child = child.next


def _slot_of(node: LexborNode) -> str:
    tag = node.tag or "-"
    return "" if tag[0] == "-" else node.attributes.get("slot") or ""


def _turns(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element shows all letters inside it from right to left."""
    if tag == "bdo":
        return (attributes.get("dir") or "").strip().lower() == "rtl"
    style = attributes.get("style")
    return bool(style and _OVERRIDES.search(style) and _FROM_RIGHT.search(style))
