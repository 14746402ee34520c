"""What a draft may tell in other words is for a person, unless the policy counts it as a use."""

from dataclasses import replace
from typing import Any

import pytest

from checker.licensing import Judgement, Policy
from checker.models.draft import Rights
from checker.models.evidence import Match, SharedAnchor
from checker.models.source import Item
from checker.models.vocabulary import Confidence
from tests.licensing.cases import NOW, agreement, codes, items, judged, match

ITEM = Item("urn:afp:1", "afp", Rights(), language="en")
COUNTS = Policy.from_document({"schema": "policy/1", "retold_counts": True})
USUAL = Policy.from_document({"schema": "policy/1"})


def told(confidence: Confidence = "medium", *, translated: bool = False) -> Match:
    return replace(
        match(words=0, share=0.0, cls="related", passages=()),
        share_of_draft=0.0,
        longest_run_words=0,
        anchors=(SharedAnchor("figure", 0, 2, 0, 2),),
        notes=("tells the same 9 figures and 7 names in the same order, in other words",),
        confidence=confidence,
        translated=translated,
    )


def judge(used: Match, *, policy: Policy = USUAL, item: Item = ITEM, **more: Any) -> Judgement:
    return judged(matches=(used,), policy=policy, registry=items(item), **more)


def test_a_person_is_asked_and_nothing_more() -> None:
    judgement = judge(told())
    assert (judgement.verdict, judgement.enforcement) == ("clear", "warn")
    (reason,) = judgement.claims[0].reasons
    assert (reason.code, reason.review) == ("detect.match_retold", True)
    assert "tells the same 9 figures and 7 names in the same order" in reason.message
    assert "may be afp text in other words" in judgement.message.replace("AFP", "afp")


def test_a_killed_item_that_may_be_retold_is_named_and_blocks_nothing() -> None:
    judgement = judge(told(), item=replace(ITEM, killed_at=NOW))
    assert judgement.verdict == "clear"
    assert "status.killed" in judgement.claims[0].reasons[0].message


def test_a_policy_may_let_it_pass_or_hold_it() -> None:
    def enforced(action: str) -> str:
        overrides = {"detect.match_retold": {"action": action}}
        policy = Policy.from_document({"schema": "policy/1", "overrides": overrides})
        return judge(told(), policy=policy).enforcement

    assert [enforced(one) for one in ("allow", "hold", "block")] == ["allow", "hold", "hold"]


def test_a_policy_that_counts_it_asks_for_an_agreement() -> None:
    assert judge(told(), policy=COUNTS).verdict == "licence_required"


def test_an_agreement_without_translation_denies_a_translated_story() -> None:
    held = (agreement(attribution={"text": ["AFP"]}),)
    same, other = (
        judge(told(translated=one), policy=COUNTS, agreements=held) for one in (False, True)
    )
    assert "licence.translation_not_allowed" not in codes(same)
    assert "licence.translation_not_allowed" in codes(other)


@pytest.mark.parametrize(
    ("confidence", "enforcement"), [("low", "hold"), ("medium", "block"), ("high", "block")]
)
def test_low_confidence_asks_a_person_even_where_it_counts(
    confidence: Confidence, enforcement: str
) -> None:
    judgement = judge(told(confidence), policy=COUNTS)
    assert judgement.enforcement == enforcement
    assert ("detect.low_confidence" in codes(judgement)) is (confidence == "low")
    assert judgement.claims[0].confidence == confidence


# What an agreement says of changed, translated, cut and derived text, whether the draft is in
# another language, and the code that comes of it where the policy counts retold copy.
TERMS: list[tuple[dict[str, Any], bool, str]] = [
    ({"modification": {"translate": False}}, True, "licence.translation_not_allowed"),
    ({"modification": {"translate": True}}, True, ""),
    ({"modification": {"translate": False}}, False, ""),
    ({"modification": {"edit": "none"}}, False, "licence.modification_not_allowed"),
    ({"modification": {"edit": "style"}}, False, ""),
    ({"modification": {"edit": "none", "translate": True}}, True, ""),
    ({"attribution": {"text": ["AFP"], "required_when": "derived"}}, False, "attribution.missing"),
]


@pytest.mark.parametrize(("terms", "translated", "code"), TERMS)
def test_terms_of_an_agreement_apply_only_where_the_policy_counts_what_is_retold(
    terms: dict[str, Any], translated: bool, code: str
) -> None:
    held = (agreement(**terms),)
    used = told(translated=translated)
    usual, counted = (judge(used, policy=policy, agreements=held) for policy in (USUAL, COUNTS))
    assert codes(usual) == {"detect.match_retold"}
    assert usual.verdict == "clear"
    assert set(codes(counted)) - {"detect.match_retold", "licence.ok"} == (
        {code} if code else set()
    )
