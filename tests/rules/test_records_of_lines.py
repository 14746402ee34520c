"""Credits in records of lines, rows and tables, and names that set up a program.

All texts are invented. A row is the text, an agency and its role: "text", "photo", or "" where
nothing may be claimed.
"""

import pytest

from checker.engine import Engine
from checker.models.draft import Draft
from tests.packaged import packaged_engine
from tests.rules.test_marking_kinds import Row, claimed


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


PICTURES: list[Row] = [
    ("Titel=Kai\nFotograf=Uwe Muster\nAgentur=dpa\nBildunterschrift=Am Kai", "dpa", "photo"),
    ("Фото: prichal.jpg\nПодпись: Причал утром\nАвтор: Иван Примеров / ТАСС", "tass", "photo"),
    ("撮影日時：2022年6月1日\nクレジット：共同通信社\n画像サイズ：1200×800", "kyodo", "photo"),
    ("Copyright          : AP 2022\nImage Size         : 1200x800", "ap", "photo"),
    ("Popisek: Most ráno\nZdroj: ČTK", "ctk", "photo"),
    ("id;legende;credit;date\n7;Le quai;Bo Exemple / AFP;2022-06-01", "afp", "photo"),
    ("INSERT INTO bilder (id, bildtext, kilde) VALUES (7, 'Kaia', 'NTB');", "ntb", "photo"),
    ('{"عنوان": "a", "صورة": "a.jpg", "المصور": "رويترز"}', "reuters", "photo"),
    ("IPTC:Credit       : EPA\nIPTC:CaptionAbstract : The quay", "epa", "photo"),
    ('{"사진": "a.jpg", "설명": "부두의 여객선", "출처": "뉴시스"}', "newsis", "photo"),
    ("The ferry at its quay. (Ann Sample /EPA)", "epa", "photo"),
    ('{"video": "ferry.mp4", "duration": 74, "credit": "Reuters"}', "reuters", "photo"),
]

TEXTS: list[Row] = [
    ("<dl><dt>Bron</dt><dd>ANP</dd><dt>Gepubliceerd</dt><dd>1 juni</dd></dl>", "anp", "text"),
    (
        "<table><tr><td>Zdroj</td><td>Reuters</td></tr><tr><td>Datum</td></tr></table>",
        "reuters",
        "text",
    ),
    ("| Zdroj | Reuters |\n| Datum | 1. 6. 2022 |", "reuters", "text"),
    ("Quelle: dpa\nFotograf: Uwe Muster\nStand: 1. Juni", "dpa", "text"),
    (
        "<artikel><overskrift>Broen åbner</overskrift><bureau>Ritzau</bureau></artikel>",
        "ritzau",
        "text",
    ),
    ("{'zagolovok': 'Мост открыт', 'istochnik': 'ТАСС'}", "tass", "text"),
    ("Quelle: muster.example, rko/AFP", "afp", "text"),
    ('update_post_meta($id, "agencia", "EFE");', "efe", "text"),
    ('item.setAttribute("data-agency", "AFP");', "afp", "text"),
    (
        '<item><title>Le bac repart</title><source url="https://a.example/rss">AFP</source></item>',
        "afp",
        "text",
    ),
    ("[Reuters]\nThe bridge opened on Friday after half a year of repairs.", "reuters", "text"),
]

PROGRAMS: list[Row] = [
    ("--agency NAME  the wire (default: Reuters)", "reuters", ""),
    ("--source NOM  l'agence (par défaut : AFP)", "afp", ""),
    ("--источник  агентство (по умолчанию: ТАСС)", "tass", ""),
    ("source:\n  type: string\n  enum: [AP, AFP, Reuters]\n  example: AFP", "afp", ""),
    ('msgid "Source: Reuters"\nmsgstr "Quelle: Reuters"', "reuters", ""),
    ("GET /v2/items?source=AFP&lang=fr", "afp", ""),
    ("FEED_PROVIDER=reuters\nFEED_LANG=en", "reuters", ""),
    ("[reuters]\nenabled = true", "reuters", ""),
    ('[data-source="Reuters"] { color: red; }', "reuters", ""),
    ('items_total{feed="Reuters"} 12', "reuters", ""),
    ('db.items.find({ source: "Reuters" }).count()', "reuters", ""),
    ("CASE WHEN source = 'AP' THEN 1 ELSE 0 END", "ap", ""),
    ("(?P<agency>dpa|AFP|Reuters|epd)", "afp", ""),
    ("- name: FEED\n  value: Reuters", "reuters", ""),
    ("labels:\n  0: Reuters\n  1: AP", "ap", ""),
    ("de:\n  wires:\n    reuters: Reuters", "reuters", ""),
    ("wires.afp=AFP", "afp", ""),
    ("<rule match=\"@source='AFP'\" priority='3'/>", "afp", ""),
    ("<source>Photo: AP</source><target>Foto: AP</target>", "ap", ""),
    ('metrics.add_label("a", "AFP")', "afp", ""),
    ("image: registry.example/fetch-reuters:2.1", "reuters", ""),
    (
        '<trans-unit id="a"><source>Reuters</source><target>Reuters</target></trans-unit>',
        "reuters",
        "",
    ),
    ('const (\n    SourceDpa = "dpa"\n    SourceAP  = "AP"\n)', "ap", ""),
]


@pytest.mark.parametrize(("text", "agency", "role"), [*PICTURES, *TEXTS, *PROGRAMS])
def test_a_record_says_what_its_field_credits(
    engine: Engine, text: str, agency: str, role: str
) -> None:
    assert claimed(engine, Draft(text), agency) == ({role} if role else set())
