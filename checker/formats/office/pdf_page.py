"""One page of a PDF: its characters with their positions, assembled into pieces of lines."""

import ctypes
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from checker.formats.office.reading_order import WIDE, Piece, paragraphs_of

__all__ = ["SCANNED", "page_paragraphs"]

SPACE = 0.9  # of the letters' height: a wider gap parts two pieces
FEW = 12  # letters: a page with fewer and a picture is a scan with a stamp or a page number
MANY_PATHS = 80  # letters drawn as outlines
ODD_SHARE = 0.3  # of letters that no Unicode is known for
MARKS = "\r\n"
HYPHEN, LINE_HYPHENS = "-", "\x02\ufffe"  # PDFium's own sign for one at a line's end
IMAGE, PATH = 3, 2  # FPDF_PAGEOBJ_*
VERTICAL = 2  # letters to a piece, at most, where lines run from top to bottom
SCANNED = "a picture without text: a scan?"
UNKNOWN_LETTERS = "its font does not say which letters it shows"


def page_paragraphs(pdf: Any, number: int) -> tuple[list[str], str]:
    """Returns the paragraphs of a page, and why part of it was not read ("" if all was)."""
    import pypdfium2

    try:
        page = pdf[number]
    except pypdfium2.PdfiumError as error:
        return [], f"damaged: {error}"
    with closing(page), closing(page.get_textpage()) as letters:
        pieces = list(pieces_of(letters))
        text = "".join(piece.text for piece in pieces)
        seen = len("".join(text.split()))
        if seen < FEW and shows_pictures(page):
            return paragraphs_of(pieces), SCANNED
        odd = sum(is_odd(letter) for letter in text)
        if odd > ODD_SHARE * max(seen, 1):
            return [], UNKNOWN_LETTERS
        if is_vertical(pieces):
            return ["".join(piece.text.strip() for piece in pieces)], ""
        return paragraphs_of(pieces), ""


def pieces_of(letters: Any) -> Iterator[Piece]:
    """Yields runs of characters on one line, in the order of the file."""
    from pypdfium2 import raw

    count = raw.FPDFText_CountChars(letters)
    box = raw.FS_RECTF()
    at = ctypes.byref(box)
    text: list[str] = []
    edges = [0.0, 0.0, 0.0, 0.0]  # left, bottom, right, top
    blank = False
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
            if text:
                yield Piece("".join(text), *edges)
            text, blank = [], False
            continue
        if letter.isspace():
            blank = bool(text)
            continue
        raw.FPDFText_GetLooseCharBox(letters, index, at)
        here = (box.left, box.bottom, box.right, box.top)
        height = max(edges[3] - edges[1], here[3] - here[1], 1.0)
        if text and parted(edges, here, height):
            yield Piece("".join(text), *edges)
            text, blank = [], False
        if text:
            edges = [min(edges[0], here[0]), min(edges[1], here[1]),
                     max(edges[2], here[2]), max(edges[3], here[3])]  # fmt: skip
        else:
            edges = list(here)
        text.append(f" {letter}" if blank else letter)
        blank = False
    if text:
        yield Piece("".join(text), *edges)


def parted(edges: list[float], here: tuple[float, float, float, float], height: float) -> bool:
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
