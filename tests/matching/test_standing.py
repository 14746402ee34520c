"""Stock sentences and a form's standing lines: what one pair shows to be nobody's."""

import unicodedata
from pathlib import Path

import pytest

from checker.matching.standing import SCRIPTURE, STANDING_LINES, STOCK_SENTENCES
from checker.matching.thresholds import THRESHOLDS as T
from tests.matching.newsroom import story
from tests.matching.searching import FIRST, counted, searched

STORIES = {
    "en": (
        "A barge ran into the lock gate of Marren on Monday morning and blocked it for six hours.",
        "Two trams met on a single track near the Osby market, to the surprise of both drivers.",
    ),
    "fr": (
        "Une péniche a heurté lundi la porte de l'écluse de Vaubrun et l'a bloquée six heures.",
        "Deux tramways se sont rencontrés sur une voie unique près du marché de Corvigny.",
    ),
    "es": (
        "Una barcaza chocó el lunes con la compuerta de Brumales y la bloqueó durante seis horas.",
        "Dos tranvías se encontraron en una vía única cerca del mercado de Monteclaro.",
    ),
    "ru": (
        "Баржа в понедельник ударила в ворота шлюза в Заречье и закрыла его на шесть часов.",
        "Два трамвая встретились на одном пути возле рынка в Луговом, к удивлению водителей.",
    ),
    "tr": (
        "Bir mavna pazartesi sabahı Karasu havuzunun kapısına çarptı ve onu altı saat kapattı.",
        "İki tramvay Yalıköy pazarının yakınında tek hat üzerinde karşılaştı.",
    ),
}
TAILS = ("A pilot bought everybody cocoa.", "Both drivers shook hands and wrote a poem.")
STOCK = {
    "en": "The cause of the accident is under investigation. Fortunately no one was injured.",
    "fr": "Les causes de l'accident restent à établir. Personne n'a été blessé, selon les secours.",
    "es": "Se investigan las causas del accidente. No hubo que lamentar heridos de gravedad.",
    "ru": "Причины происшествия сейчас выясняются. К счастью, в этой аварии никто не пострадал.",
    "tr": "Kazanın nedeni henüz tam olarak bilinmiyor. Olayda neyse ki ölen ya da yaralanan yok.",
}


def within(words: str, language: str = "en") -> list[str]:
    """Two stories that have nothing in common but these words in their middle."""
    pairs = zip(STORIES[language], TAILS, strict=True)
    return [f"{lead} {words} {tail}" for lead, tail in pairs]


@pytest.mark.parametrize("language", STOCK)
def test_stock_sentences_of_one_source_are_nobodys(tmp_path: Path, language: str) -> None:
    source, draft = within(STOCK[language], language)
    assert counted(searched(tmp_path, [(source, None)], draft)) == set()


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        # a name, a figure, a name that begins a sentence
        ("The cause of the accident at Skerry is not known. Fortunately no one was injured.", True),
        ("The cause of the accident is not known. Fortunately only 14 people were injured.", True),
        ("Marren is used to all of this by now. Fortunately no one was injured this time.", True),
        # one sentence is somebody's, however plain its words
        (
            "The cause of the accident is under investigation because nobody who saw it is sober "
            "enough to say anything.",
            True,
        ),
        # three are as plain as two, and 25 words are a passage
        (
            "The cause of the accident is not known. Fortunately no one was injured. The line was "
            "open again by noon.",
            False,
        ),
        (
            "The cause of the accident is not yet known to anybody. Fortunately no one was injured "
            "by any of it. The line was open again by the early afternoon.",
            True,
        ),
    ],
)
def test_what_makes_short_sentences_somebodys(tmp_path: Path, words: str, counts: bool) -> None:
    source, draft = within(words)
    result = searched(tmp_path, [(source, None)], draft)
    assert bool(counted(result)) is counts
    told = {p.note for m in result.matches for p in m.passages}
    assert (STOCK_SENTENCES in told) is not counts


def test_a_brief_of_short_sentences_is_its_agencys(tmp_path: Path) -> None:
    assert counted(searched(tmp_path, [(STOCK["en"], None)], f"{STORIES['en'][1]} {STOCK['en']}"))


# What a house writes anew for each device, and the lines that it keeps.
MODEL = (
    "The {a} of {n} comes with {b} keys, {c} pedals and a stool for {d} players, and costs {e} "
    "crowns in black. {m} sells it from {w} on in {f} shops of the Skerry chain."
)
KEPT = (
    "Before you move an instrument up a staircase, take off its lid and tell your neighbours when "
    "they may come home."
)


def device(number: int) -> str:
    names = ("Aldis", "Brodin", "Corran", "Dunmore", "Eldern", "Fallow")
    values = {key: 11 + 7 * number + 13 * at for at, key in enumerate("bcdef")}
    filled = MODEL.format(
        a=names[number], n=names[-1 - number], m=f"{names[number]} House", w="Monday", **values
    )
    return f"{filled}\n\n{story(10 + number, 6)}\n\n{KEPT}\n\n{story(20 + number, 3)}"


@pytest.mark.parametrize(
    ("apart", "counts"), [(None, True), (T.form_days, True), (T.form_days + 1, False)]
)
def test_the_lines_that_a_form_keeps_are_its_form(
    tmp_path: Path, apart: int | None, counts: bool
) -> None:
    day = None if apart is None else FIRST + apart
    result = searched(tmp_path, [(device(0), FIRST)], device(1), day)
    assert bool(counted(result)) is counts
    notes = {p.note for m in result.matches for p in m.passages}
    assert (STANDING_LINES in notes) is not counts


# Invented verses, with their vowels and without, and the reports around them.
VERSES = {
    "Arabic": (
        "أَيُّهَا البَحْرُ الَّذِي نَامَ عِنْدَ بَابِ المَدِينَةِ قُلْ لِلصَّيَّادِينَ "
        "إِنَّ السَّمَكَةَ الكَبِيرَةَ عَادَتْ إِلَى بَيْتِهَا وَإِنَّ القَمَرَ يُغَنِّي لَهَا",
        "قال رئيس الميناء إن السفينة تأخرت بسبب الضباب وإن العمال ناموا في المقهى حتى الظهر.",
        "افتتح المجلس معرضا للسجاد في المدرسة القديمة وحضره عدد كبير من الخبازين.",
    ),
    "Hebrew": (
        "הַיָּם שֶׁיָּשַׁן בְּשַׁעַר הָעִיר אָמַר לַדַּיָּגִים כִּי הַדָּג הַגָּדוֹל שָׁב אֶל בֵּיתוֹ וְהַיָּרֵחַ שָׁר לוֹ שִׁיר יָשָׁן עַל אֳנִיָּה",
        "מנהל הנמל אמר כי האונייה איחרה בגלל הערפל וכי הפועלים ישנו בבית הקפה עד הצהריים.",
        "המועצה פתחה תערוכה של שטיחים בבית הספר הישן ובאו אליה אופים רבים.",
    ),
}


@pytest.mark.parametrize("script", VERSES)
def test_words_with_their_vowels_in_a_report_without_are_scripture(
    tmp_path: Path, script: str
) -> None:
    verse, report, other = VERSES[script]
    result = searched(tmp_path, [(f"{report}\n{verse}.", None)], f"{other}\n{verse}.")
    assert counted(result) == set()
    assert SCRIPTURE in {p.note for m in result.matches for p in m.passages}


@pytest.mark.parametrize("script", VERSES)
def test_a_text_that_has_its_vowels_throughout_or_nowhere_counts(
    tmp_path: Path, script: str
) -> None:
    verse, report, other = VERSES[script]
    assert counted(searched(tmp_path / "throughout", [(f"{verse}.", None)], f"{verse}."))
    bare = "".join(letter for letter in verse if unicodedata.combining(letter) == 0)
    assert counted(
        searched(tmp_path / "nowhere", [(f"{report}\n{bare}.", None)], f"{other}\n{bare}.")
    )


@pytest.mark.parametrize(
    "names", [("وكالة الأنباء", "الأمم المتحدة"), ("סוכנות הידיעות", "כלכליסט")]
)
def test_words_in_another_script_beside_a_name_without_vowels_are_no_scripture(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    line = (
        "Le maire de Sète a déclaré lundi que la fermeture de l'hôpital Élisée coûterait à "
        "la ville quarante-deux emplois et près de trois millions d'euros avant l'été prochain"
    )
    theirs, mine = names
    result = searched(
        tmp_path,
        [(f"{theirs} : pêcheurs et armateurs réunis à Agde.\n{line}.", None)],
        f"{mine} : le conseil régional a été saisi.\n{line}.",
    )
    assert counted(result)
