"""The first line of a draft that says nothing but that its text is withdrawn."""

from checker.orders.notices import notices_in
from checker.text.views import view_of
from tests.rows import each_row

BODY = (
    "Our gardener visited the allotments behind the old brewery this weekend and found six kinds of"
    " pumpkin, a quarrelsome goose and a waiting list of two hundred names. "
) * 6
WITHDRAWN = [
    "This story is withdrawn.",
    "This article has been retracted by Northlight Wire.",
    "Die Meldung ist zurückgezogen",
    "Diese Meldung wurde zurückgezogen.",
    "Cette dépêche est annulée",
    "La dépêche est annulée.",
    "Esta nota está anulada",
    "Este despacho ha sido anulado por EFE",
    "Questa notizia è annullata",
    "この記事は取り消します",
    "本記事は取り消されました。",
    "Bu haber geri çekilmiştir",
    "Η είδηση ακυρώνεται",
    "यह खबर रद्द की जाती है",
    "Просьба не использовать",
    "يرجى عدم استخدام الخبر",
    "נא לא להשתמש",
    "Haber iptal edilmiştir",
    "Please do not use this story.",
    "Dit bericht is ingetrokken",
    "Denna artikel har dragits tillbaka",
    "Ta depesza została anulowana",
    "Этот материал аннулирован",
    "本稿作废",
    "이 기사는 취소되었습니다",
    "هذا الخبر ملغى",
    "Esta matéria foi cancelada",
    "Bitte nicht verwenden",
    "Prière de ne pas utiliser",
    "Tämä uutinen on peruttu",
    "Tato zpráva je zrušena",
    "Denne nyhed er trukket tilbage",
    "Denne saken er trukket tilbake",
]
NEWS = [
    "The article was retracted",
    "Le texte est retiré",
    "El artículo fue anulado",
    "Il testo è stato ritirato",
    "This story will kill you",
    "This article is about killing weeds",
    "This report was withdrawn by the ministry",
    "This concert is cancelled",
    "This item was recalled by the maker",
    "Diese Meldung hat viele überrascht",
    "This is the story of a cancelled wedding",
    "Please do not feed the ducks",
    "Please do not use the lift",
    "Ce texte annule la loi de 1998",
    "This video killed the radio star",
    "Dieser Artikel wurde vom Bundesrat gestrichen",
    "This story is far from over",
    "Bitte nicht füttern",
    "Pull this item from your shelves",
    "This text message cancelled a wedding",
    "この記事は面白い",
    "Этот материал отменил физику",
    "Bu haber iptal edilen konseri anlatıyor",
]


def ordered(line: str, *, above: str = "") -> list[str]:
    return [order.kind for order in notices_in(view_of(f"{above}{line}\n\n{BODY}"), field=False)]


@each_row("line", WITHDRAWN)
def test_a_first_line_that_withdraws_its_text_is_an_order(line: str) -> None:
    assert ordered(line)[0] in ("kill_notice", "not_for_publication")


@each_row("line", NEWS)
def test_news_that_begins_alike_is_none(line: str) -> None:
    assert ordered(line) == []


def test_the_same_line_inside_a_story_orders_nothing() -> None:
    assert ordered("This story is withdrawn.", above=f"{BODY}\n\n") == []


def test_a_line_is_short() -> None:
    assert ordered("This article has been retracted by " + "A" * 55) == ["kill_notice"]
    assert ordered("This article has been retracted by " + "A" * 56) == []
