"""What houses, companies and authorities put below their texts, and what only sounds like it."""

import pytest

from checker.text.house_notices import describes_a_company, is_a_notice


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
