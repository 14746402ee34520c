"""Months, weekdays and numbers in words are known in the forms in which texts have them."""

from checker.text.figure_words import are_date_words, are_number_words, is_scale, number_of_word
from checker.text.units import units_of
from tests.rows import each_row

# Each of these words is a date: in another case, in a script with vowel signs, of another calendar.
DATES = {
    "ru": "в среду, субботу и январе; до пятницы",
    "uk": "у середу, суботу, п'ятницю",
    "pl": "środę sobotę niedzielę marcu wrześniu",
    "cs": "středu sobotu březnu",
    "el": "Τρίτης Παρασκευής Μάρτιο",
    "hu": "hétfőn kedden szerdai januárban",
    "lt": "pirmadienį trečiadienį",
    "fi": "tiistain tammikuussa",
    "de": "montags Dienstagabend Freitagnachmittag",
    "nl": "dinsdagochtend vrijdagavond",
    "sv": "onsdagen lördagskvällen",
    "he": "במרץ בינואר ניסן באדר",
    "hi": "मंगलवार मार्च दिसंबर फाल्गुन वैशाख",
    "bn": "রবিবার মঙ্গলবার ফাল্গুন",
    "ta": "செவ்வாய் டிசம்பர்",
    "te": "మంగళవారం అక్టోబర్",
    "fa": "فروردین اسفند مهر",
    "ar": "رمضان شوال شباط حزيران",
    "am": "መጋቢት ሚያዝያ",
}
SMALL = frozenset({"в", "и", "до", "у"})  # what else stands in these lines
# Words that are a date in one language and mostly something else in others.
ELSE = (
    "mail",
    "Martin",
    "Martina",
    "Maya",
    "segunda",
    "quinta",
    "joia",
    "kova",
    "गुरु",
    "जाने",
    "रवि",
)


@each_row("text", DATES.values())
def test_words_of_dates_are_known_in_the_cases_scripts_and_calendars_of_a_text(text: str) -> None:
    units = units_of(text)
    words = [text[a:b] for a, b in zip(units.starts, units.ends, strict=True)]
    known = are_date_words(units).tolist()
    assert {word for word, is_date in zip(words, known, strict=True) if not is_date} <= SMALL


def test_words_with_another_meaning_are_no_dates() -> None:
    for word in ELSE:
        assert not are_date_words(units_of(word)).any(), word


def test_numbers_in_scripts_with_vowel_signs_have_values() -> None:
    known = {"तीन": 3, "ग्यारह": 11, "পাঁচ": 5, "మూడు": 3, "ಹತ್ತು": 10, "மூன்று": 3}
    for word, value in known.items():
        assert are_number_words(units_of(word)).all(), word
        assert number_of_word(word) == value
    assert is_scale("हजार")
    assert is_scale("লাখ")


def test_small_words_are_no_abbreviated_days_so_that_the_figure_behind_them_is_no_day() -> None:
    for text in ("die Leute des Dorfes hat", "qui des son per pro uno dom tem sin", "man out min"):
        units = units_of(text)
        assert not are_date_words(units).any(), text
        assert not are_number_words(units).any(), text
