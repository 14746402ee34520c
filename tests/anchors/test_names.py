"""Names are the same in all scripts; words that every sentence begins with are none."""

from itertools import product

import pytest

from checker.anchors import anchor_keys, anchors_of, with_words
from checker.anchors.keys import MOST_KEYS
from checker.anchors.sounds import coarse, sound_of
from checker.text.units import units_of


def names(text: str) -> list[str]:
    return [text[one.start : one.end] for one in anchors_of(text, units_of(text)).names]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lidvig", "Лидвига"),
        ("Lidvig", "Лидвіг"),
        ("Solvika", "Σολβίκα"),
        ("Brevika", "Břevika"),
        ("Zelenskyy", "Зеленский"),
    ],
)
def test_a_name_sounds_alike_in_two_scripts(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Nordfarer", "نوردفارير"), ("Lidvig", "リドヴィグ"), ("Harlund", "هارلوند")]
)
def test_scripts_that_lack_letters_are_compared_by_what_they_keep(one: str, other: str) -> None:
    assert coarse(sound_of(one)) == coarse(sound_of(other)) != ""


def test_the_first_word_of_a_sentence_is_a_name_only_where_it_is_one_elsewhere() -> None:
    assert names("Lidvig spoke. Nobody asked Lidvig.") == ["Lidvig", "Lidvig"]
    assert names("Nobody spoke. Everybody listened.") == []


def test_agencies_months_and_titles_are_no_names() -> None:
    assert names("On Monday, March 3, Reuters asked President Varga in Tarsk.") == [
        "Varga",
        "Tarsk",
    ]


def test_words_of_scripts_without_capitals_may_be_names() -> None:
    text = "قال المتحدث أرني ليدفيغ إن السفينة"
    found = with_words(anchors_of(text, units_of(text)), text)
    assert sound_of("Lidvig") in {one.key for one in found.words}


def test_an_item_is_stored_by_a_bounded_number_of_keys() -> None:
    text = " ".join(
        f"and Ba{one}da{two}ma had no more than 1{n}34 of them by r{n}x7,"
        for n, (one, two) in enumerate(product("bdfgklmnprst", repeat=2))
    )
    keys, figures = anchor_keys(text, units_of(text))
    assert len(keys) == len(figures) == MOST_KEYS
    assert len(set(keys.tolist())) == MOST_KEYS
