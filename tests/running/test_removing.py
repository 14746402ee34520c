"""An item that may not be published is not removed without a word."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from checker.errors import Conflict, NotFound, Stale
from checker.models.draft import Rights
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.running.removing import remove_item
from tests.cases.newsrooms import open_newsroom

NOW = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)
LATER, BEFORE = NOW + timedelta(hours=1), NOW - timedelta(hours=1)


def with_item(room: Newsroom, **rights: Any) -> Newsroom:
    text = "A grey seal swam up the canal on Sunday and slept on the steps of the old bank."
    room.add_sources([Source("urn:seal", "northlight", text, rights=Rights(**rights))])
    return room


@pytest.mark.parametrize(
    "rights",
    [
        {"status": "canceled"}, {"status": "withheld"}, {"status": "not_for_publication"},
        {"embargo_until": LATER}, {"embargo_raw": "until the final whistle"},
        {"editors_note": ("EMBARGOED until 2 June 2025 10:00 GMT",)},
    ],
)  # fmt: skip
def test_an_item_that_is_held_back_is_removed_only_on_demand(
    tmp_path: Path, rights: dict[str, Any]
) -> None:
    with with_item(open_newsroom(tmp_path), **rights) as room:
        with pytest.raises(Conflict, match="no longer be blocked"):
            remove_item(room, "urn:seal")
        assert room.store.sources.registered("urn:seal")
        remove_item(room, "urn:seal", withheld=True)
        with pytest.raises(NotFound):
            room.store.sources.registered("urn:seal")


def test_a_kill_by_command_counts_and_its_withdrawal_too(tmp_path: Path) -> None:
    with with_item(open_newsroom(tmp_path)) as room:
        room.store.sources.kill("urn:seal", at=NOW)
        with pytest.raises(Conflict, match="killed"):
            remove_item(room, "urn:seal")
        room.store.sources.release("urn:seal", at=NOW)
        remove_item(room, "urn:seal")


@pytest.mark.parametrize(
    "rights",
    [
        {}, {"status": "usable"}, {"embargo_until": BEFORE}, {"expires": BEFORE},
        {"usage_terms": ("No use in France",)},
    ],
)  # fmt: skip
def test_any_other_item_is_removed(tmp_path: Path, rights: dict[str, Any]) -> None:
    with with_item(open_newsroom(tmp_path), **rights) as room:
        remove_item(room, "urn:seal")
        with pytest.raises(NotFound):
            remove_item(room, "urn:seal")


def test_an_item_of_another_revision_is_kept(tmp_path: Path) -> None:
    with with_item(open_newsroom(tmp_path)) as room:
        with pytest.raises(Stale):
            remove_item(room, "urn:seal", if_revision=99)
        assert room.store.sources.registered("urn:seal")
