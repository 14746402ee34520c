"""The compiled core gives what the reference gives, to the last bit, whatever the texts are."""

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.matching.align import align, align_all
from checker.matching.alignment import Run
from checker.matching.core import PlainCore
from checker.matching.places import FIGURE, Tokens
from checker.matching.seeds import MOST_RUNS, Runs, runs_of
from checker.matching.tokens import TokenizedText, tokenized
from checker.text.shingles import SEED, grams
from checker.text.tables import CLUSTER, SINGLE, WORD
from checker.text.unit_tables import Numbers
from checker.text.units import Units, units_of
from tests.cores import compiled
from tests.matching.newsroom import story

PLAIN = PlainCore()
PRIME = 2**61 - 1  # rapidfuzz takes numbers for equal that differ by it, as Python's hash does
SCALES = st.sampled_from([1.0, 1.2, 1.5, 2.0, 3.0])


def text_of(ids: Sequence[int], kinds: Sequence[int] = (), scale: float = 1.0) -> TokenizedText:
    """A text that consists of units with these numbers."""
    count = len(ids)
    held = np.resize(np.array(kinds or [WORD], np.uint8), count)
    places = np.arange(count, dtype=np.int32)
    units = Units(
        np.array(ids, np.uint64),
        2 * places,
        2 * places + 1,
        held,
        np.ones(count, np.int32),
        np.zeros(count, bool),
        np.zeros(0, np.int32),
    )
    return TokenizedText("x " * count, units, grams(units, SEED), scale)


@st.composite
def numbers(draw: st.DrawFn, longest: int = 150) -> list[int]:
    """Few different units, so that they repeat; some are blocks that stand many times."""
    unit = st.integers(0, draw(st.integers(0, 9)))
    ids = draw(st.lists(unit, max_size=longest))
    for _ in range(draw(st.integers(0, 2))):
        ids += draw(st.lists(unit, max_size=6)) * draw(st.integers(0, 25))
    return [number + PRIME if draw(st.integers(0, 40)) == 7 else number for number in ids]


@st.composite
def edited(draw: st.DrawFn, longest: int = 400) -> tuple[list[int], list[int]]:
    """A text and one that was made of it: units left out, put in, changed, moved."""
    rng = random.Random(draw(st.integers(0, 2**32)))
    size, often = draw(st.integers(1, longest)), draw(st.sampled_from([0.0, 0.05, 0.2, 0.5]))
    different = draw(st.sampled_from([3, 40, 1000]))
    ids = [rng.randrange(different) for _ in range(size)]
    out: list[int] = []
    for number in ids:
        if rng.random() >= often:
            out.append(number)
        elif rng.random() < 0.7:
            out += [rng.randrange(2000) for _ in range(rng.randrange(12))]
    cut = rng.randrange(len(out) + 1)
    return ids, out[cut:] + out[:cut] if draw(st.booleans()) else out


KINDS = st.lists(st.sampled_from([WORD, SINGLE, CLUSTER]), max_size=7)
PAIRS = st.one_of(st.tuples(numbers(), numbers()), edited())


def same_runs(draft: TokenizedText, source: TokenizedText) -> Runs:
    expected, found = PLAIN.seed_runs(draft, source), compiled().seed_runs(draft, source)
    assert found.rows.tolist() == expected.rows.tolist()
    assert (found.total, found.longest) == (expected.total, expected.longest)
    return found


@given(PAIRS, KINDS, KINDS)
@example(([0] * 40, [0] * 40), [], [])
@example(([1], [1]), [], [])
@example(([], [1, 2, 3]), [], [])
def test_seeds_are_joined_to_the_same_runs(
    pair: tuple[list[int], list[int]], kinds: list[int], other_kinds: list[int]
) -> None:
    runs = same_runs(text_of(pair[0], kinds), text_of(pair[1], other_kinds))
    part = (0, len(pair[0]) // 2, 0, len(pair[1]))
    for found in (runs, runs_of(runs.rows)):
        assert compiled().longest_run(found, part) == PLAIN.longest_run(found, part)


@pytest.mark.parametrize("often", [2, 8, 9, 30, 400])
def test_a_seed_that_repeats_in_both_texts_is_paired_by_rank_in_the_same_way(often: int) -> None:
    block = [1, 2, 3, 4]
    draft = text_of([9, *block] * often + list(range(50, 90)))
    source = text_of(block * often + [7] + block * (often // 2))
    same_runs(draft, source)
    same_runs(source, draft)


@pytest.mark.parametrize(("size", "most"), [(700, False), (1500, True)])
def test_of_very_many_runs_the_same_ones_are_left_out(size: int, most: bool) -> None:
    rng = random.Random(size)
    draft, source = (text_of([rng.randrange(6) for _ in range(size)]) for _ in range(2))
    runs = same_runs(draft, source)
    assert (len(runs) == MOST_RUNS) == most
    assert len(runs) > 1000
    assert compiled().chains(runs, 1.0, 9.0) == PLAIN.chains(runs, 1.0, 9.0)


@given(
    st.lists(st.tuples(st.integers(0, 150), st.integers(1, 12), st.integers(0, 150)), max_size=150),
    SCALES,
    st.sampled_from([0.0, 5.0, 12.5, 1e9]),
)
def test_runs_are_joined_to_the_same_chains(
    rows: list[tuple[int, int, int]], scale: float, least: float
) -> None:
    listed = sorted({(a, a + n, b, b + n) for a, n, b in rows})
    runs = runs_of(np.array(listed, np.int64).reshape(-1, 4))
    assert compiled().chains(runs, scale, least) == PLAIN.chains(runs, scale, least)


@given(PAIRS, SCALES, st.data())
def test_ends_move_as_far_and_as_many_units_are_equal(
    pair: tuple[list[int], list[int]], scale: float, data: st.DataObject
) -> None:
    draft, source = text_of(pair[0]), text_of(pair[1])
    places = [sorted(data.draw(st.tuples(*2 * [st.integers(0, len(ids))]))) for ids in pair]
    part: Run = (places[0][0], places[0][1], places[1][0], places[1][1])
    low = data.draw(st.integers(0, part[0]))
    high = data.draw(st.one_of(st.just(1 << 60), st.integers(0, len(pair[0]))))
    expected = PLAIN.moved_ends(draft, source, part, (low, high), scale)
    assert compiled().moved_ends(draft, source, part, (low, high), scale) == expected
    for one in (part, expected):
        assert compiled().equal(draft, source, one) == PLAIN.equal(draft, source, one)
        stretches = PLAIN.equal_stretches(draft, source, one)
        assert compiled().equal_stretches(draft, source, one) == stretches


def test_units_that_rapidfuzz_takes_for_equal_are_equal_in_both() -> None:
    draft, source = text_of([5, 6, 7, 8]), text_of([5, 6 + PRIME, 7 + 7 * PRIME, 8])
    assert compiled().equal(draft, source, (0, 4, 0, 4)) == 4
    assert compiled().moved_ends(draft, source, (0, 1, 0, 1), (0, 9), 1.0) == (0, 4, 0, 4)


def test_ends_go_as_far_through_a_long_text() -> None:
    ids = list(range(3000))
    draft, source = text_of(ids), text_of(ids)
    room = (0, 1 << 60)
    expected = PLAIN.moved_ends(draft, source, (1500, 1503, 1500, 1503), room, 1.0)
    assert compiled().moved_ends(draft, source, (1500, 1503, 1500, 1503), room, 1.0) == expected
    assert 700 < expected[1] - expected[0] < 3000


@given(st.integers(0, 2**32), st.integers(0, 12), st.booleans())
def test_alignments_are_the_same(seed: int, edits: int, turned: bool) -> None:
    rng = random.Random(seed)
    sentences = story(rng.randrange(40), 9).split(". ")
    other = list(sentences)
    if turned:
        rng.shuffle(other)
    words = ". ".join(other).split()
    for _ in range(edits):
        words[rng.randrange(len(words))] = rng.choice(["harbour", "", "on Tuesday", "1,200"])
    draft, source = (tokenized(t, units_of(t)) for t in (" ".join(words), ". ".join(sentences)))
    found = align(draft, source, compiled())
    assert found == align(draft, source, PLAIN)
    assert found


SENTENCES = st.sampled_from(
    [
        "The harbour was shut.",
        "Nobody saw it coming!",
        "Was it the wind?",
        "Four people left the ship at noon.",
        '"It never was."',
        "They said so",
        "该局表示将继续监测。",
        "今天上午会议在北京举行！",
        "He wrote ... and left",
        "Prices fell by 4.5 percent\n",
    ]
)
SIGNS = st.sampled_from(
    ["harbour", "wind", "局", "表", "4.5", " ", "  ", ". ", ".", "\n", "。", "！」", "... ", '?" ']
)


@given(st.lists(SENTENCES, min_size=4, max_size=30), st.randoms(use_true_random=False))
def test_sentences_that_were_moved_are_the_same(sentences: list[str], rng: random.Random) -> None:
    texts = [" ".join(rng.sample(sentences, len(sentences))) for _ in range(2)]
    draft, source = (tokenized(text, units_of(text)) for text in texts)
    assert align(draft, source, compiled()) == align(draft, source, PLAIN)


def test_one_call_finds_sentences_that_were_moved() -> None:
    first = "Nobody saw it coming. " + story(3, 4) + " Was it the wind?"
    second = "Was it the wind? " + story(3, 4) + " Nobody saw it coming."
    draft, source = (tokenized(text, units_of(text)) for text in (first, second))
    found = compiled().align(draft, source)
    assert found == align(draft, source, PLAIN)
    assert found is not None
    assert (0, 4) in [one.part[:2] for one in found]


@given(st.lists(SIGNS, max_size=60))
def test_marks_are_where_whole_sentences_begin_and_end(signs: list[str]) -> None:
    text = tokenized("".join(signs), units_of("".join(signs)))
    starts, ends = text.units.starts.tolist(), text.units.ends.tolist()
    for unit, mark in enumerate(text.sentence_marks.tolist()):
        start, end = starts[unit], ends[unit]
        begins = unit in text.opens_sentence and text.borders.sentence_start(start) == start
        assert mark == begins + 2 * (text.borders.sentence_end(end) <= end + 3)


@st.composite
def with_little_in_common(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Two texts that share some phrases, in any order, at any distance, with words changed."""
    rng = random.Random(draw(st.integers(0, 2**32)))
    sizes = draw(st.lists(st.integers(1, 9), max_size=7))
    phrases = [[1000 * n + at for at in range(size)] for n, size in enumerate(sizes)]
    far = draw(st.sampled_from([3, 15, 60]))
    sides: list[list[int]] = []
    for side in (1, 2):
        ids: list[int] = []
        kept = rng.sample(phrases, len(phrases)) if draw(st.booleans()) else phrases
        for phrase in kept:
            ids += [side * 10**6 + rng.randrange(10**6) for _ in range(rng.randrange(far))]
            ids += [rng.randrange(10**9) if rng.random() < 0.1 else one for one in phrase]
        sides.append(ids)
    return sides[0], sides[1]


@given(st.one_of(with_little_in_common(), PAIRS), KINDS, SCALES, SCALES)
def test_alignments_of_texts_with_little_in_common_are_the_same(
    pair: tuple[list[int], list[int]], kinds: list[int], scale: float, source_scale: float
) -> None:
    ours, theirs = ([number + 1 for number in ids] for ids in pair)  # 0, 0 hashes as 0 alone does
    draft, source = text_of(ours, kinds, scale), text_of(theirs, kinds, source_scale)
    assert align(draft, source, compiled()) == align(draft, source, PLAIN)


@given(st.lists(st.one_of(with_little_in_common(), PAIRS), max_size=5), KINDS, SCALES, SCALES)
def test_alignments_with_several_sources_are_those_with_each(
    pairs: list[tuple[list[int], list[int]]], kinds: list[int], scale: float, source_scale: float
) -> None:
    ours = [number + 1 for ids, _ in pairs for number in ids]  # 0, 0 hashes as 0 alone does
    draft = text_of(ours, kinds, scale)
    sources = [text_of([one + 1 for one in ids], kinds, source_scale) for _, ids in pairs]
    expected = [align(draft, source, PLAIN) for source in sources]
    assert align_all(draft, sources, compiled()) == expected
    assert align_all(draft, sources, PLAIN) == expected


@given(
    st.lists(st.lists(SENTENCES, min_size=4, max_size=20), min_size=1, max_size=4),
    st.sampled_from(["", " Straße"]),  # letters of which one becomes two
    st.randoms(use_true_random=False),
)
def test_what_alignments_ask_of_texts_is_prepared(
    parts: list[list[str]], behind: str, rng: random.Random
) -> None:
    written = [" ".join(part) for part in parts]
    mixed = [sentence for part in parts for sentence in part]
    rng.shuffle(mixed)
    draft, *sources = (
        tokenized(text, units_of(text))
        for text in (" ".join(mixed) + behind, *written, story(3, 9))
    )
    expected = [align(draft, source, PLAIN) for source in sources]
    for _ in range(2):  # the second time all of it is known
        assert align_all(draft, sources, compiled()) == expected


def test_sources_for_which_there_is_no_room_are_aligned_in_a_further_call() -> None:
    ids = range(1, 12_000)  # the runs of one source are more than half of the room
    draft = text_of(ids)
    sources = [text_of([at + PRIME if at % 5 == 0 else at for at in ids]) for _ in range(3)]
    found = align_all(draft, sources, compiled())
    assert sum(len(one.runs) for its in found for one in its) > MOST_RUNS
    assert found == [align(draft, source, PLAIN) for source in sources]


def test_one_call_aligns_texts_with_a_phrase_in_common() -> None:
    draft, source = text_of([1, 2, 3, 4, 5, 6, 7, 8]), text_of([9, 3, 4, 5, 6, 7, 9, 9, 9])
    found = compiled().align(draft, source)
    assert found is not None
    assert [one.part for one in found] == [(2, 7, 1, 6)]
    assert compiled().align(draft, text_of([9] * 20)) == []
    assert compiled().align(draft, draft) is None  # all of it: the texts are looked at


def test_places_outside_of_a_text_are_refused() -> None:
    draft, source = text_of([1, 2, 3]), text_of([1, 2, 3])
    for part in ((0, 4, 0, 3), (0, 3, -1, 3), (2, 1, 0, 3)):
        with pytest.raises(ValueError, match="outside"):
            compiled().equal(draft, source, part)
        with pytest.raises(ValueError, match="outside"):
            compiled().equal_stretches(draft, source, part)
        with pytest.raises(ValueError, match="outside"):
            compiled().moved_ends(draft, source, part, (0, 9), 1.0)


def test_many_threads_get_what_one_gets() -> None:
    rng = random.Random(3)
    texts = [text_of([rng.randrange(7) for _ in range(300)]) for _ in range(8)]

    def runs(pair: tuple[TokenizedText, TokenizedText]) -> list[Run]:
        return compiled().seed_runs(*pair).listed()

    pairs = [(one, other) for one in texts for other in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(runs, pairs)) == [runs(pair) for pair in pairs]


@st.composite
def tokens(draw: st.DrawFn, longest: int = 40) -> Tokens:
    """Few different tokens of all kinds."""
    count = draw(st.integers(0, longest))
    different = draw(st.integers(1, 12))
    keys = draw(st.lists(st.integers(0, different), min_size=count, max_size=count))
    kinds = draw(st.lists(st.integers(0, 4), min_size=count, max_size=count))
    telling = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    units = draw(st.lists(st.integers(1, 3), min_size=count, max_size=count))
    starts = [0, *np.cumsum(units).tolist()]
    ids = draw(st.lists(st.integers(0, 3), min_size=starts[-1], max_size=starts[-1]))
    digits = draw(st.lists(st.integers(0, 2), min_size=count, max_size=count))
    digits = [number if kind == FIGURE else 0 for number, kind in zip(digits, kinds, strict=True)]
    signs = draw(st.lists(st.integers(0, 1), min_size=sum(digits), max_size=sum(digits)))
    return Tokens(
        np.array(starts, np.int64),
        np.array(kinds, np.uint8),
        np.array(keys, np.uint64),
        np.array(telling, bool),
        np.repeat(np.arange(count, dtype=np.int32), units),
        np.array(ids, np.uint64),
        np.array(signs, np.uint32),
        np.array([0, *np.cumsum(digits)], np.int64),
    )


@pytest.mark.no_cover
@given(tokens(), tokens(200), st.data())
def test_gaps_are_those_of_the_reference(
    draft: Tokens, source: Tokens, data: st.DataObject
) -> None:
    part = []
    for side in (draft, source):
        end = data.draw(st.integers(0, len(side.kinds)))
        part += [data.draw(st.integers(0, end)), end]
    run = (part[0], part[1], part[2], part[3])
    inside = data.draw(st.integers(0, 20)), data.draw(st.integers(0, 60))
    found = compiled().gaps(draft, source, run, inside)
    assert found == PLAIN.gaps(draft, source, run, inside)
    run = run[:2] * 2
    assert compiled().gaps(draft, draft, run, inside) == PLAIN.gaps(draft, draft, run, inside)


SENTENCES = st.lists(
    st.sampled_from(
        [
            "Miller of Osby sold 40.4 tonnes in May 2019. ",
            "On 5 June the mayor, Jane Field, opened the 12th market\n",
            "Nothing else was said there. ",
            "第十五届滨江电影节在东京开幕，王小明说有36部影片。",
            "Osby ",
            "and",
            " 7-8 ",
            "! ",
        ]
    ),
    min_size=1,
    max_size=9,
).map("".join)


@given(SENTENCES, SENTENCES, st.data())
def test_places_of_an_alignment_are_those_of_the_reference(
    one: str, other: str, data: st.DataObject
) -> None:
    draft, source = (tokenized(text, units_of(text)) for text in (one, other))
    ends = []
    for side in (draft, source):
        if not len(side.units):
            return
        end = data.draw(st.integers(1, len(side.units)))
        ends += [data.draw(st.integers(0, end - 1)), end]
    run = (ends[0], ends[1], ends[2], ends[3])
    part, gaps = compiled().filled(draft, source, run)
    assert (part, gaps) == PLAIN.filled(draft, source, run)
    flags = [
        np.array(data.draw(st.lists(st.integers(0, 3), min_size=n, max_size=n)), np.uint8)
        for n in (len(draft.tokens.kinds), len(source.tokens.kinds))
    ]
    asked = draft.tokens, source.tokens, (flags[0], flags[1]), part
    assert compiled().flagged_gaps(*asked) == PLAIN.flagged_gaps(*asked)


@given(tokens(), tokens(200), st.data())
def test_flagged_gaps_are_those_of_the_reference(
    draft: Tokens, source: Tokens, data: st.DataObject
) -> None:
    part, flags = [], []
    for side in (draft, source):
        size = len(side.kinds)
        end = data.draw(st.integers(0, size))
        part += [data.draw(st.integers(0, end)), end]
        few = data.draw(st.lists(st.sampled_from([0, 0, 1, 2]), min_size=1, max_size=9))
        flags.append(np.resize(np.array(few, np.uint8), size))
    asked = draft, source, (flags[0], flags[1]), (part[0], part[1], part[2], part[3])
    assert compiled().flagged_gaps(*asked) == PLAIN.flagged_gaps(*asked)


def test_gaps_outside_of_a_text_are_refused() -> None:
    few = Tokens(
        np.zeros(1, np.int64),
        np.zeros(0, np.uint8),
        np.zeros(0, np.uint64),
        np.zeros(0, bool),
        np.zeros(0, np.int32),
        np.zeros(0, np.uint64),
        np.zeros(0, np.uint32),
        np.zeros(1, np.int64),
    )
    with pytest.raises(ValueError, match="outside"):
        compiled().gaps(few, few, (0, 1, 0, 0), (0, 0))
    none = np.zeros(0, np.uint8)
    with pytest.raises(ValueError, match="outside"):
        compiled().flagged_gaps(few, few, (none, none), (0, 0, 0, 1))
    text = text_of([1, 2, 3])
    with pytest.raises(ValueError, match="outside"):
        compiled().filled(text, text, (1, 4, 0, 3))


@given(PAIRS, KINDS, st.data())
def test_bags_are_those_of_the_reference(
    pair: tuple[list[int], list[int]], kinds: list[int], data: st.DataObject
) -> None:
    draft, source = text_of(pair[0], kinds), text_of(pair[1], kinds)
    start, end = sorted(data.draw(st.integers(0, len(draft.units))) for _ in range(2))
    first, last = sorted(data.draw(st.integers(0, len(source.units))) for _ in range(2))
    silent = data.draw(st.lists(st.booleans(), min_size=1, max_size=9))
    without = np.resize(np.array(silent), len(draft.units))
    run = (start, end, first, last)
    assert compiled().bags(draft, source, run, without) == PLAIN.bags(draft, source, run, without)


ASCENDING = st.sets(st.integers(0, 40), max_size=30).map(lambda s: np.array(sorted(s), np.uint64))


@given(ASCENDING, ASCENDING, st.sampled_from([1, 1 << 58]), st.integers(-1, 32))
def test_as_many_numbers_are_shared(few: Numbers, many: Numbers, factor: int, least: int) -> None:
    few, many = few * np.uint64(factor), many * np.uint64(factor)
    shared = len(set(few.tolist()) & set(many.tolist()))
    for asked in (least, shared, shared + 1):
        expected = shared >= asked
        assert PLAIN.share(few, many, asked) is compiled().share(few, many, asked) is expected


@given(st.integers(9, 18), st.integers(9, 18), st.booleans(), st.randoms(use_true_random=False))
@example(11, 11, True, random.Random(1))
@example(11, 11, False, random.Random(1))
def test_wide_gaps_are_one_text_or_two_in_the_same_way(
    size: int, source_size: int, damaged: bool, rng: random.Random
) -> None:
    words = story(5, 6).split()
    gap = story(6, 3).split()[:size]
    other = [word[:-1] + "~" if damaged else word for word in gap]
    other = other[:source_size] if damaged else story(7, 3).split()[:source_size]
    ours, theirs = [*words[:20], *gap, *words[20:]], [*words[:20], *other, *words[20:]]
    if rng.random() < 0.5:  # and one more
        ours, theirs = [*ours, *gap, *words], [*theirs, *other, *words]
    draft, source = (tokenized(t, units_of(t)) for t in (" ".join(ours), " ".join(theirs)))
    found = compiled().align(draft, source)
    assert found is not None
    assert found == align(draft, source, PLAIN)


@given(st.integers(0, 2**32), st.sampled_from(["", "Straße", "STRASSE"]))
def test_letters_decide_in_the_same_way_however_many_are_damaged(seed: int, word: str) -> None:
    rng = random.Random(seed)
    begin, gap, end = (story(at, 6).split()[:40] for at in (5, 6, 7))
    gap = gap[:24]
    share = rng.uniform(0.3, 0.6)  # so that likeness is near its limit
    other = ["".join("~" if rng.random() < share else sign for sign in one) for one in gap]
    ours, theirs = [*begin, *gap, word, *end], [*begin, *other, word.swapcase(), *end]
    draft, source = (tokenized(t, units_of(t)) for t in (" ".join(ours), " ".join(theirs)))
    assert align(draft, source, compiled()) == align(draft, source, PLAIN)
    assert (draft.letters is None) == ("ß" in word)


@pytest.mark.parametrize(("damaged", "parts"), [(True, 1), (False, 2)])
def test_letters_tell_whether_a_wide_gap_parts_an_alignment(damaged: bool, parts: int) -> None:
    begin, gap, end = (" ".join(story(at, 6).split()[:40]) for at in (5, 6, 7))
    gap = " ".join(gap.split()[:24])
    other = gap.replace("a", "o").replace("e", "c") if damaged else story(8, 6)[: len(gap)]
    texts = (f"{begin} {gap} {end}", f"{begin} {other} {end}")
    draft, source = (tokenized(text, units_of(text)) for text in texts)
    found = compiled().align(draft, source)
    assert found is not None
    assert len(found) == parts
