"""The two views and their offsets into the text as given."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.views import beyond_ascii, normalised, view_of


def shown(text: str, part: str, *, entities: bool = False) -> str:
    view = view_of(text, entities=entities)
    start = view.flow.index(part)
    first, last = view.span(start, start + len(part))
    return text[first:last]


@pytest.mark.parametrize("letters", [1, 333, 334, 2_000])  # three bytes each: 999 and 1,002
def test_the_characters_beyond_ascii_are_found_in_texts_of_few_and_of_many(letters: int) -> None:
    found = "“”…渡\ud800"
    text = "a\x7f " + (found * letters)[:letters] + "\nz"
    assert beyond_ascii(text) == frozenset(found[:letters])
    assert beyond_ascii("a\x7f \nz") == frozenset()


@pytest.mark.parametrize(
    ("text", "part", "given_part"),
    [
        ("© Agence\r\nFrance-Presse\r\n", "Agence France-Presse", "Agence\r\nFrance-Presse"),
        ("Agen\u00adtur", "Agentur", "Agen\u00adtur"),
        ("(ＡＰ通信)", "AP", "ＡＰ"),
        ("½ ﬁnes", "fines", "ﬁnes"),
        (
            "Agence\u00a0France\u2011Presse",
            "Agence France-Presse",
            "Agence\u00a0France\u2011Presse",
        ),
        ("１８日", "18", "１８"),
        ("Te\u0301lam x", "Telam", "Te\u0301lam"),
        ("\\u00a9 2020", "©", "\\u00a9"),
    ],
)
def test_a_part_of_the_view_leads_back_to_what_was_written(
    text: str, part: str, given_part: str
) -> None:
    assert shown(text, part) == given_part


def test_decomposed_hangul_is_composed_and_spans_its_letters() -> None:
    text = unicodedata.normalize("NFD", "(서울=연합뉴스)")
    assert shown(text, "연합뉴스") == unicodedata.normalize("NFD", "연합뉴스")


def test_lines_keep_line_ends_and_flow_does_not() -> None:
    view = view_of("a \r\n\r\n b\tc")
    assert (view.lines, view.flow) == ("a\nb c", "a b c")
    assert view.breaks == (1,)


def test_entities_are_decoded_only_where_asked() -> None:
    assert view_of("?a=AFP&copy;=1").flow == "?a=AFP&copy;=1"
    assert view_of("&copy;&nbsp;2025", entities=True).flow == "© 2025"


def test_look_alikes_in_a_latin_word_are_read_as_latin() -> None:
    assert normalised("\u0410FP") == "AFP"
    assert normalised("Москва") == "Москва"


def test_mojibake_of_signs_is_read() -> None:
    assert normalised("Copyright Â© x â\x80\x94 AFP") == "Copyright © x - AFP"


@given(st.text(max_size=60))
def test_every_stretch_of_the_view_lies_in_the_text_and_in_order(text: str) -> None:
    view = view_of(text)
    spans = [view.span(n, n + 1) for n in range(len(view.flow))]
    assert len(view.lines) == len(view.flow) == len(view.lower)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert [s for s, _ in spans] == sorted(s for s, _ in spans)
