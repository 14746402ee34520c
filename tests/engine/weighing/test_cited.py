"""Signs of names that are cited: references, examples, lists of houses, sources of data."""

import pytest

from checker.engine import Engine
from tests.engine.weighing.signed import signs
from tests.packaged import packaged_engine

TOLD = "The harbour stayed shut on Monday after the pilots walked out, the port authority said."
REFERENCE, EXAMPLE = "closes an entry of references", "behind a word for examples"
FEED, HOUSES = "a bracket behind tells of a feed or a price", "behind a label of houses"
DATA, FIGURE = "beside sources of data", "the source of a numbered figure"
LICENSED, LINKS = "the holder of a licensed program", "behind a label of links"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    ("text", "sign", "present"),
    [
        ("Sample, Bo (2019). The ferry returns. Reuters.", REFERENCE, True),
        ("Muster, Uwe (2019, 4. Mai). Die Fähre fährt wieder. dpa", REFERENCE, True),
        ('1. "The ferry returns". Reuters. Retrieved 4 May 2019.', REFERENCE, True),
        ('2. "Die Fähre fährt". dpa, abgerufen am 4. Mai.', REFERENCE, True),
        ("Sample, Bo. The ferry returns. Reuters.", REFERENCE, False),
        ("Bo Sample (19). The ferry returns. Reuters.", REFERENCE, False),
        ("Name a source, e.g. Reuters", EXAMPLE, True),
        ("Kürzel, z. B. dpa", EXAMPLE, True),
        ("une agence, par exemple AFP", EXAMPLE, True),
        ("агентство, например ТАСС", EXAMPLE, True),
        ("来源，例如新华社", EXAMPLE, True),
        ("Beispiele sind selten. dpa", EXAMPLE, False),
        ("Source: Reuters (RSS)", FEED, True),
        ("Quelle: dpa (RSS-Feed)", FEED, True),
        ("Source : AFP (flux RSS)", FEED, True),
        ("Images: Shutterstock (paid)", FEED, True),
        ("Фото: ТАСС (логотип)", FEED, True),
        ("来源：新华社（RSS）", FEED, True),
        ("Source: Reuters (Oslo)", FEED, False),
        ("Foto: dpa (Archiv)", FEED, False),
        ("News outlets: Reuters, AFP", HOUSES, True),
        ("Agenții de presă: Agerpres, Mediafax", HOUSES, True),
        ("СМИ: ТАСС, РИА Новости, РБК", HOUSES, True),
        ("언론사: 연합뉴스, 뉴시스, KBS", HOUSES, True),
        ("媒体列表：路透社、彭博、法新社", HOUSES, True),
        ("Stock photos: Shutterstock, Getty Images", HOUSES, True),
        ("Media: Reuters", HOUSES, False),
        ("Sources: Reuters, AFP", HOUSES, False),
        (f"{TOLD} The media: Reuters and AFP", HOUSES, False),
        ("Sources: Reuters, company filings", DATA, True),
        ("Quellen: dpa, Amt für Statistik", DATA, True),
        ("Fuentes: EFE, INE, elaboración propia", DATA, True),
        ("Источники: ТАСС, Росстат, собственные расчёты", DATA, True),
        ("출처: 연합뉴스, 통계청", DATA, True),
        ("Quellen: dpa, eigene Recherche", DATA, False),
        ("Source: Reuters", DATA, False),
        ("Clients: Reuters, Office of Statistics", DATA, False),
        ("Fig. 3. Prices of flour. Source: Bloomberg", FIGURE, True),
        ("Abb. 2: Mehlpreise. Quelle: dpa", FIGURE, True),
        ("Рис. 4. Цены. Источник: ТАСС", FIGURE, True),
        ("Figs at the market. Source: Bloomberg", FIGURE, False),
        ("Fig. 3. Prices of flour. Photo: Reuters", FIGURE, False),
        ("Copyright (c) Thomson Reuters 2014. Licensed under the MIT License.", LICENSED, True),
        ("// See LICENSE.md.\n// Copyright Thomson Reuters 2015.", LICENSED, True),
        ("Copyright Thomson Reuters 2015. All rights reserved.", LICENSED, False),
        ("Reuters text.\nLicensed under the MIT License.", LICENSED, False),
        ("Supported news sources: Reuters, AFP", LINKS, True),
        ("Unterstützte Quellen: dpa", LINKS, True),
        ("支持的新闻源：新华社", LINKS, True),
        ("Sources: Reuters", LINKS, False),
    ],
)
def test_names_that_are_cited(engine: Engine, text: str, sign: str, *, present: bool) -> None:
    assert (sign in signs(engine, text)) is present
