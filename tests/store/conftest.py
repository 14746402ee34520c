from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checker.store import Store
from tests.uncounted import processes_uncounted

__all__ = ["HOUR", "NOW", "processes_uncounted", "store"]

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "room") as opened:
        yield opened
