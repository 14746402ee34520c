"""The client of the service, against services that answer late, wrongly, or not at all."""

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from checker.client import (
    CallRefused,
    Client,
    ClientError,
    DraftMembers,
)
from tests.client.served import BASE, BUSY, DRAFT, LOST, Ask, Service, answer, ask, both, problem


@both
@pytest.mark.parametrize(
    ("enforcement", "may"),
    [("allow", True), ("warn", True), ("hold", False), ("block", False), ("of tomorrow", False)],
)
def test_what_the_policy_enforces_is_what_is_done(ask: Ask, enforcement: str, may: bool) -> None:
    decision = ask(Service([answer(enforcement)]))
    assert (decision.may_publish, decision.checked, decision.check) == (may, True, "chk_1")
    assert decision.reasons == (() if enforcement == "allow" else ("licence.none",))


@both
def test_a_call_says_what_it_sends_and_who_sends_it(ask: Ask) -> None:
    service = Service([answer()])
    ask(service)
    (request,) = service.asked
    assert json.loads(request.content) == DRAFT
    assert request.headers["authorization"] == "Bearer wck_x"
    assert str(request.url) == f"{BASE}/v1/checks"


# Attempts -----------------------------------------------------------------------------------------


@both
@pytest.mark.parametrize(
    "first",
    [
        [LOST],
        [httpx.ReadTimeout("late"), LOST],
        [BUSY],
        [problem("too-many-requests", 429)],
        [httpx.Response(502, text="<html>Bad gateway</html>")],
        [httpx.Response(500)],
        [httpx.Response(200, text="<html>Please sign in</html>")],
        [problem("still-in-progress", 409)],
    ],
)
def test_what_may_pass_is_asked_again_with_the_same_key(ask: Ask, first: list[Any]) -> None:
    service = Service([*first, answer()])
    assert ask(service).checked
    assert len(service.asked) == len(first) + 1
    assert len({request.headers["idempotency-key"] for request in service.asked}) == 1


@pytest.mark.parametrize("retries", [0, 1, 2, 3])
def test_there_are_as_many_attempts_as_were_asked_for(retries: int) -> None:
    service = Service([LOST] * 9)
    assert not ask(service, retries=retries, timeout=60.0).checked
    assert len(service.asked) == retries + 1
    assert service.waits == [0.25, 0.5, 1.0][:retries]


def test_all_attempts_together_take_no_longer_than_one_call_may() -> None:
    service = Service([LOST] * 9, seconds=2.0)
    assert not ask(service, retries=8, timeout=5.0).checked
    assert len(service.asked) == 3
    assert 4.5 < service.now <= 5.0


@pytest.mark.parametrize(("seconds", "asked"), [("1", 2), ("4", 2), ("5", 1), ("86400", 1)])
def test_a_pause_that_the_service_asks_for_is_kept_or_not_waited_for(
    seconds: str, asked: int
) -> None:
    service = Service([httpx.Response(503, headers={"Retry-After": seconds}), answer()])
    assert ask(service, timeout=5.0).checked is (asked == 2)
    assert len(service.asked) == asked
    assert service.waits == [float(seconds)][: asked - 1]


@both
def test_an_answer_in_drops_is_cut_off(ask: Ask) -> None:
    class Drops(httpx.SyncByteStream, httpx.AsyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            for _ in range(100):
                service.now += 1.0
                yield b" "

        async def __aiter__(self) -> Any:
            for one in self:
                yield one

    service = Service([Drops] * 3)
    decision = ask(service, timeout=5.0)
    assert (decision.checked, service.now < 7.0) == (False, True)
    assert "too slowly" in decision.message


@both
@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (problem("unauthorized", 401), 401),
        (problem("forbidden", 403), 403),
        (problem("not-found", 404), 404),
        (problem("invalid-request", 422, errors=[{"field": "html", "detail": "no"}]), 422),
        (httpx.Response(301, headers={"Location": "https://elsewhere.example"}), 301),
    ],
)
def test_a_call_that_is_wrong_is_an_error_and_never_a_decision(
    ask: Ask, refusal: httpx.Response, status: int
) -> None:
    service = Service([refusal, answer()])
    with pytest.raises(CallRefused) as error:
        ask(service)
    assert error.value.status == status
    assert len(service.asked) == 1


@pytest.mark.parametrize("body", [{}, {"ok": True}, {"results": []}])
def test_an_answer_of_somebody_else_is_no_verdict(body: dict[str, Any]) -> None:
    assert not ask(Service([body])).checked
    with Service([body]).client() as client:
        (decision,) = client.check_many([DRAFT])
    assert (decision.checked, decision.may_publish) == (False, False)


# Many, and confirming -----------------------------------------------------------------------------


def test_many_drafts_go_in_groups_and_come_back_in_their_order() -> None:
    def group(first: int, last: int) -> dict[str, Any]:
        return {"results": [answer(message=str(n)) for n in range(first, last)]}

    service = Service([group(0, 100), group(100, 200), group(200, 201)])
    drafts: list[DraftMembers] = [{"text": str(n)} for n in range(201)]
    with service.client() as client:
        found = client.check_many(drafts, use={"channel": "web"})
    assert [one.message for one in found] == [str(n) for n in range(201)]
    bodies = [json.loads(request.content) for request in service.asked]
    assert [len(body["drafts"]) for body in bodies] == [100, 100, 1]
    assert bodies[0]["use"] == {"channel": "web"}


def test_large_drafts_go_in_calls_that_the_service_takes() -> None:
    drafts: list[DraftMembers] = [{"text": "a" * 700_000} for _ in range(3)]
    service = Service([{"results": [answer()] * 2}, {"results": [answer()]}])
    with service.client() as client:
        assert len(client.check_many(drafts)) == 3
    assert max(len(request.content) for request in service.asked) < 2_000_000


def test_one_draft_that_was_not_read_holds_no_other() -> None:
    fault = {"what": "this is a PDF document", "hint": "paste its text", "status": 415}
    failed = {"id": "a", "verdict": None, "complete": False, "error": fault}
    with Service([{"results": [answer(), failed]}], on_unavailable="hold").client() as client:
        fine, unread = client.check_many([DRAFT, DRAFT])
    assert (fine.may_publish, unread.may_publish) == (True, False)
    assert unread.message == "Not checked: this is a PDF document (paste its text)."


@pytest.mark.parametrize(
    ("told", "confirmed", "may"),
    [
        (answer("allow", confirmed=True, reasons=[]), True, True),
        (answer("allow", confirmed=False, reasons=["system.not_recorded"]), False, False),
        (answer("block", confirmed=False, reasons=["status.killed"]), False, False),
        (problem("other-text", 409), False, False),
    ],
)
def test_only_what_is_confirmed_goes_out(told: Any, confirmed: bool, may: bool) -> None:
    with Service([told]).client() as client:
        decision = client.confirm("chk/1", html="<p>a</p>")
    assert (decision.confirmed, decision.may_publish) == (confirmed, may)
    assert decision.checked


def test_an_address_that_is_none_is_refused_at_once() -> None:
    for base in ("wirecheck.example.org", "", "ftp://a.example", "https://a.example?x=1"):
        with pytest.raises(ClientError, match="address"):
            Client(base)


def test_a_service_that_takes_a_connection_and_says_nothing_costs_the_time_and_no_more() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        with Client(f"http://127.0.0.1:{silent.getsockname()[1]}", timeout=0.4) as client:
            decision = client.check(text="a")
        assert time.monotonic() - began < 30
    assert "did not come in time" in decision.message
