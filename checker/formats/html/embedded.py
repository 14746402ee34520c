"""Documents inside a page: frames with their content in an attribute, and shadow roots."""

import base64
import binascii
import html
import re
from urllib.parse import unquote_to_bytes

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checker.formats.html.guard import guard

__all__ = ["SHADOW", "frame_of", "parsed", "shadow_of", "tag_text"]

SHADOW = "shadowrootmode"  # the attribute of a declarative shadow root
_TEMPLATE = re.compile(r"<template\b[^>]*>(.*)</template>\s*\Z", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(
    r"\s*data:\s*(text/html|text/plain|application/xhtml\+xml|image/svg\+xml)?", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")


def parsed(markup: str) -> LexborNode | None:
    """Returns the element with the content of a document inside a page; None if it is empty."""
    tree = LexborHTMLParser(guard(markup)[0])
    return tree.body or tree.root


def frame_of(attributes: dict[str, str | None]) -> str:
    """Returns the markup in the `srcdoc` or data address of a frame or an object, or ""."""
    if srcdoc := attributes.get("srcdoc"):
        return srcdoc
    for name in ("src", "data"):
        address = attributes.get(name)
        if address and (kind := _DATA.match(address)):
            return _content(address, kind[1])
    return ""


def _content(address: str, kind: str | None) -> str:
    """What a data address of text holds; "" if it is of another type or cannot be read."""
    head, comma, raw = address.partition(",")
    if not comma or (kind is None and head.strip().lower() not in ("data:", "data:;base64")):
        return ""
    content = unquote_to_bytes(raw)
    if head.rstrip().lower().endswith(";base64"):
        try:
            content = base64.b64decode(content)
        except (binascii.Error, ValueError):
            return ""
    text = content.decode("utf-8", "replace")
    plain = kind is None or kind.lower() == "text/plain"
    return f"<pre>{html.escape(text)}</pre>" if plain else text


def shadow_of(host: LexborNode) -> LexborNode | None:
    """Returns an element's declarative shadow root, which is shown instead of its children."""
    child = host.first_child
    while child is not None:
        if child.tag == "template" and SHADOW in child.attributes:
            whole = _TEMPLATE.match(child.html or "")
            return parsed(whole[1]) if whole else None
        child = child.next
    return None


def tag_text(node: LexborNode) -> str:
    """Returns the words inside an element whose children the parser keeps separate (`template`)."""
    return " ".join(_TAG.sub(" ", node.html or "").split())
