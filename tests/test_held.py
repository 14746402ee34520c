"""What a newsroom keeps of its store is never older than the store, and is not read twice."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import UnsetType

from checker.models.draft import Use
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.report.found import MatchedSource
from checker.running.check import CheckedDocument, CheckOptions, check
from checker.store import Store

STORY = (
    "The ferry Oriole left the harbour of Larkport at noon with all of her crew on board today,"
    " and the harbour office counted the boats that were still moored along the northern pier."
)
USE = Use(publisher="pub:lantern", site="lantern.example", channel="web", territories=("FR",))
AGREEMENT = """schema: licence/1
id: lic:afp:web
kind: agreement
contract: {ref: "C-1"}
owner: {id: afp, name: "Agence France-Presse"}
licensee: {id: pub:lantern, name: "The Lantern", brands: ["*"]}
content: {media: [text], languages: ["*"]}
channels: {allow: [web]}
territories: {allow: ["*"]}
"""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "data") as opened:
        opened.add_sources([Source(id="urn:1", owner="afp", text=STORY, title="")])
        yield opened


@pytest.fixture
def elsewhere(room: Newsroom) -> Iterator[Store]:
    """The same directory, as another process has it open."""
    with Store.open(room.store.path) as opened:
        yield opened


def checked(room: Newsroom, *, record: bool = False) -> CheckedDocument:
    return check(room, STORY, USE, CheckOptions(record=record))


def codes(done: CheckedDocument) -> set[str]:
    return {reason.code for claim in done.answer.claims for reason in claim.reasons}


def shown(room: Newsroom) -> dict[str, MatchedSource]:
    sources = check(room, STORY, USE, CheckOptions(record=False, with_sources=True)).answer.sources
    assert not isinstance(sources, UnsetType)
    return sources


def now() -> datetime:
    return datetime.now(UTC)


def test_a_kill_of_another_process_holds_for_the_very_next_check(
    room: Newsroom, elsewhere: Store
) -> None:
    assert "status.killed" not in codes(checked(room))
    elsewhere.sources.kill("urn:1", at=now())
    assert "status.killed" in codes(checked(room))
    elsewhere.sources.release("urn:1", now())
    assert "status.killed" not in codes(checked(room))


def test_an_agreement_of_another_process_holds_for_the_very_next_check(
    room: Newsroom, elsewhere: Store
) -> None:
    before = checked(room)
    assert "licence.none" in codes(before)
    assert "for lantern on" in before.answer.use.words
    with Newsroom(elsewhere, room.index, room.engine) as other:
        other.add_agreement(AGREEMENT, "afp.yaml")
        after = checked(room)
        assert "licence.ok" in codes(after)
        assert "for The Lantern on" in after.answer.use.words
        elsewhere.agreements.remove("lic:afp:web", at=now())
        assert "licence.none" in codes(checked(room))


def test_a_release_of_another_process_holds_for_the_very_next_check(
    room: Newsroom, elsewhere: Store
) -> None:
    held = checked(room, record=True)
    assert not held.answer.overrides
    assert held.record is not None
    name = held.record.head.check
    given = elsewhere.overrides.add(name, by="desk", why="cleared", action="allow", at=now())
    assert [one.id for one in checked(room).answer.overrides] == [given.id]
    elsewhere.overrides.revoke(given.id, at=now())
    assert not checked(room).answer.overrides


def test_a_source_that_is_removed_is_no_longer_quoted(room: Newsroom, elsewhere: Store) -> None:
    assert list(shown(room)) == ["urn:1"]
    elsewhere.sources.remove("urn:1", at=now())
    assert not shown(room)


def test_a_new_version_is_the_one_that_is_quoted(room: Newsroom, elsewhere: Store) -> None:
    assert shown(room)["urn:1"].text == STORY
    again = Source(id="urn:1", owner="afp", text=STORY + " It rained.", title="", version="2")
    elsewhere.sources.put([again], received=now())
    assert shown(room)["urn:1"].text.endswith("It rained.")


def test_a_check_of_an_unchanged_newsroom_asks_what_has_changed_and_nothing_else(
    room: Newsroom,
) -> None:
    room.index.flush(force=True)  # its files name the database
    checked(room)
    asked: list[str] = []
    room.store._connections.reader().set_trace_callback(asked.append)
    done = checked(room)
    room.store._connections.reader().set_trace_callback(None)
    assert done.answer.matches
    assert len(asked) == 3, asked  # before the search, the judgement, and the check itself
    assert all("FROM counters" in statement for statement in asked)
