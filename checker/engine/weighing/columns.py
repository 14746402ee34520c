"""The column of a table that a name stands in: a table of stories names its source in one.

Tables are rows of cells between bars, semicolons or commas below a row of headings, and the
rows of an INSERT statement. Only a table whose headings speak of headlines or texts is one of
stories; in others a column "source" says where figures are from, or lists feeds.
"""

import re
from collections.abc import Sequence

from checker.engine.grammar import name_character
from checker.engine.weighing.field_words import OF_PICTURES, STORIES
from checker.engine.weighing.lines import Place
from checker.engine.weighing.paths import PICTURE_BESIDE, Path, Step, is_picture_file

__all__ = ["COLUMN", "column"]

COLUMN = "column"  # the kind of these paths

_ROW = 1_200  # characters of a row that are read
_HEAD = 4_000  # characters above a row in which its table's headings stand
_CELLS = range(2, 40)  # cells of a row
_HEADING = 32  # characters of a heading
_UNNAMED, _AGENCY = name_character("unnamed"), "agency"  # a heading may be the word for one
_RULE = re.compile(r"[\s|:+=-]+$")  # the line of dashes below headings
_INSERT = re.compile(r"\(([^()\n]{3,600})\)\s{0,20}VALUES\s{0,20}\(", re.IGNORECASE)
_QUOTED = re.compile(r"'(?:[^'\\\n]|\\.|'')*'|\"(?:[^\"\\\n]|\\.|\"\")*\"")
_TELLING = STORIES | OF_PICTURES
_COMMENT = re.compile(r"\s{0,8}(?:#|//|--)\s")

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")


def column(text: str, place: Place, at: int) -> Path | None:
    """Returns the cell that holds the name's character at `at`, as a path; None outside a table."""
    return _inserted(text, at) or _listed(text, place, at)


def _listed(text: str, place: Place, at: int) -> Path | None:
    """The cell of a row below headings."""
    row = text[place.start : min(place.end, place.start + _ROW)]
    if at - place.start >= len(row):
        return None
    for sign in ("|", ";", ","):
        if row.count(sign) < 2:
            continue
        cells = _cells(row, sign)
        if len(cells) not in _CELLS:
            continue
        headings = _headings(text, place.start, sign, len(cells))
        if headings is None:
            continue
        number = next((n for n, (a, b) in enumerate(cells) if a <= at - place.start < b), None)
        if number is not None:
            start, end = cells[number]
            inside = row[start : at - place.start], row[at - place.start + 1 : end]
            return _path(headings, number, *inside, pictured=is_picture_file(row))
    return None


def _headings(text: str, start: int, sign: str, count: int) -> list[str] | None:
    """The headings of the table whose row starts at `start`, if it has some of stories."""
    above = text[max(0, start - _HEAD) : max(0, start - 1)]
    lines = above.split("\n")
    first: str | None = None
    for line in reversed(lines if len(above) < _HEAD else lines[1:]):
        if not line.strip() or sign not in line:
            break
        first = line
    if first is None or _RULE.match(first) or _COMMENT.match(first):
        return None
    cells = [
        first[a:b].strip(" \t\"'*`").replace(_UNNAMED, _AGENCY) for a, b in _cells(first, sign)
    ]
    return cells if len(cells) == count and _are_headings(cells) else None


def _are_headings(cells: Sequence[str]) -> bool:
    if any(len(cell) > _HEADING or not _named(cell) for cell in cells if cell):
        return False
    return any(not _TELLING.isdisjoint(_words(cell)) for cell in cells)


def _named(cell: str) -> bool:
    """Whether a cell is a heading and no value: it begins as a name does, without signs in it."""
    return (cell[0].isalpha() or cell[0] in "_@#") and not any(
        sign in cell for sign in "{}<>;=.?!()`"
    )


def _words(cell: str) -> list[str]:
    return [word.lower() for word in _WORDS.findall(cell)]


def _cells(row: str, sign: str) -> list[tuple[int, int]]:
    """Where the cells of a row are; a sign inside quotation marks parts nothing."""
    bare = _QUOTED.sub(lambda found: "\0" * len(found[0]), row) if sign in ",;" else row
    cuts = [n for n, character in enumerate(bare) if character == sign]
    bounds = list(zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(row)], strict=True))
    if sign == "|":  # the bars at both edges of a row hold nothing
        bounds = bounds[not row[slice(*bounds[0])].strip() :]
        if bounds and not row[slice(*bounds[-1])].strip():
            bounds.pop()
    return bounds


def _inserted(text: str, at: int) -> Path | None:
    """The value of a row of an INSERT statement whose columns are named."""
    low = max(0, at - _HEAD)
    if text.find("VALUES", low, at) < 0 and text.find("values", low, at) < 0:
        return None
    statements = list(_INSERT.finditer(text, low, at))
    if not statements:
        return None
    statement = statements[-1]
    named = statement[1].replace(_UNNAMED, _AGENCY)
    headings = [part.strip(" \t\"'`[]") for part in named.split(",")]
    if len(headings) not in _CELLS or not _are_headings(headings):
        return None
    start = statement.end() - 1
    high = min(len(text), at + _ROW)
    bare = _QUOTED.sub(lambda found: "\0" * len(found[0]), text[start:high])
    opening = bare.rfind("(", 0, at - start)
    closing = bare.find(")", at - start)
    if opening < 0 or ";" in bare[: at - start] or ")" in bare[opening : at - start]:
        return None
    closing = closing if closing >= 0 else len(bare)
    cuts = [n for n in range(opening, closing) if bare[n] == ","]
    number = sum(cut < at - start for cut in cuts)
    if number >= len(headings) or len(cuts) >= len(headings):
        return None
    first = ([opening, *cuts])[number] + 1
    last = ([*cuts, closing])[number]
    value = text[start + first : start + last]
    return _path(headings, number, value[: at - start - first], value[at - start - first + 1 :])


def _path(
    headings: Sequence[str], number: int, before: str, after: str, *, pictured: bool = False
) -> Path | None:
    heading = headings[number]
    if not heading:
        return None
    others = tuple(name for n, name in enumerate(headings) if n != number and name)
    others += (PICTURE_BESIDE,) if pictured else ()
    inside = before.strip(" \t\"'*"), after.strip(" \t\"'*")
    return Path(COLUMN, (Step(heading),), others, *inside)
