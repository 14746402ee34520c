"""What the crowds are made of: texts alike, and none of them twice."""

import random
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path

import pytest

from bench.corpus import articles, as_source
from bench.crowds import EVERY, crowd, measured, near_copy, sibling

MANY = 50


def test_siblings_share_a_frame_and_differ_in_what_fills_it() -> None:
    made = [sibling(random.Random(number)) for number in range(MANY)]
    assert len(set(made)) == MANY
    assert all("raised its prime lending rate" in text for text in made)


def test_a_near_copy_has_one_word_in_twenty_of_its_own() -> None:
    story = as_source(next(iter(articles(1)))).text
    words, copied = story.split(), near_copy(story, random.Random(1)).split()
    assert len(words) == len(copied)
    changed = sum(one != other for one, other in zip(words, copied, strict=True))
    assert 0 < changed <= len(words) // EVERY
    assert SequenceMatcher(None, words, copied, autojunk=False).ratio() > 0.9


def test_a_crowd_stands_behind_the_articles_and_each_member_has_an_id() -> None:
    made = list(islice(crowd(sibling, MANY, among=5), 5, None))
    assert len({source.id for source in made}) == MANY


@pytest.mark.no_cover
def test_both_times_are_told(tmp_path: Path) -> None:
    found = measured(sibling, 20, tmp_path, among=20)
    assert found["members"] == 20
    assert 0 < found["whole"]["median_ms"] <= found["first_time"]["most_ms"]
