"""The place of a span in words that an editor can follow."""

import re
from bisect import bisect_right

from checker.wording import worded

__all__ = ["Places"]

_BREAKS = re.compile(r"\r\n|\r|\n")


class Places:
    """The line numbers of one text; without the text only offsets are known."""

    def __init__(self, text: str | None) -> None:
        self._starts = None if text is None else _line_starts(text)

    def line(self, offset: int) -> int | None:
        """Returns the line number of an offset, counted from 1."""
        return None if self._starts is None else bisect_right(self._starts, offset)

    def column(self, offset: int) -> int | None:
        """Returns the column of an offset, counted from 1."""
        if self._starts is None:
            return None
        return offset - self._starts[bisect_right(self._starts, offset) - 1] + 1

    def name(self, start: int, end: int, page: int | None = None) -> str:
        """As in `line 3, 120-141`, or with the page of a document that has pages."""
        if page is not None:
            return worded("page {page}, {start}-{end}", page=page, start=start, end=end)
        line = self.line(start)
        if line is None:
            return f"{start}-{end}"
        return worded("line {line}, {start}-{end}", line=line, start=start, end=end)


def _line_starts(text: str) -> list[int]:
    """Offsets at which lines start; CRLF, CR and LF all end a line."""
    return [0, *(match.end() for match in _BREAKS.finditer(text))]
