"""The code points of a text, and which of them are capitals."""

import sys

from checker.text.points import are_capitals, code_points


def test_capitals_are_those_of_python() -> None:
    letters = "".join(map(chr, range(sys.maxunicode + 1)))
    found = are_capitals(code_points(letters))
    assert found.tolist() == list(map(str.isupper, letters))
