"""The blocks of WordPress's editor: what the comments between them show beside their markup.

Source: developer.wordpress.org on block markup, `<!-- wp:NAME {JSON} /-->`. A block that the server
draws has its words in its attributes; a synced pattern is a number.
"""

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

from checker.formats.beside import is_sentence
from checker.formats.editors.keys import is_text
from checker.formats.editors.leaves import leaves
from checker.formats.markup import looks_like_html
from checker.formats.xml.tree import Element, children, verbatim

__all__ = ["Parts", "block_words", "paragraph", "sentences", "unfolded"]

DEEPEST: Final = 4  # patterns in patterns
LONGEST: Final = 4_000_000  # characters of a post with its patterns
BLOCK = re.compile(r"<!--\s*wp:([\w/-]+)\s+(\{.*\})\s*/?-->", re.DOTALL)
PATTERN = ("block", "core/block")

Parts = Mapping[str, Element]


def block_words(content: str, unread: list[str]) -> str:
    """Returns the markup that the marks of a post's blocks stand for, without its own markup.

    `unread` gets the synced patterns, which lie elsewhere.
    """
    pieces = _split(content)
    bare = "".join(pieces[::2])
    marks = (BLOCK.fullmatch(piece) for piece in pieces[1::2])
    return "".join(_of_block(block, bare, {}, unread, 0) for block in marks if block is not None)


def unfolded(content: str, parts: Parts, unread: list[str], depth: int = 0) -> str:
    """Returns a post's content without comments, with what the marks of its blocks stand for.

    A synced pattern is replaced by its content, or named in `unread` if the export lacks it. A
    block that the server draws has its words in its attributes.
    """
    pieces = _split(content)
    bare = "".join(pieces[::2])
    size = len(bare)
    for at in range(1, len(pieces), 2):
        block = BLOCK.fullmatch(pieces[at])
        pieces[at] = "" if block is None else _of_block(block, bare, parts, unread, depth)
        size += len(pieces[at])
        if size > LONGEST:
            unread.append("patterns and blocks that are too long together")
            pieces[at:] = [""]
            break
    return "".join(pieces)


def _split(content: str) -> list[str]:
    """The content between comments and the comments, by turns; an open comment is content."""
    pieces: list[str] = []
    at = 0
    while (start := content.find("<!--", at)) >= 0 and (end := content.find("-->", start)) >= 0:
        pieces += [content[at:start], content[start : end + 3]]
        at = end + 3
    return [*pieces, content[at:]]


def _of_block(block: re.Match[str], bare: str, parts: Parts, unread: list[str], depth: int) -> str:
    """What a block shows beside the markup between its marks."""
    try:
        attributes = json.loads(block[2])
    except (ValueError, RecursionError):
        return ""
    if block[1] in PATTERN and isinstance(attributes, dict) and "ref" in attributes:
        number = str(attributes["ref"])
        entry = parts.get(number)
        if entry is None or depth >= DEEPEST:
            unread.append(f"the synced pattern {number[:40]}, which lies elsewhere")
            return ""
        inside = (verbatim(n) for n in children(entry, "encoded") if "excerpt" not in str(n.tag))
        return unfolded("\n\n".join(inside), parts, unread, depth + 1)
    said = (words for words in sentences(attributes) if words not in bare)
    return "".join(f"\n\n{paragraph(words)}\n\n" for words in dict.fromkeys(said))


def sentences(value: Any) -> Iterator[str]:
    """Yields the strings of a JSON value that are sentences."""
    return (words for _, words in leaves(value) if is_text("", words) and is_sentence(words))


def paragraph(words: str) -> str:
    """Returns words as a paragraph; markup as it is."""
    return words if looks_like_html(words) else f"<p>{escape(words, quote=False)}</p>"
