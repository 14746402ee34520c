"""Plain text: kept as given, and its parts."""

import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.formats.html.document import read_html
from checker.formats.text import read_text
from checker.models.draft import Draft
from tests.formats.pages import LEDE, zone_at, zones_with_role

STORY = (
    f"{LEDE}\n\nThe vote was close, and a crowd waited outside the customs house for the tally.\n\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "Paris, 14 jan (AFP) -\r\nLe port rouvre.\r\n\r\n\t© Agence\r\nFrance-Presse\r\n",
        unicodedata.normalize("NFD", "Größe é 서울"),
        "🚨 BREAKING 👩‍💻 Lisbon",
        "a\u00a0b\u202fc\u00ad",
        "&copy; 2025 <b>AFP</b>",
    ],
)
def test_the_text_is_kept_as_given(text: str) -> None:
    assert read_text(text).text == text
    assert read_text(text.encode()).text == text


def test_a_byte_order_mark_is_left_out_of_bytes_only() -> None:
    assert read_text(b"\xef\xbb\xbfabc").text == "abc"


def test_a_lone_surrogate_is_replaced_in_place_and_told() -> None:
    draft = read_text("ab\udc80cd")
    assert draft.text == "ab\ufffdcd"
    assert draft.damage


def test_an_empty_field_is_an_empty_draft() -> None:
    assert read_text(" \r\n ").zones == ()


@pytest.mark.parametrize("data", [b"", b" \r\n "])
def test_an_empty_file_is_an_error(data: bytes) -> None:
    with pytest.raises(InputError, match="empty"):
        read_text(data)


def test_headline_byline_and_paragraphs() -> None:
    draft = read_text(f"Harbour strike ends\nBy Bo Sample\n\n{STORY}(dpa)")
    assert zones_with_role(draft, "headline") == ["Harbour strike ends"]
    assert zones_with_role(draft, "byline") == ["By Bo Sample"]
    assert zone_at(draft, LEDE).kind == "head"
    assert zone_at(draft, "(dpa)").kind == "tail"


def test_a_hard_wrapped_paragraph_is_one_zone() -> None:
    words = LEDE.split()
    lines = [" ".join(words[n : n + 10]) for n in range(0, len(words), 10)]
    draft = read_text("\n".join(lines) + "\n\nEnd.")
    assert draft.zones[0].end - draft.zones[0].start == len(LEDE)


def test_headlines_at_the_foot_are_other_stories_and_the_notice_below_is_not() -> None:
    foot = "\n".join(f"Another story of the day number {n}" for n in range(5))
    draft = read_text(f"{STORY}{foot}\n\n© Agence France-Presse. All rights reserved.")
    assert zone_at(draft, "Another story").role == "teaser"
    assert zone_at(draft, "© Agence").kind == "tail"


@pytest.mark.parametrize("lead", ["Read more:", "Mehr zum Thema", "Lire aussi :", "関連記事"])
def test_a_list_that_says_what_it_is(lead: str) -> None:
    draft = read_text(f"{STORY}{lead}\n\n- LISBON (AFP) - Other story\n")
    assert zone_at(draft, "LISBON").role == "teaser"


def test_biography_comments_and_pictures() -> None:
    draft = read_text(
        f"{STORY}Photo: EFE/Ana Sample\n\nAbout the author\n\nBo was with AFP.\n\n"
        "Comments\n\nFirst!"
    )
    assert zone_at(draft, "Photo:").role == "picture_credit"
    assert zone_at(draft, "Bo was").role == "biography"
    assert zone_at(draft, "First!").role == "comment"


def test_markdown_headings_pictures_and_quotes() -> None:
    draft = read_text(f"# Harbour strike ends\n\n![x](y)\n\n{STORY}> said so", name="a.md")
    assert draft.content_type == "text/markdown"
    assert zone_at(draft, "# Harbour").role == "headline"
    assert zone_at(draft, "![x]").kind == "caption"
    assert zone_at(draft, "> said").role == "quote"


@pytest.mark.parametrize(
    "text", ["\n" * 500_000 + "x", "a\n" * 300_000, "x " * 1_000_000, "By A B\n\n" * 100_000]
)
def test_long_and_odd_texts_take_little_time(text: str) -> None:
    begin = time.process_time()
    read_text(text)
    assert time.process_time() - begin < 10


@given(st.text(min_size=1, max_size=300))
def test_zones_cover_every_letter(text: str) -> None:
    try:
        draft = read_text(text)
    except InputError:
        return
    covered = {index for zone in draft.zones for index in range(zone.start, zone.end)}
    bare = {index for index, letter in enumerate(draft.text) if not letter.isspace()}
    assert bare <= covered
    assert len(draft.text) == len(text)


@pytest.mark.parametrize("read", [read_text, read_html])
@pytest.mark.parametrize("letter", ["\0", "\x01\x02"])
def test_a_string_of_control_characters_is_told(read: Callable[[str], Draft], letter: str) -> None:
    assert read("PARIS (AFP) - Port." + letter * 50).damage
    assert not read("PARIS (AFP) - Port.\t\r\n\x0c" + "Open. " * 20 + "\x0b").damage
