"""Agreements that do not apply beside those that do; several publishers; the channel `ai`."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from checker.models.draft import Rights
from checker.models.source import Item
from tests.licensing.cases import NOW, USE, agreement, codes, items, judged, match

ONLINE = replace(USE, first_published=NOW - timedelta(days=9))
WEEK = {"online_days": 7}
BESIDE: dict[str, dict[str, Any]] = {
    "another territory": {"territories": {"allow": ["DE"]}},
    "print": {"channels": {"allow": ["print"]}},
    "an old one": {"valid": {"until": "2021-01-01"}},
    "one to come": {"valid": {"from": "2028-01-01"}},
    "another site": {"licensee": {"id": "*", "brands": ["x.example"]}},
}


@pytest.mark.parametrize("keys", BESIDE.values(), ids=BESIDE)
def test_that_the_time_online_is_over_is_told_beside_agreements_that_never_applied(
    keys: dict[str, Any],
) -> None:
    held = (agreement(id="lic:b", retention=WEEK), agreement(id="lic:a", **keys))
    judgement = judged(matches=(match(),), agreements=held, use=ONLINE)
    assert judgement.verdict == "blocked"
    assert "licence.retention_exceeded" in codes(judgement)
    assert judgement.claims[0].agreement == "lic:b"


def test_another_agreement_that_allows_the_use_is_reported_where_the_time_of_one_is_over() -> None:
    held = (agreement(id="lic:b", retention=WEEK), agreement(id="lic:a"))
    (claim,) = judged(matches=(match(),), agreements=held, use=ONLINE).claims
    assert (claim.verdict, claim.agreement) == ("clear", "lic:a")


def test_the_mildest_is_reported_where_the_agreement_whose_time_is_over_never_applied() -> None:
    over = agreement(id="lic:b", retention=WEEK, channels={"allow": ["print"]})
    held = (over, agreement(id="lic:a", territories={"allow": ["DE"]}))
    (claim,) = judged(matches=(match(),), agreements=held, use=ONLINE).claims
    assert (claim.verdict, claim.agreement) == ("licence_required", "lic:a")


def test_a_use_without_a_publisher_is_nobodys_where_agreements_name_several() -> None:
    theirs = agreement(licensee={"id": "pub:other", "brands": ["*"]})
    ours = agreement(
        id="lic:dpa", owner={"id": "dpa"}, licensee={"id": "pub:example", "brands": ["*"]}
    )
    unnamed = replace(USE, publisher="")

    def seen(*held: Any, use: Any = unnamed) -> set[str]:
        return codes(judged(matches=(match(),), agreements=held, use=use))

    assert "licence.ok" in seen(theirs)
    assert "licence.publisher_mismatch" in seen(theirs, ours)
    assert "licence.ok" in seen(agreement(), ours)  # for anybody
    assert "licence.none" in seen(theirs, ours, use=USE)
    assert "licence.ok" in seen(theirs, ours, use=replace(USE, publisher="pub:other"))


@pytest.mark.parametrize(
    ("channels", "ai", "granted"),
    [
        (["*"], None, False),
        (["*"], {"input": "allow"}, True),
        (["*"], {"training": "allow", "summarise": "allow"}, False),
        (["web", "ai"], None, True),
        (["web", "ai"], {"input": "deny"}, False),
        (["web", "ai"], {"training": "deny"}, True),
    ],
)
def test_the_channel_ai_is_a_use_by_ai(channels: list[str], ai: Any, granted: bool) -> None:
    held = (agreement(channels={"allow": channels}, ai=ai),)
    judgement = judged(matches=(match(),), agreements=held, use=replace(USE, channel="ai"))
    assert ("licence.ai_use_not_allowed" not in codes(judgement)) is granted
    assert (judgement.verdict == "clear") is granted


def test_what_an_item_reserves_of_data_mining_holds_on_the_channel_ai() -> None:
    held = (agreement(channels={"allow": ["*", "ai"]}, ai={"input": "allow"}),)
    for mining, verdict in (("reserved", "licence_required"), ("allowed", "clear")):
        registry = items(Item("urn:afp:1", "afp", Rights(data_mining=(mining,))))
        for use in (replace(USE, channel="ai"), replace(USE, purpose="ai_input")):
            judgement = judged(matches=(match(),), agreements=held, registry=registry, use=use)
            assert judgement.verdict == verdict
        elsewhere = judged(matches=(match(),), agreements=held, registry=registry)
        assert elsewhere.verdict == "clear"
