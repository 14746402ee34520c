"""One page of a PDF: its characters with their positions, assembled into pieces of lines."""

import ctypes
import math
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import field
from statistics import median
from typing import Any

from checker.formats.office.pdf_notes import shown_notes
from checker.formats.office.reading_order import WIDE, Piece, paragraphs_of
from checker.values import dataclass

__all__ = ["SCANNED", "page_paragraphs"]

SPACE = 0.9  # of the letters' height: a wider gap parts two pieces
FEW = 12  # letters: a page with fewer and a picture is a scan with a stamp or a page number
MANY_PATHS = 80  # letters drawn as outlines
ODD_SHARE = 0.3  # of letters that no Unicode is known for
TURN = 5  # degrees: the step in which directions are counted, and the skew of a straight line
GUESSED, WRITTEN = 1, 2  # a blank that PDFium sees in a gap, and one that the file has
SPACED_FROM, SPACED = 8, 0.05  # letters of a run, and of their height by which they stand apart
WIDER = 0.15  # of the letters' height by which a gap between words is wider than one in a word
MARKS = "\r\n"
HYPHEN, LINE_HYPHENS = "-", "\x02\ufffe"  # PDFium's own sign for one at a line's end
IMAGE, PATH = 3, 2  # FPDF_PAGEOBJ_*
VERTICAL = 2  # letters to a piece, at most, where lines run from top to bottom
SCANNED = "a picture without text: a scan?"
UNKNOWN_LETTERS = "its font does not say which letters it shows"


def page_paragraphs(pdf: Any, number: int, comments: list[str]) -> tuple[list[str], list[str]]:
    """Returns the paragraphs of a page, and what was not read; `comments` gets those on it."""
    import pypdfium2

    try:
        page = pdf[number]
    except pypdfium2.PdfiumError as error:
        return [], [f"damaged: {error}"]
    with closing(page):
        found, why = printed(page)
        unread = [why] if why else []
        notes = [note for note in shown_notes(pdf, page, unread, comments) if note]
        return [*found, *notes], unread


def printed(page: Any) -> tuple[list[str], str]:
    """Returns the paragraphs of a page's content, and why part was not read ("" if all was)."""
    with closing(page.get_textpage()) as letters:
        lines: dict[int, list[Piece]] = {0: []}
        for angle, piece in pieces_of(letters):
            lines.setdefault(angle, []).append(piece)
        pieces = [piece for turned_so in lines.values() for piece in turned_so]
        text = "".join(piece.text for piece in pieces)
        seen = len("".join(text.split()))
        if seen < FEW and shows_pictures(page):
            return in_directions(lines), SCANNED
        odd = sum(is_odd(letter) for letter in text)
        if odd > ODD_SHARE * max(seen, 1):
            return [], UNKNOWN_LETTERS
        if is_vertical(pieces):
            return ["".join(piece.text.strip() for piece in pieces)], ""
        return in_directions(lines), ""


def in_directions(lines: Mapping[int, list[Piece]]) -> list[str]:
    """Returns the paragraphs of the horizontal lines, then of those in every other direction."""
    return [paragraph for pieces in lines.values() for paragraph in paragraphs_of(pieces)]


def pieces_of(letters: Any) -> Iterator[tuple[int, Piece]]:
    """Yields runs of characters on one line, in the order of the file, with their direction.

    The positions of a run that is not horizontal are those on the page turned so that it is.
    """
    from pypdfium2 import raw

    count = raw.FPDFText_CountChars(letters)
    box = raw.FS_RECTF()
    at = ctypes.byref(box)
    run = Run()
    blank = 0
    high = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(letters, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        letter = chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)) if high else chr(code)
        high = 0
        letter = HYPHEN if letter in LINE_HYPHENS else letter
        if letter in MARKS or letter == "\0":
            if run.letters:
                yield run.angle, run.piece()
            run, blank = Run(), 0
            continue
        if letter.isspace():
            if run.letters:
                blank = max(blank, GUESSED if raw.FPDFText_IsGenerated(letters, index) else WRITTEN)
            continue
        raw.FPDFText_GetLooseCharBox(letters, index, at)
        here: Box = (box.left, box.bottom, box.right, box.top)
        turned_here = turned(here, run.angle) if run.angle else here
        if run.letters and run.parts_from(turned_here):
            yield run.angle, run.piece()
            run, blank = Run(), 0
        if not run.letters:
            run.angle = direction(raw.FPDFText_GetCharAngle(letters, index))
            turned_here = turned(here, run.angle)
        run.add(letter, turned_here, blank)
        blank = 0
    if run.letters:
        yield run.angle, run.piece()


Box = tuple[float, float, float, float]  # left, bottom, right, top


def direction(radians: float) -> int:
    """Returns the direction of a line in degrees, clockwise; slightly skewed ones are straight."""
    degrees = round(math.degrees(radians) / TURN) * TURN % 360
    quarter = round(degrees / 90) * 90 % 360
    return quarter if min(abs(degrees - quarter), 360 - abs(degrees - quarter)) <= TURN else degrees


def turned(box: Box, angle: int) -> Box:
    """Returns a box on the page turned so that lines of this direction are horizontal."""
    if not angle:
        return box
    along, across = math.cos(math.radians(angle)), -math.sin(math.radians(angle))
    if angle % 90:  # the box of a slanted letter is larger than the letter
        middle, half = (box[0] + box[2]) / 2, min(box[2] - box[0], box[3] - box[1]) / 3
        level = (box[1] + box[3]) / 2
        box = (middle - half, level - half, middle + half, level + half)
        x, y = middle * along + level * across, level * along - middle * across
        return x - half, y - half, x + half, y + half
    xs = [x * along + y * across for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [y * along - x * across for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(xs), min(ys), max(xs), max(ys)


@dataclass(slots=True)
class Run:
    """Characters on one line: each with the gap before it, and whether that is a blank."""

    letters: list[str] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    blanks: list[int] = field(default_factory=list)
    edges: Box = (0.0, 0.0, 0.0, 0.0)
    last: Box = (0.0, 0.0, 0.0, 0.0)
    angle: int = 0

    def parts_from(self, here: Box) -> bool:
        """Returns whether a character begins a run of its own."""
        height = max(self.edges[3] - self.edges[1], here[3] - here[1], 1.0)
        return parted(self.edges, here, height)

    def add(self, letter: str, here: Box, blank: int) -> None:
        """Appends a character."""
        if self.letters:
            left, bottom, right, top = self.edges
            self.gaps.append(max(here[0] - self.last[2], self.last[0] - here[2]))
            self.edges = (min(left, here[0]), min(bottom, here[1]),
                          max(right, here[2]), max(top, here[3]))  # fmt: skip
        else:
            self.gaps.append(0.0)
            self.edges = here
        self.letters.append(letter)
        self.blanks.append(blank)
        self.last = here

    def piece(self) -> Piece:
        """Returns the run as a piece of its line."""
        blanks = self.blanks
        if self.is_letterspaced():
            blanks = self.between_words()
        text = "".join(
            f" {letter}" if blank else letter
            for letter, blank in zip(self.letters, blanks, strict=True)
        )
        return Piece(text, *self.edges)

    def is_letterspaced(self) -> bool:
        """Returns whether its letters stand apart, so that blanks guessed there divide no words."""
        if len(self.letters) < SPACED_FROM or GUESSED not in self.blanks:
            return False
        return median(self.gaps[1:]) > SPACED * max(self.edges[3] - self.edges[1], 0.1)

    def between_words(self) -> list[int]:
        """Returns the blanks of letterspaced text: those written, otherwise the wider gaps."""
        if WRITTEN in self.blanks:
            return [blank * (blank == WRITTEN) for blank in self.blanks]
        usual = median(self.gaps[1:])
        wide = usual + WIDER * max(self.edges[3] - self.edges[1], 0.1)
        return [int(gap > wide) for gap in self.gaps]


def parted(edges: Box, here: Box, height: float) -> bool:
    """Returns whether a character begins a new piece: on another line, or far from the last."""
    apart = here[1] > edges[3] - 0.1 * height or here[3] < edges[1] + 0.1 * height
    gap = max(here[0] - edges[2], edges[0] - here[2])
    return apart or gap > SPACE * height


def is_odd(letter: str) -> bool:
    """Returns whether a character has no known Unicode value or is for private use."""
    return letter in "\ufffd\uffff" or letter < " " or "\ue000" <= letter <= "\uf8ff"


def is_vertical(pieces: list[Piece]) -> bool:
    """Returns whether lines run from top to bottom, as in Japanese and Chinese newspapers."""
    wide = [piece for piece in pieces if WIDE.search(piece.text)]
    short = sum(len(piece.text.strip()) <= VERTICAL for piece in wide)
    return len(pieces) > 20 and short > 0.7 * len(pieces)


def shows_pictures(page: Any) -> bool:
    """Returns whether a page shows possible text: a picture, a form, many outlines."""
    paths = 0
    for item in page.get_objects(max_depth=3):
        if item.type == IMAGE:
            return True
        paths += item.type == PATH
        if paths >= MANY_PATHS:
            return True
    return False
