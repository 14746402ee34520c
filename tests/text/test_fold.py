"""Folding: what is taken away, and the way back into the text as given."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.fold import fold, folded_text
from checker.text.tables import folding_of


@pytest.mark.parametrize(
    ("given_text", "folded"),
    [
        ("Straße ﬁn", "strasse fin"),
        ("İSTANBUL ığdır", "istanbul igdir"),
        ("Łódź, Đà Nẵng, Øresund", "lodz, da nang, oresund"),
        ("كِتَابٌ أحمد إلى كـتاب ی ک", "كتاب احمد الي كتاب ي ك"),
        ("שָׁלוֹם", "שלום"),
        ("a\u200bb\u00adc\u2060d\ufe0f", "abcd"),
        ("ＡＦＰ ½", "afp 1⁄2"),
        ("١٢ २३ 4", "12 23 4"),
        ("“Say” ‘it’ — now – ‑", "\"say\" 'it' - now - -"),
        ("が", "か"),
    ],
)
def test_folding_takes_the_typography_away(given_text: str, folded: str) -> None:
    assert fold(given_text).text == folded


def test_character_references_and_tags_of_pasted_html_are_read() -> None:
    text = "<p>caf&eacute;&nbsp;&#233;t&#xe9; &amp; bar</p>"
    folded = fold(text)
    assert folded.text.strip() == "cafe ete & bar"
    start = folded.text.index("cafe")
    assert text[slice(*folded.span(start, start + 4))] == "caf&eacute;"


def test_references_that_a_feed_escaped_again_are_read() -> None:
    assert fold(
        "caf&amp;eacute;&amp;amp;nbsp;&amp;#233;t&amp;#xe9; AT&amp;T &amp;nosuch;"
    ).text == ("cafe ete at&t &nosuch;")


@pytest.mark.parametrize("hyphen", ["\u00ad\n", "¬\n", "¬ \r\n   "])
def test_a_word_that_a_printed_hyphen_parts_at_a_line_end_is_one(hyphen: str) -> None:
    text = f"the govern{hyphen}ment said"
    folded = fold(text)
    assert folded.text == "the government said"
    start = folded.text.index("government")
    assert text[slice(*folded.span(start, start + 10))] == f"govern{hyphen}ment"
    assert fold("not p ¬ q, and ¬p\nnor q").text == "not p ¬ q, and ¬p\nnor q"


def test_markup_stays_when_it_is_not_wanted() -> None:
    assert fold("<b>&amp;", markup=False).text == "<b>&amp;"


@given(st.text(max_size=60))
def test_offsets_rise_and_end_at_the_length_of_the_text(text: str) -> None:
    folded = fold(text, markup=False)
    assert len(folded.offsets) == len(folded.points) + 1
    assert folded.offsets[-1] == len(text)
    assert np.all(np.diff(folded.offsets) >= 0)


@given(st.text(max_size=60))
def test_the_table_does_what_the_rule_for_one_letter_says(text: str) -> None:
    assert fold(text, markup=False).text == "".join(map(folding_of, text))


@given(st.text(alphabet="äÉñšőÅç한국어が eaoc", max_size=40))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)).text == fold(text).text


@given(
    st.one_of(
        st.text(st.characters(max_codepoint=127), max_size=60),
        st.text("aB` [](){}0123456789:;&<>\n\t-'\"", max_size=60),
        st.text(max_size=30),
    )
)
def test_the_text_alone_is_that_of_the_folding(text: str) -> None:
    assert folded_text(text) == fold(text).text


def test_a_span_holds_the_marks_of_its_last_letter() -> None:
    text = "le cafe\u0301 noir"
    folded = fold(text)
    assert text[slice(*folded.span(3, 7))] == "cafe\u0301"
    assert folded.span(3, 3) == (3, 3)
    assert fold("straße").span(4, 5) == (4, 5)


def test_a_lone_surrogate_is_kept() -> None:
    assert fold("a\ud800b").text == "a\ud800b"
