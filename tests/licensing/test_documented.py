"""What counsel and editors read lists all that there is, and nothing else."""

import re
from pathlib import Path

import pytest

from checker.licensing import CODES, load_agreement, load_policy
from checker.licensing.agreement import policy
from checker.licensing.agreement.file import KEYS, SCALARS
from checker.licensing.judging.reasons import severity_of

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
ROWS = dict(
    re.findall(
        r"^\| `([a-z_]+\.[a-z0-9_]+)` \| (.+) \|$",
        (DOCS / "licensing.md").read_text("utf-8").split("## Reason codes")[1],
        re.MULTILINE,
    )
)
SOURCES = "\n".join(
    path.read_text("utf-8") for path in (ROOT / "checker").rglob("*.py") if path.name != "codes.py"
)


def blocks(name: str) -> list[str]:
    text = (DOCS / name).read_text(encoding="utf-8")
    return re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)


def listed(title: str) -> set[str]:
    """The keys in the first column of the tables of a section of the guide."""
    text = (DOCS / "agreements.md").read_text(encoding="utf-8").split(f"## {title}\n")[1]
    columns = re.findall(
        r"^\| (`[^|]+) \|", re.split(r"^## ", text, flags=re.MULTILINE)[0], re.MULTILINE
    )
    return {key for column in columns for key in re.findall(r"`([a-z_.]+)`", column)}


def test_the_examples_of_the_guide_load() -> None:
    agreement, policy = blocks("agreements.md")
    assert load_agreement(agreement, "docs").owner == "rpa"
    assert load_policy(policy, "docs").quotation.max_words == 40


def test_the_guide_lists_the_keys_of_an_agreement_that_are_accepted() -> None:
    accepted = {f"{section}.{key}" for section, keys in KEYS.items() for key in keys}
    assert listed("The keys") == accepted | set(SCALARS)


def test_the_guide_lists_the_keys_of_a_policy_that_are_accepted() -> None:
    accepted = {f"{top}.{key}" for top, keys in policy.KEYS.items() for key in keys}
    assert listed("Policy") == accepted | {top for top, keys in policy.KEYS.items() if not keys}


def test_every_reason_code_is_explained_and_no_other() -> None:
    assert set(ROWS) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_the_severity_of_its_row(code: str) -> None:
    assert re.split(r"[ ;]", ROWS[code])[0] == severity_of(code)


@pytest.mark.parametrize("code", [code for code, row in ROWS.items() if "Reserved" in row])
def test_a_reserved_code_is_given_nowhere(code: str) -> None:
    assert f'"{code}"' not in SOURCES
