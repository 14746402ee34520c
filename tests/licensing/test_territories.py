"""Territories: every usual spelling of every country, and nothing that is none."""

import pytest

from checker.licensing.agreement.territories import (
    alpha3,
    covers,
    gazetteer,
    parts_in,
    suggest,
    territories_in_prose,
    territories_of,
    territory_name,
)

AMBIGUOUS = ("GE", "GN", "FM", "MF")  # whose plain English name may mean another place too


def test_all_countries_of_iso_3166_and_kosovo_are_known_by_both_codes() -> None:
    long_codes = gazetteer().long_codes
    assert len(long_codes) == 250
    assert len(set(long_codes.values())) == 250
    for code in long_codes:
        assert territories_of(code) == (code,)
        assert territories_of(code.lower()) == (code,)
        assert territories_of(alpha3(code) or "") == (code,)
        if code not in AMBIGUOUS:
            assert territories_of(territory_name(code)) == (code,)


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("UK", "GB"), ("el", "GR"), ("USA", "US"), ("U.S.", "US"), ("the United States", "US"),
        ("Great Britain", "GB"), ("Deutschland", "DE"), ("Allemagne", "DE"),
        ("Côte d’Ivoire", "CI"), ("cote d'ivoire", "CI"), ("Turkey", "TR"), ("TÜRKİYE", "TR"),
        ("日本", "JP"), ("South Korea", "KR"), ("Holland", "NL"), ("  italy ", "IT"),
        ("Estados Unidos", "US"), ("Bangladesch", "BD"), ("Antarktis", "AQ"),
        ("Bosnien und Herzegowina", "BA"), ("Bosnia & Herzegovina", "BA"), ("Österrike", "AT"),
        ("Argentinië", "AR"), ("Emirados Árabes Unidos", "AE"), ("Россия", "RU"), ("مصر", "EG"),
        ("مِصر", "EG"), ("大韓民国", "KR"), ("ＪＡＰＡＮ", "JP"), ("Cộng hòa Séc", "CZ"),
        ("HIRVATİSTAN", "HR"), ("Hırvatistan", "HR"), ("Guinea-Bissau", "GW"), ("Irão", "IR"),
        ("Papua-Neuguinea", "PG"), ("Äquatorialguinea", "GQ"), ("Sudan", "SD"),
        ("Südsudan", "SS"), ("Niger", "NE"), ("Nigeria", "NG"), ("Dominica", "DM"),
        ("Dominican Republic", "DO"), ("Kosovo", "XK"), ("xkx", "XK"),
    ],
)  # fmt: skip
def test_names_in_many_languages_are_known(spelling: str, code: str) -> None:
    assert territories_of(spelling) == (code,)


@pytest.mark.parametrize(
    "spelling",
    [
        "Congo", "Kongo", "Конго", "コンゴ", "Guinea", "Guinée", "Гвинея", "几内亚", "Korea",
        "Corée", "Корея", "Georgia", "Géorgie", "ジョージア", "Virgin Islands", "Îles Vierges",
        "Saint Martin", "Saint-Martin", "Micronesia", "Macedonia", "Μακεδονία", "America",
        "América", "Republic of China", "中華民國", "Granada", "Inggris", "Indie", "Nga",
    ],
)  # fmt: skip
def test_an_ambiguous_name_is_unknown_and_the_hint_names_what_it_may_mean(spelling: str) -> None:
    assert territories_of(spelling) == ()
    assert territories_in_prose(spelling) == ()
    assert "ambiguous" in suggest(spelling)


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("Republic of the Congo", "CG"), ("Congo-Brazzaville", "CG"), ("Congo (DRC)", "CD"),
        ("Democratic Republic of the Congo", "CD"), ("South Korea", "KR"),
        ("Republic of Korea", "KR"), ("Korea, Republic of", "KR"), ("North Korea", "KP"),
        ("Equatorial Guinea", "GQ"), ("Republic of Guinea", "GN"), ("Guinée-Conakry", "GN"),
        ("Georgien", "GE"), ("Gruzja", "GE"), ("Грузия", "GE"), ("GEO", "GE"),
        ("British Virgin Islands", "VG"), ("US Virgin Islands", "VI"), ("Samoa", "WS"),
        ("American Samoa", "AS"), ("French Saint Martin", "MF"), ("Sint Maarten", "SX"),
        ("North Macedonia", "MK"), ("Federated States of Micronesia", "FM"), ("China", "CN"),
        ("Taiwan", "TW"), ("Chinese Taipei", "TW"), ("中国台湾", "TW"), ("中国香港", "HK"),
        ("Hong Kong SAR", "HK"), ("Mainland China", "CN"), ("Ireland", "IE"),
    ],
)  # fmt: skip
def test_a_full_name_says_which_of_the_alike_is_meant(spelling: str, code: str) -> None:
    assert territories_of(spelling) == (code,)


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("GB-NIR", "GB-NIR"), ("gb-sct", "GB-SCT"), ("UK-WLS", "GB-WLS"), ("GB-ENG", "GB-ENG"),
        ("Northern Ireland", "GB-NIR"), ("Nordirland", "GB-NIR"), ("Irlande du Nord", "GB-NIR"),
        ("Северной Ирландии", "GB-NIR"), ("北アイルランド", "GB-NIR"), ("Schottland", "GB-SCT"),
        ("Écosse", "GB-SCT"), ("Pays de Galles", "GB-WLS"), ("Angleterre", "GB-ENG"),
        ("Québec", "CA-QC"), ("Vlaanderen", "BE-VLG"),
    ],
)  # fmt: skip
def test_parts_of_a_country_are_territories_of_their_own(spelling: str, code: str) -> None:
    assert territories_of(spelling) == (code,)
    assert alpha3(code) is None
    assert territory_name(code) != code


def test_a_country_holds_its_parts_and_no_part_the_country() -> None:
    assert covers({"GB"}, "GB-NIR")
    assert covers({"*"}, "GB-NIR")
    assert not covers({"GB-NIR", "IE"}, "GB")
    assert not covers({"GB-NIR"}, "GB-SCT")
    assert parts_in({"GB-NIR", "GB-WLS", "IE", "GB"}, "GB") == ("GB-NIR", "GB-WLS")
    assert parts_in({"CA-QC"}, "GB") == ()


def test_groups_stand_for_their_members() -> None:
    assert territories_of("Benelux") == ("BE", "NL", "LU")
    assert len(territories_of("EU")) == 27
    assert territories_of("欧盟") == territories_of("Europäische Union") == territories_of("EU")
    assert set(territories_of("EU")) < set(territories_of("EEA"))
    assert territories_of("Island of Ireland") == ("IE", "GB-NIR")


@pytest.mark.parametrize(
    "spelling", ["", "XX", "ZZ", "Ruritania", "EUR", "..", "12", "GB-XXX", "US-GA"]
)
def test_what_is_no_territory_is_unknown(spelling: str) -> None:
    assert territories_of(spelling) == ()


@pytest.mark.parametrize(
    "words",
    [
        "us", "in", "no", "is", "it", "my", "sad", "island", "toga", "chin", "mala", "man",
        "gb-nir", "vs", "y", "ao",
    ],
)  # fmt: skip
def test_in_prose_a_small_word_is_no_country(words: str) -> None:
    assert territories_in_prose(words) == ()


@pytest.mark.parametrize(
    "place",
    [
        "Male", "Lima", "Roma", "Paris", "Wien", "Praia", "Riga", "Sala", "Split", "Georgetown",
        "Toledo", "Valencia", "Bali", "Goa", "Java", "Perm", "Kazan", "Texas", "Maine", "Virginia",
        "Galicia", "Madeira", "Corsica", "Bavaria", "Crimea", "Kurdistan", "Punjab", "Tibet",
        "Kashmir", "Natal", "New Mexico", "New Jersey", "New England", "South Wales",
        "Nova Scotia", "Lebanon, Ohio", "Москва", "Київ", "東京", "القاهرة",
    ],
)  # fmt: skip
def test_a_city_or_a_region_is_taken_for_no_country(place: str) -> None:
    assert territories_of(place) == ()


def test_a_near_miss_is_suggested() -> None:
    assert "DE" in suggest("Germny")
    assert "BD" in suggest("Bangladesc")
    assert "ISO 3166" in suggest("qqqqqq")


def test_everywhere_is_everywhere() -> None:
    assert territories_of("*") == ("*",)
    assert territories_of("Worldwide") == ("*",)
    assert territory_name("*") == "the whole world"
    assert territory_name("IT") == "Italy"


@pytest.mark.parametrize(("code", "now"), [("AN", "CW"), ("YU", "RS"), ("CS", "ME")])
def test_the_code_of_a_dissolved_state_is_refused_with_those_that_took_its_place(
    code: str, now: str
) -> None:
    assert territories_of(code) == ()
    assert now in suggest(code)
