"""The newsroom's policy: actions, overrides, counsel's numbers."""

import pytest

from checker.errors import PolicyError
from checker.licensing import Policy, load_policy
from checker.licensing.agreement.policy import strictest
from checker.licensing.judging.reasons import severity_of
from checker.models.verdict import Reason
from tests.licensing.cases import STORY, codes, finding, judged, match

SCHEMA = "schema: policy/1\n"
TEXT = f"LISBON, June 1 (AFP) - {STORY}"


def test_the_built_in_policy_grows_stricter_with_the_verdict() -> None:
    policy = Policy.default()
    actions = [policy.enforcement[v] for v in ("clear", "credit_required", "licence_required")]
    assert actions == ["allow", "hold", "block"]
    assert policy.on_unavailable == "hold"


def given(*codes: str, parsed: bool | None = None) -> list[Reason]:
    return [Reason(code, severity_of(code), "why", parsed=parsed) for code in codes]


def test_nobody_releases_a_kill_by_default() -> None:
    policy = Policy.default()
    assert not policy.may_override(given("status.killed"), ["rights-desk", "admin"])
    assert policy.may_override(given("licence.none"), ["rights-desk"])


PROVIDER = ["status.withheld", "status.not_for_publication"]


@pytest.mark.parametrize("code", PROVIDER)
@pytest.mark.parametrize(
    "written",
    [
        "",
        "enforcement: {blocked: block}",
        "overrides: {}",
        "overrides: {licence.none: {override_roles: [rights-desk]}}",
        "overrides: {%s: {action: block}}",
        "release_roles: [rights-desk]",
    ],
)
def test_only_a_policy_that_names_roles_for_what_a_provider_holds_back_lets_it_be_released(
    code: str, written: str
) -> None:
    policy = load_policy(SCHEMA + written.replace("%s", code), "p")
    assert not policy.may_override(given(code), ["rights-desk", "local", "admin"])
    named = load_policy(f"{SCHEMA}overrides: {{{code}: {{override_roles: [chief]}}}}", "p")
    assert named.may_override(given(code), ["chief"])
    assert not named.may_override(given(code), ["rights-desk"])
    others = [other for other in PROVIDER if other != code]
    assert not any(named.may_override(given(other), ["chief"]) for other in others)


CHIEF = "overrides: {status.embargoed: {override_roles: [chief]}}"
DESK = "overrides: {licence.none: {override_roles: [desk]}}"


@pytest.mark.parametrize(
    ("written", "roles", "may"),
    [
        ("", ["admin"], True),
        ("", ["local", "admin"], True),
        ("", ["rights-desk", "local"], False),
        ("", [], False),
        ("release_roles: [chief]", ["chief"], False),
        ("release_roles: [chief]", ["admin"], True),
        (DESK, ["admin"], True),
        (DESK, ["desk"], False),
        (CHIEF, ["chief"], True),
        (CHIEF, ["admin"], False),
        ("overrides: {status.embargoed: {action: hold}}", ["admin"], True),
        ("overrides: {status.embargoed: {override_roles: []}}", ["admin"], False),
    ],
)
def test_an_embargo_without_a_readable_end_is_released_by_the_role_that_the_policy_names(
    written: str, roles: list[str], may: bool
) -> None:
    policy = load_policy(SCHEMA + written, "p")
    unreadable = given("status.embargoed", parsed=False)
    assert policy.may_override(unreadable, roles) is may
    for parsed in (True, None):  # nobody: it ends by itself
        readable = given("status.embargoed", parsed=parsed)
        assert not policy.may_override(readable, roles)
        assert not policy.may_override([*unreadable, *readable], roles)
    assert not policy.may_override([*unreadable, *given("status.killed")], roles)


def test_a_policy_that_lets_somebody_release_a_kill_is_refused_with_a_hint() -> None:
    named = "overrides: {status.killed: {action: block, override_roles: [chief]}}"
    with pytest.raises(PolicyError, match="cannot be released") as refused:
        load_policy(SCHEMA + named, "p")
    [problem] = refused.value.problems
    assert "sources release" in problem.hint
    load_policy(SCHEMA + named.replace("[chief]", "[]"), "p")
    stored = Policy.in_force({"overrides": {"status.killed": {"override_roles": ["chief"]}}})
    assert not stored.may_override(given("status.killed"), ["chief"])


@pytest.mark.parametrize(
    "code",
    ["status.killed", "status.embargoed", "status.withheld", "status.not_for_publication"],
)
@pytest.mark.parametrize("action", ["allow", "warn", "hold", "block"])
def test_no_policy_lets_out_what_the_provider_took_back(code: str, action: str) -> None:
    written = f"overrides: {{{code}: {{action: {action}}}}}"
    if action in ("hold", "block"):
        assert load_policy(SCHEMA + written, "p").action(code, "blocked") == action
    else:
        with pytest.raises(PolicyError, match="without a warning"):
            load_policy(SCHEMA + written, "p")
    stored = Policy.in_force({"overrides": {code: {"action": action}}})
    assert stored.action(code, "blocked") in ("hold", "block")
    all_warn = ", ".join(f"{v}: warn" for v in ("credit_required", "licence_required", "blocked"))
    milder = load_policy(f"{SCHEMA}enforcement: {{{all_warn}}}", "p")
    assert milder.action(code, "blocked") == "hold"
    assert milder.action("licence.retention_exceeded", "blocked") == "warn"


def test_the_scope_of_the_admin_is_no_role_for_what_any_role_releases() -> None:
    assert not Policy.default().may_override(given("licence.none"), ["admin"])
    named = load_policy(f"{SCHEMA}release_roles: [admin]", "p")
    assert named.may_override(given("licence.none"), ["admin"])


@pytest.mark.parametrize("code", ["licence.none", "credit.missing", "system.timeout"])
def test_nothing_is_released_without_a_role(code: str) -> None:
    for policy in (Policy.default(), load_policy(SCHEMA, "p")):
        assert not policy.may_override(given(code), [])
        assert policy.may_override(given(code), ["rights-desk"])
    narrowed = load_policy(SCHEMA + "release_roles: [chief]", "p")
    assert not narrowed.may_override(given(code), ["rights-desk"])
    assert narrowed.may_override(given(code), ["chief"])
    closed = load_policy(SCHEMA + "release_roles: []", "p")
    assert not closed.may_override(given(code), ["chief"])


@pytest.mark.parametrize(
    "text", ["{}", '{"note": "x"}', "note: x", "on_unavailable: block", "schema: ", "schema: 1"]
)
def test_a_document_without_its_schema_is_refused(text: str) -> None:
    with pytest.raises(PolicyError, match="schema"):
        load_policy(text, "p")


def test_a_policy_that_was_stored_without_a_schema_still_holds() -> None:
    assert Policy.in_force({"on_unavailable": "block"}).on_unavailable == "block"


def test_an_override_of_one_code_sets_the_action_and_who_may_release() -> None:
    policy = load_policy(
        SCHEMA + "overrides: {licence.none: {action: hold, override_roles: [rights-desk]}}", "p"
    )
    judgement = judged(TEXT, finding(TEXT, "(AFP)", "dateline"), policy=policy)
    assert judgement.verdict == "licence_required"
    assert judgement.enforcement == "hold"
    assert policy.may_override(given("licence.none"), ["rights-desk"])
    assert not policy.may_override(given("licence.none"), ["intern"])


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
    policy = load_policy(SCHEMA + entry, "p")
    assert codes(judged(matches=(match(),), policy=policy)) >= {"exception.allowlisted"}
    assert judged(matches=(match(),), policy=policy).verdict == "clear"
    over = load_policy(SCHEMA + entry.replace("2025-06-30", "2025-05-31"), "p")
    assert judged(matches=(match(),), policy=over).verdict == "licence_required"


def test_counsels_numbers_decide_what_is_a_short_extract() -> None:
    short = match(words=12, share=0.02)
    assert judged(matches=(short,)).verdict == "licence_required"
    policy = load_policy(SCHEMA + "very_short_extract: {max_words: 15}", "p")
    judgement = judged(matches=(short,), policy=policy)
    assert judgement.verdict == "clear"
    said = [r.message for c in judgement.claims for r in c.reasons]
    assert any("a policy, not the law" in message for message in said)


def test_a_whole_item_is_never_a_short_extract_however_short_it_is() -> None:
    assert judged(matches=(match(words=8, share=1.0),)).verdict == "licence_required"
