"""Signs of the story around a line, of the words beside a name, and of who is credited with it."""

import pytest

from checker.engine import Engine
from tests.engine.weighing.signed import signs_of_first as signs
from tests.packaged import packaged_engine

STORY = "The ferry will sail again in May after six months of repairs, the town council said."
CAPTION = "A worker paints the hull of the old ferry"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    ("above", "below", "said"),
    [
        (0, 2, "story 0 above, 2 below, in line: alone"),
        (2, 0, "story 2 above, 0 below, in line: alone"),
        (1, 1, "story 1 above, 1 below, in line: alone"),
        (5, 5, "story 2 above, 2 below, in line: alone"),
    ],
)
def test_a_story_goes_on_above_or_below(engine: Engine, above: int, below: int, said: str) -> None:
    found = signs(engine, "\n".join([*[STORY] * above, "AFP", *[STORY] * below]))
    assert said in found
    assert {f"story above: {min(above, 3)}", f"story below: {min(below, 3)}"} <= found


@pytest.mark.parametrize(("between", "counted"), [(7, 1), (8, 0)])
def test_sentences_count_within_eight_lines(engine: Engine, between: int, counted: int) -> None:
    text = "\n".join([STORY, *["Culture"] * between, "AFP", *["Culture"] * between, STORY])
    assert {f"story above: {counted}", f"story below: {counted}"} <= signs(engine, text)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("A ferry left the quay on Monday, said the harbour's office.", 0),  # 59 characters
        ("The ferry left the quay on a Monday, said the harbour office.", 1),  # 61
        ("The ferry left the quay on a Monday, said the harbour office", 0),  # no sentence
        (f"[alt] {STORY}", 0),
    ],
)
def test_a_long_sentence_tells_a_story(engine: Engine, line: str, told: int) -> None:
    assert f"story below: {told}" in signs(engine, f"AFP\n{line}")


def test_a_caption_that_is_printed_twice_is_seen(engine: Engine) -> None:
    again = "repeats the line before"
    assert again in signs(engine, f"{CAPTION}\n{CAPTION} AFP")
    assert again not in signs(engine, f"{STORY}\n{CAPTION} AFP")


def test_the_nearest_two_words_are_signs(engine: Engine) -> None:
    found = {sign for sign in signs(engine, "She told the AFP on Monday that") if "word " in sign}
    assert {"word 1 before: the", "word 2 before: told"} <= found
    assert {"word 1 behind: on", "word 2 behind: monday"} <= found
    assert not any("that" in sign for sign in found)


@pytest.mark.parametrize(
    ("credit", "sign"),
    [
        ("AFP/Getty Images", "a seller of pictures behind an agency"),
        ("AFP via Getty Images", "a seller of pictures behind an agency"),
        ("Getty Images/AFP", "a seller of pictures first"),
        ("Getty Images", "sellers of pictures alone"),
    ],
)
def test_a_seller_of_pictures_is_seen_in_a_chain(engine: Engine, credit: str, sign: str) -> None:
    assert sign in signs(engine, f"{CAPTION} ({credit})")
    assert not any("seller" in one for one in signs(engine, f"{CAPTION} (AFP/Reuters)"))
