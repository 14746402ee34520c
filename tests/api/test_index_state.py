"""A service whose index cannot be searched says so, and no check of it is clear."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.workers.jobs import health
from api.workers.opening import WorkerNewsroom, WorkerSettings, open_worker
from checker.errors import NotFound
from checker.index import Index
from checker.models.draft import Draft, Use
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.postings import mapped
from checker.running.check import check
from tests.api.conftest import Served
from tests.matching.newsroom import story
from tests.postings.test_damage import flipped, zeroed
from tests.waiting import until

MARKED = "Lisbon, March 2 (AFP) - The harbour board met on Monday to talk about its oldest crane."


def stored(data: Path, numbers: range) -> None:
    with Newsroom.open(data) as newsroom:
        newsroom.add_sources([Source(f"s{n}", "north", story(n, 6)) for n in numbers])
        newsroom.index.flush(force=True)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    stored(tmp_path / "data", range(20))
    return tmp_path / "data"


@pytest.fixture
def worker(data: Path) -> Iterator[WorkerNewsroom]:
    opened = open_worker(WorkerSettings(data=data))
    yield opened
    opened.close()


def segment(data: Path) -> Path:
    (path,) = (data / "index").glob("*.seg")
    return path


def test_a_worker_says_that_its_index_is_whole(worker: WorkerNewsroom) -> None:
    until(lambda: health(worker)["index_state"] == "whole")
    assert health(worker)["index_problems"] == []


def test_damage_found_beside_is_told_by_health_and_by_every_check(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapped, "_AT_ONCE", 0)
    flipped(segment(data), "places")
    begin = Index.inspect
    with monkeypatch.context() as patch:
        patch.setattr(Index, "inspect", lambda _index: None)
        worker = open_worker(WorkerSettings(data=data))
    assert health(worker)["index_state"] == "checking"
    begin(worker.newsroom.index)
    until(lambda: health(worker)["index_state"] == "faulty")
    (problem,) = health(worker)["index_problems"]
    assert "places" in problem["detail"]
    assert problem["hint"] == "wirecheck index rebuild"
    answer = check(worker.newsroom, story(3, 6), Use()).answer
    assert (answer.verdict, answer.complete) == ("unfinished", False)
    worker.close()


@pytest.mark.parametrize("how", ["zeroed", "another database's"])
def test_a_check_on_a_faulty_index_gives_its_markings_and_what_mends_the_index(
    data: Path, tmp_path: Path, how: str
) -> None:
    if how == "zeroed":
        zeroed(segment(data), "rest")
    else:
        stored(tmp_path / "other", range(20, 0, -1))
        (data / "index").rename(tmp_path / "gone")
        (tmp_path / "other" / "index").rename(data / "index")
    with Newsroom.open(data) as newsroom:
        found = check(newsroom, Draft(f"{MARKED}\n\n{story(3, 6)}"), Use())
    answer = found.answer
    assert not answer.complete
    assert (answer.verdict, answer.enforcement) != ("clear", "allow")
    assert [finding.agency for finding in answer.findings] == ["afp"]
    told = [reason for reason in answer.reasons if reason.code == "system.index_stale"]
    assert len(told) == 1
    assert "wirecheck index rebuild" in told[0].message


def test_a_worker_begins_no_newsroom_in_the_place_of_a_lost_one(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        open_worker(WorkerSettings(data=tmp_path / "lost"))
    assert not (tmp_path / "lost").exists()


def test_a_running_service_is_degraded_while_its_index_is_faulty_and_mended_by_a_rebuild(
    serve: Callable[..., Served], tmp_path: Path, data: Path
) -> None:
    served = serve(data)
    with served.client() as client:
        until(lambda: client.get("/readyz").json().get("index_state") == "whole")
        assert served.check(story(3, 6))["verdict"] == "licence_required"
        zeroed(segment(data), "rest")
        answer = served.check(story(4, 6))  # another one: an answer that was right may be kept
        assert (answer["verdict"], answer["complete"]) == ("unfinished", False)
        assert [reason["code"] for reason in answer["reasons"]] == ["system.index_stale"]
        until(lambda: client.get("/readyz").json().get("index_state") == "faulty")
        told = client.get("/readyz")
        assert (told.status_code, told.json()["status"]) == (200, "degraded")
        assert told.json()["index_problems"][0]["hint"] == "wirecheck index rebuild"
        with Newsroom.open(data) as newsroom:
            newsroom.index.rebuild()
        until(lambda: client.get("/readyz").json().get("index_state") == "whole")
        assert served.check(story(4, 6))["verdict"] == "licence_required"
