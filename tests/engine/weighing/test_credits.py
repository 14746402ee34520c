"""Signs of how a name is credited: behind a picture's label, with a person, in a list."""

import pytest

from checker.engine import Engine
from tests.engine.weighing.signed import signs, signs_of_first
from tests.packaged import packaged_engine

LABELLED = "right behind a picture's label"
PERSON = "a person and the name end the line behind a sentence"
LISTED = "one of several in brackets inside a sentence"
CAPTION = "The mayor opens the new market hall in the old town on Monday."


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    "credit",
    [
        *("Photo: Reuters", "( Photo : Reuters )", "Foto: dpa", "(写真＝ロイター)", "圖／法新社"),
        *("عکس: AFP", "(사진=저작권자(c) 연합뉴스)", "[Fotoğraf: AA]", "Ảnh: TTXVN", "Bild: © dpa"),
    ],
)
def test_a_label_of_pictures_may_touch_the_name(engine: Engine, credit: str) -> None:
    assert LABELLED in signs(engine, credit)


@pytest.mark.parametrize(
    "other", ["The photo Reuters took", "Photo: the office of AFP", "Source: dpa", "Text: dpa"]
)
def test_words_between_or_another_label_are_no_label_of_pictures(
    engine: Engine, other: str
) -> None:
    assert LABELLED not in signs(engine, other)


@pytest.mark.parametrize("credit", ["Foto: Anna Muster/dpa", "Фото: Анна Примерова/ТАСС"])
def test_a_person_may_stand_behind_the_label(engine: Engine, credit: str) -> None:
    assert "behind a picture's label and a person" in signs(engine, credit)


@pytest.mark.parametrize(
    "credit",
    [
        *("Bo Sample/AFP", "EFE/ J.R. Modelo", "Ana Modelo / Europa Press", "AFP - Bo Sample"),
        *("Анна Примерова/ТАСС", "Anna van Voorbeeld/ANP", "dpa | Anna Muster"),
    ],
)
def test_a_person_and_the_name_end_a_caption(engine: Engine, credit: str) -> None:
    assert PERSON in signs(engine, f"{CAPTION} {credit}")
    assert f"{PERSON}, in brackets" in signs(engine, f"{CAPTION} ({credit})")
    assert PERSON not in signs(engine, credit)


def test_capitals_of_the_person_are_told(engine: Engine) -> None:
    found = signs(engine, f"{CAPTION} APA/ANNA MUSTER")
    assert "a person in capitals and the name end the line behind a sentence" in found


@pytest.mark.parametrize(
    "end", ["AFP", "dpa/bo", "bo/dpa", "(AFP/Reuters)", "Bo Sample/AFP said so"]
)
def test_initials_houses_and_what_runs_on_are_no_person(engine: Engine, end: str) -> None:
    assert not any(sign.startswith(PERSON) for sign in signs(engine, f"{CAPTION} {end}"))


def test_a_short_form_ends_no_sentence(engine: Engine) -> None:
    assert PERSON not in signs(
        engine, "Why The Best Ships Are Still Built In The U.S. Bo Sample - AFP"
    )
    assert PERSON in signs(
        engine, "Why the best ships are still built in the port. Bo Sample - AFP"
    )


def test_a_text_of_several_sentences_is_no_caption(engine: Engine) -> None:
    assert PERSON in signs(engine, f"{CAPTION} It rained. All came. Bo Sample/AFP")
    assert PERSON not in signs(engine, f"{CAPTION} It rained. All came. They sang. Bo Sample/AFP")


def test_a_caption_with_its_person_is_no_part_of_a_dated_line(engine: Engine) -> None:
    part = "a part of a dated line of the head"
    below = "\nThe ferry will sail again in May after six months of repairs, the council said."
    assert part in signs(engine, f"4 May 2021, 11:18 / Reuters{below}")
    caption = "O ferry no porto de Lisboa, 3 de maio de 2021. Rui Modelo/Reuters"
    assert part not in signs(engine, caption + below)


def test_square_brackets_may_hold_a_person_and_the_name(engine: Engine) -> None:
    sign = "behind a person in square brackets"
    assert sign in signs(engine, "A ferry in Izmir. [Bo Sample - Anadolu Agency]")
    assert sign not in signs(engine, "A ferry in Izmir. [Anadolu Agency]")
    assert sign not in signs(engine, "A ferry in Izmir. (Bo Sample - Anadolu Agency)")


@pytest.mark.parametrize("credit", ["(Kyodo News via AP)", "(TT via AP, File)", "NTB/via AFP"])
def test_one_name_may_be_credited_by_way_of_another(engine: Engine, credit: str) -> None:
    assert "one name by way of another" in signs(engine, f"{CAPTION} {credit}")


def test_two_names_side_by_side_have_no_way(engine: Engine) -> None:
    assert "one name by way of another" not in signs(engine, f"{CAPTION} (Kyodo/AP)")


@pytest.mark.parametrize(
    ("text", "count"),
    [("LIN, CAN, AFP", 2), ("AFP, LIN, CAN", 2), ("PID, AFP", 1), ("CAN/AFP", 1)],
)
def test_other_short_capitals_beside_are_counted(engine: Engine, text: str, count: int) -> None:
    assert f"beside {count} other short capitals" in signs_of_first(engine, f"Codes on {text}")


@pytest.mark.parametrize("text", ["dpa, AFP", "AFP/BO SAMPLE", "it. / NYT, SZ, AFP", "by AFP"])
def test_agencies_persons_and_words_are_no_short_capitals(engine: Engine, text: str) -> None:
    assert not any("other short capitals" in sign for sign in signs(engine, f"Codes on {text}"))


@pytest.mark.parametrize(
    "text",
    [
        "We collect headlines of papers (Hafenblatt, Die Warte, dpa) and sort them by day.",
        "신문(조선일보, 경향신문, 연합뉴스)을 모아 보여 준다.",
        "Сервис читает ленты (РБК, Ведомости, ТАСС) и показывает их.",
    ],
)
def test_items_in_brackets_inside_a_sentence_are_a_list(engine: Engine, text: str) -> None:
    assert LISTED in signs(engine, text)


@pytest.mark.parametrize(
    "text", [f"{CAPTION} (Hafenblatt, SZ, dpa)", "BERLIN (bo, mt, dpa) - The ferry is back."]
)
def test_a_sign_off_and_a_dateline_are_no_such_list(engine: Engine, text: str) -> None:
    assert LISTED not in signs(engine, text)


def test_a_japanese_caption_ends_with_day_and_place(engine: Engine) -> None:
    sign = "behind the day that a Japanese caption shows"
    assert sign in signs(engine, "港に停泊するフェリー＝4日、ロンドン（共同通信）")
    assert sign not in signs(engine, "フェリーは4日に再開すると市が発表した。（共同通信）")


def test_another_body_has_the_name_and_a_word_of_its_own(engine: Engine) -> None:
    sign = "continued by another body's word"
    assert sign in signs(engine, "© 2024 AFP Finance. All rights reserved.")
    assert sign in signs(engine, "Copyright AFP Consortium 2006")
    assert sign not in signs(engine, "© 2024 AFP. All rights reserved.")
    assert sign not in signs(engine, "© Reuters Limited 2024")


@pytest.mark.parametrize("house", ["Radio Nord", "Le Courrier", "La Muestra", "Daily Sample"])
def test_a_paper_or_a_station_is_no_person(engine: Engine, house: str) -> None:
    assert not any(sign.startswith(PERSON) for sign in signs(engine, f"{CAPTION} ({house}/AFP)"))


@pytest.mark.parametrize("credit", ["(AFP - Silke MUSTER)", "(Claire Sample/The Associated Press)"])
def test_a_bracket_needs_no_sentence_before_it(engine: Engine, credit: str) -> None:
    caption = "The mayor opens the new market hall in the old town in April 2022"
    assert f"{PERSON}, in brackets" in signs(engine, f"{caption} {credit}")
    assert PERSON not in signs(engine, f"{caption} {credit[1:-1]}")


def test_a_label_may_stand_in_the_line_above_its_person(engine: Engine) -> None:
    sign = "below a picture's label, behind a person"
    assert sign in signs(engine, "Foto:\nAna Modelo / Agencia EFE\n4 May 2021")
    assert sign not in signs(engine, "Por:\nAna Modelo / Agencia EFE\n4 May 2021")
    assert sign not in signs(engine, "Foto:\nAgencia EFE\n4 May 2021")


@pytest.mark.parametrize("label", ["Foto:", "By", "Von", "Photo"])
def test_a_label_a_person_and_a_sign_may_stand_in_lines_of_their_own(
    engine: Engine, label: str
) -> None:
    found = signs(engine, f"{label}\nAnna Muster\n,\nReuters\n4 May 2021")
    assert any(sign.endswith(", a name and a sign") for sign in found)
    other = signs(engine, f"{label}\nAnna Muster\nReuters\n4 May 2021")
    assert not any(sign.endswith(", a name and a sign") for sign in other)


def test_a_picture_s_word_may_follow_the_name_in_its_bracket(engine: Engine) -> None:
    sign = "a picture's word right behind, in brackets"
    assert sign in signs(engine, f"{CAPTION} ( PTI : Picture for representation )")
    assert sign in signs(engine, f"{CAPTION} (dpa/Archivbild)")
    assert sign not in signs(engine, f"{CAPTION} (dpa, Foto: privat)")
    assert sign not in signs(engine, "The PTI picture shows the mayor.")


def test_a_line_right_below_a_story_is_in_no_run_of_short_lines(engine: Engine) -> None:
    menu = "\n".join(["Share", "Tweet", "Print", "Comment", "Topics", "Sport", "Contact"])
    runs = {sign for sign in signs(engine, f"{CAPTION}\n(Reuters)\n{menu}") if "in a run" in sign}
    assert runs == {"short lines in a run: 1"}
    runs = {sign for sign in signs(engine, f"Home\n(Reuters)\n{menu}") if "in a run" in sign}
    assert runs == {"short lines in a run: 9"}


def test_a_date_beside_a_name_is_in_no_menu(engine: Engine) -> None:
    menu = "\n".join(["Share", "Tweet", "Print", "Comment", "Topics", "Sport", "Contact"])
    sign = "a date beside, among short lines"
    assert sign in signs(engine, f"Ferry returns\nReuters\nMarch 16, 2020\n{menu}")
    assert sign not in signs(engine, f"Ferry returns\nReuters\nTravel\n{menu}")
