"""Columns of tables of stories: a column for the source names it, one of another table does not."""

import pytest

from checker.engine import Engine
from tests.engine.weighing.signed import signs
from tests.packaged import packaged_engine

PARTY = "data: party"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("| title | source |\n|---|---|\n| Ferry | AFP |", "data in column: source"),
        ("| no | Titel | Agentur |\n|---|---|---|\n| 7 | Fähre | dpa |", "data in column: source"),
        ('id,headline,provider\n7,"Ferry, again",AFP', "data in column: provider"),
        ("id;titre;auteur\n7;Le bac;AFP", "data in column: source"),
        ("title;copyright;day\nFerry;AFP;Monday", "data in column: holder"),
        (
            "INSERT INTO n (id, title, source) VALUES (7, 'Ferry (a)', 'AFP');",
            "data in column: source",
        ),
        (
            "INSERT INTO `n` (`id`,`title`,`credit`) VALUES\n(1,'a','b'),\n(7,'It''s, now','AFP')",
            "data in column: source",
        ),
        ("| заголовок | источник |\n|---|---|\n| Паром | ТАСС |", "data in column: source"),
    ],
)
def test_a_column_of_a_table_of_stories_names_the_source(
    engine: Engine, text: str, sign: str
) -> None:
    found = signs(engine, text)
    assert sign in found
    assert PARTY in found
    assert "one of many short strings" not in found


@pytest.mark.parametrize(
    "text",
    [
        "| source | address |\n|---|---|\n| AFP | https://a.example |",
        "| country | figure | source |\n|---|---|---|\n| Peru | 12 | AFP |",
        "name,lang,interval\nAFP,fr,10",
        "INSERT INTO feeds (id, name, lang) VALUES (2, 'AFP', 'fr');",
        "title,source\nFerry,AFP,3",  # a row that has other cells than the headings
        "title,text\nFerry,AFP",
        "The title, the source and the date were known.\nFerry, AFP, Monday",
    ],
)
def test_other_tables_name_no_source_of_a_story(engine: Engine, text: str) -> None:
    assert not any(sign.startswith("data in column") for sign in signs(engine, text))


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ('{"title": "A", "date": "2020", "sources": ["AFP", "Reuters", "dpa", "AP"]}', False),
        ('{"title": "A", "body": "B", "sources": ["AFP", "Reuters", "dpa", "AP"]}', False),
        ('{"title": "A", "sources": ["AFP", "Reuters", "dpa", "AP"]}', True),
        ('{"interval": 5, "sources": ["AFP", "Reuters", "dpa", "AP"]}', True),
    ],
)
def test_a_storys_record_lists_its_sources(engine: Engine, text: str, listed: bool) -> None:
    assert ("one of many short strings" in signs(engine, text)) is listed
