"""An agreement over excerpts, and a text that is marked as the owner's while no source is known."""

from typing import Any

import pytest

from checker.licensing import Judgement
from checker.models.evidence import Finding
from checker.text.units import units_of
from tests.licensing.cases import STORY, agreement, codes, finding, judged, match

MARK = "PARIS (AFP) - "
TEXT = MARK + STORY
WORDS = units_of(TEXT).in_words()
EXCEEDED = "licence.extent_exceeded"


def marked(extent: dict[str, Any], *findings: Finding, text: str = TEXT) -> Judgement:
    found = findings or (finding(TEXT, MARK, "dateline"),)
    return judged(text, *found, agreements=(agreement(extent=extent),))


@pytest.mark.parametrize(
    ("extent", "exceeded"),
    [
        ({"max_words": WORDS - 1}, True),
        ({"max_words": WORDS}, False),
        ({"max_paragraphs": 2}, True),
        ({"max_paragraphs": 3}, False),
        ({"max_words": WORDS, "max_paragraphs": 2}, True),
        ({"max_percent": 99}, True),  # of a source that nobody knows
        ({"max_percent": 99, "max_words": WORDS}, True),
        ({"mode": "excerpt"}, True),
        ({"mode": "full"}, False),
    ],
)
def test_all_of_the_story_may_be_the_owner_s(extent: dict[str, Any], exceeded: bool) -> None:
    judgement = marked(extent)
    assert (EXCEEDED in codes(judgement)) is exceeded
    assert (judgement.verdict == "licence_required") is exceeded
    if exceeded:
        reasons = judgement.claims[0].reasons
        (told,) = [reason for reason in reasons if reason.code == EXCEEDED]
        assert told.parsed is False
        assert "Add its item to the sources" in told.message


@pytest.mark.parametrize("kind", ["dateline", "byline", "credit_line", "copyright_notice", "terms"])
def test_every_marking_of_the_text_says_so(kind: str) -> None:
    assert EXCEEDED in codes(marked({"max_words": 30}, finding(TEXT, MARK, kind)))


@pytest.mark.parametrize(
    ("role", "scope"), [("mention", "article"), ("photo", "picture"), ("press_release", "article")]
)
def test_a_mention_or_a_picture_says_nothing_of_the_text(role: str, scope: str) -> None:
    found = finding(TEXT, MARK, "credit_line", role=role, scope=scope)
    assert EXCEEDED not in codes(marked({"max_words": 30}, found))


def test_words_are_counted_as_those_of_a_match_are() -> None:
    chinese = "（法新社）" + "港口管理局星期二表示将在三月底之前关闭两座最古老的码头。" * 3
    text = f"{MARK}{chinese}"
    found = finding(text, MARK, "dateline")
    words = units_of(text).in_words()
    assert EXCEEDED not in codes(marked({"max_words": words}, found, text=text))
    assert EXCEEDED in codes(marked({"max_words": words - 1}, found, text=text))


def test_with_a_source_its_own_measures_count() -> None:
    held = agreement(extent={"max_words": 30})
    found = finding(TEXT, MARK, "dateline")
    for words, exceeded in ((30, False), (31, True)):
        used = match(words=words, share=0.2, share_of_draft=0.2)
        judgement = judged(TEXT, found, matches=(used,), agreements=(held,))
        assert (EXCEEDED in codes(judgement)) is exceeded
