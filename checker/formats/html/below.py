"""What is read below the page: what only some readers see, and what may be hidden or shown."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checker.formats.html.hiding import shown_by_sheet
from checker.formats.html.page import Block, Page
from checker.formats.html.writer import TakenOut

__all__ = ["READ_APART", "Below", "one_line"]

READ_APART = 12  # hidden words from which they are read apart: fewer never count as reuse
_DOUBTFUL = 0.25  # hidden by shown characters of a block from which it is read whole as well
_WORDS = 5  # words from which texts of style sheets and for readers without scripts are read


class Below:
    """Collects what comes after the page, and counts what is too short to be read at all."""

    def __init__(self, page: Page, styles: list[str]) -> None:
        self.page = page
        self.styles = styles
        self.nodes: list[LexborNode] = []  # seen without scripts, by ear, without a plug-in
        self.readings: list[str] = []  # over the letters of a sentence
        self.doubtful: list[str] = []  # blocks whole, with what was taken out of them

    def left_out(self, why: str, characters: int) -> None:
        """Counts characters that are not read."""
        if characters:
            self.page.left_out[why] = self.page.left_out.get(why, 0) + characters

    def doubt(self, block: Block, shown: str, short: list[TakenOut]) -> None:
        """Keeps a block whole if much was taken out of it, and counts these words if little was.

        A style sheet that is not read may well show what this page seems to hide.
        """
        size = sum(len(one.text.strip()) for one in short)
        words = sum(one.words for one in short)
        if words < READ_APART and size < _DOUBTFUL * len(shown):
            self.left_out("hidden", size)
            return
        whole, done = [], 0
        for one in short:
            whole += [shown[done : one.at - block.start], one.text]
            done = one.at - block.start
        self.doubtful.append("".join((*whole, shown[done:])))

    def unseen(self, node: LexborNode) -> None:
        """A node that no slot of a shadow root shows."""
        text = one_line(node)
        if text.count(" ") + 1 >= READ_APART:
            self.nodes.append(node)
        else:
            self.left_out("hidden", len(text))

    def texts(self) -> Iterator[str]:
        """Yields the texts that have no node of their own."""
        yield from self.doubtful
        if self.readings:
            yield " ".join(self.readings)
        for text in [text for css in self.styles for text in shown_by_sheet(css)]:
            if text.count(" ") + 1 >= _WORDS:
                yield text
            else:
                self.left_out("style sheet", len(text))

    def unshown(self, shown: str, over: bool) -> Iterator[LexborNode]:
        """Yields the nodes whose text the page does not show; `over` if the page has any text."""
        for node in self.nodes:  # grows while it is read
            text = one_line(node)
            if over and text.count(" ") + 1 < _WORDS:
                self.left_out("fallback", len(text))
            elif text not in shown:
                yield node


def one_line(node: LexborNode) -> str:
    """Returns the text of a node with single blanks."""
    return " ".join(node.text().split())
