"""Quotations of all traditions, and what only looks like one."""

import pytest

from checker.text.quotes import quotations
from tests.linear import grows_linearly


def quoted(text: str) -> list[str]:
    return [text[span.start : span.end] for span in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no, never” and left.", ["“no, never”"]),
        ('He said "no, never" and left.', ['"no, never"']),
        ("Er sagte: „nein, nie“ und ging.", ["„nein, nie“"]),
        ("Er sagte: »nein, nie« und ging.", ["»nein, nie«"]),
        ("Il a dit : « non, jamais » et partit.", ["« non, jamais »"]),
        ("Hän sanoi: ”ei koskaan” ja lähti.", ["”ei koskaan”"]),
        ("他说：「不，绝不」，然后走了。", ["「不，绝不」"]),
        ("彼は『いいえ』と言った。", ["『いいえ』"]),
        ("他说：“不会‘让步’的”，走了。", ["“不会‘让步’的”"]),
        ("He said ‘no, never’ and left.", ["‘no, never’"]),
        ("He said 'no, never' and left.", ["'no, never'"]),
        ("He said &quot;no, never&quot; twice.", ["&quot;no, never&quot;"]),
        ("He said &amp;ldquo;no, never&amp;rdquo;.", ["&amp;ldquo;no, never&amp;rdquo;"]),
    ],
)
def test_marks_of_many_traditions(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ministers' plan and the union's answer don't agree.",
        "It wasn’t the owners’ fault, the mayor’s office said.",
        "Rock 'n' roll in the '60s",
        'A 12" pipe burst.',
        "The plan 'was never closed.",
    ],
)
def test_apostrophes_and_lone_marks_quote_nothing(text: str) -> None:
    assert quoted(text) == []


def test_nested_quotations_are_one() -> None:
    text = "She said: “They told me ‘we will “never” close’ and left.” Then rain."
    assert quoted(text) == ["“They told me ‘we will “never” close’ and left.”"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said: “We go. “Nobody stays.” Then rain.", ["“We go. “Nobody stays.”"]),
        ("“Wir gehen. “Wir bleiben”, sagte sie.", ["“Wir gehen. “Wir bleiben”"]),
        ("« On part. « On reste », dit-elle.", ["« On part. « On reste »"]),
        ("Она: «Идём. «Остаёмся», — сказала она.", ["«Идём. «Остаёмся»"]),
        ("«Мы из «Зари», – сказал он.", ["«Мы из «Зари»"]),
        (
            "«Мы и «Заря» из «Авроры», – сказала она о «Маяке».",
            ["«Мы и «Заря» из «Авроры»", "«Маяке»"],
        ),
        ("「走る。「歩く」と言った。", ["「走る。「歩く」"]),
        ("“We go,” she said. “We stay. “We wait.” Rain.", ["“We go,”", "“We stay. “We wait.”"]),
        # what only looks like it
        ("She met “the boss “of all” there", ["“of all”"]),
        ("Они из «ЗАО «Заря» ушли.", ["«Заря»"]),
        ("“We go. Then “never” was said.", ["“never”"]),
    ],
)
def test_a_mark_that_opens_again_in_joined_paragraphs_goes_on(
    text: str, expected: list[str]
) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(("length", "goes_on"), [(600, True), (601, False)])
def test_a_joined_paragraph_has_a_greatest_length(length: int, goes_on: bool) -> None:
    text = "“" + "a" * (length - 3) + ". “Two.” Then rain."
    assert quoted(text)[0].startswith("“a") is goes_on


def test_a_quotation_re_opened_in_each_paragraph_goes_on() -> None:
    text = "“We begin.\n\n“We go on.\n\n“We end,” he said."
    assert quoted(text) == ["“We begin.\n\n“We go on.\n\n“We end,”"]


def test_a_finnish_quotation_opens_again_with_the_mark_that_closes_it() -> None:
    text = "”Alamme.\n\n”Jatkamme.\n\n”Lopetamme”, hän sanoi.\n\n”Ei”, sanoi toinen."
    assert quoted(text) == ["”Alamme.\n\n”Jatkamme.\n\n”Lopetamme”", "”Ei”"]


def test_a_mark_that_is_never_closed_ends_nothing_behind_its_paragraph() -> None:
    assert quoted('One " lone mark here.\n\nHe said "yes" loudly.') == ['"yes"']


def test_speech_after_a_dash_without_its_aside() -> None:
    text = "— Nous ne fermerons pas, — dit le maire. — Jamais.\nLa pluie tombe."
    found = quoted(text)
    assert found[0].startswith("Nous ne fermerons pas")
    assert not any("dit le maire" in one for one in found)
    assert any("Jamais" in one for one in found)


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("‘We don’t want the boys’ house,’ she said.", ["‘We don’t want the boys’ house,’"]),
        ("‘All the boys’ left. ‘Another one’ came.", ["‘All the boys’", "‘Another one’"]),
        ("In the ’90s rock ’n’ roll ruled.", []),
        ("« Un deux.\n\n» Trois quatre. » Fin.", ["« Un deux.\n\n» Trois quatre. »"]),
        ("他说＂今天走＂了。", ["＂今天走＂"]),
        ('他说"今天走"了。', ['"今天走"']),
        ("It “was left open. Later “yes indeed” came.", ["“yes indeed”"]),
        ("An “open one\r\n\r\nand “a whole one” after.", ["“a whole one”"]),
        ("“We begin.\r\n\r\n“We end,” he said.", ["“We begin.\r\n\r\n“We end,”"]),
        ("—Hola, vamos hoy —dijo—. Y mañana.", ["Hola, vamos hoy", ". Y mañana."]),
        ("– Cześć, idziemy – powiedział. – Jutro.", ["Cześć, idziemy", " Jutro."]),
        ("— Привет, — сказал он. — Пойдём.\r\nДождь.", ["Привет,", " Пойдём."]),
        ("Il pleut.\r\n— Nous partons.\r\nFin.", ["Nous partons."]),
    ],
)
def test_traditions_and_their_line_ends(text: str, speech: list[str]) -> None:
    assert quoted(text) == speech


@pytest.mark.no_cover
@pytest.mark.slow
@pytest.mark.parametrize("piece", ["“", "‘a ", "'", "— a —", "« a\n\n» ", "”“"])
def test_hostile_marks_take_linear_time(piece: str) -> None:
    assert grows_linearly(lambda count: quotations(piece * count), 2_500)


POINTS = ["— The first point of a list", "— The second point of it", "— The third"]


@pytest.mark.parametrize(
    ("lines", "spoken"),
    [
        (POINTS[:1], True),
        (POINTS[:2], False),
        (POINTS, False),
        ([*POINTS, "— Is it one?"], False),
        ([*POINTS, "— The harbour — a new one — opens."], False),
        ([*POINTS[:2], "— Is it one?"], False),
        ([POINTS[0], "— Is it one?"], True),
        ([*POINTS[:2], "— Is it one?", "— No, — he said. — It is none."], True),
    ],
)
def test_lines_with_dashes_of_which_most_are_spoken_by_nobody_are_a_list(
    lines: list[str], spoken: bool
) -> None:
    assert bool(quoted("\n".join(lines))) is spoken
