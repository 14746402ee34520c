"""What is looked for sooner or at the starts of lines changes no sign of program text."""

from hypothesis import given
from hypothesis import strategies as st

from checker.engine.weighing import program

PIECES = (
    *("call(", "é(", "a1(", "!(", ")", '"a"', "'", "`", ";", "{", "}", "[^a]*", "(?:", "\\b)"),
    *(".*)", ".join(", ".get(", "=>", "===", "==", "||", "&&", "::", "->", "//", "<?php", "%s"),
    *("${", "#{", "import os", "return x", "def f(", "x = 'a'", "self.x", ":param", "@param"),
    *(">>>", "- 'a': b", "SELECT a FROM ", "VALUES (", "null", ": true", "http://", "www."),
    *("<!--", "|", ",", "+", ".", "@@ -1", "--- a/", "diff --git", "a, b; c", "\n", " ", "\t"),
    *("word", "ünder", "新闻", "7"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def searched(text: str) -> list[str]:
    """The kinds of which a pattern matches anywhere, each tried at each place."""
    if program._ANY.search(text) is None:
        return []
    return [
        sign.kind
        for sign in program._SIGNS
        if any(p is not None and p.search(text) for p in (sign.at_start, sign.inside))
    ]


@given(TEXTS)
def test_signs_are_those_of_a_plain_search(text: str) -> None:
    assert list(program.program_signs(text)) == searched(text)


@given(TEXTS)
def test_a_sure_sign_alone_makes_program_text(text: str) -> None:
    sure = {sign.kind for sign in program.SURE_SIGNS}
    assert program.is_program(text) == (not sure.isdisjoint(searched(text)))
