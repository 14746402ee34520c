"""What the tables of keys have in common."""

import json
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from checker.errors import Problem

__all__ = ["NONSENSE", "Row", "accepted", "at", "changed", "holder", "inside", "toml"]

NONSENSE = "zzqqzz"  # near no key, so the hint lists all that are allowed
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Row:
    """A key, two values of it, and a function that shows a difference between the two.

    `other` holds further keys that the document needs for the difference to show.
    """

    key: str
    one: Any
    two: Any
    seen: Callable[..., Any]
    other: Mapping[str, Any] | None = None


def accepted(problems: Iterable[Problem]) -> set[str]:
    """The keys that a loader says it allows, when it refuses `NONSENSE`."""
    hints = [problem.hint for problem in problems if NONSENSE in f"{problem.place} {problem.what}"]
    assert len(hints) == 1, hints
    assert hints[0].startswith("allowed: "), hints
    return set(hints[0].removeprefix("allowed: ").split(", "))


def _steps(path: str) -> Path:
    """'rule.0.id' as the steps of a document."""
    return tuple(int(step) if step.isdigit() else step for step in path.split(".") if step)


def holder(document: Any, path: str) -> Any:
    """The mapping or list at a path, made where it is missing."""
    here = document
    for step in _steps(path):
        here = here[step] if isinstance(step, int) else here.setdefault(step, {})
    return here


def changed(base: Mapping[str, Any], *settings: tuple[str, Any]) -> dict[str, Any]:
    """A copy of a document with values at dotted paths; None leaves the key out."""
    document = deepcopy(dict(base))
    for path, value in settings:
        parent, _, key = path.rpartition(".")
        place = holder(document, parent)
        if value is None:
            place.pop(key, None)
        else:
            place[key] = value
    return document


def at(path: str, value: Any) -> dict[str, Any]:
    """A document with one value at a dotted path."""
    return changed({}, (path, value))


def inside(table: str, listed: Iterable[str]) -> set[str]:
    """The keys of a table among dotted paths, without what lies in their own tables."""
    prefix = f"{table}." if table else ""
    within = (key.removeprefix(prefix) for key in listed if key.startswith(prefix))
    return {key.partition(".")[0] for key in within}


def toml(document: Mapping[str, Any], header: str = "") -> str:
    """A document as TOML; JSON's scalars and lists are TOML's."""
    lines, tables = [], []
    for key, value in document.items():
        path = f"{header}.{key}" if header else key
        if isinstance(value, dict):
            tables.append(f"[{path}]\n{toml(value, path)}")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            tables += [f"[[{path}]]\n{toml(one, path)}" for one in value]
        else:
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}\n")
    return "".join(lines) + "".join(tables)
