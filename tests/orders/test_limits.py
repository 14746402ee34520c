"""Lists of limits of use: two of different kinds are terms, one is a phrase."""

import tomllib
from importlib.resources import files

import pytest

from checker.orders.restrictions import SURE, restrictions_in
from checker.text.views import view_of
from tests.rows import each_row

LANGUAGES = tomllib.loads(
    files("checker.orders").joinpath("limits.toml").read_text(encoding="utf-8")
)["language"]
FIRST = [
    (language, next(iter(rows["sale"])).rstrip("*"), next(iter(rows["credit"])).rstrip("*"))
    for language, rows in LANGUAGES.items()
]
CAPTION = "The keeper of the harbour lights opens the gate on Saturday morning, {} {}."


def lists(text: str) -> list[str]:
    view = view_of(text)
    return [view.lines[one.start : one.end] for one in restrictions_in(view) if one.rule == SURE]


def test_lists_are_known_in_many_languages() -> None:
    assert len(FIRST) >= 35


@each_row("language, sale, credit", FIRST)
def test_two_limits_of_different_kinds_are_terms(language: str, sale: str, credit: str) -> None:
    assert lists(CAPTION.format(sale, credit)), language


@each_row("language, sale, credit", FIRST)
def test_one_limit_inside_a_sentence_is_none(language: str, sale: str, credit: str) -> None:
    assert not lists(CAPTION.format(sale, "and the boats wait outside")), language


@pytest.mark.parametrize(
    ("between", "found"), [(" x" * 44 + "  ", True), (" x" * 45 + "  ", False), ("\n", False)]
)
def test_the_limits_of_a_list_are_in_one_line_and_90_characters_apart(
    between: str, *, found: bool
) -> None:
    text = f"The boats wait: no resale{between}no cropping by those who wait"
    assert bool(lists(text)) is found


@pytest.mark.parametrize(
    "text",
    [
        "He is not for sale, and not for sale is the boat, the keeper said of both of them.",
        "The paper has no salesmen and no archivesque rooms for those who come to read there.",
        "Austria are out of the cup after a match that had no archives of its own, they wrote.",
    ],
)
def test_phrases_of_one_kind_and_parts_of_words_are_no_list(text: str) -> None:
    assert lists(text) == []
