"""Texts that speak of an agency or of its marks are not marked; what looks nearly the same is.

Each table is one kind in several languages; the texts are invented.
"""

import pytest

from checker.engine import Engine
from checker.formats import read_draft
from tests.packaged import packaged_engine
from tests.rules.test_marking_kinds import Row, claimed

TOLD = "The harbour stayed shut on Monday after the pilots walked out, the port authority said."

# Style guides and teachers show marks.
TAUGHT: list[Row] = [
    ("Write the dateline in capitals: LIMA (Reuters) - and never Lima (REUTERS).", "reuters", ""),
    ("Incorrect: (AP Photo / Bo Sample). Correct: (AP Photo/Bo Sample).", "ap", ""),
    ('So zitieren Sie richtig: "Foto: Bo Muster/dpa" steht unter jedem Bild.', "dpa", ""),
    ("Firma de ejemplo: «Lima, 4 may (EFE).-». El guion va siempre al final.", "efe", ""),
    ("Indiquez la mention suivante : « Photo : Bo Exemple/AFP » sous l'image.", "afp", ""),
    ("Правильно: «Фото: Иван Примеров / ТАСС». Неправильно: «ТАСС, Примеров».", "tass", ""),
    ("byline, n. The line that names the author: By Bo Sample, Associated Press.", "ap", ""),
    ("Photo credit: Bo Sample/AP", "ap", "photo"),
    ("Crédito da foto: Getty Images", "getty", "photo"),
    ("Left: the mill in 1930. Right: the mill today. Images: Alamy", "alamy", "photo"),
    ("Firma: EFE\nEl puerto reabrió este martes tras nueve días de huelga.", "efe", "text"),
    ('"Der Hafen ist offen", sagte der Bürgermeister am Dienstag. (dpa)', "dpa", "text"),
]

# A party of a lawsuit, guests and their houses, a quiz, a letter, a way of a journey.
PARTIES: list[Row] = [
    ("Associated Press v. United States of Sample, 326 U.S. 1, held that so.", "ap", ""),
    ("LG Köln, Urteil vom 5. Mai 2031 - dpa ./. Stadt Muster", "dpa", ""),
    ("Ann (Reuters) and Bo (AFP) sat at the same table; both left early.", "reuters", ""),
    ("Eva Muster (dpa) und Jo Beispiel (Radio Nord) diskutieren am Abend.", "dpa", ""),
    ("Who founded a wire in London in 1851? A: Reuters", "reuters", ""),
    ("An: redaktion@example.org\nBetreff: dpa-Meldung\nHallo Jo, wo steht sie?", "dpa", ""),
    ("Tokyo (ANA) → Naha (JTA)", "jta", ""),
    (f"LIMA (Reuters) - {TOLD}", "reuters", "text"),
    ("Fotos: Eva Muster (dpa) und Jo Beispiel (Radio Nord)", "dpa", "photo"),
]

# What a house is, and facts of it.
EXPLAINED: list[Row] = [
    ("ТАСС — Телеграфное агентство Советского Союза; см. также РОСТА.", "tass", ""),
    ("ANSA: agenzia italiana di stampa, fondata nel 1945.", "ansa", ""),
    ("Pays : France\nAgence : AFP\nFondation : 1944\nSiège : Paris", "afp", ""),
    ("Land: Deutschland\nAgentur: dpa\nGründung: 1949\nSitz: Hamburg", "dpa", ""),
    ("ТАСС — Порт вновь открыт, сообщили власти города во вторник.", "tass", "text"),
    ("Le port a rouvert mardi après neuf jours de grève.\nAgence : AFP", "afp", "text"),
]

# A bracket behind a place that the words behind it spell out.
SPELLED: list[Row] = [
    ("Columbus, OH (APS) - The Alpine Parents' Society meets on Tuesday.", "aps", ""),
    ("Sofia (BTA) - Balkan Tennis Academy, summer camps from June", "bta", ""),
    ("Praha (ČTK) - Centrum technické kontroly, otevřeno po-pá 8-16", "ctk", ""),
    ("Roma (AGI): Associazione Guide Italiane, via Roma 4", "agi", ""),
    ("Seoul (NEWSIS) Co., Ltd. recruitment: two engineers", "newsis", ""),
    ("APS March Meeting 2031, Minneapolis. Abstracts close in October.", "aps", ""),
    ("Sofia (BTA) - Brave thieves arrived at dawn, the police said on Tuesday.", "bta", "text"),
    ("Praha (ČTK) - Cena telefonů klesla o pětinu, uvedl úřad.", "ctk", "text"),
    ("AFP, Lima. The port reopened on Tuesday, officials said.", "afp", "text"),
]


# Short forms in brackets behind what no list of places has, beside small places that it lacks too.
PHRASES: list[Row] = [
    ("/**\n * PIN-BLAU (CNA) - Backend\n * Servidor principal del proyecto.", "cna", ""),
    ("| Care Technician (PCT)(CNA) - Full Time and Part Time Day | 4 |", "cna", ""),
    ("• EST-005 (ANA): REVISORA - Analiza errores", "african-news-agency", ""),
    ("2. **Temporary Access Pass (TAP) – Recommended Settings**", "tap", ""),
    ("Unterhuglau (APA) - Der Platz wird saniert, teilte die Gemeinde mit.", "apa", "text"),
    ("SAMPLETHORPE (PA) - The bridge reopened on Tuesday, the council said.", "pa", "text"),
    ("ABOARD USS SAMPLE (AP) - The crew rested on Tuesday, officials said.", "ap", "text"),
    ("KÖPRÜDAĞ (AA) - Köprü yeniden açıldı, belediye açıkladı.", "anadolu", "text"),
]

# Lists that were broken into lines, one name over and over, and the source of a figure.
LISTS: list[Row] = [
    ("The list has The Daily, The Northern Post,\nAssociated Press, Radio One and Two.", "ap", ""),
    ("We read The Daily, Reuters,\nRadio One, and The Northern Post.", "reuters", ""),
    ("sources: Associated Press, Associated Press, Associated Press, ...", "ap", ""),
    (f"{TOLD}\nReuters, AP", "reuters", "text"),
    (f"{TOLD}\nSource: Reuters", "reuters", "text"),
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    ("text", "agency", "role"), TAUGHT + PARTIES + EXPLAINED + SPELLED + PHRASES + LISTS
)
def test_a_name_that_is_spoken_of_marks_nothing(
    engine: Engine, text: str, agency: str, role: str
) -> None:
    assert claimed(engine, read_draft(text, as_type="text"), agency) == ({role} if role else set())


# How desks sign, name themselves beside the agency, and open a text whose lines were joined.
SIGNED: list[Row] = [
    (f"{TOLD} EFE abc/xyz", "efe", "text"),
    ("Die Kirche öffnet ihre Archive, teilte sie am Dienstag mit. epd abc def", "epd", "text"),
    ("Luka je ponovno otvorena, javlja lučka uprava. (Hina) abc def", "hina", "text"),
    ("Port znowu otwarty, podały władze. (ab/PAP)", "pap", "text"),
    ("Il porto ha riaperto oggi dopo nove giorni. (Red/Adnkronos)", "adnkronos", "text"),
    ("Redacción / Agencia EFE\nEl puerto reabrió este martes tras la huelga.", "efe", "text"),
    ("Порт вновь открыт, сообщили власти. («Интерфакс»)", "interfax", "text"),
    ("_Fonte: ANSA_\n\nIl porto ha riaperto oggi dopo nove giorni.", "ansa", "text"),
    ("Der Hafen ist offen.\n(Schluss) abc\nAPA0123 2031-05-04/10:12", "apa", "text"),
    ("LIMA (AP) &mdash; The port reopened on Tuesday, officials said.", "ap", "text"),
    ("<p><b>LIMA, Peru (AP)</b> _ The port reopened on Tuesday.", "ap", "text"),
    ("LIMA (Reuters)The port reopened on Tuesday, officials said.", "reuters", "text"),
    ("VILNIUS, geg 4, BNS. Uostas vėl atidarytas.", "bns", "text"),
    ("<em>Mit dpa-Material</em>\nDer Hafen ist nach neun Tagen wieder offen.", "dpa", "text"),
    ("Artikel von dpa | 04.05.2031\nDer Hafen ist wieder offen, teilte er mit.", "dpa", "text"),
    ("AA / İstanbul\nLiman yeniden açıldı, yetkililer açıkladı.", "anadolu", "text"),
    ("A kikötő ismét nyitva, közölték. (MTI/Index)", "mti", "text"),
    ("O porto de Lima. ANA AMOSTRA/LUSA", "lusa", "photo"),
    ("Bo Sample—Getty Images", "getty", "photo"),
    ("再開した港＝共同", "kyodo", "photo"),
    ("Havnen i Lima. Foto: Bo Prøve/NTBscanpix", "ntb", "photo"),
    ("ANTON SAMPLE/AFP", "afp", "photo"),
]


@pytest.mark.parametrize(("text", "agency", "role"), SIGNED)
def test_desks_sign_in_their_own_ways(engine: Engine, text: str, agency: str, role: str) -> None:
    assert claimed(engine, read_draft(text, as_type="text"), agency) == {role}


def test_a_given_name_in_capitals_is_no_agency(engine: Engine) -> None:
    draft = read_draft("O porto de Lima. ANA AMOSTRA/LUSA", as_type="text")
    assert {finding.agency for finding in engine.scan(draft).findings} == {"lusa"}
