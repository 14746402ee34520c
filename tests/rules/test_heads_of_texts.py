"""How texts open and end with an agency: a name and a colon, initials, houses behind a slash.

Each table is one kind; the texts are invented. A row is the text, an agency and what it is told to
be of the text: "text", "photo", or "" where nothing may be claimed.
"""

import pytest

from checker.engine import Engine
from checker.formats import read_draft
from tests.packaged import packaged_engine
from tests.rules.test_marking_kinds import Row, claimed

STORY = (
    "The harbour board said on Monday that the ferry would sail again in May after six months of "
    "repairs, and that no berth would be closed while the bakers of the old town wait for flour."
)
ENTRY = "The ferry will sail again in May after six months of repairs, the harbour board said."
PORTUGUESE = "O navio volta a navegar em maio após seis meses de reparos, anunciou a prefeitura."
TURKISH = "Feribot altı aylık onarımın ardından mayısta yeniden sefere başlayacak, dedi belediye."
RUSSIAN = "Паром вернётся на линию в мае после полугода ремонта, сообщили в мэрии в понедельник."

OPENINGS: list[Row] = [
    (f"REUTERS: {STORY}", "reuters", "text"),
    (f"AFP: {STORY} {ENTRY} {ENTRY}", "afp", "text"),
    (f"AFP: {STORY}\n{ENTRY}", "afp", "text"),
    (f"Reuters: {ENTRY} {ENTRY}\nAFP: {ENTRY}\nBloomberg: {ENTRY}", "reuters", ""),
    (f"AFP: {ENTRY} {ENTRY}\nLe Courrier: {ENTRY}", "afp", ""),
    ("Reuters: the port could open", "reuters", ""),
    (f"Ece DENEME/ RIHTIM(Bursa), (DHA)- {TURKISH}", "dha", "text"),
    (f"Ece DENEME-Can ÖRNEK/ANKARA, (DHA)-{TURKISH}", "dha", "text"),
]
ENDINGS: list[Row] = [
    (f"{STORY}abc/de (AP, AFP, Reuters, dpa)", "reuters", "text"),
    (f"{STORY} jk/lm (AP, dpa)", "dpa", "text"),
    (f"{PORTUGUESE} / W.POST, NYT, REUTERS e AP", "reuters", "text"),
    (f"{PORTUGUESE} / EFE e REUTERS", "efe", "text"),
    (f"{TURKISH}\n{TURKISH}\n(Eda ÖRNEK/DİYARBAKIR/DHA)", "dha", "text"),
    (f"Паром вернётся в мае, передает Reuters. {RUSSIAN}", "reuters", ""),
    (f"{RUSSIAN} Об этом сообщает РИА Новости. {RUSSIAN}", "ria", ""),
    ("有効約1610万画素（APS-Cサイズ）のカメラを発売する。", "aps", ""),
]


@pytest.mark.parametrize(("text", "agency", "role"), [*OPENINGS, *ENDINGS])
def test_openings_and_endings_credit_as_they_say(text: str, agency: str, role: str) -> None:
    engine: Engine = packaged_engine()
    found = claimed(engine, read_draft(text, as_type="text"), agency)
    assert found == ({role} if role else set())
