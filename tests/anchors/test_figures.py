"""Figures, dates and times mean the same in digits and in words, in every language we know."""

import pytest

from checker.anchors import Anchor, anchors_of
from checker.anchors.vocabulary import vocabulary
from checker.text.units import units_of
from tests.linear import grows_linearly

# The small words by which the language of a sentence is told.
SPOKEN = {
    "en": "the of and to in that for on with was",
    "fr": "le la les de des et une dans pour que",
    "de": "der die das und den von mit dem für auf",
    "es": "el la los las del en una que por con",
    "pt": "os das em uma que para com não ao foi",
    "it": "il lo gli di del della che per con si",
    "nl": "het een van dat die voor met zijn door niet",
    "sv": "och att det som är med till den har inte",
    "da": "og at det som af er til den ikke ifølge siger",
    "no": "og at det som av er til den ikke ifølge sier",
    "fi": "ja on ei että se oli hän mukaan ovat myös",
    "pl": "się że nie jest od po przez jak który był",
    "cs": "na se že je pro jsou byl ale jako podle",
    "ru": "не что это его был также она года было как",
    "uk": "що та до це його був також про року було",
    "tr": "bu da de için ile olarak çok daha gibi olan",
    "ar": "من على إلى أن التي الذي عن مع هذا هذه",
    "fa": "از به که این را با است برای آن خود",
}


def figures(text: str) -> list[Anchor]:
    return list(anchors_of(text, units_of(text)).figures)


def told(language: str, text: str) -> list[float]:
    """The likeliest values of a phrase among words of its language."""
    words = SPOKEN[language]
    return [one.values[0] for one in figures(f"{words} {text}, {words}.")]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        *(("en", "twenty-one men", 21), ("en", "one hundred and twelve men", 112)),
        *(("en", "half a dozen men", 6), ("en", "four and a half years", 4.5)),
        *(("en", "34 million euros", 34e6), ("en", "$4.1bn", 4.1e9), ("en", "€34m", 34e6)),
        *(
            ("en", "9,300 homes", 9300),
            ("en", "4.75 percent", 4.75),
            ("en", "two thirds", 0.666666),
        ),
        *(("fr", "quatre-vingt-douze voitures", 92), ("fr", "soixante-quinze voitures", 75)),
        *(("fr", "vingt et un hommes", 21), ("fr", "9 300 habitants", 9300)),
        *(("fr", "8,9 milliards de dollars", 8.9e9), ("fr", "4,75 pour cent", 4.75)),
        *(("de", "einundzwanzig Männer", 21), ("de", "zweihundert Häuser", 200)),
        *(("de", "2,9 Milliarden Euro", 2.9e9), ("de", "9.300 Menschen", 9300)),
        *(("de", "4,75 Prozent", 4.75), ("de", "zwei Millionen Euro", 2e6)),
        *(("es", "treinta y cuatro millones", 34e6), ("es", "3 mil millones de euros", 3e9)),
        *(("es", "8.900 millones de dólares", 8.9e9), ("es", "veintiuno barcos", 21)),
        *(("pt", "trinta e quatro milhões", 34e6), ("pt", "duzentas e doze pessoas", 212)),
        *(("it", "trentaquattro persone", 34), ("it", "3 mila euro", 3000)),
        *(("nl", "eenentwintig mensen", 21), ("nl", "34 miljoen euro", 34e6)),
        *(("sv", "tjugoen personer", 21), ("sv", "34 miljoner kronor", 34e6)),
        *(("da", "enogtyve mennesker", 21), ("da", "to hundrede og tolv mennesker", 212)),
        *(("no", "tjueto personer", 22), ("no", "34 millioner kroner", 34e6)),
        *(("fi", "kaksikymmentäyksi ihmistä", 21), ("fi", "34 miljoonaa euroa", 34e6)),
        *(("pl", "trzydzieści cztery osoby", 34), ("pl", "34 miliony złotych", 34e6)),
        *(("cs", "dvacet pět lidí", 25), ("cs", "34 milionů korun", 34e6)),
        *(("ru", "двести двенадцать человек", 212), ("ru", "34 млн евро", 34e6)),
        *(("ru", "двадцать пять тысяч", 25000), ("ru", "4,75 процента", 4.75)),
        *(("uk", "тридцять чотири особи", 34), ("uk", "34 мільйони євро", 34e6)),
        *(("tr", "iki yüz on iki kişi", 212), ("tr", "otuz dört milyon avro", 34e6)),
        *(("ar", "خمسة وعشرون شخصا", 25), ("ar", "و34 مليون يورو", 34e6)),
        *(("fa", "سی و چهار میلیون یورو", 34e6), ("fa", "۲۱۲ نفر", 212)),
    ],
)
def test_a_figure_has_one_value_in_words_and_in_digits(
    language: str, text: str, value: float
) -> None:
    assert told(language, text) == [pytest.approx(value)]


def test_every_language_of_the_tables_is_tried() -> None:
    assert set(SPOKEN) == set(vocabulary().languages)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("伤亡人数达三百二十人。", 320),
        ("损失34万元。", 340_000),
        ("订单总额89亿美元。", 8.9e9),
        ("下降百分之二十五。", 25),
        ("乗客212人を乗せた船。", 212),
        ("売上高は3億4000万円だった。", 340_000_000),
        ("손실액은 3억4천만원이다.", 340_000_000),
        ("주민 34만명이 대피했다.", 340_000),
    ],
)
def test_east_asian_figures_are_read_with_their_myriads(text: str, value: float) -> None:
    assert [one.values[0] for one in figures(text)] == [pytest.approx(value)]


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("It happened on March 3 in the north.", "date", (303,)),
        ("It happened on the 3rd of March in the north.", "date", (303,)),
        ("Das war am 3. März in der Stadt und auf dem Land.", "date", (303,)),
        ("Era el 3 de marzo en la ciudad y los pueblos.", "date", (303,)),
        ("Signed on 03.04.2025 by the town.", "date", (403, 304)),
        ("他于3月14日抵达。", "date", (314,)),
        ("The train left at 5:48 pm from the north.", "time", (1068,)),
        ("Le train est parti à 05h48 de la gare des Landes.", "time", (348,)),
        ("It was ten past four in the town.", "time", (250, 970)),
        ("会议于14时30分开始。", "time", (870,)),
    ],
)
def test_dates_and_times_are_one_value_in_any_writing(
    text: str, kind: str, values: tuple[float, ...]
) -> None:
    assert [(one.kind, one.values) for one in figures(text)] == [(kind, values)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a ship of 92 metres", "a ship of 302 feet"),
        ("a fire on 6,800 hectares", "a fire on 16,803 acres"),
        ("a load of 12 tonnes", "a load of 26,455 pounds"),
        ("a cut of 25 basis points", "a cut of 0.25 percent"),
        ("a quarter of the town", "25 percent of the town"),
        ("a plant of 1.5 gigawatts", "a plant of 1,500 megawatts"),
    ],
)
def test_converted_units_amount_to_the_same(one: str, other: str) -> None:
    (mine,), (theirs,) = figures(f"It was {one}."), figures(f"It was {other}.")
    amounts = [(u, a, b) for u, a in mine.measures for v, b in theirs.measures if u == v]
    assert any(a == pytest.approx(b, rel=0.02) for _, a, b in amounts)


@pytest.mark.parametrize("text", ["One man came.", "A day in May may be long.", "The 1 and the 0."])
def test_what_every_text_has_is_no_figure(text: str) -> None:
    assert not figures(text)


def test_a_sign_that_may_part_thousands_or_decimals_means_both_until_the_text_shows() -> None:
    assert figures("It was 3.125 of the lot.")[0].values == (3125.0, 3.125)
    assert figures("It was 3.125 of the lot, and 4.5 of that.")[0].values[0] == 3.125


@pytest.mark.no_cover
@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["1.", "1,000 ", "9 300 ", "twenty ", "and half a ", "5:48 ", "三百", "3億", "و3 "]
)
def test_hostile_texts_take_time_in_proportion(piece: str) -> None:
    assert grows_linearly(lambda size: figures(piece * size), 300)
