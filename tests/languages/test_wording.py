"""Messages: English where they arise, with all that another language needs."""

import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.wording import (
    LIMIT,
    Message,
    capital,
    clip,
    either,
    fill,
    joined,
    listed,
    lower,
    plural,
    worded,
    worded_as,
)


def test_a_message_is_the_english_string() -> None:
    message = worded("{owner} killed it at {time}.", owner="Northlight", time="09:00")
    assert message == "Northlight killed it at 09:00."
    assert hash(message) == hash("Northlight killed it at 09:00.")
    assert message.template == "{owner} killed it at {time}."


@pytest.mark.parametrize(("number", "text"), [(0, "0 words"), (1, "1 word"), (2, "2 words")])
def test_a_number_decides_between_two_templates(number: int, text: str) -> None:
    assert plural("{n} word", "{n} words", number) == text


def test_a_place_says_how_its_number_is_written() -> None:
    assert worded("{a:,} {b:.0f} % {c:g}", a=1234, b=12.6, c=2.50) == "1,234 13 % 2.5"


@pytest.mark.parametrize("hostile", ["{owner}", "{0}", "{owner.__class__}", "{{x}}", "}{"])
def test_what_fills_a_place_is_never_read_as_a_template(hostile: str) -> None:
    assert worded("{owner}: {text}", owner="A", text=hostile) == f"A: {hostile}"


def test_words_are_listed_as_english_lists_them() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert either(["a", "b", "c"]) == "a, b or c"
    assert listed([]) == either([]) == joined([]) == ""
    assert joined([worded("x"), "y"], "; ") == "x; y"


def test_a_first_letter_changes_without_losing_the_template() -> None:
    message = worded("no licensed sources are indexed")
    assert capital(message) == "No licensed sources are indexed"
    assert lower(capital(message)) == message
    assert lower("AFP text is used") == "AFP text is used"


@pytest.mark.parametrize(("length", "cut"), [(LIMIT, False), (LIMIT + 1, True)])
def test_a_long_message_is_cut_and_stays_a_message(length: int, cut: bool) -> None:
    message = clip(worded("{text}", text="a" * length))
    assert len(message) == LIMIT
    assert message.endswith("…") is cut
    assert isinstance(message, Message)


def test_a_message_reaches_another_process_whole() -> None:
    message = plural("{n} word of {who}", "{n} words of {who}", 3, who=worded("this text"))
    again = pickle.loads(pickle.dumps(message))
    assert again == message
    assert again.template == message.template
    assert isinstance(again.values["who"], Message)


def test_a_fixed_text_is_a_message_as_it_stands() -> None:
    assert worded_as("a path with {braces}") == "a path with {braces}"


PIECES = st.sampled_from(
    [
        "{n}",
        "{n:.0f}",
        "{n:,}",
        "{0}",
        "{x}",
        "{",
        "}",
        "{{n}}",
        "{n!r}",
        "{n.a}",
        "{}",
        "{n:}",
        "word",
        "“",
        "%",
    ]
)
VALUES = st.dictionaries(st.sampled_from(["n", "x", "0"]), st.integers(0, 3000))


@given(st.lists(PIECES, max_size=6).map("".join), VALUES)
@example("{n} {x}", {"n": 1})
@example("{0} {n}", {"n": 1, "0": 2})
def test_places_that_are_filled_at_once_are_filled_as_one_by_one(
    template: str, values: dict[str, int]
) -> None:
    assert fill(template, values) == fill(template, values, lambda value, form: format(value, form))


@given(st.text(st.sampled_from("a <>\n\u00a0\u200e\ud800é"), max_size=12))
@example("a" * 8 + " ")
@example("a" * 9)
@example("a  b")
def test_what_is_clipped_is_plain_and_what_is_plain_is_not_clipped(text: str) -> None:
    line = clip(text, 8)
    assert len(line) <= 8
    assert clip(line, 8) == line
    plain = text.isprintable() and text == " ".join(text.split()) and not {"<", ">"} & set(text)
    assert (line == text) is (plain and len(text) <= 8)
