"""Marks in prose that languages and desks write in their own ways, and what only looks like them.

Each table is one kind; the texts are invented. A row is the text, an agency and what it is told to
be of the text: "text", "photo", or "" where nothing may be claimed.
"""

import pytest

from checker.engine import Engine
from checker.formats import read_draft
from tests.packaged import packaged_engine
from tests.rules.test_marking_kinds import Row, claimed

STORY = "The ferry will sail again in May after six months of repairs, the council said."
GERMAN = "Die Fähre soll nach sechs Monaten im Mai wieder fahren, teilte die Stadt am Montag mit."

# A region or country in brackets between the town and the day; days in Han numerals; a provincial
# desk behind a slash; full stops of other scripts.
DATELINES: list[Row] = [
    (f"Tema (Greater Accra), March 4, GNA – {STORY}", "gna", "text"),
    (f"Jinja (Uganda), May 5, URN: {STORY}", "urn-ug", "text"),
    (f"Karur (Tamil Nadu), Apr 3 (PTI) {STORY}", "pti", "text"),
    ("Kaolack (Sénégal), 5 mai (APS) – La commune a ouvert un centre de santé.", "aps", "text"),
    ("Ferrol (A Coruña), 9 may (EFE).- El ferry volverá a navegar en mayo.", "efe", "text"),
    ("Mértola (Beja), 07 mai 2025 (Lusa) – O ferry volta a navegar em maio.", "lusa", "text"),
    ("中新社昆明五月七日电 （记者 李样本）渡轮将于五月恢复航行。", "cns", "text"),
    ("新华社长沙十二月二十三日电 渡轮将于五月恢复航行。", "xinhua", "text"),
    ("رام الله 14-3-2025 وفا- ستبحر العبارة من جديد في أيار بعد ستة أشهر.", "wafa", "text"),
    ("البصرة - واع\nستبحر العبارة من جديد في أيار بعد ستة أشهر من الإصلاحات.", "ina-iq", "text"),
    ("जयपुर, 14 मार्च (हि.स.)। नौका मई में फिर चलेगी।", "hindusthan-samachar", "text"),
    ("شفق نيوز/ ستبحر العبارة من جديد في أيار بعد ستة أشهر من الإصلاحات.", "shafaq", "text"),
    ("САМАРА, 14 марта 2025, 12:30 — REGNUM Паром снова пойдет в мае.", "regnum", "text"),
    ("ТОМСК, 3 мая 2031, 9:05 — REGNUM «Мост откроют», сказал мэр.", "regnum", "text"),
    ("BUJUMBURA, 14 mars (ABP) – Le bac reprendra la mer en mai.", "abp-bi", "text"),
    ("Jerusalem, 14 March, 2025 (TPS-IL) -- The ferry will sail again in May.", "tps", "text"),
    ("Los parques ABP y ACI abren en mayo.", "aci-prensa", ""),
    ("وفا فتاة من رام الله تحب البحر.", "wafa", ""),
    ("KÖŞE -\nAKP", "akp", ""),
    ("ایسنا/اصفهان پل تازه در بهار پس از شش ماه باز می‌شود.", "isna", "text"),
    ("ایرنا/تبریز پل تازه در بهار پس از شش ماه باز می‌شود.", "irna", "text"),
    ("ԵՐԵՎԱՆ, 4 ՄԱՅԻՍԻ, ԱՐՄԵՆՊՐԵՍ։ Գյումրիում բացվել է նոր գրադարան։", "armenpress", "text"),
    ("5 мая, Гродна /Кар. БЕЛТА/. У горадзе адкрыўся фестываль кветак.", "belta", "text"),
    ("Accra (Ghana) and the GNA staff ran a relay on March 4.", "gna", ""),
    ("He was born in Tema (Ghana), March 4, 1990, and later worked in Lagos.", "gna", ""),
    ("昆明五月七日电影节开幕，中新社没有参加。", "cns", ""),
]
SIGN_OFFS: list[Row] = [
    (f"{STORY}\nAAP jml/tgb", "aap", "text"),
    (f"{STORY}\nAAP jw/kz/rm", "aap", "text"),
    ("أعلنت البلدية أن العبارة ستبحر في أيار.\nسانا", "sana", "text"),
    (f"{STORY}\n\n(END) Dow Jones Newswires\n\nMay 05, 2025 04:32 ET", "dow-jones", "text"),
    (f"{STORY} (END) IANS", "ians", "text"),
    ("Feribot mayısta dönüyor.\nHaber-Kamera: Ali ÖRNEK/İZMİR, (DHA)", "dha", "text"),
    (f"Por Ana Exemplo – Repórter da Agência Brasil – Brasília\n{STORY}", "agencia-brasil", "text"),
    (f"By Bo Sample, PA Business Reporter\n{STORY}", "pa", "text"),
    ("Trajekt bo maja spet vozil.\nVse pravice pridržane, STA.", "sta", "text"),
    (f"{STORY}\nThis article was produced by KFF Health News.", "kff-health-news", "text"),
    ("This article was produced by readers of KFF Health News forums.", "kff-health-news", ""),
    ("By Bo Sample, a PA reader from Leeds", "pa", ""),
    ("Le bac reprendra la mer en mai, a annoncé la mairie. (FIN) APS", "aps", "text"),
    (f"By Lee Sample\nc.2025 The New York Times Company\n{STORY}", "nyt-ns", "text"),
    (f"{STORY} (Agencies: Reuters, AFP)", "reuters", "text"),
    (f"{GERMAN} (Agenturen: dpa, AFP)", "dpa", "text"),
    ("Le bac reprendra la mer en mai, a dit la mairie. (Agences : AFP, Reuters)", "afp", "text"),
    ("El ferry volverá a navegar en mayo. (Agencias: EFE, AFP)", "efe", "text"),
    ("O ferry volta a navegar em maio, diz a câmara. (Agências: Lusa, EFE)", "lusa", "text"),
    ("The and/or clause of the AAP and/or its members was dropped.", "aap", ""),
    ("News agencies (AFP, Reuters, dpa) compete with one another.", "afp", ""),
    ("Nachrichtenagenturen wie dpa und AFP haben ihren Sitz in Hauptstädten.", "dpa", ""),
    ("The New York Times Company, founded c. 1851, sold a tower.", "nyt-ns", ""),
]
TERMS: list[Row] = [
    ("Alle Inhalte der dpa sind urheberrechtlich geschützt.", "dpa", "text"),
    ("Les contenus de l'AFP sont protégés par le droit d'auteur.", "afp", "text"),
    ("De inhoud van Belga is beschermd door het auteursrecht.", "belga", "text"),
    ("Los contenidos de EFE están protegidos; se prohíbe su difusión.", "efe", "text"),
    ("Os conteúdos da Lusa estão protegidos por direitos de autor.", "lusa", "text"),
    ("TT:s innehåll är skyddat av upphovsrätt och kopiering är förbjuden.", "tt", "text"),
    ("Kopiering av innhold fra NTB er forbudt.", "ntb", "text"),
    ("STT:n sisältöjen kopiointi ilman lupaa on kielletty.", "stt", "text"),
    ("Wszelkie materiały PAP są chronione prawem autorskim.", "pap", "text"),
    ("Az MTI hírei szerzői jogvédelem alatt állnak, átvételük tilos.", "mti", "text"),
    ("Acest conținut este proprietatea AGERPRES.", "agerpres", "text"),
    ("Šios publikacijos turinį atgaminti be raštiško BNS sutikimo draudžiama.", "bns", "text"),
    ("Bez LETA rakstiskas piekrišanas pārpublicēt aizliegts.", "leta", "text"),
    ("При цитировании ссылка на ТАСС обязательна.", "tass", "text"),
    ("При използване на информация от БТА позоваването е задължително.", "bta", "text"),
    ('Передрук матеріалів агентства "Інтерфакс-Україна" заборонено.', "interfax-ukraine", "text"),
    ("Redistribution of Reuters content is prohibited without consent.", "reuters", "text"),
    ("Die Nutzung des Stegs ist untersagt, sagte der Sprecher der dpa.", "dpa", ""),
    ("La difusión del vídeo está prohibida, informó EFE.", "efe", ""),
    ("Использование телефонов в школе запрещено, сообщает ТАСС.", "tass", ""),
    ("Publikowanie sondaży jest zabronione, podaje PAP.", "pap", ""),
    ("Kalastuksen käyttö on kielletty, kertoo STT.", "stt", ""),
    ("Kopiering av nycklar är förbjuden, skriver TT.", "tt", ""),
    ("The content of the letter, seen by Reuters, says fishing is prohibited.", "reuters", ""),
    ("The archive is the property of the town, AFP reported on Monday.", "afp", ""),
]
REPORTS: list[Row] = [
    ("Кореспондент Укрінформу передає з Полтави, що міст відкриють.", "ukrinform", "text"),
    ("Кореспондентка УНІАН повідомляє: міст відкриють у травні.", "unian", "text"),
    ("Корреспондент ТАСС передает из Самары, что мост откроют в мае.", "tass", "text"),
    ("AA muhabirinin edindiği bilgiye göre köprü mayısta açılacak.", "anadolu", "text"),
    ("DHA muhabirinin aldığı bilgiye göre, köprü mayısta açılacak.", "dha", "text"),
    ("Körpü mayda açılacaq, AZƏRTAC-ın müxbiri xəbər verir.", "azertac", "text"),
    ("Как передает Укринформ, об этом сообщает сайт мэрии.\nМост откроют.", "ukrinform", "text"),
    ("Як повідомляє Укрінформ, про це пише газета «Зразок».\nМіст відкриють.", "ukrinform", "text"),
    ("Кореспондент Укрінформу отримав премію за репортаж.", "ukrinform", ""),
    ("Корреспондента ТАСС наградили в Самаре за книгу о мостах.", "tass", ""),
    ("AA muhabiri olarak on yıl çalıştı.", "anadolu", ""),
    ("A correspondent of Kazinform won a prize in Almaty.", "kazinform", ""),
]
PICTURES: list[Row] = [
    ("Le ministre salue la foule à Lyon, le 4 mai. EXEMPLE/SIPA", "sipa", "photo"),
    ("Un ouvrier peint la coque du vieux bac. MODELE/SIPA", "sipa", "photo"),
    ("图为四月的梯田。视觉中国供图", "vcg", "photo"),
    ("工人正在为旧渡轮刷漆。（视觉中国供图）", "vcg", "photo"),
    ("4일 대전의 다리. (게티이미지 제공)", "getty", "photo"),
    ("開通した橋（時事通信フォト）", "jiji", "photo"),
    ("Κωπηλάτες στο λιμάνι. ΦΩΤΟ: EPA/BO SAMPLE", "epa", "photo"),
    (
        "[부산=뉴시스] 김보기 기자 = 여객선이 항구에 서 있다. 2025.03.14. abc@newsis.com",
        "newsis",
        "photo",
    ),
    ("[부산=뉴시스] 김보기 기자 = 여객선이 5월 다시 운항한다. ◎공감언론 뉴시스", "newsis", "text"),
    ("The bridge (photo: see page 3) reopens on Monday, Reuters Plus said.", "reuters", ""),
    ("Die Brücke (Foto: Uwe Muster) öffnet am Montag, dpa Campus feiert mit.", "dpa", ""),
    ("SIPA est une agence de Paris. Le pont rouvre le 4 mai.", "sipa", ""),
    ("视觉中国公司的股价下跌。", "vcg", ""),
]
# Names of agencies in the scripts of others.
SCRIPTS: list[Row] = [
    ("Извор: Ројтерс", "reuters", "text"),
    ("წყარო: როიტერი", "reuters", "text"),
    ("మూలం: రాయిటర్స్", "reuters", "text"),
    ("स्रोत: रोयटर्स", "reuters", "text"),
    ("Източник: Блумбърг", "bloomberg", "text"),
    ("출처: 블룸버그", "bloomberg", "text"),
    ("來源：歐新社", "epa", "text"),
    ("出典：イタル・タス通信", "tass", "text"),
    ("出典：シリア国営通信", "sana", "text"),
    ("来源：中东社", "mena", "text"),
    ("منبع: اینترفکس", "interfax", "text"),
    ("출처: 안사통신", "ansa", "text"),
    ("Източник: ЕФЕ", "efe", "text"),
    ("Майкъл Блумбърг посети София в понеделник.", "bloomberg", ""),
    ("블룸버그 시장은 월요일 다리를 열었다.", "bloomberg", ""),
]
GENITIVES: list[Row] = [
    ("By Reuters' estimate, the ferry will sail again in May.", "reuters", ""),
    ("By AFP's count, ten ships left the harbour.", "afp", ""),
    ("By Reuters’ reckoning the yard lost two months.", "reuters", ""),
    (f"By Reuters\n{STORY}", "reuters", "text"),
]


KINDS = [*DATELINES, *SIGN_OFFS, *TERMS, *REPORTS, *PICTURES, *SCRIPTS, *GENITIVES]


@pytest.mark.parametrize(("text", "agency", "role"), KINDS)
def test_a_mark_is_told_from_what_looks_like_it(text: str, agency: str, role: str) -> None:
    engine: Engine = packaged_engine()
    found = claimed(engine, read_draft(text, as_type="text"), agency)
    assert found == ({role} if role else set())
