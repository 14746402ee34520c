"""When the verdict will change, and what is to be done then."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from checker.models.draft import Rights
from checker.models.source import Item
from checker.models.verdict import NextEvent
from tests.licensing.cases import NOW, USE, agreement, items, judged, match


def test_retention_sets_the_day_on_which_the_piece_must_come_down() -> None:
    held = agreement(retention={"online_days": 30, "then": "remove_text"})
    published = replace(USE, first_published=NOW - timedelta(days=10))
    judgement = judged(matches=(match(),), agreements=(held,), use=published)
    assert judgement.next_event == NextEvent(
        NOW + timedelta(days=20), "remove_text", "licence.retention_exceeded", "afp"
    )


def test_a_piece_that_appears_now_counts_from_now() -> None:
    held = agreement(retention={"online_days": 30})
    judgement = judged(matches=(match(),), agreements=(held,))
    assert judgement.next_event is not None
    assert judgement.next_event.at == NOW + timedelta(days=30)
    assert judgement.next_event.action == "unpublish"


def test_retention_may_count_from_the_day_the_item_came_in() -> None:
    held = agreement(retention={"online_days": 30, "counts_from": "received"})
    received = NOW - timedelta(days=29)
    registry = items(Item("urn:afp:1", "afp", Rights(), received=received))
    judgement = judged(matches=(match(),), agreements=(held,), registry=registry)
    assert judgement.next_event is not None
    assert judgement.next_event.at == NOW + timedelta(days=1)


OUT = replace(USE, first_published=None, published_claimed=True)  # since nobody knows when


@pytest.mark.parametrize(
    ("days_since", "verdict"), [(29, "clear"), (30, "blocked"), (400, "blocked"), (None, "blocked")]
)
def test_a_piece_without_a_date_is_no_older_than_its_item_and_else_for_a_person(
    days_since: int | None, verdict: str
) -> None:
    held = agreement(retention={"online_days": 30})
    sent = None if days_since is None else NOW - timedelta(days=days_since)
    registry = items(Item("urn:afp:1", "afp", Rights(), published=sent, first_published=sent))
    judgement = judged(matches=(match(),), agreements=(held,), registry=registry, use=OUT)
    assert judgement.verdict == verdict
    codes = {r.code: r.parsed for claim in judgement.claims for r in claim.reasons}
    assert codes.get("licence.retention_exceeded", "none") == (
        "none" if verdict == "clear" else False
    )
    assert ("the piece has no date" in judgement.message) == (verdict == "blocked")
    due = judgement.next_event.at if judgement.next_event else None
    assert due == (NOW + timedelta(days=1) if days_since == 29 else None)


def test_a_piece_without_a_date_counts_from_the_day_the_item_came_in_where_that_counts() -> None:
    held = agreement(retention={"online_days": 30, "counts_from": "received"})
    for days, verdict in ((29, "clear"), (30, "blocked")):
        came = Item("urn:afp:1", "afp", Rights(), received=NOW - timedelta(days=days))
        judgement = judged(matches=(match(),), agreements=(held,), registry=items(came), use=OUT)
        assert judgement.verdict == verdict
    assert {r.parsed for claim in judgement.claims for r in claim.reasons} <= {None}


def test_a_piece_without_a_date_is_clear_where_no_day_counts() -> None:
    assert judged(matches=(match(),), agreements=(agreement(),), use=OUT).verdict == "clear"


def test_the_end_of_an_embargo_makes_a_licensed_piece_publishable() -> None:
    end = datetime.fromisoformat("2025-06-02T00:01:00+02:00")
    registry = items(Item("urn:afp:1", "afp", Rights(embargo_until=end)))
    judgement = judged(matches=(match(),), agreements=(agreement(),), registry=registry)
    assert judgement.next_event == NextEvent(end, "publishable", "status.embargoed", "afp")


def test_an_embargo_on_a_piece_without_a_licence_ends_in_a_recheck() -> None:
    registry = items(Item("urn:afp:1", "afp", Rights(embargo_until=NOW + timedelta(hours=1))))
    judgement = judged(matches=(match(),), registry=registry)
    assert judgement.next_event is not None
    assert judgement.next_event.action == "recheck"


def test_the_end_of_an_agreement_is_an_event_unless_another_goes_on() -> None:
    ending = agreement(id="lic:a", valid={"until": "2025-06-30"})
    judgement = judged(matches=(match(),), agreements=(ending,))
    assert judgement.next_event is not None
    assert judgement.next_event.reason == "licence.expired"
    assert judgement.next_event.at.isoformat() == "2025-07-01T00:00:00+00:00"
    going_on = agreement(id="lic:b")
    assert judged(matches=(match(),), agreements=(ending, going_on)).next_event is None


def test_the_beginning_of_an_agreement_is_an_event_too() -> None:
    coming = agreement(valid={"from": "2025-07-01"})
    event = judged(matches=(match(),), agreements=(coming,)).next_event
    assert event is not None
    assert (event.action, event.reason) == ("publishable", "licence.not_started")


def test_the_document_changes_only_when_its_worst_claim_does() -> None:
    held = agreement(retention={"online_days": 30})
    judgement = judged(matches=(match(), match("dpa")), agreements=(held,))
    assert judgement.next_event is not None  # from licence_required to blocked
    assert judgement.next_event.action == "recheck"  # what is held is nowhere to be taken down from
    (due,) = [claim.next_event for claim in judgement.claims if claim.owner == "afp"]
    assert due is not None
    assert due.action == "unpublish"
    killed = items(Item("urn:dpa:1", "dpa", Rights(), killed_at=NOW))
    blocked = judged(matches=(match(), match("dpa")), agreements=(held,), registry=killed)
    assert blocked.next_event is None
    (afp,) = [claim for claim in blocked.claims if claim.owner == "afp"]
    assert afp.next_event is not None


def test_a_kill_has_no_end() -> None:
    killed = items(Item("urn:afp:1", "afp", Rights(), killed_at=NOW))
    assert judged(matches=(match(),), agreements=(agreement(),), registry=killed).next_event is None


def test_terms_in_prose_end_as_well() -> None:
    registry = items(Item("urn:afp:1", "afp", Rights(usage_terms=("For 7 days only",))))
    event = judged(matches=(match(),), agreements=(agreement(),), registry=registry).next_event
    assert event is not None
    assert event.at == NOW + timedelta(days=7)


def test_related_text_that_will_expire_is_an_event_too() -> None:
    registry = items(Item("urn:afp:1", "afp", Rights(expires=NOW + timedelta(hours=1))))
    judgement = judged(matches=(match(cls="related", words=1, share=0.01),), registry=registry)
    assert judgement.verdict == "clear"
    assert judgement.next_event == NextEvent(
        NOW + timedelta(hours=1), "unpublish", "status.expired_by_provider", "afp"
    )
    assert judgement.claims[0].next_event == judgement.next_event


def test_an_hour_that_comes_twice_moves_no_midnight() -> None:
    held = agreement(valid={"until": "2025-10-26"}, timezone="Europe/Paris")
    event = judged(matches=(match(),), agreements=(held,)).next_event
    assert event is not None
    assert event.at == datetime.fromisoformat("2025-10-27T00:00:00+01:00")


@pytest.mark.parametrize("channel", ["print", "tv", "radio", "broadcast"])
@pytest.mark.parametrize("claimed", [False, True])
def test_what_is_not_online_is_never_online_too_long(channel: str, claimed: bool) -> None:
    held = agreement(retention={"online_days": 1})
    old = None if claimed else NOW - timedelta(days=4)
    use = replace(USE, channel=channel, first_published=old, published_claimed=claimed)
    judgement = judged(matches=(match(),), agreements=(held,), use=use)
    assert judgement.verdict == "clear"
    assert judgement.next_event is None


@pytest.mark.parametrize("channel", ["web", "app", "epaper", "podcast", "social", "intranet"])
def test_what_is_online_ends(channel: str) -> None:
    held = agreement(retention={"online_days": 1})
    use = replace(USE, channel=channel, first_published=NOW - timedelta(days=4))
    assert judged(matches=(match(),), agreements=(held,), use=use).verdict == "blocked"
