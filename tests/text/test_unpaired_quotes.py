"""Marks of quotations that do not match, and marks that quote nothing."""

import pytest

from checker.text.quotes import quotations
from checker.text.unpaired_quotes import dashed, unpaired
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Мы уходим завтра, – сказала она.", ["Мы уходим завтра"]),
        ("Он ушёл. Мы уходим! – добавила Восс.\nДождь.", ["Он ушёл. Мы уходим"]),
        ("Jutro wyruszamy, – powiedziała Voss.", ["Jutro wyruszamy"]),
        ("Ми йдемо завтра», – сказала вона.", ["Ми йдемо завтра"]),
        (
            "Дождь. — Мы уходим, — сказала она. — Никто не остался.",
            ["Дождь. — Мы уходим", "Мы уходим, — сказала она.", "Никто не остался."],
        ),
        ("Мы уходим в «Зарю», – сказала она.", ["Мы уходим в «Зарю"]),
        # a quotation with its marks, a town, a point of a list, an aside, no speaker
        ("Она ушла. «Никто не видел, как баржа ушла в море в полдень», — сказала она.", []),
        ("«Мы уходим завтра, – сказала она. – Никто не останется». Дождь.", []),
        ("BLAINE, Wash. — The barge left at noon.", []),
        ("МОСКВА, 3 мая. — Баржа ушла в полдень.", []),
        ("The barge – the old one – left, and nobody saw it.", []),
        ("The barge left, — Nobody saw it.", []),
        ("The score was 3, – 2 more than before", []),
        (", – said nobody", []),
        ("no dash", []),
    ],
)
def test_a_dash_before_a_speaker_quotes_its_line_up_to_there(
    text: str, expected: list[str]
) -> None:
    assert [text[span.start : span.end] for span in dashed(text, quotations(text))] == expected


@pytest.mark.parametrize(("length", "is_name"), [(38, True), (39, False)])
def test_a_longer_quotation_before_a_dash_is_no_name(length: int, is_name: bool) -> None:
    text = f"We go to «{'a' * length}», – said Voss."
    assert bool([*dashed(text, quotations(text))]) is is_name


@pytest.mark.parametrize(("length", "whole"), [(600, True), (601, False)])
def test_a_speech_before_a_dash_has_a_greatest_length(length: int, whole: bool) -> None:
    text = "a" * length + ", – said Voss."
    assert (next(dashed(text, ())).start == 0) is whole


@pytest.mark.no_cover
@pytest.mark.slow
@pytest.mark.parametrize("piece", [", – a", ". — A", "a, – a. — A", "\n, – a"])
def test_hostile_dashes_take_linear_time(piece: str) -> None:
    assert grows_linearly(lambda count: list(dashed(piece * count, ())), 2_500)


@pytest.mark.no_cover
@pytest.mark.slow
@pytest.mark.parametrize("piece", ["“a ", 'a" ', '“a"\n', "\n\n", '"a” '])
def test_hostile_marks_take_linear_time(piece: str) -> None:
    def read(count: int) -> list[object]:
        text = piece * count
        return list(unpaired(text, quotations(text)))

    assert grows_linearly(read, 2_500)
