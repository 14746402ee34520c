"""Credits of pictures and of texts that have the same form: what is beside them tells their role.

All texts are invented. A row is the text, an agency and its role, "text" or "photo".
"""

import pytest

from checker.engine import Engine
from checker.models.draft import Draft
from tests.packaged import packaged_engine
from tests.rules.test_marking_kinds import Row, claimed


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


CAPTIONS: list[Row] = [
    (
        "Le bac au quai de Nantes, le 3 mai 2021 (AFP/Archives - Bo Exemple)\nIl part.",
        "afp",
        "photo",
    ),
    ("El ferry en el muelle de Cádiz (EFE/Archivo - Luis Ejemplo)\nVuelve.", "efe", "photo"),
    (
        "The ferry leaves its quay on Oct. 21. (Kyodo News via AP)\nBakers fear winter",
        "ap",
        "photo",
    ),
    ("A worker paints the hull in Izmir. (Anadolu via AFP)\nBakers fear winter", "afp", "photo"),
    (
        "[alt] Le bac\nLe bac - Belga\nLe bac repart en mai après six mois de travaux.",
        "belga",
        "photo",
    ),
    ("[alt] Die Fähre\nDie Fähre | dpa\nDie Fähre fährt ab Mai wieder nach Juist.", "dpa", "photo"),
    (
        "[alt] Eva Muster\nEva Muster\n© Uwe Beispiel (KNA)\nDie Tagung begann am Montag.",
        "kna",
        "photo",
    ),
    (
        "[alt] Lisbon\nLisbon\nEFE\nThousands of people met on Sunday to see the ferry off.",
        "efe",
        "photo",
    ),
    ("<p>ANSA/UGO ESEMPIO</p> <p>Il traghetto lascia il molo.</p>", "ansa", "photo"),
    ("[alt] APA/AFP/BO MUSTER\nDienstboote\nDie Werft liefert im Mai.", "afp", "photo"),
    ("Menschen am Kai von Emden.Quelle: Uwe Beispiel/dpa\nEs geht um die Fähre.", "dpa", "photo"),
    (
        "９日、海岸で作業する救助隊（共同）\n【札幌共同】救助隊は９日、作業を終えた。",
        "kyodo",
        "photo",
    ),
]

TEXTS: list[Row] = [
    ("市長は５月に再開すると述べた。(c)AFP/Bo SAMPLE", "afp", "text"),
    ("船は半年の修理を終えて戻ったと当局者は話している。(c)AFP", "afp", "text"),
    (
        "Ferry back at its quay after repairs - TASS\nFerry back at its quay after repairs\nPrint",
        "tass",
        "text",
    ),
    (
        "Die Fähre fährt wieder. (dpa)\nBerlin (dpa) - Die Bäcker fürchten den Winter.",
        "dpa",
        "text",
    ),
    # who wrote it, above a dateline, and no caption
    ("By ANN SAMPLETONBERG, UPI\n\nBOSTON, May 3 -- The ferry is back.", "upi", "text"),
    ("By ANN SAMPLETONBERG Associated Press\nBOSTON -- The ferry is back.", "ap", "text"),
    ("Von Uwe Beispielmann, dpa\nBERLIN -- Die Bäcker fürchten den Winter.", "dpa", "text"),
    # whose portrait is called as the author is
    ("[alt] Bo Testwell\nBo Testwell\nUPI Staff Writer", "upi", "text"),
    (
        "[alt] Ferry back at its quay after repairs\nFerry back at its quay after repairs\nBelga",
        "belga",
        "text",
    ),
    ("Le bac repart lundi. (AFP)\nPARIS (AFP) - Les boulangers craignent l'hiver.", "afp", "text"),
]


@pytest.mark.parametrize(("text", "agency", "role"), [*CAPTIONS, *TEXTS])
def test_the_role_of_a_credit_follows_from_what_is_beside_it(
    engine: Engine, text: str, agency: str, role: str
) -> None:
    assert role in claimed(engine, Draft(text), agency)
