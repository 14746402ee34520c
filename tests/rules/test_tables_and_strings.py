"""Marks in tables, records, strings and lists, each beside what only looks like one."""

import pytest

from checker.formats import read_draft
from tests.packaged import packaged_engine
from tests.rules.test_marking_kinds import claimed

Row = tuple[str, str, str]
TOLD = "The ferry will sail again in May after six months of repairs, the council said on Monday."

MARKS: list[Row] = [
    ('coverimg: a.jpg\ncoverimg_note: "Foto: Reuters"\nstyles: x', "reuters", "photo"),
    ('{"title": "Le bac", "author": {"_": "AFP"}}', "afp", "text"),
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
    ("        self.assertEqual(item['source'], 'NTB')", "ntb", "text"),
    ("  expect(article.byline).toEqual('dpa');", "dpa", "text"),
    (
        "        $article->setTitle('Ferry');\n        $article->setSource('Reuters');",
        "reuters",
        "text",
    ),
    ('        assertEquals("Фото: ТАСС", image.credit)', "tass", "photo"),
    ("    assert story.image.credit == 'ANSA'", "ansa", "photo"),
    ("        $photo->setTitle('Ferry');\n        $photo->setCredit('Alamy');", "alamy", "photo"),
    (
        '{"creator": "Bo", "credit": "EPA", "source": "EPA", "max_dimensions": {"w": 9}}',
        "epa",
        "photo",
    ),
    ('<img src="a.jpg" data-credit="Belga" data-width="640">', "belga", "photo"),
    (
        "gallery:\n  - image: a.jpg\n    caption: A quay\n    credit: Bo Sample / EPA",
        "epa",
        "photo",
    ),
    ("title: Ferry returns\nsource: Reuters\ndate: 2024-05-14", "reuters", "text"),
    ('<img src="a.jpg" alt="">\n<span class="sm">Bo Sample/dpa</span>', "dpa", "photo"),
    (
        f"self.assertEqual(cut('بيروت (أ ف ب) {'أبحرت العبارة مجددا في مايو بعد ستة أشهر '}'), x)",
        "afp",
        "text",
    ),
]
OTHERS: list[Row] = [
    ("20. **Bakers fear winter** — Reuters/Sample Finance, 2025-05-09.", "reuters", ""),
    ("News from established sources (조선일보, 경향신문, 연합뉴스) is read.", "yonhap", ""),
    ('{"sourceName": "Press Trust of India", "sourceTier": "T2"}', "pti", ""),
    ('title { +"Avtalefestet pensjon (AFP) - vedtak i etteroppgjør" }', "afp", ""),
    ("[Same Community(共同社区)](https://a.example)", "kyodo", ""),
    ("| source | address |\n|---|---|\n| AFP | https://a.example |", "afp", ""),
    ("INSERT INTO feeds (id, name, lang) VALUES (7, 'dpa', 'de');", "dpa", ""),
    ('TRUSTED = ["Reuters", "Associated Press", "BBC News"]', "reuters", ""),
    ("Tier 1: Reuters, AP, AFP, Bloomberg", "afp", ""),
    ("News agencies: AFP, AP, Reuters, dpa, EFE", "dpa", ""),
    ("# matches \"OSLO (NTB) - \" and such\nLEAD = r'^[A-Z]+ \\(NTB\\)'", "ntb", ""),
    ('{"key": "afp", "type": "wire", "names": ["AFP"], "domains": ["afp.example"]}', "afp", ""),
    ("به گزارش خبرگزاری آسوشیتدپرس، بندر پس از شش ماه باز شد.", "ap", ""),
    ("Источник: РИА Рейтинг", "ria", ""),
    ('{"source": "AFP", "status": "ok", "latency_ms": 312}', "afp", ""),
    ('{"source": "Reuters", "count": 412, "last_seen": "2026-05-14"}', "reuters", ""),
    ('{"agency": "dpa", "articles": 312, "share": 0.31}', "dpa", ""),
    ('{"title": "A tool", "author": "anp", "points": 740}', "anp", ""),
    ('{"text": "BERLIN (dpa)", "label": "DATELINE"}', "dpa", ""),
    (
        "feeds:\n  north:\n    url: https://a.example\n    source: Reuters\n    enabled: true",
        "reuters",
        "",
    ),
    ('STRIP = [\n    "Quelle: dpa",\n    "Quelle: AFP",\n    "Foto: dpa",\n]', "dpa", ""),
    ("Accepted credits:\n- `Foto: Reuters` / `Foto: AP`\n- `Foto: [Name]`", "reuters", ""),
    ('/** Cuts "(서울=연합뉴스) 홍길동 기자 = ", "[서울=뉴시스] " 처럼. */', "yonhap", ""),
    (
        'The prose credits a wire ("Reuters", "PA Media", "via Reuters") as "wire:<agency>".',
        "reuters",
        "",
    ),
    ("- 100 sources — Reuters, AFP, dpa, ANSA and many more", "afp", ""),
    ("Major news agencies (Reuters, AP, BBC, etc.)", "reuters", ""),
    ("Kaynaklar: NTV, Habertürk, BBC Türkçe, Anadolu Ajansı.", "anadolu", ""),
    ("Quellen: dpa, Muster, Spiegel, Probe u. v. m.", "dpa", ""),
    ("数据来源：新华社、人民网、央视、澎湃新闻等", "xinhua", ""),
    ('"author": "ANP测试系统", "title": "测试"', "anp", ""),
    ("  source: 'reuters' | 'afp' | 'dpa' | 'own';", "reuters", ""),
]


@pytest.mark.parametrize(("text", "agency", "role"), [*MARKS, *OTHERS])
def test_tables_strings_and_lists_credit_as_they_say(text: str, agency: str, role: str) -> None:
    found = claimed(packaged_engine(), read_draft(text, as_type="text"), agency)
    assert found == ({role} if role else set())
