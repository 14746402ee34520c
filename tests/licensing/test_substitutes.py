"""The substitute of a killed story is for a person; what the kill is about stays blocked."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.formats import read_draft
from checker.models.draft import Rights, Use
from checker.models.source import Source
from checker.newsroom import Newsroom
from tests.matching.newsroom import story

KILLED_AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
NOW = datetime(2026, 11, 30, tzinfo=UTC)
PARTS = [story(700 + number, 3) for number in range(6)]
WRONG = (
    "Police named the driver as Torvald Ekdahl, a councillor from Marenburg, and said that he had"
    " fled the scene on foot."
)
RIGHT = (
    "Police did not name the driver, and said that a man from the region was being questioned about"
    " the accident."
)
ONE_WORD = WRONG.replace("Torvald Ekdahl", "Torvald Ekberg")


def told(*parts: str) -> str:
    return "\n\n".join((*PARTS[:3], *parts, *PARTS[3:]))


def sent(name: str, text: str, hour: int, status: str = "usable", owner: str = "afp") -> Source:
    at = datetime(2026, 11, 20, hour, tzinfo=UTC)
    return Source(name, owner, text, published=at, rights=Rights(status=status))


def checked(
    folder: Path, draft: str, *later: Source, earlier: tuple[Source, ...] = ()
) -> tuple[str, set[str]]:
    """The verdict, and the ids of which a person has to look at the words."""
    with Newsroom.open(folder) as newsroom:
        newsroom.add_sources([sent("k:1", told(WRONG), 8), *earlier])
        newsroom.store.sources.kill("k:1", reason="wrong name", at=newsroom_now())
        newsroom.add_sources(list(later))
        use = Use(channel="web", territories=("FR",))
        verdict = newsroom.checker.check(read_draft(draft, as_type="text"), use, now=NOW)
    reasons = [reason for claim in verdict.claims for reason in claim.reasons]
    return verdict.verdict, {r.found or "" for r in reasons if r.parsed is False}


def newsroom_now() -> datetime:
    """The moment of a kill; what the store receives afterwards is later."""
    return KILLED_AT


@pytest.mark.parametrize("substitute", [told(RIGHT), told(), told(ONE_WORD)])
def test_a_substitute_as_a_whole_is_for_a_person(tmp_path: Path, substitute: str) -> None:
    verdict, asked = checked(tmp_path, substitute, sent("k:2", substitute, 11))
    assert verdict == "licence_required"
    assert "k:1" in asked


@pytest.mark.parametrize("substitute", [told(RIGHT), told(), told(ONE_WORD)])
@pytest.mark.parametrize(
    "draft",
    [
        told(WRONG),
        told(RIGHT, WRONG),
        told() + "\n\n" + WRONG,
        story(5, 8) + "\n\n" + WRONG,
        told(RIGHT).replace("Police did not name", "Police have not named"),
    ],
)
def test_what_the_kill_is_about_stays_blocked(tmp_path: Path, substitute: str, draft: str) -> None:
    assert checked(tmp_path, draft, sent("k:2", substitute, 11))[0] == "blocked"


def test_only_an_item_that_came_after_the_kill_is_its_substitute(tmp_path: Path) -> None:
    draft = told(RIGHT)
    for number, later in enumerate(
        (
            sent("k:2", draft, 7),  # published before the killed story
            sent("k:2", draft, 11, "canceled"),
            sent("k:2", draft, 11, "withheld"),
            sent("n:2", draft, 11, owner="north"),
        )
    ):
        assert checked(tmp_path / str(number), draft, later)[0] == "blocked"


def test_a_substitute_is_taken_as_a_whole(tmp_path: Path) -> None:
    half = "\n\n".join((*PARTS[:3], RIGHT))
    assert checked(tmp_path, half, sent("k:2", told(RIGHT), 11))[0] == "blocked"
