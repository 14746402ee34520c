"""Notes of a provider that an item must not be used, and notes that say other things."""

import pytest

from checker.licensing.terms.parse import item_terms
from checker.models.draft import Rights
from checker.orders import orders_in
from checker.orders.status import status_in_note
from checker.text.views import view_of
from tests.rows import each_row

BANS = """
Do not publish
Do not use.
DO NOT USE
Please do not publish this story.
EDS: PLEASE DO NOT USE.
Editors: do not use
Kindly do not run the attached item
Do not publish. A name in paragraph 2 is wrong.
Please do not publish this story, it contains an error
Please ignore this story
Bitte diese Meldung nicht veröffentlichen.
Bitte nicht verwenden
Diesen Artikel nicht verwenden!
Merci de ne pas publier cet article
Ne pas diffuser.
Se ruega no utilizar esta noticia
Si prega di non utilizzare questa notizia
Pedimos que não utilizem esta notícia
Gelieve dit bericht niet te publiceren.
Publicera inte
Skal ikke publiseres
Må ikke bruges
Älkää julkaisko
Älkää käyttäkö tätä juttua
Prosíme nepublikovat
Prosíme tuto zprávu nezveřejňovat
Prosimy o niepublikowanie tej depeszy
Kérjük, ne közöljék
Vă rugăm să nu publicați
Molimo ne objavljivati
Не публиковать
Моля, не публикувайте тази новина.
Не публікувати
Παρακαλούμε να μη δημοσιευθεί η είδηση.
Lütfen bu haberi kullanmayınız.
يرجى عدم نشر هذا الخبر
נא לא לפרסם ידיעה זו
لطفا این خبر را منتشر نکنید
この記事は使わないでください
이 기사를 사용하지 마십시오
请勿刊用此稿
Đề nghị không đăng tin này
โปรดอย่าเผยแพร่ข่าวนี้
कृपया इस खबर को प्रकाशित न करें
Jangan siarkan berita ini
""".strip().splitlines()

# What is forbidden is a use of it, a part of it, or something else.
OTHERS = """
Do not use in Japan
Do not use online.
Do not use the photo
Do not use without credit
Do not use more than 100 words
Do not publish before 6 p.m.
Do not use the quote in paragraph 3
Clients must not use the name of the minor
Ne pas publier avant 18h
Nicht verwenden in der Schweiz
Bitte das Zitat in Absatz 3 nicht verwenden
Das Foto bitte nicht verwenden
この記事は日本国内では使わないでください
写真は使わないでください
Please note that phones may not be used during the briefing
Not for use after 30 days
""".strip().splitlines()


@each_row("note", BANS)
def test_a_note_that_says_nothing_but_that_an_item_must_not_be_used_is_an_order(note: str) -> None:
    assert status_in_note(note) == "not_for_publication"


@each_row("note", OTHERS)
def test_a_note_that_forbids_something_else_stops_no_item(note: str) -> None:
    assert status_in_note(note) is None
    assert item_terms(Rights(editors_note=(note,))) != ()  # but it is a term, or for a person


@pytest.mark.parametrize(
    "note", ["Do not use until further notice", "Bitte bis auf Weiteres nicht verwenden"]
)
def test_a_ban_until_further_notice_is_a_hold(note: str) -> None:
    assert status_in_note(note) == "withheld"


@pytest.mark.parametrize(
    "note",
    [
        "CORRECTS para 3: passengers should not be used to long waits",
        "ADDS police say phones must not be used in court",
        "Updates with quotes from the harbour master",
    ],
)
def test_a_note_on_the_text_forbids_nothing(note: str) -> None:
    assert status_in_note(note) is None
    assert item_terms(Rights(editors_note=(note,))) == ()


@pytest.mark.parametrize("line", ["Do not use.", "Please do not publish this story.", *BANS[10:12]])
def test_in_a_draft_such_a_line_is_none_by_itself(line: str) -> None:
    """Signs say so too: on doors, bottles and screens."""
    text = f"The sign on the lift is plain.\n\n{line}\n\nNobody on the quay minds it much."
    assert not list(orders_in(view_of(text), field=False))
