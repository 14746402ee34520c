"""Instructions and terms in points: a house prints the same ones with each update and contest."""

from pathlib import Path

import pytest

from checker.matching.thresholds import THRESHOLDS as T
from checker.text.house_notices import asks_politely
from tests.matching.newsroom import story
from tests.matching.searching import FIRST, counted, searched

STORY, OWN = story(70, 24), story(71, 20)
WEEKS = T.form_days + 1
TOLD = [
    "The lamp of the device stays dark for an hour after the update of its second chamber ends",
    "Eels that were caught before the update keep their names and their places in the basket",
]
ASKED = {
    "en": "Please keep the device far from the {} and do not lift its lid before the bell is heard",
    "de": "Bitte halten Sie das Gerät vom {} fern und öffnen Sie den Deckel erst nach der Glocke",
    "fr": "Veuillez tenir l'appareil loin du {} et ne pas lever le couvercle avant la cloche",
    "es": "Por favor mantenga el aparato lejos del {} y no levante la tapa antes de la campana",
    "it": "Si prega di tenere l'apparecchio lontano dal {} e di non alzare il coperchio prima",
    "pt": "Por favor mantenha o aparelho longe do {} e não levante a tampa antes do sino tocar",
    "nl": "Gelieve het toestel ver van de {} te houden en het deksel dicht te laten tot de bel",
    "sv": "Vänligen håll apparaten borta från {} och lyft inte på locket innan klockan har hörts",
    "pl": "Prosimy trzymać urządzenie z dala od {} i nie podnosić pokrywy przed usłyszeniem dzwonu",
    "ru": "Пожалуйста, держите прибор подальше от {} и не открывайте крышку до первого звонка",
    "tr": "Lütfen cihazı {} uzağında tutun ve zil sesi duyulmadan kapağını hiçbir zaman açmayın",
    "ar": "يرجى إبقاء الجهاز بعيدا عن {} وعدم رفع الغطاء قبل سماع الجرس الأول من المنارة القديمة",
    "id": "Mohon jauhkan alat ini dari {} dan jangan angkat tutupnya sebelum lonceng berbunyi",
}
PLACES = ["Alvar", "Bresk", "Corvo", "Dunlo", "Emsel"]


def _points(language: str, asked: int = 3, told: int = 2, sign: str = "* ") -> str:
    asking = [ASKED[language].format(place) for place in PLACES[:asked]]
    return "\n".join(f"{sign}{line}." for line in [*TOLD[:told], *asking])


def _counts(folder: Path, ours: str, theirs: str, later: int = WEEKS) -> bool:
    return bool(counted(searched(folder, [(theirs, FIRST)], ours, FIRST + later)))


@pytest.mark.parametrize("sign", ["* ", "• ", "※ ", "1) "])
@pytest.mark.parametrize("language", ASKED)
def test_the_same_instructions_weeks_later_are_no_reuse(
    tmp_path: Path, language: str, sign: str
) -> None:
    points = _points(language, sign=sign)
    assert not _counts(tmp_path, f"{OWN}\n\n{points}", f"{STORY}\n\n{points}")


@pytest.mark.parametrize(("later", "copied"), [(T.form_days, True), (WEEKS, False)])
@pytest.mark.parametrize("language", ["en", "ru", "tr"])
def test_within_two_weeks_they_are_those_of_the_item(
    tmp_path: Path, language: str, later: int, copied: bool
) -> None:
    points = _points(language)
    assert _counts(tmp_path, f"{OWN}\n\n{points}", f"{STORY}\n\n{points}", later) is copied


@pytest.mark.parametrize(
    ("asked", "told", "copied"),
    [(T.asking_points - 1, 2, True), (T.asking_points, 2, False), (T.asking_points, 1, False)],
)
def test_some_of_the_points_ask_for_something(
    tmp_path: Path, asked: int, told: int, copied: bool
) -> None:
    """Advice and demands in points are what somebody wrote."""
    points = _points("en", asked, told)
    assert _counts(tmp_path, f"{OWN}\n\n{points}", f"{STORY}\n\n{points}") is copied


@pytest.mark.parametrize("more", [0, 1])
def test_they_are_no_small_share_of_the_points(tmp_path: Path, more: int) -> None:
    told = int(T.asking_points / T.asking_share) - T.asking_points + more
    words = story(72, 12).replace(".", "").split()
    lines = [f"* {' '.join(words[n * 9 : n * 9 + 9])}." for n in range(told)]
    points = "\n".join([_points("de", T.asking_points, 0), *lines])
    assert _counts(tmp_path, f"{OWN}\n\n{points}", f"{STORY}\n\n{points}") is bool(more)


def test_an_item_that_is_nothing_else_counts_as_a_whole(tmp_path: Path) -> None:
    points = _points("en", 5)
    assert _counts(tmp_path, points, points)


@pytest.mark.parametrize("language", ASKED)
def test_the_same_words_in_paragraphs_count(tmp_path: Path, language: str) -> None:
    points = _points(language).replace("* ", "").replace("\n", " ")
    assert _counts(tmp_path, f"{OWN}\n\n{points}", f"{STORY}\n\n{points}")


@pytest.mark.parametrize(
    ("point", "asking"),
    [
        ("ご理解を賜りますようお願い申し上げます。", True),
        ("请您在更新前保存数据。", True),
        ("업데이트 전에 저장해 주시기 바랍니다.", True),
        ("Kindly keep the lid shut.", True),
        ("The judge was pleased.", False),
        ("警方请来了专家。", False),
    ],
)
def test_a_point_asks_politely(point: str, asking: bool) -> None:
    assert asks_politely(point) is asking
