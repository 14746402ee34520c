"""rules/README.md lists every key, kind and word that the loader takes, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from checker.engine import agency_tables, load, rule_tables
from checker.engine.model import BUSINESSES, KINDS, STATUSES
from checker.models.vocabulary import CLAIM_ROLES, CONFIDENCES, FINDING_SCOPES, ZONE_KINDS

PAGE = (Path(__file__).resolve().parents[2] / "rules" / "README.md").read_text("utf-8")
KEYS = PAGE.split("\n## Every key\n")[1]


def section(title: str) -> str:
    return KEYS.split(f"\n### {title}\n")[1].split("\n### ")[0]


def rows(title: str) -> dict[str, str]:
    """Each key of the first column of a section's table, with the rest of its row."""
    found = re.findall(r"^\| (`[^|]+) \| (.*) \|$", section(title), re.MULTILINE)
    return {key: rest for keys, rest in found for key in re.findall(r"`(\w+)`", keys)}


def accepted(module: ModuleType, reader: str) -> Iterator[set[str]]:
    """The keys that a function of a module takes, one set a table, as its source has them."""
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
    function = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == reader)
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".known"):
            named = node.args[0]
            if isinstance(named, ast.Name):
                yield set(getattr(module, named.id))
            else:
                yield set(ast.literal_eval(named))


def of(title: str, where: str) -> set[str]:
    """The keys of a table that is for two kinds of tables: those of one, and of both."""
    return {key for key, rest in rows(title).items() if rest.split(" | ")[0] in (where, "both")}


def test_the_tables_of_a_file() -> None:
    assert [set(rows("Tables of a file"))] == list(accepted(load, "_read_file"))


def test_the_keys_of_an_agency() -> None:
    assert [set(rows("`[agency]`"))] == list(accepted(agency_tables, "read_agency"))


def test_the_kinds_of_names() -> None:
    names, joint = accepted(agency_tables, "_read_names")
    text = section("`[names]` and `[[joint]]`")
    assert {key for key in names | joint if f"`{key}`" not in text} == set()
    assert names == set(re.findall(r"`(\w+)`", text.split(", each a list")[0]))
    kinds = PAGE.split("\n## Kinds of names\n")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", kinds, re.MULTILINE)) == names


def test_the_keys_of_rules_and_patterns() -> None:
    assert [of("`[[rule]]` and `[[template]]`", "rule")] == list(accepted(rule_tables, "read_rule"))
    both = "`[[rule.pattern]]` and `[[template.form]]`"
    assert [of(both, "pattern")] == list(accepted(rule_tables, "_read_pattern"))


def test_the_keys_of_templates_and_forms() -> None:
    template, form = accepted(rule_tables, "read_template")
    assert of("`[[rule]]` and `[[template]]`", "template") == template
    assert of("`[[rule.pattern]]` and `[[template.form]]`", "form") == form


def test_the_kinds_with_their_roles() -> None:
    kinds = rows("Kinds")
    assert set(kinds) == set(KINDS)
    assert {kind: rest.split(" | ")[1] for kind, rest in kinds.items()} == {
        kind: rule_tables.default_role(kind) for kind in KINDS
    }


def test_every_word_of_a_closed_list() -> None:
    words = {*CONFIDENCES, *STATUSES, *ZONE_KINDS, *CLAIM_ROLES, *FINDING_SCOPES, *BUSINESSES}
    assert {word for word in words if f"`{word}`" not in KEYS} == set()
