"""Records without headings: the cells of a call, a tuple, a line of a table or of an INSERT.

Nothing names the cell that holds an agency. What stands beside it does: a story's record has its
headline or its text, and when it was published or where it is. Lists of houses have names alone.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.engine.weighing.field_words import PICTURED
from checker.engine.weighing.lines import Place, width
from checker.engine.weighing.paths import is_sign
from checker.text.expression import expression

__all__ = ["PICTURE_ROWS", "STORY_ROW", "row_signs"]

_RECORD = "in a story's record"
STORY_ROW = f"{_RECORD}, whole cell"  # the sign of a name that fills a cell of such a record

_FILLS = ("whole cell", "a cell with more")
PICTURE_ROWS = frozenset(f"in a picture's record, {fills}" for fills in _FILLS)

_STRING = re.compile(
    r"""[rbfuN@]{0,2}(?:"(?:\\.|""|[^"\\\n])*"|'(?:\\.|''|[^'\\\n])*'|`[^`\n]*`)"""
)
_CALL = re.compile(r"(?:new\s)?[A-Za-z_][\w.:]{0,40}\([^()\n\0]{0,60}\)")
_QUOTED = re.compile(r'"(?:[^"\n]|"")*"')
# A line of program text, its strings gone, that holds cells alone: no field has a name.
_CELLS_ALONE = re.compile(r"[\0\s\w.,;()\[\]{}+\\-]*")
_KEYED = re.compile(r"""(?:[A-Za-z_][\w.-]{0,40}|"[^"\n]{0,40}"|'[^'\n]{0,40}')\s?[:=]""")
_ENDS = re.compile(r"(?:,|[(\[{])\s*$")
_NAME = re.compile("[\ue000-\ue006]")
_DATED = expression(
    r"""\b(?:19|20)\d\d[-/.]?[01]\d|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}:\d\d\b
    |\b[Dd]ate(?:[Tt]ime)?\(|\bNOW\(|\b1\d{9}(?:\d{3})?\b|\b\d{1,2}\s[^\W\d_]{3,9}\s(?:19|20)\d\d""",
    re.VERBOSE,
)
_ADDRESS = re.compile(r"https?:|^www\.|^/\w+/|\w\.(?:com|net|org)/")
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif|tiff?)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_WIDE, _WORDS, _LONG = 18, 4, 90  # width and words of a headline, and the width of a text
_CELLS = range(3, 24)
_PLAIN = 3  # words of a cell that is no string: `new Date`, `true`
_AROUND = 5  # lines above and below that may hold cells of the same record
_MORE, _MOST = 5, 48  # words beside the name in a cell that credits it, and their width
_SIDE = 900  # characters on either side of a name that are read
_BARE = " \t\n\"'`*"
_CALLED = re.compile(r"([A-Za-z_]\w{2,40})\((?:[^()\n]|\([^()\n]*\)){0,300}$")
_PICTURING = re.compile(rf"{PICTURED.pattern}|^figure$|caption")
_NAMED = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")
# Words of the names of calls that read, clean or test credits.
_LOOKING = frozenset(
    (
        *("is", "has", "get", "find", "match", "parse", "extract", "strip", "remove", "clean"),
        *("replace", "split", "test", "assert", "expect", "search", "detect", "filter", "check"),
        *("normalize", "normalise", "validate", "regex", "log", "warn", "print", "error"),
    )
)


class _Cell(NamedTuple):
    text: str
    holds: bool  # whether the name stands in it
    quoted: bool = False


def row_signs(text: str, place: Place, at: int) -> Iterator[str]:
    """Yields what stands beside the cell that holds the name's character at `at`, if it has one."""
    row = _row(text, place, at)
    cells = row or _record(text, place, at)
    own = next((cell for cell in cells if cell.holds), None)
    if own is None or not (row or own.quoted) or len(cells) not in _CELLS:
        return
    around = _NAME.sub("", own.text, count=1)
    if len(_WORD.findall(around)) > _MORE or width(around) > _MOST:
        return
    fills = _FILLS[bool(around.strip())]
    others = [cell.text for cell in cells if not cell.holds]
    dated = any(map(_DATED.search, others))
    addressed = any(map(_ADDRESS.search, (one for one in others if not _PICTURE.search(one))))
    told = _told(others)
    pictured = [cell for cell in others if _is_a_picture(cell)]
    if _called_for_a_picture(place) or (
        pictured and not dated and told != "a text" and not addressed
    ):
        yield f"in a picture's record, {fills}"
        return
    if not told:
        if not (dated or addressed) and all(cell.quoted for cell in cells):
            yield f"in a list of strings alone, {fills}"
        return
    beside = [told, *(["a date"] if dated else []), *(["an address"] if addressed else [])]
    if any(map(_PICTURE.search, others)):
        yield f"in a record with a picture, {fills}"
    if len(beside) > 1 or told == "a text":
        yield f"{_RECORD}, {fills}"
        yield f"{_RECORD}, beside {', '.join(beside)}"
    else:
        yield f"in a record beside {told}, {fills}"


def _is_a_picture(cell: str) -> bool:
    """Whether a cell is the file of a picture, and no sign of the house that is beside it."""
    named = _NAME.search(cell) or is_sign(cell) or " " in cell.strip()
    return not named and _PICTURE.search(cell) is not None


def _called_for_a_picture(place: Place) -> bool:
    """Whether a cell is an argument of a call that shows a picture, and does not look for one."""
    called = _CALLED.search(place.before)
    if called is None:
        return False
    words = [word.lower() for word in _NAMED.findall(called[1])]
    return any(map(_PICTURING.search, words)) and _LOOKING.isdisjoint(words)


def _told(others: Sequence[str]) -> str:
    """Whether a headline or a text is among cells."""
    told = [width(one) for one in others if _says(one)]
    return "" if not told else "a text" if max(told) > _LONG else "a headline"


def _says(cell: str) -> bool:
    if width(cell) <= _WIDE or _ADDRESS.search(cell) or cell[0] in "{[":
        return False
    return len(_WORD.findall(cell)) >= _WORDS or width(cell) > len(cell) + _WORDS


def _row(text: str, place: Place, at: int) -> list[_Cell]:
    """The cells of a line of a table, between bars, semicolons, or commas without blanks."""
    low = max(place.start, at - _SIDE)
    line = text[low : min(place.end, at + _SIDE)]
    bare = _QUOTED.sub(_gone, line)
    barred = bare.count("|")
    if barred > 1:  # prose has bars between the parts of a byline
        return _split(line, "|", at - low, line) if barred > 2 or bare[:1] == "|" else []
    for sign in (";", ","):
        if bare.count(sign) > 1 and not (sign == "," and (", " in bare or "(" in bare)):
            return _split(line, sign, at - low, bare)
    return []


def _record(text: str, place: Place, at: int) -> list[_Cell]:
    """The cells of the innermost brackets around a name in program text, in one line or several."""
    low, high = _lines_of_cells(text, place, at)
    region = text[low:high]
    if not ('"' in region or "'" in region or "`" in region or "\0" in region):
        return []
    bare = _blanked(region)
    if "\0" not in bare:
        return []
    here = at - low
    start = _edge(bare, here, -1) + 1
    end = _edge(bare, here, 1)
    cells = _split(region[start:end], ",", here - start, bare[start:end])
    prose = any(not cell.quoted and len(_WORD.findall(cell.text)) > _PLAIN for cell in cells)
    return [] if prose else cells


def _lines_of_cells(text: str, place: Place, at: int) -> tuple[int, int]:
    """The line of a name with those around it that hold nothing but cells."""
    low, high = max(place.start, at - _SIDE), min(place.end, at + _SIDE)
    if low > place.start or high < place.end:
        return low, high
    for _ in range(_AROUND):
        start = text.rfind("\n", max(0, low - _SIDE), max(0, low - 1)) + 1
        line = text[start : max(start, low - 1)]
        if start >= low or len(line) >= _SIDE or not _ENDS.search(line):
            break
        low = start
        if not _CELLS_ALONE.fullmatch(_blanked(line)):
            break  # the line of a call that the record opens in
    for _ in range(_AROUND):
        end = text.find("\n", high + 1, high + _SIDE)
        end = end if end >= 0 else min(len(text), high + _SIDE)
        line = text[high:end]
        here = text[max(low, high - _SIDE) : high]
        if not line.strip() or not _ENDS.search(here) or not _CELLS_ALONE.fullmatch(_blanked(line)):
            break
        high = end
    return low, high


def _edge(bare: str, here: int, step: int) -> int:
    """Where the brackets around a place open or close; the edges of the text if it shows none."""
    opening, closing = ("([{", ")]}") if step > 0 else (")]}", "([{")
    depth, at = 0, here
    while 0 <= at < len(bare):
        if bare[at] in closing:
            if not depth:
                return at
            depth -= 1
        elif bare[at] in opening:
            depth += 1
        at += step
    return at


def _gone(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


def _blanked(text: str) -> str:
    """Program text with the insides of its strings and its short calls gone."""
    bare = _STRING.sub(_gone, text)
    return _CALL.sub(_gone, bare) if "\0" in bare else bare


def _split(line: str, sign: str, here: int, bare: str) -> list[_Cell]:
    cuts = [n for n, character in enumerate(bare) if character == sign]
    bounds = zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(line)], strict=True)
    cells = []
    for start, end in bounds:
        raw, holds = line[start:end].strip(" \t\n\\"), start <= here < end
        if holds and _KEYED.match(raw):
            return []
        if raw or holds:
            cells.append(_Cell(raw.strip(_BARE), holds, raw[:1] in "\"'`" and raw[-1:] in "\"'`"))
    return cells
