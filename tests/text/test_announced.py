"""Statements that a text announces as somebody's own words."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.models.draft import Span
from checker.text.announced import announced, reported

STATEMENT = "The ferry will not sail.\n\nWe are sorry for the cheese."
# For each language a line that announces, a statement, and how a report goes on behind it.
ANNOUNCED = {
    "en": (
        "The ministry issued the following statement on Monday:",
        STATEMENT,
        "A court ordered the ferry back to sea on Tuesday. The judge said the cheese was old.",
    ),
    "de": (
        "Der Hafen verbreitete folgende Erklärung:",
        "Die Fähre fährt nicht.\n\nWir bedauern den Verlust des Käses.",
        "Ein Gericht hatte die Fähre am Montag freigegeben, sagte ein Sprecher.",
    ),
    "fr": (
        "La capitainerie a publié le communiqué suivant :",
        "Le bac ne partira pas.\n\nNous regrettons la perte du fromage.",
        "Le tribunal avait ordonné lundi son départ, a déclaré le juge.",
    ),
    "es": (
        "El puerto difundió el siguiente comunicado:",
        "El barco no zarpará.\n\nLamentamos la pérdida del queso.",
        "El tribunal ordenó el lunes su salida, dijo la jueza.",
    ),
    "it": (
        "Il porto ha diffuso il seguente comunicato:",
        "Il traghetto non parte.\n\nCi scusiamo per il formaggio e ringraziamo tutti.",
        "Il tribunale aveva ordinato la partenza, ha detto il giudice.",
    ),
    "pt": (
        "O porto divulgou a seguinte nota:",
        "A balsa não vai zarpar.\n\nLamentamos a perda do queijo.",
        "O tribunal ordenou a saída na segunda-feira, disse a juíza.",
    ),
    "nl": (
        "De haven gaf de volgende verklaring:",
        "De veerboot vaart niet.\n\nWij betreuren het verlies van de kaas.",
        "De rechter had de boot maandag vrijgegeven, zei een woordvoerder.",
    ),
    "pl": (
        "Port wydał następujące oświadczenie:",
        "Prom nie wypłynie.\n\nPrzepraszamy za utratę sera.",
        "Sąd nakazał w poniedziałek powrót promu, powiedziała rzeczniczka.",
    ),
    "ru": (
        "Порт распространил следующее заявление:",
        "Паром не выйдет в море.\n\nМы сожалеем о потере сыра.",
        "Суд разрешил выход парома, сообщила пресс-служба.",
    ),
    "tr": (
        "Liman yönetimi şu açıklamayı yaptı:",
        "Feribot kalkmayacak.\n\nPeynir için özür diliyoruz.",
        "Mahkeme feribotun kalkmasını istemişti. Hâkim peynirin eski olduğunu söyledi.",
    ),
    "ar": (
        "وأصدرت الوزارة البيان التالي:",
        "لن تبحر العبارة.\n\nنحن نأسف لفقدان الجبن.",
        "وأوضح القاضي أن الجبن كان قديما.",
    ),
    "he": (
        "נוסח ההודעה של הנמל:",
        "המעבורת לא תפליג.\n\nאנו מצטערים על הגבינה.",
        "השופטת אמרה ביום שני כי הגבינה ישנה.",
    ),
    "zh": (
        "港务局声明全文如下：",
        "渡轮今晚停航。\n\n我们对奶酪的损失表示遗憾。",
        "法院周一说，奶酪早已过期。",
    ),
    "ja": (
        "港湾局の声明は以下の通り：",
        "フェリーは欠航します。\n\nチーズについておわび申し上げます。",
        "裁判所は月曜日、チーズは古かったと述べた。",
    ),
    "ko": (
        "항만청은 다음과 같이 밝혔다:",
        "페리는 출항하지 않습니다.\n\n치즈에 대해 사과드립니다.",
        "법원은 치즈가 오래됐다고 말했다.",
    ),
    "vi": (
        "Nguyên văn thông báo của cảng:",
        "Phà sẽ không chạy.\n\nChúng tôi xin lỗi về số pho mát.",
        "Thẩm phán cho biết pho mát đã cũ.",
    ),
    "id": (
        "Teks lengkap pernyataan pelabuhan:",
        "Feri tidak berlayar.\n\nKami menyesal atas keju itu.",
        "Hakim mengatakan keju itu sudah lama.",
    ),
}


@pytest.mark.parametrize("language", ANNOUNCED)
@pytest.mark.parametrize("report", ["", "at once", "later", "quoting"])
def test_what_stands_behind_such_a_line_is_not_the_writers_until_a_report_goes_on(
    language: str, report: str
) -> None:
    line, statement, more = ANNOUNCED[language]
    after = {
        "": "",
        "at once": f"\n\n{more}",
        # lines of the statement's kind, and the report's behind them
        "later": f"\n\n{more}\n\n{statement}\n\n{more}",
        # the report may quote what speaks of itself
        "quoting": f"\n\n“{statement.splitlines()[-1]}” {more}",
    }[report]
    text = f"1961.\n\n{line}\n\n{statement}{after}"
    (span,) = announced(text)
    assert text[span.start : span.end].strip() == statement


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        # of a statement that does not speak of itself, one paragraph, or its points
        (
            "The port issued the following statement:\n\nThe ferry is safe.\n\nIt rained.",
            "The ferry is safe.",
        ),
        (
            "The port issued the following statement:\n\nFERRIES\n\nThey are safe.\n\nIt rained.",
            "FERRIES\n\nThey are safe.",
        ),
        (
            "The port issued the following statement:\n\n1. No ferry.\n2. No cheese.\n\nIt rained.",
            "1. No ferry.\n2. No cheese.",
        ),
        # all of one that is announced as a whole, up to a paragraph that names a speaker
        (
            "Full text:\n\nThe ferry is safe.\n\nThe cheese is old.\n\nThe mayor said it rained.",
            "The ferry is safe.\n\nThe cheese is old.",
        ),
        (
            "以下全文如下：\n\n渡轮停航。\n\n奶酪过期。\n\n市长说，下雨了。",
            "渡轮停航。\n\n奶酪过期。",
        ),
        # lines that are broken at a width
        (
            "The following statement:\n\nThe ferry\nis safe and we\nare glad.\n\nIt\nrained.",
            "The ferry\nis safe and we\nare glad.",
        ),
        # what is said of oneself with a speaker's verb
        (
            "The following statement:\n\nWe said it.\n\nI told them.\n\nHe said so.",
            "We said it.\n\nI told them.",
        ),
    ],
)
def test_a_statement_ends_where_the_writers_own_text_resumes(text: str, statement: str) -> None:
    (span,) = announced(text)
    assert text[span.start : span.end].strip() == statement


def test_a_report_may_announce_several_statements() -> None:
    line, statement, more = ANNOUNCED["en"]
    text = f"{line}\n\n{statement}\n\n{more}\n\n{line}\n\n{statement}\n\n{more}"
    spans = announced(text)
    assert [text[span.start : span.end].strip() for span in spans] == [statement, statement]


@pytest.mark.parametrize(("announcements", "read"), [(39, 39), (40, 40), (41, 40), (400, 40)])
def test_a_text_of_announcements_alone_takes_no_long_look_at_each(
    announcements: int, read: int
) -> None:
    assert len(announced("The following statement:\n\nIt rained.\n\n" * announcements)) == read


@pytest.mark.parametrize(
    "line",
    [
        "Hier die Erklärung des Hafens im Wortlaut:",
        "Leia a íntegra da nota do porto:",
        "وفيما يلي نص البيان :",
        "Úplné znění prohlášení přístavu:",
        "Повний текст заяви порту:",
        "Το πλήρες κείμενο της ανακοίνωσης:",
        "متن کامل بیانیه بندر:",
        "Fullständiga uttalandet från hamnen:",
    ],
)
def test_a_text_that_is_announced_as_a_whole_goes_on(line: str) -> None:
    text = f"1961.\n\n{line}\n\nA 1.\n\nB 2.\n\nC 3."
    assert [text[span.start :].strip() for span in announced(text)] == ["A 1.\n\nB 2.\n\nC 3."]
    assert announced(text)[0].end == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "He read the following statement aloud and left. Nobody clapped.",
        f"The reasons are:\n\n{STATEMENT}",
        "The full text: it was long.\n\nNobody read it.",
        # quotation marks tell where it ends
        f"The text of the statement:\n\n“{STATEMENT}”\n\nThe ferry is old.",
    ],
)
def test_other_lines_announce_nothing(text: str) -> None:
    assert announced(text) == ()


PIECES = st.sampled_from(
    [
        *("full text", "Full Text", "全文如下", "statement read", "x" * 41, "x" * 79, "a", "“"),
        *(" ", "\n", "\t", ":", "：", ".", "。", "\n\n", " :", ":\n", ":\n\n"),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
@example("full text" + "x" * 80 + ":\n")
@example("full text" + "x" * 81 + ":\n")
@example("full text: full text::\nfull text:\n“a”")
def test_the_words_are_found_as_one_pattern_over_the_text_finds_them(text: str) -> None:
    either = "full text|全文如下|statement read"
    whole = re.search(
        rf"(?:{either})[^\n.!?。！？]{{0,80}}[:：][ \t]*\n(?!\s*[“])", text, re.IGNORECASE
    )
    found = announced(text)
    assert [span.start for span in found[:1]] == ([] if whole is None else [whole.end()])
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(span.start <= span.end <= len(text) for span in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "港务局昨天开会。\n\n局长强调，灯塔要擦亮。猫要喂饱。\n\n会后下雨了。",
            ["局长强调，灯塔要擦亮。猫要喂饱。"],
        ),
        ("會議指出：燈塔很重要。\n記者離開了。", ["會議指出：燈塔很重要。"]),
        (
            "通知要求，今晚关灯。\n文章指出，明天开灯。",
            ["通知要求，今晚关灯。", "文章指出，明天开灯。"],
        ),
        ("他在港口散步，市长强调，船要准时。", ["市长强调，船要准时。"]),
        ("他对灯塔要求很高。猫的重要性被强调了。", []),
        ("市長は灯台の重要性を強調した。", []),
        ("The mayor stressed, the lamp is clean.", []),
    ],
)
def test_what_an_official_is_reported_to_have_said_is_official_wording(
    text: str, said: list[str]
) -> None:
    assert [text[span.start : span.end] for span in reported(text)] == said


SPOKEN = st.lists(
    st.sampled_from(
        [
            *"会议强调，：。\nA ",
            "会议强调，",
            "他说：",
            "要求",
            "，",
            "主席认为:",
            "代表指出，要",
            "国" * 20,
        ]
    ),
    max_size=25,
).map("".join)


@given(SPOKEN)
@example("国" * 21 + "说：好")
@example("他说：我说：好\n他表示，好")
def test_speech_is_found_as_one_pattern_finds_it(text: str) -> None:
    verbs = "强调|強調|指出|要求|指示|批示|表示|说|說|认为|認為|提出"
    whole = re.compile(rf"[^，。；：:！？\s]{{0,20}}(?:{verbs})[，：:][^\n]*")
    expected = tuple(Span(*found.span()) for found in whole.finditer(text))
    assert reported(text) == (expected if re.search("[\u4e00-\u9fff]", text) else ())
