"""Links to other stories below a story are nobody's copied text; lists and sentences in it are."""

from pathlib import Path

import pytest

from checker.matching.figures import are_headlines
from checker.matching.thresholds import THRESHOLDS as T
from tests.matching.test_forms import counted, searched

LINK = "Harbour pilots of Marren vote on Friday whether to work through the night of the regatta"
OTHER = "Why the lighthouse of Tilbury has a new lamp and nobody dares to switch it on"
PROSE = "The council met for an hour and decided nothing, as the mayor had predicted."

# {link} is the line in question; what stands around it is of the house.
LAYOUTS = {
    "points": "{prose}\n\n• {link}\n• {other}",
    "dashes": "{prose}\n- {other}\n- {link}",
    "heading and lines": "{prose}\n\nRead also:\n{link}\n{other}",
    "heading with a square": "{prose}\n\n■関連記事\n{link}",
    "lines alone": "{prose}\n\n{other}\n{link}\n\n(abc)",
    "lines with marks": "{prose}\n\nMehr zum Thema\n{other}?\n{link}!",
}
STORIES = {
    "first line": "{link}\n{other}\n\n{prose}",
    "headline and story": "{link}\n\n{prose}",
    "paragraph": "{prose}\n\n{link}.\n\n{prose}",
    "sentence beside another": "{prose}\n\n{other}. {link}, a pilot said.",
    "line of wrapped text": "{prose}\n\n{other}\nand so on, and\n{link}\nand they will.",
    "wrapped text that is cut": "{prose}\n\nNobody knows yet, said\nthe clerk, and\n{link}",
    "line by itself": "{prose}\n\n{link}\n\n{prose}",
}


def place(layout: str) -> tuple[str, int, int]:
    text = layout.format(link=LINK, other=OTHER, prose=PROSE)
    start = text.index(LINK)
    return text, start, start + len(LINK)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_line_in_a_list_below_a_story_is_a_link(layout: str) -> None:
    assert are_headlines(*place(LAYOUTS[layout]))


@pytest.mark.parametrize("layout", STORIES)
def test_a_line_of_the_story_is_none(layout: str) -> None:
    assert not are_headlines(*place(STORIES[layout]))


def test_paragraphs_are_no_list() -> None:
    signed = f"{PROSE}\n\n(XQ 12)\n\n{LINK}.(NH)\n\n{PROSE}"
    assert not are_headlines(signed, signed.index("(XQ"), signed.index("(NH)") + 4)


def test_the_share_of_a_passage_in_points_decides() -> None:
    points = f"• {OTHER}\n• {LINK}"
    for own, expected in ((0.17, True), (0.25, False)):  # T.listed_links is .8
        words = "a" * round(own / (1 - own) * (len(points) - 1))
        text = f"{PROSE}\n\n{PROSE} {words}.\n{points}\n\n{PROSE}"
        start = text.index(words + ".")
        assert are_headlines(text, start, text.index(points) + len(points)) is expected
    assert T.listed_links == 0.8


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_link_that_two_pages_have_is_shown_and_does_not_count(
    tmp_path: Path, layout: str
) -> None:
    source = LAYOUTS[layout].format(link=LINK, other=OTHER, prose=PROSE)
    other = "Bread is dear in Osby since the bakers learned to play the horn."
    draft = LAYOUTS[layout].format(link=LINK, other=other[:-1], prose=other)
    assert counted(searched(tmp_path, [(source, None)], draft)) == set()
