"""How sure a claim is: below the policy's `review_below` a person decides."""

from typing import Any

import pytest

from checker.licensing import Policy
from checker.models.verdict import Claim
from checker.models.vocabulary import CONFIDENCES, Confidence
from tests.licensing.cases import STORY, finding, judged, match

MARKED = f"LISBON, June 1 (AFP) - {STORY}"


def marked(*confidences: Confidence, below: str | None = None, **more: Any) -> Any:
    policy = {"schema": "policy/1"} | ({} if below is None else {"review_below": below})
    findings = [
        finding(MARKED, words, "dateline", confidence=confidence)
        for words, confidence in zip(("LISBON, June 1 (AFP)", "(AFP)"), confidences, strict=False)
    ]
    return judged(MARKED, *findings, policy=Policy.from_document(policy), **more)


def claim_of(judgement: Any) -> Claim:
    (claim,) = judgement.claims
    assert isinstance(claim, Claim)
    return claim


@pytest.mark.parametrize("below", CONFIDENCES)
@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_only_what_is_below_the_word_of_the_policy_asks_a_person(
    confidence: Confidence, below: Confidence
) -> None:
    made = marked(confidence, below=below)
    asks = CONFIDENCES.index(confidence) < CONFIDENCES.index(below)
    assert made.verdict == "licence_required"
    assert made.enforcement == ("hold" if asks else "block")
    claim = claim_of(made)
    assert claim.confidence == confidence
    assert [r.code for r in claim.reasons if r.review] == (["licence.none"] if asks else [])
    assert ("detect.low_confidence" in [r.code for r in claim.reasons]) == asks


def test_the_built_in_policy_asks_below_medium() -> None:
    assert marked("low").enforcement == "hold"
    assert marked("medium").enforcement == "block"


def test_one_sure_marking_is_enough() -> None:
    assert claim_of(marked("low", "certain")).confidence == "certain"
    assert marked("low", "certain").enforcement == "block"


def test_copied_text_is_no_doubtful_marking() -> None:
    made = marked("low", matches=(match(),))
    assert made.enforcement == "block"
    assert claim_of(made).confidence == "high"


def test_a_milder_policy_stays_milder() -> None:
    enforcement = {"licence_required": "warn", "blocked": "warn", "credit_required": "warn"}
    policy = Policy.from_document({"schema": "policy/1", "enforcement": enforcement})
    low = finding(MARKED, "LISBON, June 1 (AFP)", "dateline", confidence="low")
    assert judged(MARKED, low, policy=policy).enforcement == "warn"
    assert policy.action("licence.none", "licence_required", review=True) == "warn"
    assert Policy.default().action("status.killed", "blocked", review=True) == "block"
