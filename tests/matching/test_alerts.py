"""Alerts, lists of facts, and drafts that are older than their sources."""

from pathlib import Path

import pytest

from checker.matching.thresholds import THRESHOLDS as T
from tests.matching.searching import FIRST, counted, searched

OWN = "A brass band played on the quay while the market women packed their last crates of herring."


@pytest.mark.parametrize(
    ("alert", "sentence"),
    [
        ("Oil prices rise 2 percent", "On days when {} the queue at the pump is a long one."),
        ("Mayor of Osby steps down", "My aunt says that the {} whenever it rains in May."),
        (
            "Bahn streicht den letzten Nachtzug",
            "Ob die {} oder doch behält, weiß hier niemand genau.",
        ),
        ("La grève des pilotes est finie", "Tant que {} on peut dormir, disait mon voisin."),
    ],
)
def test_the_fact_of_an_alert_is_free_and_the_alert_is_not(
    tmp_path: Path, alert: str, sentence: str
) -> None:
    own = sentence.format(alert[0].lower() + alert[1:])
    assert counted(searched(tmp_path / "fact", [(alert, None)], f"{OWN} {own}")) == set()
    assert counted(searched(tmp_path / "alert", [(alert, None)], f"{alert}\n\n{OWN}")) == {"s0"}
    assert counted(searched(tmp_path / "line", [(alert, None)], f"{OWN}\n\n{alert}.")) == {"s0"}


@pytest.mark.parametrize(
    ("alert", "line"),
    [
        ("东湖发生五点八级地震", "14:32 {}"),
        ("东湖发生五点八级地震", "+++ {} +++"),
        ("鳴瀬町長が辞職を表明", "7:05 {}"),
        ("Oil prices rise 2 percent", "+++ 9:41 +++ {} +++"),
        ("东湖发生五点八级地震", "快讯：{}"),
        ("鳴瀬町長が辞職を表明", "【速報】BREAKING: {}"),
        ("Oil prices rise 2 percent", "BREAKING NEWS - {}"),
    ],
)
def test_the_time_of_an_alert_and_its_signs_are_no_sentence_of_ones_own(
    tmp_path: Path, alert: str, line: str
) -> None:
    draft = f"{line.format(alert)}\n\n{OWN}"
    assert counted(searched(tmp_path, [(alert, None)], draft)) == {"s0"}


@pytest.mark.parametrize(
    ("alert", "draft"),
    [
        ("Zehn Tote nach Brand in Osby - Polizei", "{}"),
        ("Tide of 4 metres breaks the quay of Osby", "TIDE OF 4 METRES BREAKS THE QUAY OF OSBY"),
        ("Tide breaks the old quay of Osby", "Tide Breaks The Old Quay Of Osby"),
    ],
)
def test_capitals_alone_make_no_list_of_an_alert(tmp_path: Path, alert: str, draft: str) -> None:
    text = f"{draft.format(alert)}\n\n{OWN}"
    assert counted(searched(tmp_path, [(alert, None)], text)) == {"s0"}


@pytest.mark.parametrize(("figures", "counts"), [(2, True), (3, False)])
def test_capitals_with_figures_or_signs_between_them_are_a_list(
    tmp_path: Path, figures: int, counts: bool
) -> None:
    """Of ten words three are the share of `listed`."""
    words = [f"Barge{chr(97 + n)}" for n in range(10 - figures)]
    for n in range(figures):
        words.insert(2 * n + 1, str(n + 2))
    listed = " ".join(words)
    found = searched(tmp_path, [(listed, None)], f"{OWN}\n\n{listed}\n\n{OWN}")
    assert bool(counted(found)) is counts


@pytest.mark.parametrize(
    ("label", "counts"), [("Just in:", True), ("It is what he said now to us:", False)]
)
def test_a_label_has_two_words(tmp_path: Path, label: str, counts: bool) -> None:
    draft = f"{OWN}\n\n{label} Oil prices rise 2 percent."
    found = searched(tmp_path, [("Oil prices rise 2 percent", None)], draft)
    assert bool(counted(found)) is counts


def test_an_alert_fills_three_quarters_of_its_sentence(tmp_path: Path) -> None:
    alert = "Oil prices rise 2 percent"  # 25 characters
    for own, counts in (("Bo says ", True), ("Ellen Moe says ", False)):  # T.complete
        draft = f"{OWN}\n\n{own}{alert}."
        assert bool(counted(searched(tmp_path / own, [(alert, None)], draft))) is counts


def test_a_list_of_names_is_nobodys_however_short_its_source_is(tmp_path: Path) -> None:
    nominees = (
        "Best film: The Grey Tide; Nine Herrings; A Woman Called Bo; Salt\n"
        "Best director: Marta Sill; Orrin Tolland; Ewan Pell; Ida Brannock"
    )
    source = f"Nominees for the Golden Buoy:\n{nominees}"
    result = searched(tmp_path, [(source, None)], f"{OWN}\n\n{nominees}\n\n{OWN}")
    assert counted(result) == set()
    assert [p.cls for m in result.matches for p in m.passages] == ["names"]


@pytest.mark.parametrize("older", [T.story_days, T.story_days + 1])
def test_a_source_that_is_younger_than_the_draft_is_named_so(tmp_path: Path, older: int) -> None:
    text = f"{OWN} Nobody had told them that the ferry would be nine hours late on that evening."
    result = searched(tmp_path, [(text, FIRST)], text, FIRST - older)
    (match,) = result.matches
    told = any("younger than the draft" in note for note in match.notes)
    assert told is (older > T.story_days)


def test_an_unknown_day_is_no_day(tmp_path: Path) -> None:
    text = f"{OWN} Nobody had told them that the ferry would be nine hours late on that evening."
    (match,) = searched(tmp_path / "draft", [(text, FIRST)], text).matches
    assert match.notes == ()
    (match,) = searched(tmp_path / "source", [(text, None)], text, FIRST).matches
    assert match.notes == ()


@pytest.mark.parametrize(
    ("point", "stop", "counts"),
    [
        ("・", "", False),
        ("• ", "", False),
        ("- ", "", False),
        ("3) ", "", False),
        ("• ", ".", True),
        ("", "", False),
        ("", ".", True),
    ],
)
def test_links_to_other_stories_are_nobodys_text(
    tmp_path: Path, point: str, stop: str, counts: bool
) -> None:
    lines = (
        "Ferry between Osby and Marren sails again after nine years of quarrels over a ramp",
        "Why the lighthouse keeper of Tilbury grows tomatoes behind his lamp in the winter",
    )
    links = "\n".join(f"{point}{line}{stop}" for line in lines)
    source = f"{OWN}\n\n{links}\n"
    draft = f"The council of Pellam met for an hour and went home.\n\n{links}\n"
    assert bool(counted(searched(tmp_path, [(source, None)], draft))) is counts
