"""ARCHITECTURE.md is true to the code: its rooms, their order, and every name on the page."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.test_import_direction import ALLOWED, EVERY, imports, modules, tree_of

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
# `checker/cli/`, `checker/errors.py`, `checker/checking.py:Checker.gather`
REFERENCE = re.compile(r"`([\w.-]+/(?:[\w./-]*)(?::[\w.]+)?)`")
NAMED = sorted(set(REFERENCE.findall(PAGE)))
REASONED = sorted(set(REFERENCE.findall((ROOT / "docs" / "decisions.md").read_text("utf-8"))))
MADE_AT_RUN_TIME = {"index/", "prints/"}


def section(title: str) -> str:
    return re.split(r"^## ", PAGE.split(f"\n## {title}\n")[1], flags=re.MULTILINE)[0]


@cache
def rooms() -> tuple[str, ...]:
    """The rooms of the table as dotted names, from top to bottom."""
    rows = re.findall(r"^\| `([^`]+)` \|", section("Rooms"), re.MULTILINE)
    return tuple(row.removesuffix(".py").rstrip("/").replace("/", ".") for row in rows)


@cache
def room_of(module: str) -> str | None:
    """The narrowest room of the table that holds a module."""
    held = [room for room in rooms() if module == room or module.startswith(room + ".")]
    return max(held, key=len, default=None)


def is_defined(tree: ast.Module, name: str) -> bool:
    body: list[ast.stmt] = tree.body
    for part in name.split("."):
        found = next((s for s in body if part in names_of(s)), None)
        if found is None:
            return False
        body = found.body if isinstance(found, ast.ClassDef) else []
    return True


def names_of(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    if isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    yield from (target.id for target in targets if isinstance(target, ast.Name))


@pytest.mark.parametrize("reference", sorted({*NAMED, *REASONED}))
def test_a_file_or_name_on_the_page_exists(reference: str) -> None:
    file, _, name = reference.partition(":")
    if file in MADE_AT_RUN_TIME:
        return
    path = ROOT / file
    assert path.is_dir() if file.endswith("/") else path.is_file(), f"{file} does not exist"
    if name:
        assert is_defined(tree_of(path), name), f"{file} has no {name}"


def test_the_page_names_the_functions_of_a_check() -> None:
    assert len([reference for reference in NAMED if ":" in reference]) > 15


def test_a_list_that_a_reader_is_sent_to_exists() -> None:
    sent = re.findall(r"`([A-Z]{3,})` (?:in|of)\s+`([\w/]+\.py)`", PAGE)
    assert len(sent) >= 3
    for name, file in sent:
        assert is_defined(tree_of(ROOT / file), name), f"{file}: {name}"


def test_every_room_is_in_the_table() -> None:
    missing = {module for module, _ in modules() if module != "checker" and not room_of(module)}
    assert missing == set()
    unknown = set(rooms()) - {module for module, _ in modules()}
    assert unknown == set(), "in the table, but not in the code"


def test_every_room_of_the_table_of_imports_is_in_the_page() -> None:
    assert set(ALLOWED) - set(rooms()) == set()


@pytest.mark.no_cover
def test_a_room_imports_only_rooms_below_it() -> None:
    order = {room: number for number, room in enumerate(rooms())}
    upwards = []
    for module, path in EVERY:
        room = room_of(module)
        for target in imports(module, path):
            other = room_of(target)
            if room and other and order[other] < order[room]:
                upwards.append(f"{module} imports {target}")
    assert not upwards, "\n".join(upwards)


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_what_a_room_may_import_is_below_it(room: str) -> None:
    order = {name: number for number, name in enumerate(rooms())}
    assert [other for other in ALLOWED[room] if order[other] < order[room]] == []


def main_modules() -> list[Path]:
    """The module of each room that says what it is: its `__init__.py`, or the module itself."""
    found = []
    for room in rooms():
        path = ROOT / room.replace(".", "/")
        found.append(path / "__init__.py" if path.is_dir() else path.with_suffix(".py"))
    return [*found, ROOT / "api/routes/__init__.py", ROOT / "api/workers/__init__.py"]


@pytest.mark.parametrize("path", main_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_says_what_it_is_and_what_it_is_not(path: Path) -> None:
    about = (ast.get_docstring(tree_of(path)) or "").lower()
    assert re.search(
        r"\b(?:not|no|never|nothing|none|nowhere|only|alone)\b", about, re.IGNORECASE
    ), about


def test_a_module_begins_with_a_sentence_about_itself() -> None:
    bare = [module for module, path in EVERY if not ast.get_docstring(tree_of(path))]
    assert not bare, "\n".join(bare)


POINTS_OUTSIDE = re.compile(
    r"\b(?:DESIGN|LIBRARIES)\b|\b(?:CONTRACT|LICENSING|RULES|STYLE|PEERS)\.md|the contract's word"
    r"|(?<![\w/])\.\./shared|/work/\w|/tmp/w/"
)
WRITTEN = ("checker", "api", "tests", "bench", "rules", "docs", "tools", "deploy")


def written() -> Iterator[Path]:
    """Everything that people write here, but for third-party words and this test."""
    yield from sorted(ROOT.glob("*.md"))
    for folder in WRITTEN:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".md", ".toml", ".html", ".js", ".css"} and path.is_file():
                yield path


def test_nothing_points_outside_the_repository() -> None:
    own = {Path(__file__), ROOT / "tests" / "shared.py"}  # where evaluation data may be
    outside = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in written()
        if path not in own
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if POINTS_OUTSIDE.search(line)
    ]
    assert outside == []
