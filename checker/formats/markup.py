"""Converts marked-up article text (XHTML, NITF, escaped HTML) to clean paragraphs.

A block element is a paragraph; white space is as a browser shows it; nothing that could contain a
marking is left out: captions, credits, notes and disclaimers are blocks of their own.
"""

import re
from dataclasses import field
from html import unescape

from lxml import etree

from checker.formats.html.tags import TOLD, is_prose
from checker.formats.items import Block
from checker.formats.xml.tree import Element, local
from checker.models.draft import Metadatum
from checker.models.vocabulary import ZoneKind, ZoneRole
from checker.values import dataclass

__all__ = [
    "PARAGRAPH_TAG",
    "Markup",
    "blocks_of",
    "from_html",
    "has_tags",
    "looks_like_html",
    "plain_blocks",
]

SILENT = frozenset({"script", "style", "head", "template", "media-metadata", "noscript"})
INLINE_NAMES = """
a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark q s samp small
span strike strong sub sup time tt u var wbr br pronounce lang classifier chron city copyrite
copyrite.year copyrite.holder country event function frac frac-num frac-sep frac-den location
money num org person person.name.given person.name.family region state sublocation object.title
virtloc postaddr td th story.date
"""
INLINE = frozenset(INLINE_NAMES.split())
HEADINGS = frozenset({"h1", "hl1", "rubrik"})
CAPTIONS = frozenset({"figcaption", "media-caption", "caption"})
CREDITS = frozenset({"media-producer"})
QUOTES = frozenset({"blockquote", "bq", "citat"})
BYLINES = frozenset({"byline", "author", "by-line"})
KEEP_SPACE = frozenset({"pre"})
ABOUT_PICTURES = ("alt", "data-caption")
CAPTIONED = ("data-caption",)  # of any element: <drupal-media>, <figure>, <a> around a picture
BLANK = re.compile(r"[ \t\r\n\f]+")
AROUND_BREAK = re.compile(r" *\n *")
PARAGRAPH_TAG = re.compile(r"</?(?:p|div|br|h[1-6])\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][\w.:-]*(?:\s[^<>]*)?/?>")
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
BREAK = "\x1e"  # in place of <br> while white space is collapsed


@dataclass(slots=True)
class Markup:
    """The paragraphs of a marked-up text, its links and pictures, and what was unreadable.

    `statements` are the words about pictures that stand in no paragraph (`alt`), `elsewhere` the
    parts that it only refers to.
    """

    blocks: list[Block] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pixels: list[str] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    statements: list[Metadatum] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    """An open block element: its name, class and the zone that its text belongs to."""

    tag: str
    hint: str
    kind: ZoneKind
    role: ZoneRole


def blocks_of(root: Element, *, kind: ZoneKind = "body") -> Markup:
    """Returns the text of an element as blocks, in document order, without the root's tail."""
    found = Markup()
    frames = [_Frame("", "", kind, "")]
    pieces: list[str] = []
    quiet = 0

    def flush() -> None:
        text = tidy("".join(pieces))
        pieces.clear()
        if text:
            top = frames[-1]
            found.blocks.append(Block(text, top.kind, top.role, top.tag, top.hint))

    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if not quiet and node is not root:
                pieces.append(node.tail or "")
            continue
        name = local(node).lower()
        if event == "start":
            if name in SILENT and node is not root:
                quiet += 1
            elif not quiet:
                note_links(node, name, found)
                if name not in INLINE:
                    flush()
                    frames.append(frame_for(name, node, frames[-1]))
                elif name == "br":
                    pieces.append(BREAK)
                elif name in ("td", "th"):
                    pieces.append(" ")
                pieces.append(kept_lines(node.text) if name in KEEP_SPACE else node.text or "")
        else:
            if name in SILENT and node is not root:
                quiet -= 1
            elif not quiet and name not in INLINE:
                flush()
                frames.pop()
            if not quiet and node is not root:
                pieces.append(node.tail or "")
    flush()
    return found


def frame_for(name: str, node: Element, parent: _Frame) -> _Frame:
    """Returns the zone of a block element: captions, credits, quotes and headings differ."""
    classes = " ".join(x for x in (parent.hint, (node.get("class") or "").lower()) if x)
    kind, role = parent.kind, parent.role
    if name in HEADINGS and kind == "body":
        kind, role = "head", "headline"
    elif name in CAPTIONS:
        kind, role = "caption", "caption"
    elif name in CREDITS:
        kind, role = "caption", "picture_credit"
    elif name in QUOTES and kind == "body":
        role = "quote"
    elif name in ("tagline", "copyrite") and kind != "caption":
        kind, role = "tail", "credit"
    elif kind != "caption" and (name == "byline" or classes_of(node) & BYLINES):
        kind, role = "head", "byline"
    elif name == "dateline" and kind != "caption":
        kind, role = "head", "dateline"
    elif name == "header" and kind == "body":
        kind = "head"
    return _Frame(name, classes[-200:], kind, role)


def classes_of(node: Element) -> set[str]:
    """Returns the class names of an element, lower case."""
    return set((node.get("class") or "").lower().split())


def note_links(node: Element, name: str, found: Markup) -> None:
    """Collects the addresses of links and of pictures."""
    if name == "a" and node.get("href"):
        found.links.append(str(node.get("href")))
    elif name in ("img", "iframe", "media-reference") and (node.get("src") or node.get("source")):
        found.pixels.append(str(node.get("src") or node.get("source")))
    for key in ABOUT_PICTURES if name == "img" else CAPTIONED:
        if words := " ".join(str(node.get(key) or "").split()):
            words = "\n".join(block.text for block in from_html(words).blocks)
            found.statements.append(Metadatum(f"html:{name}.{key}", words, "picture"))
    for key in TOLD:
        if is_prose(words := str(node.get(key) or "")):
            found.statements.append(Metadatum(f"html:{name}.{key}", words, "picture"))


def kept_lines(text: str | None) -> str:
    """Returns preformatted text with its line breaks."""
    return (text or "").replace("\r\n", "\n").replace("\n", BREAK)


def tidy(text: str) -> str:
    """Returns a paragraph as a browser shows it: white space collapsed, <br> as a new line."""
    text = BLANK.sub(" ", text).replace(BREAK, "\n")
    text = AROUND_BREAK.sub("\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip(" \n")


# Control characters, and halves of surrogate pairs, also as numbers: lxml cannot give them back.
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]"
    r"|&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*5(?:5(?:29[6-9]|[3-9]\d\d)|6\d{3}|7(?:[0-2]\d\d|3[0-3]\d|34[0-3])));?"
)


def from_html(markup: str, *, kind: ZoneKind = "body") -> Markup:
    """Returns paragraphs of an HTML fragment or page inside a wire item."""
    if not markup.strip():
        return Markup()
    if not looks_like_html(markup):
        return Markup(blocks=plain_blocks(markup, kind=kind))
    parser = etree.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8", recover=True)
    clean = _UNREADABLE.sub(" ", markup)
    root = etree.fromstring(f"<div>{clean}</div>".encode(), parser)
    if root is None:
        return Markup()
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        note = "the HTML inside is nested too deeply: read without its structure"
        return Markup(blocks=flattened(markup, kind), damage=[note])
    return blocks_of(root, kind=kind)


def flattened(markup: str, kind: ZoneKind) -> list[Block]:
    """Returns the words of unparsable markup; block tags separate paragraphs."""
    words = re.sub(r"<[^<>]*>", "", PARAGRAPH_TAG.sub("\n\n", markup))
    return plain_blocks(unescape(words), kind=kind)


def has_tags(text: str) -> bool:
    """Returns whether a text declared as plain has paragraphs as markup."""
    return bool(PARAGRAPH_TAG.search(text))


def looks_like_html(text: str) -> bool:
    """Returns whether a string is markup: it contains a tag or an entity."""
    return bool(TAG.search(text) or ENTITY.search(text)) or ("<!--" in text and "-->" in text)


def plain_blocks(text: str, *, kind: ZoneKind = "body", role: ZoneRole = "") -> list[Block]:
    """Returns the paragraphs of plain text: parts between empty lines, or else long lines.

    Line breaks inside a paragraph stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = re.split(r"\n[ \t]*\n+", text)
    return [Block(part.strip(" \n\t"), kind, role) for part in parts if part.strip()]
