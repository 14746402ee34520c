"""Marks in tables, records, strings and lists, each beside what only looks like one."""

import pytest

from checker.formats import read_draft
from tests.packaged import packaged_engine
from tests.rules.test_marking_kinds import claimed

Row = tuple[str, str, str]
TOLD = "The ferry will sail again in May after six months of repairs, the council said on Monday."

MARKS: list[Row] = [
    ("| headline | source | moved |\n|---|---|---|\n| Ferry back | AFP | 04:12Z |", "afp", "text"),
    ("id,title,provider\n7,Ferry back,Reuters\n8,Bakers wait,dpa", "reuters", "text"),
    ("INSERT INTO news (id, title, agency) VALUES (7, 'Ferry back', 'dpa');", "dpa", "text"),
    ("<Meldung><Titel>Fähre</Titel><Agenturkürzel>dpa</Agenturkürzel></Meldung>", "dpa", "text"),
    ("<новость><Источник>ТАСС</Источник></новость>", "tass", "text"),
    (f"const text = 'OSLO (NTB) - {TOLD}';", "ntb", "text"),
    (f"    self.assertEqual(cut('WIEN (APA) - {TOLD}'), told)", "apa", "text"),
    ("C'était la plus longue nuit, a-t-il dit.\nTous droits réservés AFP", "afp", "text"),
    ("nds0143 3 vm 180 dpa 0417\n\nFähre fährt wieder", "dpa", "text"),
    (
        "新华社北京12月16日（王一、李二）港口十六日重新开放，市政府表示渡轮五月恢复运行。",
        "xinhua",
        "text",
    ),
    ("Picture credits\n- p. 12: Depositphotos\n- p. 14: the author", "depositphotos", "photo"),
    ('{"credit": "Bo Sample/EPA", "width": 640, "height": 480}', "epa", "photo"),
    ("Autor: Beta | 14. januar 2024.", "beta", "text"),
]
OTHERS: list[Row] = [
    ("| source | address |\n|---|---|\n| AFP | https://a.example |", "afp", ""),
    ("INSERT INTO feeds (id, name, lang) VALUES (7, 'dpa', 'de');", "dpa", ""),
    ('TRUSTED = ["Reuters", "Associated Press", "BBC News"]', "reuters", ""),
    ("Tier 1: Reuters, AP, AFP, Bloomberg", "afp", ""),
    ("News agencies: AFP, AP, Reuters, dpa, EFE", "dpa", ""),
    ("# matches \"OSLO (NTB) - \" and such\nLEAD = r'^[A-Z]+ \\(NTB\\)'", "ntb", ""),
    ('{"key": "afp", "type": "wire", "names": ["AFP"], "domains": ["afp.example"]}', "afp", ""),
    ("به گزارش خبرگزاری آسوشیتدپرس، بندر پس از شش ماه باز شد.", "ap", ""),
    ("Источник: РИА Рейтинг", "ria", ""),
]


@pytest.mark.parametrize(("text", "agency", "role"), [*MARKS, *OTHERS])
def test_tables_strings_and_lists_credit_as_they_say(text: str, agency: str, role: str) -> None:
    found = claimed(packaged_engine(), read_draft(text, as_type="text"), agency)
    assert found == ({role} if role else set())
