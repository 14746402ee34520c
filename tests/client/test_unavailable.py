"""What a client decides without the service, or with one that cannot judge."""

from typing import Any

import httpx
import pytest

from checker.client import (
    OnUnavailable,
    Policy,
    ServiceFault,
    Unavailable,
)
from tests.client.served import BUSY, DIGEST, DRAFT, LOST, Ask, Service, answer, ask, both, problem

# Without the service ------------------------------------------------------------------------------


@both
@pytest.mark.parametrize(
    ("wanted", "enforcement", "may"),
    [
        ("policy", "hold", False),
        ("hold", "hold", False),
        ("block", "block", False),
        ("warn", "warn", True),
        ("allow", "allow", True),
    ],
)
def test_without_an_answer_the_text_goes_out_only_where_that_was_said(
    ask: Ask, wanted: OnUnavailable, enforcement: str, may: bool
) -> None:
    decision = ask(Service([LOST] * 9), on_unavailable=wanted)
    assert (decision.enforcement, decision.may_publish) == (enforcement, may)
    assert (decision.checked, decision.verdict, decision.check) == (False, None, None)
    assert decision.message.startswith("Not checked: the licensing service gave no answer")


@both
def test_who_wants_an_error_gets_one(ask: Ask) -> None:
    with pytest.raises(Unavailable):
        ask(Service([LOST] * 9), on_unavailable="raise")


UNREADABLE = problem("licences-unreadable", 503, enforcement="hold")


@both
@pytest.mark.parametrize(
    "answers",
    [
        [UNREADABLE] * 9,
        [UNREADABLE, *[LOST] * 9],  # it was there, and then the time was up
        [httpx.Response(500), BUSY, BUSY, BUSY],
        [problem("disk-full", 507)],
        [problem("of-tomorrow", 503, enforcement="of tomorrow")] * 9,
        [problem("too-many-requests", 429, enforcement="hold")] * 9,
    ],
)
@pytest.mark.parametrize("wanted", ["policy", "allow", "warn", "hold", "block"])
def test_a_service_that_cannot_judge_lets_nothing_out(
    ask: Ask, answers: list[Any], wanted: OnUnavailable
) -> None:
    policy = Policy("warn", DIGEST, '"p"')
    decision = ask(Service([*answers]), on_unavailable=wanted, policy=policy)
    assert decision.enforcement == ("block" if wanted == "block" else "hold")
    assert (decision.checked, decision.may_publish) == (False, False)
    assert decision.message.startswith("Not checked: ")


def test_who_wants_an_error_of_it_gets_another_one_than_without_an_answer() -> None:
    with pytest.raises(ServiceFault) as error:
        ask(Service([UNREADABLE] * 9), on_unavailable="raise")
    assert (error.value.status, error.value.type) == (503, "licences-unreadable")
    assert not isinstance(error.value, Unavailable)


@pytest.mark.parametrize(
    ("fault", "may"),
    [
        ({"what": "a stored agreement", "status": 503, "enforcement": "hold"}, False),
        ({"what": "it failed", "status": 500}, False),
        ({"what": "this is a PDF document", "status": 415}, False),
        ({"what": "it says nothing"}, False),
        ({"what": "all workers are busy", "status": 503}, True),
    ],
)
def test_one_draft_among_many_is_let_out_where_it_alone_would_be(
    fault: dict[str, Any], may: bool
) -> None:
    failed = {"id": "a", "verdict": None, "complete": False, "error": fault}
    with Service([{"results": [failed]}]).client(on_unavailable="allow") as client:
        (decision,) = client.check_many([DRAFT])
    assert (decision.checked, decision.may_publish) == (False, may)


def test_the_policy_is_read_while_the_service_answers_and_counts_when_it_does_not() -> None:
    service = Service([answer(), answer(), *[LOST] * 9], on_unavailable="warn")
    with service.client() as client:
        assert [client.check(**DRAFT).checked for _ in range(2)] == [True, True]
        assert service.policies == 1
        assert client.check(**DRAFT).enforcement == "warn"
        kept = client.known_policy
    assert kept == Policy("warn", DIGEST, '"p"')
    assert ask(Service([LOST] * 9), policy=kept).enforcement == "warn"
    assert ask(Service([LOST] * 9), policy=kept, on_unavailable="block").enforcement == "block"


def test_a_policy_that_has_changed_is_read_anew() -> None:
    service = Service([answer()], on_unavailable="block")
    with service.client(policy=Policy("warn", "sha256:old", '"old"')) as client:
        client.check(**DRAFT)
        assert client.known_policy == Policy("block", DIGEST, '"p"')
        assert client.policy().on_unavailable == "block"
    assert service.policies == 2
