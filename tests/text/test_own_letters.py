"""Latin letters inside words of other scripts, and words that are really Latin."""

import pytest

from checker.text.fold import fold
from checker.text.units import units_of
from tests.linear import grows_linearly

STORIES = {
    "Russian": "Паром не вышел в море, потому что трап заклинило, а сто машин ждали у причала.",
    "Ukrainian": "Пором не вийшов у море, бо трап заклинило, а сто машин чекали біля причалу.",
    "Serbian": "Трајект није испловио јер се рампа заглавила, а сто камиона је чекало на обали.",
    "Greek": "Το πλοίο δεν βγήκε στο πέλαγος γιατί κόλλησε η ράμπα και εκατό νταλίκες περίμεναν.",
}
LATIN = {
    "Greek": str.maketrans("οαΤνι", "oaTvi"),
    "": str.maketrans("асеорхуіјТПН", "aceopxyijTПH"),
}


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize("every", [1, 2])
def test_latin_letters_in_words_of_another_script_are_its_own(language: str, every: int) -> None:
    plain = STORIES[language]
    table = LATIN.get(language, LATIN[""])
    given = "".join(
        letter.translate(table) if at % every == 0 else letter for at, letter in enumerate(plain)
    )
    assert given != plain
    assert units_of(given).ids.tolist() == units_of(plain).ids.tolist()
    assert fold(given).span(0, 5) == fold(plain).span(0, 5)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("На COVID-19 и iPhone жалуются в MTS", "на covid-19 и iphone жалуются в mts"),
        ("Там сидела Oсa", "там сидела oсa"),  # by its look, since other words have their letters
        ("The сat saw а mouse", "the сat saw а mouse"),  # an English word in disguise
        ("10 µm, μ and Ω", "10 μm, μ and ω"),
    ],
)
def test_other_words_keep_their_letters(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize("piece", ["паpом ", "aб", "ρa ", "a", "aа "])
def test_hostile_words_take_linear_time(piece: str) -> None:
    assert grows_linearly(lambda count: fold(piece * count), 1_000)
