"""Pieces that were there before the source: published first, or quoted by the agency."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from checker import CheckOptions, check
from checker.formats import read_draft
from checker.models.draft import Draft, Rights, Use
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.report import Answer
from checker.uses import use_from

NOW = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
CAME = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
STORY = (
    "The keeper of the Skerry light has written down every ship since 1961 in school exercise "
    "books, and the harbour museum wants them; he says that he will part with them the day the "
    "lamp is switched off."
)
MORE = (
    "The museum's director promised a glass case and a chair beside it, and the mayor found money "
    "for both in a fund that had been set up for a fountain that nobody remembers asking for."
)
FIRST = "exception.published_first"
SECOND = timedelta(seconds=1)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    now = [NOW]

    def clock() -> datetime:
        now[0] += SECOND
        return now[0]

    with Newsroom.open(tmp_path / "data", clock=clock) as newsroom:
        yield newsroom


def source(name: str = "nw:1", owner: str = "northwire", **more: Any) -> Source:
    return Source(name, owner, **{"text": STORY, "published": CAME, **more})


def judged(
    room: Newsroom, document: str | Draft = STORY, name: str | None = None, **use: Any
) -> Answer:
    draft = read_draft(document, as_type="text") if isinstance(document, str) else document
    draft = replace(draft, id=name)
    asked = Use(publisher="daily-lantern", channel="web", **use)
    return check(room, draft, asked, CheckOptions()).answer


def codes(answer: Answer) -> set[str]:
    return {reason.code for claim in answer.claims for reason in claim.reasons}


@pytest.mark.parametrize(
    ("first", "is_first"), [(CAME - SECOND, True), (CAME, False), (CAME + SECOND, False)]
)
def test_a_piece_that_was_published_before_the_source_is_told_as_first(
    room: Newsroom, first: datetime, is_first: bool
) -> None:
    room.add_sources([source()])
    answer = judged(room, first_published=first)
    assert (FIRST in codes(answer)) is is_first
    if is_first:
        assert (answer.verdict, answer.enforcement) == ("clear", "warn")
        assert "published first" in answer.message
        assert "notice.removed" not in codes(answer)
    else:
        assert "licence.none" in codes(answer)
    assert answer.matches  # it is shown, and a kill of the source finds the piece


DAY = CAME.replace(hour=0)


@pytest.mark.parametrize(
    ("first", "is_first"),
    [
        (DAY, False),  # "2026-03-01", as many systems state a day
        (DAY.astimezone(timezone(timedelta(hours=5, minutes=30))), False),
        (DAY.replace(tzinfo=timezone(timedelta(hours=2))), False),  # a day of another zone
        (DAY.replace(tzinfo=timezone(timedelta(hours=-6))), False),
        (DAY + SECOND, True),  # a time of day: the text was there then
        (DAY - SECOND, True),
        (DAY - timedelta(days=1), True),  # the whole of the day before is earlier
        (CAME - timedelta(days=1), True),
    ],
)
def test_a_day_without_a_time_counts_to_its_end(
    room: Newsroom, first: datetime, is_first: bool
) -> None:
    room.add_sources([source()])
    answer = judged(room, first_published=first)
    assert (FIRST in codes(answer)) is is_first
    assert ("licence.none" in codes(answer)) is not is_first


@pytest.mark.parametrize("written", ["2026-03-01", "2026-03-01T00:00:00Z"])
def test_the_day_of_the_source_s_arrival_is_no_earlier_day(room: Newsroom, written: str) -> None:
    room.add_sources([source()])
    use = use_from({"publisher": "daily-lantern", "first_published": written}, Use(), "use")
    draft = read_draft(STORY, as_type="text")
    assert FIRST not in codes(check(room, draft, use, CheckOptions()).answer)


@pytest.mark.parametrize(
    ("own_came", "ours"), [(DAY, False), (DAY + SECOND, True), (DAY - timedelta(days=1), True)]
)
def test_an_own_story_of_which_the_day_is_known_counts_from_its_end(
    room: Newsroom, own_came: datetime, ours: bool
) -> None:
    own = source("own:1", "daily-lantern", published=own_came)
    room.add_sources([own, source(text=f"The Daily Lantern reported it first. {STORY} {MORE}")])
    assert ("licence.none" in codes(judged(room))) is not ours


def test_without_a_date_or_without_the_source_s_nobody_was_first(room: Newsroom) -> None:
    room.add_sources([source()])
    assert FIRST not in codes(judged(room))
    room.add_sources([source("nw:2", text=MORE, published=None)])
    assert FIRST not in codes(judged(room, MORE, first_published=CAME - SECOND))


def test_a_date_that_the_document_alone_states_is_no_proof(room: Newsroom) -> None:
    room.add_sources([source()])
    page = f'<meta property="article:published_time" content="2019-01-01"><p>{STORY}</p>'
    draft = read_draft(page, as_type="html")
    assert FIRST not in codes(judged(room, draft))
    old = CAME - timedelta(days=2000)
    claimed = judged(room, first_published=old, published_claimed=True)
    assert "licence.none" in codes(claimed)


def test_the_owner_s_marking_says_whose_it_is_whatever_the_date(room: Newsroom) -> None:
    room.add_sources([source(owner="afp")])
    old = CAME - timedelta(days=2000)
    assert FIRST in codes(judged(room, first_published=old))
    for marked in (f"PARIS, March 1 (AFP) - {STORY}", f"{STORY}\n\n© 2026 AFP"):
        assert FIRST not in codes(judged(room, marked, first_published=old))


@pytest.mark.parametrize("how", ["killed", "withheld", "embargoed"])
def test_what_the_provider_says_is_not_escaped_by_a_date(room: Newsroom, how: str) -> None:
    rights = {
        "killed": Rights(),
        "withheld": Rights(status="withheld"),
        "embargoed": Rights(embargo_until=datetime(2199, 1, 1, tzinfo=UTC)),
    }
    room.add_sources([source(rights=rights[how])])
    if how == "killed":
        room.store.sources.kill("nw:1", at=NOW)
    answer = judged(room, name="piece", first_published=CAME - timedelta(days=2000))
    assert answer.verdict == "blocked"
    assert [one.head.document for one in room.store.checks.recall("nw:1")] == ["piece"]


def test_an_early_take_of_the_source_was_there_before_the_piece(room: Newsroom) -> None:
    between = CAME + timedelta(hours=1)
    room.add_sources([source(version="1")])
    room.add_sources(
        [source(version="2", text=f"{STORY}\n\n{MORE}", published=CAME + SECOND * 9_000)]
    )
    assert FIRST not in codes(judged(room, f"{STORY}\n\n{MORE}", first_published=between))


def test_another_item_with_the_same_words_was_there_before_the_piece(room: Newsroom) -> None:
    room.add_sources([source("nw:early")])
    room.add_sources([source("nw:late", published=CAME + timedelta(days=9))])
    assert FIRST not in codes(judged(room, first_published=CAME + timedelta(days=3)))


def test_what_was_added_to_a_piece_later_did_not_appear_first(room: Newsroom) -> None:
    room.add_sources([source()])
    old = CAME - timedelta(days=30)
    assert judged(room, MORE, "piece", first_published=old).verdict == "clear"
    grown = judged(room, f"{MORE}\n\n{STORY}", "piece", first_published=old)
    assert FIRST not in codes(grown)
    assert "licence.none" in codes(grown)
    assert FIRST in codes(judged(room, STORY, "another", first_published=old))


def test_an_item_that_quotes_the_house_s_own_older_story_needs_no_licence(room: Newsroom) -> None:
    own = source("own:1", "daily-lantern", published=CAME - timedelta(days=1))
    room.add_sources([own, source(text=f"The Daily Lantern reported it first. {STORY} {MORE}")])
    answer = judged(room)
    assert answer.verdict == "clear"
    told = [r for c in answer.claims for r in c.reasons if "quotes your own story" in r.message]
    assert [(r.code, r.owner, r.found) for r in told] == [
        ("exception.own_content", "northwire", "own:1")
    ]
    both = judged(room, f"{STORY}\n\n{MORE}")  # what the agency wrote itself is still its own
    assert "licence.none" in codes(both)


@pytest.mark.parametrize(
    ("publisher", "site", "named"),
    [
        ("daily-lantern", "", True),
        ("pub:daily-lantern", "", True),
        ("pub:x", "www.daily-lantern.example", True),
        ("pub:x", "evening.example", False),
        ("daily", "", False),
    ],
)
def test_an_item_that_names_the_house_is_told_and_nothing_is_cleared_by_that(
    room: Newsroom, publisher: str, site: str, named: bool
) -> None:
    room.add_sources([source(text=f"{STORY} All this the Daily Lantern reported on Monday.")])
    draft = read_draft(STORY, as_type="text")
    use = Use(publisher=publisher, site=site, channel="web")
    answer = check(room, draft, use, CheckOptions()).answer
    assert ("detect.common_source" in codes(answer)) is named
    assert "licence.none" in codes(answer)
    dated = replace(use, first_published=CAME - timedelta(days=1))
    assert FIRST in codes(check(room, draft, dated, CheckOptions()).answer)


def test_an_own_text_that_is_younger_than_the_item_proves_nothing(room: Newsroom) -> None:
    for days in (0, 1):
        own = source(
            "own:1", "daily-lantern", published=CAME + timedelta(days=days), version=f"{days}"
        )
        room.add_sources([own, source()])
        answer = judged(room)
        assert "licence.none" in codes(answer)


def test_a_killed_item_that_quotes_the_house_is_blocked_all_the_same(room: Newsroom) -> None:
    own = source("own:1", "daily-lantern", published=CAME - timedelta(days=1))
    room.add_sources([own, source()])
    room.store.sources.kill("nw:1", at=NOW)
    assert judged(room).verdict == "blocked"
