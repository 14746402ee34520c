"""Audits record how far they are."""

from datetime import timedelta

import pytest

from checker.errors import NotFound
from checker.store import Store
from tests.store.build import NOW


def test_an_audit_records_how_far_it_is(store: Store) -> None:
    begun = store.audits.start("aud_1", {"path": "archive"}, at=NOW, folder="/out/\udce9")
    assert (begun.status, begun.folder) == ("running", "/out/\udce9")
    assert store.audits.running() == [begun]
    store.audits.update("aud_1", summary={"files": 3})
    done = store.audits.update("aud_1", status="finished", finished=NOW)
    assert (done.status, done.summary, done.finished) == ("finished", {"files": 3}, NOW)
    assert store.audits.page() == [done]
    assert store.audits.running() == []
    with pytest.raises(NotFound):
        store.audits.update("aud_2", status="finished")


def test_an_audit_that_goes_on_runs_again_since_it_first_began(store: Store) -> None:
    store.audits.start("aud_1", {"path": "archive"}, at=NOW, folder="/out")
    store.audits.update("aud_1", status="finished", finished=NOW)
    later = NOW + timedelta(days=1)
    again = store.audits.start("aud_1", {"path": "archive"}, at=later, folder="/moved")
    assert (again.status, again.started, again.finished) == ("running", NOW, None)
    assert again.folder == "/moved"
    assert len(store.audits.page()) == 1
