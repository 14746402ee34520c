"""What counsel and editors read lists all that there is, and nothing else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.licensing import CODES, Policy, load_agreement, load_policy
from checker.licensing.agreement import policy_file
from checker.licensing.agreement.file import KEYS, SCALARS
from checker.licensing.judging.observations import _MARKINGS, _MATCHES
from checker.licensing.judging.reasons import severity_of
from tests.test_import_direction import tree_of

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
    accepted = {f"{top}.{key}" for top, keys in policy_file.KEYS.items() for key in keys}
    assert listed("Policy") == accepted | {
        top for top, keys in policy_file.KEYS.items() if not keys
    }


def test_every_reason_code_is_explained_and_no_other() -> None:
    assert set(ROWS) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_the_severity_of_its_row(code: str) -> None:
    assert re.split(r"[ ;]", ROWS[code])[0] == severity_of(code)


@pytest.mark.parametrize("code", [code for code, row in ROWS.items() if "Reserved" in row])
def test_a_reserved_code_is_given_nowhere(code: str) -> None:
    assert f'"{code}"' not in SOURCES


ANY_CODE = re.compile("|".join(map(re.escape, CODES)))
# Modules that speak of codes and give none.
TABLES = {"codes.py", "summary.py", "reasons.py", "policy.py", "events.py", "overtaken.py"}


def strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def modules(words: re.Pattern[str]) -> Iterator[ast.AST]:
    """The modules that have such words anywhere; to parse all the others takes seconds."""
    for path in (ROOT / "checker").rglob("*.py"):
        if path.name not in TABLES and words.search(path.read_text("utf-8")):
            yield tree_of(path)


def given() -> set[str]:
    """The codes that a step writes out, and those of markings and matches by their kind."""
    kinds = {*_MARKINGS.values(), *_MATCHES.values()}
    written = {text for tree in modules(ANY_CODE) for text in strings(tree)}
    return {f"detect.{kind}" for kind in kinds} | (written & set(CODES))


def test_every_code_of_the_table_is_given_by_some_step_unless_it_says_that_it_is_reserved() -> None:
    reserved = {code for code, row in ROWS.items() if "Reserved" in row}
    assert given() == set(ROWS) - reserved


def second_severities() -> set[str]:
    """The codes that some step gives with another severity than their own."""
    calls = [
        node
        for tree in modules(re.compile(r"\bseverity="))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and any(k.arg == "severity" for k in node.keywords)
    ]
    first = [call.args[0] for call in calls if call.args]
    return {one.value for one in first if isinstance(one, ast.Constant) and one.value in set(CODES)}


def test_a_row_names_the_severity_that_a_code_may_have_besides_its_own() -> None:
    assert {code for code, row in ROWS.items() if "blocked if" in row} == second_severities()


def test_a_row_says_where_the_built_in_policy_warns_of_what_has_no_weight() -> None:
    built_in = Policy.default()
    warned = {code for code in CODES if built_in.action(code, "clear") == "warn"}
    assert {code for code, row in ROWS.items() if "the policy warns" in row} == warned


def test_no_other_table_of_the_page_names_a_code_that_there_is_not() -> None:
    page = (DOCS / "licensing.md").read_text("utf-8")
    groups = {code.partition(".")[0] for code in CODES}
    named = re.findall(r"`([a-z_]+)\.([a-z0-9_]+)`", page)
    assert {f"{group}.{name}" for group, name in named if group in groups} <= set(CODES)
