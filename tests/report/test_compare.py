"""The words that differ between a passage and its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.report.compare import Part, changes, compared, window


def differing(parts: list[Part]) -> list[str]:
    return [part.text for part in parts if not part.same]


def test_only_the_words_that_differ_are_marked() -> None:
    mine, theirs = compared("tickets were sold within a day.", "Tickets were gone  within\na day.")
    assert differing(mine) == ["sold"]
    assert differing(theirs) == ["gone"]


def test_letters_of_scripts_without_blanks_are_compared_one_by_one() -> None:
    mine, theirs = compared("初便には乗客二百人が乗った", "初便には乗客三百人が乗った")
    assert (differing(mine), differing(theirs)) == (["二"], ["三"])


def test_a_window_shows_the_first_difference() -> None:
    mine, _ = compared("a " * 300 + "here " + "b " * 300, "a " * 300 + "there " + "b " * 300)
    shown = window(mine, 60)
    assert "here" in "".join(part.text for part in shown)
    assert sum(len(part.text) for part in shown) <= 64


@given(st.text(max_size=60), st.text(max_size=60), st.integers(10, 50))
def test_both_sides_join_to_their_texts(draft: str, source: str, most: int) -> None:
    mine, theirs = compared(draft, source)
    assert "".join(part.text for part in mine) == draft
    assert "".join(part.text for part in theirs) == source
    assert sum(len(part.text) for part in window(mine, most)) <= most + 4


@pytest.mark.parametrize(
    ("draft", "source", "count"),
    [
        ("Tickets were gone.", "tickets  were gone!", 0),
        ("sold within a day", "gone within a day", 1),
        ("sold in one hour", "gone in a day", 2),
        ("初便には乗客二百人が乗った", "初便には乗客三百人が乗った", 1),
        ("the ferry", "the old ferry", 1),
        ("a new old ferry", "ferry", 1),
        ("افتتحت العبارة الجديدة", "افتتحت السفينة الجديدة", 1),
    ],
)
def test_changed_places_are_counted_in_words(draft: str, source: str, count: int) -> None:
    assert changes(draft, source) == changes(source, draft) == count
