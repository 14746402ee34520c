"""Kinds of marks in many languages: what credits the text, what a picture, and what only looks so.

Each table is one kind; the texts are invented. A row is the text, an agency and what it is told to
be of the text: "text", "photo", or "" where nothing may be claimed.
"""

import pytest

from checker.engine import Engine
from checker.formats import read_draft
from checker.models.draft import Draft
from tests.packaged import packaged_engine

Row = tuple[str, str, str]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


def claimed(engine: Engine, draft: Draft, agency: str) -> set[str]:
    """The roles in which the agency is claimed for the draft itself."""
    return {
        str(finding.role)
        for finding in engine.scan(draft).findings
        if finding.agency == agency
        and finding.role in ("text", "photo")
        and finding.scope in ("article", "picture")
    }


GLUED: list[Row] = [
    ("Nowy basen otwarto w sobotęEWA KOT/PAP\nMiasto planuje kolejny.", "pap", "photo"),
    ("Die Fähre legte am Morgen abUWE MUSTER/dpa\nSie fährt wieder täglich.", "dpa", "photo"),
    ("Le ferry quitte le quaiLÉA EXEMPLE/AFP\nIl repart lundi.", "afp", "photo"),
    ("El ferry zarpó al amanecerEVA MUESTRA/EFE\nVuelve el lunes.", "efe", "photo"),
    ("Most otevřeli v sobotuJAN VZOR/ČTK\nMěsto chystá další.", "ctk", "photo"),
    ("Il traghetto parte all'albaIDA PROVA/ANSA\nTorna lunedì.", "ansa", "photo"),
    ("Färjan lämnar kajenLISA EXEMPEL/TT\nDen är åter på måndag.", "tt", "photo"),
    ("The old crane on the quayReuters Archive\nIt was sold in May.", "reuters", "photo"),
    ("Lamps along the new streetAFP Photo\nThey were lit on Monday.", "afp", "photo"),
    ("Crowds wait for the ferryEPA/Bo Sample\nIt was late.", "epa", "photo"),
    ("He typed lowercaseAPI keys into the form and waited.", "ap", ""),
    ("The camelCaseAFP variable holds a rate of protein.", "afp", ""),
    ("A model called iPhoneEPA was never sold.", "epa", ""),
]

EASTERN: list[Row] = [
    ("【ダカール（セネガル西部）時事】港が再び開いた。", "jiji", "text"),
    ("【ローマ（イタリア中部）、パリ（フランス）共同】港が再び開いた。", "kyodo", "text"),
    ("【オスロ5月3日時事】港が再び開いた。", "jiji", "text"),
    ("【バンコク＝佐藤花子、AFP時事】港が再び開いた。", "afp", "text"),
    ("【釜山（韓国南部）、東京時事】市場は来週再開する。", "jiji", "text"),
    ("〔中央社〕港口重新開放，市長今天在碼頭表示，渡輪恢復航行。", "cna", "text"),
    ("〔中央社記者林小明台北３日電〕港口重新開放，渡輪恢復航行。", "cna", "text"),
    ("【時事用語】きょうの言葉を説明する。", "jiji", ""),
    ("【共同住宅】家賃が上がった。", "kyodo", ""),
    ("〔時事問題〕試験の範囲を示す。", "jiji", ""),
]

FULL_STOP: list[Row] = [
    ("Kalmar (TT). Hamnen öppnar igen på måndag, säger kommunen.", "tt", "text"),
    ("Växjö (TT). Bron är åter öppen, enligt staden.", "tt", "text"),
    ("Gdynia (PAP). Port zostanie otwarty w poniedziałek.", "pap", "text"),
    ("Kraków (PAP). Most jest znów otwarty.", "pap", "text"),
    ("Rijeka (Hina). Luka je ponovno otvorena.", "hina", "text"),
    ("Wien (APA). Der Hafen ist wieder offen.", "apa", "text"),
    ("Graz (APA). Die Brücke ist wieder offen.", "apa", "text"),
    ("The members of the third team met in Kalmar (TT). Nobody won the cup.", "tt", ""),
    ("The wire was bought by a firm in Vienna (APA). It was sold on later.", "apa", ""),
    ("Saint Kitts and Nevis (KNA). The islands lie in the Caribbean.", "kna", ""),
]

STATES: list[Row] = [
    ("SCRANTON, PA. — The bakery reopened on Friday, its owner said.", "pa", ""),
    ("ERIE, PA — A sandwich shop will soon open in the old bank.", "pa", ""),
    ("UPPER DARBY TWP., PA - The school reopened on Monday.", "pa", ""),
    ("TIRUPATI, AP: The bridge reopened on Friday, the collector said.", "ap", ""),
    ("NELLORE, AP: Schools reopen on Monday, officials said.", "ap", ""),
    ("BELÉM, PA — O porto reabriu na sexta-feira, disse a prefeita.", "pa", ""),
    ("SCRANTON, Pa. (AP) — The bakery reopened on Friday, its owner said.", "ap", "text"),
    ("HYDERABAD (AP) — The bridge reopened on Friday, officials said.", "ap", "text"),
    ("LONDON (PA) - The bridge reopened on Friday, the mayor said.", "pa", "text"),
]

SIGN_OFFS: list[Row] = [
    ('"body_footer": "(©NTB)"', "ntb", "text"),
    ("Port jest znów otwarty, powiedziała burmistrz.\n\nabc, PAP", "pap", "text"),
    ("Port jest znów otwarty, powiedziała burmistrz.\n\nPAP/abc/ def/ghi", "pap", "text"),
    ("Der Hafen ist wieder offen, sagte sie.\n\nmus, dpa", "dpa", "text"),
    ("The port is open again, the mayor said.\n\nAdditional reporting from PA", "pa", "text"),
    ("The port is open again.\n\nAdditional reporting from Reuters", "reuters", "text"),
    ("He owns a pub, PAP said nothing of it, and a boat.", "pap", ""),
]

ESCAPED: list[Row] = [
    (r"'TITRE: Le port rouvre\nSOURCE: AFP\nLIEU: Brest'", "afp", "text"),
    (r"'TITOLO: Il porto riapre\nFONTE: ANSA\nLUOGO: Bari'", "ansa", "text"),
    (r"'OTSIKKO: Satama aukeaa\nLÄHDE: STT\nPAIKKA: Oulu'", "stt", "text"),
    (r"The file is kept in C:\news\AFP\new and nobody reads it.", "afp", ""),
]

PROSE: list[Row] = [
    ("Мост закрыли в мае.\nПо информации от РИА Новости, хозяин вернулся домой.", "ria", ""),
    ("Мост закрыли в мае.\nПо сообщениям Интерфакса, хозяин вернулся домой.", "interfax", ""),
    ("Міст закрили в травні.\nЗа інформацією Укрінформ, власник повернувся.", "ukrinform", ""),
    ("The club wants a new boat. (Reuters, via Herald) The crew should stay.", "reuters", ""),
    ("The town wants a bridge. (Yonhap, via Courier) The ferry should stay.", "yonhap", ""),
    ('"Harbours". BusinessWeek (Bloomberg, L.P.). Retrieved February 19, 2008.', "bloomberg", ""),
    ("По материалам РИА Новости", "ria", "text"),
    ("За матеріалами Укрінформ", "ukrinform", "text"),
]

TITLES: list[Row] = [
    ("Bridge reopens after repairs (Kyodo News) --Example Portal", "kyodo", "text"),
    ("Record crowd at the lantern fair (Yonhap News) -- Sample Times", "yonhap", "text"),
    ("Ferry sold to the island (Reuters) - Sample Times", "reuters", "text"),
    ("Sports  >  AP Business News  >  Ports\n\nFerry back in May\n\nIt was mended.", "ap", "text"),
    ("News  >  Reuters Health News  >  Care\n\nClinic opens\n\nIt was built.", "reuters", "text"),
]

PICTURES: list[Row] = [
    ("（花蓮港務處提供）中央社記者陳小華傳真 113年5月8日", "cna", "photo"),
    ("Ports\n© 2014 Sample Inc.\n[alt] Sample\n[alt] Dow Jones Newswires\n", "dow-jones", ""),
    ("Ports\n© 2015 Sample AG\n[alt] Beispiel\n[alt] Reuters\n", "reuters", ""),
]


@pytest.mark.parametrize(
    ("text", "agency", "role"),
    [
        *GLUED,
        *EASTERN,
        *FULL_STOP,
        *STATES,
        *SIGN_OFFS,
        *ESCAPED,
        *PROSE,
        *TITLES,
        *PICTURES,
    ],
)
def test_a_mark_is_told_by_its_kind(engine: Engine, text: str, agency: str, role: str) -> None:
    assert claimed(engine, Draft(text), agency) == ({role} if role else set())


FIRST = (
    "<p>The ferry will be back in May, the town said on Monday, after six months of repairs.</p>"
)
SECOND = "<p>The old boat had been out of service since it hit a crane in November last year.</p>"


def page(inside: str, title: str = "Ferry back", after: str = "") -> Draft:
    body = f"<article><h1>Ferry back</h1>{inside}{FIRST}{SECOND}{after}</article>"
    head = f"<head><title>{title}</title></head>"
    return read_draft(f"<html>{head}<body>{body}</body></html>", as_type="html")


@pytest.mark.parametrize(
    ("inside", "agency", "role"),
    [
        ("<figure><img src=a><figcaption>AFP/Getty Images</figcaption></figure>", "getty", "photo"),
        ("<figure><img src=a><figcaption>Reuters/Alamy</figcaption></figure>", "alamy", "photo"),
        (
            "<figure><img src=a><figcaption>By BO SAMPLE/AFP/Getty Images.</figcaption></figure>",
            "getty",
            "photo",
        ),
        (
            "<div><img src=a><div class=wp-caption-text>Jo Sample <span class=credit>Shutterstock"
            " / Getty Images (Composite)</span></div></div>",
            "shutterstock",
            "photo",
        ),
        ("<div><img src=a></div><div>Waves</div>", "reuters", ""),
        (
            "<div><div><img src=a></div><div>Flags on show beside the quay</div>"
            "<div>REUTERS</div></div>",
            "reuters",
            "photo",
        ),
        (
            "<div class=post-image><img src=a><div class=post-image-meta><span>bosample/Getty"
            " Images</span></div></div>",
            "getty",
            "photo",
        ),
        ("<x-picture src=a photographer='Foto: Bo Muster (NTB)'></x-picture>", "ntb", "photo"),
        ("<x-image src=a credit='dpa/Bo Muster'></x-image>", "dpa", "photo"),
        ("<x-gauge value=3 caption='A rate'></x-gauge>", "dpa", ""),
        ("<div>Print</div><div>AA</div><div>Share</div>", "anadolu", ""),
        ("<p><a href='#'>AA</a></p><p>Listen</p>", "anadolu", ""),
        ("<div><span>PA</span><div>Petra Alsina</div></div>", "pa", ""),
        ("<div><span>TT</span><div>Tom Tester</div></div>", "tt", ""),
        ("<div>AFP</div>", "afp", "text"),
    ],
)
def test_a_page_tells_credits_of_pictures_from_marks_of_the_text(
    engine: Engine, inside: str, agency: str, role: str
) -> None:
    assert claimed(engine, page(inside), agency) == ({role} if role else set())


@pytest.mark.parametrize(
    ("after", "agency", "role"),
    [
        ("<p>© dpa-AFX | Grafik: Werft Nord</p>", "dpa-afx", "text"),
        ("<p>© dpa/Beispiel.de</p>", "dpa", "text"),
        ("<p>© AFP / Bo Sample</p>", "afp", "photo"),
        ("<p>Vorschaubild: © Reuters/APA</p>", "reuters", "photo"),
        ("<p>Titelbild: © dpa</p>", "dpa", "photo"),
    ],
)
def test_a_notice_below_is_the_texts_unless_a_person_or_label_makes_it_a_pictures(
    engine: Engine, after: str, agency: str, role: str
) -> None:
    assert claimed(engine, page("", after=after), agency) == {role}


@pytest.mark.parametrize(
    ("title", "agency", "role"),
    [
        ("港口重新开放-新华网", "xinhua", "text"),
        ("港口重新开放_新华网", "xinhua", "text"),
        ("Ferry back | Reuters", "reuters", "text"),
        ("Ferry back - Reuters", "reuters", ""),
    ],
)
def test_a_title_tells_whose_site_it_is(engine: Engine, title: str, agency: str, role: str) -> None:
    assert claimed(engine, page("", title=title), agency) == ({role} if role else set())


STORY = f"{FIRST} {SECOND} {FIRST} {SECOND}".replace("<p>", "").replace("</p>", "")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Not to be shown by anyone for days in Norway.", True),  # eight small words
        ("Tickets are sold out until the end of the month.", False),  # nine
        ("Karten sind nur noch bis zum ende des monats zu haben.", False),
    ],
)
def test_a_sentence_of_prose_at_the_foot_is_no_restriction(
    engine: Engine, line: str, found: bool
) -> None:
    rules = {finding.rule for finding in engine.scan(Draft(f"{STORY}\n\n{line}")).findings}
    assert ("restriction-readable" in rules) is found
