"""Who has a shingle, and of how many weeks, is the same with the compiled core and without it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.matching import rarity
from checker.matching.candidates import Hits
from checker.matching.rarity import holders_of, plain_holders, plain_weeks, weeks_of
from tests.cores import library_of_now

KEYS = 6
HITS = st.lists(
    st.tuples(
        st.integers(0, KEYS - 1),
        st.integers(0, 9),
        st.integers(0, 99),
        st.one_of(st.just(-1), st.integers(0, 90), st.sampled_from([735_000, 735_013, 735_014])),
    ),
    max_size=160,
)


@pytest.fixture(autouse=True)
def core_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rarity, "compiled", lambda: library_of_now().functions)


def hits_of(rows: list[tuple[int, int, int, int]]) -> Hits:
    """Hits with these shingles, families, texts and days."""
    columns = np.array(rows, np.int64).reshape(-1, 4).T
    grams, families, docs, days = (np.ascontiguousarray(one) for one in columns)
    return Hits(grams, families, docs, days.astype(np.int32), np.zeros(len(rows), np.int32))


@given(HITS)
def test_each_shingle_has_the_same_holders_in_the_same_order(
    rows: list[tuple[int, int, int, int]],
) -> None:
    hits = hits_of(rows)
    for one, other in zip(holders_of(hits, KEYS), plain_holders(hits, KEYS), strict=True):
        assert one.dtype == other.dtype
        assert one.tolist() == other.tolist()


@given(HITS)
def test_each_shingle_stands_in_as_many_weeks(rows: list[tuple[int, int, int, int]]) -> None:
    hits = hits_of(rows)
    found, expected = weeks_of(hits, KEYS), plain_weeks(hits, KEYS)
    assert found.dtype == expected.dtype
    assert found.tolist() == expected.tolist()


def test_hits_of_other_shingles_are_refused() -> None:
    hits = hits_of([(KEYS, 1, 1, 1)])
    with pytest.raises(ValueError, match="other shingles"):
        holders_of(hits, KEYS)
    with pytest.raises(ValueError, match="other shingles"):
        weeks_of(hits, KEYS)


def test_without_the_core_the_reference_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rarity, "compiled", lambda: None)
    hits = hits_of([(0, 5, 1, 3), (0, 2, 2, 40), (1, 5, 3, -1)])
    assert holders_of(hits, 2).families.tolist() == [2, 5, 5]
    assert weeks_of(hits, 2).tolist() == [2, 0]
