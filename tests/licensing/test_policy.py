"""The newsroom's policy: actions, overrides, counsel's numbers."""

import pytest

from checker.errors import PolicyError
from checker.licensing import Policy, load_policy
from checker.licensing.agreement.policy import strictest
from tests.licensing.cases import STORY, codes, finding, judged, match

TEXT = f"LISBON, June 1 (AFP) - {STORY}"


def test_the_built_in_policy_grows_stricter_with_the_verdict() -> None:
    policy = Policy.default()
    actions = [policy.enforcement[v] for v in ("clear", "credit_required", "licence_required")]
    assert actions == ["allow", "hold", "block"]
    assert policy.on_unavailable == "hold"


def test_nobody_releases_a_kill_by_default() -> None:
    policy = Policy.default()
    assert not policy.may_override(["status.killed"], ["rights-desk", "admin"])
    assert policy.may_override(["licence.none"], ["rights-desk"])


def test_an_override_of_one_code_sets_the_action_and_who_may_release() -> None:
    policy = load_policy(
        "overrides: {licence.none: {action: hold, override_roles: [rights-desk]}}", "p"
    )
    judgement = judged(TEXT, finding(TEXT, "(AFP)", "dateline"), policy=policy)
    assert judgement.verdict == "licence_required"
    assert judgement.enforcement == "hold"
    assert policy.may_override(["licence.none"], ["rights-desk"])
    assert not policy.may_override(["licence.none"], ["intern"])


def test_the_strictest_action_of_all_reasons_counts() -> None:
    assert strictest(["allow", "hold", "warn"]) == "hold"
    assert strictest([]) == "allow"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("enforcement: {clear: alow}", "did you mean 'allow'"),
        ("enforcment: {}", "did you mean 'enforcement'"),
        ("overrides: {licence.nonee: {action: block}}", "did you mean 'licence.none'"),
        ("enforcement: {licence_required: allow}", "is milder than"),
        ("quotation: {max_words: many}", "whole number"),
        ("on_unavailable: maybe", "allowed: warn, hold, block"),
        ("on_unavailable: allow", "allowed: warn, hold, block"),
        ("overrides: {system.timeout: {action: allow}}", "allowed: warn, hold, block"),
        ("allowlist: [{owner: afp}]", "reason is missing"),
        ("allowlist: [{reason: x, until: 2030-01-01}]", "names nothing"),
        ("timezones: {afp: Mars/Base}", "is not known"),
        ("schema: policy/9", "is not known"),
        ("- a", "not a mapping"),
    ],
)
def test_a_mistake_is_refused_with_place_and_allowed_values(text: str, said: str) -> None:
    with pytest.raises(PolicyError, match=r"p\.yaml") as refused:
        load_policy(text, "p.yaml")
    assert any(said in str(problem) for problem in refused.value.problems), refused.value


def test_an_allowlist_entry_clears_until_it_ends_and_never_a_kill() -> None:
    entry = "allowlist: [{owner: agency:afp, reason: own desk abroad, until: 2025-06-30}]"
    policy = load_policy(entry, "p")
    assert codes(judged(matches=(match(),), policy=policy)) >= {"exception.allowlisted"}
    assert judged(matches=(match(),), policy=policy).verdict == "clear"
    over = load_policy(entry.replace("2025-06-30", "2025-05-31"), "p")
    assert judged(matches=(match(),), policy=over).verdict == "licence_required"


def test_counsels_numbers_decide_what_is_a_short_extract() -> None:
    short = match(words=12, share=0.02)
    assert judged(matches=(short,)).verdict == "licence_required"
    policy = load_policy("very_short_extract: {max_words: 15}", "p")
    judgement = judged(matches=(short,), policy=policy)
    assert judgement.verdict == "clear"
    said = [r.message for c in judgement.claims for r in c.reasons]
    assert any("policy, not law" in message for message in said)


def test_a_whole_item_is_never_a_short_extract_however_short_it_is() -> None:
    assert judged(matches=(match(words=8, share=1.0),)).verdict == "licence_required"
