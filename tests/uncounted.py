"""Rooms whose processes are not measured by coverage."""

from collections.abc import Iterator

import pytest

__all__ = ["processes_uncounted"]


@pytest.fixture(scope="package", autouse=True)
def processes_uncounted() -> Iterator[None]:
    """Other rooms run the same commands and services; counted, each would start half as fast.

    What these tests do in their own process is counted as everywhere.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)  # set by coverage for its children
        yield
