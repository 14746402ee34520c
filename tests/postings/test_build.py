"""The postings of new texts: each fingerprint once a text, and merged in the order of keys."""

import numpy as np
import pytest

from checker.anchors import anchor_keys
from checker.models.source import StoredText
from checker.postings.build import segment_of
from checker.postings.common_phrase import CommonPhrase
from checker.postings.merge import merge
from checker.postings.segment import keys_of, prefix_for
from checker.text.shingles import fingerprints
from checker.text.units import units_of

WORDS = ("ferry", "island", "harbour", "council", "1994", "Tuesday", "storm", "17", "million")
NONE = np.zeros(0, np.int64)


def texts(count: int, seed: int) -> list[StoredText]:
    rng = np.random.default_rng(seed)
    return [
        StoredText(doc, f"s{doc}", "1", "agency", " ".join(rng.choice(WORDS, 60)))
        for doc in range(seed * 1000, seed * 1000 + count)
    ]


def expected(stored: StoredText) -> set[int]:
    units = units_of(stored.text)
    return {
        int(key)
        for hashes in (fingerprints(units)[0], anchor_keys(stored.text, units)[0])
        for key in keys_of(hashes)
    }


def test_a_text_has_each_of_its_fingerprints_and_anchors_once() -> None:
    given = texts(7, 1)
    segment = segment_of(given, ())
    held = segment.part(0, len(segment.buckets) - 1)
    for row, stored in enumerate(given):
        keys = held.keys[held.rows == row].tolist()
        assert set(keys) == expected(stored)
        assert len(keys) == len(set(keys))


def test_a_text_without_words_has_no_postings() -> None:
    empty = StoredText(1, "s", "1", "agency", " - ")
    assert segment_of([empty], ()).postings == 0


@pytest.mark.parametrize("swapped", [False, True])
def test_merged_postings_are_in_the_order_of_keys_and_texts(swapped: bool) -> None:
    parts = [segment_of(texts(5, seed), ()) for seed in (1, 2)]
    merged = merge(parts[::-1] if swapped else parts, NONE, CommonPhrase())
    held = merged.part(0, len(merged.buckets) - 1)
    pairs = list(zip(held.keys.tolist(), held.rows.tolist(), strict=True))
    assert pairs == sorted(pairs)
    assert merged.postings == sum(part.postings for part in parts)


@pytest.mark.parametrize(
    ("postings", "bits"),
    [
        (0, 8),
        (12 * 2**8 - 1, 8),
        (12 * 2**8, 9),
        (12 * 2**14 - 1, 14),
        (12 * 2**14, 16),  # from here a key's other bits take three bytes, not four
        (12 * 2**16 - 1, 16),
        (12 * 2**16, 17),
        (12 * 2**22 - 1, 22),
        (12 * 2**22, 24),  # and from here two
        (2**40, 24),
    ],
)
def test_buckets_hold_six_to_twelve_postings_unless_more_of_them_save_a_byte(
    postings: int, bits: int
) -> None:
    assert prefix_for(postings) == bits
