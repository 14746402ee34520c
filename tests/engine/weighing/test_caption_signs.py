"""Signs that a name credits a picture: words of captions, a control that enlarges it, a file."""

import pytest

from checker.engine import Engine
from tests.engine.weighing.signed import signs
from tests.packaged import packaged_engine

TOLD = "The harbour stayed shut on Monday after the pilots walked out, the port authority said."


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    "control",
    [
        *("Click to enlarge", "View Full Image", "Bild vergrößern", "Agrandir", "Ampliar"),
        *("Увеличить", "이미지 확대보기", "画像を拡大", "点击放大", "Görseli büyüt"),
    ],
)
def test_a_name_below_a_control_of_a_picture_is_below_a_picture(
    engine: Engine, control: str
) -> None:
    assert "below a control of a picture" in signs(engine, f"{control}\nReuters\n{TOLD}")


@pytest.mark.parametrize(
    "line", ["Home", "The town will enlarge its port", "Enlargement of the port"]
)
def test_a_line_that_only_holds_such_a_word_is_no_control(engine: Engine, line: str) -> None:
    found = signs(engine, f"{line}\nReuters\n{TOLD}")
    assert "below a control of a picture" not in found


@pytest.mark.parametrize(
    "caption",
    [
        "Mayor Bo Sample, left, and Ana Sample wait at the quay.",
        "Ana Muster (l.) und Uwe Muster am Hafen.",
        "Ana Muestra (izq.) y Luis Ejemplo en el puerto.",
        "Анна Примерова (слева) в порту.",
        "握手する首相（左から）佐藤、山田",
        "시장(왼쪽)이 인사하고 있다.",
    ],
)
def test_a_caption_says_who_stands_where(engine: Engine, caption: str) -> None:
    assert "behind who stands where in a picture" in signs(engine, f"{caption} (Reuters)")


@pytest.mark.parametrize("line", ["The left won.", "(c) 2024", "He left, then came back.", "(R)"])
def test_other_uses_of_such_words_tell_no_places(engine: Engine, line: str) -> None:
    assert "behind who stands where in a picture" not in signs(engine, f"{line} (Reuters)")


def test_korean_captions_tell_what_is_going_on_and_stories_what_happened(engine: Engine) -> None:
    sign = "behind what is going on, in Korean"
    assert sign in signs(engine, "시장이 3일 항구에서 인사하고 있다. 뉴스1")
    assert sign not in signs(engine, "시장이 3일 항구에서 인사했다. 뉴스1")
    assert sign not in signs(engine, "시장은 항구가 있다. 뉴스1")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("see AFP-34ZZ9KQ.jpg", True),
        ("see AFP-2024.webp", True),
        ("AFP_report.jpg", False),  # no number of a picture
        ("AFP_2024.pdf", False),
    ],
)
def test_the_name_of_a_pictures_file(engine: Engine, text: str, named: bool) -> None:
    assert ("in the name of a picture's file" in signs(engine, text)) == named


@pytest.mark.parametrize(
    ("head", "behind", "repeated"),
    [
        ("The ferry sails again from the north quay.", "The ferry sails again from a quay", True),
        ("The ferry sails again from the north quay.", "The ferry sails from a quay", False),
        ("The ferry sails again f.", "The ferry sails again f.", True),
        ("The ferry sails again.", "The ferry sails again.", False),  # fewer than 24 characters
    ],
)
def test_a_line_that_the_next_one_repeats_is_a_caption(
    engine: Engine, head: str, behind: str, repeated: bool
) -> None:
    found = signs(engine, f"{head} © AFP\n{behind}")
    assert ("repeated by the line behind" in found) == repeated


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (f"{TOLD}\n{TOLD}\nBo Sample (AFP)", "below the story"),
        (f"The ferry returns\nBo Sample (AFP)\n{TOLD}\n{TOLD}", "below a title"),
        (f"[alt] The ferry\nBo Sample (AFP)\n{TOLD}\n{TOLD}", ""),
        (f"{TOLD}\n{TOLD}\nBo Sample (Getty Images)", ""),
        (f"{TOLD}\n{TOLD}\nBo Sample was there (AFP)", ""),
        (f"{TOLD}\n{TOLD}\nBo Sample / AFP", ""),
        ("Bo Sample (AFP)", ""),
    ],
)
def test_a_person_and_the_agency_in_brackets_are_a_line(
    engine: Engine, text: str, where: str
) -> None:
    sign = "a person and the name in brackets are the line "
    assert {one for one in signs(engine, text) if one.startswith(sign)} == (
        {f"{sign}{where}"} if where else set()
    )


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Bo Sample/Agência Brasil [CC BY 3.0]", True),
        ("Belga / Public Domain", True),
        ("Reuters (gemeinfrei)", True),
        ("AFP, via Wikimedia Commons", True),
        ("ТАСС / общественное достояние", True),
        ("Reuters on the public domain", False),
        ("AFP (CC: the desk)", False),
    ],
)
def test_a_licence_of_free_pictures_follows(engine: Engine, text: str, *, sign: bool) -> None:
    assert ("before a licence of free pictures" in signs(engine, text)) is sign


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<p>Quelle: <a href="https://a.test">dpa</a></p>', "source"),
        ('<b>来源：<a href="#">新华网</a></b>', "source"),
        ('<i>Foto: <a href="#">Getty Images</a></i>', "photo"),
        ('<p>Read: <a href="#">Reuters</a></p>', ""),
        ('<p>Quelle: <a href="#">Bericht</a> dpa</p>', ""),
    ],
)
def test_a_link_is_all_behind_a_label(engine: Engine, text: str, kind: str) -> None:
    sign = "a link behind a label of "
    found = {one.removeprefix(sign) for one in signs(engine, text) if one.startswith(sign)}
    assert (kind in found) if kind else not found
