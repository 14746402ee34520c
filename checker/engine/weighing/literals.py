"""Signs of a name in a string literal or a table cell: data about markings, not a marking.

A test, a filter and a crawler contain the credits they look for as arguments, lists and patterns. A
table of headlines has the source of a claim at the start of a cell.
"""

import re
from collections.abc import Iterator

from checker.engine.weighing.lines import Place

__all__ = ["literal_signs"]

_REACH = 140  # characters on either side of a name that are looked at
_OPEN = r"""[rbfuRBFU@]{0,2}["'`][^"'`\n]{0,100}$"""
_CALL = re.compile(rf"[A-Za-z_]\w{{0,40}}!?\(\s{{0,4}}{_OPEN}")
_OPERAND = re.compile(rf"(?:[=!]==?|\bin|\bnot|\breturn|\bcase|=~|\+|\?|\|\|)\s{{1,2}}{_OPEN}")
_AFTER_STRING = re.compile(rf"""["'`]\s?,\s{{0,4}}{_OPEN}""")
_FIRST_OF_LIST = re.compile(rf"\[\s{{0,4}}{_OPEN}")
_BEFORE_STRING = re.compile(r"""[^"'`\n]{0,60}["'`]\s?,\s{0,4}[rbfuRBFU@]{0,2}["'`]""")
_CHECKED = re.compile(r"^\s{0,12}(?:[-*+]|#{1,6})\s(?:\[[ xX]\]\s)?")
_TESTS = re.compile(
    r"\b(?:tests?|fixtures?|regex|selectors?|fallback|TODO|FIXME)\b|テスト|测试|測試|테스트"
)
# A cell that begins at once behind the comma, semicolon or tab of the one before.
_CELL = re.compile(r"""[^\s,;][,;]"?$|\t"?$""")
_CELLS = re.compile(r"[^\s,;][,;](?=[^\s,;])|\t")
_LEAD = re.compile(r":\s")

_FILE = re.compile(
    r"(?=[\w-]{0,40}\d)[\w-]{2,48}\.(?:jpe?g|png|webp|gif|avif|tiff?)\b", re.IGNORECASE
)


def literal_signs(place: Place) -> Iterator[str]:
    """Yields the signs of a name's line of program text or of a table; none in plain text."""
    before, after = place.before[-_REACH:], place.after[:_REACH]
    if '"' in before or "'" in before or "`" in before:
        if _CALL.search(before):
            yield "in a call's argument"
        if _OPERAND.search(before):
            yield "in an operand"
        listed = _AFTER_STRING.search(before) is not None
        if listed or (_FIRST_OF_LIST.search(before) and _BEFORE_STRING.match(after)):
            yield "in a list of strings"
    if _FILE.match(after):
        yield "in the name of a picture's file"
    if (point := _CHECKED.match(before)) and _TESTS.search(f"{before[point.end() :]} {after}"):
        yield "in a point about a test"
    if _CELL.search(before) and len(_CELLS.findall(f"{before} {after}")) > 1:
        yield "at the start of a cell"
        if _LEAD.match(after):
            yield "at the start of a cell, then a colon"
