"""What other sources have of a passage, the same in both cores, and which of them say nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.matching.candidates import Hits
from checker.matching.core import Core, PlainCore
from checker.matching.crowd import FEW_SEEDS, NO_DAY, Beside, Crowd, Row, least_shared
from checker.matching.phrases import Shingles
from checker.matching.rarity import MANY, Holdings
from checker.matching.thresholds import THRESHOLDS as T
from checker.text.unit_tables import Numbers
from tests.cores import CORES, compiled, core_of

PLAIN = PlainCore()
SEEDS = st.sets(st.integers(0, 60), max_size=50).map(lambda s: np.array(sorted(s), np.uint64))
DAYS = st.one_of(st.just(NO_DAY), st.integers(738_000, 738_040))
UNITS = st.integers(0, 40)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    start = draw(UNITS)
    alike, form, anew = (draw(st.booleans()) for _ in range(3))
    return Row(start, start + 1 + draw(UNITS), draw(UNITS), alike, form, anew, draw(UNITS))


SOURCES = st.lists(
    st.tuples(st.lists(rows(), max_size=4), st.integers(0, 5), DAYS, SEEDS), max_size=9
)


def crowd_of(sources: list[tuple[list[Row], int, int, Numbers]], words: float = 30.0) -> Crowd:
    """Sources with their alignments, each with its group, its day and its seeds."""
    every = [row for its, *_ in sources for row in its]
    begins = np.cumsum([0, *(len(its) for its, *_ in sources)])
    return Crowd(
        np.array(every, np.int64).reshape(-1, len(Row._fields)),
        np.array([words + at / 7 for at in range(len(every))]),
        begins.astype(np.int64),
        np.array([group for _, group, _, _ in sources], np.int64),
        np.array([day for _, _, day, _ in sources], np.int64),
        100 + np.arange(len(sources), dtype=np.int64),
        lambda at: sources[at][3],
    )


@given(SOURCES, rows(), st.integers(0, 5), DAYS, SEEDS, st.sampled_from([0.0, 5.5, 20.0]))
def test_siblings_are_those_of_the_reference(
    sources: list[tuple[list[Row], int, int, Numbers]],
    passage: Row,
    group: int,
    day: int,
    seeds: Numbers,
    run: float,
) -> None:
    one = Beside(
        group, day, passage.start, passage.end, passage.anew, passage.units, 31.0, run, seeds
    )
    told = []
    for core in (PLAIN, compiled()):
        crowd = crowd_of(sources)
        for _ in range(2):  # the seeds are known the second time
            best = core.bearers(crowd, group, passage.start, passage.end)
            silent, *rest = core.siblings(crowd, one, best)
            told.append((best.tolist(), silent.tolist(), rest))
    assert told[0] == told[1] == told[2] == told[3]


@pytest.mark.parametrize("name", CORES)
def test_the_alignment_that_has_most_of_a_passage_is_its_own(name: str) -> None:
    few, most, as_much = (Row(*at, 9, True, False, False, 9) for at in ((0, 12), (8, 20), (11, 30)))
    crowd = crowd_of([([few, most, as_much], 1, 5, none()), ([few], 2, 5, none())])
    assert core_of(name).bearers(crowd, 9, 10, 19).tolist() == [1, 3]
    assert core_of(name).bearers(crowd, 2, 10, 19).tolist() == [1, -1]
    assert core_of(name).bearers(crowd, 9, 12, 19).tolist() == [1, -1]  # ends where it begins
    assert core_of(name).bearers(crowd, 9, 12, 20).tolist() == [1, -1]  # the first of equals


def none() -> Numbers:
    return np.zeros(0, np.uint64)


def silent(core: Core, other: Row, apart: int, shared: int, *, anew: bool = False) -> bool:
    """Whether a source says nothing: so many days away, with so many of 40 seeds in common."""
    mine, theirs = np.arange(40, dtype=np.uint64), np.arange(40, dtype=np.uint64)
    crowd = crowd_of([([other], 1, 738_000 + apart, theirs + np.uint64(40 - shared))])
    one = Beside(0, 738_000, 0, 20, anew, 10, 30.0, 12.0, mine)
    best = core.bearers(crowd, 0, 0, 20)
    told = core.siblings(crowd, one, best)
    assert told.having == (0 if len(told.silent) else 1)
    return bool(len(told.silent))


@pytest.mark.parametrize("name", CORES)
def test_a_source_of_the_same_story_says_nothing(name: str) -> None:
    core, alike = core_of(name), Row(0, 20, 12, True, False, False, 10)
    more = least_shared(10, 40)
    assert more == 10 + T.related_share * 30
    assert silent(core, alike, T.story_days, 0)
    assert not silent(core, alike, T.story_days + 1, more - 1)
    assert silent(core, alike, T.story_days + 1, more)
    assert silent(core, alike, T.form_days, more, anew=True)
    assert not silent(core, alike, T.form_days + 1, more, anew=True)
    assert not silent(core, alike._replace(alike=False), 0, 40)
    assert silent(core, alike._replace(alike=False, longest=11), T.form_days + 1, 0)


def test_short_sources_share_more_than_a_passage_from_nine_seeds_on() -> None:
    assert least_shared(10, 10 + FEW_SEEDS) == FEW_SEEDS + 1
    assert least_shared(10, 11 + FEW_SEEDS) == 10 + 5


@st.composite
def holdings(draw: st.DrawFn) -> Holdings:
    """Shingles of a draft of 30 units, and who has them."""
    units, keys = 30, draw(st.integers(1, 12))
    count = draw(st.integers(0, units))
    which = [draw(st.integers(0, keys - 1)) for _ in range(count)]
    lengths = [draw(st.integers(1, min(6, units - at))) for at in range(count)]
    hits = draw(
        st.lists(
            st.tuples(st.integers(0, keys - 1), st.integers(0, 40)),
            max_size=120,
        )
    )
    grams, docs = (np.array([hit[at] for hit in hits], np.int64) for at in range(2))
    families = docs // 3
    common = np.array([draw(st.integers(0, 9)) == 0 for _ in range(keys)], bool)
    narrow = np.zeros(len(hits), np.int32)
    return Holdings(
        Shingles(
            np.array(lengths, np.int32),
            np.arange(keys, dtype=np.uint64),
            np.zeros(keys, np.int32),
            np.array(which, np.int64),
        ),
        Hits(grams, families, docs, narrow, narrow),
        common,
    )


@given(
    holdings(),
    st.lists(st.integers(0, 1).map(bool), min_size=30, max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5),
    st.integers(0, 40),
    st.sets(st.integers(0, 40)),
)
def test_words_are_as_rare(
    held: Holdings, earlier: list[bool], runs: list[tuple[int, int]], doc: int, silent: set[int]
) -> None:
    parts = [(min(run), max(run), 0, 0) for run in runs]
    asked = held, np.array(earlier, bool), parts, doc, np.array([*silent], np.int64)
    one, other = compiled().rarity(*asked), PLAIN.rarity(*asked)
    assert one.others.tolist() == other.others.tolist()
    assert one[1:] == other[1:]


def shared_by(families: int) -> Holdings:
    """Two shingles of a draft of 4 units: one that so many families have, and a common phrase."""
    numbers, narrow = np.arange(families, dtype=np.int64), np.zeros(families, np.int32)
    shingles = Shingles(
        np.array([3, 3], np.int32),
        np.arange(2, dtype=np.uint64),
        np.zeros(2, np.int32),
        np.array([0, 1], np.int64),
    )
    hits = Hits(0 * numbers, numbers, 10 + numbers, narrow, narrow)
    return Holdings(shingles, hits, np.array([False, True]))


@pytest.mark.parametrize("name", CORES)
@pytest.mark.parametrize("families", [0, 1, 2, MANY - 1, MANY, MANY + 1])
def test_families_are_counted_up_to_many(name: str, families: int) -> None:
    core, earlier = core_of(name), np.array([True, False, False, True])
    told = core.rarity(
        shared_by(families + 2), earlier, [(0, 3, 0, 3), (2, 4, 2, 4)], 10, np.array([11])
    )
    assert told.others.tolist() == [min(families, MANY), MANY]
    assert told[1:] == (4, 2, families == 0, 1 + (families >= 2))
    # The second shingle is not whole in a shorter part, and a text that has none leaves out none.
    told = core.rarity(shared_by(families + 2), earlier, [(0, 3, 0, 3)], 99, np.zeros(0, np.int64))
    assert told.others.tolist() == [min(families + 2, MANY)]
    assert told[1:] == (3, 1, 0, 1)


@pytest.mark.parametrize("run", [(0, 5), (-1, 2), (3, 2)])
def test_a_part_outside_of_a_draft_is_refused(run: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside"):
        compiled().rarity(shared_by(1), np.ones(4, bool), [(*run, 0, 1)], 1, np.zeros(0, np.int64))
    with pytest.raises(ValueError, match="outside"):  # its second shingle ends behind it
        compiled().rarity(shared_by(1), np.ones(3, bool), [(0, 3, 0, 3)], 1, np.zeros(0, np.int64))
