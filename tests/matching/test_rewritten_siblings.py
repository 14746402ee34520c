"""Sources that have a passage's vocabulary and no phrase of it do not make it nobody's.

A large archive has many: sentences of one frame whose telling words are others in each.
"""

from pathlib import Path

import pytest

from checker.matching.thresholds import THRESHOLDS as T
from tests.matching.searching import FIRST, counted, searched
from tests.matching.test_siblings import SUBJECTS
from tests.matching.test_stock_phrases import words

RUN = int(T.phrase_run)
SIBLINGS = 24
APART = 30  # days
HAN = (
    "港口渔船清晨出航遇雾灯塔守人敲钟示警长下令抛锚等候日之后再行北上市集商贩搭棚卖盐老匠修桨孩童拾贝"
    "山坡茶园雨停采叶炉火烘干装袋运往省城"
)
LATIN = words(0, 60)


def rewritten(passage: list[str], run: int, sibling: int, script: str) -> list[str]:
    """A passage with one unit of every so many changed to one of the sibling's own."""
    at = sibling % (run + 1)
    own = (
        chr(ord("鹀") + sibling) if script == "Han" else f"zu{words(900 + sibling, 901 + sibling)}"
    )
    return [own if n % (run + 1) == at else unit for n, unit in enumerate(passage)]


def sentence(units: list[str], script: str) -> str:
    return f"{''.join(units)}。" if script == "Han" else f"{' '.join(units).capitalize()}."


def archive(passage: list[str], run: int, script: str) -> list[tuple[str, int | None]]:
    """A source with the passage, and siblings that keep at most `run` units in a row of it."""
    sources: list[tuple[str, int | None]] = [
        (f"{SUBJECTS[0]}\n\n{sentence(passage, script)}", FIRST)
    ]
    for n in range(1, SIBLINGS + 1):
        subject = f"{SUBJECTS[n % 7]} {words(400 + 20 * n, 420 + 20 * n)}."
        text = sentence(rewritten(passage, run, n, script), script)
        sources.append((f"{subject}\n\n{text}", FIRST + APART * n))
    return sources


@pytest.mark.parametrize(
    ("script", "passage", "run", "counts"),
    [
        ("Latin", LATIN.split()[:30], RUN - 1, True),
        ("Latin", LATIN.split()[:30], RUN, False),  # T.phrase_run
        ("Latin", LATIN.split(), RUN - 1, True),
        ("Latin", LATIN.split(), RUN, False),
        ("Han", list(HAN), 2 * RUN - 1, True),
        ("Han", list(HAN), 2 * RUN, False),
    ],
)
def test_only_siblings_with_a_phrase_of_a_passage_tell_that_it_is_nobodys(
    tmp_path: Path, script: str, passage: list[str], run: int, counts: bool
) -> None:
    draft = f"The harbour band played.\n\n{sentence(passage, script)}"
    found = counted(searched(tmp_path, archive(passage, run, script), draft))
    assert ("s0" in found) is counts


@pytest.mark.parametrize(("length", "counts"), [(44, False), (45, True)])  # T.background_words
def test_on_a_later_day_a_short_passage_may_be_a_form_that_was_filled_alike(
    tmp_path: Path, length: int, counts: bool
) -> None:
    passage = LATIN.split()[:length]
    draft = f"The harbour band played.\n\n{sentence(passage, 'Latin')}"
    sources = archive(passage, RUN - 1, "Latin")
    later = FIRST + APART * (SIBLINGS + 1)
    assert ("s0" in counted(searched(tmp_path, sources, draft, later))) is counts
