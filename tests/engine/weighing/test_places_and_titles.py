"""Signs of lines that a place ends, of titles before a sign, and of fields that hold a name."""

import pytest

from checker.engine import Engine
from checker.models.draft import Draft
from tests.packaged import packaged_engine


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


def signs(engine: Engine, text: str) -> set[str]:
    """The signs of the last chain of names of a text."""
    return set(list(engine.signed(Draft(text)))[-1].signs)


@pytest.mark.parametrize(
    ("line", "placed"),
    [
        ("AFP in Dakar", True),
        ("AFP, Nairobi", True),
        ("dpa/kra Frankfurt", True),
        ("AFP in New York City", True),
        ("AFP in the old harbour", False),
        ("AFP Dakar office", False),
        ("AFP in a street of New York City", False),  # more words than a place has
    ],
)
def test_a_place_ends_a_line_that_the_name_opens(engine: Engine, line: str, placed: bool) -> None:
    said = "opens a line that a place ends, a date beside"
    assert (said in signs(engine, f"{line}\nMarch 4, 2023")) is placed
    assert said not in signs(engine, f"{line}\nThe ferry returns")


@pytest.mark.parametrize(
    ("before", "many"),
    [
        ("Bo Sample", "1-3"),
        ("Bo Sample van", "1-3"),
        ("Ferry Returns After Repairs", "4-6"),
        ("Ferry Returns After Many Long Repairs", "4-6"),
        ("Ferry Returns After Many Long Months Away", "many"),
    ],
)
def test_a_title_has_more_words_than_a_person(engine: Engine, before: str, many: str) -> None:
    assert f"a sign parts the name from {many} words" in signs(engine, f"{before} - Reuters")


def test_short_lines_make_no_menu_of_a_field(engine: Engine) -> None:
    names = ",\n".join(f'"Sample {n}"' for n in "ABCDEFGH")
    found = signs(engine, f'{{"authors": [\n{names},\n"AFP"\n]}}')
    assert not any(sign.startswith(("short lines in a run: 9", "alone among")) for sign in found)
    plain = "\n".join(f"Sample {n}" for n in "ABCDEFGH")
    assert "short lines in a run: 9" in signs(engine, f"{plain}\nAFP")


def test_what_a_form_is_in_alternative_text(engine: Engine) -> None:
    assert "photo-person in alternative text" in signs(engine, "[alt] Bo Sample/AFP")
    assert "photo-person in alternative text" not in signs(engine, "Bo Sample/AFP")
