"""Audits record how far they are."""

import pytest

from checker.errors import Conflict, NotFound
from checker.store import Store
from tests.store.build import NOW


def test_an_audit_records_how_far_it_is(store: Store) -> None:
    store.audits.start("aud_1", {"path": "archive"}, at=NOW)
    with pytest.raises(Conflict):
        store.audits.start("aud_1", {}, at=NOW)
    store.audits.update("aud_1", summary={"files": 3})
    done = store.audits.update("aud_1", status="completed", finished=NOW)
    assert (done.status, done.summary, done.finished) == ("completed", {"files": 3}, NOW)
    assert store.audits.page() == [done]
    with pytest.raises(NotFound):
        store.audits.update("aud_2", status="x")
