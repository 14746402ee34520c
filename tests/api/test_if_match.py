"""`If-Match`: of several who change the same state at one moment, one does."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from threading import Barrier

import httpx
import pytest

from tests.api.conftest import Served
from tests.api.stories import OWN

WRITERS, ROUNDS = 4, 6
AGREEMENT = {
    "schema": "licence/1",
    "id": "lic:test:raced",
    "kind": "agreement",
    "owner": {"id": "dpa"},
    "licensee": {"id": "*", "brands": ["*"]},
    "channels": {"allow": ["web"]},
    "territories": {"allow": ["*"]},
}
Change = Callable[[httpx.Client, dict[str, str], int], httpx.Response]


def raced_agreement(client: httpx.Client, guard: dict[str, str], number: int) -> httpx.Response:
    document = {**AGREEMENT, "note": f"of writer {number}"}
    return client.put("/v1/agreements/lic:test:raced", json=document, headers=guard)


def raced_policy(client: httpx.Client, guard: dict[str, str], number: int) -> httpx.Response:
    policy = {"schema": "policy/1", "review_below": "low", "note": f"of writer {number}"}
    return client.put("/v1/policy", json=policy, headers=guard)


def raced_rights(client: httpx.Client, guard: dict[str, str], number: int) -> httpx.Response:
    rights = {"usage_terms": [f"of writer {number}"]}
    return client.patch("/v1/sources/urn:raced", json={"rights": rights}, headers=guard)


def removed_agreement(client: httpx.Client, guard: dict[str, str], number: int) -> httpx.Response:
    if number % 2:
        return raced_agreement(client, guard, number)
    return client.delete("/v1/agreements/lic:test:raced", headers=guard)


@pytest.fixture
def raced(newsroom: Served) -> Iterator[Served]:
    item = {"id": "urn:raced", "owner": "dpa", "text": OWN}
    with newsroom.client() as client:
        before = client.get("/v1/policy").json()
        assert client.post("/v1/sources", json={"items": [item]}).status_code < 300
        yield newsroom
        client.delete("/v1/agreements/lic:test:raced")
        client.delete("/v1/sources/urn:raced")
        restored = client.put("/v1/policy", json=before["document"])
        assert restored.status_code == 200, restored.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("/v1/agreements/lic:test:raced", raced_agreement),
        ("/v1/agreements/lic:test:raced", removed_agreement),
        ("/v1/policy", raced_policy),
        ("/v1/sources/urn:raced", raced_rights),
    ],
)
def test_of_several_writers_at_one_moment_one_writes(
    raced: Served, path: str, change: Change
) -> None:
    barrier = Barrier(WRITERS)

    def write(guard: dict[str, str], number: int) -> tuple[int, str]:
        with raced.client() as client:
            barrier.wait()
            answer = change(client, guard, number)
        return answer.status_code, answer.text

    with raced.client() as client, ThreadPoolExecutor(WRITERS) as threads:
        for number in range(ROUNDS):
            client.post("/v1/agreements", json=AGREEMENT)
            guard = {"If-Match": client.get(path).headers["etag"]}
            numbers = range(number * WRITERS, (number + 1) * WRITERS)
            told = list(threads.map(write, repeat(guard, WRITERS), numbers))
            done = [text for status, text in told if status in (200, 204)]
            assert len(done) == 1, told
            late = [json.loads(text) for status, text in told if status not in (200, 204)]
            assert {one["type"] for one in late} <= {
                "urn:wirecheck:problem:changed-meanwhile",
                "urn:wirecheck:problem:not-found",  # it was removed before the others asked
            }


def test_a_policy_is_guarded_like_everything_else(raced: Served) -> None:
    with raced.client() as client:
        policy = {"schema": "policy/1", "review_below": "low"}
        seen = client.get("/v1/policy").headers["etag"]
        stale = client.put("/v1/policy", json=policy, headers={"If-Match": '"old"'})
        assert (stale.status_code, stale.json()["status"]) == (412, 412)
        assert client.put("/v1/policy", json=policy, headers={"If-Match": seen}).status_code == 200
        assert client.put("/v1/policy", json=policy, headers={"If-Match": "*"}).status_code == 200
