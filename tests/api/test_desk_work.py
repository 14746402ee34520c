"""Audits over the API, and events that time brings."""

import json
import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.webhooks.calendar import due_events
from checker.models.draft import Use
from checker.models.record import CheckHead, CheckRecord
from checker.models.verdict import NextEvent
from checker.store import Store
from tests.api.conftest import Served
from tests.api.stories import DRAFT, OWN, STORIES
from tests.waiting import until

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def record(name: str, at: datetime) -> CheckRecord:
    head = CheckHead(
        check=name,
        checked_at=NOW,
        verdict="clear",
        complete=True,
        text_sha256=name.ljust(64, "0"),
        use=Use(),
        document=name,
        next_event=NextEvent(at, "unpublish", "licence.retention_exceeded", "afp"),
    )
    return CheckRecord(head, result={"claims": [], "reasons": []})


def test_what_is_due_is_told_and_what_is_not_yet_is_not(tmp_path: Path) -> None:
    with Store.open(tmp_path / "data") as store:
        store.checks.record(
            [
                record("due", NOW - timedelta(minutes=1)),
                record("later", NOW + timedelta(days=1)),
                record("long-ago", NOW - timedelta(days=30)),
            ]
        )
        found = [(event, data["id"]) for _, event, data in due_events(store, NOW)]
    assert found == [("retention.due", "due")]


@pytest.mark.parametrize(("late", "told"), [(0, True), (119, True), (120, True), (121, False)])
def test_what_fell_due_over_a_long_weekend_without_a_service_is_still_told(
    tmp_path: Path, late: int, told: bool
) -> None:
    with Store.open(tmp_path / "data") as store:
        store.checks.record([record("due", NOW)])
        assert bool(list(due_events(store, NOW + timedelta(hours=late)))) is told


def test_the_end_of_an_agreement_is_told_a_month_a_week_and_a_day_before(tmp_path: Path) -> None:
    document = {
        "schema": "licence/1",
        "id": "lic:x",
        "kind": "agreement",
        "owner": {"id": "afp"},
        "licensee": {"id": "*", "brands": ["*"]},
        "channels": {"allow": ["*"]},
        "territories": {"allow": ["*"]},
        "valid": {"from": "2026-01-01", "until": "2026-03-31"},
    }
    with Store.open(tmp_path / "data") as store:
        store.agreements.put(document, at=NOW)
        keys: list[str] = []
        day = NOW
        while day < NOW + timedelta(days=40):
            keys += [key for key, event, _ in due_events(store, day)]
            day += timedelta(hours=6)
    assert len(set(keys)) == 3


@pytest.mark.usefixtures("measured_processes")
def test_an_audit_runs_by_itself_and_only_where_it_may(
    serve: Callable[..., Served], tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "one.txt").write_text(DRAFT)
    (archive / "two.txt").write_text(OWN)
    served = serve(audit_folders=[str(archive)])
    with served.client() as client:
        client.post("/v1/sources", json={"items": STORIES})
        for path in ("/etc", str(archive / ".." / ".."), "\x00", str(archive / "nothing")):
            assert client.post("/v1/audits", json={"path": path}).status_code in (403, 422)
        first = {"path": str(archive), "use": {"first_published": "2024-05-01T10:00:00Z"}}
        refused = client.post("/v1/audits", json=first)
        assert refused.status_code == 422, refused.text
        assert refused.json()["errors"][0]["field"] == "use.first_published"
        use = {"channel": "print", "at": "2025-03-01T09:30:00+01:00", "purpose": "archive"}
        begun = client.post("/v1/audits", json={"path": str(archive), "use": use})
        assert begun.status_code == 202, begun.text
        judged = begun.json()["parameters"]["use"]
        assert {name: judged[name] for name in use} == {**use, "at": "2025-03-01T08:30:00Z"}
        where = begun.headers["location"]
        until(lambda: client.get(where).json()["finished"])
        assert client.get(where).json()["status"] == "finished"
        pieces = client.get(f"{where}/checks").json()["items"]
        assert sorted(piece["verdict"] for piece in pieces) == ["clear", "licence_required"]
        first = client.get(f"{where}/checks", params={"limit": 1}).json()
        rest = client.get(f"{where}/checks", params={"cursor": first["next_cursor"]}).json()
        assert [*first["items"], *rest["items"]] == pieces
        assert rest["next_cursor"] is None
        page = client.get(where.removeprefix("/v1"))
        assert page.status_code == 200
        uses = client.get("/v1/sources/urn:test:harbour/uses").json()["items"]
        assert len(uses) == 1


@pytest.mark.usefixtures("measured_processes")
def test_audits_that_died_leave_their_places_and_go_on_or_end_over_the_api(
    serve: Callable[..., Served], tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for number in range(8):
        (archive / f"{number}.txt").write_text(f"{OWN} {number}")
    served = serve(audit_folders=[str(archive)])
    with served.client() as client:
        asked = {"path": str(archive)}

        def state(where: str) -> str:
            return str(client.get(where).json()["status"])

        def begun() -> tuple[str, int]:
            """A run that stands still, as one on a busy machine may, and its process."""
            answer = client.post("/v1/audits", json=asked)
            assert answer.status_code == 202, answer.text
            where = answer.headers["location"]
            manifests = (served.data / "audits").glob("*/manifest.json")
            known = [json.loads(path.read_text()) for path in manifests]
            mine = next(one for one in known if where.endswith(one["id"]))
            os.kill(mine["process"]["pid"], signal.SIGSTOP)
            return where, int(mine["process"]["pid"])

        (one, pid), (other, _) = begun(), begun()
        assert [state(one), state(other)] == ["running", "running"]
        assert client.post("/v1/audits", json=asked).json()["type"].endswith("audits-running")
        assert client.post(f"{one}/resume").status_code == 409
        os.kill(pid, signal.SIGKILL)
        until(lambda: state(one) == "interrupted")
        assert client.post(f"{other}/cancel").json()["status"] == "cancelled"
        assert ">Continue</button>" in client.get(other.removeprefix("/v1")).text
        answer = client.post(f"{one}/resume")
        assert (answer.status_code, answer.headers["location"]) == (202, one), answer.text
        assert answer.json()["status"] in ("running", "finished")
        until(lambda: state(one) == "finished")
        pieces = client.get(f"{one}/checks").json()["items"]
        assert len(pieces) == len({piece["id"] for piece in pieces}) == 8
        for what in ("resume", "cancel"):
            assert client.post(f"{one}/{what}").status_code == 409
        assert client.post("/v1/audits/aud_none/resume").status_code == 404
        assert client.post("/v1/audits/aud_none/cancel").status_code == 404
