"""Marks on whole pages of many layouts: bars, picture boxes, captions, last lines, names of others.

Each table is one kind; stories and names are invented. A row is what stands between headline and
text, what stands below the text, an agency, and what it is told to be of: "text", "photo", or ""
where nothing may be claimed.
"""

import pytest

from checker.engine import Engine
from checker.formats import read_draft
from checker.models.draft import Draft
from tests.formats.pages import PROSE
from tests.packaged import packaged_engine
from tests.rules.test_marking_kinds import claimed

Row = tuple[str, str, str, str]

TITLE = "Harbour strike ends"
MENU = (
    "<header><nav class='main-menu'><ul><li><a href='/'>Home</a></li>"
    "<li><a href='/s'>Sport</a></li><li><a href='/w'>Weather</a></li></ul></nav></header>"
)
FOOT = "<footer class='site-footer'><p>© 2024 Harbour Post. All rights reserved.</p></footer>"
PICTURE = "<img src='/l.jpg' alt='cranes'>"
# Paragraphs of the same invented story in scripts whose lines are counted in another way.
JAPANESE = (
    "<p>見本湾を渡るフェリーが機関室の火災から半年ぶりに、月曜日から運航を再開する。港湾局"
    "が金曜日に発表した。"
    "冬の間に主機関二基と配線のほとんどを取り換えた。</p>"
    "<p>先週は乗組員十二人が三日間の試験運航を行い、問題は起きなかったという。桟橋のそばで"
    "パン店を営む見本太郎さんは"
    "「もう十分待った」と話す。客の半分は対岸に住んでいる。</p>"
    "<p>工事費は約四億二千万円で、当初の計画より三割ほど増えた。港湾局は再発防止策をまとめる。</p>"
)
KOREAN = (
    "<p>견본만을 건너는 여객선이 기관실 화재 이후 반년 만인 월요일부터 다시 운항한다고 항만청이 "
    "금요일 밝혔다. "
    "기술자들은 겨울 동안 주기관 두 대와 배선 대부분을 바꿨다.</p>"
    "<p>지난주에는 승무원 열두 명이 사흘 동안 시험 운항을 했고 아무 문제가 없었다. 옛 부두 "
    "옆에서 빵집을 하는 김견본 "
    "씨는 다들 오래 기다렸다고 말했다. 손님 절반이 물 건너편에 산다.</p>"
    "<p>공사에는 42억원가량이 들어 계획보다 3분의 1이 늘었다. 항만청은 재발 방지책을 내놓을 "
    "예정이다.</p>"
)
PERSIAN = (
    "<p>شناوری که دو سوی خلیج نمونه را به هم پیوند می‌دهد شش ماه پس از آتش‌سوزی از روز دوشنبه "
    "دوباره به کار "
    "می‌افتد، اداره بندر روز جمعه اعلام کرد.</p>"
    "<p>کارشناسان در زمستان هر دو موتور اصلی و بیشتر سیم‌کشی را عوض کردند و خدمه‌ای دوازده "
    "نفره هفته گذشته سه "
    "روز آن را آزمایش کردند و مشکلی پیش نیامد.</p>"
    "<p>این کار حدود چهار میلیون دلار هزینه داشت که یک سوم بیش از برنامه بود. بهای بلیت تا "
    "پاییز تغییر نمی‌کند.</p>"
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


def draft_of(above: str, below: str, story: str = "".join(PROSE), head: str = "") -> Draft:
    body = f"<article><h1>{TITLE}</h1>{above}<div class='story'>{story}</div>{below}</article>"
    page = f"<html><head><title>{TITLE}</title>{head}</head><body>{MENU}{body}{FOOT}</body></html>"
    return read_draft(page.encode(), as_type=None)


def told(engine: Engine, rows: list[Row], story: str = "".join(PROSE)) -> None:
    """Asserts that every row is told as it says, and names all that are not."""
    wrong = []
    for above, below, agency, role in rows:
        found = claimed(engine, draft_of(above, below, story), agency)
        if found != ({role} if role else set()):
            wrong.append(f"{agency}: {sorted(found)}, not {role!r}, of {above}{below}")
    assert not wrong, "\n".join(wrong)


def bar(*lines: str, tag: str = "nav") -> str:
    return f"<{tag} class='toolbar'><ul>{''.join(f'<li>{one}</li>' for one in lines)}</ul></{tag}>"


SHARE = "<a href='#share'>Share</a>"
BARS: list[Row] = [
    (bar("By Bo Sample", "Agence France-Presse", "January 14, 2024", SHARE), "", "afp", "text"),
    (bar("Reuters", "10:02, 14 May 2024", SHARE), "", "reuters", "text"),
    (bar("Von Uwe Muster, dpa", "14.01.2024", SHARE), "", "dpa", "text"),
    (bar("EFE", "14/01/2024", SHARE, tag="div"), "", "efe", "text"),
    (bar("Sport", "Reuters", "Weather"), "", "reuters", ""),
    (
        bar("<a href='/a'>AFP</a>", "<a href='/b'>Sport</a>", "<a href='/2024'>2024</a>"),
        "",
        "afp",
        "",
    ),
]

DATED: list[Row] = [
    (
        "<div class='top'>World | Agence France-Presse | Updated: May 4, 2024 10:02</div>",
        "",
        "afp",
        "text",
    ),
    ("<p class='line'>Panorama · dpa · 14.01.2024, 10:02</p>", "", "dpa", "text"),
    ("<p class='line'>Reuters | 14 May 2024</p>", "", "reuters", "text"),
    ("<p class='line'>What AFP said in 2024 | a reader's letter</p>", "", "afp", ""),
]

SIGNED: list[Row] = [
    ("", "<div>ubs/Reuters</div>", "reuters", "text"),
    ("", "<div>abc/dpa</div>", "dpa", "text"),
    ("", "<p>Der Hafen ist wieder offen. <i>mit dpa</i></p>", "dpa", "text"),
    ("", "<p class='podpis'>(PAP)</p>", "pap", "text"),
    ("", "<p>The office would say no more than what its head had told Reuters.</p>", "reuters", ""),
    (
        "",
        "<p>Mehr wollte der Sprecher des Hafens auf Anfrage nicht sagen, so die dpa.</p>",
        "dpa",
        "",
    ),
]

BOXES: list[Row] = [
    (
        f"<div class='image-box'>{PICTURE}<span class='author'>EFE</span>"
        "<span class='date'>14/01/2024</span></div>",
        "",
        "efe",
        "text",
    ),
    (
        f"<div class='lead-image'>{PICTURE}</div><p>Die Fähre am alten Anleger. Quelle: dpa</p>",
        "",
        "dpa",
        "photo",
    ),
    (
        f"<div class='lead-image'>{PICTURE}</div><p>The ferry at its old pier. Source: AFP</p>",
        "",
        "afp",
        "photo",
    ),
]


def caption(text: str) -> str:
    return f"<figure>{PICTURE}<figcaption>{text}</figcaption></figure>"


CAPTIONS: list[Row] = [
    (caption("The ferry leaves its pier. (AFP)"), "", "afp", "photo"),
    (caption("Le bac quitte le quai. (AFP)"), "", "afp", "photo"),
    (caption("부두를 떠나는 여객선. [연합뉴스]"), "", "yonhap", "photo"),
    (caption("부두의 여객선 ⓒ 뉴스1 이견본 기자"), "", "news1", "photo"),
    (caption("桟橋を離れるフェリー【AFP＝時事】"), "", "afp", "photo"),
    (caption("渡轮驶离码头。（新华社）"), "", "xinhua", "photo"),
    (caption("شناور در کنار اسکله. عکس: رضا نمونه/مهر"), "", "mehr", "photo"),
]

OTHERS: list[Row] = [
    ("<p class='author'>Von Markus Reuter</p>", "", "reuters", ""),
    ("<p class='author'>Anna Reuter</p>", "", "reuters", ""),
    ("<p class='author'>Thomson Reuters Tax &amp; Accounting</p>", "", "reuters", ""),
    ("<p class='author'>Bloomberg Tax &amp; Accounting</p>", "", "bloomberg", ""),
    ("<p class='author'>Reuters</p>", "", "reuters", "text"),
    ("<p class='author'>By Ana Sample Bloomberg</p>", "", "bloomberg", "text"),
    ("<p class='author'>By Michael Bloomberg</p>", "", "bloomberg", ""),
    ("<p class='author'>Le Courrier <span>avec AFP</span></p><p>4 mai 2024</p>", "", "afp", "text"),
]


def test_a_bar_between_headline_and_text_is_of_the_article_if_it_has_a_date(engine: Engine) -> None:
    told(engine, BARS)


def test_a_part_of_a_dated_line_below_the_headline_credits(engine: Engine) -> None:
    told(engine, DATED)


def test_a_short_sign_in_the_last_line_of_an_article_credits(engine: Engine) -> None:
    told(engine, SIGNED)


def test_a_picture_box_with_author_and_date_names_the_article_s_author(engine: Engine) -> None:
    told(engine, BOXES)


def test_a_caption_makes_no_claim_to_the_text(engine: Engine) -> None:
    told(engine, CAPTIONS)


def test_a_person_or_a_division_of_a_house_is_no_agency(engine: Engine) -> None:
    told(engine, OTHERS)


EASTERN: list[Row] = [
    ("", "<p class='source'>配信元：時事通信</p>", "jiji", "text"),
    ("<p class='date'>2024/01/14 10:02　時事通信</p>", "", "jiji", "text"),
]


def test_japanese_pages_name_who_provided_the_text(engine: Engine) -> None:
    told(engine, EASTERN, JAPANESE)


PROVIDED: list[Row] = [
    ("<p>기사입력 2024.01.14 10:02 | 기사제공 뉴스1</p>", "", "news1", "text"),
    ("<p>입력 2024.01.14 10:02 기사제공 : 연합뉴스</p>", "", "yonhap", "text"),
    (caption("부두를 떠나는 여객선 사진제공 뉴시스"), "", "newsis", "photo"),
]


def test_korean_pages_name_who_provided_the_text(engine: Engine) -> None:
    told(engine, PROVIDED, KOREAN)


SOURCED: list[Row] = [
    ("", "<p>منبع: ایسنا</p>", "isna", "text"),
    ("", "<p>منبع: مهر</p>", "mehr", "text"),
    ("", "<p>منبع خبر: فارس</p>", "fars", "text"),
    ("", "<p>این خبر در مهر منتشر شد.</p>", "mehr", ""),
    ("", "<p>خلیج فارس آرام است و بندر باز است.</p>", "fars", ""),
]


def test_persian_names_that_are_words_too_count_behind_a_label(engine: Engine) -> None:
    told(engine, SOURCED, PERSIAN)


BUTTONS = f"<ul><li>{SHARE}</li><li>{SHARE}</li></ul>"
MINUTES = "<span>03.06.2024, 10:12 Uhr</span><span>Lesezeit: 2 Min.</span>"
TOUCHING: list[Row] = [
    (
        "<div class='byline'><span class='by'>TT</span><time>3 juni 2024</time></div>",
        "",
        "tt",
        "text",
    ),
    (f"<div class='info'>{MINUTES}<span>dpa/mus</span></div>", "", "dpa", "text"),
    ("<div class='when'><span>Genf - AFP</span><span>03.06.2024</span></div>", "", "afp", "text"),
    ("<div class='line'><span>Redaktion</span><span>Reuters</span></div>", "", "reuters", "text"),
    (
        f"<div class='share-bar'>{BUTTONS}<span>Source : AFP</span>{BUTTONS}</div>",
        "",
        "afp",
        "text",
    ),
    (f"<div class='share-bar'>{BUTTONS}<span>Fuente: EFE</span></div>", "", "efe", "text"),
]


def test_names_that_touch_the_parts_of_a_line_beside_them_are_read(engine: Engine) -> None:
    told(engine, TOUCHING)


def linked(*names: str) -> str:
    return (
        f"<ul>{''.join(f'<li><a href=/t/{n}>{one}</a></li>' for n, one in enumerate(names))}</ul>"
    )


LISTED: list[Row] = [
    ("", f"<div class='tag'><h4>TAG:</h4>{linked('AFP', 'Reuters', 'ferry')}</div>", "afp", ""),
    ("", f"<div><h4>Themen</h4>{linked('dpa', 'Hafen')}</div>", "dpa", ""),
    (
        "",
        f"<div>{linked('A ferry is back (Reuters)', 'Bread costs more (Reuters)')}</div>",
        "reuters",
        "",
    ),
    ("", "<table><tr><td>AP</td><td>Reuters</td><td>AFP</td></tr></table>", "afp", ""),
    ("", "<table><tr><td><i>AFP</i></td></tr></table>", "afp", "text"),
    ("", "<p>Market data provided by Reuters.</p>", "reuters", ""),
    ("", "<p>Stock prices supplied by AFP. Delayed at least 15 minutes.</p>", "afp", ""),
]


def test_lists_of_tags_and_lines_about_data_credit_nobody(engine: Engine) -> None:
    told(engine, LISTED)


HOLDERS: list[Row] = [
    ("", "<p>Copyright © 2008 Sample.example and AFP . All rights reserved.</p>", "afp", "text"),
    ("", "<p>© 2019 Radio Nord and The Associated Press. All rights reserved.</p>", "ap", "text"),
    ("", "<p>The copyright law of 2008 and AFP were on the agenda.</p>", "afp", ""),
    ("<p>(Xinhua)<br>Updated: 2008-01-17 08:12</p>", "", "xinhua", "text"),
    ("<p>Jan 17, 2008 04:05 PM<br>THE CANADIAN PRESS</p>", "", "cp", "text"),
    ("", "<p>(SAMPLE TV with AFP, REUTERS)</p><p>3 May</p>", "reuters", "text"),
]


def test_older_pages_name_the_agency_in_lines_of_their_own(engine: Engine) -> None:
    told(engine, HOLDERS)


LOCAL: list[Row] = [
    ("", "<p>ที่มา : สำนักข่าวซินหัว</p>", "xinhua", "text"),
    ("", "<p>โดย สำนักข่าวอินโฟเควสท์ (3 มิ.ย. 67)</p>", "infoquest", "text"),
    ("<p>القاهرة - رويترز</p>", "", "reuters", "text"),
    ("", "<p>المصدر: أسوشيتد برس</p>", "ap", "text"),
    ("", "<p>(इनपुट-पीटीआई)</p>", "pti", "text"),
    ("", "<p>সূত্র: রয়টার্স</p>", "reuters", "text"),
    ("", "<p>출처: 로이터통신</p>", "reuters", "text"),
    ("", "<p>来源：马新社</p>", "bernama", "text"),
    ("", "<p>Πηγή: ΑΠΕ-ΜΠΕ</p>", "ana-mpa", "text"),
    (caption("المنارة القديمة (غيتي)"), "", "getty", "photo"),
    (caption("등대. 게티이미지뱅크"), "", "getty", "photo"),
    (caption("ประภาคารเก่า ภาพ: รอยเตอร์"), "", "reuters", "photo"),
]


def test_agencies_are_known_by_their_names_in_other_scripts(engine: Engine) -> None:
    told(engine, LOCAL)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Reuters Staff", True),
        ("Reuters", True),
        ("Markus Reuter", False),
        ("Thomson Reuters Tax &amp; Accounting", False),
        ("Reuters Holding GmbH", False),
    ],
)
def test_a_field_of_the_author_names_an_agency_and_no_longer_name(
    engine: Engine, value: str, found: bool
) -> None:
    draft = draft_of("", "", head=f"<meta name='author' content='{value}'>")
    assert ("text" in claimed(engine, draft, "reuters")) is found


def test_a_broadcaster_s_own_site_is_no_site_of_its_wire(engine: Engine) -> None:
    draft = draft_of("", "", head="<link rel='canonical' href='https://edition.cnn.com/a/1'>")
    assert claimed(engine, draft, "cnn-wire") == set()
