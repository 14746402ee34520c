"""The visible characters of what was sent, each with its position there.

The HTML reader decides which characters of markup are visible; here a few more may be, since the
two are aligned afterwards.
"""

import re
from collections.abc import Sequence
from dataclasses import field
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate

from checker.mending.pieces import Piece
from checker.values import dataclass

__all__ = ["NO_BLOCK", "Glyphs", "glyphs_of"]

NO_BLOCK = -1
DEEPEST = 300  # open elements: each end tag looks for its own among them
_VOID = """
area base br col embed hr img input link meta param source track wbr
"""
VOID = frozenset(_VOID.split())
SILENT = frozenset(["script", "style", "head", "template", "title"])
_CONTAINERS = """
html body div section article main aside header footer form center details
"""
CONTAINERS = frozenset(_CONTAINERS.split())
_INLINE = """
a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span
strike strong sub sup time tt u var label output picture
"""
INLINE = frozenset(_INLINE.split())
MARKED = re.compile(r"</?[a-zA-Z]|&[#a-zA-Z]")


@dataclass(slots=True)
class Glyphs:
    """Characters without white space: `chars[i]` is at `places[i]`: piece, start, end, block.

    `blocks` are the outermost paragraphs, lists, tables ... of markup: their piece, where they
    start and where they end; a character outside of any has the block `NO_BLOCK`.
    """

    chars: list[str] = field(default_factory=list)
    places: list[tuple[int, int, int, int]] = field(default_factory=list)
    blocks: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, chars: str, piece: int, start: int, block: int, end: int | None = None) -> None:
        """Adds characters: one after the other from `start` on, or all of one span."""
        for at, char in enumerate(chars, start):
            if not char.isspace():
                self.chars.append(char)
                span = (at, at + 1) if end is None else (start, end)
                self.places.append((piece, *span, block))


def glyphs_of(pieces: Sequence[Piece]) -> Glyphs:
    """Returns the characters of all pieces, in their order."""
    found = Glyphs()
    for number, piece in enumerate(pieces):
        if piece.form == "html" or (piece.form == "leaf" and MARKED.search(piece.text)):
            _Walk(found, number, piece.text).run()
        else:
            found.add(piece.text, number, 0, NO_BLOCK)
    return found


class _Walk(HTMLParser):
    """Notes the characters of markup."""

    def __init__(self, found: Glyphs, piece: int, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found = found
        self.piece = piece
        self.text = text
        self.lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self.open: list[tuple[str, int]] = []  # names, and the blocks that they began
        self.silent = 0

    def run(self) -> None:
        """Reads it all."""
        self.feed(self.text)
        self.close()
        self._leave(0, len(self.text))

    @property
    def here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    @property
    def block(self) -> int:
        return next((block for _, block in self.open if block != NO_BLOCK), NO_BLOCK)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - theirs
        if tag in VOID or len(self.open) >= DEEPEST:
            return
        outer = tag not in INLINE
        if outer:
            self._end_paragraph()
        begins = outer and tag not in CONTAINERS and self.block == NO_BLOCK
        number = NO_BLOCK
        if begins:
            number = len(self.found.blocks)
            self.found.blocks.append((self.piece, self.here, len(self.text)))
        self.open.append((tag, number))
        self.silent += tag in SILENT

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:  # HTML knows no other empty elements
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self.open]
        if tag in names:
            behind = self.text.find(">", self.here) + 1 or len(self.text)
            self._leave(len(names) - 1 - names[::-1].index(tag), behind)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.add(data, self.piece, self.here, self.block)

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def _reference(self, written: str) -> None:
        start = self.here
        end = start + len(written)
        end += self.text.startswith(";", end)
        raw = self.text[start:end]
        words = unescape(raw)
        if self.silent:
            return
        whole = None if words == raw else end  # what is no reference is letters
        self.found.add(words, self.piece, start, self.block, whole)

    def _end_paragraph(self) -> None:
        """A paragraph ends where another block begins, whether it says so or not."""
        names = [name for name, _ in self.open]
        if "p" in names:
            self._leave(names.index("p"), self.here)

    def _leave(self, depth: int, end: int) -> None:
        """Leaves all elements from this depth on."""
        while len(self.open) > depth:
            tag, number = self.open.pop()
            self.silent -= tag in SILENT
            if number != NO_BLOCK:
                piece, start, _ = self.found.blocks[number]
                self.found.blocks[number] = (piece, start, end)
