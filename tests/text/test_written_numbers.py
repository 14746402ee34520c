"""Numbers in words have the digits of the same numbers in figures."""

import re

import pytest

from checker.text.written_numbers import digits_of_words, is_in_words


def digits(text: str, *figures: str) -> list[str]:
    """The digits of some words of a text, which stand in it in this order."""
    spans, at = [], 0
    for figure in figures:
        found = re.compile(rf"(?<!\w){re.escape(figure)}(?!\w)").search(text, at)
        assert found is not None
        spans.append(found.span())
        at = found.end()
    return digits_of_words(text, spans)


@pytest.mark.parametrize(
    ("text", "figures", "expected"),
    [
        ("two ships and twelve boats", ("two", "twelve"), ["2", "12"]),
        ("sieben Schiffe", ("sieben",), ["7"]),
        ("siete barcos", ("siete",), ["7"]),
        ("trois bateaux", ("trois",), ["3"]),
        ("yedi gemi", ("yedi",), ["7"]),
        ("семь кораблей", ("семь",), ["7"]),
        ("siedem statków", ("siedem",), ["7"]),
        ("sju båtar", ("sju",), ["7"]),
        ("twenty-five ships", ("twenty", "five"), ["25", ""]),
        ("twenty five ships", ("twenty", "five"), ["25", ""]),
        ("treinta y cinco barcos", ("treinta", "cinco"), ["30", "5"]),
        ("twenty, five of them white", ("twenty", "five"), ["20", "5"]),
        ("the twelfth ship", ("twelfth",), ["12"]),
        # what is not worked out
        ("two hundred ships", ("two",), [""]),
        ("five thousand ships", ("five",), [""]),
        ("quatre-vingt bateaux", ("quatre", "vingt"), ["", ""]),
        ("dos mil barcos", ("dos", "mil"), ["", ""]),
        ("he was once there", ("once",), [""]),
        ("a second ship", ("second",), [""]),
    ],
)
def test_numbers_in_words_have_digits(
    text: str, figures: tuple[str, ...], expected: list[str]
) -> None:
    assert digits(text, *figures) == expected


@pytest.mark.parametrize(
    ("spelled", "words"), [("two", True), ("12", False), ("3rd", False), ("三十", False)]
)
def test_han_numerals_are_no_words(spelled: str, words: bool) -> None:
    assert is_in_words(spelled) is words
