"""Tests on the words of an alignment: lists, tables, content words, calls to the readers."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from checker.matching.alignment import Alignment
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText
from checker.text.interposed import interposed
from checker.text.reader_calls import heads_links
from checker.text.sentences import STOPS
from checker.text.tables import WORD

__all__ = [
    "POINT",
    "addresses_readers",
    "are_headlines",
    "are_points",
    "has_content_words",
    "is_a_line",
    "is_list",
    "is_nothing_but_points",
    "is_table",
    "says_who",
]

# What begins the points of a list, and the headings of lists of links in eastern texts.
POINT = re.compile(r"[ \t\u3000]*(?:[・■□▼▲▽△●○◆◇★☆◎※➡→»›＞>*•‣▪◦–—-]|\d{1,2}[.)）])")
_STOPPED = re.compile(rf"[{re.escape(STOPS)}][\s\"”’»)）」』]*$")
_HEADLINE = 300  # characters of a line before and behind that a headline may have
_MARGIN = 12  # characters of such a line besides: its point, a label, a name behind it
_LONGEST_HEADLINE = 160
_EASTERN = "\u2e80"  # where the scripts begin whose lines break between any two characters
_ROW = 60  # characters of a row of a table at most
_LINKS = 24  # lines of a list of links below its heading
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*$")
_LIST = 1200  # characters of a list before and behind a headline in it
_FULL_STOP = re.compile(r"[.。．।۔።…][\s\"”’»)）」』]*$")  # headlines end in other marks, too
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]*)*")
_LINE = re.compile(r"[^\n]+")
_NUMBERED = re.compile(r"\s*(\d{1,4})(?:[.)\t]|[ ]{1,4})")
_ENDS_INSIDE = re.compile(r"[^\s\d.,:]{3}[.!?।۔؟。！？][\"”’»)）」』]*\s*(?=[^\W\d_])")
_SENTENCE = re.compile(r"[.。．।۔።][\"”’»)）」』]*(?:\s|$)")
_ASKED = 16  # the last stretches of texts that were looked at: of many sources a draft has the same
_SEPARATORS = frozenset(",;،؛、|•·")


@lru_cache(maxsize=_ASKED)
def are_headlines(text: str, start: int, end: int) -> bool:
    """Returns whether start..end lies in list items that are links to other stories.

    Below the story lines that stand together are such a list without points, if none of them ends
    as a sentence does, and so are the lines below a heading ("Related stories"). Addresses beside
    them are no lines of either.
    """
    low, high = max(0, start - _HEADLINE), min(len(text), end + _HEADLINE)
    first, last = text.rfind("\n", low, start) + 1, text.find("\n", end, high)
    if (not first and low) or (last < 0 and high < len(text)):
        return False  # a line as long as a paragraph
    last = last if last >= 0 else high
    linked = total = 0
    headed = _is_headed(text, first)
    for line in _LINE.finditer(text, first, last):
        inside = min(end, line.end()) - max(start, line.start())
        if _ADDRESS.match(line[0]):
            continue
        total += inside
        headed = heads_links(line[0]) or (headed and _may_be_a_link(line[0]))
        if headed or (POINT.match(line[0]) and not _STOPPED.search(line[0])):
            linked += inside
    if total and linked >= T.listed_links * total:
        return True
    return _are_links_below(text, first, last)


def _is_headed(text: str, first: int) -> bool:
    """Whether the lines before `first` are links below a heading of such a list."""
    end = first
    for _ in range(_LINKS):
        start = text.rfind("\n", max(0, end - _LONGEST_HEADLINE - 2), max(0, end - 1)) + 1
        line = text[start:end].strip()
        if end <= 0 or (not start and end > _LONGEST_HEADLINE + 2):
            return False
        if line and heads_links(line):
            return True
        if line and not _may_be_a_link(line):
            return False
        end = start
    return False


def _may_be_a_link(line: str) -> bool:
    """Whether a line below a heading of links is one: a short line, a point or no sentence."""
    if len(line) > _LONGEST_HEADLINE:
        return False
    return POINT.match(line) is not None or _FULL_STOP.search(line) is None


@lru_cache(maxsize=_ASKED)
def is_a_line(text: str, start: int, end: int) -> bool:
    """Returns whether start..end is a line by itself that ends as no sentence does: a headline."""
    low, high = max(0, start - _MARGIN), min(len(text), end + _MARGIN)
    first, last = text.rfind("\n", low, start) + 1, text.find("\n", end, high)
    if (not first and low) or (last < 0 and high < len(text)):
        return False
    line = text[first : last if last >= 0 else high].strip()
    alone = "\n" not in text[start:end].strip() and len(line) <= end - start + _MARGIN
    return alone and len(line) <= _LONGEST_HEADLINE and _FULL_STOP.search(line) is None


def _are_links_below(text: str, start: int, end: int) -> bool:
    """Whether the lines start..end stand among others that are no sentences, below a sentence.

    Paragraphs are no list, since nobody set them together: the longest one must be most of it.
    """
    if text.rfind("\n\n", 0, end) < 0:
        return False  # nothing is above it
    longest = max(_PARAGRAPH.finditer(text, start, end), key=lambda it: it.end() - it.start())
    if longest.end() - longest.start() < T.listed_links * (end - start):
        return False
    start, end = longest.span()
    low, high = max(0, start - _LIST), min(len(text), end + _LIST)
    first, last = text.rfind("\n\n", low, start), text.find("\n\n", end, high)
    if first < 0 or (last < 0 and high < len(text)):
        return False
    lines = [line for line in text[first : last if last >= 0 else high].split("\n") if line.strip()]
    wrapped = any(line.lstrip()[0].islower() for line in lines[1:])  # a paragraph, cut at its end
    alone = len(lines) < 2 or wrapped or any(_FULL_STOP.search(line) for line in lines)
    return not alone and _SENTENCE.search(text, 0, first) is not None


def are_points(text: str, start: int, end: int) -> bool:
    """Returns whether most of start..end is the points of a list: terms, notes, instructions."""
    if text.count("\n", start, end) + 1 < T.points:
        return False  # fewer lines
    first = text.rfind("\n", 0, start) + 1
    inside = points = total = 0
    for line in _LINE.finditer(text, first, _line_end(text, end)):
        length = min(end, line.end()) - max(start, line.start())
        total += length
        if POINT.match(line[0]):
            points += 1
            inside += length
    return points >= T.points and inside >= T.standing_share * total


def is_nothing_but_points(text: str) -> bool:
    """Returns whether a text is points of a list, perhaps below a title: a diary, key points.

    What has the heading of a list of links is a page with links.
    """
    points = total = 0
    for line in _LINE.finditer(text):
        if heads_links(line[0]):
            return False
        total += len(line[0])
        if POINT.match(line[0]) and not _STOPPED.search(line[0]):
            points += len(line[0])
    return total > 0 and points >= T.listed_links * total


def is_list(draft: TokenizedText, alignment: Alignment, *, brief: bool) -> bool:
    """Returns whether it is a list: mostly capitalised words and figures, or commas.

    The words of a brief item may all have capitals, as in a headline or in German: if it is a list,
    signs or figures stand between them.
    """
    units = draft.units
    here = slice(alignment.start, alignment.end)
    if not (units.kinds[here] == WORD).all():
        return False
    starts, ends = units.starts[here].tolist(), units.ends[here].tolist()
    between = [draft.text[end:start] for end, start in zip(ends, starts[1:], strict=False)]
    if sum(not _SEPARATORS.isdisjoint(gap) for gap in between) >= T.listed * len(starts):
        return True
    words = [draft.text[a:b] for a, b in zip(starts, ends, strict=True)]
    if sum(word[0].isupper() or word[0].isdigit() for word in words) < 0.75 * len(words):
        return False
    if not brief:
        return not all(map(str.isupper, words))
    figures = sum(word.upper() == word.lower() and not word.isupper() for word in words)
    parted = sum(not gap.isspace() or "\n" in gap for gap in between)
    return figures + parted >= T.listed * len(words)


def says_who(draft: TokenizedText, alignment: Alignment) -> bool:
    """Returns whether most words have a capital: names and offices, and nothing of them.

    In a text of capitals throughout they show nothing.
    """
    capital = draft.capitals
    here = float(capital[alignment.start : alignment.end].mean())
    return here >= T.office_capitals > float(capital.mean())


@lru_cache(maxsize=_ASKED)
def is_table(text: str, start: int, end: int) -> bool:
    """Returns whether start..end lies in the rows of a table, a programme or a list of results.

    Rows are short lines that are no sentences, many of them with a figure. Lines that begin with
    small letters or are as full as the longest one are a paragraph that is wrapped.
    """
    whole = text.rfind("\n", 0, start) + 1, _line_end(text, end)
    lines = [line for line in _LINE.finditer(text, *whole) if line[0].strip()]
    if len(lines) < T.table_rows or any(line[0].lstrip()[0].islower() for line in lines):
        return False
    rows = [line for line in lines if len(line[0]) <= _ROW and not _STOPPED.search(line[0])]
    figures = sum(any(letter.isdigit() for letter in row[0]) for row in rows)
    if len(rows) < T.table_rows or figures < T.table_figures * len(rows) or _are_wrapped(lines):
        return False
    inside = sum(min(end, row.end()) - max(start, row.start()) for row in rows)
    total = sum(min(end, line.end()) - max(start, line.start()) for line in lines)
    return inside >= T.listed_links * total and not _is_interlaced(text, rows)


def _is_interlaced(text: str, rows: Sequence[re.Match[str]]) -> bool:
    """Whether lines have figures only from marks between their words, or numbers of the lines.

    Subtitles, transcripts and verses are cut prose. Numbered rows of a table have no sentences that
    end inside them.
    """
    marks = interposed(text)
    plain = list(text)
    for start, end in marks:
        plain[start:end] = " " * (end - start)
    shown = "".join(plain)
    left = [shown[row.start() : row.end()] for row in rows]
    left = [line for line in left if line.strip()]
    figures = sum(any(map(str.isdigit, line)) for line in left)
    if marks and figures < T.table_figures * len(left):
        return True
    numbers = [int(found[1]) if (found := _NUMBERED.match(line)) else -1 for line in left]
    in_order = sum(after == before + 1 for before, after in pairwise(numbers))
    if in_order < T.listed_links * (len(left) - 1):
        return False
    rest = [_NUMBERED.sub("", line) for line in left]
    figures = sum(any(map(str.isdigit, line)) for line in rest)
    ends = sum(_ENDS_INSIDE.search(line) is not None for line in rest)
    return figures < T.table_figures * len(rest) and ends >= T.prose_ends * len(rest)


def _are_wrapped(lines: Sequence[re.Match[str]]) -> bool:
    """Whether nearly all lines inside paragraphs had no room for the first word of the next one."""
    longest = max(len(line[0]) for line in lines)
    full = all_ = 0
    for line, following in pairwise(lines):
        if following.start() > line.end() + 1:
            continue  # the last line of a paragraph
        word = following[0].split(maxsplit=1)[0]
        least = 2 if word[0] >= _EASTERN else len(word) + 1  # a stop may hang over
        full += len(line[0]) + least > longest
        all_ += 1
    return full >= T.wrapped * all_


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def has_content_words(
    draft: TokenizedText, source: TokenizedText, alignment: Alignment, least: int = T.content_words
) -> bool:
    """Returns whether enough equal units are not the stop words: long, or a figure.

    Of characters and clusters of scripts without blanks twice as many are asked for.
    """
    telling, ids = draft.content_marks, draft.ids
    words: set[int] = set()
    parts: set[int] = set()
    # What is unchanged is in both texts; mostly it is enough, and nothing else need be looked up.
    for first, last, _, _ in alignment.runs:
        for at in range(first, last):
            if telling[at]:
                (words if telling[at] == 1 else parts).add(ids[at])
                if len(words) + len(parts) // 2 >= least:
                    return True
    known = set(source.ids[alignment.source_start : alignment.source_end])
    for at in range(alignment.start, alignment.end):
        if telling[at] and ids[at] in known:
            (words if telling[at] == 1 else parts).add(ids[at])
            if len(words) + len(parts) // 2 >= least:
                return True
    return False


def addresses_readers(draft: TokenizedText, alignment: Alignment) -> bool:
    """Returns whether most of an alignment is sentences of the draft that address the readers."""
    covered = sum(
        min(last, alignment.end) - max(first, alignment.start)
        for first, last in draft.sentences_touching(alignment.start, alignment.end)
        if draft.is_reader_call(first, last)
    )
    return covered >= T.standing_share * (alignment.end - alignment.start)
