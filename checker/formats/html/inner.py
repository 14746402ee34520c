"""Elements whose content readers see in their own way, or not at all: drawings, frames, slots."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborNode

from checker.formats.html.below import one_line
from checker.formats.html.embedded import SHADOW, frame_of, parsed, shadow_of, tag_text
from checker.formats.html.hiding import sheet_of
from checker.formats.html.page import Element
from checker.formats.html.tags import DRAWN, NOT_DRAWN

if TYPE_CHECKING:  # the pass calls these functions, and they go on with it
    from checker.formats.html.blocks import Walk

__all__ = ["read_ruby", "read_shadow", "read_slot", "read_special"]

_SITE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_DEEPEST = 8  # frames in frames, shadow roots in shadow roots
_TOO_DEEP = f"frames nested deeper than {_DEEPEST} were not read"


def read_special(walk: "Walk", tag: str, node: LexborNode, element: Element) -> None:
    """Reads an element of `SPECIAL` in its place, leaves it for below the page, or counts it."""
    if tag == "svg":
        _drawing(walk, node, element)
        return
    attributes, below = node.attributes, walk.below
    if tag == "template":
        if SHADOW not in attributes:
            below.left_out("template", len(tag_text(node)))
        return
    if tag == "noscript":
        walk.pictures_in(node, element)  # those that a script loads later
    elif tag in ("iframe", "embed", "video"):
        walk.picture(tag, attributes, element)
    if tag in ("iframe", "embed", "object") and (markup := frame_of(attributes)):
        _frame(walk, markup, tag, element)
    elif tag == "iframe" and _SITE.match(attributes.get("src") or ""):
        below.left_out("frame", 1)  # of which nobody knows the length
    elif tag in ("noscript", "canvas") or (tag == "object" and attributes.get("data")):
        below.nodes.append(node)
    elif tag == "object":
        walk.apart(node, walk.elements.make(tag, attributes, element, True))
    else:
        below.left_out("fallback", len(node.text().strip()))


def read_ruby(walk: "Walk", tag: str, node: LexborNode) -> None:
    """Keeps the small letters over others for below: between these they would break words up."""
    text = one_line(node)
    if tag == "rp":
        walk.below.left_out("fallback", len(text))  # brackets where small letters cannot be shown
    elif text:
        walk.below.readings.append(text)


def _drawing(walk: "Walk", node: LexborNode, element: Element) -> None:
    """The words of a drawing (SVG), each text a block."""
    child = node.first_child
    while child is not None:
        name = (child.tag or "").lower()
        if name in DRAWN:
            if walk.out.block is not None:
                walk.below.nodes.append(child)  # not into a sentence
            else:
                walk.apart(child, walk.elements.make(name, child.attributes, element, True))
        elif name not in NOT_DRAWN:
            _drawing(walk, child, element)
        child = child.next


def _frame(walk: "Walk", markup: str, tag: str, element: Element) -> None:
    """A document inside the page, in its place."""
    if walk.depth == _DEEPEST:
        walk.page.notes.append(_TOO_DEEP)
        return
    inner = parsed(markup)
    if inner is None:
        return
    styles = [style.text() for style in inner.css("style")]
    walk.below.styles += styles
    elements, shadows = walk.elements, walk.shadows
    sheet, by_class = elements.sheet, elements.by_class
    elements.sheet, elements.by_class = sheet_of(styles), {}
    walk.shadows = shadows or SHADOW in markup.lower()
    walk.depth += 1
    walk.apart(inner, elements.make(tag, {}, element, True))
    walk.depth -= 1
    elements.sheet, elements.by_class, walk.shadows = sheet, by_class, shadows


def read_shadow(walk: "Walk", host: LexborNode, element: Element) -> bool:
    """Reads the shadow root of an element, the body included; returns False if it has none.

    Readers see it instead of its host's children; slots show these.
    """
    if not walk.shadows or (shadow := shadow_of(host)) is None:
        return False
    if walk.depth == _DEEPEST:
        walk.page.notes.append(_TOO_DEEP)
        return True
    slots = {slot.attributes.get("name") or "" for slot in shadow.css("slot")}
    walk.hosts.append(host)
    walk.depth += 1
    walk.children(shadow, element)
    walk.depth -= 1
    walk.hosts.pop()
    for child in _light(host):
        if _slot_of(child) not in slots:
            walk.below.unseen(child)
    return True


def read_slot(
    walk: "Walk", kind: int, attributes: dict[str, str | None], made: Element, outer: Element
) -> bool:
    """Reads the children of the host that a slot shows; returns False if it shows its own."""
    if not walk.hosts:
        return False
    name = attributes.get("name") or ""
    shown = [child for child in _light(walk.hosts[-1]) if _slot_of(child) == name]
    if not shown:
        return False
    host = walk.hosts.pop()
    for child in shown:
        walk.walk(child, made)
    walk.hosts.append(host)
    walk.leave(kind, made, outer)
    return True


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
