"""Sentences that address the readers of a site, and reports that begin with the same words."""

import pytest

from checker.text.reader_calls import is_a_reader_call

CALLS = [
    "Follow us on the channel of the Marren Courier for more of the harbour.",
    "Do you have a barge story? ",
    "Got a true harbour tip for us?",
    "Your e-mail address goes to barges@courier.example, if you want a kettle.",
    "Read more: The kettle of the pilots",
    "Folgen Sie uns, wenn Sie Kähne mögen.",
    "Lesen Sie auch: Der Kessel der Lotsen",
    "Suivez-nous sur notre chaîne pour tout savoir des péniches.",
    "Votre adresse e-mail ne sera pas montrée aux pilotes.",
    "Síguenos en el canal de Brumales.",
    "Seguici sul canale del porto di Marrena.",
    "Leia também: a chaleira dos pilotos",
    "Volg ons op het kanaal van de haven.",
    "Läs också: Lotsarnas kittel",
    "Lue myös: Luotsien pannu",
    "Czytaj też: Czajnik pilotów",
    "Sledujte nás na kanálu přístavu.",
    "Iratkozzon fel a kikötő hírlevelére.",
    "Подписывайтесь на канал порта и чайника.",
    "Читайте также: Чайник лоцманов",
    "Підписуйтесь на канал порту.",
    "Διαβάστε επίσης: Ο βραστήρας",
    "Haber bültenimize kaydolun.",
    "اقرأ أيضا: غلاية المرشدين",
    "بیشتر بخوانید: کتری خلبان‌ها",
    "קראו גם: הקומקום של הנתבים",
    "यह भी पढ़ें: पायलटों की केतली",
    "Baca juga: Ketel para pandu",
    "Xem thêm: Ấm nước của hoa tiêu",
    "อ่านเพิ่มเติม: กาน้ำของนำร่อง",
    "欢迎关注马伦港的公众号。",
    "延伸閱讀：領航員的水壺",
    "あわせて読みたい：水先案内人のやかん",
    "구독하기: 항구의 소식",
]
REPORTS = [
    "Followers of the pilot gathered at the gate.",
    "Follow used to be a horse of the harbour master.",
    "The courier has 300 subscribers and a kettle.",
    "Readers also read the book of the pilot.",
    "He wrote to @courier and to the pilots.",
    "Subscribers to the tram strike paid twice.",
    "Do you have a licence, the pilot asked the eel.",
    "Folgende Kähne sind gesunken.",
    "Abonnenten der Straßenbahn warten.",
    "Suivie par trois péniches, la reine est partie.",
    "Siguen abiertas las compuertas.",
    "Читатели принесли чайник в порт.",
    "Подписчики канала пришли в порт.",
    "更多的船员来到了港口。",
    "关注民生的代表来到港口。",
    "구독자 수가 늘었다.",
    "",
    "…",
]


@pytest.mark.parametrize("sentence", CALLS)
def test_a_sentence_that_addresses_the_readers_is_a_call(sentence: str) -> None:
    assert is_a_reader_call(sentence)


@pytest.mark.parametrize("sentence", REPORTS)
def test_a_report_is_none(sentence: str) -> None:
    assert not is_a_reader_call(sentence)
