"""Reports that name the agency's correspondent, ends of texts, and lines with a place.

Each table is one kind; the texts are invented. A row is the text, an agency and what it is told to
be of the text: "text", "photo", or "" where nothing may be claimed.
"""

import pytest

from checker.engine import Engine
from checker.formats import read_draft
from tests.packaged import packaged_engine
from tests.rules.test_marking_kinds import Row, claimed

STORY = "The ferry will sail again in May after six months of repairs, the council said."
ARABIC = "أعلنت المحافظة أن الجسر الجديد سيفتح في مايو بعد ستة أشهر من الإصلاح."

# An agency's own text names its correspondent; who only quotes it names the agency.
REPORTS: list[Row] = [
    ("Мост откроют в мае, сообщает корреспондент РИА Новости.\nРаботы шли полгода.", "ria", "text"),
    ("Як передає кореспондент Укрінформу, міст відкриють у травні.", "ukrinform", "text"),
    ("Міст відкриють у травні, повідомляє кореспондент УНІАН.\nРоботи тривали.", "unian", "text"),
    ("به گزارش خبرنگار مهر، پل تازه در بهار باز می‌شود.", "mehr", "text"),
    ("به گزارش خبرنگار فارس از تبریز، پل تازه در بهار باز می‌شود.", "fars", "text"),
    ("به گزارش خبرنگار اقتصادی ایرنا، پل تازه در بهار باز می‌شود.", "irna", "text"),
    ("Theo phóng viên TTXVN tại Paris, cây cầu mới sẽ mở cửa vào tháng 5.", "vna", "text"),
    ("Podul se deschide în mai, transmite corespondentul AGERPRES.\nApoi.", "agerpres", "text"),
    ("Мост откроют в мае, пишет газета «Пример» со ссылкой на ТАСС. Шли работы.", "tass", ""),
    ("Губернатор не ответил на вопрос корреспондента ТАСС и ушёл пешком.", "tass", ""),
    ("Как ранее писал Интерфакс, мост закрыли в ноябре.", "interfax", ""),
    ("Раніше Reuters писав, що міст закрили в листопаді.", "reuters", ""),
    ("استان فارس در جنوب ایران است و پل تازه‌ای دارد.", "fars", ""),
    ("خبرنگار ما به مهر ماه اشاره کرد.", "mehr", ""),
    ("Phóng viên của báo hỏi TTXVN về cây cầu mới nhưng không có trả lời.", "vna", ""),
    ("Corespondentul nostru a citit știrea AGERPRES și a sunat la primărie.", "agerpres", ""),
]
ENDS: list[Row] = [
    ("The boats are expected in May. ENDS/ GNA", "gna", "text"),
    ("The boats are expected in May. Ends - ZANIS", "zanis", "text"),
    ("Les bateaux sont attendus en mai. FIN/APS", "aps", "text"),
    ("The ends of AFP are unclear, she said.", "afp", ""),
    ("Dead ends/ GNA staff saw no way out.", "gna", ""),
    ("Weekends - GNA Sports Club wins at home.", "gna", ""),
]
PICTURES: list[Row] = [
    ("Un ouvrier peint la coque du vieux bac. © AFP - LÉA EXEMPLE", "afp", "photo"),
    ("La maire salue la foule sur le port © Reuters - Paul Modèle", "reuters", "photo"),
    ("A player waves to the crowd\n\nAFP OR LICENSORS\n11\nThe old ferry", "afp", "photo"),
    ("新华社记者 王样本 摄", "xinhua", "photo"),
    ("新华社记者 王样本", "xinhua", "text"),
    ("© AFP - All rights reserved", "afp", "text"),
]
PLACES: list[Row] = [
    (f"دمشق-سانا\n{ARABIC}", "sana", "text"),
    (f"حلب-سانا\n{ARABIC}", "sana", "text"),
    ("سانا فتاة من دمشق تحب البحر.", "sana", ""),
    ("Budapest, 2023. március 4., szombat (MTI) - Májusban nyitják meg a hidat.", "mti", "text"),
    (f"PTI Mumbai\nLast Updated: March 4, 2023, 9:27 PM IST\n{STORY}", "pti", "text"),
    (f"Agence France-Presse in Dakar\nSat 4 Mar 2023 12.42 GMT\n{STORY}", "afp", "text"),
    (f"Ferry to sail again\nReuters, Nairobi\nMarch 4, 2023\n{STORY}", "reuters", "text"),
    ("PTI Mumbai office celebrates its 50th year with a concert on Monday.", "pti", ""),
    ("Reuters Nairobi bureau chief Jane Sample died on Monday.", "reuters", ""),
]
FIELDS: list[Row] = [
    (
        'property="og:image:width"/>\n<meta content="Agence France-Presse" name="author"/>',
        "afp",
        "text",
    ),
    ("<hl2>Ferry</hl2>\n<distributor>The Canadian Press</distributor>\n<dateline>", "cp", "text"),
    ("<byline>ab/cd</byline>\n<distributor>Agencia EFE</distributor>\n<dateline>", "efe", "text"),
    ('{"authors": [\n "Ida HOLM",\n "Per PRØVE",\n "AFP"\n ],\n "id": 7}', "afp", "text"),
    ("<provider>Sample Yachts</provider><distributor>Agencia EFE</distributor>", "efe", ""),
    ("<publisher>Sample Yachts</publisher><keywords>AFP, Reuters</keywords>", "afp", ""),
]


@pytest.mark.parametrize(("text", "agency", "role"), [*REPORTS, *ENDS, *PICTURES, *PLACES, *FIELDS])
def test_a_mark_is_told_from_what_looks_like_it(text: str, agency: str, role: str) -> None:
    engine: Engine = packaged_engine()
    found = claimed(engine, read_draft(text, as_type="text"), agency)
    assert found == ({role} if role else set())
