"""What stands on many days is nobody's story; what many ran on one day is still a story."""

import random
from pathlib import Path

import pytest

from checker.index import Index
from tests.matching.newsroom import MemoryDocuments, draft, sentence, story

OUTLETS = 151
ASKED = 38  # one in so many is asked for: what counts is that 151 ran it
NOTICE = (
    "All rights reserved by the harbour news service. Texts and pictures may not be stored, shown"
    " or sent on in any form unless the service has agreed to it in writing before."
)


def outlets(documents: MemoryDocuments, day: int | None) -> list[str]:
    """One story as many outlets ran it, each with two lines of its own."""
    rng = random.Random(6)
    texts = [f"{story(5)}\n\n{sentence(rng, 9)} {sentence(rng, 9)}" for _ in range(OUTLETS)]
    for number, text in enumerate(texts):
        documents.add(f"s{number}", text, owner=f"o{number}", day=day)
    return texts


@pytest.mark.no_cover
@pytest.mark.parametrize("day", [100, None])
@pytest.mark.parametrize("merged", [False, True])
def test_a_story_that_many_outlets_ran_is_found_each_time(
    tmp_path: Path, day: int | None, merged: bool
) -> None:
    documents = MemoryDocuments()
    index = Index.open(tmp_path, documents)
    texts = outlets(documents, day)
    if merged:
        index.flush(force=True)
    else:
        index.sync()
    found = [index.search(draft(text)).matches for text in texts[::ASKED]]
    assert all(matches and matches[0].words > 100 for matches in found)


@pytest.mark.parametrize("step", [8, 100])
def test_a_notice_of_many_days_matches_nothing_over_segments_and_after_a_merge(
    tmp_path: Path, step: int
) -> None:
    documents = MemoryDocuments()
    index = Index.open(tmp_path, documents)
    for number in range(40):
        documents.add(f"s{number}", f"{story(number)}\n\n{NOTICE}", day=100 + number)
        if number % step == step - 1:
            index.flush(force=True)
    index.flush(force=True)
    text = f"{story(900)}\n\n{NOTICE}"
    assert not [m for m in index.search(draft(text)).matches if m.words]
    again = Index.open(tmp_path, documents)
    assert not [m for m in again.search(draft(text)).matches if m.words]


TERMS = " ".join(sentence(random.Random(77), 18) for _ in range(5))  # ninety words


def of_days(folder: Path, days: list[int]) -> list[bool]:
    """Whether each passage of a draft with the same ninety words counts."""
    documents = MemoryDocuments()
    for number, day in enumerate(days):
        documents.add(f"s{number}", f"{story(number)}\n\n{TERMS}\n\n{story(50 + number)}", day=day)
    index = Index.open(folder, documents)
    index.sync()
    matches = index.search(draft(story(900), TERMS, story(901))).matches
    return [p.counted for m in matches for p in m.passages]


def test_a_long_block_of_many_days_is_a_house_block(tmp_path: Path) -> None:
    shown = of_days(tmp_path, [100 + 9 * number for number in range(8)])
    assert shown == []


@pytest.mark.parametrize("days", [[100] * 8, [100, 101, 102] * 3])
def test_a_long_passage_of_few_days_counts_wherever_it_stands(
    tmp_path: Path, days: list[int]
) -> None:
    counted = of_days(tmp_path, days)
    assert counted
    assert all(counted)
