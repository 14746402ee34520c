"""The client against the service itself."""

import asyncio

import pytest

from checker.client import AsyncClient, CallRefused, Client
from tests.api.conftest import Served
from tests.api.stories import DRAFT, OWN, STORY
from tests.waiting import LONG


def test_a_piece_goes_from_its_check_to_its_publication(newsroom: Served) -> None:
    with Client(newsroom.base, timeout=LONG) as wirecheck:
        held = wirecheck.check(id="wp:c1", text=DRAFT, use={"channel": "web"})
        assert (held.enforcement, held.may_publish) == ("hold", False)
        assert "credit.missing" in held.reasons
        mended = f"PORT ELVIRA (AFP) - {STORY}"
        clear = wirecheck.check(id="wp:c1", text=mended, use={"channel": "web"}, mode="fast")
        assert clear.check
        assert wirecheck.confirm(clear.check, html=f"<p>{mended}</p>").confirmed is True
        assert wirecheck.confirm(clear.check, text=DRAFT).may_publish is False
        assert wirecheck.stored(clear.check)["id"] == "wp:c1"
        policy = wirecheck.policy()
        assert (policy, policy.on_unavailable) == (wirecheck.known_policy, "hold")


def test_a_held_piece_goes_out_once_a_person_released_it(newsroom: Served) -> None:
    with Client(newsroom.base, timeout=LONG) as wirecheck:
        held = wirecheck.check(id="wp:c2", text=DRAFT)
        assert held.check
        wirecheck.release(
            held.check,
            codes=held.reasons,
            why="Agreed with the agency by phone.",
            text_sha256=held.answer["text_sha256"],
        )
        assert wirecheck.confirm(held.check, text=DRAFT).may_publish


def test_the_same_with_an_event_loop_and_many_drafts(newsroom: Served) -> None:
    async def run() -> list[str | None]:
        async with AsyncClient(newsroom.base, timeout=LONG) as wirecheck:
            found = await wirecheck.check_many([{"text": DRAFT}, {"text": OWN}, {"html": " "}])
            assert found[2].answer["error"]["status"] == 422
            alone = await wirecheck.check(text=OWN)
            assert alone.check
            assert (await wirecheck.confirm(alone.check, text=OWN)).may_publish
            assert (await wirecheck.stored(alone.check))["verdict"] == "clear"
            with pytest.raises(CallRefused, match="no such check"):
                await wirecheck.stored("chk_none")
            return [one.verdict for one in found]

    assert asyncio.run(run()) == ["credit_required", "clear", None]


@pytest.mark.parametrize("key", ["wck_wrong", "not a key"])
def test_a_key_that_is_none_is_an_error_and_no_decision(newsroom: Served, key: str) -> None:
    with Client(newsroom.base, key, timeout=LONG) as wirecheck, pytest.raises(CallRefused) as error:
        wirecheck.check(text=OWN)
    assert error.value.status == 401


def test_messages_are_subscribed_to(newsroom: Served) -> None:
    with Client(newsroom.base, timeout=LONG) as wirecheck:
        told = wirecheck.subscribe("https://93.184.215.14/wirecheck", ["retention.due"])
    assert told["secret"].startswith("whsec_")
    with newsroom.client() as client:
        assert client.delete(f"/v1/webhooks/{told['id']}").is_success
