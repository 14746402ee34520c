"""Marks of quotations that do not match, and marks that quote nothing."""

import pytest

from checker.text.quotes import quotations
from checker.text.unpaired_quotes import unpaired
from tests.linear import grows_linearly


def half_quoted(text: str) -> list[str]:
    return [text[span.start : span.end] for span in unpaired(text, quotations(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said: “We leave at noon." Then she left.', ['“We leave at noon."']),
        ('She said: "We leave at noon.” Then she left.', ['"We leave at noon.”']),
        ("Elle dit : « Nous partons” et partit.", ["« Nous partons”"]),
        ('She said: “We go.\nNobody stays." So it was.', ['“We go.\nNobody stays."']),
        ('“One.\n\nTwo." She left.', ['“One.\n\nTwo."']),
        ("She said: “We leave at noon.\nShe left.", ["“We leave at noon."]),
        ('We leave at noon" she said.\nShe left.', ['We leave at noon"']),
        ('"We" or nobody leaves at noon" she said.', [' or nobody leaves at noon"']),
        ("She said: “We leave.\nHe said: “We stay.\nThey left.", ["“We leave.", "“We stay."]),
        ("She said: “We leave at noon.” Then she left.", []),
        ('A 5" pipe and a 6" one', []),
        ('A pipe of 12.5" and more', []),
        ('They stood " apart " from it', []),
        ("no marks", []),
        ("", []),
    ],
)
def test_marks_without_a_partner_quote_to_the_end_of_what_they_may(
    text: str, expected: list[str]
) -> None:
    assert half_quoted(text) == expected


@pytest.mark.parametrize(("length", "ends"), [(3_990, True), (4_010, False)])
def test_a_quotation_over_paragraphs_has_a_greatest_length(length: int, ends: bool) -> None:
    text = "“One.\n\n" + "b" * (length - 7) + '." She left.'
    assert (half_quoted(text)[0][-1] == '"') is ends


@pytest.mark.no_cover
@pytest.mark.slow
@pytest.mark.parametrize("piece", ["“a ", 'a" ', '“a"\n', "\n\n", '"a” '])
def test_hostile_marks_take_linear_time(piece: str) -> None:
    def read(count: int) -> list[object]:
        text = piece * count
        return list(unpaired(text, quotations(text)))

    assert grows_linearly(read, 2_500)
