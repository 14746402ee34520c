"""Statements that a text announces as somebody's own words."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.models.draft import Span
from checker.text.announced import announced, reported

STATEMENT = "The ferry will not sail.\n\nWe are sorry for the cheese."


@pytest.mark.parametrize(
    "line",
    [
        "The ministry issued the following statement on Monday:",
        "Hier die Erklärung des Hafens im Wortlaut:",
        "La capitainerie a publié le communiqué suivant :",
        "El puerto difundió el siguiente comunicado:",
        "Il porto ha diffuso il seguente comunicato:",
        "Leia a íntegra da nota do porto:",
        "Порт распространил следующее заявление:",
        "Liman yönetimi şu açıklamayı yaptı:",
        "وأصدرت الوزارة البيان التالي:",
        "وفيما يلي نص البيان :",
        "港务局声明全文如下：",
        "港湾局の声明は以下の通り：",
        "항만청은 다음과 같이 밝혔다:",
    ],
)
def test_what_stands_behind_such_a_line_is_not_the_writers(line: str) -> None:
    text = f"It was Monday.\n\n{line}\n\n{STATEMENT}"
    (span,) = announced(text)
    assert text[span.start : span.end].strip() == STATEMENT


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
    expected = () if whole is None else (Span(whole.end(), len(text)),)
    assert announced(text) == expected


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
