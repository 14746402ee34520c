"""What must hold of every judgement, whatever the evidence and the agreements are."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checker.licensing import CODES, Agreement, Judgement, Policy, judge
from checker.models.draft import Draft, Rights, Use
from checker.models.evidence import ScanResult, SearchResult
from checker.models.source import Item
from checker.models.vocabulary import VERDICTS, VerdictName
from tests.licensing.cases import NAMES, NOW
from tests.licensing.strategies import (
    TEXT,
    agreement_sets,
    documents,
    evidence,
    stricter,
    uses,
)

POLICY = Policy.default()
Evidence = tuple[list[Any], list[Any], dict[str, Item]]


def verdict_of(
    found: Evidence, held: list[Agreement], use: Use, *, traced: bool = True
) -> Judgement:
    findings, matches, registry = found
    return judge(
        Draft(TEXT),
        ScanResult(tuple(findings)),
        SearchResult(tuple(matches)),
        use,
        agreements=held,
        policy=POLICY,
        items=registry,
        names=NAMES,
        now=NOW,
        traced=traced,
    )


def severity(judgement: Judgement) -> int:
    return VERDICTS.index(judgement.verdict)


@given(evidence(), agreement_sets(), uses, st.integers())
def test_the_order_of_agreements_sources_and_findings_changes_nothing(
    found: Evidence, held: list[Agreement], use: Use, seed: int
) -> None:
    one = verdict_of(found, held, use)
    shuffled = [list(part) for part in (*found[:2], held)]
    for part in shuffled:
        Random(seed).shuffle(part)
    registry = dict(reversed(found[2].items()))
    assert verdict_of((shuffled[0], shuffled[1], registry), shuffled[2], use) == one


@given(st.data(), evidence(), uses)
def test_a_stricter_agreement_never_gives_a_milder_verdict(
    data: st.DataObject, found: Evidence, use: Use
) -> None:
    documents_held = [
        data.draw(documents(number)) for number in range(data.draw(st.integers(1, 2)))
    ]
    tight = [data.draw(stricter(documents_held[0])), *documents_held[1:]]
    before = verdict_of(found, [Agreement.from_document(d) for d in documents_held], use)
    after = verdict_of(found, [Agreement.from_document(d) for d in tight], use)
    assert severity(after) >= severity(before)


def gives(agreement: Agreement, code: str) -> bool:
    """Whether the agreement allows a territory, and denies neither it nor a part of it."""
    scope = agreement.territories
    around = {"*", code, code.partition("-")[0]}
    denied = any(one in around or one.startswith(f"{code}-") for one in scope.deny)
    return not denied and not around.isdisjoint(scope.allow)


@given(evidence(), agreement_sets(), uses)
def test_what_is_denied_is_never_allowed_by_the_agreements_that_a_claim_rests_on(
    found: Evidence, held: list[Agreement], use: Use
) -> None:
    for claim in verdict_of(found, held, use).claims:
        named = [a for a in held if a.id in claim.agreements]
        assert claim.agreement == (claim.agreements[0] if claim.agreements else None)
        if not named or claim.verdict not in ("clear", "credit_required"):
            continue
        for agreement in named:
            assert agreement.channels.allows(use.channel)
            # An agreement may leave a territory to another one; alone it covers what was asked.
            assert not use.territories or any(gives(agreement, code) for code in use.territories)
        for code in use.territories:
            assert any(gives(agreement, code) for agreement in named)


@given(evidence(), agreement_sets(), uses, st.sampled_from(["kill", "withheld", "embargo"]))
def test_the_providers_word_beats_every_agreement(
    found: Evidence, held: list[Agreement], use: Use, word: str
) -> None:
    findings, matches, registry = found
    if not matches:
        return
    source, owner = matches[0].source, matches[0].owner
    rights = {
        "kill": Rights(status="canceled"),
        "withheld": Rights(status="stat:withheld"),
        "embargo": Rights(embargo_until=NOW + timedelta(days=9)),
    }[word]
    spoken = {**registry, source: Item(source, owner, rights)}
    assert verdict_of((findings, matches, spoken), held, use).verdict == "blocked"


@given(evidence(), agreement_sets(), uses)
def test_every_reason_is_of_the_list_and_every_claim_is_as_bad_as_its_worst_reason(
    found: Evidence, held: list[Agreement], use: Use
) -> None:
    judgement = verdict_of(found, held, use)
    worst: VerdictName = "clear"
    for claim in judgement.claims:
        severities = [VERDICTS.index(r.severity) for r in claim.reasons]
        assert VERDICTS.index(claim.verdict) == max(severities, default=0)
        worst = max(worst, claim.verdict, key=VERDICTS.index)
        for reason in claim.reasons:
            assert reason.code in CODES
            assert 0 < len(reason.message) <= 200
            assert "<" not in reason.message
            for span in reason.passages:
                assert 0 <= span.start <= span.end
    assert judgement.verdict == worst
    assert 0 < len(judgement.message) <= 200
    if judgement.verdict != "clear":
        assert judgement.enforcement in ("hold", "block")


@given(evidence(), agreement_sets(), uses)
def test_the_verdict_stays_until_the_next_event_and_is_another_from_then_on(
    found: Evidence, held: list[Agreement], use: Use
) -> None:
    judgement = verdict_of(found, held, use)
    event = judgement.next_event
    if event is None:
        later = replace(use, at=NOW + timedelta(days=4000))
        assert verdict_of(found, held, later).verdict == judgement.verdict
        return
    assert use.at is not None
    assert event.at > use.at
    just_before = replace(use, at=event.at - timedelta(microseconds=1))
    assert verdict_of(found, held, just_before).verdict == judgement.verdict
    then = verdict_of(found, held, replace(use, at=event.at))
    assert then.verdict != judgement.verdict
    if event.action == "publishable":
        assert then.verdict == "clear"
    if event.action in ("unpublish", "remove_text"):
        assert severity(then) > severity(judgement)


@given(evidence(), agreement_sets(), uses)
def test_a_judgement_without_its_steps_is_the_same_judgement(
    found: Evidence, held: list[Agreement], use: Use
) -> None:
    with_steps = verdict_of(found, held, use)
    assert verdict_of(found, held, use, traced=False) == replace(with_steps, trace=())


@given(evidence(), agreement_sets(), uses)
def test_the_trace_tells_how_every_claim_was_judged(
    found: Evidence, held: list[Agreement], use: Use
) -> None:
    judgement = verdict_of(found, held, use)
    traced = {step.owner for step in judgement.trace}
    assert {claim.owner for claim in judgement.claims} <= traced
    assert judgement.trace[-1].stage == "document"
    assert judgement.trace[-1].answer.startswith(judgement.verdict)
