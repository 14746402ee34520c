"""From a page to its verdict: evasions are found or told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.formats import read_draft
from checker.models.draft import Use
from checker.models.source import Source
from checker.models.verdict import Verdict
from checker.newsroom import Newsroom
from checker.running.check import check
from tests.text.test_disguise import DISGUISED, TEXT

OWN = (
    "<p>The council voted on Tuesday to widen the lane by the old mill from next spring on.</p>"
    "<p>Residents had asked for a crossing since a cyclist was hurt there four years ago.</p>"
    "<p>Work is to begin in March and will take eleven weeks, said the head of the office.</p>"
)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder: Path = tmp_path_factory.mktemp("disguised")
    with Newsroom.open(folder) as room:
        room.add_sources([Source(id="urn:x:1", owner="wire", text=TEXT)])
        yield room


def verdict_of(room: Newsroom, page: str) -> Verdict:
    return check(room, read_draft(page, as_type="html"), Use()).verdict


@pytest.mark.parametrize("kind", DISGUISED)
def test_a_disguised_copy_is_found_and_told(room: Newsroom, kind: str) -> None:
    verdict = verdict_of(room, f"{OWN}<pre>{DISGUISED[kind][0]}</pre>")
    assert verdict.verdict == "licence_required"
    assert "detect.disguise" in [reason.code for reason in verdict.reasons]
    assert verdict.complete
    assert "disguised" in verdict.message


def test_a_disguise_that_cannot_be_undone_warns(room: Newsroom) -> None:
    verdict = verdict_of(room, f"{OWN}<p>{TEXT.replace(' ', '')}</p>")
    assert (verdict.verdict, verdict.enforcement) == ("clear", "warn")


def test_a_copy_reversed_by_markup_is_found(room: Newsroom) -> None:
    words = " ".join(f"<bdo dir=rtl>{word[::-1]}</bdo>" for word in TEXT.split())
    verdict = verdict_of(room, f"{OWN}<p>{words}</p>")
    assert verdict.matches[0].share_of_source == 1.0
    assert "detect.disguise" in [reason.code for reason in verdict.reasons]


def test_hidden_words_do_not_break_a_copy(room: Newsroom) -> None:
    words = "<i hidden>turnip</i> ".join(f"{word} " for word in TEXT.split())
    verdict = verdict_of(room, f"{OWN}<p>{words}</p>")
    assert verdict.matches[0].share_of_source == 1.0


@pytest.mark.parametrize(
    "around",
    [
        "<article>{own}</article><article><h2>Dock</h2><p>{text}</p></article>",
        "{own}<div class=ad>{text}</div>",
        "{own}<form><label>{text}</label></form>",
        "<article>{own}<div class=social-share>{text}</div></article>",
        "{own}<div class=newsletter-signup>{text}</div>",
        "{own}<aside class=teaser><a href=/x>{text}</a></aside>",
        "{own}<noscript>{text}</noscript>",
        "{own}<style>p::after{{content:'{text}'}}</style>",
    ],
)
def test_a_story_in_page_chrome_is_told_or_claimed(room: Newsroom, around: str) -> None:
    verdict = verdict_of(room, around.format(own=f"<h1>Lane</h1>{OWN * 4}", text=TEXT))
    codes = [reason.code for claim in verdict.claims for reason in claim.reasons]
    in_chrome = codes == ["detect.match_in_page_chrome"]
    assert (in_chrome, verdict.verdict, verdict.enforcement) in (
        (True, "clear", "warn"),
        (False, "licence_required", "block"),  # read as a part of the article
    )
    assert verdict.matches[0].passages
