"""Signs of how wide a line is in each script, of broken bylines, datelines and joined words."""

import pytest

from checker.engine import Engine
from checker.engine.weighing.lines import line_kind, width, word_count
from checker.formats import read_draft
from tests.engine.weighing.signed import signs_of_first as signs
from tests.packaged import packaged_engine

STORY = "The ferry will sail again in May after six months of repairs, the town council said."


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    ("line", "wide"),
    [
        ("ferry", 5),
        ("Fähre", 5),
        ("паром", 5),
        ("渡轮", 4),
        ("フェリー", 8),
        ("여객선", 6),
        ("AFP 渡轮", 8),
    ],
)
def test_letters_of_east_asia_are_two_wide(line: str, wide: int) -> None:
    assert width(line) == wide


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("文化天气体育", "word"),  # 12 wide
        ("渡轮经过维修重返港口", "phrase"),  # 20
        ("渡轮经过六个月的维修重返港口老城的面包师担心今年的冬天", "title"),  # 54
        ("渡轮经过六个月的维修，将于五月恢复航行，市政府星期一在新闻发布会上说。", "sentence"),
        ("渡轮将于五月恢复航行。", "short sentence"),
        ("여객선이 돌아온다", "phrase"),
        ("A ferry returns", "word"),
    ],
)
def test_lines_of_all_scripts_are_told_by_their_width(line: str, kind: str) -> None:
    assert line_kind(line) == kind


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("文化", "1-2"),
        ("关于我们", "1-2"),
        ("渡轮重返港口", "3-5"),
        ("渡轮经过六个月的维修重返港口", "6-12"),
        ("여객선이 돌아온다", "1-2"),
        ("About us", "1-2"),
        ("", "none"),
    ],
)
def test_two_letters_count_as_a_word_where_no_blanks_part_words(line: str, words: str) -> None:
    assert word_count(line) == words


MENU = "alone among the short lines of a menu"


@pytest.mark.parametrize(
    ("above", "below", "listed"),
    [
        ("文化", "体育", True),
        ("Culture", "Sports", True),
        ("渡轮经过维修重返港口面包师担心冬天", "体育", False),  # a headline
        ("文化", "2020-01-03 18:13", False),
        ("Culture", "18:13", False),
    ],
)
def test_a_menu_has_neither_headlines_nor_days(
    engine: Engine, above: str, below: str, listed: bool
) -> None:
    menu = ["Home", "News", "Culture", "Sports"]
    text = "\n".join([*menu, above, "新华社", below, *menu])
    assert (MENU in signs(engine, text)) is listed


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Von\nAFP\n3. März", "below a word of by"),
        ("Por:\nEFE\n3 de marzo", "below a word of by"),
        ("Karla Beispiel\n,\ndpa\nDarum geht's", "below a sign alone in its line"),
        ("Bo Sample\n|\nReuters\nMarch 3", "below a sign alone in its line"),
    ],
)
def test_a_byline_that_is_broken_over_lines_is_seen(engine: Engine, text: str, sign: str) -> None:
    assert sign in signs(engine, text)
    assert sign not in signs(engine, text.replace("\n", " "))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Manila - The council opened a market on Saturday. (PNA)", "known place"),
        ("NAIROBI: The county opened a market on Saturday. (AFP)", "known place in capitals"),
        ("Sampleham - The council opened a market on Saturday. (AFP)", "unknown phrase"),
    ],
)
def test_a_line_that_opens_as_a_dateline_and_ends_with_a_name(
    engine: Engine, text: str, kind: str
) -> None:
    assert f"its line opens as a dateline: {kind}" in signs(engine, text)


def test_a_caption_does_not_open_as_a_dateline(engine: Engine) -> None:
    found = signs(engine, "The council opens a market in Manila - the first. (PNA)")
    assert not any(sign.startswith("its line opens") for sign in found)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("The ferry leaves the harbourCredit: Alamy", "label photo behind signs :"),
        ("Die Fähre verlässt den HafenFoto: AFP", "label photo behind signs :"),
    ],
)
def test_a_label_that_sticks_to_the_caption_is_a_label(
    engine: Engine, text: str, sign: str
) -> None:
    assert sign in signs(engine, text)
    assert sign not in signs(engine, text.replace("Credit", "credit").replace("Foto", "foto"))


def test_a_date_that_sticks_to_a_name_is_no_part_of_it(engine: Engine) -> None:
    glued = "glued to the word behind"
    assert glued not in signs(engine, "Ferry returns\nAssociated PressApril 28, 2023")
    assert glued in signs(engine, "Ferry returns\nAFPDepot")


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        (f"{STORY} (AFP)", True),
        (f"{STORY}\n(AFP)", False),
        (f"clean('{STORY} (AFP)')", False),
        ("<p>The ferry sails. (AFP)</p>", False),
    ],
)
def test_one_line_of_prose_is_no_program_text(engine: Engine, text: str, alone: bool) -> None:
    found = signs(engine, text)
    assert any(sign.startswith("one line of prose") for sign in found) is alone


@pytest.mark.parametrize(
    ("credit", "person"),
    [
        ("PAP/Jan Wzorowy", True),
        ("ANP / Jan de Proef", True),
        ("AFP / May Tester", True),
        ("AFP / May 3", False),
        ("AFP / Jan. 14", False),
        ("AFP / 3 May", False),
        ("AFP / May", False),
    ],
)
def test_a_month_can_be_a_first_name(engine: Engine, credit: str, person: bool) -> None:
    assert ("form photo-person#0" in signs(engine, f"A ferry\n{credit}")) is person


def test_the_same_credit_is_told_by_the_story_around_it(engine: Engine) -> None:
    title, caption = "Ferry returns after repairs", "A worker paints the hull of the ferry."
    assert "source behind a phrase, 1 below" in signs(engine, f"{title}\nSource: AFP\n{STORY}")
    assert "source behind a short sentence, 1 below" in signs(
        engine, f"{caption}\nSource: AFP\n{STORY}"
    )
    assert "source behind a sentence, 0 below" in signs(engine, f"{STORY}\nSource: AFP")


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (f"<article><h1>Ferry</h1><p>Source: AFP</p><p>{STORY}</p></article>", False),
        (f"<article><h1>Ferry</h1><p>{STORY}</p><p>Source: AFP</p></article>", False),
        (f"<article><h1>Ferry</h1><p>{STORY}</p></article><footer>Source: AFP</footer>", True),
    ],
)
def test_elements_of_a_page_tell_what_a_credit_in_the_article_is(
    engine: Engine, page: str, told: bool
) -> None:
    draft = read_draft(f"<html><body>{page}</body></html>".encode(), as_type="html")
    found = next(iter(engine.signed(draft))).signs
    assert any(sign.startswith(("source behind ", "source, story ")) for sign in found) is told


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("The ferry will sail again in May after six months of repair", 0),  # 59 wide: a title
        ("The ferry will sail again in May after six months of repairs a", 1),  # 62
        ("[alt] The ferry will sail again in May after six months of repairs", 0),
        ("渡轮经过六个月的维修，将于五月恢复航行，市政府星期一在新闻发布会上说，这是因", 1),
    ],
)
def test_a_last_line_that_is_cut_is_a_part_of_the_story(
    engine: Engine, line: str, below: int
) -> None:
    assert f"story below: {below}" in signs(engine, f"A worker paints.\nSource: AFP\n{line}")
    assert "story below: 0" in signs(engine, f"A worker paints.\nSource: AFP\n{line}\nSports")
