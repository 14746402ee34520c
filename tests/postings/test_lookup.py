"""The compiled look-up finds what the reference finds, and reads nothing outside of a segment."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.matching.candidates import Hits, plain_lookup
from checker.native.library import Absent
from checker.postings import compiled_lookup as of_core
from checker.postings import rare_holders as of_rare
from checker.postings.build import plain_posting_holders, posting_holders
from checker.postings.rare_holders import plain_holders, rare_holders
from checker.postings.segment import KEY_BITS, Postings, Segment, build, three_bytes
from checker.postings.segment_files import read_segment, write_segment
from tests.cores import library_of_now

KEYS = st.one_of(st.integers(0, 40), st.integers(0, (1 << KEY_BITS) - 1))


@pytest.fixture(autouse=True)
def core_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_core, "compiled", lambda: library_of_now().functions)
    monkeypatch.setattr(of_rare, "library", library_of_now)


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


STOPS = st.lists(st.sets(KEYS, max_size=60).map(sorted), max_size=4)


@given(STOPS, st.lists(KEYS, max_size=60), st.booleans())
def test_tells_which_keys_are_common_phrases(
    stops: list[list[int]], asked: list[int], ascending: bool
) -> None:
    held = [
        replace(segment_of([1, 2, 3], 0, 2), stops=np.array(listed, np.uint64)) for listed in stops
    ]
    keys = np.array(sorted(asked) if ascending else asked, np.uint64)
    stopped = np.zeros(len(keys), bool)
    of_core.compiled_lookup(held, keys, stopped)
    expected = np.zeros(len(keys), bool)
    for segment in held:
        expected |= segment.stopped(keys)
    assert stopped.tolist() == expected.tolist()


@given(st.lists(st.lists(KEYS, max_size=120), max_size=4), st.lists(KEYS, max_size=60))
def test_holders_of_new_postings_are_those_of_the_reference(
    segments: list[list[int]], fresh: list[int]
) -> None:
    before = [segment_of(keys, 1000 * at, 1 + at) for at, keys in enumerate(segments)]
    own, keys = segment_of(fresh, 5000, 6), np.array(fresh, np.uint64)
    expected, found = (of(keys, own, before) for of in (plain_posting_holders, posting_holders))
    assert [one.tolist() for one in found] == [one.tolist() for one in expected]


def test_more_hits_than_there_was_room_for() -> None:
    held = [segment_of([7] * 5_000, 0, 3)]
    found = of_core.compiled_lookup(held, np.array([7], np.uint64))
    assert found is not None
    assert len(found[0]) == 5_000


@pytest.mark.no_cover
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


@given(
    st.lists(st.lists(KEYS, max_size=120), max_size=4),
    st.sets(KEYS, max_size=60),
    st.integers(1, 5),
)
def test_finds_the_holders_that_the_reference_finds(
    segments: list[list[int]], asked: set[int], most: int
) -> None:
    held = [segment_of(keys, 1000 * at, 1 + at) for at, keys in enumerate(segments)]
    keys = np.array(sorted(asked), np.uint64)
    found, expected = rare_holders(held, keys, most), plain_holders(held, keys, most)
    assert [part.tolist() for part in found] == [part.tolist() for part in expected]


@given(st.lists(st.tuples(KEYS, st.integers(0, 7)), max_size=150), st.data())
def test_holders_do_not_depend_on_how_texts_are_laid_out(
    postings: list[tuple[int, int]], data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, 7), max_size=5)))
    bounds = list(zip([0, *cuts], [*cuts, 8], strict=True))
    asked = np.array(sorted({key for key, _ in postings}), np.uint64)
    laid_out = [texts_of(postings, low, high) for low, high in bounds]
    for function in (rare_holders, plain_holders):
        at_once = function([texts_of(postings, 0, 8)], asked, 4)
        in_parts = function(laid_out, asked, 4)
        assert sorted(zip(*at_once, strict=True)) == sorted(zip(*in_parts, strict=True))


@pytest.mark.parametrize("function", [rare_holders, plain_holders])
@pytest.mark.parametrize(("texts", "found"), [(4, 4), (5, 0)])
def test_a_key_is_rare_up_to_so_many_texts_and_in_all_segments_together(
    function: Callable[..., tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]],
    texts: int,
    found: int,
) -> None:
    postings = [(7, text) for text in range(texts)]
    held = [texts_of(postings, 0, 3), texts_of(postings, 3, 8)]
    which, docs = function(held, np.array([7], np.uint64), 4)
    assert docs.tolist() == list(range(found))
    assert which.tolist() == [0] * found


@pytest.mark.parametrize("width", [2, 3])
def test_holders_are_found_in_segments_of_every_width(width: int) -> None:
    rng = np.random.default_rng(width)
    wide = segment_of(rng.integers(0, 1 << KEY_BITS, 3_000).tolist(), 0, 5)
    keys = wide.keys()
    bits = 8 * width
    counts = np.bincount((keys >> np.uint64(bits)).astype(np.int64), minlength=1 << (40 - bits))
    rest = (keys & np.uint64((1 << bits) - 1)).astype(np.uint32)
    narrow = replace(
        wide,
        buckets=np.append(0, np.cumsum(counts)).astype(np.uint32),
        rest=rest.astype(np.uint16) if width == 2 else three_bytes(rest),
    )
    asked = np.unique(np.append(keys[::7], rng.integers(0, 1 << KEY_BITS, 200, np.uint64)))
    found, expected = rare_holders([narrow], asked, 3), plain_holders([wide], asked, 3)
    assert len(found[0]) > 400
    assert [part.tolist() for part in found] == [part.tolist() for part in expected]


def test_without_the_core_the_reference_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_rare, "library", lambda: Absent("no core", "none"))
    which, docs = rare_holders([segment_of([7], 3, 1)], np.array([7], np.uint64), 4)
    assert (which.tolist(), docs.tolist()) == ([0], [3])


@pytest.mark.parametrize("part", ["rows", "buckets"])
def test_holders_of_a_damaged_segment_are_refused(part: str) -> None:
    whole = segment_of(list(range(50)), 0, 4)
    rows = np.full_like(whole.rows, 255)
    buckets = np.arange(len(whole.buckets), dtype=np.uint32) * 1000
    damaged = replace(whole, rows=rows) if part == "rows" else replace(whole, buckets=buckets)
    asked = np.array([7, 1 << 35], np.uint64)
    with pytest.raises(ValueError, match="outside of its own arrays"):
        rare_holders([damaged], asked, 4)


def texts_of(postings: list[tuple[int, int]], low: int, high: int) -> Segment:
    """A segment of the texts low..high with those of some keys that are theirs, each once."""
    mine = sorted({(key, text - low) for key, text in postings if low <= text < high})
    return build(
        np.arange(low, high, dtype=np.int64),
        np.zeros(high - low, np.int32),
        np.arange(low, high, dtype=np.int64),
        np.ones(high - low, np.uint32),
        Postings(
            np.array([key for key, _ in mine], np.uint64),
            np.array([text for _, text in mine], np.uint32),
            np.zeros(len(mine), np.uint8),
        ),
    )
