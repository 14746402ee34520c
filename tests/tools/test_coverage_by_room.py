"""Coverage is told by room, the thinnest first."""

from tools.coverage_by_room import by_room, lines


def _file(covered: int, statements: int, branches: int) -> dict[str, dict[str, int]]:
    return {
        "summary": {
            "covered_lines": covered,
            "covered_branches": 0,
            "num_statements": statements,
            "num_branches": branches,
        }
    }


def test_files_of_a_room_are_added_and_the_thinnest_room_comes_first() -> None:
    files = {
        "checker/cli/check.py": _file(9, 10, 0),
        "checker/cli/sources.py": _file(9, 10, 0),
        "checker/audit/deep/task.py": _file(5, 8, 2),
        "checker/titles.py": _file(10, 10, 0),
        "api/app.py": _file(19, 20, 0),
        "checker/demo/__init__.py": _file(0, 0, 0),
    }
    rooms = by_room({"files": files})
    assert list(rooms) == ["checker/audit/", "checker/cli/", "api/", "checker/"]
    assert next(lines(rooms)).split()[:3] == ["50.0%", "checker/audit/", "5"]
