"""Units of all scripts, with their stretch of the text as given."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.tables import CLUSTER, SINGLE, WORD
from checker.text.units import units_of


def words(text: str) -> list[str]:
    units = units_of(text)
    return [text[a:b] for a, b in zip(units.starts, units.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Don’t stop; 1,000 euros!", ["Don’t", "stop", "1", "000", "euros"]),
        ("the govern-\nment fell", ["the", "govern-\nment", "fell"]),
        ("so -\nhe said", ["so", "he", "said"]),
        ("港口表示2025年", ["港", "口", "表", "示", "2025", "年"]),
        ("カメラ", ["カ", "メ", "ラ"]),
        ("สวัสดี", ["ส", "วั", "ส", "ดี"]),
        ("정부는 교육 예산을 늘렸다", ["정부", "는", "교육 예산을", "늘렸다"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("cafe\u0301 noir", ["cafe\u0301", "noir"]),
        ("<p>One</p><p>two&nbsp;three</p>", ["One", "two", "three"]),
        ("😀 *** —", []),
        ("", []),
    ],
)
def test_units_of_a_text(text: str, units: list[str]) -> None:
    assert words(text) == units


def test_kinds_tell_words_from_single_letters_and_clusters() -> None:
    assert units_of("a 港 ก").kinds.tolist() == [WORD, SINGLE, CLUSTER]


@pytest.mark.parametrize(
    "other",
    ["THE “HARBOUR’S” OFFICE", "the har\u00adbour's of\u200bfice", "Thé harbour's office", "the  "
     "harbour&#39;s office", "the harbour’s of-\nfice"],
)  # fmt: skip
def test_typography_does_not_change_the_numbers(other: str) -> None:
    assert units_of(other).ids.tolist() == units_of("The harbour's office").ids.tolist()


def test_look_alikes_are_matched_and_remembered() -> None:
    units = units_of("The pаrliament met")  # Cyrillic а
    assert units.ids.tolist() == units_of("The parliament met").ids.tolist()
    assert units.alike.tolist() == [1]


def test_numbers_are_stable_for_ever() -> None:
    """A change here makes every index unreadable: raise the normaliser version with it."""
    assert units_of("harbour 港").ids.tolist() == [10621280388606521258, 11051065170873764513]


@given(st.text(max_size=80))
def test_units_are_in_order_and_never_empty(text: str) -> None:
    units = units_of(text)
    assert np.all(units.starts < units.ends)
    assert np.all(np.diff(units.starts) >= 0)
    assert not len(units) or units.ends[-1] <= len(text)


@given(st.text(alphabet="aé한국 港が'-\nб", max_size=40))
def test_decomposed_text_has_the_same_numbers(text: str) -> None:
    assert (
        units_of(unicodedata.normalize("NFD", text)).ids.tolist()
        == units_of(unicodedata.normalize("NFC", text)).ids.tolist()
    )
