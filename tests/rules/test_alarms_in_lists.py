"""Names that stand in lists, documentation and data and mark nothing, beside marks that do.

All texts are invented. A row is the text, an agency and its role, or "" where nothing is claimed.
"""

import pytest

from checker.engine import Engine
from checker.models.draft import Draft
from tests.packaged import packaged_engine
from tests.rules.test_marking_kinds import Row, claimed


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


SOURCES: list[Row] = [
    ("<li>Основной источник: ТАСС.</li>\n<li>Резервный канал: Пример.</li>", "tass", ""),
    ("- Primary source: Reuters\n- Refresh: hourly", "reuters", ""),
    ("// Datenquelle: dpa, alle zehn Minuten", "dpa", ""),
    ("* Hauptquelle: dpa\n* Ersatz: Radio Nord", "dpa", ""),
    ("- **Fuente principal**: EFE\n- Idioma: es", "efe", ""),
    ("- Source principale : AFP\n- Langue : fr", "afp", ""),
    ("- Fonte principale: ANSA\n- Lingua: it", "ansa", ""),
    ("- Fonte de dados: Lusa\n- Língua: pt", "lusa", ""),
    ("- 主要来源：新华社\n- 更新：每小时", "xinhua", ""),
    ("- 주요 출처: 연합뉴스\n- 갱신: 매시간", "yonhap", ""),
    ("- Ana kaynak: Anadolu Ajansı\n- Dil: tr", "anadolu", ""),
]

DATA: list[Row] = [
    ("Terms of use\nMarket data provided by\n[alt] Reuters", "reuters", ""),
    ("Quotes delayed. Stock prices are supplied by Reuters.", "reuters", ""),
    ("Données fournies par AFP", "afp", ""),
    ("Los datos proporcionados por EFE", "efe", ""),
    ("Le quotazioni fornite da ANSA", "ansa", ""),
]

CODES: list[Row] = [
    ("- Saint Sample (SSA)\n- Nova Sample (KNA)\n- Port Sample (PSA)", "kna", ""),
    ("Sampleland (SLD)\nTesteria (SPA)\nMusterland (MLD)", "spa", ""),
    ("Lima Field (LMF),\nAlba Field (AFP),\nNorth Field (NOF)", "afp", ""),
    ("- Kwacha (ZMK)\n- Sample pound (PAP)\n- Test crown (TCK)", "pap", ""),
    ("- Compare prices across ACS/ELTA/Speedy", "elta", ""),
    ("the adapters for MQTT/APA/Modbus are in one folder", "apa", ""),
    ("It reads headers like DKIM/SPA/ARC before it stores them", "spa", ""),
    ("．新华网[引用日期2013-10-22]\n38.", "xinhua", ""),
    ('the dateline, which may look like this: "Berlin (dpa) - "', "dpa", ""),
]

MARKS: list[Row] = [
    ("Die Fähre fährt ab Mai wieder, sagte die Stadt.\nQuelle: dpa", "dpa", "text"),
    ("El ferry vuelve en mayo, dijo la ciudad.\nFuente: EFE", "efe", "text"),
    ("Material from Reuters was used in this report.", "reuters", "text"),
    ("The ferry is back after half a year of repairs. (AFP)", "afp", "text"),
    ("Feribot altı aylık onarımın ardından geri döndü.\n(Eda ÖRNEK/BURSA/DHA)", "dha", "text"),
    ("Foto: Uwe Beispiel/dpa/Archiv", "dpa", "photo"),
    ("Der Bürgermeister am Kai Foto: Muster/APA/Beispiel", "apa", "photo"),
    ("OSLO (NTB) - Fergen er tilbake.\nBERGEN (NTB) - Bakerne frykter vinteren.", "ntb", "text"),
]


@pytest.mark.parametrize(("text", "agency", "role"), [*SOURCES, *DATA, *CODES, *MARKS])
def test_a_name_in_a_list_or_in_data_marks_nothing(
    engine: Engine, text: str, agency: str, role: str
) -> None:
    assert claimed(engine, Draft(text), agency) == ({role} if role else set())
