"""The one filling of a form with which a draft agrees was copied, in scripts without capitals too.

Cables, calls and messages of a court or a ministry are forms; their names are known in no list.
"""

from pathlib import Path

import pytest

from checker.matching.thresholds import THRESHOLDS as T
from tests.matching.searching import FIRST, counted, searched

# {w} is a day, {p} a person, {c} a country.
CABLES = {
    "cable, ar": (
        "بعث ملك الشمال {w} برقية تهنئة إلى فخامة الرئيس {p} رئيس جمهورية {c} بمناسبة "
        "ذكرى استقلال بلاده. "
        "وأعرب الملك عن أصدق التهاني وأطيب التمنيات بالصحة والسعادة لفخامته ولحكومة وشعب "
        "جمهورية {c} الصديق."
    ),
    "call, ar": (
        "تلقى ملك الشمال {w} اتصالا هاتفيا من فخامة الرئيس {p} رئيس {c}. وجرى خلال "
        "الاتصال استعراض العلاقات "
        "الثنائية بين البلدين الشقيقين وسبل تعزيزها في مختلف المجالات، إضافة إلى بحث عدد "
        "من القضايا المشتركة."
    ),
    "message, fa": (
        "رئیس‌جمهور {w} در پیامی روز ملی کشور {c} را به {p} رئیس‌جمهور این کشور تبریک "
        "گفت. در این پیام آمده است: "
        "امیدوارم در پرتو تلاش‌های مشترک، روابط دوستانه دو کشور بیش از گذشته گسترش یابد "
        "و مردم {c} سعادتمند باشند."
    ),
    "cable, ko": (
        "대통령은 {w} {c}의 {p} 대통령에게 취임을 축하하는 축전을 보냈다. 대통령은 "
        "축전에서 양국이 수교 이래 다양한 "
        "분야에서 협력을 발전시켜 왔다고 평가하고, 앞으로 양국 관계가 한층 더 깊어지기를 "
        "기대한다고 밝혔다."
    ),
    "call, he": (
        "נשיא המדינה שוחח {w} עם נשיא {c} {p} ובירך אותו לרגל יום העצמאות של ארצו. במהלך "
        "השיחה הדגיש הנשיא את "
        "חשיבות הידידות בין שתי המדינות ואת הרצון להעמיק את שיתוף הפעולה בתחומי הכלכלה, "
        "המדע והביטחון."
    ),
    "cable, th": (
        "พระราชาทรงมีพระราชสาส์นอำนวยพรไปยัง{p} ประธานาธิบดีแห่งสาธารณรัฐ{c} เมื่อ{w} "
        "ความว่า ในโอกาสวันชาติ "
        "ข้าพเจ้าขอส่งคำอำนวยพรและความปรารถนาดีด้วยใจจริง "
        "เพื่อความสุขสวัสดีของท่านและความเจริญรุ่งเรืองของประชาชน{c}"
    ),
    "cable, zh": (
        "国家主席{w}致电{c}总统{p}，祝贺其就任，并指出两国传统友谊深厚，"
        "建交以来双边关系取得长足发展，各领域务实合作成果丰硕，"
        "愿同{c}一道努力，推动两国关系不断迈上新台阶，更好造福两国人民。"
    ),
    "condolence, ja": (
        "外務省は{w}、{c}で発生した地震の被害に対し、{p}大統領に見舞いの電報を"
        "送った。電報では、犠牲となられた方々のご冥福を"
        "心からお祈りするとともに、ご遺族に哀悼の意を表し、"
        "負傷された方々の一日も早い回復をお祈りすると述べた。"
    ),
}
PLACES = {
    "ar": [
        ("اليوم", "إيفو مارتن", "سلوفا"),
        ("أمس", "كوفي أدو", "غانيا"),
        ("مساء", "لي سونغ", "كورونا"),
    ],
    "fa": [
        ("امروز", "ایوو مارتین", "اسلووا"),
        ("دیروز", "کوفی آدو", "غانیا"),
        ("شنبه", "لی سونگ", "کرونا"),
    ],
    "ko": [
        ("화요일", "코피 아두", "가니아"),
        ("수요일", "이보 마르탱", "슬로바"),
        ("금요일", "리송", "코로나"),
    ],
    "he": [
        ("היום", "איבו מרטן", "סלובה"),
        ("אתמול", "קופי אדו", "גאניה"),
        ("הערב", "לי סונג", "קורונה"),
    ],
    "th": [("วันนี้", "โคฟี อาดู", "กาเนีย"), ("วานนี้", "อีโว มาร์ติน", "สโลวา"), ("เช้านี้", "ลี ซง", "โคโรนา")],
    "zh": [
        ("今天", "科菲·阿杜", "加尼亚"),
        ("昨天", "伊沃·马丁", "斯洛瓦"),
        ("上午", "李松", "科罗纳"),
    ],
    "ja": [
        ("今日", "アドゥ", "ガニア"),
        ("昨日", "マルタン", "スロバ"),
        ("午前", "ソン", "コロナ"),
    ],
}
OWN = "Nobody saw the kettle leave the harbour, and the pilots went on singing until noon."


def filled(form: str) -> list[str]:
    places = PLACES[form[-2:]]
    return [CABLES[form].format(w=w, p=p, c=c) for w, p, c in places]


@pytest.mark.parametrize("form", CABLES)
@pytest.mark.parametrize("later", [0, T.story_days])
def test_the_filling_that_was_copied_within_days_counts_beside_others(
    tmp_path: Path, form: str, later: int
) -> None:
    first, second, third = filled(form)
    held: list[tuple[str, int | None]] = [
        (first, FIRST),
        (second, FIRST - 20),
        (third, FIRST - 45),
    ]
    assert counted(searched(tmp_path, held, f"{OWN}\n\n{first}", FIRST + later)) == {"s0"}


@pytest.mark.parametrize("form", CABLES)
def test_another_filling_is_no_copy_of_those_of_other_weeks(tmp_path: Path, form: str) -> None:
    first, second, third = filled(form)
    held: list[tuple[str, int | None]] = [(second, FIRST - 20), (third, FIRST - 45)]
    assert counted(searched(tmp_path, held, f"{OWN}\n\n{first}", FIRST)) == set()


def test_a_formula_that_others_have_unchanged_is_nobodys(tmp_path: Path) -> None:
    """Its places are filled alike in all sources, which therefore show no form."""
    first, _, _ = filled("call, ar")
    held: list[tuple[str, int | None]] = [(first, FIRST - days) for days in (0, 20, 45, 70)]
    told = searched(tmp_path, held, f"{OWN}\n\n{first}", FIRST + 60)
    assert counted(told) == set()
