"""The pass over the parsed page: visible text, its blocks, and the elements that hold them."""

import re

from selectolax.lexbor import LexborNode

from checker.formats.html.hints import Hint, hint_of, word_set
from checker.formats.html.page import Block, Element, Page, Picture, Run

__all__ = ["linearise"]

_INLINE = word_set(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i img ins kbd mark nobr "
    "output q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr "
    "basefont picture source map area slot"
)
_SKIPPED = word_set(
    "script style template noscript iframe object embed svg canvas audio head title link meta "
    "datalist frameset noframes applet input"
)
_PARAGRAPHS = word_set(
    "p h1 h2 h3 h4 h5 h6 blockquote figure figcaption ul ol dl table pre article section header "
    "footer aside main nav hr address"
)
_KEPT_SPACE = frozenset(("pre", "textarea"))
_PARTS = word_set("section aside nav div ul")  # whose label says what part of the page they are
_LABELLED = Hint.TEASER | Hint.COMMENT | Hint.NAVIGATION | Hint.SITE
_SPACES = re.compile(r"[ \t\n\r\f]+")
_BREAKS = re.compile(r"\n{2,}")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HOST = re.compile(r"^(?:https?:)?//[^/?#]*", re.IGNORECASE)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)", re.IGNORECASE)
_LEAST_PATH = 12  # characters
_BLANK = " \t\n\r\f"


def linearise(root: LexborNode, *, url: str = "", everything: bool = False) -> Page:
    """Walk the tree once; `everything` reads `noscript` too (for pages that show nothing else).

    Links to places of the page itself, whose address is `url`, do not count as links: the items of
    a live blog link to themselves.
    """
    return _Walk(_path_of(url), everything).run(root)


def _path_of(address: str) -> str:
    """The address without scheme, host, query and fragment; "" if it is too short to tell pages."""
    path = _HOST.sub("", address.split("#")[0].split("?")[0]).rstrip("/")
    return path if len(path) > _LEAST_PATH else ""


class _Walk:
    """The state of one pass."""

    def __init__(self, path: str, everything: bool) -> None:
        self.page = Page()
        self.path = path
        self.inside: list[bool] = []  # whether each open link leads elsewhere
        self.pieces: list[str] = []
        self.length = 0
        self.block: Block | None = None
        self.space = False  # a blank waits for the next character of this block
        self.gap = ""  # what separates the next block from the last one
        self.last = ""  # the last character written
        self.links = 0
        self.kept = 0
        self.known: dict[str, int] = {}
        self.skipped = _SKIPPED - {"noscript"} if everything else _SKIPPED
        self.inline: list[Element] = []
        self.joint = False  # a named inline element ended here
        self.closed = False  # an inline element ended here
        self.meeting = False  # and another begins here

    def run(self, root: LexborNode) -> Page:
        top = Element(0, root.tag or "html", None)
        self.page.elements.append(top)
        stack: list[tuple[LexborNode, Element, str]] = []
        element, node = top, root.first_child
        while True:
            if node is not None:
                entered = self.enter(node, element)
                if entered is not None and node.first_child is not None:
                    stack.append((node, element, node.tag or ""))
                    element, node = entered, node.first_child
                    continue
                if entered is not None:
                    self.leave(node.tag or "", entered, element)
            else:
                if not stack:
                    break
                node, outer, tag = stack.pop()
                self.leave(tag, element, outer)
                element = outer
            node = node.next
        self.close()
        top.last = len(self.page.blocks)
        self.page.text = "".join(self.pieces)
        return self.page

    def enter(self, node: LexborNode, element: Element) -> Element | None:
        """The element to hold the node's children, or None if nothing is to be read in it."""
        tag = node.tag or ""
        if tag == "-text":
            self.write(node.text_content or "", element)
            return None
        if not tag or tag[0] in "-!" or tag in self.skipped:
            if tag in ("iframe", "embed"):
                self.picture(tag, node.attributes, element)
            elif tag == "noscript":  # the pictures that a script loads later
                for image in node.css("img"):
                    self.picture("img", image.attributes, element)
            return None
        if tag == "br":
            self.line_break()
            return None
        if tag == "wbr":
            return None
        attributes = node.attributes
        if tag == "img":
            self.picture(tag, attributes, element)
            return None
        block = tag not in _INLINE
        if tag in ("video", "amp-img", "amp-video"):
            self.picture(tag, attributes, element)
            if tag != "video":
                return None
        if tag in _KEPT_SPACE:
            self.kept += 1
        if tag == "a":
            self.link(attributes, element)
        made = self.element(tag, attributes, element, block) if attributes or block else element
        if block:
            self.close()
            self.gap = "\n\n" if tag in _PARAGRAPHS or self.gap == "\n\n" else "\n"
            made.first = len(self.page.blocks)
        else:
            self.meeting = self.meeting or self.closed
            if made is not element:
                self.inline.append(made)
        return made

    def leave(self, tag: str, element: Element, outer: Element) -> None:
        if tag == "a":
            self.links -= self.inside.pop()
        if tag in _KEPT_SPACE:
            self.kept -= 1
        if tag not in _INLINE:
            self.close()
            if tag in _PARAGRAPHS:
                self.gap = "\n\n"
            element.last = len(self.page.blocks)
            return
        self.closed = True
        if element is not outer:
            self.inline.pop()
            self.joint = True
            element.last = len(self.page.blocks)

    def element(
        self, tag: str, attributes: dict[str, str | None], parent: Element, block: bool
    ) -> Element:
        get = attributes.get
        names = get("class") or ""
        for name in ("id", "itemprop", "rel"):
            if value := get(name):
                names = f"{names} {value}" if names else value
        aria = get("role") or ""
        hint = hint_of(tag, names, aria, self.known)
        if test := get("data-testid"):
            hint |= hint_of("", test, "", self.known)
        if tag in _PARTS and (label := get("aria-label")):
            hint |= hint_of("", label, "", self.known) & _LABELLED
        style = get("style")
        if "hidden" in attributes or (style and _HIDING.search(style)):
            hint |= Hint.HIDDEN
        made = Element(
            len(self.page.elements),
            tag,
            parent,
            names,
            hint,
            block,
            parent.depth + 1,
            len(self.page.blocks),
            len(self.page.blocks),
        )
        self.page.elements.append(made)
        return made

    def link(self, attributes: dict[str, str | None], element: Element) -> None:
        href = attributes.get("href") or ""
        leads = self.elsewhere(href)
        self.inside.append(leads)
        self.links += leads
        if href:
            self.page.links.append((href, element, len(self.page.blocks)))

    def elsewhere(self, href: str) -> bool:
        """Whether a link leads to another page: not to a place of this one, nor to a picture."""
        if len(href) > 1 and href[0] == "#":
            return False
        if self.path and _HOST.sub("", href).startswith(self.path):
            return False
        return _PICTURE_FILE.search(href) is None

    def picture(self, tag: str, attributes: dict[str, str | None], element: Element) -> None:
        kept = tuple((f"{tag}.{name}", value) for name, value in attributes.items() if value)
        self.page.pictures.append(Picture(element, len(self.page.blocks), kept))
        if self.block is not None:
            self.joint = True

    def line_break(self) -> None:
        if self.block is None:
            return
        self.space = False
        if self.pieces and self.last == "\n":
            self.close()  # a blank line: what follows is another paragraph
            self.gap = "\n\n"
            return
        self.put("\n")

    def write(self, raw: str, element: Element) -> None:
        if self.kept:
            text = raw.replace("\r\n", "\n").replace("\r", "\n")
            for number, part in enumerate(_BREAKS.split(text)):
                if number:
                    self.close()
                    self.gap = "\n\n"
                self.characters(part.strip("\n"), element)
            return
        bare = raw.strip(_BLANK)
        if not bare:
            self.space = self.space or bool(raw)
            return
        self.space = self.space or raw[0] in _BLANK
        self.characters(_SPACES.sub(" ", bare), element)
        self.space = raw[-1] in _BLANK

    def characters(self, text: str, element: Element) -> None:
        if not text:
            return
        if self.block is None:
            self.open(element)
        elif self.last not in ("\n", " ") and (
            self.space
            or (self.joint and self.touching(text))
            or (self.meeting and self.glued(text))
        ):
            self.put(" ")
        self.space = self.joint = self.closed = self.meeting = False
        start = self.length
        self.put(text)
        block = self.block
        assert block is not None
        if self.links:
            block.linked += len(text)
            block.leads = block.leads or start == block.start
        if self.inline:
            block.runs.append(Run(start, self.length, self.inline[-1]))

    def touching(self, text: str) -> bool:
        """Whether named inline elements meet without a blank, as author and date often do."""
        named = self.block is not None and bool(self.block.runs)
        last = self.block.runs[-1] if named and self.block is not None else None
        if last is None or last.end != self.length or not self.inline:
            return False
        before, after = last.element, self.inline[-1]
        if before is after or not (before.names or before.tag == "a") or len(text) < 2:
            return False
        long = last.end - last.start > 1
        return long and before.parent is not after and after.parent is not before

    def glued(self, text: str) -> bool:
        """Whether a capitalised word would stick to a word in the inline element before."""
        before = self.pieces[-1]
        words = len(before) > 2 and before[-2:].islower() and before[-2:].isalpha()
        return words and len(text) > 2 and text[0].isupper() and text[1].islower()

    def open(self, element: Element) -> None:
        if self.pieces:
            self.put(self.gap or "\n")
        self.gap = ""
        holder = element
        while not holder.block and holder.parent is not None:
            holder = holder.parent
        self.block = Block(holder, self.length)
        self.page.blocks.append(self.block)

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
        self.last = text[-1]

    def close(self) -> None:
        block = self.block
        self.block = None
        self.space = self.joint = self.closed = self.meeting = False
        if block is None:
            return
        while self.pieces and self.last == "\n" and self.length > block.start:
            self.pieces.pop()
            self.length -= 1
            self.last = self.pieces[-1][-1] if self.pieces else ""
        block.end = self.length
