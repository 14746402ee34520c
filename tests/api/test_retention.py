"""Recorded checks are forgotten after the days that the configuration says."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from api.metrics import Metrics
from api.webhooks.delivery import DeliveryWorker
from api.webhooks.guard import Target
from checker.errors import NotFound
from checker.store import Store
from tests.store.build import NOW, record


def nowhere(url: str) -> Target:
    raise AssertionError(f"nothing is sent to {url}")


@pytest.mark.parametrize(("days", "kept"), [(0, ["old", "new"]), (30, ["new"])])
def test_old_checks_go_only_when_the_configuration_says_so(
    tmp_path: Path, days: int, kept: list[str]
) -> None:
    with Store.open(tmp_path) as store:
        store.checks.record(
            [record("old", checked_at=NOW - timedelta(days=40)), record("new", checked_at=NOW)]
        )
        worker = DeliveryWorker(
            store, Metrics(), resolve=nowhere, keep_checks_days=days, clock=lambda: NOW
        )
        asyncio.run(worker._prune())
        found = []
        for name in ("old", "new"):
            try:
                found.append(store.checks.get(name).head.check)
            except NotFound:
                continue
        assert found == kept
