"""What tests say of the text that they hold, and rows of tables of tests."""

import pytest

from checker.engine import Engine
from tests.engine.weighing.signed import signs, signs_of_first
from tests.packaged import packaged_engine

NOTHING = "a test expects nothing"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    "text",
    [
        "expect(agenciesOf('Par Le Temps avec AFP')).toEqual(['AFP']);",
        'assert detect("PARIS (AFP) - Le bac revient") == "AFP"',
        'self.assertEqual(agency("Berlin (dpa) - Die Fähre fährt wieder"), "dpa")',
        'assertEquals("EFE", credit("Madrid, 3 may (EFE).- El ferry vuelve"));',
        "expect(parse('ROMA (ANSA) - Il traghetto torna')).to.deep.equal({ agency: 'ANSA' });",
        'Assert.Equal("PAP", Find("Warszawa (PAP) - Prom wróci w maju"));',
        'assert_eq!(wire("LISBOA (Lusa) - O ferry volta"), Some("Lusa"));',
        'assertThat(found("МОСКВА (ТАСС) - Паром вернется")).containsExactly("ТАСС")',
        "assert detect(\n    'ANKARA (AA) - Feribot dönüyor'\n) == 'AA'",
        "expect(sources('STOCKHOLM (TT) Färjan går igen'))\n  .toContain('TT')",
    ],
)
def test_a_test_expects_the_name(engine: Engine, text: str) -> None:
    found = signs(engine, text)
    assert any(sign.startswith("a test expects the name") for sign in found)
    assert NOTHING not in found


@pytest.mark.parametrize(
    "text",
    [
        "expect(agenciesOf('Le bac, dit AFP Conseil')).toEqual([]);",
        "expect(wire('x PARIS (AFP) - late in the text')).toBeNull();",
        'assert detect("Berlin (dpa) - Text") is None',
        "self.assertIsNone(agency('Madrid (EFE) - Texto'))",
        'self.assertNotIn("(ANSA)", text)',
        'assert not is_wire("Quelle: dpa")',
        'assertFalse(isCredit("Źródło: PAP"));',
        "expect(page.text()).not.toContain('Foto: AFP');",
        'assert "Источник: ТАСС" not in result',
        'assertThat(credit("Kilde: NTB")).isEmpty();',
        "expect(find(\n  'Bron: ANP'\n)).toBe(null)",
        'assertEquals("", clean("Kaynak: AA"));',
    ],
)
def test_a_test_expects_nothing(engine: Engine, text: str) -> None:
    found = signs_of_first(engine, text)
    assert NOTHING in found
    assert not any("expects the name" in sign for sign in found)


@pytest.mark.parametrize(
    "text",
    [
        '("Panamá, 5 oct (EFE).- El Canal limita tránsitos", "", "EFE"),',
        '["Story text here. Source: AFP", "AFP"],',
        "{ text: 'Berlin (dpa) - Die Fähre', want: 'dpa' },",
        "(\n    'ROMA (ANSA) - Il traghetto',\n    'ansa',\n),",
    ],
)
def test_a_row_of_tests_has_the_name_again(engine: Engine, text: str) -> None:
    assert "its row has the name, some form" in signs_of_first(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        "choices=[('afp', 'AFP'), ('dpa', 'dpa')]",
        '{ value: "AFP", label: "AFP" }',
        '"Quelle: dpa",\n"Quelle: sid",',
        'value = "Berlin (dpa) - Die Fähre fährt wieder"\nother = None',
        "if credit('Berlin (dpa) - Text') is None:\n    return",
    ],
)
def test_other_statements_expect_nothing(engine: Engine, text: str) -> None:
    found = signs_of_first(engine, text)
    assert not any(sign.startswith(("a test", "its row")) for sign in found)


@pytest.mark.parametrize(("lines", "seen"), [(2, True), (3, False)])
def test_a_statement_goes_over_two_more_lines(engine: Engine, lines: int, seen: bool) -> None:
    between = "  ,\n" * (lines - 1)
    text = f"assertEquals(find('Berlin (dpa) - Text und so'),\n{between}  'dpa')"
    found = signs_of_first(engine, text)
    assert any(sign.startswith("a test expects the name") for sign in found) == seen
