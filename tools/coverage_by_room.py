"""Coverage of each room, the thinnest first, from the JSON report of a run with `--cov`.

    ./test --cov --cov-report=json:build/coverage.json
    python -m tools.coverage_by_room build/coverage.json

Lines and branches count together, as in the floor of pyproject.toml. A room is a folder below
`checker/`, or `api/`; the modules at the top of `checker/` are one room.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

__all__ = ["by_room", "lines"]


def by_room(report: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """Returns `(covered, all)` in lines and branches for each room of a JSON report."""
    covered, all_of = Counter[str](), Counter[str]()
    for name, file in report["files"].items():
        figures, room = file["summary"], _room(name)
        covered[room] += figures["covered_lines"] + figures["covered_branches"]
        all_of[room] += figures["num_statements"] + figures["num_branches"]
    rooms = sorted(filter(all_of.get, all_of), key=lambda room: covered[room] / all_of[room])
    return {room: (covered[room], all_of[room]) for room in rooms}


def _room(path: str) -> str:
    first, *rest = Path(path).parts
    return f"{first}/{rest[0]}/" if first == "checker" and len(rest) > 1 else f"{first}/"


def lines(rooms: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    """Yields one line per room."""
    for room, (covered, all_of) in rooms.items():
        yield f"{covered / all_of:7.1%}  {room:24}  {all_of - covered} of {all_of} not reached"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python -m tools.coverage_by_room FILE: the JSON report of a run with --cov")
    print("\n".join(lines(by_room(json.loads(Path(sys.argv[1]).read_text("utf-8"))))))
