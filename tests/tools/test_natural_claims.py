"""The measure on natural texts: what is judged stays judged, and what is new is shown."""

import json
from pathlib import Path

import pytest

from tests.packaged import packaged_engine, packaged_rules
from tools.natural_claims import (
    JUDGED,
    Claim,
    Verdict,
    add,
    claims_of,
    compared,
    judged_file,
    report,
    text_hash,
    verdicts,
)


def claim(text: str, owner: str = "afp", role: str = "text") -> Claim:
    return Claim(text, owner, role, "dateline", "high", "en", f"line of {text}")


MADE = [claim("a"), claim("b"), claim("c"), claim("c", role="photo")]
KEPT = [
    Verdict("a", "afp", "text", right=True),
    Verdict("b", "afp", "text", right=False),
    Verdict("c", "dpa", "text", right=True),
    Verdict("d", "afp", "text", right=True),
    Verdict("not drawn", "afp", "text", right=True),
]


def test_claims_are_right_wrong_or_new_and_right_ones_may_be_gone() -> None:
    sorts = compared("abcd", MADE, KEPT)
    assert sorts == {
        "right": MADE[:1],
        "wrong": MADE[1:2],
        "new": MADE[2:],
        "gone": [KEPT[2], KEPT[3]],
    }


def test_the_report_gives_rates_and_lists_what_a_person_has_to_read() -> None:
    rows = [("", "en")] * 3 + [("", "fr")]
    lines = "\n".join([*report(rows, MADE), *verdicts(compared("abcd", MADE, KEPT))])
    assert "4 texts, 4 claims on 3 of them: 1000.0 per 1,000 texts" in lines
    assert "by language, per 1,000 texts: en 1333.3 (3), fr 0.0 (1)" in lines
    assert "judged: 1 right, 1 wrong (dateline 1/2); weighted by kind 0.500 right" in lines
    assert "judged right and no longer claimed: 2" in lines
    assert "new c afp photo dateline 'line of c'" in lines


def test_a_claim_is_an_owner_and_role_once_with_its_line() -> None:
    text = "Harbour news\nLISBON (AFP) - The port is open. AFP\n\nHe told dpa so."
    [found] = claims_of(packaged_engine(), text, "en")
    assert (found.text, found.owner, found.role) == (text_hash(text), "afp", "text")
    assert found.line == "LISBON (AFP) - The port is open. AFP"


def test_verdicts_are_kept_without_any_text_and_a_later_one_counts(tmp_path: Path) -> None:
    kept, more = tmp_path / "kept.jsonl", tmp_path / "more.jsonl"
    for right, count in ((True, 1), (None, 1), (False, 1)):
        row = {**claim_row(), "right": right}
        more.write_text(json.dumps(row) + "\n", "utf-8")
        assert add(kept, more) == count
    assert judged_file(kept) == [Verdict("a", "afp", "text", right=False)]
    assert "line" not in kept.read_text("utf-8")


def claim_row() -> dict[str, str]:
    return {"text": "a", "owner": "afp", "role": "text", "line": "line of a"}


@pytest.mark.parametrize("row", judged_file(JUDGED)[:1])
def test_the_kept_file_holds_hashes_and_verdicts_alone(row: Verdict) -> None:
    lines = [json.loads(line) for line in JUDGED.read_text("utf-8").splitlines()]
    assert {tuple(sorted(line)) for line in lines} == {("owner", "right", "role", "text")}
    assert {len(line["text"]) for line in lines} == {len(text_hash(""))}
    assert len(lines) >= 100
    assert row.owner in packaged_rules().agencies
