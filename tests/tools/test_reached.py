"""What probes have reached counts as the lines and branches that coverage's own tracer counts."""

import importlib
import json
import sys
from pathlib import Path

import pytest
from coverage import Coverage, CoverageData

from tests.measured import Measured
from tools.reached import arcs_of

SHAPES = """
import contextlib


def branches(number):
    if number > 3:
        found = 1
    elif (
        number > 2
        and number < 3
    ):
        found = 2
    else:
        found = 3
    if number == 1:
        return found


def loops(numbers):
    for number in numbers:
        if number == 2:
            continue
        if number == 4:
            break
    else:
        return None
    while True:
        if numbers:
            break
    while numbers:
        numbers = numbers[1:]


def guarded(number):
    with contextlib.suppress(ValueError):
        if number == 1:
            raise ValueError
    try:
        if number == 2:
            raise KeyError
    except KeyError:
        if number == 3:
            return 4
    else:
        if number == 4:
            number = 5
    finally:
        if number == 5:
            number = 6
    with contextlib.suppress(ValueError):
        for _ in range(number):
            number -= 1


def cases(value):
    match value:
        case 1:
            found = "one"
        case 2 | 3 if value == 3:
            found = "three"
        case [first, *_]:
            found = first
        case str():
            found = value
    match found:
        case "one":
            return 1
        case _:
            return 2


def steps(values):
    for value in values:
        if value:
            yield value


class Kind:
    size = 1
    if size:
        other = 2

    def method(self, word="a"):
        def inner():
            if word:
                return [letter for letter in word if letter]

        return inner() if word else None


@contextlib.contextmanager
def held():
    try:
        yield
    finally:
        if SEEN:
            SEEN.clear()


SEEN = []


def nested(rows):
    for row in rows:
        with contextlib.suppress(ValueError):
            if row > 2:
                continue
            if row > 1:
                row = int("x")
        match row:
            case 1:
                row = 5
            case 2:
                break
        try:
            for _ in range(row):
                if row == 5:
                    return row
        finally:
            row = 1
    with contextlib.suppress(ValueError):
        while rows:
            rows = rows[1:]
            if len(rows) == 1:
                return None


async def waiting(steps):
    async for step in steps:
        if step:
            return (
                step if step > 1
                else 0
            )
"""
WAYS = {
    "nothing": "",
    "one way": "branches(5); loops([1]); guarded(1); cases(1); list(steps([0]))",
    "other ways": "branches(1); loops([2, 4]); guarded(2); cases([4]); list(steps([1]))",
    "a method": "Kind().method()",
    "to the end": "guarded(5); guarded(4); loops([]); cases('a'); branches(0)",
    "guards": "cases(3); branches(2.5); guarded(3)",
    "nested": "nested([0]); nested([2]); nested([1]); nested([3, 0, 3])",
    "nested to the end": "nested([]); nested([4, 7]); nested([0, 5])",
    "a held thing": "SEEN.append(1)\nwith held(): pass",
}


def _counted(data: CoverageData, file: Path) -> tuple[list[int], list[list[int]]]:
    """The lines and branches of a file that coverage counts as reached."""
    counting = Coverage(data_file=None, branch=True, config_file=False)
    counting.get_data().update(data)
    report = file.with_suffix(".json")
    counting.json_report([str(file)], outfile=str(report))
    (found,) = json.loads(report.read_text())["files"].values()
    return found["executed_lines"], found["executed_branches"]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_lines_and_branches_are_those_of_the_tracer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    file = tmp_path / "shapes.py"
    file.write_text(SHAPES, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "shapes", raising=False)

    tracing = Coverage(data_file=None, branch=True, include=[str(file)], config_file=False)
    with tracing.collect():
        _run(way)
    probed = Measured(tmp_path, [tmp_path])
    _run(way)
    probed.save("worker")

    (lines, branches), *others = json.loads((tmp_path / "worker.json").read_text()).values()
    arcs = arcs_of(SHAPES, lines, [(start, end) for start, end in branches])
    reached = CoverageData(no_disk=True)
    reached.add_arcs({str(file): arcs})
    assert lines
    assert not others
    assert _counted(reached, file) == _counted(tracing.get_data(), file)


def _run(way: str) -> None:
    sys.modules.pop("shapes", None)
    exec(way, importlib.import_module("shapes").__dict__)
