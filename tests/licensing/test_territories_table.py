"""The packaged table of territories is what its script makes of CLDR."""

import re
from pathlib import Path

import pytest

pytest.importorskip("babel", reason="the table is made with Babel, a dev dependency")

from tools.territories.__main__ import PACKAGED
from tools.territories.cases import cases_of, read_declensions
from tools.territories.cldr import cldr_version
from tools.territories.report import coverage
from tools.territories.table import Table, make_table, rendered

pytestmark = pytest.mark.slow

RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="module")
def table() -> Table:
    head = PACKAGED.read_text(encoding="utf-8").partition("\n")[0]
    recorded = re.search(r"from CLDR (\S+)", head)
    assert recorded is not None
    if recorded[1] != cldr_version():
        pytest.skip(f"made from CLDR {recorded[1]}; the installed Babel has {cldr_version()}")
    return make_table()


def test_the_table_is_what_the_script_makes(table: Table) -> None:
    assert PACKAGED.read_text(encoding="utf-8") == rendered(table)


def test_every_language_that_the_rules_name_is_in_the_table(table: Table) -> None:
    named = {
        language
        for path in RULES.rglob("*.toml")
        for listed in re.findall(
            r"^languages = \[(.*?)\]", path.read_text(encoding="utf-8"), re.MULTILINE
        )
        for language in re.findall(r'"(\w+)"', listed)
    }
    # "no" is CLDR's name of "nb"; Montenegrin, Tagalog and Chichewa are not in it under their codes
    assert named - {"nb", "cnr", "tl", "ny"} <= set(table.hand.languages)


def test_nearly_all_names_of_every_language_are_known_and_none_is_taken_for_another(
    table: Table,
) -> None:
    for language, (known, _unknown, total, wrong) in coverage(table).items():
        assert wrong == [], language
        assert known >= 0.97 * total, f"{language}: {known} of {total}"


@pytest.mark.parametrize(
    ("language", "name", "forms"),
    [
        ("ru", "Саудовская Аравия", {"саудовской аравии", "саудовскую аравию"}),
        ("ru", "Босния и Герцеговина", {"боснии и герцеговине"}),
        ("ru", "США", set[str]()),
        ("ru", "Перу", set[str]()),
        ("uk", "Південна Корея", {"південної кореї", "південній кореї"}),
        ("pl", "Stany Zjednoczone", {"stanach zjednoczonych", "stanów zjednoczonych"}),
        ("cs", "Velká Británie", {"velké británie", "velké británii"}),
        ("sl", "Hrvaška", {"hrvaške", "hrvaškem"}),
        ("fi", "Englanti", {"englannissa", "englannin"}),
        ("de", "Dominikanische Republik", {"dominikanischen republik"}),
        ("el", "Κύπρος", {"κύπρο", "κύπρου"}),
    ],
)
def test_names_take_the_cases_of_their_language(language: str, name: str, forms: set[str]) -> None:
    made = cases_of(name, read_declensions()[language])
    assert forms <= set(made)
    assert bool(made) == bool(forms)
