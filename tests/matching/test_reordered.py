"""Sentences of a source that is used, with its words in another order."""

import random
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.matching.reordered import reordered_sentences
from checker.matching.thresholds import THRESHOLDS
from checker.matching.tokens import TokenizedText, tokenized
from checker.models.draft import Span
from checker.text.units import units_of
from tests.matching.newsroom import counted, one_source, sentence, story

LINE = "The old harbour crane was painted green by pupils during their summer holiday."
TURNED = "During their holiday pupils the harbour old crane green painted that summer."


def ready(text: str) -> TokenizedText:
    return tokenized(text, units_of(text))


def test_a_turned_sentence_of_a_used_source_is_found(tmp_path: Path) -> None:
    copied, text = story(1), f"{story(2)}\n\n{story(1, 6)}\n\n{TURNED}\n\n{story(3)}"
    (match,) = one_source(tmp_path, f"{copied}\n\n{LINE}", text).matches
    found = [p for p in match.passages if text[p.start : p.end] == TURNED]
    assert [(p.cls, p.counted) for p in found] == [("derived", True)]
    assert f"{copied}\n\n{LINE}"[found[0].source_start : found[0].source_end] == LINE


def test_the_same_sentence_alone_shows_no_use(tmp_path: Path) -> None:
    text = f"{story(2)}\n\n{TURNED}\n\n{story(3)}"
    assert one_source(tmp_path, f"{story(1)}\n\n{LINE}", text).matches == ()


def test_turned_figures_are_another_report(tmp_path: Path) -> None:
    line = "Closing prices were 12 crowns for flour and 31 crowns for barley yesterday."
    other = "Yesterday closing prices for barley were 44 crowns and for flour 29 crowns."
    (match,) = one_source(tmp_path, f"{story(1)}\n\n{line}", f"{story(1, 6)}\n\n{other}").matches
    assert all(p.source_end <= len(story(1)) for p in match.passages)


def test_markings_of_the_draft_are_left_aside(tmp_path: Path) -> None:
    text = f"{story(1, 6)}\n\n{TURNED}"
    at = text.index(TURNED)
    (match,) = one_source(
        tmp_path, f"{story(1)}\n\n{LINE}", text, boilerplate=[Span(at, at + len(TURNED))]
    ).matches
    assert all(p.end <= at for p in match.passages)


def test_a_deadline_that_runs_out_before_them_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is found until then stays; that more was not looked for makes the answer unfinished."""
    deadline = time.monotonic() + 60
    times = iter([deadline - 1])  # for the one source; later the time is over
    monkeypatch.setattr("checker.matching.search.time.monotonic", lambda: next(times, deadline + 1))
    text = f"{story(1, 6)}\n\n{TURNED}"
    result = one_source(tmp_path, f"{story(1)}\n\n{LINE}", text, deadline=deadline)
    assert [reason.code for reason in result.incomplete] == ["system.timeout"]
    assert "sentences in another order" in result.incomplete[0].what
    assert counted(result, text) == [story(1, 6)]


def test_a_sentence_of_the_source_is_told_once() -> None:
    here, there = ready(f"{TURNED} {TURNED}"), ready(f"{LINE} {story(4)}")
    assert len(reordered_sentences(here, there, (), np.zeros(len(here.units), bool))) == 1


def test_the_small_words_of_a_language_are_no_evidence() -> None:
    here, there = ready("It is as it was to us."), ready("To us it was as it is.")
    assert reordered_sentences(here, there, (), np.zeros(len(here.units), bool)) == []


WORDS = [f"w{letter}{number}" for letter in "abcdefgh" for number in range(100, 103)]
SENTENCES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), max_size=6)


def written(sentences: list[list[str]]) -> str:
    return " ".join(" ".join(words) + "." for words in sentences)


def alike(one: list[str], other: list[str]) -> bool:
    common = Counter(one) & Counter(other)
    short = common.total() < THRESHOLDS.reordered_short
    asked = THRESHOLDS.reordered_short_likeness if short else THRESHOLDS.reordered_likeness
    long_enough = len(one) >= 4 and len(other) >= 4
    share = 2 * common.total() / (len(one) + len(other))
    return long_enough and len(common) >= 2 and share >= asked


@pytest.mark.parametrize(("common", "other", "found"), [(3, 2, False), (4, 2, True), (7, 7, False)])
def test_a_short_sentence_must_share_more_of_its_words(
    common: int, other: int, found: bool
) -> None:
    """Under seven words in common .7 of both, from seven on .6: 2/3, .73 and .58 of them here."""
    shared = WORDS[:common]
    one, two = [*shared, *WORDS[10:11]], [*reversed(shared), *WORDS[11 : 11 + other]]
    if common == 7:
        one = [*shared, *WORDS[20:23]]
    here, there = ready(written([one])), ready(written([two]))
    pairs = reordered_sentences(here, there, (), np.zeros(len(here.units), bool))
    assert bool(pairs) == found == alike(one, two)


@given(SENTENCES, SENTENCES)
def test_every_pair_is_alike_and_no_draft_with_one_is_left_without(
    here: list[list[str]], there: list[list[str]]
) -> None:
    """Against the comparison of every sentence with every other one."""
    text, source = ready(written(here)), ready(written(there))
    found = reordered_sentences(text, source, (), np.zeros(len(text.units), bool))
    for one in found:
        words = text.text[text.units.starts[one.start] : text.units.ends[one.end - 1]].split()
        others = source.text[
            source.units.starts[one.source_start] : source.units.ends[one.source_end - 1]
        ].split()
        assert alike(words, others)
        assert one.equal == (Counter(words) & Counter(others)).total()
    assert len({(one.source_start, one.source_end) for one in found}) == len(found)
    any_pair = any(len(set(a)) == len(a) and alike(a, b) for a in here for b in there[:1])
    if len(there) == 1 and len(set(there[0])) == len(there[0]) and any_pair:
        assert found


def test_many_sentences_are_compared_in_time() -> None:
    rng = random.Random(5)
    here = ready(" ".join(sentence(rng) for _ in range(3000)))
    there = ready(" ".join(sentence(rng) for _ in range(6000)))
    again = ready("The crane on the quay stood still. " * 3000)
    began = time.process_time()
    reordered_sentences(here, there, (), np.zeros(len(here.units), bool))
    reordered_sentences(again, again, (), np.zeros(len(again.units), bool))
    assert time.process_time() - began < 10
