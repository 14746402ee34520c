"""What has come since a check was made, thing by thing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from checker.models.record import CheckRecord
from checker.store import Store
from tests.store.build import NOW, event, other_story, prints, record, source

MINUTE = timedelta(minutes=1)
LATER = NOW + MINUTE
CLAIM = {"owner": "afp", "reasons": []}
RESULT = {"versions": {"rules": "sha256:aa"}, "claims": [CLAIM], "matches": [], "reasons": []}


def made(store: Store, **changes: object) -> CheckRecord:
    store.sources.put([source("a1"), source("b1", other_story(2))], received=NOW)
    check = record("chk_1", "a1", document="wp:4", result=RESULT, fingerprints=prints(1, 2, 3))
    check = replace(check, **changes)  # type: ignore[arg-type]
    store.checks.record([check])
    return check


def since(store: Store, rules: str = "sha256:aa") -> list[tuple[str, str]]:
    check = store.checks.get("chk_1")
    found = store.checks.overtaken(check, rules=rules, now=LATER)
    return [(one.by, one.what) for one in found]


def contract(owner: str) -> dict[str, object]:
    return {"id": f"lic:{owner}", "owner": {"id": owner}}


def late(store: Store) -> None:
    store.sources.put([source("c1", other_story(3))], received=LATER)
    assert store.checks.sharing("c1", prints(1, 2, 3), at=LATER)


def released(store: Store) -> None:
    store.sources.kill("a1", NOW - MINUTE)
    store.sources.release("a1", LATER)


def again(store: Store, **use: object) -> None:
    head = record("chk_2", document="wp:4", checked_at=LATER).head
    changed = replace(head, use=replace(head.use, **use))  # type: ignore[arg-type]
    store.checks.record([replace(record("chk_2"), head=changed)])


OVERTAKING: list[tuple[Callable[[Store], object], tuple[str, str]]] = [
    (lambda store: store.sources.kill("a1", LATER), ("kill", "a1")),
    (lambda store: store.sources.kill("a1", NOW - MINUTE), ("kill", "a1")),  # told late
    (released, ("release", "a1")),
    (late, ("source", "c1")),
    (
        lambda store: store.sources.put([source("a1", "New.", version="2")], received=LATER),
        ("version", "a1 version 2"),
    ),
    (
        lambda store: store.sources.patch("a1", {"credit_line": ["AFP"]}, at=LATER),
        ("rights", "a1"),
    ),
    (lambda store: store.sources.remove("a1", at=LATER), ("removal", "a1")),
    (lambda store: store.agreements.put(contract("afp"), at=LATER), ("agreement", "lic:afp")),
    (lambda store: store.policy.put({"schema": "policy/1"}, at=LATER), ("policy", "policy")),
    (again, ("check", "chk_2")),
]


@pytest.mark.parametrize(("step", "told"), OVERTAKING)
def test_a_check_is_overtaken(
    store: Store, step: Callable[[Store], object], told: tuple[str, str]
) -> None:
    made(store)
    assert since(store) == []
    step(store)
    assert since(store) == [told]


NOT_OVERTAKING: list[Callable[[Store], object]] = [
    lambda store: store.sources.kill("b1", LATER),
    lambda store: store.sources.put([source("b1", "New.", version="2")], received=LATER),
    lambda store: store.agreements.put(contract("dpa"), at=LATER),
    lambda store: again(store, channel="print"),
    lambda store: store.checks.record([record("chk_3", document="wp:5", checked_at=LATER)]),
]


@pytest.mark.parametrize("step", NOT_OVERTAKING)
def test_what_concerns_others_overtakes_nothing(
    store: Store, step: Callable[[Store], object]
) -> None:
    made(store)
    step(store)
    assert since(store) == []


def test_other_rules_overtake_a_check_without_a_moment(store: Store) -> None:
    made(store)
    assert since(store, rules="sha256:bb") == [("rules", "sha256:bb")]
    assert since(store, rules="") == []  # not known


def test_a_next_event_overtakes_its_check_once_it_has_come(store: Store) -> None:
    head = record("chk_1").head
    made(store, head=replace(head, next_event=event(LATER)))
    assert since(store) == [("event", "licence.retention_exceeded")]
    check = store.checks.get("chk_1")
    assert store.checks.overtaken(check, rules="", now=LATER - MINUTE / 60) == []


def test_a_verdict_that_knew_of_the_kill_is_not_overtaken_by_it(store: Store) -> None:
    store.sources.kill("a1", NOW - MINUTE)
    claim = {**CLAIM, "reasons": [{"code": "status.killed"}]}
    made(store, result={**RESULT, "claims": [claim]})
    assert since(store) == []


def test_all_that_came_is_told_in_its_order(store: Store) -> None:
    made(store)
    store.sources.kill("a1", LATER)
    store.agreements.put(contract("afp"), at=LATER - MINUTE / 2)
    assert [by for by, _ in since(store, rules="sha256:bb")] == ["agreement", "kill", "rules"]
