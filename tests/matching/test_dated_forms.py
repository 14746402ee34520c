"""Forms that differ in dates alone, and dates in the words and scripts of their languages."""

from pathlib import Path

import pytest

from checker.matching.thresholds import THRESHOLDS as T
from tests.matching.searching import FIRST, counted, searched

# A sentence without a name or a figure but for one date.
NOTICES = {
    "en": (
        "The harbour court said that the complaint of the fishermen against the town will be heard"
        " on {} and that reporters may follow the hearing in the hall.",
        ("12 March", "19 April"),
    ),
    "ru": (
        "Портовый суд сообщил, что заседание по жалобе рыбаков на городскую администрацию"
        " состоится в {} и что журналисты смогут присутствовать в зале.",
        ("среду", "пятницу"),
    ),
    "ar": (
        "أعلنت محكمة الميناء أن جلسة النظر في دعوى الصيادين ضد البلدية ستعقد يوم {} ويسمح"
        " للصحفيين بحضورها في القاعة.",
        ("23 رمضان", "1 شوال"),
    ),
    "fa": (
        "دادگاه شهرستان بندر اعلام کرد جلسه رسیدگی به شکایت ماهیگیران از شهرداری در تاریخ {}"
        " برگزار می‌شود و حضور خبرنگاران در سالن آزاد است.",
        ("۱۲ اسفند", "۱۹ فروردین"),
    ),
    "hi": (
        "बंदरगाह अदालत ने बताया कि नगरपालिका के खिलाफ मछुआरों की याचिका पर सुनवाई {} को होगी और"
        " पत्रकार अदालत में मौजूद रह सकते हैं।",
        ("12 मार्च", "19 अप्रैल"),
    ),
    "he": (
        "בית המשפט בנמל הודיע כי הדיון בתביעת הדייגים נגד העירייה יתקיים ב-{} והכתבים יוכלו"
        " להיכנס לאולם הגדול ולשמוע את כל העדים.",
        ("12 במרץ", "19 באפריל"),
    ),
}


@pytest.mark.parametrize("language", NOTICES)
def test_a_sentence_with_another_date_and_nothing_that_is_the_same_is_a_form_days_later(
    tmp_path: Path, language: str
) -> None:
    text, (first, second) = NOTICES[language]
    sources: list[tuple[str, int | None]] = [(text.format(first), FIRST)]
    for day, date, counts in (
        (T.story_days, second, True),  # the same story with a date that was corrected
        (T.story_days + 1, second, False),
        (T.story_days + 1, first, True),  # the copy
    ):
        found = searched(tmp_path / f"{day} {date}", sources, text.format(date), FIRST + day)
        assert bool(counted(found)) == counts, (day, date)


def test_a_report_with_other_days_and_numbers_in_words_is_a_form_in_scripts_with_vowel_signs(
    tmp_path: Path,
) -> None:
    text = (
        "{} जिले के {} थाना क्षेत्र में {} देर रात {} की आमने-सामने की टक्कर में {} लोगों की मौत हो गई और"
        " {} घायल हो गए। पुलिस ने शवों को पोस्टमार्टम के लिए भेज दिया है और मामले की जांच शुरू कर दी है।"
    )
    source = text.format("सागरपुर", "नदीपार", "मंगलवार", "बस और ट्रक", "तीन", "आठ")
    other = text.format("रामनगर", "कोतवाली", "शुक्रवार", "जीप और टैंकर", "दो", "पांच")
    assert not counted(searched(tmp_path / "a", [(source, FIRST)], other, FIRST + 1))
    assert counted(searched(tmp_path / "b", [(source, FIRST)], source, FIRST + 1))
