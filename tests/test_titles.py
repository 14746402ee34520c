"""A title that the draft's text does not hold is looked at like it, and has no offsets in it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.formats import read_draft
from checker.models import Draft, Source, Use, Verdict
from checker.newsroom import Newsroom
from checker.report import result
from checker.running.check import check
from checker.running.lines import parse_line
from checker.titles import apart, with_title

STORY = (
    "The harbour authority reopened the northern dock on Monday after three weeks of repairs to"
    " the crane, its cables and the rails on which it runs along the quay."
)
OWN = "The council widened the lane by the mill. Residents had asked for a crossing since spring."


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder: Path = tmp_path_factory.mktemp("titles")
    with Newsroom.open(folder, clock=lambda: datetime(2025, 6, 1, tzinfo=UTC)) as room:
        room.add_sources([Source(id="urn:x:1", owner="wire", text=STORY)])
        yield room


def verdict_of(room: Newsroom, draft: Draft) -> Verdict:
    return check(room, draft, Use()).verdict


def test_a_story_in_the_title_is_found_without_offsets_in_the_text(room: Newsroom) -> None:
    verdict = verdict_of(room, Draft(OWN, title=STORY))
    assert verdict.verdict == "licence_required"
    (match,) = verdict.matches
    (passage,) = match.passages
    assert (passage.start, passage.end, passage.field) == (0, 0, "title")
    assert match.share_of_source == 1.0
    assert verdict.text == OWN


def test_the_answer_names_the_field_and_quotes_the_source(room: Newsroom) -> None:
    verdict = verdict_of(room, Draft(OWN, title=STORY))
    passage = result(verdict, sources={"urn:x:1": STORY})["matches"][0]["passages"][0]
    assert passage["field"] == "title"
    assert "quote" not in passage
    assert passage["source_quote"]["exact"] == STORY


def test_offsets_in_the_text_are_what_they_are_without_a_title(room: Newsroom) -> None:
    draft = Draft(f"{OWN}\n\n{STORY}")
    plain = verdict_of(room, draft).matches[0].passages
    titled = verdict_of(room, Draft(draft.text, title="Dock open again")).matches[0].passages
    assert titled == plain


def test_markings_in_the_title_are_found(room: Newsroom) -> None:
    verdict = verdict_of(room, Draft(OWN, title="Dock open again (AFP)"))
    assert {finding.agency for finding in verdict.findings} == {"afp"}
    assert {(f.start, f.end, f.field) for f in verdict.findings} == {(0, 0, "title")}


@pytest.mark.parametrize(
    "line",
    [
        {"text": OWN, "title": STORY},
        {"html": f"<p>{OWN}</p>", "title": STORY},
        {"html": f"<title>{STORY}</title><p>{OWN}</p>"},
    ],
)
def test_every_door_compares_its_title(
    room: Newsroom, line: dict[str, str], tmp_path: Path
) -> None:
    draft = parse_line(json.dumps({"id": "1", **line}).encode(), Use(), tmp_path).draft
    assert verdict_of(room, draft).verdict == "licence_required"


def test_a_title_that_the_text_holds_is_looked_at_once(room: Newsroom) -> None:
    page = read_draft(f"<h1>{STORY}</h1><p>{OWN}</p>", as_type="html")
    assert apart(page) == ""
    (match,) = verdict_of(room, page).matches
    assert [passage.field for passage in match.passages] == [""]


def test_a_blank_title_is_none() -> None:
    assert apart(Draft(OWN, title="  ")) == apart(Draft(OWN)) == ""


def test_zones_stay_sorted_and_those_of_a_text_without_any_stay_none() -> None:
    zoned = read_draft(OWN, as_type="text")
    read = with_title(zoned, "Dock open")
    assert [zone.start for zone in read.zones] == sorted(zone.start for zone in read.zones)
    assert read.text[read.zones[-1].start : read.zones[-1].end] == "Dock open"
    assert with_title(Draft(OWN), "Dock open").zones == ()
