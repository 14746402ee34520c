"""Known places are those of the table, whatever their first character."""

from pathlib import Path

import pytest

import checker.engine.places as places
from checker.engine.places import known_place

_TABLE = Path(places.__file__).with_name("places.txt")


@pytest.fixture(scope="module")
def names() -> list[str]:
    return _TABLE.read_text("utf-8").split("\n")[2:-1]


def test_the_table_is_in_the_order_of_its_bytes_and_each_line_ends(names: list[str]) -> None:
    assert names == sorted(names)
    assert _TABLE.read_bytes().endswith(b"\n")


def test_the_first_and_the_last_name_of_each_character_are_found(names: list[str]) -> None:
    first = {name[0]: name for name in reversed(names)}
    last = {name[0]: name for name in names}
    missed = [
        name
        for name in (*first.values(), *last.values())
        if name.count(" ") < 4 and known_place(name.split(" ")) != (0, name.count(" ") + 1)
    ]
    assert not missed


def test_what_the_table_does_not_hold_is_no_place(names: list[str]) -> None:
    held = frozenset(names)
    others = ["#", "~", "", "0", "\ud800", "\U0010ffff", f"{names[0]}\n{names[1]}", names[-1] + "x"]
    assert not held.intersection(others)
    assert [known_place([one]) for one in others] == [None] * len(others)
