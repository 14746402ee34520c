"""Restrictions of use in drafts: which lines are one, which only look like one."""

import time

import pytest

from checker.orders import restrictions_in
from checker.orders.restrictions import ALONE, READABLE, SURE
from checker.text.views import view_of


def found(text: str) -> list[tuple[str, bool]]:
    """The words of each restriction, and whether it is sure."""
    view = view_of(text)
    return [
        (text[slice(*view.span(one.start, one.end))], one.rule == SURE)
        for one in restrictions_in(view)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A tram at night (NORWAY OUT)", ["NORWAY OUT"]),
        ("A tram (Photo: Ida Voss/AFP) (Austria Out)", ["Austria Out"]),
        ("A tram (AUSTRIA AND GERMANY OUT)", ["AUSTRIA AND GERMANY OUT"]),
        ("A tram (THE MORNING POST OUT) (NO SALES)", ["THE MORNING POST OUT", "NO SALES"]),
        ("*** ITALY OUT ***", ["ITALY OUT"]),
        ("NO ARCHIVE", ["NO ARCHIVE"]), ("NO SALES - NO ARCHIVES", ["NO SALES - NO ARCHIVES"]),
        ("RESTRICTED TO EDITORIAL USE", ["RESTRICTED TO EDITORIAL USE"]),
        (
            "A ferry at the quay. Restricted to editorial use. Not for use in Chile.",
            ["Restricted to editorial use", "Not for use in Chile"],
        ),
        ("Not for publication in Switzerland", ["Not for publication in Switzerland"]),
        ('"usageTerms": "Nur in Polen; kein Archiv"', ["Nur in Polen; kein Archiv"]),
        ("<usageTerms>No use in Japan.</usageTerms>", ["No use in Japan"]),
        ("special_instructions: NO RESALE", ["NO RESALE"]),
    ],
)  # fmt: skip
def test_a_restriction_is_found_with_its_words(text: str, words: list[str]) -> None:
    assert found(text) == [(word, True) for word in words]


@pytest.mark.parametrize(
    "text",
    [
        "NORWAY OUT", "Restrictions: Japan out", "For use in the UK only",
        "Nicht zur Verwendung in Österreich", "Keine Archivierung", "Nutzung nur in Deutschland",
        "Ne pas diffuser en Suisse", "Pas d'utilisation en Belgique", "Prohibido su uso en México",
        "Vietato l'uso in Svizzera", "Proibido o uso no Brasil", "Niet voor publicatie in België",
        "Ej för publicering i Finland", "Må ikke bruges i Norge", "Ikke til bruk i Sverige",
        "Ei saa julkaista Ruotsissa", "Zakaz publikacji w Niemczech",
        "Не для использования в Германии", "Almanya'da kullanılamaz", "يمنع النشر في مصر",
        "不得在台湾发布", "日本国内のみ使用可", "日本での使用禁止", "온라인 사용 금지",
    ],
)  # fmt: skip
def test_a_line_that_may_be_a_restriction_is_one_if_it_can_be_read(text: str) -> None:
    ((words, sure),) = found(text)
    assert words in text
    assert sure is False


@pytest.mark.parametrize(
    "text",
    [
        "He was (not out) at lunch.", "LIGHTS OUT", "Smith b Khan (NOT OUT)", "(SOLD OUT)",
        "FLAMES BREAK OUT IN THE OLD PORT", "GERMANY OUT OF THE CUP", "Germany are out of the cup",
        "The drug is not for use in children.", "Not for use in children under three.",
        "No sales were made in March.", "There are no archives of the trial.",
        "All rights reserved.", "No part of this may be reproduced.",
        "Women's rights only matter when they are enforced, she said.",
        "The law is not for sale in parliament.", "Sales in Italy rose.",
        "The paper said that the pictures were not for use in Italy, but printed them all the same"
        " on its front page, beside a column that called the whole affair a waste of ink.",
        "Not for release, publication or distribution in or into the United States",
        "NOT FOR DISTRIBUTION TO U.S. NEWSWIRE SERVICES",
        "Die Nutzung ist nur mit Fahrschein erlaubt.", "禁止停车", "该法禁止在学校使用手机。",
        "Restrictions: none", '{"usageTerms": "string", "restrictions": []}',
        "usageTerms: see our site",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_restriction_is_none(text: str) -> None:
    assert found(text) == []


STORY = "The ferry sails again on Monday, half a year after a fire, the harbour board said. " * 4


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("저작권자 ⓒ 견본일보, 무단 전재 및 재배포 금지", READABLE),
        ("ⓒ 견본신문, 무단전재-재배포 금지", READABLE),
        ("Bu haber izinsiz kullanılamaz.", READABLE),
        ("Sitemizdeki yazılar izin alınmadan yayınlanamaz.", READABLE),
        ("온라인 게재 및 재배포 금지", ALONE),
        ("Bu haber kullanılamaz.", ALONE),
    ],
)
def test_a_site_s_own_reservation_at_the_foot_is_no_order(line: str, rule: str) -> None:
    rules = {one.rule for one in restrictions_in(view_of(f"{STORY}\n\n{line}"))}
    assert rules == {rule}


def test_long_hostile_lines_are_read_in_time() -> None:
    for seed in (
        "(X OUT ",
        "usageterms: no ",
        "not for use in ",
        "NO SALES, ",
        '"restrictions":"no',
    ):
        view = view_of(seed * (100_000 // len(seed)))
        began = time.thread_time()
        restrictions_in(view)
        assert time.thread_time() - began < 2
