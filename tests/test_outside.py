"""What a draft publishes outside of its text is looked at like the text, and has no offsets."""

import json
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.workers.drafts import draft_of
from checker.formats import read_draft
from checker.models.draft import Draft, Metadatum, Use
from checker.models.source import Source
from checker.models.verdict import Verdict
from checker.newsroom import Newsroom
from checker.outside import Outside, outside, with_outside
from checker.report import result
from checker.running.check import check
from checker.running.lines import parse_line

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
    assert outside(page) == ()
    (match,) = verdict_of(room, page).matches
    assert [passage.field for passage in match.passages] == [""]


def test_a_blank_title_is_none() -> None:
    assert outside(Draft(OWN, title="  ")) == outside(Draft(OWN)) == ()


def test_zones_stay_sorted_and_those_of_a_text_without_any_stay_none() -> None:
    zoned = read_draft(OWN, as_type="text")
    read = with_outside(zoned, [Outside("title", "Dock open")])
    assert [zone.start for zone in read.zones] == sorted(zone.start for zone in read.zones)
    assert read.text[read.zones[-1].start : read.zones[-1].end] == "Dock open"
    assert with_outside(Draft(OWN), [Outside("title", "Dock open")]).zones == ()


TOLD = STORY.replace("reopened", "opened").replace("repairs to", "work on")
QUOTED = STORY.replace('"', "&quot;")
BODY = f"{OWN} {STORY}"
SHOWN = "".join(  # more than a page that scripts fill
    f"<p>{OWN} Councillor {name} asked for lamps, and for a bench beside the path.</p>"
    for name in ("Aalto", "Brandt", "Castro", "Demir", "Ekholm")
)


@pytest.mark.parametrize(
    ("head", "field"),
    [
        (f'<meta name="description" content="{STORY}">', "meta:description"),
        (f'<meta name="description" content="{TOLD}">', "meta:description"),
        (f'<meta property="og:description" content="{STORY}">', "meta:og:description"),
        (f'<meta name="dek" content="{STORY}">', "meta:dek"),
        (
            '<script type="application/ld+json">'
            + json.dumps({"@type": "NewsArticle", "headline": "Lane", "articleBody": BODY})
            + "</script>",
            "jsonld:NewsArticle.articleBody",
        ),
        *(
            (f'<script type="application/ld+json">{json.dumps(node)}</script>', f"jsonld:{path}")
            for node, path in (
                ({"@type": "NewsArticle", "backstory": STORY}, "NewsArticle.backstory"),
                ({"@type": "Review", "reviewBody": STORY}, "Review.reviewBody"),
                ({"@type": "VideoObject", "transcript": STORY}, "VideoObject.transcript"),
                (
                    {"@type": "FAQPage", "mainEntity": [{"acceptedAnswer": {"text": STORY}}]},
                    "FAQPage.mainEntity.acceptedAnswer.text",
                ),
                ({"@type": "HowTo", "step": [{"text": STORY}]}, "HowTo.step.text"),
            )
        ),
    ],
)
def test_what_a_page_states_of_its_story_is_compared(room: Newsroom, head: str, field: str) -> None:
    page = f"<html><head>{head}</head><body><article>{SHOWN}</article></body></html>"
    verdict = verdict_of(room, read_draft(page, as_type="html"))
    assert verdict.verdict == "licence_required"
    (match,) = verdict.matches
    assert {(p.start, p.end, p.field) for p in match.passages} == {(0, 0, field)}


LEDE = STORY.split(". ")[0]
TITLES = {
    "title": ("<title>{}</title>", "html:title"),
    "og": ('<title>Walk</title><meta property="og:title" content="{}">', "meta:og:title"),
    "twitter": (
        '<title>Walk</title><meta name="twitter:title" content="{}">',
        "meta:twitter:title",
    ),
    "JSON-LD": (
        '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{}"}}</script>',
        "jsonld:NewsArticle.headline",
    ),
}


@pytest.mark.parametrize("form", TITLES)
@pytest.mark.parametrize("title", [LEDE, f"{LEDE} - The Lantern", f"Port | {LEDE}"])
def test_a_title_for_search_engines_beside_a_headline_is_compared(
    room: Newsroom, form: str, title: str
) -> None:
    written, field = TITLES[form]
    page = f"<head>{written.format(title)}</head><article><h1>A walk</h1>{SHOWN}</article>"
    found = verdict_of(room, read_draft(f"<html>{page}</html>", as_type="html"))
    fields = {passage.field for match in found.matches for passage in match.passages}
    assert fields == {field}


def test_a_title_that_is_given_hides_no_title_of_the_document(room: Newsroom) -> None:
    page = f"<html><head><title>{LEDE}</title></head><body><p>{OWN}</p></body></html>"
    record = json.dumps({"id": "1", "title": LEDE, "text": OWN})
    document = {"name": "a.json", "base64": b64encode(record.encode()).decode()}
    for sent in ({"html": page}, {"document": document}):
        draft = draft_of({**sent, "title": "A walk"}).draft
        assert draft.title == "A walk"
        assert verdict_of(room, draft).matches != ()


def test_the_words_of_a_picture_are_compared(room: Newsroom) -> None:
    page = f'<article><p>{OWN}</p><img src="a.jpg" alt="{STORY}"></article>'
    (match,) = verdict_of(room, read_draft(page, as_type="html")).matches
    assert [passage.field for passage in match.passages] == ["html:img.alt"]


def test_metadata_that_a_record_hands_over_is_compared(room: Newsroom, tmp_path: Path) -> None:
    line = {"id": "1", "text": OWN, "metadata": {"excerpt": STORY, "section": "Harbour"}}
    draft = parse_line(json.dumps(line).encode(), Use(), tmp_path).draft
    assert verdict_of(room, draft).verdict == "licence_required"


STATED = Metadatum("meta:description", STORY)


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (STORY, [STATED]),
        (STORY.upper(), [STATED]),
        (f"“{STORY}”", [Metadatum("meta:description", f"'{STORY}'")]),
        (STORY, [Metadatum("meta:description", f"{STORY[:90]} ...")]),
        (OWN, [Metadatum("meta:keywords", STORY)]),
        (OWN, [Metadatum("jsonld:NewsArticle.publisher.description", STORY, "site")]),
        (OWN, [Metadatum("jsonld:Article.description", STORY, "other")]),
        (OWN, [Metadatum("jsonld:NewsArticle.comment.text", STORY, "other")]),
        (OWN, [Metadatum("jsonld:ItemList.itemListElement.headline", STORY, "other")]),
        (f"Piers close. {OWN}", [Metadatum("html:title", "Piers close - The Lantern")]),
        (f"Piers close. {OWN}", [Metadatum("meta:og:title", "PIERS CLOSE | Lantern | Port")]),
    ],
)
def test_statements_that_the_text_holds_or_that_are_of_something_else_are_left_out(
    text: str, statements: list[Metadatum]
) -> None:
    assert outside(Draft(text, metadata=tuple(statements))) == ()


def test_of_a_statement_only_what_nothing_else_holds_is_kept() -> None:
    metadata = (Metadatum("jsonld:NewsArticle.articleBody", f"{OWN} {STORY}"), STATED)
    (part,) = outside(Draft(OWN, metadata=metadata))
    assert (part.field, part.text) == ("jsonld:NewsArticle.articleBody", STORY)


def test_a_part_after_another_is_named_by_its_own_field(room: Newsroom) -> None:
    draft = Draft(OWN, title="Dock open again", metadata=(STATED,))
    (match,) = verdict_of(room, draft).matches
    assert [passage.field for passage in match.passages] == ["meta:description"]


def test_a_killed_story_in_a_description_blocks(tmp_path: Path) -> None:
    with Newsroom.open(tmp_path, clock=lambda: datetime(2025, 6, 1, tzinfo=UTC)) as room:
        room.add_sources([Source(id="urn:x:1", owner="wire", text=STORY)])
        room.store.sources.kill("urn:x:1", datetime(2025, 6, 1, tzinfo=UTC), "wrong dock")
        assert verdict_of(room, Draft(OWN, metadata=(STATED,))).verdict == "blocked"
