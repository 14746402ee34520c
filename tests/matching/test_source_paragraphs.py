"""How many paragraphs of a source a match touches."""

import pytest

from checker.matching.measuring import paragraphs_in
from checker.models.evidence import Passage

FIRST, SECOND, THIRD = (
    "The ferry sank in the night.",
    "The pilots saw it,\nand so did we.",
    "It is over.",
)
BLANK = "\n\n".join((FIRST, SECOND, THIRD))
LINES = "\n".join((FIRST, SECOND, THIRD))


def used(source: str, *words: str) -> int:
    passages = []
    for one in words:
        start = source.index(one)
        end = start + len(one)
        passages.append(
            Passage(
                start=0, end=len(one), source_start=start, source_end=end, cls="verbatim",
                similarity=1.0, words=len(one.split()),
            )
        )  # fmt: skip
    return paragraphs_in(source, passages)


@pytest.mark.parametrize("source", [BLANK, LINES, BLANK.replace("\n\n", "\n \t\n\n")])
def test_paragraphs_are_those_that_passages_touch(source: str) -> None:
    assert used(source, source) == 3
    assert used(source, FIRST) == 1
    assert used(source, SECOND) == 1, "a line that goes on is no paragraph"
    assert used(source, "in the night.", "and so") == 2
    assert used(source, "ferry", "night", "sank") == 1
    assert used(source, "ferry", "over") == 2


def test_a_source_without_lines_tells_no_paragraphs() -> None:
    assert used(f"{FIRST} {THIRD}", FIRST, THIRD) == 0


def test_lines_of_a_width_are_one_paragraph() -> None:
    wide = "The ferry sank in the night off\nthe coast of Marren, the pilots\nsaid on Monday."
    assert used(wide, wide) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("船が沈んだ。", "原因は不明だ。"),
        ("غرقت السفينة؟", "لا أحد يعرف."),
        ("जहाज डूब गया।", "कारण अज्ञात है।"),
    ],
)
def test_ends_of_sentences_in_other_scripts_part_lines(first: str, second: str) -> None:
    assert used(f"{first}\n{second}", f"{first}\n{second}") == 2
