"""The table of docs/security.md names tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py):(test_\w+)`", PAGE)))


def test_each_row_of_the_table_names_a_test() -> None:
    rows = re.findall(r"^\| [^*|-][^|]*\|[^|]*\|([^|]*)\|$", PAGE, re.MULTILINE)[1:]
    assert len(rows) >= 25
    assert all("`tests/" in row for row in rows)


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_the_page_names_is_there(file: str, name: str) -> None:
    assert f"def {name}(" in (ROOT / file).read_text("utf-8")
