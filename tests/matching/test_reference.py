"""The quick ways against slow and obvious ones."""

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.matching.align import align
from checker.matching.candidates import CandidateLimits, common_phrases, lookup
from checker.matching.search import candidates_of
from checker.matching.seeds import runs_of
from checker.matching.tokens import tokenized
from checker.models.source import StoredText
from checker.postings.build import segment_of
from checker.postings.common_phrase import CommonPhrase
from checker.postings.merge import merge
from checker.postings.segment import Postings, Segment, build, keys_of
from checker.postings.snapshot import Snapshot
from checker.text.shingles import SHINGLE, WINDOW, fingerprints, grams, winnow
from checker.text.units import units_of
from tests.cores import CORES, core_of
from tests.matching.newsroom import VOCABULARY, story
from tests.matching.reference import common_runs, longest_common, winnowed

NONE = np.zeros(0, np.int64)
small_words = st.sampled_from(["ala", "bel", "cor", "dun", "eft", "gar", "hol"])


@given(st.lists(st.integers(0, 40), max_size=60), st.integers(1, 9))
def test_winnowing_is_that_of_the_paper(hashes: list[int], window: int) -> None:
    assert winnow(np.array(hashes, np.uint64), window).tolist() == winnowed(hashes, window)


@given(st.integers(0, 2**32), st.integers(0, 60), st.integers(0, 80))
def test_any_exact_run_of_twelve_words_makes_a_candidate(seed: int, before: int, at: int) -> None:
    rng = random.Random(seed)
    source = [rng.choice(VOCABULARY) for _ in range(100)]
    at = min(at, 88)
    own = [rng.choice(VOCABULARY) for _ in range(before)]
    text = " ".join([*own, *source[at : at + 12], *own[::-1]])
    stored = StoredText(7, "s", "1", "o", " ".join(source))
    snapshot = Snapshot((segment_of([stored], ()),), (), NONE, 1)
    found = candidates_of(snapshot, text, CandidateLimits())
    assert 7 in {candidate.family for candidate in found}


@pytest.mark.parametrize("name", CORES)
@given(first=st.lists(small_words, max_size=40), second=st.lists(small_words, max_size=40))
def test_runs_are_the_maximal_common_stretches(
    name: str, first: list[str], second: list[str]
) -> None:
    draft, source = (tokenized(" ".join(w), units_of(" ".join(w))) for w in (first, second))
    if min(len(first), len(second)) < 3:
        return
    found = core_of(name).seed_runs(draft, source).listed()
    expected = common_runs(first, second, 3)  # type: ignore[arg-type]
    assert set(found) <= expected
    if len(expected) < 20:
        assert set(found) == expected


@pytest.mark.parametrize("name", CORES)
@given(first=st.lists(small_words, max_size=40), second=st.lists(small_words, max_size=40))
def test_aligned_stretches_are_in_both_texts_and_counted_right(
    name: str, first: list[str], second: list[str]
) -> None:
    draft, source = (tokenized(" ".join(w), units_of(" ".join(w))) for w in (first, second))
    for one in align(draft, source, core_of(name)):
        assert 0 <= one.start < one.end <= len(draft.units)
        assert 0 <= one.source_start < one.source_end <= len(source.units)
        here, there = draft.ids[one.start : one.end], source.ids[one.source_start : one.source_end]
        assert one.equal == longest_common(here, there)
        assert 0 < one.similarity <= 1
        for a, b, c, d in one.runs:
            assert draft.ids[a:b] == source.ids[c:d]


@pytest.mark.parametrize("name", CORES)
@given(
    rows=st.lists(
        st.tuples(st.integers(0, 60), st.integers(3, 12), st.integers(0, 60)), max_size=25
    )
)
def test_chains_use_each_run_once_and_keep_the_order_of_both_texts(
    name: str,
    rows: list[tuple[int, int, int]],
) -> None:
    runs = sorted({(a, a + n, b, b + n) for a, n, b in rows})
    found = core_of(name).chains(runs_of(np.array(runs, np.int64).reshape(-1, 4)), 1.0, 0.0)
    assert sorted(run for chain in found for run in chain) == runs
    for chain in found:
        for before, after in pairwise(chain):
            assert before[0] <= after[0]
            assert before[2] <= after[2]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 7), st.integers(0, 255)), max_size=80))
def test_a_look_up_finds_every_posting(rows: list[tuple[int, int, int]]) -> None:
    segment = _segment(rows)
    keys = np.arange(31, dtype=np.uint64) << np.uint64(33)
    which, found, _ = segment.lookup(keys)
    expected = sorted((key, row) for key, row, _ in rows)
    assert sorted(zip(which.tolist(), found.tolist(), strict=True)) == expected


def _segment(rows: list[tuple[int, int, int]]) -> Segment:
    keys = np.array([key for key, _, _ in rows], np.uint64) << np.uint64(33)
    docs = np.arange(1, 9)
    return build(
        docs,
        np.full(8, -1, np.int32),
        docs,
        np.full(8, 100, np.uint32),
        Postings(
            keys,
            np.array([row for _, row, _ in rows], np.uint32),
            np.array([place for _, _, place in rows], np.uint8),
        ),
    )


@given(st.integers(0, 10_000), st.integers(1, 5))
def test_merged_segments_hold_the_same_postings(seed: int, parts: int) -> None:
    rng = random.Random(seed)
    texts = [
        StoredText(n + 1, f"s{n}", "1", "o", story(rng.randrange(12), 4), None) for n in range(15)
    ]
    pieces: list[Segment] = []
    for start in range(0, 15, -(-15 // parts)):
        pieces.append(segment_of(texts[start : start + -(-15 // parts)], pieces))
    whole = merge(pieces, NONE, CommonPhrase())
    for stored in texts:
        keys = np.unique(keys_of(fingerprints(units_of(stored.text))[0]))
        one, _ = lookup([whole], keys)
        many, _ = lookup(pieces, keys)
        rows = [
            sorted(zip(h.grams.tolist(), h.docs.tolist(), h.places.tolist(), strict=True))
            for h in (one, many)
        ]
        assert rows[0] == rows[1]
        assert stored.doc in whole.docs


def test_a_shingle_is_four_words_eight_letters_or_twelve_clusters() -> None:
    for text, length in (("a b c d e f", 4), ("一二三四五六七八九十", 8), ("กขคงจฉชซฌญฎฏฐ", 12)):
        assert set(grams(units_of(text), SHINGLE).lengths.tolist()) == {length}
    mixed = grams(units_of("In 2025 年 月 日 the port opened again"), SHINGLE)
    assert min(mixed.lengths.tolist()) >= 4


def test_common_phrases_are_counted_by_days_and_families_and_bursts_of_undated_texts() -> None:
    limits = CommonPhrase(days=3, families=3)

    def texts(days: list[int | None]) -> Segment:
        return segment_of(
            [
                StoredText(
                    n + 1, f"s{n}", "1", "o", "our boilerplate notice here. " + story(n), day
                )
                for n, day in enumerate(days)
            ],
            (),
        )

    key = keys_of(grams(units_of("our boilerplate notice here"), SHINGLE).hashes)
    cases: list[tuple[list[int | None], bool]] = [
        ([1, 2, 3, 4], True),
        ([1, 1, 1, 1], False),
        ([None, None, None, None], False),
    ]
    for days, common in cases:
        hits, _ = lookup([_all_shingles(texts(days), days)], key)
        assert common_phrases(hits, np.array([len(hits)]), limits).tolist() == [common]


def _all_shingles(segment: Segment, days: list[int | None]) -> Segment:
    """The same documents with the first shingle of each, which winnowing may leave out."""
    key = keys_of(grams(units_of("our boilerplate notice here"), SHINGLE).hashes)
    count = len(days)
    return build(
        segment.docs,
        segment.days,
        segment.families,
        segment.units,
        Postings(
            np.repeat(key[:1], count), np.arange(count, dtype=np.uint32), np.zeros(count, np.uint8)
        ),
    )


def test_the_window_is_what_the_guarantee_says() -> None:
    assert WINDOW + 3 <= 12
