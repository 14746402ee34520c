"""The preview of an agreement says what a check under it would say."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from checker.licensing import Agreement, Policy, preview

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def agreement(**changes: Any) -> Agreement:
    document = {
        "id": "lic:x",
        "owner": {"id": "rpa", "name": "Ruritanian Press"},
        "channels": {"allow": ["web"], "deny": ["print"]},
        "territories": {"allow": ["FR"]},
        **changes,
    }
    return Agreement.from_document(document)


def allowed(made: Agreement, channel: str) -> dict[str, bool]:
    seen = preview(made, policy=Policy.default(), names={}, now=NOW)
    return {cell.territory: cell.allowed for cell in seen.row(channel)}


@pytest.mark.parametrize(
    ("changes", "channel", "cells"),
    [
        ({}, "web", {"FR": True, "US": False}),
        ({}, "print", {"FR": False, "US": False}),
        ({}, "app", {"FR": False, "US": False}),
        ({"channels": {"allow": ["*"], "deny": ["print"]}}, "app", {"FR": True, "US": False}),
        ({"channels": {"allow": ["intranet"]}}, "intranet", {"FR": True, "US": False}),
        ({"territories": {"allow": ["*"], "deny": ["US"]}}, "web", {"US": False, "IN": True}),
        ({"licensee": {"id": "pub:x", "brands": ["x.example"]}}, "web", {"FR": True, "US": False}),
        ({"content": {"languages": ["fr"], "services": ["Sport"]}}, "web",
         {"FR": True, "US": False}),
        ({"content": {"media": ["picture"]}}, "web", {"FR": False, "US": False}),
        ({"extent": {"mode": "excerpt", "max_words": 60, "max_percent": 5}}, "web",
         {"FR": True, "US": False}),
        ({"extent": {"mode": "excerpt"}}, "web", {"FR": True, "US": False}),
        ({"notice": {"pattern": "Copyright {year} RPA"}}, "web", {"FR": True, "US": False}),
        ({"kind": "offer"}, "web", {"FR": False, "US": False}),
        ({"valid": {"until": "2026-02-28"}}, "web", {"FR": False, "US": False}),
        ({"valid": {"from": "2026-04-01"}}, "web", {"FR": True, "US": False}),
    ],
)  # fmt: skip
def test_each_use_is_judged_under_the_agreement_alone(
    changes: dict[str, Any], channel: str, cells: dict[str, bool]
) -> None:
    assert allowed(agreement(**changes), channel) == cells


def test_what_begins_later_is_judged_as_of_its_beginning() -> None:
    made = agreement(valid={"from": "2026-04-01"})
    seen = preview(made, policy=Policy.default(), names={}, now=NOW)
    assert seen.at == datetime(2026, 4, 1, tzinfo=UTC)
    running = agreement(valid={"from": "2026-02-01"})
    assert preview(running, policy=Policy.default(), names={}, now=NOW).at == NOW


def test_a_refusal_says_why_and_a_duty_is_none() -> None:
    made = agreement(credit={"text": ["RPA"]})
    seen = preview(made, policy=Policy.default(), names={}, now=NOW + timedelta(days=1))
    told = {(cell.channel, cell.territory): (cell.verdict, cell.why) for cell in seen.cells}
    assert told["web", "FR"] == ("credit_required", "")
    assert told["print", "FR"] == (
        "licence_required",
        "This agreement excludes print; it allows web.",
    )
    assert told["app", "FR"][1] == "This agreement does not cover app; it allows web."


@pytest.mark.parametrize(("places", "shown", "more"), [(8, 8, 0), (9, 8, 1)])
def test_of_many_territories_some_are_shown_and_the_rest_is_counted(
    places: int, shown: int, more: int
) -> None:
    codes = ["AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI"][:places]
    made = agreement(territories={"allow": codes})
    seen = preview(made, policy=Policy.default(), names={}, now=NOW)
    assert (len(seen.territories) - 1, seen.more) == (shown, more)
