"""Overrides hold for one text alone."""

from datetime import timedelta

import pytest

from checker.errors import Conflict, NotFound
from checker.store import Store
from tests.store.build import NOW, record

OWN, AFP = "a" * 64, "b" * 64


def released(store: Store, text: str, document: str | None = "wp:4") -> list[str]:
    return [one.by for one in store.overrides.in_force(text, now=NOW, document=document)]


def override(store: Store, check: str = "chk_1", **changes: object) -> str:
    return store.overrides.add(
        check,
        by="desk",
        why="cleared by phone",
        action="allow",
        at=NOW,
        **changes,  # type: ignore[arg-type]
    ).id


def test_an_override_holds_for_its_text_and_no_other(store: Store) -> None:
    store.checks.record([record("chk_1", document="wp:4", text_sha256=OWN)])
    override(store, role="rights-desk", codes=("licence.none",), until=NOW + timedelta(days=1))
    (held,) = store.overrides.of("chk_1")
    assert (held.by, held.why, held.role) == ("desk", "cleared by phone", "rights-desk")
    assert (held.codes, held.text_sha256) == (("licence.none",), OWN)
    assert released(store, OWN) == ["desk"]
    assert released(store, AFP) == []
    assert released(store, OWN, "wp:5") == []


def test_an_override_lapses_with_the_next_revision_and_does_not_come_back(store: Store) -> None:
    store.checks.record([record("chk_1", document="wp:4", text_sha256=OWN)])
    override(store)
    store.checks.record([record("chk_2", document="wp:4", text_sha256=OWN)])
    assert released(store, OWN) == ["desk"]
    store.checks.record([record("chk_3", document="wp:4", text_sha256=AFP)])
    assert released(store, OWN) == []
    store.checks.record([record("chk_4", document="wp:4", text_sha256=OWN)])
    assert released(store, OWN) == []


def test_a_stale_check_cannot_be_overridden(store: Store) -> None:
    store.checks.record([record("chk_1", document="wp:4", text_sha256=OWN)])
    store.checks.record([record("chk_2", document="wp:4", text_sha256=AFP)])
    with pytest.raises(Conflict, match="has changed in the meantime"):
        override(store)
    with pytest.raises(NotFound):
        override(store, "chk_9")


def test_an_override_ends_by_time_and_by_word(store: Store) -> None:
    store.checks.record([record("chk_1", document="wp:4", text_sha256=OWN)])
    override(store, until=NOW)
    assert released(store, OWN) == []
    second = override(store)
    store.overrides.revoke(second, at=NOW)
    assert released(store, OWN) == []
    with pytest.raises(NotFound):
        store.overrides.revoke("ovr_x", at=NOW)
