"""Every key of a policy changes a judgement, what is stored or shown, or what is refused."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from checker.errors import PolicyError
from checker.licensing import CODES, Policy
from checker.models.draft import Rights
from checker.models.evidence import Finding, SharedAnchor
from checker.models.source import Item
from checker.models.verdict import Reason
from checker.models.vocabulary import VERDICTS
from tests.cli.run import Command
from tests.keys.table import NONSENSE, Row, accepted, changed, inside
from tests.licensing.cases import NOW, STORY, agreement, finding, items, judged, match

BASE: dict[str, Any] = {"schema": "policy/1"}
ITEM = Item("urn:afp:1", "afp", Rights())
EMBARGO = Item("urn:afp:1", "afp", Rights(embargo_raw="Embargoed until 1 June 2025, 12:00"))
HELD = (agreement(credit={"text": ["AFP"]}),)
Seen = Callable[[Mapping[str, Any]], Any]


def judgement(*findings: Finding, text: str = STORY, **more: Any) -> Seen:
    """Shows what is judged under the policy."""
    item, used = more.pop("item", ITEM), more.pop("used", match())

    def see(document: Mapping[str, Any]) -> Any:
        made = judged(
            text,
            *findings,
            matches=(used,) if used else (),
            policy=Policy.from_document(document),
            registry=items(item),
            **more,
        )
        claims = [
            (claim.verdict, [(r.code, r.severity, r.message) for r in claim.reasons])
            for claim in made.claims
        ]
        return made.verdict, made.enforcement, claims

    return see


def action(code: str, severity: str) -> Seen:
    return lambda document: Policy.from_document(document).action(code, severity)


def may_override(role: str) -> Seen:
    asked = [Reason("licence.none", "licence_required", "why")]
    return lambda document: Policy.from_document(document).may_override(asked, [role])


def quota_counts(document: Mapping[str, Any]) -> Any:
    return Policy.from_document(document).quota_counts


def accepted_scripts(document: Mapping[str, Any]) -> Any:
    return Policy.from_document(document).accepted_scripts


def loaded(document: Mapping[str, Any]) -> Any:
    try:
        Policy.from_document(document)
    except PolicyError as error:
        return [problem.what for problem in error.problems]
    return "accepted"


UNLICENSED = judgement()
CREDITLESS = judgement(agreements=HELD)
BLOCKED = judgement(item=replace(ITEM, killed_at=NOW))
CLEAR = judgement(used=None)
SHORT = judgement(used=match(words=6, share=0.2, end=40))
QUOTED = judgement(used=match(words=30, share=0.05, quoted_words=30, cls="quotation", end=90))
DERIVED = judgement(
    used=match(words=60, share=0.2, share_of_draft=0.1), agreements=(agreement(
        credit={"text": ["AFP"], "required_when": "substantial"}),))  # fmt: skip
RETOLD = judgement(
    used=replace(
        match(words=0, share=0.0, cls="related", passages=()),
        anchors=(SharedAnchor("figure", 0, 2, 0, 2),),
        confidence="medium",
    )
)
MARKED = f"LISBON, June 1 (AFP) - {STORY}"
MARK = judgement(finding(MARKED, "LISBON, June 1 (AFP)", "dateline"), text=MARKED, used=None)
DOUBTFUL = judgement(
    finding(MARKED, "LISBON, June 1 (AFP)", "dateline", confidence="low"), text=MARKED, used=None
)
ALLOWED = {"reason": "A gift", "until": "2030-01-01"}


def allowance(**keys: Any) -> list[dict[str, Any]]:
    return [{"owner": "afp", **ALLOWED, **keys}]


ROWS = [
    Row("schema", "policy/1", "policy/9", loaded),
    Row("enforcement", {}, {"credit_required": "block"}, CREDITLESS),
    Row("enforcement.clear", "allow", "warn", CLEAR),
    Row("enforcement.credit_required", "hold", "block", CREDITLESS),
    Row("enforcement.licence_required", "hold", "block", UNLICENSED),
    Row("enforcement.blocked", "hold", "block", BLOCKED, {
        "enforcement.licence_required": "hold"}),
    Row("overrides", {}, {"licence.none": {"action": "warn"}}, UNLICENSED),
    Row("overrides.licence!none.action", "warn", "block", UNLICENSED),
    Row("overrides.licence!none.override_roles", ["chief"], ["desk"], may_override("desk")),
    Row("release_roles", ["chief"], ["desk"], may_override("desk")),
    Row("on_unavailable", "hold", "block", action("system.timeout", "clear")),
    Row("review_below", "low", "medium", DOUBTFUL),
    Row("accepted_scripts", [], ["Javanese"], accepted_scripts),
    Row("quotation", {"max_words": 40}, {"max_words": 5}, QUOTED),
    Row("quotation.max_words", 40, 5, QUOTED),
    Row("quotation.max_percent_of_source", 10, 1, QUOTED),
    Row("quotation.needs_attribution", True, False, QUOTED),
    Row("very_short_extract", {"max_words": 8}, {"max_words": 2}, SHORT),
    Row("very_short_extract.max_words", 8, 2, SHORT),
    Row("very_short_extract.max_percent_of_source", 25, 1, SHORT),
    Row("substantial", {"min_words": 100}, {"min_words": 10}, DERIVED),
    Row("substantial.min_words", 100, 10, DERIVED),
    Row("substantial.min_percent_of_source", 30, 10, DERIVED),
    Row("substantial.min_percent_of_draft", 50, 5, DERIVED),
    Row("allowlist", [], allowance(), UNLICENSED),
    Row("allowlist.0.owner", "afp", "dpa", UNLICENSED, {"allowlist": [dict(ALLOWED)]}),
    Row("allowlist.0.source", "urn:afp:1", "urn:afp:2", UNLICENSED, {"allowlist": [dict(ALLOWED)]}),
    Row("allowlist.0.key", "afp-dateline-key", "other", MARK, {"allowlist": [dict(ALLOWED)]}),
    Row("allowlist.0.reason", "A gift", "A swap", UNLICENSED, {"allowlist": allowance()}),
    Row("allowlist.0.until", "2030-01-01", "2020-01-01", UNLICENSED, {"allowlist": allowance()}),
    Row("own", [], ["afp"], UNLICENSED),
    Row("retold_counts", True, False, RETOLD),
    Row("quota", {}, {"counts": "checked"}, quota_counts),
    Row("quota.counts", "checked", "confirmed", quota_counts),
    Row("timezones", {}, {"afp": "America/Los_Angeles"}, judgement(item=EMBARGO)),
]  # fmt: skip


def written(row: Row, value: Any) -> dict[str, Any]:
    document = changed(BASE, *(row.other or {}).items())
    parent, _, key = row.key.rpartition(".")
    parent = parent.replace("licence!none", "licence\0none")
    place: Any = document
    for step in filter(None, parent.split(".")):
        step = step.replace("\0", ".")
        place = place[int(step)] if step.isdigit() else place.setdefault(step, {})
    place[key] = value
    return document


@pytest.mark.parametrize("row", ROWS, ids=[row.key for row in ROWS])
def test_each_key_makes_a_difference(row: Row) -> None:
    one, two = (row.seen(written(row, value)) for value in (row.one, row.two))
    assert one != two
    assert row.seen(written(row, row.one)) == one  # nothing but the key made the difference


@pytest.mark.parametrize("keep", [True, False])
def test_checked_texts_are_kept_if_asked(keep: bool, wirecheck: Command) -> None:
    text = "A story about a port that opened again on a quiet morning."
    file = wirecheck.write("policy.json", json.dumps({**BASE, "keep_texts": keep}))
    assert wirecheck("policy", "set", file).code == 0
    told = wirecheck("check", wirecheck.write("a.txt", text), "--json")
    kept = (wirecheck.folder / "wirecheck-data").rglob("*")
    assert told.documents
    found = any(text.encode() in path.read_bytes() for path in kept if path.is_file())
    assert found == keep


def test_the_note_is_shown(wirecheck: Command) -> None:
    for note in ("Renewed in May", "Renewed in June"):
        file = wirecheck.write("policy.json", json.dumps({**BASE, "note": note}))
        wirecheck("policy", "set", file)
        assert note in wirecheck("policy", "show").out


def test_every_key_that_is_accepted_is_in_the_table() -> None:
    listed = {row.key for row in ROWS} | {"keep_texts", "note"}
    for table in ("", "quotation", "very_short_extract", "substantial", "enforcement"):
        assert _accepted(table) == inside(table, listed), table
    assert _accepted("overrides.licence!none") == inside("overrides.licence!none", listed)
    with pytest.raises(PolicyError) as error:
        Policy.from_document({**BASE, "allowlist": [{**allowance()[0], NONSENSE: 1}]})
    assert accepted(error.value.problems) == inside("allowlist.0", listed)


def _accepted(table: str) -> set[str]:
    row = Row(f"{table}.{NONSENSE}" if table else NONSENSE, 1, 2, loaded)
    with pytest.raises(PolicyError) as error:
        Policy.from_document(written(row, 1))
    return accepted(error.value.problems)


@pytest.mark.parametrize("code", CODES)
def test_every_reason_code_may_have_an_action_of_its_own(code: str) -> None:
    document = {**BASE, "overrides": {code: {"action": "block"}}}
    milder = {**BASE, "overrides": {code: {"action": "warn"}}}
    severity = VERDICTS[0]
    assert action(code, severity)(document) != action(code, severity)(milder)
