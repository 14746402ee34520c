"""The newsroom's own content needs no licence; what the newsroom says of it holds all the same."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from checker.licensing import Judgement, Policy
from checker.models.draft import Rights
from checker.models.source import Item
from tests.licensing.cases import NOW, USE, agreement, codes, items, judged, match

HOUSES: dict[str, dict[str, Any]] = {
    "pub:example": {},
    "example.fr": {},
    "harbour-desk": {"policy": Policy.from_document({"own": ["harbour-desk"]})},
}
LATER, BEFORE = NOW + timedelta(hours=3), NOW - timedelta(hours=3)


def own(owner: str = "pub:example", *, kill: bool = False, **rights: Any) -> Judgement:
    """A draft that is an item of the newsroom's own, about which it states this."""
    killed: dict[str, Any] = {"killed_at": BEFORE, "killed_by": f"urn:{owner}:1"} if kill else {}
    item = Item(f"urn:{owner}:1", owner, Rights(**rights), published=BEFORE, **killed)
    return judged(matches=(match(owner),), registry=items(item), **HOUSES[owner])


@pytest.mark.parametrize("owner", HOUSES)
@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ({"kill": True}, "status.killed"),
        ({"status": "canceled"}, "status.killed"),
        ({"status": "withheld"}, "status.withheld"),
        ({"status": "not_for_publication"}, "status.not_for_publication"),
        ({"embargo_until": LATER}, "status.embargoed"),
        ({"editors_note": ("EMBARGOED until 2 June 2025 10:00 GMT",)}, "status.embargoed"),
        ({"expires": BEFORE}, "status.expired_by_provider"),
    ],
)
def test_what_the_newsroom_holds_back_of_its_own_is_blocked(
    owner: str, stated: dict[str, Any], code: str
) -> None:
    judgement = own(owner, **stated)
    assert judgement.verdict == "blocked"
    assert code in codes(judgement)
    assert "exception.own_content" not in codes(judgement)


@pytest.mark.parametrize(
    "stated",
    [
        {}, {"status": "usable"}, {"status": "superseded"}, {"status": "second reading"},
        {"embargo_until": BEFORE}, {"expires": LATER}, {"usage_terms": ("No use in France",)},
    ],
)  # fmt: skip
def test_what_the_newsroom_does_not_hold_back_of_its_own_is_clear(stated: dict[str, Any]) -> None:
    judgement = own(**stated)
    assert codes(judgement) == {"exception.own_content"}


def test_a_background_that_a_free_own_story_has_as_well_is_clear() -> None:
    killed = Item("urn:pub:example:1", "pub:example", Rights(), killed_at=BEFORE)
    free = Item("urn:pub:example:2", "pub:example", Rights())
    part = match("pub:example", share=0.2, words=40, end=90)
    whole = match("pub:example", source=free.source, also_in=(killed.source,))
    assert judged(matches=(part, whole), registry=items(killed, free)).verdict == "clear"
    assert judged(matches=(part,), registry=items(killed, free)).verdict == "blocked"


def test_an_own_embargo_ends_and_an_own_item_expires() -> None:
    embargoed = own(embargo_until=LATER).next_event
    assert embargoed is not None
    assert (embargoed.at, embargoed.reason) == (LATER, "status.embargoed")
    expiring = own(expires=LATER).next_event
    assert expiring is not None
    assert (expiring.at, expiring.reason) == (LATER, "status.expired_by_provider")


def test_who_calls_itself_the_agency_does_not_free_what_the_agency_killed() -> None:
    item = Item("urn:afp:1", "afp", Rights(status="canceled"))
    for use in (replace(USE, publisher="afp"), replace(USE, site="AFP")):
        judgement = judged(matches=(match(),), registry=items(item), use=use)
        assert judgement.verdict == "blocked"


@pytest.mark.parametrize(
    ("rights", "owner"),
    [
        ({"copyright_holder": ("Agence France-Presse",)}, "afp"),
        ({"copyright_holder": ("Example Media", "AFP")}, "afp"),
        ({"third_party": True}, "generic"),
    ],
)
def test_an_item_of_the_own_archive_that_is_another_partys_is_judged_as_theirs(
    rights: dict[str, Any], owner: str
) -> None:
    (claim,) = own(**rights).claims
    assert (claim.owner, claim.verdict) == (owner, "licence_required")
    assert "exception.own_content" not in {reason.code for reason in claim.reasons}


def test_an_own_item_that_names_nobody_else_is_own_content() -> None:
    for rights in (
        {"copyright_holder": ("Example Media GmbH",)},  # as nobody else is called
        {"copyright_holder": ("Example Media GmbH",), "third_party": True},
        {"copyright_notice": ("© 2025 Example Media",), "third_party": True},
        {"third_party": False},
    ):
        assert codes(own(**rights)) == {"exception.own_content"}


@pytest.mark.parametrize(
    ("own", "verdict"),
    [
        ("north", "clear"),
        ("North Wire", "clear"),  # as the agreement names the owner
        ("north wire", "clear"),
        ("Example Media", "clear"),  # as it names the licensee
        ("South Wire", "licence_required"),
    ],
)
def test_a_policy_may_name_the_newsrooms_own_as_agreements_do(own: str, verdict: str) -> None:
    owner = "pub:media" if own == "Example Media" else "north"
    held = agreement(
        owner={"id": "north", "name": "North Wire"},
        licensee={"id": "pub:media", "name": "Example Media", "brands": ["*"]},
        channels={"allow": ["print"]},
    )
    policy = Policy.from_document({"own": [own]})
    found = judged(
        matches=(match(owner),),
        registry=items(Item(f"urn:{owner}:1", owner, Rights(), published=BEFORE)),
        agreements=(held,),
        policy=policy,
        use=replace(USE, publisher="", site=""),
    )
    assert found.verdict == verdict
