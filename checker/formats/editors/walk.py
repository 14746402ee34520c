"""From an editor's tree of nodes to the blocks of a text, whatever the editor.

Inline nodes join their paragraph, any other node ends it. Words under keys that nobody knows are
read as well once they are more than a label: a card of the newsroom's own is text to its readers.
"""

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any

from checker.formats.editors.keys import (
    ALTS,
    DEEPEST,
    QUIET,
    SILENT,
    SPOKEN,
    TAG,
    WORDS,
    holds_passage,
    is_text,
    plain,
)
from checker.formats.editors.references import elsewhere, is_reference
from checker.formats.items import Block
from checker.formats.markup import Markup, from_html, tidy
from checker.models.draft import Metadatum
from checker.models.vocabulary import ZoneKind, ZoneRole
from checker.values import dataclass

__all__ = ["walked"]

_INLINE = """
text span link autolink a hyperlink entry-hyperlink asset-hyperlink mention inlinemention
emoji inline em strong strike code-text inlinecode emphasis delete tab extended-text leaf
"""
INLINE = frozenset(_INLINE.split())
_LEAVES = "text span leaf extended-text mention inlinemention emoji inlinecode"
LEAVES = frozenset({"", *_LEAVES.split()})
LINKS = frozenset({"link", "autolink", "a", "hyperlink", "entry-hyperlink", "asset-hyperlink"})
MARKS = frozenset({"marks", "markdefs"})
BREAKS = frozenset({"hardbreak", "linebreak", "br", "break"})
QUOTES = frozenset(
    [
        "blockquote",
        "quote",
        "pullquote",
        "pull-quote",
        "block-quote",
        "citat",
        "bq",
        "extended-quote",
    ]
)
_PICTURES = """
image img figure picture photo gallery slideshow carousel video audio embed media card
oembed table-of-contents attaches embedded-asset-block
"""
PICTURES = frozenset(_PICTURES.split())
_HEADINGS = """
heading header title headline subheading subheadline h1 h2 h3 h4 h5 h6 header-one header-two
header-three header-four header-five header-six
"""
HEADINGS = frozenset(_HEADINGS.split())
CREDITS = frozenset(
    ["credit", "credits", "photocredit", "photographer", "source", "copyright", "byline"]
)
CAPTIONS = frozenset({"caption", "title", "description", "subtitle"})
FIELDS = frozenset({"data", "attrs", "attributes", "properties", "fields"})  # of the node itself
LISTS = frozenset({"items", "content", "rows", "cells", "lines"})  # whose strings are words
RENDITIONS = frozenset({"innerhtml", "originalcontent", "rendered", "raw"})
ADDRESSES = ("href", "url", "uri", "src", "link")
UNSAID = re.compile(r"comment|suggest")  # marks with words of the desk


@dataclass(slots=True)
class Walk:
    """Blocks found so far, and the runs of the paragraph that is open."""

    found: Markup = field(default_factory=Markup)
    runs: list[str] = field(default_factory=list)
    aside: list[Any] = field(default_factory=list)  # notes of the open paragraph, read after it
    in_link: bool = False
    too_deep: bool = False

    def end(self, kind: ZoneKind, role: ZoneRole, tag: str) -> None:
        """Ends the open paragraph."""
        text = tidy("".join(self.runs).replace("\n", "\x1e"))
        self.runs.clear()
        if text:
            self.found.blocks.append(Block(text, kind, role, tag))


def walked(nodes: Any) -> Markup:
    """Returns the blocks, links and pictures of an editor's nodes, in their order."""
    walk = Walk()
    visit(list(nodes) if isinstance(nodes, Iterator) else nodes, walk, ("body", "", ""), 0)
    walk.end("body", "", "")
    read_aside(walk, ("body", "", ""), 0)
    if walk.too_deep:
        walk.found.damage.append("nested too deeply: a part was not read")
    return walk.found


Place = tuple[ZoneKind, ZoneRole, str]


def visit(node: Any, walk: Walk, place: Place, depth: int) -> None:
    """Reads one node and all below it."""
    if depth > DEEPEST:
        walk.too_deep = True
    elif isinstance(node, str):
        marked_up(node, walk, place)
    elif isinstance(node, list):
        for part in node:
            visit(part, walk, place, depth + 1)
    elif isinstance(node, dict):
        kind = kind_of(node)
        if kind in BREAKS:
            walk.runs.append("\n")
        elif (words := leaf_text(node, kind)) is not None:
            walk.runs.append(words)
            note_links(node, walk)
            walk.aside += notes_of(node)
        elif is_inline(node, kind):
            note_links(node, walk)
            before, walk.in_link = walk.in_link, walk.in_link or kind in LINKS
            inner(node, walk, place, depth)
            walk.in_link = before
        elif not (walk.in_link and is_reference(node)):
            walk.end(*place)
            here = place_of(node, kind, place)
            note_links(node, walk, picture=kind in PICTURES)
            found = walk.found
            known = len(found.blocks), len(found.elsewhere)
            inner(node, walk, here, depth)
            walk.end(*here)
            silent = known == (len(found.blocks), len(found.elsewhere))
            found.elsewhere += elsewhere(node, kind, place[2], silent=silent)
            read_aside(walk, here, depth)


def read_aside(walk: Walk, place: Place, depth: int) -> None:
    """Reads what the paragraph that has ended refers to: its footnotes, in their order."""
    notes, walk.aside = walk.aside, []
    for note in notes:
        visit(note, walk, place, depth + 1)
        walk.end(*place)


def notes_of(node: dict[str, Any]) -> list[Any]:
    """Returns the marks of a node that hold a passage: footnotes, never comments of the desk."""
    return [
        mark for mark in marks_of(node) if not UNSAID.search(kind_of(mark)) and holds_passage(mark)
    ]


def marks_of(node: dict[str, Any]) -> list[dict[str, Any]]:
    """Returns the marks of a node and the definitions to which they refer."""
    given = (node.get(name) for name in ("marks", "markDefs"))
    lists = (marks for marks in given if isinstance(marks, list))
    return [mark for marks in lists for mark in marks if isinstance(mark, dict)]


def is_inline(node: dict[str, Any], kind: str) -> bool:
    """Returns whether a node belongs in its paragraph: a link with runs of text, not a block."""
    if kind == "text" and "leaves" not in node:
        return False
    return kind in INLINE and (
        any(isinstance(node.get(key), list) for key in ("content", "children", "leaves", "nodes"))
        or not any(key in node for key in FIELDS)
    )


def inner(node: dict[str, Any], walk: Walk, place: Place, depth: int) -> None:
    """Reads the values of a node that hold words; the same words twice count once."""
    said: set[str] = set()
    walk.aside += notes_of(node)
    for name, value in node.items():
        key = plain(name)
        named = key == "name" and place[1] == "picture_credit"
        if key in SILENT or key in MARKS:
            continue
        if key == "value" and "relationTo" in node and not isinstance(value, dict):
            continue  # the name of the document to which it relates
        if key in QUIET and not named and not holds_passage(value):
            continue
        if key in ALTS and isinstance(value, str):
            note_picture(value, walk)
            continue
        there = place_of_key(key, place)
        if isinstance(value, str):
            if value in said or (key in RENDITIONS and said) or not (named or is_text(key, value)):
                continue
            said.add(value)
            marked_up(value, walk, there)
        elif isinstance(value, dict) and key in FIELDS:
            inner(value, walk, there, depth + 1)
        elif isinstance(value, list):
            for part in value:
                if not isinstance(part, str) or key in LISTS or is_text(key, part):
                    visit(part, walk, there, depth + 1)
        elif isinstance(value, dict):
            visit(value, walk, there, depth + 1)


def note_picture(words: str, walk: Walk) -> None:
    """Keeps the words in place of a picture: no reader sees them in the text."""
    if SPOKEN.search(words):
        walk.found.statements.append(Metadatum("editor:alt", " ".join(words.split()), "picture"))


def marked_up(words: str, walk: Walk, place: Place) -> None:
    """Adds text that contains HTML as separate paragraphs."""
    walk.end(*place)
    markup = from_html(words, kind=place[0])
    for block in markup.blocks:
        if walk.found.blocks and walk.found.blocks[-1].text == block.text:
            continue  # a rendition of what was read just now
        own = Block(block.text, block.kind, block.role or place[1], block.tag or place[2])
        walk.found.blocks.append(own)
    walk.found.links += markup.links
    walk.found.pixels += markup.pixels
    walk.found.damage += markup.damage
    walk.found.statements += markup.statements


def kind_of(node: dict[str, Any]) -> str:
    """Returns the kind of a node in lower case, without its namespace; "" if it names none."""
    style = node.get("style")
    if node.get("_type") == "block" and isinstance(style, str) and style != "normal":
        return style.casefold()
    for key in ("_type", "type", "nodeType", "blockName", "name", "kind", "object"):
        value = node.get(key)
        if isinstance(value, str) and value and (key != "name" or "/" in value):
            return value.rpartition("/")[2].replace("_", "").casefold()
    return ""


def leaf_text(node: dict[str, Any], kind: str) -> str | None:
    """Returns the characters of a run of text, or None for any other node.

    Runs of Slate have no kind, those of mdast and Contentful a value, mentions a label.
    """
    if kind not in LEAVES:
        return None
    attributes = node.get("attrs")
    holders = [node, attributes] if isinstance(attributes, dict) else [node]
    keys = ("plain_text", "text", "value" if kind == "text" else "label" if kind else "text")
    found = (holder.get(key) for holder in holders for key in keys)
    words = next((w for w in found if isinstance(w, str)), None)
    others = WORDS - {"text", "value"} if not kind else ()
    if words is None or any(isinstance(node.get(key), str) for key in others):
        return None
    if not TAG.search(words):
        return words
    return "\n".join(block.text for block in from_html(words).blocks)


def place_of(node: dict[str, Any], kind: str, place: Place) -> Place:
    """Returns the zone of a block: pictures have captions, quotes and headings their own role."""
    if kind in PICTURES:
        return "caption", "caption", kind
    if place[0] == "caption":
        return place
    if kind in QUOTES:
        return place[0], "quote", "blockquote"
    if kind in HEADINGS or kind.startswith("heading"):
        attributes = node.get("attrs") or node.get("data") or node.get("attributes")
        level = attributes.get("level") if isinstance(attributes, dict) else node.get("level")
        tag = str(node.get("tag") or (f"h{level}" if level else kind))
        top = tag in ("h1", "header-one", "heading-1", "heading1")
        return ("head", "headline", "h1") if top else (place[0], place[1], tag)
    return place[0], place[1], kind


def place_of_key(key: str, place: Place) -> Place:
    """Returns the zone of a value by its key: captions and credits of whatever has them."""
    if key in CREDITS and place[0] == "caption":
        return "caption", "picture_credit", place[2]
    if key == "caption" or (key in CAPTIONS and place[0] == "caption"):
        return "caption", "caption", place[2]
    return place


def note_links(node: dict[str, Any], walk: Walk, *, picture: bool = False) -> None:
    """Keeps the addresses of a node: its own, those of its marks and of its definitions."""
    holders: list[Any] = [node, node.get("attrs"), node.get("data"), node.get("fields")]
    for mark in marks_of(node):
        holders += [mark, mark.get("attrs")]
    kept = walk.found.pixels if picture else walk.found.links
    for holder in holders:
        if isinstance(holder, dict):
            kept += [holder[k] for k in ADDRESSES if isinstance(holder.get(k), str) and holder[k]]
