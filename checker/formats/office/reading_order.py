"""Sorts pieces of text on a page into reading order, as paragraphs.

A page is divided into bands at elements that span it (headlines), and bands into columns at
gutters: white strips from the top of the band to its bottom. Columns are divided again.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from checker.values import dataclass

__all__ = ["Piece", "paragraphs_of"]

GUTTER = 0.6  # of the letters' height: the narrowest white strip between two columns
NEW_PARAGRAPH = 1.55  # line distances of the column from which on a gap parts paragraphs
INDENT, MOST_INDENT = 0.8, 6.0  # of the letters' height
SIZE_CHANGE = 0.18  # of the letters' height, by which a heading differs from its text
DEEPEST = 12
MOST_PIECES = 6_000
WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LETTER = re.compile(r"[^\W\d_]")
SOFT_HYPHEN = "\u00ad"
HYPHENS = f"-\u2010{SOFT_HYPHEN}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters on one line; positions are points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The height of the piece's box."""
        return max(self.top - self.bottom, 0.1)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    height: float


def paragraphs_of(pieces: Sequence[Piece]) -> list[str]:
    """Returns the paragraphs of a page; words hyphenated at line ends are rejoined."""
    if not pieces:
        return []
    if len(pieces) > MOST_PIECES:
        return ["\n".join(piece.text for piece in pieces)]
    letters = "".join(piece.text for piece in pieces)
    right_first = 2 * len(RIGHT_TO_LEFT.findall(letters)) > len(LETTER.findall(letters))
    gutter = GUTTER * median(piece.height for piece in pieces)
    return [
        paragraph
        for column in columns(list(pieces), gutter, right_first, 0)
        for paragraph in joined(lines_of(column, right_first), right_first)
    ]


def columns(
    pieces: list[Piece], gutter: float, right_first: bool, depth: int
) -> Iterator[list[Piece]]:
    """Yields the columns of a part of a page in reading order."""
    for band in bands(pieces, gutter):
        cut = widest_gutter(band, gutter) if depth < DEEPEST else None
        if cut is None:
            yield band
            continue
        sides = [[p for p in band if p.right <= cut], [p for p in band if p.right > cut]]
        for side in reversed(sides) if right_first else sides:
            yield from columns(side, gutter, right_first, depth + 1)


def bands(pieces: list[Piece], gutter: float) -> Iterator[list[Piece]]:
    """Yields rows from top to bottom, merged while they share a gutter or have none."""
    band: list[Piece] = []
    parted = False
    for row in rows(pieces):
        together = [*band, *row]
        common = widest_gutter(together, gutter) is not None
        if not band or common or not (parted or widest_gutter(row, gutter) is not None):
            band, parted = together, common
        else:
            yield band
            band, parted = row, widest_gutter(row, gutter) is not None
    if band:
        yield band


def rows(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Groups pieces that are side by side, from the top; white space separates the rows."""
    row: list[Piece] = []
    floor = 0.0
    for piece in sorted(pieces, key=lambda p: -p.top):
        middle = piece.top - 0.25 * piece.height
        if row and middle < floor:
            yield row
            row = []
        floor = min(floor, piece.bottom) if row else piece.bottom
        row.append(piece)
    if row:
        yield row


def widest_gutter(pieces: Sequence[Piece], least: float) -> float | None:
    """Returns where the widest white strip between two pieces begins, or None."""
    best, found, reach = least, None, None
    for piece in sorted(pieces, key=lambda p: p.left):
        if reach is not None and piece.left - reach >= best:
            best, found = piece.left - reach, reach
        reach = piece.right if reach is None else max(reach, piece.right)
    return found


def lines_of(column: list[Piece], right_first: bool) -> list[Line]:
    """Returns the lines of a column from the top."""
    lines = []
    for row in rows(column):
        ordered = sorted(row, key=lambda p: -p.right if right_first else p.left)
        lines.append(
            Line(
                " ".join(piece.text.strip() for piece in ordered),
                min(p.left for p in row),
                max(p.right for p in row),
                max(p.top for p in row),
                min(p.bottom for p in row),
                max(p.height for p in row),
            )
        )
    return lines


def joined(lines: list[Line], right_first: bool) -> Iterator[str]:
    """Yields the paragraphs of a column's lines."""
    steps = [above.top - line.top for above, line in pairwise(lines)]
    usual = median(steps) if steps else 0.0
    text = ""
    before: Line | None = None
    for line in lines:
        if before is not None and begins(before, line, usual, right_first):
            yield text
            text = ""
        text = with_line(text, line.text)
        before = line
    if text:
        yield text


def begins(before: Line, line: Line, usual: float, right_first: bool) -> bool:
    """Returns whether a line begins a paragraph: after a gap, in another type, or indented."""
    if before.top - line.top > NEW_PARAGRAPH * usual:
        return True
    if abs(line.height - before.height) > SIZE_CHANGE * max(line.height, before.height):
        return True
    indent = before.right - line.right if right_first else line.left - before.left
    return INDENT * line.height < indent < MOST_INDENT * line.height and ends_sentence(before.text)


def ends_sentence(text: str) -> bool:
    """Returns whether a line ends as paragraphs do."""
    return text.rstrip()[-1:] in ".!?\u2026:\"'\u201d\u00bb)\u3002\u300d\u061f\u0964"


def with_line(text: str, line: str) -> str:
    """Returns a paragraph with its next line, rejoining hyphenated words.

    No blank is added in Han or kana.
    """
    line = line.strip()
    if not text or not line:
        return text or line
    if text[-1] == SOFT_HYPHEN or (text[-1] in HYPHENS and line[0].islower()):
        return text[:-1] + line
    if text[-1] in HYPHENS:
        return text + line
    if WIDE.match(text[-1]) and WIDE.match(line[0]):
        return text + line
    return f"{text} {line}"
