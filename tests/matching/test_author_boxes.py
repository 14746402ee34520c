"""Boxes that close two texts: who the author is, below a line with the name, and prize draws."""

from pathlib import Path

import pytest

from checker.matching.thresholds import THRESHOLDS as T
from tests.matching.newsroom import story
from tests.matching.searching import FIRST, counted, searched

STORY, OWN = story(40, 14), story(41, 9)

BOXES = {
    "en": (
        "Ida Voss (writer)\nLives on the Osby coast, studied the tides in Tarrow and keeps a lamp."
    ),
    "de": "Ida Voss (Autorin)\nGeboren in Auberg, lebt heute in Selmtal und schreibt über den Aal.",
    "fr": (
        "Ida Voss (journaliste)\nNée en 1974 à Vaubrun, vit à Corvigny et collabore à deux revues."
    ),
    "es": "Ida Voss (periodista)\nNacida en Valdemar, estudió las mareas y escribe sobre pilotos.",
    "it": "Ida Voss (giornalista)\nNata a Valmora, vive a Corvara con due gatti e scrive di maree.",
    "nl": "Ida Voss (schrijfster)\nGeboren in Aalmeer, woont in Osdorp en schrijft over paling.",
    "pl": (
        "Ida Voss (pisarka)\nUrodzona w Osowie, mieszka w Tarowie i pisze o węgorzach i latarniach."
    ),
    "sv": (
        "Ida Voss (författare)\nFödd i Osby 1974, bor i Tarnö med två katter och skriver om ålar."
    ),
    "ru": (
        "Ида Восс (писатель)\nРодилась в Осби, живёт в Тарроу и пишет о приливах, угрях и маяках."
    ),
    "uk": "Іда Восс (письменниця)\nНародилася в Осбі, живе в Тарроу і пише про припливи та вугрів.",
    "tr": (
        "Ida Voss (yazar)\n"
        "Osby kentinde doğdu, Tarrow kentinde yaşıyor ve gelgitler üzerine yazıyor."
    ),
    "ar": "إيدا فوس (كاتبة)\nولدت في أوزبي وتعيش في تارو مع قطتين، وتكتب عن المد والجزر والمنارات.",
    "ja": (
        "大河　里（Sato Okawa）\n"
        "港町に在住。大学を卒業後、灯台守を経て、うなぎについて雑誌に寄稿している。"
    ),
    "ko": (
        "오하나(작가)\n항구 마을에서 태어나 해양학을 전공했다. 뱀장어에 관한 글을 잡지에 기고한다."
    ),
    "id": (
        "Ida Voss (penulis)\nLahir di Osby, tinggal di Tarrow bersama dua kucing dan menulis laut."
    ),
}
DRAWS = {
    "en": (
        "We have two tickets. To enter, send your name by 3 August. Winners will be drawn by lot."
    ),
    "de": (
        "Wir verlosen zwei Karten für den Hafen. Die Gewinner werden ausgelost und benachrichtigt."
    ),
    "fr": "Deux places sont à gagner. Pour participer, envoyez votre nom avant le 3 août à minuit.",
    "it": "Mettiamo in palio due biglietti per il porto. I vincitori saranno estratti e avvisati.",
    "pt": "Temos dois bilhetes para o porto. Os vencedores serão sorteados e avisados por correio.",
    "nl": (
        "Wij verloten twee kaarten voor de haven. Winnaars krijgen bericht vóór de derde augustus."
    ),
    "ru": "Мы разыгрываем два билета в порт. Победителей определит жребий, им сообщат письмом.",
    "tr": (
        "Limana iki bilet veriyoruz. Kazananlar kurayla belirlenecek ve kendilerine bildirilecek."
    ),
    "ja": "港の試写会に二組四名様をご招待。締め切りは八月三日。応募は、コチラから。",
    "zh": "本报备有港口首映礼门票四张。读者可在八月三日前参加抽奖，中奖者将以短信得到通知。",
    "ko": "항구 시사회에 독자 네 분을 모십니다. 당첨자는 추첨으로 정하며 문자로 알려 드립니다.",
}


def counts(folder: Path, last: str, draft: str, first: str = STORY, later: int = 9) -> bool:
    """Whether a draft counts so many days after a text that ends with a box."""
    return bool(counted(searched(folder, [(f"{first}\n\n{last}", FIRST)], draft, FIRST + later)))


@pytest.mark.parametrize("last", [*BOXES.values(), *DRAWS.values()], ids=[*BOXES, *DRAWS])
@pytest.mark.parametrize("links", ["", "\n\nRead also\n- Eels are back\n- A cat was seen"])
def test_a_box_below_another_text_does_not_count(tmp_path: Path, last: str, links: str) -> None:
    assert not counts(tmp_path, last, f"{OWN}\n\n{last}{links}")


def test_a_copied_story_counts_with_its_box(tmp_path: Path) -> None:
    assert counts(tmp_path, BOXES["en"], f"{OWN}\n\n{STORY}\n\n{BOXES['en']}")


LIFE = (
    "She was born in Osby in a night of storm, {} and rang the bell for all of the eleven pilots."
)


@pytest.mark.parametrize(
    ("named", "told", "box"),
    [
        ("Ida Voss (writer)", "studied the tides", True),
        ("Ida Voss (writer)", "hid from the tides", False),  # one statement alone
        ("Ida Voss (54)", "studied the tides", False),  # who is in the report
        ("Ida Voss, a writer", "studied the tides", False),
    ],
)
def test_a_box_is_a_name_with_a_role_and_two_statements(
    tmp_path: Path, named: str, told: str, box: bool
) -> None:
    last = f"{named}\n{LIFE.format(told)}"
    assert counts(tmp_path, last, f"{OWN}\n\n{last}") is not box


def test_who_is_in_the_report_above_is_no_author(tmp_path: Path) -> None:
    above = f"{STORY}\n\nThe council elected Ida Voss on Friday with nine votes against two."
    assert counts(tmp_path, BOXES["en"], f"{OWN}\n\n{BOXES['en']}", above)


@pytest.mark.parametrize(("more", "box"), [(60, True), (180, False)])
def test_a_box_is_shorter_than_a_notice_may_be(tmp_path: Path, more: int, box: bool) -> None:
    first = "\n\n".join(story(number, 14) for number in (40, 42, 43))
    told = f"{BOXES['en']} {' '.join(story(44, 30).split()[:more])}."
    assert T.ending_words < more + 17 < T.notice_words or not box
    assert counts(tmp_path, told, f"{OWN}\n\n{told}", first) is not box


@pytest.mark.parametrize("besides", [True, False])
def test_other_copied_words_show_that_the_story_was_used(tmp_path: Path, besides: bool) -> None:
    part = " ".join(STORY.split()[:40]) if besides else ""
    draft = f"{OWN}\n\n{part}\n\n{OWN}\n\n{BOXES['en']}"
    assert counts(tmp_path, BOXES["en"], draft) is besides
