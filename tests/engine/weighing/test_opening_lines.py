"""What a line above a story opens it with: a town, a label of sources, an author."""

import pytest

from checker.engine.weighing.lines import Neighbourhood, Place
from checker.engine.weighing.openings import opening_line_signs

STORY = "The harbour board said on Monday that the ferry would sail again in May after repairs."
SOURCE, BY, WITH, ROOM = (
    "\ue101",
    "\ue102",
    "\ue103",
    "\ue104",
)  # words of the grammar, a character each
CLASSES = {SOURCE: ("source",), BY: ("by",), WITH: ("with",), ROOM: ("newsroom",)}

TOWN = "a known place and the name are the line above a story"
LISTED = "a known place and the name, among lines of this shape"
LABEL = "a label of sources and the name open a text"
TITLED = "a label of sources and the name between a title and its story"
AUTHOR = "an author and the name are the line above a story"
BRACKET = "the name in brackets opens a text, alone in its line"
BELOW = "words of authors and sources with the name are the line below a story"
WORDS = "words of authors and sources with the name are the line above a story"


def signs(
    before: str,
    left: str = "",
    above: str | None = None,
    below: str | None = STORY,
    after: str = "",
    head: str = "",
) -> list[str]:
    around = Neighbourhood(before, after, "short", above, below, 0, 0, None)
    marked = f"{head}{before}\ue000{after}\n\n{below or ''}"
    place = Place(len(head), len(head) + len(before) + 1 + len(after), before, after)
    return list(opening_line_signs(marked, place, around, left or before, CLASSES))


@pytest.mark.parametrize("before", ["Madrid - ", "Ankara / ", "Berlin, ", "القدس المحتلة - "])
def test_a_town_alone_before_the_name_is_a_dateline(before: str) -> None:
    assert signs(before) == [TOWN]
    assert signs(before, below="A title below") == []
    assert signs(before, above="[alt] A ferry") == []
    assert signs(before, after=" reports") == []
    assert signs(before, below="Vienna, \ue000") == [LISTED]


def test_words_that_are_no_town_are_none() -> None:
    assert signs("Harbour news - ") == []
    assert signs("Berlin harbour news - ") == []


def test_a_label_of_sources_opens_a_text_and_stands_below_pictures() -> None:
    assert signs("Lähde: ", f"{SOURCE}: ") == [LABEL]
    assert signs("Lähde: ", f"{SOURCE}: ", above="A ferry at dawn.") == []
    assert signs("Kuva: ", "Kuva: ") == []


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("Old ferry sails again\n\n", [TITLED]),
        ("14.1.2024, 10:30\nOld ferry sails again\nUpdated 11:15\n", [TITLED]),
        ("Home\nNews\nHarbour\nOld ferry sails again\n", [TITLED]),
        ("Ferry sails\n", [TITLED]),
        ("Old ferry sails again\nA ferry crosses the bay\n", []),
        ("A ferry crosses the bay.\n", []),
        ("[alt] A ferry at dawn\n", []),
        (f"{'A long title ' * 8}\n", [TITLED]),
        (f"{'A long title ' * 40}\n", []),
    ],
)
def test_a_label_of_sources_between_a_title_and_its_story(head: str, told: list[str]) -> None:
    above = head.strip().rsplit("\n", 1)[-1]
    assert signs("Quelle: ", f"{SOURCE}: ", above=above, head=head) == told
    assert signs("(Quelle: ", f"({SOURCE}: ", above=above, head=head, after=")") == told
    assert signs("Quelle: ", f"{SOURCE}: ", above=above, head=head, below="14.1.2024") == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"{BY} Ann Sample | ", [AUTHOR]),
        (f"{BY} ANN SAMPLE ", [AUTHOR]),
        (f"{BY} Ann ", []),
        (f"{BY} Ann Sample Bo Sample Eva Sample ", []),
        (f"{BY} the way ", []),
        (f"{BY} Ann Sample, {WITH} l'", [AUTHOR]),
        (f"Ann Sample, {WITH} ", [AUTHOR]),
        ("Ann Sample, ", []),
        (f"{WITH} Ann Sample, ", []),
        (f"{BY}, {WITH} ", [WORDS]),
        (f"{BY} {WITH} ", [WORDS]),
        (f"talks {WITH} ", []),
    ],
)
def test_authors_and_words_for_them(line: str, told: list[str]) -> None:
    assert signs("x ", line, above="Old ferry sails again") == told


@pytest.mark.parametrize("line", [f"{WITH} ", f"{WITH} l'", f"{ROOM}/", f"{ROOM} {WITH} the "])
def test_words_for_authors_below_a_story_are_its_own(line: str) -> None:
    assert signs("x ", line, above=STORY, below="© 2024 The Daily Sample") == [BELOW]
    assert signs("x ", f"Talks {line}", above=STORY, below=None) == []
    assert signs("x ", line, above="Home", below=None) == []


@pytest.mark.parametrize(
    ("before", "after", "above", "told"),
    [
        ("(", ")", None, [BRACKET]),
        ("（", "）", None, [BRACKET]),
        ("(", ")", "A ferry at dawn.", []),
        ("(Foto ", ")", None, []),
        ("(", " Photo)", None, []),
    ],
)
def test_a_name_in_brackets_alone_opens_a_text(
    before: str, after: str, above: str | None, told: list[str]
) -> None:
    assert signs(before, above=above, after=after) == told
