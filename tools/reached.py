"""What probes have reached, in the terms of coverage.

A probe names a branch by the first lines of its statement and of what comes next. Coverage agrees
for the body of `if`, `for` and `while`, but names the end of a function by minus its first line,
goes on differently behind `with` and `try`, and goes from `case` to `case` where a probe goes from
`match`. A `finally` that is left in several ways is one way to a probe.
"""

import ast
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from coverage import Coverage, CoverageData
from coverage.parser import PythonParser

from tests.measured import SOURCES

__all__ = ["arcs_of", "keep_reached"]

Arc = tuple[int, int]


def keep_reached(measuring: Coverage, files: Iterable[Path]) -> None:
    """Writes a file of data beside coverage's others, of what the workers of a run have reached."""
    lines, branches = defaultdict[str, set[int]](set), defaultdict[str, set[Arc]](set)
    for file in files:
        for name, (seen, taken) in json.loads(file.read_text("utf-8")).items():
            lines[name].update(seen)
            branches[name].update((a, b) for a, b in taken)
    data = CoverageData(basename=str(Path(measuring.config.data_file).resolve()), suffix="probes")
    data.add_arcs(
        {
            name: arcs_of(Path(name).read_text("utf-8"), seen, branches[name])
            for name, seen in lines.items()
            if seen
        }
    )
    data.touch_files(
        [str(file.resolve()) for source in SOURCES for file in Path(source).rglob("*.py")]
    )
    data.write()


def arcs_of(source: str, lines: Iterable[int], branches: Iterable[Arc]) -> set[Arc]:
    """The arcs of coverage for lines that were reached and branches that were taken."""
    parser = PythonParser(text=source)
    parser.parse_source()
    possible = defaultdict[int, set[int]](set)
    for start, end in parser.arcs():
        possible[start].add(end)
    tree = ast.parse(source)
    bodies = dict(_bodies(tree))
    taken = set(branches)
    arcs = {(-1, line) for line in lines}
    for start, end in taken:
        if end in possible[start]:
            arcs.add((start, end))
        else:
            others = possible[start] - {bodies.get(start)}
            arcs.update((start, other) for other in others if len(others) == 1)
    for node in ast.walk(tree):
        if isinstance(node, ast.Match):
            arcs.update(_cases(node, taken, possible))
    return arcs


def _bodies(tree: ast.AST) -> Iterator[tuple[int, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.For | ast.AsyncFor | ast.While):
            yield node.lineno, node.body[0].lineno


def _cases(node: ast.Match, taken: set[Arc], possible: dict[int, set[int]]) -> Iterator[Arc]:
    """What was asked before the case that held, case by case."""
    starts = [case.pattern.lineno for case in node.cases]
    bodies = [case.body[0].lineno for case in node.cases]
    held = [place for place, body in enumerate(bodies) if (node.lineno, body) in taken]
    known = {(node.lineno, body) for body in bodies}
    none_held = any(start == node.lineno for start, _end in taken - known)
    for place in held:
        yield starts[place], bodies[place]
    asked = len(starts) - 1 if none_held else max(held, default=0)
    yield from list(pairwise(starts))[:asked]
    if none_held:
        after: Sequence[int] = sorted(possible[starts[-1]] - {bodies[-1]})
        yield from ((starts[-1], line) for line in after)
