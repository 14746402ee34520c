"""What the compiled core tells of the units of a text is what the reference tells."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.matching import prepared
from checker.matching.prepared import (
    plain_seed_table,
    plain_sentences,
    plain_weights,
    seed_table,
    sentences_of,
    weights_of,
)
from checker.text.sentences import Borders
from checker.text.units import units_of
from tests.cores import library_of_now

PARTS = st.sampled_from(
    [
        *("Osby", "eel", "lock", "harbour", "4.5", "1974", "局", "会议", "ไทย", "Ünder", "Ⅳ", "ꙀA"),
        *("𝔄b", " ", ". ", "! ", "。", "\n", "… ", '"', "（", ", "),
    ]
)
TEXTS = st.one_of(st.lists(PARTS, max_size=60).map("".join), st.text())
HASHES = st.one_of(
    st.lists(st.integers(0, 2**64 - 1), max_size=80),
    st.lists(st.integers(0, 5), max_size=200),
    st.lists(st.integers(2**63, 2**63 + 40), max_size=200),  # in one bucket
)


def assert_same(found: Iterable[Any], expected: Iterable[Any]) -> None:
    """Both have arrays of the same types with the same items."""
    for one, other in zip(found, expected, strict=True):
        assert one.dtype == other.dtype
        assert one.tolist() == other.tolist()


@pytest.fixture(autouse=True)
def core_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "compiled", lambda: library_of_now().functions)


@given(TEXTS)
def test_units_weigh_the_same(text: str) -> None:
    units = units_of(text)
    assert_same(weights_of(units), plain_weights(units))


@given(HASHES)
def test_seeds_are_in_the_same_order(hashes: list[int]) -> None:
    seeds = np.array(hashes, np.uint64)
    assert_same(seed_table(seeds), plain_seed_table(seeds))


@given(TEXTS)
def test_sentences_and_their_capitals_are_the_same(text: str) -> None:
    units, borders = units_of(text), Borders.of(text)
    assert_same(sentences_of(units, borders), plain_sentences(units, borders))


def test_units_outside_of_their_text_are_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        sentences_of(units_of("Osby has a harbour."), Borders.of("Osby"))


def test_without_the_core_the_reference_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "compiled", lambda: None)
    units = units_of("Osby has 4 eels. Nobody knows.")
    assert weights_of(units).before[-1] == 36
    assert seed_table(np.array([3, 1], np.uint64)).order.tolist() == [1, 0]
    assert sentences_of(units, Borders.of("Osby has 4 eels. Nobody knows.")).rows.tolist() == [
        [0, 4],
        [4, 6],
    ]
