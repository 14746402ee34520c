"""Which moments the next event is looked for at: all that can change the verdict, and no others."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from checker.licensing import Agreement, Judgement, MonthUse, Policy
from checker.models.draft import Draft, Rights, Use
from checker.models.source import Item
from checker.models.verdict import NextEvent
from tests.licensing.cases import (
    NOW,
    STORY,
    USE,
    agreement,
    finding,
    items,
    judged,
    match,
    month,
)

LINE = "EMBARGOED until 12:00 GMT, 3 June 2025"
TEXT = f"{LINE}\n\nLISBON, June 1 (AFP) - {STORY}\n\nThe minister told dpa so."


class Counting(dict[str, MonthUse]):
    """The items used this month, which every judgement of an agreement looks at once."""

    asked = 0

    def get(self, key: str, default: Any = None) -> Any:
        self.asked += 1
        return super().get(key, default)


def looked_at(
    *agreements: Agreement, policy: Policy | None = None, use: Use = USE
) -> tuple[Judgement, int]:
    """A judgement of AFP's text, and how many judgements of single agreements it took."""
    used = Counting({"lic:another": month(1)})
    judgement = judged(matches=(match(),), agreements=agreements, policy=policy, use=use, used=used)
    assert used.asked
    return judgement, used.asked


def day(number: int) -> str:
    return (NOW + timedelta(days=number)).date().isoformat()


def others(count: int) -> tuple[Agreement, ...]:
    """Agreements of other owners, in which something begins and ends every day."""
    return tuple(
        agreement(
            id=f"lic:{n}",
            owner={"id": f"agency{n}"},
            retention={"online_days": n + 1},
            valid={"from": day(n), "until": day(n + 2)},
            items={"allow": ["*"], "deny": [f"urn:agency{n}:1"]},
        )
        for n in range(count)
    )


@pytest.mark.no_cover
@pytest.mark.parametrize("ends_first", [True, False])
def test_a_thousand_agreements_of_other_owners_cost_no_judgement_and_hide_no_event(
    ends_first: bool,
) -> None:
    held = agreement(valid={"until": day(0 if ends_first else 1_500)})
    alone, few = looked_at(held, *others(1))
    crowded, many = looked_at(held, *others(1_000))
    assert many == few
    assert crowded.next_event == alone.next_event
    assert crowded.next_event is not None
    assert crowded.next_event.reason == "licence.expired"


def test_exceptions_for_other_owners_cost_no_judgement() -> None:
    entries = [
        {"owner": f"agency{n}", "reason": "a trial", "until": f"{2026 + n}-01-01"}
        for n in range(100)
    ]
    policy = Policy.from_document({"allowlist": entries})
    held = agreement(retention={"online_days": 30})
    assert looked_at(held, policy=policy) == looked_at(held, policy=Policy.default())


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("keys", "verdict"),
    [
        ({}, "clear"),
        ({"items": {"allow": ["urn:another"]}}, "licence_required"),
        ({"licensee": {"id": "*", "brands": ["another.example"]}}, "licence_required"),
        ({"credit": {"text": ["(AFP)"], "where": ["dateline"]}}, "credit_required"),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_many_agreements_of_the_owner_that_end_one_after_the_other_are_judged_a_few_times(
    keys: Mapping[str, Any], verdict: str, order: int
) -> None:
    count = 60
    held = [agreement(id=f"lic:{n:04}", valid={"until": day(n)}, **keys) for n in range(count)][
        ::order
    ]
    forever = agreement(id="lic:z", **keys)
    lasting, looked = looked_at(*held, forever)
    assert lasting.verdict == verdict
    assert lasting.next_event is None
    assert looked <= 3 * (count + 1)
    ending, looked = looked_at(*held)
    assert looked <= 4 * count
    if verdict == "licence_required":
        assert ending.next_event is None
    else:
        assert ending.next_event is not None
        assert ending.next_event.at.date().isoformat() == day(count)


def test_territories_covered_by_many_agreements_between_them_are_judged_a_few_times() -> None:
    count = 40
    held = [
        agreement(
            id=f"lic:{code}:{n}",
            valid={"until": day(n + (count if code == "IT" else 0))},
            territories={"allow": [code]},
        )
        for n in range(count)
        for code in ("FR", "IT")
    ]
    judgement, looked = looked_at(*held, use=replace(USE, territories=("FR", "IT")))
    assert judgement.verdict == "clear"
    assert judgement.next_event is not None
    assert judgement.next_event.at.date().isoformat() == day(count)
    assert looked <= 4 * 3 * len(held)


# What begins or ends for a piece of evidence, a case a kind.


def changes_at(
    moment: datetime, *, agreements: tuple[Agreement, ...] = (), use: Use = USE, **given: Any
) -> Judgement:
    """The judgement of now, after checking that it holds until the moment and no longer."""
    now = judged(agreements=agreements, use=use, **given)
    fixed = replace(use, first_published=use.first_published or NOW)
    for at, same in ((moment - timedelta(microseconds=1), True), (moment, False)):
        then = judged(agreements=agreements, use=replace(fixed, at=at), **given)
        unchanged = (then.verdict, then.enforcement) == (now.verdict, now.enforcement)
        assert unchanged is same
    assert now.next_event is not None
    assert now.next_event.at == moment
    return now


SOON = datetime(2025, 7, 1, tzinfo=UTC)


@pytest.mark.parametrize("fits", [{"owner": "afp"}, {"source": "urn:afp:1"}])
def test_the_end_of_the_last_exception_that_fits_is_an_event(fits: dict[str, str]) -> None:
    entry = {**fits, "reason": "a trial"}
    other = {"owner": "dpa", "reason": "another", "until": "2025-06-20"}
    allowlist = [{**entry, "until": until} for until in ("2025-06-10", "2025-06-30")]
    policy = Policy.from_document({"allowlist": [other, *allowlist]})
    changes_at(SOON, matches=(match(),), policy=policy)


@pytest.mark.parametrize(("key", "verdict"), [("from", "clear"), ("until", "blocked")])
def test_an_agreement_that_denies_the_item_begins_and_ends(key: str, verdict: str) -> None:
    date = "2025-07-01" if key == "from" else "2025-06-30"
    denial = agreement(id="lic:a", valid={key: date}, items={"allow": ["*"], "deny": ["urn:afp:1"]})
    held = (denial, agreement(id="lic:b"))
    assert changes_at(SOON, matches=(match(),), agreements=held).verdict == verdict


@pytest.mark.parametrize(
    "ending",
    [
        {"valid": {"until": "2025-06-30"}},
        {"retention": {"online_days": 29.5 + 1 / 12}},
        {"retention": {"online_days": 9, "counts_from": "received"}},
    ],
)
@pytest.mark.parametrize(
    "next_best",
    [
        {"channels": {"allow": ["print"]}},
        {"credit": {"text": ["(AFP)"], "where": ["dateline"]}},
        {"territories": {"allow": ["*"], "deny": ["FR"]}},
    ],
)
def test_the_end_of_the_agreement_that_is_relied_on_is_an_event_where_the_next_is_worse(
    ending: dict[str, Any], next_best: dict[str, Any]
) -> None:
    received = SOON - timedelta(days=9)
    registry = items(Item("urn:afp:1", "afp", Rights(), received=received))
    held = (agreement(id="lic:a", **ending), agreement(id="lic:b", **next_best))
    changes_at(SOON, matches=(match(),), agreements=held, registry=registry)


def test_between_agreements_that_all_refuse_the_end_of_the_mildest_is_an_event() -> None:
    held = (
        agreement(id="lic:a", channels={"allow": ["print"]}, retention={"online_days": 30}),
        agreement(id="lic:b", territories={"allow": ["*"], "deny": ["FR"]}),
    )
    judgement = changes_at(NOW + timedelta(days=30), matches=(match(),), agreements=held)
    assert judgement.verdict == "licence_required"  # and `blocked` from then on, as under lic:b


def test_between_agreements_of_one_verdict_the_end_of_the_milder_enforcement_is_an_event() -> None:
    policy = Policy.from_document({"overrides": {"licence.channel_excluded": {"action": "warn"}}})
    held = (
        agreement(id="lic:a", channels={"allow": ["print"]}, valid={"until": "2025-06-30"}),
        agreement(id="lic:b", territories={"allow": ["IT"]}),
    )
    judgement = changes_at(SOON, matches=(match(),), agreements=held, policy=policy)
    assert judgement.enforcement == "warn"


@pytest.mark.parametrize("territories", [("FR",), ("FR", "IT")])
def test_the_beginning_of_an_agreement_is_an_event_where_none_was_good_enough(
    territories: tuple[str, ...],
) -> None:
    held = (
        agreement(id="lic:a", territories={"allow": ["IT"]}),
        agreement(id="lic:b", territories={"allow": ["FR"]}, valid={"from": "2025-07-01"}),
    )
    use = replace(USE, territories=territories)
    changes_at(SOON, matches=(match(),), agreements=held, use=use)


def test_a_denial_that_begins_ends_an_exception() -> None:
    denial = agreement(valid={"from": "2025-07-01"}, items={"allow": ["*"], "deny": ["urn:afp:1"]})
    short = match(words=5, share=0.01)
    assert changes_at(SOON, matches=(short,), agreements=(denial,)).verdict == "clear"


@pytest.mark.parametrize("name", ["dpa", "Deutsche Presse-Agentur", "DPA"])
def test_the_agreement_of_the_provider_that_sent_the_item_ends_for_it(name: str) -> None:
    sender = agreement(
        id="lic:dpa",
        owner={"id": "dpa", "name": "Deutsche Presse-Agentur"},
        content={"exclude_third_party": False},
        valid={"until": "2025-06-30"},
    )
    registry = items(Item("urn:afp:1", "afp", Rights(), provider=name))
    changes_at(SOON, matches=(match(),), agreements=(sender,), registry=registry)


def test_an_agreement_of_another_owner_ends_for_nobody_though_items_have_providers() -> None:
    registry = items(Item("urn:afp:1", "afp", Rights(), provider="dpa"))
    ending = agreement(id="lic:ap", owner={"id": "ap"}, valid={"until": "2025-06-30"})
    assert judged(matches=(match(),), agreements=(ending,), registry=registry).next_event is None


@pytest.mark.parametrize(
    ("terms", "moment"),
    [
        ("Use until 30 June 2025 18:00 GMT", datetime(2025, 6, 30, 18, tzinfo=UTC)),
        ("For 30 days only", NOW + timedelta(days=30)),
        ("No web use until 18:00 GMT 30 June 2025", datetime(2025, 6, 30, 18, tzinfo=UTC)),
        ("Nicht online bis 30. Juni 2025, 18.00 Uhr", datetime(2025, 6, 30, 16, tzinfo=UTC)),
        ("Sperrfrist: 30.06.2025, 18.00 Uhr", datetime(2025, 6, 30, 16, tzinfo=UTC)),
    ],
)
def test_a_term_of_the_item_ends_when_its_moment_is_read_to_be(
    terms: str, moment: datetime
) -> None:
    registry = items(Item("urn:afp:1", "afp", Rights(usage_terms=(terms,)), received=NOW))
    use = replace(USE, channel="web")
    held = (agreement(),)
    changes_at(moment, matches=(match(),), agreements=held, registry=registry, use=use)


@pytest.mark.parametrize("agency", ["generic", "afp"])
@pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York"])
def test_an_embargo_in_the_draft_ends_in_the_zone_of_the_owner_whose_text_it_is(
    agency: str, zone: str
) -> None:
    text = f"EMBARGOED until 12:00, 3 June 2025\n\n{STORY}"
    line = finding(text, text.splitlines()[0], "embargo", agency)
    policy = Policy.from_document({"timezones": {"afp": zone}})
    moment = datetime(2025, 6, 3, 12, tzinfo=ZoneInfo(zone))
    now = judged(text, line, matches=(match(start=50),), agreements=(agreement(),), policy=policy)
    assert now.next_event == NextEvent(moment, "publishable", "status.embargoed", "afp")


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York"])
def test_an_embargo_of_the_drafts_own_fields_ends_in_the_zone_of_its_owner(zone: str) -> None:
    draft = Draft(STORY, rights=Rights(embargo_raw="2025-06-03T12:00:00"))
    policy = Policy.from_document({"timezones": {"afp": zone}})
    moment = datetime(2025, 6, 3, 12, tzinfo=ZoneInfo(zone))
    changes_at(moment, draft=draft, matches=(match(),), agreements=(agreement(),), policy=policy)


def test_background_of_a_held_item_is_free_when_the_item_that_shares_it_is() -> None:
    held = Item("urn:afp:held", "afp", Rights(status="withheld"))
    free = Item("urn:afp:free", "afp", Rights(embargo_until=SOON))
    matches = (
        match(source="urn:afp:held", share=0.1, words=120),
        match(source="urn:afp:free", share=0.8, words=200, also_in=("urn:afp:held",)),
    )
    now = changes_at(SOON, matches=matches, agreements=(agreement(),), registry=items(held, free))
    assert now.verdict == "blocked"


def test_a_claim_that_is_yet_to_come_hides_no_event_of_those_that_are_there() -> None:
    expiring = Draft(STORY, rights=Rights(expires=NOW + timedelta(days=1)))
    matches = (match(), match("dpa"))
    held = agreement(valid={"until": "2025-06-30"})
    judgement = judged(draft=expiring, matches=matches, agreements=(held,))
    assert judgement.next_event is not None
    assert judgement.next_event.owner == "generic"  # whose text of the two it is, nobody knows
    (afp,) = [claim for claim in judgement.claims if claim.owner == "afp"]
    assert afp.next_event == NextEvent(SOON, "recheck", "licence.expired", "afp")


def test_where_only_the_enforcement_changes_that_is_an_event_too() -> None:
    policy = Policy.from_document({"overrides": {"licence.quota_exceeded": {"action": "warn"}}})
    held = agreement(valid={"until": "2025-06-30"}, quota={"items_per_month": 1})
    given: dict[str, Any] = {"matches": (match(),), "policy": policy, "used": {held.id: month(1)}}
    now = changes_at(SOON, agreements=(held,), **given)
    assert (now.verdict, now.enforcement) == ("licence_required", "warn")
    assert now.next_event == NextEvent(SOON, "recheck", "licence.expired", "afp")


def test_the_newsrooms_own_text_and_what_is_blocked_for_good_wait_for_nothing() -> None:
    ending = agreement(valid={"until": "2025-06-30"}, retention={"online_days": 3})
    own = replace(USE, publisher="afp")
    assert judged(matches=(match(),), agreements=(ending,), use=own).next_event is None
    killed = items(Item("urn:afp:1", "afp", Rights(), killed_at=NOW))
    judgement = judged(matches=(match(),), agreements=(ending,), registry=killed)
    assert judgement.next_event is None
