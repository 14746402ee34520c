"""Parts of stories: one stretch of a source whole, and several sources in one draft."""

from dataclasses import replace
from pathlib import Path

import pytest

from checker.anchors import Anchor, Anchors
from checker.models.draft import Draft
from checker.retold.deciding import told_alike
from checker.retold.thresholds import THRESHOLDS as T

from . import stories as of
from .stories import newsroom, told

STEP = 40  # characters from one figure to the next


def text_of(values: list[float], names: str = "abcd", weight: float = 1.0) -> Anchors:
    """Figures and names at regular places."""
    figures = [
        Anchor("figure", 100 + n * STEP, 103 + n * STEP, (value,), weight=weight)
        for n, value in enumerate(values)
    ]
    found = [
        Anchor("name", 110 + n * STEP, 113 + n * STEP, key=f"name{name}")
        for n, name in enumerate(names)
    ]
    return Anchors(tuple(figures), tuple(found), "en")


SOURCE = text_of([100.0 + n for n in range(12)])


def is_told(draft: Anchors, source: Anchors = SOURCE) -> bool:
    return told_alike(draft, source).told is not None


@pytest.mark.parametrize(("figures", "enough"), [(T.figures, True), (T.figures - 1, False)])
def test_a_draft_of_one_stretch_needs_figures(figures: int, enough: bool) -> None:
    assert is_told(text_of([104.0 + n for n in range(figures)])) is enough


@pytest.mark.parametrize(
    ("names", "enough"), [("abcd"[: T.stretch_names], True), ("abc"[: T.stretch_names - 1], False)]
)
def test_a_draft_of_one_stretch_needs_names(names: str, enough: bool) -> None:
    assert is_told(text_of([101.0 + n for n in range(5)], names)) is enough


@pytest.mark.parametrize(("weight", "enough"), [(0.67, True), (0.65, False)])
def test_figures_of_a_stretch_are_telling_ones(weight: float, enough: bool) -> None:
    values = [101.0 + n for n in range(5)]
    source = text_of([100.0 + n for n in range(12)], weight=weight)
    assert (weight * 5 >= T.stretch_weight) is enough
    assert is_told(text_of(values, weight=weight), source) is enough


@pytest.mark.parametrize(("own", "enough"), [(0, True), (1, False)])
def test_a_draft_with_figures_of_its_own_is_no_stretch(own: int, enough: bool) -> None:
    values = [101.0 + n for n in range(5)] + [7000.0 + n for n in range(own)]
    assert (5 / (5 + own) >= T.stretch_draft) is enough
    assert is_told(text_of(values)) is enough


def test_figures_that_are_strewn_over_the_source_are_no_stretch() -> None:
    assert not is_told(text_of([100.0, 103.0, 106.0, 109.0, 111.0]))


def test_a_mixture_is_told_only_where_all_of_the_draft_is_explained(tmp_path: Path) -> None:
    other = """HOLM, May 6 - A brewery in Holm will close after 154 years, its owner Rasmus Tavik
said. The Tavik brewery employs 318 people and sold 41,500 hectolitres last year, down 12.4 percent.
Mayor Signe Orbeck offered 2.6 million euros for the site of 9,700 square metres in Ostrand."""
    one = """Waves of 6.5 metres took ninety-one boxes off the Delmora of Norvik Lines, fourteen of
them with chemicals; 340 square kilometres off Kastrey are closed, Merado says."""
    two = """No more beer from Holm, where Rasmus Tavik has 318 people: sales of 41,500 hectolitres
were 12.4 percent lower. For 9,700 square metres in Ostrand Signe Orbeck would pay EUR 2.6m."""
    own = """The ministry lists 212 ports and 5,400 pilots, 3.9 percent more, and 77 harbours with
1,830 cranes, of which 655 are new."""
    index = newsroom(tmp_path, ("urn:a", "averin", of.STORY), ("urn:b", "holm", other))

    def sources(text: str) -> set[str]:
        return {match.source for match in told(index.search(Draft(text)))}

    assert sources(f"{one}\n\n{two}") == {"urn:a", "urn:b"}
    assert "urn:a" not in sources(f"{one}\n\n{own}")


def test_a_stretch_is_called_a_part(tmp_path: Path) -> None:
    index = newsroom(tmp_path, ("urn:ship", "averin", of.STORY))
    (match,) = told(index.search(Draft(of.HALF)))
    assert "tells a part of the source" in match.notes[0]
    assert match.confidence == "low"
    assert replace(match, notes=()).evidence == "retold"
