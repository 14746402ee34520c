"""Forms whose figures are written in words, and forms of unknown days that many sources have."""

from pathlib import Path

import pytest

from checker.matching.thresholds import THRESHOLDS as T
from tests.matching.newsroom import story as invented
from tests.matching.searching import counted, searched
from tests.matching.test_siblings import BACKGROUND, DAYS

# A form with two figures, as it is filled in words, in digits, and in digits with other figures.
IN_WORDS = {
    "en": (
        "The harbour bank said it will lend {} mln crowns to the ferry line and take back a"
        " maximum of {} mln crowns of the older loan when the new terms are in force.",
        [("five", "twelve"), ("5", "12"), ("8", "19"), ("eight", "nineteen")],
    ),
    "de": (
        "Die Hafenbank teilte mit, sie werde der Reederei {} Millionen Kronen leihen und höchstens"
        " {} Millionen Kronen des älteren Kredits zurücknehmen, sobald die Bedingungen gelten.",
        [("fünf", "zwölf"), ("5", "12"), ("8", "19"), ("acht", "neunzehn")],
    ),
    "es": (
        "El banco del puerto dijo que prestará {} millones de coronas a la naviera y recuperará"
        " hasta {} millones de coronas del crédito anterior cuando rijan las condiciones.",
        [("cinco", "doce"), ("5", "12"), ("8", "19"), ("ocho", "diecinueve")],
    ),
    "fr": (
        "La banque du port a dit qu'elle prêtera {} millions de couronnes à la compagnie et"
        " reprendra au plus {} millions de couronnes de l'ancien prêt dès que tout sera signé.",
        [("cinq", "douze"), ("5", "12"), ("8", "16"), ("huit", "seize")],
    ),
    "pl": (
        "Bank portowy podał, że pożyczy armatorowi {} milionów koron i odbierze najwyżej"
        " {} milionów koron starszej pożyczki, kiedy nowe warunki zaczną obowiązywać.",
        [("pięć", "dwanaście"), ("5", "12"), ("8", "19"), ("osiem", "dziewiętnaście")],
    ),
    "ru": (
        "Портовый банк сообщил, что выдаст судоходной линии {} миллионов крон и примет не более"
        " {} миллионов крон прежнего займа, когда начнут действовать новые условия.",
        [("пять", "двенадцать"), ("5", "12"), ("8", "19"), ("восемь", "девятнадцать")],
    ),
    "tr": (
        "Liman bankası vapur şirketine {} milyon kron vereceğini ve yeni koşullar yürürlüğe"
        " girince eski borcun en fazla {} milyon kronunu geri alacağını bildirdi.",
        [("beş", "sekiz"), ("5", "8"), ("7", "9"), ("yedi", "dokuz")],
    ),
}


@pytest.mark.parametrize("source", range(4))
@pytest.mark.parametrize("draft", range(4))
@pytest.mark.parametrize("language", IN_WORDS)
def test_figures_in_words_are_figures(
    tmp_path: Path, language: str, draft: int, source: int
) -> None:
    """The first two fillings have the same figures, and so have the last two."""
    form, fillings = IN_WORDS[language]
    texts = [form.format(*filling) for filling in fillings]
    found = searched(tmp_path, [(texts[source], None)], texts[draft])
    assert bool(counted(found)) is (draft // 2 == source // 2)


NOTICES = {
    "en": (
        "The harbour bank said it provided the money market with help of {} mln crowns today"
        " against a shortage that it had put at 940 mln crowns, and took bills in return.",
        "{} The vault was closed at noon.",
    ),
    "de": (
        "Die Hafenbank stellte dem Geldmarkt heute Hilfen von {} Millionen Kronen gegen eine Lücke"
        " bereit, die sie auf 940 Millionen Kronen bezifferte, und nahm dafür Wechsel.",
        "{} Der Tresor wurde mittags geschlossen.",
    ),
    "tr": (
        "Liman bankası bugün para piyasasına 940 milyon kron olarak tahmin ettiği açığa karşı {}"
        " milyon kron yardım sağladığını ve karşılığında bir hafta sonra geri satacağı üç aylık"
        " senetlerin bütün ikinci dilimini teslim aldığını duyurdu.",
        "{} Kasa öğlen kapatıldı.",
    ),
}


def _held(language: str, others: int) -> list[tuple[str, int | None]]:
    """A source, and others of which each fills the beginning anew and goes on by itself."""
    form, _ = NOTICES[language]
    begins = [form.format(200 + 37 * n).rsplit(" ", 7)[0] for n in range(1, others + 1)]
    own = [f"{begin} {invented(300 + n, 2)}" for n, begin in enumerate(begins)]
    return [(form.format(200), None), *((text, None) for text in own)]


@pytest.mark.parametrize(
    ("others", "counts"), [(0, True), (T.form_fillings - 1, True), (T.form_fillings, False)]
)
@pytest.mark.parametrize("language", NOTICES)
def test_what_many_sources_of_unknown_days_begin_alike_is_a_form(
    tmp_path: Path, language: str, others: int, counts: bool
) -> None:
    form, _ = NOTICES[language]
    found = searched(tmp_path, _held(language, others), form.format(999))
    assert bool(counted(found)) is counts


@pytest.mark.parametrize(
    ("others", "counts"), [(T.form_siblings - 1, True), (T.form_siblings, False)]
)
@pytest.mark.parametrize("language", NOTICES)
def test_where_most_figures_differ_fewer_sources_are_enough(
    tmp_path: Path, language: str, others: int, counts: bool
) -> None:
    """Without the figure that is the same in all of them, one other figure is most of them."""
    held = [(text.replace("940", "some"), day) for text, day in _held(language, others)]
    draft = NOTICES[language][0].format(999).replace("940", "some")
    assert bool(counted(searched(tmp_path, held, draft))) is counts


@pytest.mark.parametrize("language", NOTICES)
def test_the_filling_itself_is_a_copy_whatever_many_sources_begin_with(
    tmp_path: Path, language: str
) -> None:
    form, around = NOTICES[language]
    found = searched(tmp_path, _held(language, 12), around.format(form.format(200)))
    assert "s0" in counted(found)


def test_a_paragraph_on_the_subject_of_its_source_is_no_form(tmp_path: Path) -> None:
    """A corrected figure in the background of a running story, of which many items have a part."""
    begins = BACKGROUND.split(" The line,")[0]
    items = [(f"{DAYS[0]}\n\n{BACKGROUND}", None)]
    items += [
        (f"{DAYS[n]}\n\n{begins.replace('212', str(212 + n))} {invented(300 + n, 2)}", None)
        for n in range(1, 7)
    ]
    draft = f"Nobody sings in the fog.\n\n{BACKGROUND.replace('212', '211')}"
    assert "s0" in counted(searched(tmp_path, [*items], draft))
