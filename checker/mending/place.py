"""Where a step of a fix goes in what was sent, which is aligned with the text that it counts in."""

import html
import re
from collections.abc import Iterator, Sequence

from checker.mending.glyphs import NO_BLOCK, Glyphs, glyphs_of
from checker.mending.pieces import Cut, Piece, Unplaced
from checker.models.verdict import Edit
from checker.values import dataclass

__all__ = ["PIXEL", "Places"]

BREAKS = re.compile(r"\n+")
CLOSES = re.compile(r"\s*<!--\s*/wp:[^>]*?-->")
OPENS = re.compile(r"<!--\s*wp:[^>]*?-->\s*$")
ADDRESS = re.compile(r"https?://[^\s<>\"']{1,2000}")
PIXEL = re.compile(rf'<img src="{ADDRESS.pattern}" alt="" width="1" height="1">')
NEAR = 2000  # characters before a block in which its comment is
NOWHERE = "the place was not found in what was sent"
ABSENT = -1  # the number of a character that is not in what was sent
MOST_MISSES = 200  # lines that are nowhere: looking on for more is a matter of squares


@dataclass(frozen=True, slots=True)
class Places:
    """The text as readers see it, aligned with the pieces in which it was sent."""

    text: str
    pieces: Sequence[Piece]
    glyphs: Glyphs
    found: Sequence[int]

    @classmethod
    def of(cls, text: str, pieces: Sequence[Piece]) -> "Places":
        """Aligns a text with its pieces."""
        glyphs = glyphs_of(pieces)
        return cls(text, pieces, glyphs, _aligned(text, glyphs.chars))

    def cuts(self, edit: Edit) -> list[Cut]:
        """Returns the changes of pieces that a step amounts to.

        Raises:
            Unplaced: the step has no place there.
        """
        if edit.start < edit.end:
            return list(self._replaced(edit))
        words = edit.text.strip("\n")
        before, after = self._behind(edit.start), self._ahead(edit.start)
        if self._literal(before, after):
            return [self._inline(edit.start, edit.text, before, after)]
        if edit.text.endswith("\n"):
            return [self._paragraph(words, after, before, ahead=True)]
        if edit.text.startswith("\n"):
            return [self._paragraph(words, before, after, ahead=False)]
        return [self._inline(edit.start, BREAKS.sub(" ", words), before, after)]

    def _literal(self, *numbers: int) -> bool:
        """Whether the text goes into a plain piece, where line breaks are line breaks."""
        known = [number for number in numbers if number != ABSENT]
        return bool(known) and all(
            self.pieces[self.glyphs.places[number][0]].form == "plain" for number in known
        )

    def _replaced(self, edit: Edit) -> Iterator[Cut]:
        """Takes the characters of a span away and puts the text where they began."""
        numbers = [self.found[at] for at in range(edit.start, edit.end) if not self._blank(at)]
        if not numbers or ABSENT in numbers:
            raise Unplaced(NOWHERE)
        words = "" if edit.op == "delete" else edit.text
        for at, (piece, start, end) in enumerate(self._runs(numbers)):
            yield Cut(piece, start, end, self._written(piece, words) if at == 0 else "")

    def _runs(self, numbers: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Spans of the pieces without tags in them, with the blanks inside."""
        run: tuple[int, int, int] | None = None
        for number in numbers:
            piece, start, end, _ = self.glyphs.places[number]
            if run and run[0] == piece and not self.pieces[piece].text[run[2] : start].strip():
                run = (piece, run[1], max(end, run[2]))
                continue
            if run:
                yield run
            run = (piece, start, end)
        if run:
            yield run

    def _inline(self, at: int, words: str, before: int, after: int) -> Cut:
        """Puts words into a line: in front of the next character, or else behind the last one."""
        number = after if after != ABSENT and self._touches(at, after) else before
        number = number if number != ABSENT else after
        if number == ABSENT:
            raise Unplaced(NOWHERE)
        piece, start, end, _ = self.glyphs.places[number]
        place = start if number == after else end
        return Cut(piece, place, place, self._written(piece, words))

    def _paragraph(self, words: str, beside: int, other: int, *, ahead: bool) -> Cut:
        """Puts a paragraph in front of the next character's block, or behind the last one's."""
        if beside == ABSENT:
            beside, ahead = other, not ahead
        if beside == ABSENT:
            raise Unplaced(NOWHERE)
        piece, start, end, number = self.glyphs.places[beside]
        if self.pieces[piece].form == "leaf":
            return Cut(piece, start, start, words, "before" if ahead else "after")
        if self.pieces[piece].form == "plain":
            place = start if ahead else end
            return Cut(piece, place, place, f"{words}\n\n" if ahead else f"\n\n{words}")
        if number != NO_BLOCK:
            _, start, end = self.glyphs.blocks[number]
        return self._beside(piece, start, end, words, ahead=ahead)

    def _beside(self, piece: int, start: int, end: int, words: str, *, ahead: bool) -> Cut:
        """A paragraph beside a block, with the comments around it that an editor's blocks have."""
        text = self.pieces[piece].text
        closes = CLOSES.match(text, end)
        opens = OPENS.search(text, max(0, start - NEAR), start)
        written = "".join(f"<p>{_line(line)}</p>" for line in BREAKS.split(words) if line)
        if closes and opens:
            written = f"<!-- wp:paragraph -->\n{written}\n<!-- /wp:paragraph -->"
            start, end = opens.start(), closes.end()
        place = start if ahead else end
        return Cut(piece, place, place, f"{written}\n\n" if ahead else f"\n\n{written}")

    def _written(self, piece: int, words: str) -> str:
        """Words as they are written into a piece."""
        markup = self.pieces[piece].form == "html" or (
            self.pieces[piece].form == "leaf" and "<" in self.pieces[piece].text
        )
        return html.escape(words, quote=False) if markup else words

    def _touches(self, at: int, number: int) -> bool:
        return at < len(self.text) and self.found[at] == number

    def _ahead(self, at: int) -> int:
        """The next character from an offset on."""
        return next(
            (self.found[n] for n in range(at, len(self.text)) if not self._blank(n)), ABSENT
        )

    def _behind(self, at: int) -> int:
        """The last character before an offset."""
        return next((self.found[n] for n in range(at - 1, -1, -1) if not self._blank(n)), ABSENT)

    def _blank(self, at: int) -> bool:
        return self.text[at].isspace()


def _line(words: str) -> str:
    """A line as markup; an address is a link, as readers of HTML expect, and a pixel is one."""
    if PIXEL.fullmatch(words):
        return words
    written = html.escape(words, quote=True) if ADDRESS.fullmatch(words) else ""
    return f'<a href="{written}">{written}</a>' if written else html.escape(words, quote=False)


def _aligned(text: str, chars: Sequence[str]) -> list[int]:
    """Returns for each character of the text its number in the source; `ABSENT` if unknown.

    White space counts in neither. Text that is not the same as a whole is searched line by line,
    each after the previous one or else anywhere.
    """
    source = "".join(chars)
    found = [ABSENT] * len(text)
    spots = [at for at, char in enumerate(text) if not char.isspace()]
    if "".join(text[at] for at in spots) == source:
        for number, at in enumerate(spots):
            found[at] = number
        return found
    behind, misses, first = 0, 0, 0
    for line in text.splitlines(keepends=True):
        spots = [at for at, char in enumerate(line, first) if not char.isspace()]
        first += len(line)
        words = "".join(text[at] for at in spots)
        if not words or misses >= MOST_MISSES:
            continue
        start = source.find(words, behind)
        start = source.find(words) if start < 0 else start
        if start < 0:
            misses += 1
            continue
        for number, at in enumerate(spots, start):
            found[at] = number
        behind = start + len(words)
    return found
