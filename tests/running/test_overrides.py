"""What an editor's override releases: what was seen of the text, and nothing that came later."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from checker.formats import read_draft
from checker.models import Source
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
