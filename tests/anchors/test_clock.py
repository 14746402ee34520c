"""Times of day are one value in any words, and their zones are reckoned with."""

from pathlib import Path

import pytest

from checker.anchors import Anchor, anchors_of
from checker.anchors.clock import clocks
from checker.anchors.vocabulary import vocabulary
from checker.retold.likeness import likeness
from checker.text.units import units_of
from tests.anchors.test_figures import SPOKEN, figures
from tests.linear import grows_linearly
from tests.rows import each_row


def rows() -> list[tuple[str, str, float]]:
    """A language, a time that is said in it among its small words, and the minutes of the day."""
    found = []
    for line in Path(__file__).with_name("times.txt").read_text("utf-8").splitlines():
        language, clock, words = line.split(" ", 2)
        hour, _, minutes = clock.partition(":")
        small = SPOKEN.get(language, "")
        text = f"{small} {words}, {small}." if small else words
        found.append((language, text, float(int(hour) * 60 + int(minutes))))
    return found


@each_row("language, text, minutes", rows())
def test_a_time_is_one_value_in_any_words(language: str, text: str, minutes: float) -> None:
    (time,) = figures(text)
    assert time.kind == "time", language
    assert minutes in time.values


def test_every_language_of_the_tables_tells_the_time() -> None:
    said = {language for language, _, _ in rows()} - {"-"}
    assert said == set(vocabulary().languages) == set(clocks())


def test_every_phrase_has_a_word_that_is_no_small_one() -> None:
    table = vocabulary()
    for row, language in enumerate(table.languages):
        ids = {int(units_of(word).ids[0]) for word in clocks()[language].words}
        known = [number in ids for number in table.ids.tolist()]
        assert any(useful for useful, is_ in zip(table.useful[row], known, strict=True) if is_)


def same(one: str, other: str) -> bool:
    mine, theirs = anchors_of(one, units_of(one)), anchors_of(other, units_of(other))
    return bool(likeness(mine, theirs).figures)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("It left the town at 1430 GMT.", "Der Zug fuhr um 15.30 Uhr MEZ aus der Stadt.", True),
        ("It left the town at 1430 GMT.", "Der Zug fuhr um 15.31 Uhr MEZ aus der Stadt.", False),
        ("It left the town at 9:30 a.m. EST.", "It was 2:30 p.m. (GMT) in the town.", True),
        ("It left the town at 9:30 a.m. EST.", "It was 2:30 p.m. (CET) in the town.", False),
        ("It left the town at 9:30.", "It was half past nine in the town.", True),
        ("It left the town at 9:30 p.m.", "Es war halb zehn in der Stadt und auf dem Land.", True),
    ],
)
def test_times_in_two_zones_are_compared_to_the_minute(one: str, other: str, alike: bool) -> None:
    assert same(one, other) is alike


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sie haben um halb so viel wie das Dorf und die Stadt gebeten.", "time"),
        ("Kosten von dos y media toneladas en la ciudad y el puerto.", "time"),
        ("Fatturato di due milioni e mezzo per la città e il porto.", "time"),
        ("It was 9.30 percent of the town, and 12.45 of that.", "time"),
        ("Şirket dokuz buçuk milyon lira ve bir bina için olarak aldı.", "time"),
        ("指数上涨35点，上涨3点5个百分点。", "time"),
        ("他说了三点。", "time"),
    ],
)
def test_what_is_half_of_something_else_or_a_point_is_no_time(text: str, kind: str) -> None:
    assert kind not in {one.kind for one in figures(text)}


@pytest.mark.parametrize(
    ("text", "weight"), [("It left the town at 9:00.", 0.5), ("It left the town at 9:01.", 0.7)]
)
def test_a_full_hour_weighs_less(text: str, weight: float) -> None:
    (time,) = figures(text)
    assert isinstance(time, Anchor)
    assert time.weight == weight


@pytest.mark.no_cover
@pytest.mark.slow
@pytest.mark.parametrize("piece", ["half past ", "um halb ", "9.30 Uhr ", "1430 ", "九点", "9시 "])
def test_hostile_clocks_take_time_in_proportion(piece: str) -> None:
    assert grows_linearly(lambda size: figures(f"der die das und {piece}" * size), 200)
