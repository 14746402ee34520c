"""Territories: every usual spelling of every country, and nothing that is none."""

import pytest

from checker.licensing.agreement.territories import (
    alpha3,
    gazetteer,
    suggest,
    territories_of,
    territory_name,
)


def test_all_249_countries_of_iso_3166_are_known_by_both_codes() -> None:
    names = gazetteer().names
    assert len(names) == 249
    assert len({alpha3(code) for code in names}) == 249
    for code, name in names.items():
        assert territories_of(code) == (code,)
        assert territories_of(code.lower()) == (code,)
        assert territories_of(alpha3(code).title()) == (code,)
        assert territories_of(name) == (code,)


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("UK", "GB"), ("el", "GR"), ("USA", "US"), ("U.S.", "US"), ("the United States", "US"),
        ("Great Britain", "GB"), ("Deutschland", "DE"), ("Allemagne", "DE"),
        ("Côte d’Ivoire", "CI"),
        ("cote d'ivoire", "CI"), ("Turkey", "TR"), ("TÜRKİYE", "TR"), ("日本", "JP"),
        ("South Korea", "KR"), ("Holland", "NL"), ("  italy ", "IT"), ("Estados Unidos", "US"),
    ],
)  # fmt: skip
def test_names_in_several_languages_are_known(spelling: str, code: str) -> None:
    assert territories_of(spelling) == (code,)


def test_groups_stand_for_their_members() -> None:
    assert territories_of("Benelux") == ("BE", "NL", "LU")
    assert len(territories_of("EU")) == 27
    assert set(territories_of("EU")) < set(territories_of("EEA"))


@pytest.mark.parametrize("spelling", ["", "XX", "ZZ", "Ruritania", "EUR", "..", "12"])
def test_what_is_no_territory_is_unknown(spelling: str) -> None:
    assert territories_of(spelling) == ()


def test_a_near_miss_is_suggested() -> None:
    assert "DE" in suggest("Germny")
    assert "ISO 3166" in suggest("qqqqqq")


def test_everywhere_is_everywhere() -> None:
    assert territories_of("*") == ("*",)
    assert territories_of("Worldwide") == ("*",)
    assert territory_name("*") == "the whole world"
    assert territory_name("IT") == "Italy"
