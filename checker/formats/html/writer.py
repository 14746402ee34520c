"""Writes the visible text: blanks, line breaks, and the boundaries of blocks."""

import re
from collections.abc import Callable
from unicodedata import category

from selectolax.lexbor import LexborNode

from checker.formats.html.hints import Hint
from checker.formats.html.page import Block, Element, Page, Run
from checker.values import dataclass

__all__ = ["BLANK", "CLOSED", "JOINT", "MEETING", "SPACE", "TakenOut", "Writer"]

_SPACES = re.compile(r"[ \t\n\r\f]+")
_BREAKS = re.compile(r"\n{2,}")
BLANK = " \t\n\r\f"
_SENTENCE_ENDS = ".!?…"
_DATE = re.compile(r"\d{1,4}(?:[./:-]\d{1,2}|\.? [^\W\d_])")
_ABOUT = Hint.BYLINE | Hint.CREDIT | Hint.META | Hint.DATE  # a line about the article
# Why a blank may be due before the next character of the block.
SPACE = 1  # there was one
JOINT = 2  # a named inline element ended here
CLOSED = 4  # an inline element ended here
MEETING = 8  # and another begins here


@dataclass(frozen=True, slots=True)
class TakenOut:
    """Hidden words inside a sentence: their position, and the node that contains them."""

    at: int
    text: str  # with the blanks that part it from the words around it
    node: LexborNode
    element: Element

    @property
    def words(self) -> int:
        """How many words were taken out."""
        return len(self.text.split())


Ended = Callable[[Block | None, str, list[TakenOut]], None]


class Writer:
    """Writes the text of a page and its blocks, one after the other.

    `links` counts the links around what comes next, `kept` the elements that keep white space,
    `inline` are the named inline elements around it. `ended` is called with each block from which
    words were taken out (None if it has no other words), its text and those words.
    """

    def __init__(self, page: Page, ended: Ended) -> None:
        self.page = page
        self.ended = ended
        self.pieces: list[str] = []
        self.length = 0
        self.block: Block | None = None
        self.first = 0  # the block's first piece
        self.due = 0  # why a blank may be due: SPACE, JOINT, CLOSED, MEETING
        self.gap = ""  # what separates the next block from the last one
        self.last = ""  # the last character written
        self.links = 0
        self.kept = 0
        self.inline: list[Element] = []
        self.turning = ""  # what turns the next characters from right to left
        self.taken_out: list[TakenOut] = []

    def take_out(self, raw: str, node: LexborNode, element: Element) -> None:
        """Leaves hidden words out of the sentence that is being written."""
        before = " " if self.due & SPACE or raw[0].isspace() else ""
        text = before + " ".join(raw.split()) + (" " if raw[-1].isspace() else "")
        self.taken_out.append(TakenOut(self.length, text, node, element))

    def line_break(self) -> None:
        """Ends the line; a second time, the paragraph."""
        if self.block is None:
            return
        self.due &= ~SPACE
        if self.pieces and self.last == "\n":
            self.close()  # a blank line: what follows is another paragraph
            self.gap = "\n\n"
            return
        self.put("\n")

    def write_kept(self, raw: str, element: Element) -> None:
        """Writes a text node's characters with their white space."""
        text = raw.replace("\r\n", "\n").replace("\r", "\n")
        for number, part in enumerate(_BREAKS.split(text)):
            if number:
                self.close()
                self.gap = "\n\n"
            self.characters(part.strip("\n"), element)

    def write(self, raw: str, bare: str, element: Element) -> None:
        """Writes a text node's characters, white space as a browser shows it.

        `bare` is the text without white space at its ends; it is not empty.
        """
        if raw[0] in BLANK:
            self.due |= SPACE
        if "\n" in bare or "  " in bare or "\t" in bare or "\r" in bare or "\f" in bare:
            bare = _SPACES.sub(" ", bare)
        self.characters(bare, element)
        self.due = SPACE if raw[-1] in BLANK else 0

    def characters(self, text: str, element: Element) -> None:
        """Writes characters as they are, with a blank before them where one is due."""
        if not text:
            return
        if self.turning:
            text, self.turning = self.turning + text, ""
        block, due = self.block, self.due
        if block is None:
            block = self.open(element)
        elif (
            due
            and self.last not in ("\n", " ")
            and (
                due & SPACE
                or (due & JOINT and self.touching(text))
                or (due & MEETING and self.glued(text))
            )
        ):
            self.put(" ")
        self.due = 0
        start = self.length
        self.pieces.append(text)
        self.length = end = start + len(text)
        self.last = text[-1]
        if self.links:
            block.linked += end - start
            block.leads = block.leads or start == block.start
        if self.inline:
            block.runs.append(Run(start, end, self.inline[-1]))

    def touching(self, text: str) -> bool:
        """Returns whether named inline elements meet without a blank, as author and date do."""
        named = self.block is not None and bool(self.block.runs)
        last = self.block.runs[-1] if named and self.block is not None else None
        if last is None or last.end != self.length or not self.inline:
            return False
        before, after = last.element, self.inline[-1]
        if before is after or not (before.names or before.tag == "a") or len(text) < 2:
            return False
        long = last.end - last.start > 1
        return long and before.parent is not after and after.parent is not before

    def glued(self, text: str) -> bool:
        """Returns whether what begins here would stick to the inline element before.

        Words that a page splits into elements stay whole: a blank is due before a capitalised
        word, before a date, behind the end of a sentence, and between the parts of a line about
        the article.
        """
        before = self.pieces[-1]
        if len(before) < 2 or len(text) < 2 or not text[0].isalnum():
            return False
        if before[-1] in _SENTENCE_ENDS:
            return " " in before and before[-3:-1].islower() and text[0].isalpha()
        if category(before[-1])[0] not in "LMN":  # letters with their marks, figures
            return False
        split = before[-1].islower() and text[0].islower()
        if self.block is not None and self.block.element.hint & _ABOUT and not split:
            return self.block.element.tag != "p" or category(text[0]) != "Lo"
        if _DATE.match(text):
            return before[-1].isalpha()
        words = len(before) > 2 and before[-2:].islower() and before[-2:].isalpha()
        return words and text[0].isupper() and text[1].isalpha()

    def open(self, element: Element) -> Block:
        """Begins a block of the nearest block-level element."""
        if self.pieces:
            self.put(self.gap or "\n")
        self.gap = ""
        holder = element
        while not holder.block and holder.parent is not None:
            holder = holder.parent
        self.first = len(self.pieces)
        made = self.block = Block(holder, self.length)
        self.page.blocks.append(made)
        return made

    def put(self, text: str) -> None:
        """Appends to the text."""
        self.pieces.append(text)
        self.length += len(text)
        self.last = text[-1]

    def close(self) -> None:
        """Ends the block, if one is open."""
        block = self.block
        self.block = None
        self.due = 0
        if block is not None:
            while self.pieces and self.last == "\n" and self.length > block.start:
                self.pieces.pop()
                self.length -= 1
                self.last = self.pieces[-1][-1] if self.pieces else ""
            block.end = self.length
        if self.taken_out:
            taken, self.taken_out = self.taken_out, []
            text = "".join(self.pieces[self.first :]) if block is not None else ""
            self.ended(block, text, taken)
