"""Texts of unknown days: forms of other years and editions are no copies, corrected copies are."""

from pathlib import Path

import pytest

from checker.matching.thresholds import THRESHOLDS as T
from checker.text.recurring import edition, year
from tests.matching.searching import counted, searched

# The text, then what stands in each place in the source and in the draft. The first pair is the
# year or the edition; the second one differs as well.
FORMS = {
    "harvest, en": (
        "Growers in the Osby valley brought in {b} tonnes of barley in {a}, the farmers' union "
        "said in its yearly summary. The crop came from 214 farms on 36 islands, and 12 mills in "
        "9 towns bought all of it at the price that was agreed before sowing.",
        ("2019", "2021"),
        ("8,140", "7,365"),
    ),
    "marathon, de": (
        "Beim {a}. Marathon von Lohne gingen bei kühlem Wetter {b} Läufer an den Start. Die "
        "Strecke führte wie immer über 42 Kilometer und 7 Brücken in 5 Orten; entlang des Weges "
        "standen 26 Stände, an denen Helfer Wasser und Obst ausgaben.",
        ("14", "15"),
        ("3120", "2874"),
    ),
    "anniversary, fr": (
        "La ville de Vaubrun a fêté dimanche le {a}e anniversaire de son port, avec un défilé de "
        "{b} bateaux. La fanfare a joué 5 morceaux sur le quai, les écoles ont chanté, et 30 "
        "familles de 8 rues ont reçu 12 livres et ont reçu une médaille des mains des anciens "
        "pêcheurs.",
        ("75", "80"),
        ("64", "58"),
    ),
    "awards, es": (
        "La {a} edición de los premios de poesía de Laredo reunió {b} obras de autores noveles. "
        "El jurado, formado por 5 lectores y 3 libreros, valoró el oficio y la sencillez de los "
        "textos, que se leerán durante 12 tardes en la biblioteca.",
        ("XIV", "XV"),
        ("410", "386"),
    ),
    "budget, ru": (
        "Бюджет посёлка Заречье на {a} год принят в двух чтениях, расходы составят {b} миллионов "
        "крон. На дороги пойдёт 18 миллионов, на школы 25, ещё 4 миллиона и 7 участков земли "
        "оставят в запасе, сообщили в собрании после заседания, которое длилось до позднего "
        "вечера.",
        ("2018", "2019"),
        ("142", "151"),
    ),
    "exam, tr": (
        "Kuzey Okulları {a} yılı giriş sınavına {b} aday başvurdu. Sınav 3 gün boyunca 6 salonda "
        "yapılacak, adaylar 120 soruyu yanıtlayacak ve yanlarında kimlik ile kalem bulunduracak; "
        "sonuçlar 20 gün içinde okulun girişine asılacak ve herkese duyurulacak.",
        ("2020", "2022"),
        ("5400", "6150"),
    ),
    "festival, zh": (
        "第{a}届滨江电影节在河畔剧场开幕，共有{b}部影片参加展映，放映持续9天，设有4个单元和12场座"
        "谈、6次讲座，组委会邀请观众在放映结束后留下来与主创交流，并为学生准备了免费的入场券。",
        ("十四", "十五"),
        ("86", "93"),
    ),
    "traffic, ja": (
        "{a}年の大型連休に青浜道路を通った車は{b}台だった。渋滞は12か所で起き、最も長い所で18キロ"
        "に達した。道路事務所は誘導員を35人、休憩所を6か所に増やし、早朝や深夜の利用を呼びかけてい"
        "る。",
        ("2018", "2019"),
        ("84200", "79100"),
    ),
    "census, ko": (
        "{a}년 조사에서 북하군의 가구는 {b}가구로 나타났다. 조사원 40명이 12개 마을을 돌며 "
        "집집마다 물었고, 조사 결과는 3권, 2400쪽의 책으로 묶여 도서관에 놓일 예정이라고 군청은 "
        "설명했다.",
        ("2015", "2020"),
        ("8120", "7940"),
    ),
    "flu, it": (
        "Nella stagione {a} i medici sentinella di Lurcy hanno contato {b} casi di influenza. La "
        "rete comprende 35 ambulatori e 4 laboratori con 18 tecnici, che ogni settimana inviano i "
        "dati di tutti i comuni e di 3 isole e li confrontano con quelli degli anni in cui il "
        "virus circolò poco.",
        ("2017/18", "2018/19"),
        ("6150", "7020"),
    ),
    "congress, pl": (
        "Na {a} Kongres Bartników przyjechało {b} uczestników z całego wybrzeża. Obrady trwały 3 "
        "dni w 5 salach, wygłoszono 22 referaty, a na zakończenie gospodarze pokazali gościom "
        "pasieki, w których miód zbiera się dawnym sposobem.",
        ("XIX", "XX"),
        ("310", "275"),
    ),
    "report, ar": (
        "قالت هيئة المرافئ إن عدد السفن التي دخلت الميناء في عام {a} بلغ {b} سفينة، وإن العمل جرى "
        "على 6 أرصفة مدة 24 ساعة في اليوم، وإن 12 رافعة و 9 قوارب جديدة دخلت الخدمة بعد أن تدرب "
        "العمال على تشغيلها.",
        ("2019", "2020"),
        ("4180", "3920"),
    ),
    "festival, en, in words": (
        "The {a} Osby Boat Festival opened with {b} stands in the halls of the old shipyard. "
        "Builders from 36 islands show 214 boats over 9 days, 12 sailmakers work in the open, and "
        "children of nearby schools may steer a model around the basin.",
        ("Eleventh", "Twelfth"),
        ("140", "163"),
    ),
    "prize, de, in words": (
        "Zur {a} Auflage des Lesepreises von Lohne kamen {b} Einsendungen aus allen Orten der "
        "Küste. Die Leser und 3 Buchhändler der Jury lasen 12 Wochen lang, und an 26 Abenden "
        "werden die Texte nun in 7 Büchereien vorgetragen.",
        ("dritten", "vierten"),
        ("410", "386"),
    ),
    "course, ar, in words": (
        "افتتحت هيئة المرافئ الدورة {a} لتدريب العمال بمشاركة {b} متدربا، وتستمر 9 أيام في 6 "
        "قاعات، ويقدمها 12 مدربا من 4 موانئ، ويحصل المتدربون في ختامها على شهادة تتيح لهم "
        "تشغيل الرافعات الجديدة.",
        ("الثالثة", "الرابعة"),
        ("140", "163"),
    ),
}
DAY = 739_000
# Texts of one time: a draft and its source differ in years or figures, and it is a copy.
TOLD_TWICE = {
    "a rising toll": (
        "Rescuers found two more fishing crews on Tuesday after the storm off Grenness, bringing "
        "the number of the dead to {b}. Some 40 boats were at sea, 12 returned by night, and 310 "
        "people wait in the halls of the port, the worst loss since the flood of {a}.",
        ("1987", "19"),
        ("1987", "23"),
    ),
    "a rising toll, and another year for the last flood": (
        "Rescuers found two more fishing crews on Tuesday after the storm off Grenness, bringing "
        "the number of the dead in 2024 to {b}. Some 40 boats were at sea, 12 returned by night, "
        "and 310 people wait in the halls of the port, the worst loss since the flood of {a}.",
        ("2011", "19"),
        ("2014", "23"),
    ),
    "a year for last year": (
        "The ferry line Osby carried {b} passengers {a}, its manager said at the yearly meeting. "
        "It runs 14 boats to 36 islands, employs 212 people, and plans 3 new landings on the "
        "eastern shore, where the old wooden quays are to be taken down.",
        ("last year", "8,140"),
        ("in 2019", "8,160"),
    ),
    "a year that is far off": (
        "The chapel of Osby, built in {a}, was opened again with a concert for {b} guests. Workers "
        "replaced 14 beams and 36 windows, 9 painters restored the ceiling, and the bell that "
        "weighs 212 kilograms rang for the first time in living memory.",
        ("1912", "140"),
        ("1950", "160"),
    ),
    "years that move both ways": (
        "The museum of Osby bought the boat of {a} and the net of {c} for its hall with {b} guests "
        "and {d} children present. Workers replaced 14 beams and 36 windows, 9 painters restored "
        "the ceiling, 5 carpenters the floor, 7 glaziers the tower, 3 masons the walls, 8 potters "
        "the stove and 26 pupils the fence.",
        ("1912", "140", "1920", "52"),
        ("1914", "160", "1917", "61"),
    ),
    "a place in words that is no edition": (
        "The runner from Osby came in {a} at the race around the harbour, {b} seconds behind the "
        "winner. She trains 14 hours a week on 36 kilometres of sand, won 9 races at school, and "
        "works in the net loft of a company with 212 people.",
        ("third", "140"),
        ("fourth", "160"),
    ),
    "a figure that is no year, and a rank that is no edition": (
        "The runner from Osby came in {a}th at the race around the harbour, {b} seconds behind the "
        "winner. She trains 14 hours a week on 36 kilometres of sand, won 9 races at school, and "
        "works in the net loft of a company with 212 people.",
        ("14", "140"),
        ("15", "160"),
    ),
}


def texts(form: str, *, places: tuple[int, int] = (1, 1)) -> tuple[str, str]:
    """The source and a draft in which the places say what places[n] tells: 0 as the source."""
    text, *values = FORMS[form]
    source = text.format(a=values[0][0], b=values[1][0])
    return source, text.format(a=values[0][places[0]], b=values[1][places[1]])


@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_another_year_or_edition_is_no_copy(tmp_path: Path, form: str) -> None:
    source, draft = texts(form)
    assert counted(searched(tmp_path, [(source, None)], draft)) == set()


@pytest.mark.parametrize("form", FORMS)
def test_a_year_or_edition_that_was_corrected_leaves_a_copy(tmp_path: Path, form: str) -> None:
    source, draft = texts(form, places=(1, 0))
    assert counted(searched(tmp_path, [(source, None)], draft)) == {"s0"}


@pytest.mark.parametrize("form", FORMS)
def test_a_figure_that_was_corrected_beside_the_same_year_leaves_a_copy(
    tmp_path: Path, form: str
) -> None:
    source, draft = texts(form, places=(0, 1))
    assert counted(searched(tmp_path, [(source, None)], draft)) == {"s0"}


@pytest.mark.parametrize("form", FORMS)
def test_where_days_are_known_years_are_not_asked(tmp_path: Path, form: str) -> None:
    source, draft = texts(form)
    assert counted(searched(tmp_path, [(source, DAY)], draft, DAY)) == {"s0"}


@pytest.mark.parametrize("told", TOLD_TWICE)
def test_two_versions_of_one_text_are_copies(tmp_path: Path, told: str) -> None:
    text, *versions = TOLD_TWICE[told]
    source, draft = (text.format(**dict(zip("abcd", values, strict=False))) for values in versions)
    assert counted(searched(tmp_path, [(source, None)], draft)) == {"s0"}


@pytest.mark.parametrize(
    ("later", "copied"), [(T.edition_steps, False), (T.edition_steps + 1, True)]
)
def test_years_are_told_apart_so_far(tmp_path: Path, later: int, copied: bool) -> None:
    text, years, figures = FORMS["harvest, en"]
    source = text.format(a=years[0], b=figures[0])
    draft = text.format(a=int(years[0]) - later, b=figures[1])
    assert counted(searched(tmp_path, [(source, None)], draft)) == ({"s0"} if copied else set())


@pytest.mark.parametrize("known", ["draft", "source"])
def test_one_known_day_is_no_distance(tmp_path: Path, known: str) -> None:
    source, draft = texts("harvest, en")
    days = (DAY, None) if known == "source" else (None, DAY)
    assert counted(searched(tmp_path, [(source, days[0])], draft, days[1])) == set()


@pytest.mark.parametrize(
    ("figure", "found"),
    [
        ("2019", 2019),
        ("2019년", 2019),
        ("2018/19", 2018),
        ("3.5.2021", 2021),
        ("2018-19", 2018),
        ("2018-05-03", 2018),
        ("2019'da", 2019),
        ("2019명", None),
        ("2019.45", None),
        ("3.2019", None),
        ("二〇一九", 2019),
        ("٢٠١٩", 2019),
        ("1899", None),
        ("20190", None),
        ("2,019", None),
        ("十九", None),
    ],
)
def test_a_figure_that_is_a_year(figure: str, found: int | None) -> None:
    assert year(figure, 0, len(figure)) == found


@pytest.mark.parametrize(("text", "found"), [("2019年", 2019), ("2019人", None), ("2019，", 2019)])
def test_a_year_in_han_stands_before_its_word(text: str, found: int | None) -> None:
    assert year(text, 0, 4) == found


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("the 15th annual fair", "15th", 15),
        ("le 15e festival", "15e", 15),
        ("beim 15. Marathon", "15", 15),
        ("на 15-й фестиваль", "15", 15),
        ("the XIV Congress", "XIV", 14),
        ("edición 15", "15", 15),
        ("الدورة ١٥", "١٥", 15),
        ("第十五届大会", "十五", 15),
        ("第二十届大会", "二十", 20),
        ("第15回大会", "15", 15),
        ("제15회 영화제", "15회", 15),
        ("the 15th victim", "15th", None),
        ("15 festivals", "15", None),
        ("the 2015 festival", "2015", None),
        ("the XIV century", "XIV", None),
        ("the V congress", "V", None),
        ("第十五个", "十五", None),
        ("the third edition", "third", 3),
        ("the Eleventh Osby Film Festival", "Eleventh", 11),
        ("la troisième édition", "troisième", 3),
        ("die dritte Auflage", "dritte", 3),
        ("la tercera edición", "tercera", 3),
        ("a terceira edição", "terceira", 3),
        ("la quinta edizione", "quinta", 5),
        ("третья сессия", "третья", 3),
        ("trzecia edycja", "trzecia", 3),
        ("üçüncü festivali", "üçüncü", 3),
        ("الدورة الثالثة", "الثالثة", 3),
        ("سومین جشنواره", "سومین", 3),
        ("the twenty-third edition", "third", 3),
        ("the third victim", "third", None),
        ("the third man at the festival", "third", None),
        ("na quarta o festival", "quarta", None),
        ("المرة الثالثة", "الثالثة", None),
    ],
)
def test_an_ordinal_of_an_event(text: str, word: str, found: int | None) -> None:
    start = text.index(word)
    assert edition(text, start, start + len(word)) == found


@pytest.mark.parametrize("form", ["harvest, en", "budget, ru", "traffic, ja", "report, ar"])
def test_the_very_edition_is_a_copy_among_all_others(tmp_path: Path, form: str) -> None:
    text, *_ = FORMS[form]
    editions = [text.format(a=2012 + n, b=3_000 + 417 * n) for n in range(8)]
    sources: list[tuple[str, int | None]] = [(edition, None) for edition in editions]
    assert counted(searched(tmp_path, sources, editions[5])) == {"s5"}
