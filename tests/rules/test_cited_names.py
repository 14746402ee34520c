"""Names that are cited credit nothing, and what looks nearly the same does.

Each table is one kind in many languages; the texts are invented.
"""

import pytest

from checker.engine import Engine
from checker.models.draft import Draft
from tests.packaged import packaged_engine
from tests.rules.test_marking_kinds import Row, claimed

TOLD = "The harbour stayed shut on Monday after the pilots walked out, the port authority said."


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


FEEDS: list[Row] = [
    ("Source: Reuters (RSS)", "reuters", ""),
    ("Quelle: dpa (RSS-Feed)", "dpa", ""),
    ("Source : AFP (flux RSS)", "afp", ""),
    ("Fuente: EFE (RSS)", "efe", ""),
    ("Fonte: Lusa (RSS)", "lusa", ""),
    ("Fonte: ANSA (feed RSS)", "ansa", ""),
    ("Bron: ANP (RSS)", "anp", ""),
    ("Źródło: PAP (RSS)", "pap", ""),
    ("Källa: TT (RSS)", "tt", ""),
    ("Kilde: Ritzau (RSS)", "ritzau", ""),
    ("Lähde: STT (RSS)", "stt", ""),
    ("Zdroj: ČTK (RSS)", "ctk", ""),
    ("Forrás: MTI (RSS)", "mti", ""),
    ("Sursa: Mediafax (RSS)", "mediafax", ""),
    ("Источник: РИА Новости (RSS)", "ria", ""),
    ("Джерело: Укрінформ (RSS)", "ukrinform", ""),
    ("منبع: ایسنا (RSS)", "isna", ""),
    ("来源：新华社（RSS）", "xinhua", ""),
    ("Image source: Shutterstock (paid), Pexels (free)", "shutterstock", ""),
    (f"{TOLD}\nSource: Reuters", "reuters", "text"),
    (f"{TOLD}\nQuelle: dpa", "dpa", "text"),
]

DATA: list[Row] = [
    ("Sources: Reuters, company filings, analyst notes", "reuters", ""),
    ("Quellen: dpa, eigene Berechnungen, Amt für Statistik", "dpa", ""),
    ("Sources : AFP, Insee, ministère", "afp", ""),
    ("Fuentes: EFE, INE, elaboración propia", "efe", ""),
    ("Fontes: Lusa, INE, cálculos próprios", "lusa", ""),
    ("Fonti: ANSA, Istat, elaborazione propria", "ansa", ""),
    ("Lähteet: STT, Tilastokeskus", "stt", ""),
    ("Surse: Mediafax, INS, calcule proprii", "mediafax", ""),
    ("Источники: ТАСС, Росстат, собственные расчёты", "tass", ""),
    ("Джерела: Укрінформ, Держстат", "ukrinform", ""),
    ("Fig. 3. Prices of vanilla. Source: Bloomberg.", "bloomberg", ""),
    (f"{TOLD}\n(Sources: Reuters, AFP)", "reuters", "text"),
    (f"{TOLD}\nQuellen: dpa, eigene Recherche", "dpa", "text"),
]

HOUSES: list[Row] = [
    ("Agenții de presă: Agerpres, Mediafax, News.ro", "agerpres", ""),
    ("СМИ: ТАСС, РИА Новости, РБК", "tass", ""),
    ("ЗМІ: Укрінформ, УНІАН, Суспільне", "unian", ""),
    ("언론사: 연합뉴스, 뉴시스, KBS", "yonhap", ""),
    ("媒体列表：路透社、彭博、法新社", "reuters", ""),
    ("支持的新闻源：新华社、路透社、彭博社", "xinhua", ""),
    ("지원 언론사: 연합뉴스, 뉴시스, 뉴스1", "newsis", ""),
    ("Haber ajansları: AA, İHA, DHA", "dha", ""),
    ("Stock photos: Shutterstock, Getty Images, Adobe Stock", "getty", ""),
    ("Photo credit field, e.g. Getty Images, AP", "getty", ""),
    ('^ Sample, Bo (2019). "Ferries return". Associated Press.', "ap", ""),
    ("Copyright (c) Thomson Reuters 2014. Licensed under the MIT License.", "reuters", ""),
    (f"{TOLD}\n© Thomson Reuters 2014. All rights reserved.", "reuters", "text"),
]

LINES: list[Row] = [
    (
        "Bildnachweis: S. 3 mauritius images; S. 5 Archiv; S. 9 ullstein bild",
        "ullstein-bild",
        "photo",
    ),
    ("Photo credits: cover, Bo Sample; p. 3, Alamy; p. 8, Reuters", "reuters", "photo"),
    ("Image d'illustration. AFP - Paul Modèle", "afp", "photo"),
    ("Imagen de archivo. EFE / Eva Muestra", "efe", "photo"),
    ("© Paul Modèle, EPA, Keystone", "epa", "photo"),
    ("Bakers carry the loaves through the old town. AAP: Mary Tester", "aap", "photo"),
    ("Wanderer am Grat (Quelle: imago images)", "imago", "photo"),
    ("Pescadores en el muelle (Foto: AP)", "ap", "photo"),
    ("- Photo of the runner: Rui Exemplo/Agência Brasil [CC BY 3.0]", "agencia-brasil", "photo"),
    ('<p>Quelle: <a href="https://a.test">dpa</a></p>', "dpa", "text"),
    ('<p>Bild: <a href="https://a.test">imago</a></p>', "imago", "photo"),
    ("(APA, 4.5.2021)", "apa", "text"),
    (f"Die Fähre fährt wieder\nUwe Muster (dpa)\n{TOLD}\n{TOLD}", "dpa", "text"),
    (f"Prom wraca do portu\n{TOLD}\n{TOLD}\nJan Wzór (PAP)", "pap", "text"),
    ("1041\t2\tNAIROBI, Kenya (AP) -- A choir sang at the bridge.", "ap", "text"),
    ("7 99 Berlin (dpa) - Ein Chor sang an der Brücke.", "dpa", "text"),
    ("7 99 alpha (ANP) and beta", "anp", ""),
    (
        "Genève (ats) Le jet d'eau sera arrêté deux jours, a indiqué la ville.",
        "keystone_sda",
        "text",
    ),
    ("【新华社昆明电】花农说今年的玫瑰开得早。", "xinhua", "text"),
    ("【新华社的电话】", "xinhua", ""),
]


@pytest.mark.parametrize(("text", "agency", "role"), [*FEEDS, *DATA, *HOUSES, *LINES])
def test_names_that_are_cited_claim_nothing(
    engine: Engine, text: str, agency: str, role: str
) -> None:
    assert claimed(engine, Draft(text), agency) == ({role} if role else set())
