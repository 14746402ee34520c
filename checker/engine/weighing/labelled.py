"""The field of a record that has a label in each line or row: `Fotograf=NAME`, `<dt>Bron</dt>`.

Sidecars of pictures, lists of EXIF and IPTC data, exports of a newsroom's system, definition lists
and tables of two columns are such records. Lines of an article have labels with colons, too, which
credit it: these are fields only where a file or a caption stands beside them.
"""

import re
from collections.abc import Iterator, Sequence

from checker.engine.weighing.field_names import words_beside
from checker.engine.weighing.field_words import DATED
from checker.engine.weighing.fields import is_of_a_picture, is_of_a_story, states_party
from checker.engine.weighing.lines import Place
from checker.engine.weighing.paths import Path, Step, shown_by
from checker.text.expression import expression

__all__ = ["labelled_field"]

_KEY = r"[^\W\d][^\n:：=|\t<>{}()\[\],;\"'`]{0,30}?"
# A label and what parts it from its value, by the kind of the record.
_LINES = {
    "=": expression(rf"[ ]{{0,8}}\|?[ ]?({_KEY})[ ]{{0,24}}=[ ]{{0,3}}"),
    ":": expression(
        rf"(?:\[[A-Za-z]{{2,12}}\]\s{{1,12}})?[ ]{{0,8}}(?:[A-Za-z0-9-]{{2,16}}:(?=\w))?({_KEY})"
        r"[ ]{0,40}[:：][ ]{0,3}"
    ),
    "|": expression(rf"\|[ ]?\**({_KEY})\**[ ]{{0,24}}\|[ ]{{0,3}}"),
}
_ROW = expression(
    r"""<(?:dt|tr[^<>]{0,80}>\s{0,12}<t[hd])\b[^<>]{0,80}>\s{0,12}(?:<[^<>]{1,40}>)?
    ([^<>\n]{1,30}?)\s?[:：]?\s{0,3}(?:</[^<>]{1,12}>\s{0,12}){1,3}
    <(?:dd|td)\b[^<>]{0,80}>\s{0,12}(?:<[^<>]{1,120}>\s{0,12}){0,2}""",
    re.VERBOSE,
)
# An article's lines name who took its picture, too.
_PERSON = re.compile(r"(?:photo|foto)gra|photo$|foto$|фото(?:граф)?$|fot$", re.IGNORECASE)
_CELL = re.compile(r"[^<>\n]{0,80}$")
_REST = re.compile(r"[^<>\n|\t]{0,80}")
_REACH = 700  # characters above and below in which other rows stand
_MOST = 10  # lines above and below that are looked at
_LONGEST = 120  # characters of a line that holds a credit


def labelled_field(text: str, place: Place, at: int) -> Path | None:
    """Returns the field that holds the name's character at `at`; None outside such a record."""
    if len(place.before) + len(place.after) <= _LONGEST:
        found = _of_line(text, place)
        if found is not None:
            return found
    row = _of_row(text, at)
    return row if row is not None and _is_of_one(row) else None


def _is_of_one(path: Path) -> bool:
    """Whether a field is that of a party in the record of a story or of a picture."""
    dated = states_party(path) and not words_beside(path).isdisjoint(DATED)
    return dated or is_of_a_picture(path) or is_of_a_story(path)


def _of_line(text: str, place: Place) -> Path | None:
    """The field of a line, whose record is the lines beside it that have labels of its kind."""
    # A word for an agency is part of the name behind it: "Agentur=NAME" is one sign.
    bare = not place.before.strip() and not place.after.strip()
    for sign, line in _LINES.items():
        found = line.match(place.before)
        if found is None and not bare:
            continue
        above = text[max(0, place.start - _REACH) : place.start].split("\n")[:-1]
        below = text[place.end + 1 : place.end + _REACH].split("\n")
        siblings = (*_labels(line, above[: -_MOST - 1 : -1]), *_labels(line, below[:_MOST]))
        if not siblings:
            continue
        before = place.before[found.end() if found else 0 :]
        rest = _REST.match(place.after)
        if "|" in before or rest is None:
            continue
        name = found[1].strip() if found is not None else "agency"
        path = Path("member", (Step(name),), siblings, before, rest[0])
        if is_of_a_picture(path) if sign == ":" else _is_of_one(path):
            return path
    return None


def _labels(line: re.Pattern[str], lines: Sequence[str]) -> Iterator[str]:
    """The labels of lines up to the first without one, and what stands for a picture's file."""
    for one in lines:
        found = line.match(one)
        if found is None:
            return
        name = found[1].strip()
        person = line is _LINES[":"] and _PERSON.match(name) is not None
        yield from tuple(_label(name, one[found.end() :]))[person:]


def _label(name: str, value: str) -> Iterator[str]:
    yield name
    if shown := shown_by(name, value):
        yield shown


def _of_row(text: str, at: int) -> Path | None:
    """The field of a definition list or of a table's row with two cells."""
    low = max(0, at - _REACH)
    cell = _CELL.search(text, max(low, at - 81), at)
    rows = list(_ROW.finditer(text, low, at))
    if not rows or cell is None or rows[-1].end() < cell.start():
        return None
    siblings: list[str] = []
    for row in (*rows[:-1], *_ROW.finditer(text, at, at + _REACH)):
        value = _REST.match(text, row.end())
        siblings += _label(row[1].strip(), value[0] if value else "")
    rest = _REST.match(text, at + 1)
    before = text[rows[-1].end() : at]
    return Path(
        "member", (Step(rows[-1][1].strip()),), tuple(siblings), before, rest[0] if rest else ""
    )
