"""An agreement or a policy in the database that no reader takes: nothing is judged without it.

A database may come from another version, or from a hand. The document at fault is ours to mend, so
a check ends as one that was not finished, and never as if the file or the command were wrong.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from checker.store import Store

from .run import Command
from .stories import OWN

NOW = datetime(2026, 5, 1, tzinfo=UTC)
AGREEMENT = {"schema": "licence/1", "id": "lic:x", "kind": "agreement", "owner": {"id": "afp"}}


def without_channels(store: Store) -> None:
    store.agreements.put(AGREEMENT, at=NOW)


def of_a_later_version(store: Store) -> None:
    store.agreements.put({**AGREEMENT, "schema": "licence/9"}, at=NOW)


def a_policy_of_other_words(store: Store) -> None:
    store.policy.put({"schema": "policy/1", "enforcement": {"blocked": "perhaps"}}, at=NOW)


COMMANDS: dict[str, list[str]] = {
    "check": ["check", "own.txt"],
    "matrix": ["matrix", "own.txt"],
    "fix": ["fix", "own.txt"],
    "audit": ["audit", "own.txt", "--out", "report"],
    "batch": ["check", "--jsonl", "in.jsonl", "--out", "out.jsonl"],
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("broken", [without_channels, of_a_later_version, a_policy_of_other_words])
def test_what_cannot_be_judged_is_not_finished(
    wirecheck: Command, broken: Callable[[Store], Any], command: str
) -> None:
    wirecheck.write("own.txt", OWN)
    wirecheck.write("in.jsonl", '{"text": "The council met on Monday."}\n')
    with Store.open(wirecheck.folder / "newsroom") as store:
        broken(store)
    ran = wirecheck(*COMMANDS[command], "--data", "newsroom")
    assert ran.code == 3, ran.err
    told = ran.err + (wirecheck.folder / "out.jsonl").read_text() if command == "batch" else ran.err
    assert "cannot be read, so nothing can be judged" in told
    assert "wirecheck agreements remove ID" in told or "wirecheck policy set FILE" in told


def test_the_agreement_at_fault_is_named_and_can_be_removed(wirecheck: Command) -> None:
    wirecheck.write("own.txt", OWN)
    with Store.open(wirecheck.folder / "newsroom") as store:
        without_channels(store)
    ran = wirecheck("check", "own.txt", "--data", "newsroom")
    assert "agreement lic:x: channels.allow is missing" in ran.err
    assert wirecheck("agreements", "remove", "lic:x", "--data", "newsroom").code == 0
    assert "cannot be read" not in wirecheck("check", "own.txt", "--data", "newsroom").err
