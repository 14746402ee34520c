"""What each room may import, read from the code itself; ARCHITECTURE.md has the rooms."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

EVERYWHERE = {"checker.wording", "checker.values"}  # messages and values arise in each room

# What a room may import of this project besides itself and what is for every room.
ALLOWED: dict[str, set[str]] = {
    "checker.wording": set(),
    "checker.values": set(),
    "checker.languages": {"checker.errors"},
    "checker.errors": set(),
    "checker.prepared": set(),
    "checker.patterns": {"checker.prepared"},
    "checker.expressions": {"checker.prepared"},
    "checker.private": {"checker.errors"},
    "checker.zone_letters": set(),
    "checker.extras": set(),
    "checker.times": {"checker.prepared", "checker.zone_letters"},
    "checker.strict": {"checker.errors"},
    "checker.models": {"checker.errors"},
    "checker.text": {
        "checker.expressions",
        "checker.patterns",
        "checker.native",
        "checker.models",
        "checker.errors",
    },
    "checker.orders": {
        "checker.expressions",
        "checker.prepared",
        "checker.text",
        "checker.times",
        "checker.zone_letters",
    },
    "checker.engine": {
        "checker.orders",
        "checker.patterns",
        "checker.prepared",
        "checker.text",
        "checker.models",
        "checker.strict",
        "checker.errors",
    },
    "checker.anchors": {"checker.prepared", "checker.text", "checker.models"},
    "checker.postings": {
        "checker.anchors",
        "checker.native",
        "checker.text",
        "checker.models",
        "checker.private",
        "checker.errors",
    },
    "checker.native": set(),
    "checker.matching": {
        "checker.expressions",
        "checker.native",
        "checker.postings",
        "checker.text",
        "checker.models",
        "checker.errors",
    },
    "checker.retold": {
        "checker.extras",
        "checker.anchors",
        "checker.matching",
        "checker.postings",
        "checker.text",
        "checker.models",
        "checker.errors",
    },
    "checker.index": {
        "checker.retold",
        "checker.matching",
        "checker.postings",
        "checker.text",
        "checker.models",
        "checker.private",
        "checker.errors",
    },
    "checker.licensing": {
        "checker.expressions",
        "checker.orders",
        "checker.prepared",
        "checker.text",
        "checker.times",
        "checker.models",
        "checker.strict",
        "checker.errors",
    },
    "checker.formats": {
        "checker.expressions",
        "checker.extras",
        "checker.orders",
        "checker.text",
        "checker.times",
        "checker.models",
        "checker.strict",
        "checker.errors",
    },
    "checker.report": {
        "checker.languages",
        "checker.licensing",
        "checker.times",
        "checker.models",
        "checker.errors",
    },
    "checker.house_rules": {
        "checker.engine",
        "checker.times",
        "checker.private",
        "checker.errors",
    },
    "checker.store": {
        "checker.errors",
        "checker.models",
        "checker.orders",
        "checker.prepared",
        "checker.private",
        "checker.strict",
        "checker.times",
    },
    "checker.testing": {
        "checker.engine",
        "checker.formats",
        "checker.models",
    },
    "checker.mending": {"checker.licensing", "checker.models", "checker.errors"},
    "checker.versions": {"checker.licensing"},
    "checker.client": {"checker.models", "checker.errors"},
    "checker.holders": {"checker.engine", "checker.licensing", "checker.models"},
    "checker.looked_at": {"checker.text", "checker.models"},
    "checker.outside": {
        "checker.orders",
        "checker.text",
        "checker.models",
        "checker.values",
    },
    "checker.checking": {
        "checker.holders",
        "checker.outside",
        "checker.looked_at",
        "checker.engine",
        "checker.index",
        "checker.licensing",
        "checker.times",
        "checker.models",
        "checker.versions",
        "checker.errors",
        "checker.text",
    },
}
# Third-party packages that only one room may know.
ONLY_IN = {
    "fasttext": ("checker.engine",),
    "anyascii": ("checker.anchors",),
    "onnxruntime": ("checker.retold",),
    "tokenizers": ("checker.retold",),
    "ahocorasick_rs": ("checker.text",),
    "fastapi": ("api",),
    "starlette": ("api",),
    "uvicorn": ("api",),
    "prometheus_client": ("api",),
    "typer": ("checker.cli",),
    "click": ("checker.cli",),
    "sqlite3": ("checker.store",),
    "sqlite_utils": ("checker.store",),
    "pyspark": ("checker.audit.spark",),
    "pydantic": ("api",),
    "httpx": ("checker.client",),
}


def modules() -> Iterator[tuple[str, Path]]:
    for top in ("checker", "api"):
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(part for part in parts if part != "__init__"), path


@cache
def tree_of(path: Path) -> ast.Module:
    """A file as it is read; many tests look at each of them, and none changes it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(module: str, path: Path) -> tuple[str, ...]:
    return tuple(_imports(module, path))


def statements(tree: ast.AST) -> Iterator[ast.AST]:
    """All statements, those inside of others too; expressions are nine of ten nodes of a tree."""
    left = [tree]
    while left:
        node = left.pop()
        yield node
        for name in ("body", "orelse", "finalbody", "handlers", "cases"):
            inner = getattr(node, name, ())
            left += inner if isinstance(inner, list) else ()


def _imports(module: str, path: Path) -> Iterator[str]:
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in statements(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1]
            stem = ".".join(base) if node.level else ""
            target = ".".join(filter(None, [stem, node.module or ""]))
            yield target
            if target == "checker":
                yield from (f"checker.{alias.name}" for alias in node.names)


def room_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


EVERY = list(modules())


def test_a_module_imports_only_what_stands_to_its_right() -> None:
    wrong = [
        f"{module} imports {target}{why}"
        for module, path in EVERY
        for target in imports(module, path)
        if (why := _wrong(module, target)) is not None
    ]
    assert not wrong, "\n".join(wrong)


def _wrong(module: str, target: str) -> str | None:
    """Why a module may not import this; None where it may."""
    room, top = room_of(module), target.split(".")[0]
    if top == "checker" and target != "checker" and room in ALLOWED:
        other = room_of(target)
        if other != room and other not in ALLOWED[room] | EVERYWHERE:
            return ", a room that stands to its left"
    if top == "api" and module.split(".")[0] != "api" and module != "checker.cli.serve":
        return ": only `wirecheck serve` knows the service"
    homes = ONLY_IN.get(top)
    if homes and not any(module == home or module.startswith(home + ".") for home in homes):
        return f", which belongs to {', '.join(homes)}"
    return None


def test_inside_the_service_imports_are_relative_or_from_the_checker() -> None:
    """In a wheel the service is `checker.api`; an absolute `api.` import would not be found."""
    for module, path in EVERY:
        if module.split(".")[0] != "api":
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                assert (node.module or "").split(".")[0] != "api", f"{module}: {node.module}"
