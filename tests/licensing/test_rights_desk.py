"""What a rights desk asks: why a verdict is as it is, what is odd, what differs."""

from dataclasses import replace
from datetime import timedelta

from checker.licensing import (
    differences,
    explain_judgement,
    lint_agreements,
    matrix_uses,
    steps_as_rows,
)
from tests.licensing.cases import NOW, STORY, USE, agreement, finding, judged, match

CREDIT = {"text": ["AFP"], "where": ["dateline"]}


def test_every_step_of_a_verdict_is_told_in_order() -> None:
    held = agreement(credit=CREDIT, contract={"ref": "C-1"})
    judgement = judged(matches=(match(),), agreements=(held,))
    stages = list(dict.fromkeys(step.stage for step in judgement.trace))
    assert stages == [
        "own", "provider", "exception", "agreements", "item", "condition", "duty", "choice",
        "document",
    ]  # fmt: skip
    lines = explain_judgement(judgement)
    assert lines[0] == "afp: urn:afp:1"
    assert any("credit.missing" in line and "[lic:afp:web]" in line for line in lines)
    assert lines[-1].strip().endswith("(afp (text): credit_required)")


def test_the_steps_are_plain_values_too() -> None:
    rows = steps_as_rows(judged(matches=(match(),)).trace)
    assert {"stage", "question", "answer", "owner", "codes"} <= set(rows[0])
    assert rows[-1]["stage"] == "document"


def test_conditions_that_fail_leave_the_duties_unasked() -> None:
    held = agreement(channels={"allow": ["print"]}, credit=CREDIT)
    judgement = judged(matches=(match(),), agreements=(held,))
    assert [s.answer for s in judgement.trace if s.stage == "duty"] == ["skipped"]


def test_a_matrix_has_a_use_for_every_channel_and_territory() -> None:
    uses = matrix_uses(USE, ["web", "print"], ["FR", "IT"])
    assert [(u.channel, u.territories) for u in uses] == [
        ("web", ("FR",)),
        ("web", ("IT",)),
        ("print", ("FR",)),
        ("print", ("IT",)),
    ]
    assert matrix_uses(USE, [], []) == (USE,)


def test_web_yes_print_no_italy_no() -> None:
    held = agreement(channels={"allow": ["web"]}, territories={"allow": ["*"], "deny": ["IT"]})
    verdicts = {
        (use.channel, use.territories[0]): judged(
            matches=(match(),), agreements=(held,), use=use
        ).verdict
        for use in matrix_uses(USE, ["web", "print"], ["FR", "IT"])
    }
    assert verdicts == {
        ("web", "FR"): "clear",
        ("web", "IT"): "blocked",
        ("print", "FR"): "licence_required",
        ("print", "IT"): "blocked",
    }


def test_a_replay_with_the_same_values_differs_in_nothing() -> None:
    held = (agreement(credit=CREDIT),)
    assert (
        differences(
            judged(matches=(match(),), agreements=held), judged(matches=(match(),), agreements=held)
        )
        == ()
    )


def test_a_replay_says_what_changed() -> None:
    text = "LISBON, June 1 (AFP) - " + STORY
    mark = finding(text, "LISBON, June 1 (AFP) -", "dateline")
    before = judged(text, mark, agreements=(agreement(),))
    after = judged(text, mark)
    told = {d.what: (d.before, d.after) for d in differences(before, after)}
    assert told["verdict"] == ("clear", "licence_required")
    assert "under lic:afp:web" in told["claim afp (text)"][0]
    assert "licence.none" in told["claim afp (text)"][1]


def test_lint_tells_what_is_allowed_but_odd() -> None:
    odd = agreement(
        id="lic:odd",
        valid={"until": "2025-06-10"},
        extent={"mode": "excerpt"},
        channels={"allow": ["web"], "deny": ["print"]},
        credit={"text": ["-"]},
        content={"exclude_third_party": False},
    )
    told = " | ".join(str(p) for p in lint_agreements([odd], NOW))
    for words in (
        "ends in less than 30 days", "excerpt has no limit", "which allow leaves out anyway",
        "too short to be found", "partners' items", "no timezone", "no contract.ref",
    ):  # fmt: skip
        assert words in told
    good = agreement(
        contract={"ref": "C"},
        credit={"text": ["AFP"]},
        attribution={"text": ["AFP"]},
        ai={"input": "deny"},
    )
    assert lint_agreements([good], NOW) == []


def test_lint_sees_ended_agreements_and_ids_that_stand_twice() -> None:
    ended = agreement(valid={"until": "2025-01-01"}, timezone="Europe/Paris")
    told = " | ".join(str(p) for p in lint_agreements([ended, agreement()], NOW))
    assert "ended before" in told
    assert "two different agreements have this id" in told


def test_an_agreement_that_is_yet_to_begin_is_told() -> None:
    later = (NOW + timedelta(days=90)).date().isoformat()
    problems = lint_agreements([agreement(valid={"from": later})], NOW)
    assert any("begins only on" in problem.what for problem in problems)


def test_every_use_of_a_matrix_is_judged_as_if_it_were_alone() -> None:
    held = (agreement(territories={"allow": ["FR"]}),)
    for use in matrix_uses(USE, ["web", "app"], ["FR", "JP"]):
        alone = replace(USE, channel=use.channel, territories=use.territories)
        assert judged(matches=(match(),), agreements=held, use=use) == judged(
            matches=(match(),), agreements=held, use=alone
        )
