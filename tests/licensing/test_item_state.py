"""The state of an item in one word, and until when."""

from datetime import UTC, datetime, timedelta

import pytest

from checker.licensing import Agreement, item_state
from checker.models.draft import Rights
from checker.models.source import Item

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("rights", "word", "until"),
    [
        (Rights(), "usable", None),
        (Rights(status="stat:usable"), "usable", None),
        (Rights(status="canceled"), "killed", None),
        (Rights(status="withheld"), "withheld", None),
        (Rights(status="Under embargo"), "embargoed", None),
        (Rights(status="blorp"), "unknown", None),
        (Rights(embargo_until=NOW + SECOND), "embargoed", NOW + SECOND),
        (Rights(embargo_until=NOW), "usable", None),
        (Rights(embargo_raw="none"), "usable", None),
        (Rights(editors_note=("EMBARGOED until 2 March 2026 10:00 GMT",)), "embargoed",
         datetime(2026, 3, 2, 10, tzinfo=UTC)),
        (Rights(expires=NOW), "expired", None),
        (Rights(expires=NOW + SECOND), "usable", None),
        (Rights(usage_terms=("No use in Italy",)), "usable", None),
    ],
)  # fmt: skip
def test_an_item_has_the_state_that_a_check_of_its_text_would_find(
    rights: Rights, word: str, until: datetime | None
) -> None:
    state = item_state(Item("urn:x", "afp", rights, published=NOW), now=NOW)
    assert (state.word, state.until) == (word, until)


def test_what_was_killed_is_killed_whatever_else_is_stated() -> None:
    rights = Rights(embargo_until=NOW + SECOND)
    killed = Item("urn:x", "afp", rights, killed_at=NOW, killed_by="urn:x")
    assert item_state(killed, now=NOW).word == "killed"


def test_an_embargo_without_a_zone_is_in_that_of_the_owner_s_agreement() -> None:
    document = {
        "id": "lic:x",
        "owner": {"id": "afp"},
        "channels": {"allow": ["*"]},
        "territories": {"allow": ["*"]},
        "timezone": "America/New_York",
    }
    rights = Rights(embargo_until=datetime(2026, 3, 1, 8))  # noqa: DTZ001 - as a wire may give it
    item = Item("urn:x", "afp", rights)
    state = item_state(item, agreements=[Agreement.from_document(document)], now=NOW)
    assert state.until == datetime(2026, 3, 1, 13, tzinfo=UTC)
