"""Recorded checks are forgotten after the days that the configuration says."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from api.metrics import Metrics
from api.webhooks.delivery import DeliveryWorker
from api.webhooks.guard import Target
from checker.errors import NotFound
from checker.store import Store, Webhook
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


def test_each_warning_before_the_end_of_an_agreement_is_sent_once(tmp_path: Path) -> None:
    """The longest notice is due for weeks, longer than the answers to other callers are kept."""
    end = NOW + timedelta(days=40)
    agreement = {
        "id": "lic:x",
        "owner": {"id": "afp"},
        "channels": {"allow": ["*"]},
        "territories": {"allow": ["*"]},
        "valid": {"until": end.isoformat()},
    }
    days = [NOW + timedelta(hours=12 * half) for half in range(80)]
    now = days[0]
    with Store.open(tmp_path) as store:
        store.agreements.put(agreement, at=NOW)
        store.webhooks.add(Webhook("whk_1", "http://desk.example/", (), ("whsec_AAAA",), NOW))
        worker = DeliveryWorker(store, Metrics(), resolve=nowhere, clock=lambda: now)

        async def weeks() -> None:
            nonlocal now
            for now in days:  # noqa: B007 - the worker's clock reads it
                await worker._announce_due()
                await worker._prune()

        asyncio.run(weeks())
        sent = [one.created for one in store.webhooks.deliveries("whk_1")]
    assert [(end - at).days for at in sorted(sent)] == [29, 6, 0]
