"""Signs of what is around a name's line: prose yields none, programs and notes do."""

import pytest

from checker.engine.weighing.lines import Lines, Place
from checker.engine.weighing.surroundings import surrounding_signs

NAME = "\ue000"
PROSE = "The ferry will sail again in May, the council said on Monday; repairs took six months.\n"
CODE = "if (!$row) {\n    throw new Exception($id);\n}\n$total += $row['count'];\n"
NOTES = "## Feeds\n\n- weather service\n- traffic office\n"


def signs(above: str, line: str, below: str, *, marks: bool = False) -> set[str]:
    text = f"{above}{line}\n{below}"
    place: Place = Lines(text).place(text.index(NAME))
    return set(surrounding_signs(text, place, marks=marks))


@pytest.mark.parametrize("line", [f"PORTVILLE ({NAME}) - The port is open.", f"© {NAME}", NAME])
def test_a_story_yields_none(line: str) -> None:
    assert signs(PROSE * 2, line, PROSE) == set()
    assert signs("", line, "") == set()


@pytest.mark.parametrize("line", [f'    "{NAME}",', f"// source: {NAME}", f"case 3: {NAME}"])
def test_program_text_around_a_name_is_a_sign(line: str) -> None:
    assert "signs around: most" in signs(CODE, line, CODE)
    assert "signs around: most, some form" in signs(CODE, line, CODE, marks=True)


@pytest.mark.parametrize(
    ("count", "length", "sign"),
    [
        (2, 150, ""),
        (3, 150, "some"),
        (3, 310, ""),
        (3, 290, "some"),
        (5, 210, "some"),
        (5, 190, "many"),
        (9, 190, "many"),
        (10, 190, "most"),
        (10, 59, ""),
        (10, 60, "most"),
    ],
)
def test_how_dense_it_is_counts_signs_that_prose_lacks(count: int, length: int, sign: str) -> None:
    around = "a" * (length - count - 1) + "{" * count + "\n"
    text = f"{around}{NAME}"
    found = surrounding_signs(text, Lines(text).place(text.index(NAME)), marks=False)
    shown = {one for one in found if one.startswith("signs around")}
    assert shown == ({f"signs around: {sign}"} if sign else set())


def test_notes_of_a_team_are_a_sign() -> None:
    assert "lines of notes around: most" in signs(NOTES, f"- the news of {NAME}", NOTES)
    assert "lines of notes around: some" in signs(PROSE * 3, f"the news of {NAME}", "- one point\n")


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        (f'    "{NAME}",', "in a short string: alone, led by none"),
        (f'source: "{NAME}",', "in a short string: alone, led by name"),
        (f'["Nord", "{NAME}"]', "in a short string: alone, led by list"),
        (f'label = "Source: {NAME}"', "in a short string: not alone, led by name"),
    ],
)
def test_a_name_in_a_short_string_is_a_sign(line: str, sign: str) -> None:
    assert sign in signs(CODE, line, CODE)


def test_a_story_in_a_string_is_no_short_string() -> None:
    line = f'content: "PORTVILLE, Jan 14 ({NAME}) - {PROSE.strip()}"'
    assert not any("short string" in sign for sign in signs(CODE, line, CODE))


@pytest.mark.parametrize(
    ("above", "below", "count"),
    [("x = 1\n", "y = 2", 0), ('  "one",\n', "]", 1), ('  "one",\n', '  "two",\n', 2)],
)
def test_strings_of_a_list_have_others_beside_them(above: str, below: str, count: int) -> None:
    assert f"a string in a line, beside {count}" in signs(above, f'  "Source: {NAME}",', below)


@pytest.mark.parametrize("line", [f'r"^(Nord|{NAME}|Sud)"', f"'{NAME}|Nord|Sud|West'"])
def test_an_alternative_of_a_pattern_is_a_sign(line: str) -> None:
    assert "between bars of a pattern" in signs(CODE, line, CODE)


def test_bars_with_blanks_part_the_words_of_a_page() -> None:
    assert "between bars of a pattern" not in signs(PROSE, f"World | {NAME} | 10:02", PROSE)
