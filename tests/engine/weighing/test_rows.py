"""Records without headings: what stands beside the cell of a name says whether it is a story's."""

import pytest

from checker.engine import Engine
from tests.engine.weighing.signed import signs, signs_of_first
from tests.packaged import packaged_engine

RECORD, WHOLE = "in a story's record", "in a story's record, whole cell"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    "text",
    [
        '    Story("Le bac revient en mai", "Belga", "2024-05-14", "Le bac revient."),',
        '    ("Balsa volta a operar em maio", "Agência Brasil", "2024-10-17 00:00:00", 5),',
        '(\n    "Die Fähre fährt wieder im Mai",\n    "dpa",\n    datetime(2024, 5, 14),\n),',
        "foo('El ferry vuelve a navegar en mayo',\n    'EFE', 7, '2024-05-14')",
        "VALUES (7, 'Il traghetto torna a maggio', 'ANSA', '2023-04-03', 1);",
        "(7, 'Паром вернется в мае после ремонта', 'ТАСС', '2023-04-03'),",
        "7|Färjan går igen i maj|TT|2024-05-14|3",
        '7,"Prom wróci w maju, podało miasto",PAP,2024-05-14',
        "7;Trajekt se vrátí v květnu;ČTK;14.05.2024",
        '["渡轮将于五月恢复运行，市政府十一日表示", "新华社", "https://two.example/7"]',
        "('Feribot mayısta sefere başlıyor',\n 'new', 'Anadolu Ajansı', true, NOW());",
        'Item("여객선이 5월에 다시 운항한다고 시청이 밝혔다", "연합뉴스", "2024.05.14")',
    ],
)
def test_a_story_s_record_has_its_headline_and_a_date_or_an_address(
    engine: Engine, text: str
) -> None:
    assert WHOLE in signs_of_first(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        '["AFP", "Reuters", "AP"]',
        "['TASS', 'https://tass.example/rss.xml'],",
        "('reuters', 'Reuters', 'news', 0.80, NULL)",
        'Feed("dpa", "https://feeds.example/2.xml", 600),',
        "{ id: 1, title: 'Balsa volta a operar em maio', name: 'AFP', date: '2024-05-14' },",
        'KNOWN = {"Belga": 0.9, "AFP": 0.8}',
        "INSERT INTO outlets VALUES (2, 'EFE', 'wire', '2023-04-03');",
        'print("Der Hafen von Hamburg bleibt bis Mai geschlossen", "dpa")',
    ],
)
def test_lists_feeds_and_named_fields_are_no_records_of_stories(engine: Engine, text: str) -> None:
    assert not any(sign.startswith(RECORD) for sign in signs(engine, text))


@pytest.mark.parametrize(
    "prose",
    [
        "Der Hafen (Foto: Anna Muster, dpa, 14.05.2024) bleibt bis Mai geschlossen.",
        'Sagte der Chef des Hafens am Montag, "dpa", dass er bis Mai geschlossen bleibt, 2024-05.',
        "Written by Press Trust of India | Mumbai | The ferry will sail again in May 2024.",
        'Reported by Bo Sample, https://two.example/a, and by "AP", the ferry sails in May again.',
    ],
)
def test_prose_has_no_records(engine: Engine, prose: str) -> None:
    assert not any("record" in sign for sign in signs(engine, prose))


@pytest.mark.parametrize(("words", "is_record"), [(3, True), (4, False)])
def test_words_that_are_no_string_make_prose(engine: Engine, words: int, is_record: bool) -> None:
    plain = " ".join(["plain"] * words)
    row = f'("Le bac revient en mai", "Belga", {plain}, "2024-05-14")'
    assert (WHOLE in signs_of_first(engine, row)) == is_record


@pytest.mark.parametrize(
    ("cells", "is_record"),
    [(2, False), (3, True), (23, True), (24, False)],
)
def test_a_record_has_three_to_twenty_three_cells(
    engine: Engine, cells: int, is_record: bool
) -> None:
    more = ["1"] * (cells - 2)
    row = ", ".join(['"Le bac revient en mai, dit la ville 2024-05-14"', '"Belga"', *more])
    assert (WHOLE in signs_of_first(engine, f"f({row})")) == is_record


@pytest.mark.parametrize(
    ("beside", "fills"),
    [('"Belga"', "whole cell"), ('"Par Anne Essai, Belga"', "a cell with more")],
)
def test_a_cell_may_hold_a_person_beside_the_name(engine: Engine, beside: str, fills: str) -> None:
    row = f'("Le bac revient en mai", {beside}, "2024-05-14")'
    assert f"{RECORD}, {fills}" in signs_of_first(engine, row)


@pytest.mark.parametrize(("words", "short"), [(5, True), (6, False)])
def test_a_cell_of_more_words_is_no_credit(engine: Engine, words: int, short: bool) -> None:
    lead = " ".join(["un"] * words)
    row = f'("Le bac revient en mai", "{lead} Belga", "2024-05-14", 7)'
    found = any(sign.startswith(RECORD) for sign in signs_of_first(engine, row))
    assert found == short


def test_the_file_of_a_picture_is_told(engine: Engine) -> None:
    row = '("Le bac revient en mai", "Belga", "2024-05-14", "/img/bac.jpg")'
    assert "in a record with a picture, whole cell" in signs_of_first(engine, row)
