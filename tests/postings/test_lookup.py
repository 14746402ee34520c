"""The compiled look-up finds what the reference finds, and reads nothing outside of a segment."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.matching.candidates import Hits, plain_lookup
from checker.postings import compiled_lookup as of_core
from checker.postings.segment import KEY_BITS, Postings, Segment, build
from checker.postings.segment_files import read_segment, write_segment
from tests.cores import library_of_now

KEYS = st.one_of(st.integers(0, 40), st.integers(0, (1 << KEY_BITS) - 1))


@pytest.fixture(autouse=True)
def core_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_core, "_functions", lambda: library_of_now().functions)


def segment_of(keys: list[int], first: int, texts: int) -> Segment:
    """A segment of some texts with these keys, one text after the other, at any place."""
    rng = np.random.default_rng(len(keys))
    docs = np.arange(first, first + texts, dtype=np.int64)
    return build(
        docs,
        rng.integers(-1, 800_000, texts).astype(np.int32),
        rng.choice(docs, texts),
        rng.integers(1, 9_000, texts).astype(np.uint32),
        Postings(
            np.array(keys, np.uint64),
            rng.integers(0, texts, len(keys)).astype(np.uint32),
            rng.integers(0, 256, len(keys)).astype(np.uint8),
        ),
    )


@given(st.lists(st.lists(KEYS, max_size=120), max_size=4), st.lists(KEYS, max_size=60))
def test_finds_what_the_reference_finds(segments: list[list[int]], asked: list[int]) -> None:
    held = [segment_of(keys, 1000 * at, 1 + at) for at, keys in enumerate(segments)]
    keys = np.array(asked, np.uint64)
    expected, found = plain_lookup(held, keys), of_core.compiled_lookup(held, keys)
    assert found is not None
    same = Hits(*found)
    for name in Hits.__slots__:
        assert getattr(same, name).tolist() == getattr(expected, name).tolist(), name


def test_more_hits_than_there_was_room_for() -> None:
    held = [segment_of([7] * 5_000, 0, 3)]
    found = of_core.compiled_lookup(held, np.array([7], np.uint64))
    assert found is not None
    assert len(found[0]) == 5_000


def test_a_large_segment_keeps_its_keys_in_sixteen_bits() -> None:
    rng = np.random.default_rng(3)
    wide = segment_of(rng.integers(0, 1 << KEY_BITS, 3_000).tolist(), 0, 5)
    keys = wide.keys()
    counts = np.bincount((keys >> np.uint64(16)).astype(np.int64), minlength=1 << 24)
    narrow = replace(
        wide,
        buckets=np.append(0, np.cumsum(counts)).astype(np.uint32),
        rest=(keys & np.uint64(0xFFFF)).astype(np.uint16),
    )
    found = of_core.compiled_lookup([narrow], keys)
    expected = plain_lookup([wide], keys)
    assert found is not None
    assert found[0].tolist() == expected.grams.tolist()
    assert found[2].tolist() == expected.docs.tolist()


@pytest.mark.parametrize(("postings", "bytes_"), [(196_607, 4), (196_608, 3)])
def test_a_segment_of_thousands_of_texts_keeps_its_keys_in_three_bytes(
    tmp_path: Path, postings: int, bytes_: int
) -> None:
    rng = np.random.default_rng(5)
    given_keys = rng.integers(0, 1 << KEY_BITS, postings, np.uint64)
    segment = segment_of(given_keys.tolist(), 0, 9)
    assert segment.rest.nbytes == bytes_ * postings
    assert (segment.keys() == np.sort(given_keys)).all()
    write_segment(tmp_path / "one.seg", segment)
    mapped = read_segment(tmp_path / "one.seg")
    asked = np.append(given_keys[:300], rng.integers(0, 1 << KEY_BITS, 300, np.uint64))
    found, expected = of_core.compiled_lookup([mapped], asked), plain_lookup([mapped], asked)
    assert found is not None
    assert len(found[0]) >= 300
    assert found[2].tolist() == expected.docs.tolist()
    assert found[4].tolist() == expected.places.tolist()


def test_a_row_that_no_text_has_is_refused() -> None:
    whole = segment_of(list(range(50)), 0, 4)
    damaged = replace(whole, rows=np.full_like(whole.rows, 255))
    with pytest.raises(ValueError, match="outside of its own arrays"):
        of_core.compiled_lookup([damaged], np.arange(50, dtype=np.uint64))


def test_a_bucket_beyond_the_postings_is_refused() -> None:
    whole = segment_of(list(range(50)), 0, 4)
    damaged = replace(whole, buckets=np.arange(len(whole.buckets), dtype=np.uint32) * 1000)
    with pytest.raises(ValueError, match="outside of its own arrays"):
        of_core.compiled_lookup([damaged], np.array([1 << 35], np.uint64))
