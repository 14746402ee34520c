"""Languages with two alphabets, the two forms of Chinese, and the spaces of Korean."""

import unicodedata

import pytest

from checker.text.fold import fold
from checker.text.units import units_of

PAIRS = {
    "Serbian": (
        "Љиљана Ђорђевић је у понедељак најавила нове прописе, саопштило је предузеће чији џепови"
        " нису пуни; ћутање траје већ недељу дана, а људи чекају.",
        "Ljiljana Đorđević je u ponedeljak najavila nove propise, saopštilo je preduzeće čiji"
        " džepovi nisu puni; ćutanje traje već nedelju dana, a ljudi čekaju.",
    ),
    "Macedonian": (
        "Ѓорѓи Ќосев рече дека градот ќе ја затвори улицата, а ѕвездите и џебовите се љубезни и"
        " нејасни како и секоја година досега.",
        "Gjorgji Kjosev reče deka gradot kje ja zatvori ulicata, a dzvezdite i džebovite se"
        " ljubezni i nejasni kako i sekoja godina dosega.",
    ),
    "Uzbek": (
        "Ҳукумат янги қарор қабул қилди, унга кўра ўқувчилар бепул овқат олади, деб ёзди ғазета."
        " Етти юз чақирим йўл, эски шаҳар ва яхши кунлар.",
        "Hukumat yangi qaror qabul qildi, unga koʻra oʻquvchilar bepul ovqat oladi, deb yozdi"
        " gʻazeta. Yetti yuz chaqirim yoʻl, eski shahar va yaxshi kunlar.",
    ),
    "Kazakh": (
        "Үкімет дүйсенбі күні жаңа қаулы қабылдады, оған сәйкес мектеп оқушыларына тегін тамақ"
        " беріледі, деп хабарлады өңірлік ұжым.",
        "Ükimet düisenbi küni jaña qauly qabyldady, oğan säikes mektep oquşylaryna tegin tamaq"
        " beriledi, dep habarlady öñirlik ūjym.",
    ),
    "Azerbaijani": (
        "Һөкумәт базар ертәси јени гәрар гәбул едиб, она әсасән шаҝирдләрә пулсуз јемәк вериләҹәк,"
        " чүнки ғыш кәлир.",
        "Hökumət bazar ertəsi yeni qərar qəbul edib, ona əsasən şagirdlərə pulsuz yemək veriləcək,"
        " çünki ğış kəlir.",
    ),
    "Turkmen": (
        "Хөкүмет дүшенбе гүни тәзе карар кабул этди, оңа лайыклыкда окувчылара нахар берлер, диййәр"
        " җемгыет.",
        "Hökümet düşenbe güni täze karar kabul etdi, oňa laýyklykda okuwçylara nahar berler, diýýär"
        " jemgyýet.",
    ),
    "Tatar": (
        "Хөкүмәт дүшәмбе көнне яңа карар кабул итте, дип яза җәмгыять, һәм бу эш озак барды.",
        "Xökümät düşämbe könne yaña karar kabul itte, dip yaza cämgıyat, häm bu eş ozak bardı.",
    ),
    "Tajik": (
        "Ҳукумат рӯзи душанбе қарори нав қабул кард, ки тибқи он ғизои ройгон дода мешавад, гуфт"
        " ҷониби вазорат бо зодаи Хатлонӣ.",
        "Hukumat rūzi dushanbe qarori nav qabul kard, ki tibqi on ghizoi roygon doda meshavad, guft"
        " jonibi vazorat bo zodai Khatlonī.",
    ),
    "Kyrgyz": (
        "Өкмөт дүйшөмбү күнү жаңы токтом кабыл алды, ага ылайык окуучуларга тамак берилет.",
        "Ökmöt düyshömbü künü jangy toktom kabyl aldy, aga ylayyk okuuchularga tamak berilet.",
    ),
    "Mongolian": (
        "Засгийн газар даваа гарагт шинэ тогтоол баталсан бөгөөд үүний дагуу хоол өгнө.",
        "Zasgiin gazar davaa garagt shine togtool batalsan bögööd üünii daguu khool ögnö.",
    ),
}


@pytest.mark.parametrize(("cyrillic", "latin"), PAIRS.values(), ids=PAIRS)
def test_both_alphabets_of_a_language_are_one(cyrillic: str, latin: str) -> None:
    there = units_of(latin).ids.tolist()
    for text in (cyrillic, cyrillic.upper(), unicodedata.normalize("NFD", cyrillic)):
        assert units_of(text).ids.tolist() == there


def test_units_keep_their_places_where_a_letter_is_read_as_two() -> None:
    text = PAIRS["Serbian"][0]
    units = units_of(text)
    assert [text[a:b] for a, b in zip(units.starts, units.ends, strict=True)] == [
        word.strip(",;.") for word in text.split()
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Правительство в понедельник приняло постановление, сообщила пресс-служба министерства.",
        "Уряд у понеділок ухвалив нову постанову, повідомила прес-служба, їхній захід.",
        "Правителството прие в понеделник ново постановление, съобщи пресцентърът.",
        "Урад у панядзелак прыняў новую пастанову, паведаміла прэс-служба міністэрства ў Мінску.",
        "Министр Өмүрзаков прибыл в понедельник на переговоры, сообщила пресс-служба министерства"
        " в Москве, после чего делегация отправилась в аэропорт и покинула столицу.",
        "Thе governmеnt јoined the tаlks on Mondаy and the mаyor јust lеft without a word.",
    ],
)
def test_other_languages_in_cyrillic_letters_keep_them(text: str) -> None:
    assert fold(text, markup=False).text.count("\u0435") == text.lower().count("е") + sum(
        map(text.lower().count, "ёѐ")
    )


@pytest.mark.parametrize(("syllables", "read"), [(24, True), (25, False)])
def test_two_letters_in_a_hundred_tell_a_language(syllables: int, read: bool) -> None:
    text = "ж" + "на " * syllables + "њ"
    assert ("z" in fold(text).text) is read


def test_simplified_and_traditional_chinese_are_one() -> None:
    simplified = "国家统计局周一公布的数据显示，工业企业利润增长，后来发现里面有问题，头发着火。"
    traditional = "國家統計局週一公布的數據顯示，工業企業利潤增長，後來發現裡面有問題，頭髮著火。"
    assert units_of(simplified).ids.tolist() == units_of(traditional).ids.tolist()


def test_spaces_of_korean_part_no_words() -> None:
    spaced = "정부는 월요일 내년 교육 예산을 2024년보다 5퍼센트 늘리기로 했다고 KBS 뉴스가 밝혔다."
    numbers = units_of(spaced).ids.tolist()
    assert len(numbers) > 10
    for other in (spaced.replace(" ", ""), spaced.replace("교육 예산", "교육예산")):
        assert units_of(other).ids.tolist() == numbers
    assert units_of(unicodedata.normalize("NFD", spaced)).ids.tolist() == numbers
