"""Fields that calls set and tests state, and fields of indented records."""

import pytest

from checker.engine import Engine
from checker.engine.weighing.indented import indented_field
from checker.engine.weighing.lines import Place
from checker.engine.weighing.set_fields import set_field
from tests.engine.weighing.signed import signs
from tests.packaged import packaged_engine


def place(text: str) -> Place:
    """The place of the name that # stands for."""
    at = text.index("#")
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    end = len(text) if end < 0 else end
    return Place(start, end, text[start:at], text[at + 1 : end])


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        ('.byline("#/Bo Sample")', ["byline"]),
        ("item.setSource('#')", ["Source", "item"]),
        ('with_credit("#")', ["credit"]),
        ("$photo->setProvider('#');", ["Provider", "photo"]),
        ('self.assertEqual(item["source"], "#")', ["source", "item"]),
        ("assert story.image.credit == '#'", ["credit", "image", "story"]),
        ('assertEquals("Photo: #", picture.credit)', ["credit", "picture"]),
        ("expect(article.byline).toEqual('#');", ["byline", "article"]),
        ("$this->assertSame('#', $image->getCredit());", ["Credit", "image"]),
        ('Assert.That(item.Byline, Is.EqualTo("#"));', ["Byline", "item"]),
    ],
)
def test_a_call_sets_a_field_and_a_test_states_one(line: str, steps: list[str]) -> None:
    found = set_field(line, place(line))
    assert found is not None
    assert [step.name for step in found.steps] == steps


@pytest.mark.parametrize(
    "line",
    [
        'find("#")',
        'item.byline("#", 7)',
        'source = "#"',
        'if item.source == "#":',
        'case "#": return item.source;',
        'items.filter(item => item.source === "#")',
        'assert item.title == "#"',
        'assert find("#") in item.source',
        'expect(names(item.source)).toContain("# and")',
        'assert item.source != other  # not "#" here',
    ],
)
def test_other_calls_and_conditions_state_none(line: str) -> None:
    found = set_field(line, place(line))
    assert found is None or line.startswith(("expect(", "assert find"))


RECORD = "cover:\n  file: a.jpg\n  credit: #\n  width: 640"


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (RECORD, ["credit", "cover"]),
        ("gallery:\n  - file: a.jpg\n    credit: Bo Sample / #\n    width: 9", ["credit"]),
        ("file: a.jpg\nimage_credit: #\nlayout: post", ["image_credit"]),
        ("  north:\n    source: #\n    enabled: true", ["source", "north"]),
    ],
)
def test_the_field_of_an_indented_record(text: str, steps: list[str]) -> None:
    found = indented_field(text, place(text))
    assert found is not None
    assert [step.name for step in found.steps] == steps


@pytest.mark.parametrize(
    "text",
    [
        "Photo: #\nText: Bo Sample\nDate: 14 May",
        "source: #",
        "source: #\nlayout: post",
        "The ferry sails.\nsource: #\nIt sails in May.\nlayout: post",
        'cover:\n  file: a.jpg\n  credit: "#"\n  width: 640',
    ],
)
def test_lines_of_an_article_are_no_record(text: str) -> None:
    assert indented_field(text, place(text)) is None


@pytest.mark.parametrize(
    ("beside", "story"),
    [
        ('"status": "ok", "latency_ms": 312', False),
        ('"status": "ok", "message": "Connected"', False),
        ('"status": "ok", "urgency": 4', True),
        ('"pubStatus": "usable", "language": "de"', True),
        ('"error": "timeout"', False),
        ('"count": 412, "last_seen": "2026-05-14"', False),
        ('"tier": 1, "bias": "center"', False),
        ('"sourceTier": "TIER_2"', False),
        ('"title": "Ferry returns", "score": 0.9', True),
        ('"caption": "A quay", "rank": 3', True),
        ('"urgency": 3, "language": "en"', True),
        ('"title": "Ferry returns", "points": 740', False),
        ('"body": "The ferry sails.", "votes_count": 42', False),
    ],
)
def test_a_record_that_rates_a_source_tells_no_story(
    engine: Engine, beside: str, *, story: bool
) -> None:
    found = signs(engine, f'{{"source": "Reuters", {beside}}}')
    assert ("data: of no story" in found) is not story


@pytest.mark.parametrize(
    ("beside", "taken_apart"),
    [('"label": "ORG"', True), ('"entities": [[0, 7]]', True), ('"lang": "en"', False)],
)
def test_a_text_beside_its_labels_is_taken_apart(
    engine: Engine, beside: str, *, taken_apart: bool
) -> None:
    found = signs(engine, f'{{"text": "London (Reuters)", {beside}}}')
    assert ("data: annotated" in found) is taken_apart
