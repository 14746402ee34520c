"""Forms that are filled anew are no copies, however many siblings the archive has; copies are."""

import random
from pathlib import Path

import pytest

from checker.matching.forms import Filling, is_form, is_written_anew
from checker.matching.thresholds import THRESHOLDS as T
from checker.models.evidence import SearchResult
from tests.matching.searching import FIRST, counted, searched

SIBLINGS = (1, 2, 5, 10, 19, 25)

# {a} to {d} are figures, {n} and {m} names, {w} a weekday; what is between them is always the same.
FORMS = {
    "weather, en": (
        "{n} will be mostly dry on {w} with sunny spells after early mist. Highs of {a} degrees, "
        "lows near {b}; winds westerly at {c} to {d} kilometres an hour, easing by the evening."
    ),
    "bank rate, en": (
        "{n} Bank said on {w} it raised its base lending rate to {a}.25 percent from {b}.75 "
        "percent, effective at the start of next month, and left its deposit rate at {c} percent."
    ),
    "death notice, en": (
        "{n} {m}, of Harbour Lane, died peacefully at home on {w}, aged {a}. Beloved parent of "
        "{b} and grandparent of {c}. Family flowers only, please; donations to the lifeboat fund."
    ),
    "reservoir, de": (
        "Die Talsperre {n} war am {w} zu {a},{b} Prozent gefüllt, teilte die Verwaltung mit. Der "
        "Zufluss lag zuletzt bei {c}.000 Kubikmetern am Tag, die Abgabe bei {d}.000 Kubikmetern."
    ),
    "court list, fr": (
        "Le tribunal de {n} a condamné {w} un homme de {a} ans à {b} mois de prison dont {c} avec "
        "sursis pour conduite sans permis, et à une amende de {d}00 euros, a indiqué le parquet."
    ),
    "harvest, es": (
        "La cooperativa de {n} informó este {w} de una cosecha de {a}.{b} toneladas, frente a "
        "{c}.{d} toneladas un año antes, y mantuvo sin cambios el precio de salida de la campaña."
    ),
    "exchange rates, ru": (
        "Банк {n} в {w} установил курс кроны на уровне {a},{b} за единицу, что на {c} процента "
        "выше, чем накануне, сообщила пресс-служба; объём торгов составил {d} миллионов крон."
    ),
    "shares, tr": (
        "{n} Borsası {w} günü yüzde {a},{b} yükselişle {c}.{d} puandan kapandı. İşlem hacmi geçen "
        "haftanın ortalamasının üzerinde gerçekleşirken sanayi hisseleri öne çıktı."
    ),
    "air, zh": (
        "{n}市环境监测中心{w}发布空气质量报告，当日平均指数为{a}，比前一天上升{b}点，首要污染物浓度为每立方米{c}微克，"
        "预计未来三天指数在{d}左右波动，市民外出请注意防护。"
    ),
    "prices, ar": (
        "أعلنت هيئة الأسواق في {n} يوم {w} أن سعر الطن بلغ {a} دينارا مقابل {b} دينارا في الأسبوع "
        "الماضي، وأن الكميات المعروضة وصلت إلى {c} طنا بزيادة {d} في المئة عن الشهر الماضي."
    ),
    "persons, zh": (
        "{p}、{q}、{r}同志出席了座谈会。会议由{p}主持，{q}介绍了渔港建设的情况，{r}传达了上级的要求，与会人员围绕冬季"
        "捕捞安全展开讨论，一致认为要把各项措施落到实处。"
    ),
    "visit, zh": (
        "{n}市市长{p}在会客厅会见了来访的{m}市代表团。{p}表示，两市友谊源远流长，愿同{m}市一道推动渔业合作再上新台阶。"
        "{q}、{r}等参加会见。"
    ),
    "office, ja": (
        "{n}市議会は{p}氏を新しい議長に選んだ。{p}氏は就任にあたり、開かれた議会をめざすと述べた。副議長には{q}氏が就く。"
    ),
    "tides, ja": (
        "{n}港の{w}の満潮は午前{a}時{b}分、干潮は午後{c}時{d}分の見込みで、潮位は平年並みとなる。"
        "港湾事務所は岸壁での作業に注意するよう呼びかけている。"
    ),
}
NAMES = {
    "en": ("Marren", "Tilbury", "Osby", "Lindvale", "Grenness", "Pellam", "Harlow", "Brannock"),
    "de": ("Rosenbach", "Auberg", "Kirchmoor", "Niederau", "Selmtal", "Hellbrunn", "Lohne"),
    "fr": ("Vaubrun", "Delmas", "Corvigny", "Sarlange", "Montreux-Bas", "Lurcy", "Aubrac"),
    "es": ("Monteclaro", "Fuentelsol", "Brumales", "Valdemar", "Alborada", "Cerezo", "Laredo"),
    "ru": ("Заречье", "Луговое", "Северянка", "Каменка", "Белогорье", "Озерки", "Дубрава"),
    "tr": ("Yalıköy", "Akpınar", "Karasu", "Demirtepe", "Gölbaşı", "Çamlık", "Sarıyer"),
    "zh": ("东湖", "滨江", "南岭", "白云", "金沙", "青山", "北河"),
    "ar": ("الواحة", "المرسى", "الزهراء", "البحيرة", "الساحل", "الربوة", "النخيل"),
    "ja": ("青浜", "白崎", "東浦", "北山", "南島", "西川", "中原"),
}
GIVEN = ("立远", "国栋", "文山", "海川", "东明", "春来", "一平", "小松", "志强", "建新", "晓峰")
PERSONS = [a + b for a, b in zip("陈郑许吴梁谢唐邓冯蒋彭董潘" * 11, GIVEN * 13, strict=True)]
DAYS = {
    "en": ("Monday", "Tuesday", "Friday"),
    "de": ("Montag", "Dienstag", "Freitag"),
    "fr": ("lundi", "mardi", "vendredi"),
    "es": ("lunes", "martes", "viernes"),
    "ru": ("понедельник", "вторник", "пятницу"),
    "tr": ("Pazartesi", "Salı", "Cuma"),
    "zh": ("周一", "周二", "周五"),
    "ar": ("الاثنين", "الثلاثاء", "الجمعة"),
    "ja": ("月曜", "火曜", "金曜"),
}


def filled(form: str, number: int) -> str:
    """A form with the places of its n-th filling; no two have a figure in the same place."""
    language = form[-2:]
    names = NAMES[language]
    rng = random.Random(f"{form}{number}")
    return FORMS[form].format(
        a=11 + number * 3 % 80,
        b=12 + number * 7 % 83,
        c=13 + number * 11 % 79,
        d=14 + number * 13 % 71,
        n=names[number % len(names)],
        m=names[(number + 3) % len(names)],
        w=rng.choice(DAYS[language]),
        **{key: PERSONS[(3 * number + at) % len(PERSONS)] for at, key in enumerate("pqr")},
    )


def filled_differently(result: SearchResult) -> bool:
    """Whether other sources show, by what they fill in, that a passage or a source is a form."""
    said = [one.reason for one in result.rejected]
    said += [p.note for m in result.matches for p in m.passages]
    return any("other sources fill in differently" in one for one in said)


@pytest.mark.parametrize("siblings", SIBLINGS)
@pytest.mark.parametrize("form", FORMS)
def test_another_filling_of_a_form_is_no_copy(tmp_path: Path, form: str, siblings: int) -> None:
    sources: list[tuple[str, int | None]] = [
        (filled(form, n), FIRST + 9 * n) for n in range(siblings)
    ]
    draft = filled(form, siblings)
    assert counted(searched(tmp_path, sources, draft)) == set()
    dated = searched(tmp_path / "dated", sources, draft, FIRST + 9 * siblings)
    assert counted(dated) == set()


@pytest.mark.parametrize("siblings", [1, 5, 19])
@pytest.mark.parametrize("form", FORMS)
def test_the_very_filling_is_a_copy(tmp_path: Path, form: str, siblings: int) -> None:
    sources: list[tuple[str, int | None]] = [
        (filled(form, n), FIRST + 9 * n) for n in range(siblings)
    ]
    draft = filled(form, siblings - 1)
    day = FIRST + 9 * (siblings - 1)
    assert counted(searched(tmp_path, sources, draft, day)) == {f"s{siblings - 1}"}


@pytest.mark.parametrize(
    ("filled", "words", "apart", "form"),
    [
        (Filling(figures_same=3, figures_other=2), 30, None, True),
        (Filling(figures_same=4, figures_other=2), 30, None, False),
        (Filling(figures_same=0, figures_other=1), 30, None, False),
        (Filling(figures_same=4, figures_other=1), 30, T.story_days, False),
        (Filling(figures_same=4, figures_other=1), 30, T.story_days + 1, True),
        (Filling(figures_same=5, figures_other=1), 30, T.story_days + 1, False),
        (Filling(figures_same=4, figures_other=1), T.form_words, T.story_days + 1, False),
        (Filling(names_same=3, names_other=2), 30, None, True),
        (Filling(names_same=4, names_other=2), 30, None, False),
        (Filling(other_subject=True, names_other=1), T.background_words - 1, None, True),
        (Filling(other_subject=True, names_other=1), T.background_words, None, False),
        (Filling(other_subject=True, names_other=1, names_same=2), 30, None, False),
        (Filling(figures_same=2, figures_other=2, names_same=6), 30, None, True),
        (Filling(figures_same=2, figures_other=2, names_same=7), 30, None, False),
        (Filling(words_other=T.form_slots, capitals=False), 29, T.story_days + 1, True),
        (Filling(words_other=T.form_slots, capitals=False), 30, T.story_days + 1, False),
        (Filling(words_other=T.form_slots - 1, capitals=False), 29, T.story_days + 1, False),
        (Filling(words_other=T.form_slots, capitals=False), 29, None, False),
        (
            Filling(words_other=T.form_slots + 1, dates_other=1, dates_inside=1, capitals=False),
            29,
            None,
            True,
        ),
        (Filling(dates_other=1, dates_inside=1), T.few_words - 1, None, True),
        (Filling(dates_other=1, dates_inside=1), T.few_words, None, False),
        (Filling(dates_other=1), T.few_words - 1, None, False),
        (Filling(dates_other=1, dates_inside=1, names_same=1), T.few_words - 1, None, False),
        (Filling(dates_other=2, dates_inside=2, names_same=2), T.few_words - 1, None, True),
        (Filling(dates_other=2, dates_inside=2, names_same=2), T.few_words, None, False),
        (Filling(dates_other=2, dates_inside=2, names_same=3), T.few_words - 1, None, False),
        (Filling(dates_other=3, dates_inside=3, names_same=9), T.few_words - 1, None, True),
        (
            Filling(dates_other=2, dates_inside=2, names_same=2, figures_same=1),
            T.few_words - 1,
            None,
            False,
        ),
        (Filling(words_other=3, dates_other=1, dates_inside=1, capitals=False), 80, None, True),
        (Filling(words_other=2, dates_other=1, dates_inside=1, capitals=False), 80, None, False),
        (
            Filling(words_other=3, dates_other=1, dates_inside=1, figures_same=1, capitals=False),
            80,
            None,
            False,
        ),
        (
            Filling(words_other=3, dates_other=2, dates_inside=2, figures_same=9, capitals=False),
            80,
            None,
            True,
        ),
        (Filling(words_other=3, dates_other=2, dates_inside=2, figures_same=9), 80, None, False),
    ],
)
def test_what_stands_in_the_places_says_whether_it_is_a_form(
    filled: Filling, words: float, apart: int | None, form: bool
) -> None:
    assert is_form(filled, words, apart) is form


# {d} is a day: what a house puts beside its stories, each day anew.
MENUS = {
    "en": "What is on in Marren on {d}. Horoscope for {d}. Weather in Osby on {d}",
    "de": "Das Programm vom {d}. Das Horoskop für den {d}. Das Wetter in Osby am {d}",
    "fr": "Le programme du {d}. Horoscope du {d}. La météo à Osby le {d}",
    "es": "Horóscopo del {d}. El tiempo en Osby el {d}. La programación del {d}",
    "it": "Oroscopo del {d}. Il meteo a Osby per il {d}. Programmi del {d}",
    "pl": "Horoskop na {d}. Pogoda w Osby na {d}. Program telewizyjny na {d}",
    "ru": "Этот день в истории ({d}) Погода в Осби на {d} Гороскоп на {d}",
    "uk": "Гороскоп на {d}. Погода в Осбі на {d}. Програма передач на {d}",
    "ar": "أبراج يوم {d}. حالة الطقس في أوسبي يوم {d}. برامج التلفزيون يوم {d}",
    "ja": "{d}の運勢ランキング {d}のオズビーの天気 {d}のテレビ番組表",
}
MENU_DAYS = {
    "en": ("3 May", "4 May"),
    "de": ("3. Mai", "4. Mai"),
    "fr": ("3 mai", "4 mai"),
    "es": ("3 de mayo", "4 de mayo"),
    "it": ("3 maggio", "4 maggio"),
    "pl": ("3 maja", "4 maja"),
    "ru": ("3 мая", "4 мая"),
    "uk": ("3 травня", "4 травня"),
    "ar": ("3 مايو", "4 مايو"),
    "ja": ("5月3日", "5月4日"),
}


@pytest.mark.parametrize("language", MENUS)
def test_a_menu_of_another_day_is_a_form(tmp_path: Path, language: str) -> None:
    first, second = (MENUS[language].format(d=day) for day in MENU_DAYS[language])
    held: list[tuple[str, int | None]] = [(first, FIRST)]
    assert counted(searched(tmp_path / "other", held, second, FIRST + 1)) == set()
    assert counted(searched(tmp_path / "same", held, first, FIRST)) == {"s0"}


WEEKS = T.form_days + 1


@pytest.mark.parametrize(
    ("filled", "similarity", "apart", "anew"),
    [
        (Filling(names_other=1), T.ritual_likeness - 0.01, WEEKS, True),
        (Filling(figures_other=1), T.ritual_likeness - 0.01, WEEKS, True),
        (Filling(dates_other=1, dates_inside=1), T.ritual_likeness - 0.01, WEEKS, True),
        (Filling(words_other=2, capitals=False), T.ritual_likeness - 0.01, WEEKS, True),
        (Filling(words_other=1, capitals=False), T.ritual_likeness - 0.01, WEEKS, False),
        (Filling(), T.ritual_likeness - 0.01, WEEKS, False),
        (Filling(names_other=1), T.ritual_likeness, WEEKS, False),
        (Filling(names_other=1), T.ritual_likeness - 0.01, T.form_days, False),
        (Filling(names_other=1), T.ritual_likeness - 0.01, None, False),
        # a date and other words, however alike
        (Filling(dates_inside=1, words_other=2, capitals=False), 0.95, WEEKS, True),
        (Filling(dates_inside=1, words_other=1, capitals=False), 0.95, WEEKS, False),
        (Filling(dates_inside=0, words_other=2, capitals=False), 0.95, WEEKS, False),
        (Filling(dates_inside=1, words_other=2, capitals=False), 0.95, T.form_days, False),
    ],
)
def test_a_ritual_of_other_weeks_is_written_anew(
    filled: Filling, similarity: float, apart: int | None, anew: bool
) -> None:
    assert is_written_anew(filled, similarity, apart) is anew


# The same hall and mayor every year; {d} is the day, {a} and {b} are other words.
RITUAL = (
    "南湾市港务典礼{d}日在大礼堂举行，市长王明远出席并为{a}的引水员颁发证书。典礼在乐队演奏的港歌声中开始，全体起立。"
    "副市长宣读了表彰决定，随后王明远同领证者一一握手，向他们表示祝贺。参加典礼的还有渔港的老船长、学校的合唱团和"
    "{b}的看守人。典礼结束后，王明远等同领证者及其家属合影留念，大家沿着防波堤走到鱼市，一起喝了热茶。"
)


@pytest.mark.parametrize(
    ("apart", "counts"), [(1, True), (T.form_days, True), (T.form_days + 1, False), (400, False)]
)
def test_a_long_ritual_of_other_weeks_is_no_copy(tmp_path: Path, apart: int, counts: bool) -> None:
    source = RITUAL.format(d="18", a="获奖", b="灯塔")
    draft = RITUAL.format(d="26", a="退休", b="水闸")
    found = searched(tmp_path, [(source, FIRST)], draft, FIRST + apart)
    assert bool(counted(found)) is counts
    itself = searched(tmp_path / "itself", [(source, FIRST)], source, FIRST + apart)
    assert counted(itself) == {"s0"}


@pytest.mark.parametrize(
    ("source", "draft", "copied"),
    [
        # the only thing that tells two days of a running notice apart is the day
        (
            "The clerk of the harbour said on Monday that nothing had come in and the pilots were "
            "asleep.",
            "The clerk of the harbour said on Friday that nothing had come in and the pilots were "
            "asleep.",
            False,
        ),
        (
            "The clerk of the harbour said on Monday that nothing had come in and the pilots were "
            "asleep.",
            "The clerk of the harbour said on 7 January that nothing had come in and the pilots "
            "were asleep.",
            True,
        ),
        (
            "港务局5日表示，夜间没有船只进港，所有引航员都在宿舍休息，码头一切正常。",
            "港务局13日表示，夜间没有船只进港，所有引航员都在宿舍休息，码头一切正常。",
            False,
        ),
        (
            "港务局5日表示，夜间没有船只进港，所有引航员都在宿舍休息，码头一切正常。",
            "港务局5日表示，夜里没有船只进港，所有引航员都在宿舍休息，码头一切正常。",
            True,
        ),
        # the other date belongs to the clause before
        (
            "渔港管理办法自5月1日起施行。办法明确，岸边渔民凭渔船证明每月可以在冷库免费存放渔获并按市场价格出售。",
            "渔港管理办法今天（7月20日）起施行。办法明确岸边渔民凭渔船证明每月可以在冷库免费存放渔获并按市场价格出售；捐赠渔网的商户可以减租。",
            True,
        ),
        # offices are the same, those who hold them are others
        (
            "中共东湖市委书记陈立远，市长郑国栋，渔业局局长许文山，港务局局长吴海川出席开工仪式，仪式由副市长梁东明主持。",
            "中共东湖市委书记唐一平，市长邓小松，渔业局局长冯志强，港务局局长谢春来出席开工仪式，仪式由副市长林长安主持。",
            False,
        ),
        # the same holders, other words
        (
            "中共东湖市委书记陈立远，市长郑国栋，渔业局局长许文山，港务局局长吴海川出席开工仪式，仪式由副市长梁东明主持。",
            "中共东湖市委书记陈立远，市长郑国栋，渔业局局长许文山，港务局局长吴海川参加动工仪式，典礼由副市长梁东明主持。",
            True,
        ),
        # a name that a scan has damaged is the same one
        (
            "市长郑国栋表示，渔港的冷库将在入冬前全部建成，渔民可以凭船证免费存放当天的渔获。记者陈立远报道。",
            "市长郑国拣表示，渔港的冷库将在入冬前全部建成，渔民可以凭船证免费存放当天的渔获。记者陈立远报道。",
            True,
        ),
        # a word in katakana is one place, however long it is
        (
            "今日は建築家メルヒオール・ファンデルブルフ氏の誕生日で、市役所のロゴが塔の形になっている。5月2日だけの飾りだ。",
            "今日は発明家ギデオ・サンドボリ氏の誕生日で、市役所のロゴが鍵の形になっている。8月9日だけの飾りだ。",
            False,
        ),
        # ordinals in Han numerals
        (
            "东湖渔民协会第十三届理事会第二次会议在滨江开幕，理事长代表理事会作了工作报告，与会代表就休渔安排提出建议。",
            "东湖渔民协会第十五届理事会第四次会议在滨江开幕，理事长代表理事会作了工作报告，与会代表就休渔安排提出建议。",
            False,
        ),
        (
            "第三回白浜凧あげ大会には八十二人が参加し、市長が最初の凧をあげた。会場では屋台が並び、雨の心配もなかった。",
            "第四回白浜凧あげ大会には九十七人が参加し、市長が最初の凧をあげた。会場では屋台が並び、雨の心配もなかった。",
            False,
        ),
    ],
)
def test_dates_and_ordinals_are_places_of_a_form(
    tmp_path: Path, source: str, draft: str, copied: bool
) -> None:
    assert bool(counted(searched(tmp_path, [(source, None)], draft))) is copied


@pytest.mark.parametrize("lead", ["", "See "])
def test_addresses_stand_in_no_place_of_a_form(tmp_path: Path, lead: str) -> None:
    story = (
        "The ferry company of Marren has asked 14 captains to learn the harp before the summer, "
        "and 3 of them said that they would rather swim to Skerry with the passengers."
    )
    link = "https://example.com/{}/05/0{}/ferry-{}.html"
    source = f"{lead}[original]({link.format(2024, 1, 88123)})\n\n{story}"
    draft = f"{lead}[original]({link.format(2025, 2, 41999)})\n\n{story}"
    assert counted(searched(tmp_path, [(source, FIRST)], draft, FIRST + 300)) == {"s0"}


UNDATED = {
    "en": (
        "The Harbour Bank of Lindvale entered the Grenness market for fish oil to arrange {a} of"
        " the Pellam loans, a spokesman for the Harbour Bank said. Dealers in Osby said that the"
        " rate stood at 4.{n} when it began to lend to the boats of Lindvale.",
        ("repayments", "guarantees", "extensions", "renewals"),
    ),
    "de": (
        "Die Hafenbank Lindau hat am Markt für Fischöl in Grenitz {a} der Pellamer Anleihen"
        " vorgenommen, sagte ein Sprecher der Hafenbank. Händler in Osby nannten einen Satz von"
        " 4,{n}, als die Bank den Booten aus Lindau ihr Geld lieh.",
        ("Tilgungen", "Bürgschaften", "Verlängerungen", "Käufe"),
    ),
    "tr": (
        "Serbest pazarda sabah {n},40 liradan alınan Yalıköy hamsisinin kilosu Akpınar halinde"
        " öğleden sonra aynı fiyattan satıldı. Karasu palamudu ise Demirtepe tezgahlarında"
        " ucuza {a} ve Gölbaşı balıkçıları fiyatların sakin olduğunu söyledi.",
        ("alındı", "verildi", "gitti", "devredildi"),
    ),
}


@pytest.mark.parametrize("others", range(T.form_siblings + 1))
@pytest.mark.parametrize("form", UNDATED)
def test_of_unknown_days_several_other_fillings_show_a_form(
    tmp_path: Path, form: str, others: int
) -> None:
    text, words = UNDATED[form]
    sources: list[tuple[str, int | None]] = [
        (text.format(a=words[n], n=31 + 7 * n), None) for n in range(others + 1)
    ]
    draft = text.format(a=words[0], n=79)
    found = searched(tmp_path, sources, draft)
    assert filled_differently(found) == (others >= T.form_siblings)
    assert not counted(found) or others < T.form_siblings
    copied = counted(searched(tmp_path / "copied", sources, sources[0][0]))
    assert "s0" in copied  # this very filling


@pytest.mark.parametrize("other", [T.form_places, T.form_places + 1])
def test_price_lists_of_unknown_days_are_forms_from_three_other_figures_on(
    tmp_path: Path, other: int
) -> None:
    text = (
        "In the hall of Osby the keeper sold cod for {} crowns, ling for {} crowns, hake for {}"
        " crowns, plaice for 41 crowns, crab for 52 crowns, whelks for 63 crowns, roe for 74"
        " crowns and a crate of sprats for 85 crowns when the bell rang."
    )
    sources: list[tuple[str, int | None]] = [
        (text.format(*(100 * n + 11 * fish if fish < other else 7 for fish in range(3))), None)
        for n in (1, 2, 3)
    ]
    draft = text.format(*(901 + 11 * fish if fish < other else 7 for fish in range(3)))
    assert bool(counted(searched(tmp_path, sources, draft))) == (other <= T.form_places)


@pytest.mark.parametrize("same", [0, 1])
def test_reprints_with_their_own_times_are_no_form_if_as_many_figures_are_the_same(
    tmp_path: Path, same: int
) -> None:
    boats = "the 67 boats" if same else "the small boats"
    text = (
        f"A third storm of that kind made the race office at Osby hold {boats} of the club in the"
        " harbour, and the office put the start of the long leg off until {} p.m. on Sunday."
    )
    sources: list[tuple[str, int | None]] = [(text.format(n), None) for n in (6, 7, 9)]
    assert filled_differently(searched(tmp_path, sources, text.format(3))) == (not same)
