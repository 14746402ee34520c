"""What houses, companies and authorities put below their texts, and what only sounds like it."""

import pytest

from checker.text.house_notices import describes_a_company, describes_an_author, is_a_notice


@pytest.mark.parametrize(
    "text",
    [
        "About the author: Ida Voss is a columnist and keeps eels.",
        "The views expressed are her own and do not necessarily reflect those of the paper.",
        "This release contains forward-looking statements about barges.",
        "Anyone with information on the eels should call the harbour.",
        "Pressekontakt: Ida Voss, Marren",
        "Hinweise nimmt die Polizei Marren entgegen.",
        "Cet article n’engagent que son auteur.",
        "Todos los derechos reservados.",
        "Riproduzione riservata",
        "Os artigos são da responsabilidade dos autores.",
        "Wszelkie prawa zastrzeżone.",
        "Мнение редакции может не совпадать с мнением автора.",
        "Tüm hakları saklıdır.",
        "الآراء الواردة في المقال لا تعبر بالضرورة عن رأي الصحيفة",
        "（作者系本刊专栏作家）",
        "無断転載を禁じます。",
        "무단 전재 및 재배포 금지",
        "Write to eels@marren.example for more.",
        "Call the harbour on +44 20 5550 0100.",
        "Telefon (0 40) 555-22 00",
    ],
)
def test_notices_are_known_by_their_words_or_a_number_to_call(text: str) -> None:
    assert is_a_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "The author of the report resigned on Monday, the ministry said.",
        "Her views on eels were well known in the harbour.",
        "He was born in 1974 and died in 2021 at the age of 46.",
        "The ministry spent 1,000 000 000 crowns on 14 000 barges.",
        "It is shown from 05.10.2026 to 07.10.2026, and from 08/11/2026.",
        "The vote was 120-114-3, after 2-1 in 1998-2001.",
        "",
    ],
)
def test_what_a_story_says_of_authors_and_figures_is_no_notice(text: str) -> None:
    assert not is_a_notice(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Osby plc, founded in 1974, is headquartered in Marren.", True),
        ("Osby plc, founded in 1974, sank on Monday.", False),
        ("Die Osby AG mit Sitz in Marren beschäftigt 900 Menschen.", True),
        ("Osby SA to jeden z największych producentów lin, notowany na giełdzie.", True),
        ("Компания со штаб-квартирой в Осби работает в 12 странах мира.", True),
        ("公司成立于1974年，总部位于奥斯比。", True),
        ("The barge hit the lock gate of Marren.", False),
    ],
)
def test_a_company_describes_itself_by_two_kinds_of_statements(text: str, expected: bool) -> None:
    assert describes_a_company(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "If you are struggling to cope, call the listening line free on 116 000.",
        "Wenn Sie Suizidgedanken haben, wenden Sie sich an die Telefonseelsorge.",
        "Si vous avez des idées suicidaires, appelez le 3114, gratuit à toute heure.",
        "Si usted tiene pensamientos suicidas, llame al 024, abierto todo el año.",
        "悩みのある方は、いのちの電話に相談してください。",
        "어려움을 겪는 지인이 있을 경우 자살예방 핫라인 109에서 상담을 받을 수 있습니다.",
        "The value of investments can go down as well as up.",
        "Die Wertentwicklung der Vergangenheit ist kein verlässlicher Indikator.",
        "This article was produced with the help of automated translation.",
        "We are an equal opportunities employer and welcome all applications.",
        "Doors open at 7pm.",
        "An amber warning means there is an increased likelihood of storms.",
        "Подписывайтесь на наш канал, чтобы первыми узнавать о главном.",
        "ताजा खबरों के लिए हमारे चैनल से जुड़ें।",
        "About Osby. Osby is a leading maker of lamps with 900 employees.",
        "Über Osby: Osby ist ein führender Anbieter und beschäftigt 900 Menschen.",
        "オスビー社について\n係留システムの最大手で、900人の従業員がいる。",
    ],
)
def test_where_to_find_help_and_what_a_heading_announces_are_notices(text: str) -> None:
    assert is_a_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two keepers lost their jobs.\nIf you are struggling to cope, call the listening line.",
        "Overland is a leading maker of lamps.\nIt has 900 employees.",
        "About Osby, which is a leading maker of lamps with 900 employees, little was known.",
        "The helpline had 3,000 calls in May, twice as many as a year before.",
        "The warning was lifted at noon, and the doors of the hall opened again.",
    ],
)
def test_each_line_has_such_words_and_a_heading_is_a_line_or_a_label(text: str) -> None:
    assert not is_a_notice(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ida Voss is a senior fellow at Marren and the author of The Lamp.", True),
        ("Ida Voss ist Historikerin und Autorin des Buches Die Lampe.", True),
        ("Ida Voss est historienne et l’auteure de La Lampe.", True),
        ("Ida Voss is a senior fellow at Marren.", False),
        ("Ida Voss lives in Marren, where the author of The Lamp was born.", False),
        ("Ida Voss is a columnist.\nShe lives in Marren.", False),
    ],
)
def test_an_author_is_somebody_with_a_role_of_whom_more_is_told(text: str, expected: bool) -> None:
    assert describes_an_author(text) is expected
