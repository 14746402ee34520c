"""Keys, identifiers and codes: names that a program uses for its own ends."""

import pytest

from checker.engine import Engine
from tests.engine.weighing.signed import signs, signs_of_first
from tests.packaged import packaged_engine


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    "text",
    [
        '    "Reuters": 0.89,',
        "  '新华社' => 'A',",
        '"sources": {"AFP": {"count": 9}}',
        "TIERS['Belga'] = 2",
        '"dpa" : [ "de", "at" ],',
    ],
)
def test_a_key_of_data(engine: Engine, text: str) -> None:
    assert "a key of a program's data" in signs_of_first(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        '"source": "AFP", "date": "2024-05-14"',
        'x = wire ? "AFP" : "";',
        'if (source == "AFP") {',
        'print("AFP")',
    ],
)
def test_values_are_no_keys(engine: Engine, text: str) -> None:
    assert "a key of a program's data" not in signs_of_first(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        '"新华社": {\n  "name": "新华社",\n  "count": 9,',
        "'AFP': { id: 7, label: 'AFP' },",
        '"EFE" => ["name" => "EFE", "lang" => "es"],',
    ],
)
def test_the_record_below_a_key_names_it_again(engine: Engine, text: str) -> None:
    assert "in the record below its key" in signs(engine, text)


@pytest.mark.parametrize(
    ("text", "is_value"),
    [
        ("{ ref: 7, debit: 0, credit: AFP, journal: 'Compras' }", True),
        ("{ ref: 7, debit: 0, credit: 'AFP', journal: 'Compras' }", False),
        ("entry(ref: 7, credit: AFP, journal: 'Compras')", True),
        ("Photo credit: AFP, Reuters", False),
        ("Wanderer am Grat (Quelle: dpa)", False),
        ("A hiker on the ridge (Archive, credit: AFP)", False),
    ],
)
def test_an_unquoted_value(engine: Engine, text: str, is_value: bool) -> None:
    assert ("an unquoted value" in signs_of_first(engine, text)) == is_value


@pytest.mark.parametrize(
    ("text", "is_code"),
    [
        ('print("(AP) - Add a page\\n(RP) - Remove a page\\n(AL) - Add a link\\n")', True),
        ("- Payment Agent (SPUA) - 55 min\n- Dashboard Agent (DPA) - 45 min\n- (CVPA) - 5", True),
        ('print("(AP) - Add a page\\n(RP) - Remove a page\\n")', False),
        (
            'text = "(AP) - The ferry sails, said the mayor of the town (BO) - and the EU (EU)"',
            False,
        ),
    ],
)
def test_codes_in_brackets_are_several(engine: Engine, text: str, is_code: bool) -> None:
    assert ("one of several codes in brackets" in signs(engine, text)) == is_code
