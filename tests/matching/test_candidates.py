"""Votes and common phrases: the compiled core chooses what the reference chooses."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.matching.candidates import CandidateLimits, Hits
from checker.matching.core import PlainCore
from checker.matching.phrases import Shingles
from checker.matching.thresholds import THRESHOLDS as T
from checker.postings.common_phrase import UNDATED_BURST, CommonPhrase
from checker.text.shingles import SHINGLE, Grams, grams
from checker.text.tables import CLUSTER, SINGLE, WORD
from tests.cores import CORES, compiled, core_of
from tests.matching.test_core import text_of

PLAIN = PlainCore()


def hits_of(rows: list[tuple[int, int, int]]) -> Hits:
    """Hits from rows of gram, family and place."""
    columns = np.array(rows, np.int64).reshape(-1, 3)
    grams_, families, places = (np.ascontiguousarray(column) for column in columns.T)
    days = np.zeros(len(rows), np.int32)
    return Hits(grams_, families, families, days, places.astype(np.int32))


@given(st.integers(0, 2**32), st.integers(0, 300), st.sampled_from([1, 4, 200]))
def test_votes_choose_the_same_families_with_the_same_scores(
    seed: int, size: int, families: int
) -> None:
    rng = random.Random(seed)
    keys = rng.randrange(1, 40)
    hits = hits_of(
        [
            (rng.randrange(keys), rng.randrange(families) * 10**12, rng.randrange(2000))
            for _ in range(size)
        ]
    )
    first = np.array([rng.randrange(500) for _ in range(keys)], np.int32)
    weights = np.array([rng.random() * 10 for _ in range(keys)])
    useful = np.array([rng.random() < 0.8 for _ in range(keys)])
    scale = rng.choice([1.0, 1.3, 2.0])
    for limits in (CandidateLimits(), CandidateLimits(band=600, families=2, singles=3)):
        expected = PLAIN.vote(hits, first, weights, useful, limits, scale)
        assert compiled().vote(hits, first, weights, useful, limits, scale) == expected
    none = replace(limits, families=0, singles=0)
    assert compiled().vote(hits, first, weights, useful, none, scale) == []


@pytest.mark.parametrize(("apart", "votes"), [(24, 2), (25, 1)])
def test_a_band_is_as_wide_as_its_limit(apart: int, votes: int) -> None:
    hits, first = hits_of([(0, 7, 100), (1, 7, 100 + apart)]), np.zeros(2, np.int32)
    arguments = (hits, first, np.ones(2), np.ones(2, bool), CandidateLimits(), 1.0)
    for core in (PLAIN, compiled()):
        assert [one.votes for one in core.vote(*arguments)] == [votes]


@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=250),
    st.lists(st.sampled_from([WORD, SINGLE, CLUSTER]), max_size=4),
    st.integers(0, 2**32),
    st.sampled_from([1.0, 2.0]),
)
def test_common_phrases_are_the_same(
    ids: list[int], kinds: list[int], seed: int, scale: float
) -> None:
    rng = random.Random(seed)
    text = text_of(ids, kinds, scale)
    found = grams(text.units, SHINGLE)
    keys, first, which = np.unique(found.hashes, return_index=True, return_inverse=True)
    shingles = Shingles(found.lengths, keys, first.astype(np.int32), which)
    often, rarely = rng.choice([0.0, 0.1, 0.5, 1.0]), rng.choice([0.0, 0.02, 0.4])
    common = np.array([rng.random() < often for _ in keys], bool)
    boilerplate = np.array([rng.random() < rarely for _ in ids], bool)
    expected = PLAIN.phrases(text, shingles, common, boilerplate)
    same = compiled().phrases(text, shingles, common, boilerplate)
    assert [one.tolist() for one in same] == [one.tolist() for one in expected]


@pytest.mark.parametrize(("words", "long"), [(-1, False), (0, True)])
def test_what_is_as_long_as_the_background_of_a_story_is_no_phrase(words: int, long: bool) -> None:
    text = text_of(range(1, int(T.background_words) + words + 1))
    found = grams(text.units, SHINGLE)
    keys, first, which = np.unique(found.hashes, return_index=True, return_inverse=True)
    shingles = Shingles(found.lengths, keys, first.astype(np.int32), which)
    all_, none = np.ones(len(keys), bool), np.zeros(len(text.units), bool)
    for core in (PLAIN, compiled()):
        phrase, useful = core.phrases(text, shingles, all_, none)
        assert (not phrase.any(), bool(useful.all())) == (long, long)
        assert not core.phrases(text, shingles, all_, ~none)[1].any()


def test_numbers_of_shingles_that_do_not_exist_are_refused() -> None:
    hits = hits_of([(5, 1, 1)])
    with pytest.raises(ValueError, match="outside"):
        compiled().vote(
            hits, np.zeros(1, np.int32), np.ones(1), np.ones(1, bool), CandidateLimits(), 1.0
        )
    text = text_of([1, 2, 3])
    shingles = Shingles(
        np.array([4], np.int32),
        np.zeros(1, np.uint64),
        np.zeros(1, np.int32),
        np.zeros(1, np.int64),
    )
    with pytest.raises(ValueError, match="outside"):
        compiled().phrases(text, shingles, np.zeros(1, bool), np.zeros(3, bool))


NUMBERS = st.integers(0, 2**64 - 1) | st.sampled_from([0, 1, 2**24 - 1, 2**24, 2**64 - 1])


@given(st.lists(NUMBERS, max_size=60))
def test_the_different_keys_of_a_draft_are_the_same(hashes: list[int]) -> None:
    found = Grams(np.array(hashes, np.uint64), np.ones(len(hashes), np.int32))
    expected, its = PLAIN.distinct(found), compiled().distinct(found)
    for name in Shingles._fields:
        assert getattr(its, name).tolist() == getattr(expected, name).tolist(), name
        assert getattr(its, name).dtype == getattr(expected, name).dtype, name


@given(st.integers(0, 2**32), st.integers(0, 400), st.integers(1, 8), st.integers(1, 8))
def test_keys_of_many_days_and_families_are_the_same(
    seed: int, size: int, days: int, families: int
) -> None:
    rng = np.random.default_rng(seed)
    keys = int(rng.integers(1, 12))
    hits = Hits(
        rng.integers(0, keys, size),
        rng.integers(0, 10, size),
        rng.integers(0, 4 * UNDATED_BURST, size),
        rng.integers(-4, 9, size).clip(-1).astype(np.int32),
        np.zeros(size, np.int32),
    )
    stopped = rng.random(keys) < 0.2
    limit = CommonPhrase(days, families)
    expected, found = (one.counted(hits, stopped, limit) for one in (PLAIN, compiled()))
    assert [it.tolist() for it in found] == [it.tolist() for it in expected]


@pytest.mark.parametrize("name", CORES)
@pytest.mark.parametrize(
    ("days", "families", "common"), [(3, 3, True), (2, 5, False), (5, 2, False)]
)
def test_a_common_phrase_has_enough_days_and_enough_families(
    name: str, days: int, families: int, common: bool
) -> None:
    core = core_of(name)
    rows = [(day, family) for day in range(days) for family in range(families)]
    columns = np.array(rows, np.int64)
    zero = np.zeros(len(rows), np.int64)
    hits = Hits(
        zero, columns[:, 1].copy(), zero, columns[:, 0].astype(np.int32), zero.astype(np.int32)
    )
    counts, found = core.counted(hits, np.zeros(1, bool), CommonPhrase(3, 3))
    assert counts.tolist() == [days * families]
    assert found.tolist() == [common]


def test_hits_of_a_key_that_is_not_there_are_refused() -> None:
    hits = hits_of([(0, 1, 0), (2, 1, 0)])
    with pytest.raises(ValueError, match="outside"):
        compiled().counted(hits, np.zeros(2, bool), CommonPhrase())
