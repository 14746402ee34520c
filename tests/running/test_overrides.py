"""What an editor's override releases: what was seen of the text, and nothing that came later."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from msgspec import UNSET

from checker.formats import read_draft
from checker.models.draft import Rights
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.report import Answer
from checker.running.check import CheckOptions, check
from tests.cases.newsrooms import NOW, open_newsroom

FERRY = (
    "The ferry Oriole left the harbour of Larkport at noon with all of her crew on board, two days "
    "after divers had found her anchor under the wreck of a dredger that sank in the spring."
)
BAKERS = (
    "A choir of bakers sang before dawn beneath the windows of the finance ministry and asked for "
    "cheaper flour, until the porter came out with a bucket and joined in with the second verse."
)
TEXT = f"{FERRY}\n\n{BAKERS}"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with open_newsroom(tmp_path) as newsroom:
        newsroom.add_sources([Source("d", "dpa", FERRY)])
        yield newsroom


def checked(room: Newsroom) -> Answer:
    draft = read_draft(TEXT, as_type="text")
    return check(room, draft, options=CheckOptions()).answer


def release(room: Newsroom, codes: Sequence[str]) -> None:
    seen = checked(room)
    assert seen.enforcement == "block"
    assert isinstance(seen.check, str)
    room.store.overrides.add(
        seen.check, by="desk", why="bought", action="allow", at=NOW, codes=codes
    )
    assert checked(room).enforcement == "allow"


@pytest.mark.parametrize("codes", [(), ("licence.none",)], ids=["all", "by code"])
def test_a_release_does_not_cover_another_owner_s_item_that_came_later(
    room: Newsroom, codes: Sequence[str]
) -> None:
    release(room, codes)
    room.add_sources([Source("a", "afp", BAKERS)])
    later = checked(room)
    assert {claim.owner for claim in later.claims if claim.verdict == "licence_required"} == {
        "afp",
        "dpa",
    }
    assert later.overrides
    assert later.enforcement == "block"


@pytest.mark.parametrize("codes", [(), ("licence.none",)], ids=["all", "by code"])
def test_a_release_does_not_cover_a_kill_that_came_later(
    room: Newsroom, codes: Sequence[str]
) -> None:
    release(room, codes)
    room.store.sources.kill("d", reason="wrong", at=NOW)
    assert (checked(room).verdict, checked(room).enforcement) == ("blocked", "block")


UNREAD = "Embargoed until the minister has spoken"


def embargoed(room: Newsroom, raw: str, at: str) -> Answer:
    rights = Rights(embargo_raw=raw) if raw else Rights()
    room.add_sources([Source("d", "dpa", FERRY, version=at, rights=rights)])
    return checked(room)


def test_an_embargo_that_nobody_could_read_is_released_until_its_end_is_known(
    room: Newsroom,
) -> None:
    unread = embargoed(room, UNREAD, "2")
    assert isinstance(unread.check, str)
    assert unread.releasable is True
    room.store.overrides.add(unread.check, by="admin", why="he spoke", action="allow", at=NOW)
    assert embargoed(room, UNREAD, "2").enforcement == "allow"
    read = embargoed(room, "Embargoed until 12:00 GMT, 3 July 2025", "3")
    assert (read.enforcement, read.releasable) == ("block", False)


def test_a_text_that_nobody_holds_says_nothing_of_its_release(room: Newsroom) -> None:
    assert checked(room).releasable is True  # licence.none
    free = check(room, read_draft("Our own words.", as_type="text"), options=CheckOptions())
    assert (free.answer.enforcement, free.answer.releasable) == ("allow", UNSET)
