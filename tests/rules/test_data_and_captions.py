"""Places in which a name credits nothing or a picture: strings of programs, cells, captions.

Each table is one kind; the texts are invented. A row is the text, an agency and what it is told to
be of the text: "text", "photo", or "" where nothing may be claimed.
"""

import pytest

from checker.engine import Engine
from checker.formats import read_draft
from checker.models.draft import Draft
from tests.packaged import packaged_engine
from tests.rules.test_marking_kinds import Row, claimed, page


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


STRINGS: list[Row] = [
    ('assert lead("OSLO (NTB) - The ferry") == "OSLO"', "ntb", ""),
    ('assert lead("OSLO (NTB) - The ferry is back at its quay.") == "OSLO"', "ntb", "text"),
    ("expect(strip('Il traghetto torna. (ANSA)')).toBe('Il traghetto torna.');", "ansa", ""),
    ('if text.startswith("PARIS (AFP) - "):', "afp", ""),
    ("body = body.split(' -- BERNAMA')[0]", "bernama", ""),
    ("text = re.sub(r'Quelle: dpa$', '', text)", "dpa", ""),
    ('const WIRES = ["Le Courrier", "Belga", "Radio Nord"];', "belga", ""),
    ('    "TT",\n    "Radio Nord",', "tt", ""),
    ('if source == "Reuters":', "reuters", ""),
    ("SELECT * FROM items WHERE source = 'EFE'", "efe", ""),
    ("- [ ] check (ČTK) at the end of a title in the test", "ctk", ""),
    ('{"body": "OSLO (NTB) - The ferry is back."}', "ntb", "text"),
    ('"byline": "Reuters", "title": "Ferry back"', "reuters", "text"),
]

CELLS: list[Row] = [
    ("2023-04-03T23:01:21Z,Reuters: Ferry is back,It sails in May.,a.jpg", "reuters", ""),
    ("2021-06-07T00:39:00Z,STT: Lautta palaa,Lautta kulkee taas.,b.jpg", "stt", ""),
    ("17;dpa: Fähre fährt wieder;Sie fährt im Mai.", "dpa", ""),
    ("9,Ferry\n10,AFP: Le bac revient,Il part en mai.,c.jpg", "afp", ""),
    ("4;TT: Färjan är tillbaka;Den går i maj.;x.jpg", "tt", ""),
    ("PARIS, Jan 14 (AFP) - The ferry is back,it sails in May.", "afp", "text"),
]

PERSONS: list[Row] = [
    ("Mary Tester (IPTX)\nTom Sample (Reuters)\nEve Model (Radio Nord)", "reuters", ""),
    ("Ida Prova (Radio Nord),\nUgo Esempio (ANSA),\nLia Modello (IPTX)", "ansa", ""),
    ("Karla Muster (Hafenblatt)\nUwe Beispiel (dpa)\nJan Test (IPTX)", "dpa", ""),
    ("Eva Muestra (La Voz)\nLuis Ejemplo (EFE)\nAna Prueba (IPTX)", "efe", ""),
    ("Lisa Exempel (Radio Nord)\nBo Prov (TT)\nNils Mall (IPTX)", "tt", ""),
]

LOGOS: list[Row] = [
    ("[alt] Radio Nord\n[alt] Agencia EFE\n[alt] La Voz\n[alt] Sample TV", "efe", ""),
    ("[alt] Hafenblatt\n[alt] dpa\n[alt] Sample TV\n[alt] Die Warte", "dpa", ""),
    ("[alt] Le Courrier\n[alt] Reuters\n[alt] Radio Nord\n[alt] La Voz", "reuters", ""),
    ("Partners\n[alt] Sample TV\n[alt] ANSA\n[alt] Radio Nord\n[alt] La Voz", "ansa", ""),
]

CAPTIONS: list[Row] = [
    ("Ferry back\n[alt] A worker paints the hull (AFP)\nThe ferry sails in May.", "afp", "photo"),
    ("El ferry\n[alt] La alcaldesa saluda (Fuente: EFE)\nVuelve en mayo.", "efe", "photo"),
    ("Fähre\n[alt] Ein Arbeiter streicht den Rumpf © dpa\nSie fährt im Mai.", "dpa", "photo"),
    ('<img src="a.jpg" alt="Ein Arbeiter streicht den Rumpf (dpa)">', "dpa", "photo"),
    ('<img alt="[서울=뉴시스] 김보기 기자 = 작업자가 여객선을 칠하고 있다', "newsis", "photo"),
    ("<figcaption>Une ouvrière peint la coque (AFP)</figcaption>", "afp", "photo"),
    ("A worker paints the hull Reuters</figcaption>\n</figure>", "reuters", "photo"),
    ('"caption": "Un obrero pinta el casco (EFE)"', "efe", "photo"),
    ('<p class="caption">The mayor waves to the crowd AP</p>', "ap", "photo"),
    ("The old ferry\nAFP OR LICENSORS\nThe ferry will sail in May.", "afp", "photo"),
]

REPORTS: list[Row] = [
    ("به گزارش ایسنا، شناور پس از شش ماه تعمیر به کار بازمی‌گردد.", "isna", ""),
    ("شهردار گفت شناور ایمن است و به گزارش ایسنا مردم خوشحال‌اند.", "isna", ""),
    ("Пором повернеться у травні, повідомляє Укрінформ.", "ukrinform", ""),
    ("Паром вернётся в мае, сообщает ТАСС.", "tass", ""),
]

PLACES: list[Row] = [
    (r'"text": "Färjan går igen\nMalmö TT\nFärjan går igen i maj, säger staden."', "tt", "text"),
    ("Färjan går igen\nStockholm TT\nFärjan går igen i maj, säger staden.", "tt", "text"),
    ("Fergen går igjen\nOslo NTB\nFergen går igjen i mai, sier byen.", "ntb", "text"),
    ("Færgen sejler igen\nAarhus Ritzau\nFærgen sejler igen i maj.", "ritzau", "text"),
    ("25 ga watan Yuli (UPI) - Jirgin ruwa zai dawo a watan Mayu.", "upi", "text"),
]


@pytest.mark.parametrize(
    ("text", "agency", "role"),
    [*STRINGS, *CELLS, *PERSONS, *LOGOS, *CAPTIONS, *REPORTS, *PLACES],
)
def test_a_name_is_told_by_the_place_that_holds_it(
    engine: Engine, text: str, agency: str, role: str
) -> None:
    assert claimed(engine, Draft(text), agency) == ({role} if role else set())


LEAD = "<div><picture><img src=a></picture></div>"
BOX = "<div class=x><img src=a>{}</div>"
WORDS = "The quay of the town was badly damaged by the storms of the last years."


@pytest.mark.parametrize(
    ("inside", "agency", "role"),
    [
        (f"<div>{LEAD}<div>{WORDS}</div><div>Quelle: AFP</div></div>", "afp", "photo"),
        (f"<div>{LEAD}<div>{WORDS}</div><div>Source: Reuters</div></div>", "reuters", "photo"),
        (f"<div>{LEAD}<div>{WORDS}</div><div>Fonte: ANSA</div></div>", "ansa", "photo"),
        (f"<div>{LEAD}<div>{WORDS}</div><div>Fuente: EFE</div></div>", "efe", "photo"),
        (f"{LEAD}<div class=date>14 May 2030</div><div>Source: Reuters</div>", "reuters", "text"),
        (
            BOX.format("<div>Jo Sample</div><div class=source>źródło: PAP</div>"),
            "pap",
            "photo",
        ),
        (
            BOX.format("<div>A quay</div><div class=source>Zdroj: ČTK</div>"),
            "ctk",
            "photo",
        ),
        (
            "<div><img src=a><div class=wp-caption-text>Jo and Max <span class=credit>"
            "Alamy / Getty Images (Composite)</span></div></div>",
            "alamy",
            "photo",
        ),
        (
            "<table><tr><td>17:30</td></tr><tr><td>AFP</td></tr><tr><td>Team</td></tr></table>",
            "afp",
            "",
        ),
    ],
)
def test_a_line_beside_a_picture_is_the_pictures(
    engine: Engine, inside: str, agency: str, role: str
) -> None:
    assert claimed(engine, page(inside), agency) == ({role} if role else set())


def test_a_fragment_cut_before_its_element_is_read_by_the_ends_that_it_shows(
    engine: Engine,
) -> None:
    draft = read_draft(b"A worker paints the hull AFP</figcaption></figure>", as_type="text")
    assert claimed(engine, draft, "afp") == {"photo"}
