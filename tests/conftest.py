"""How the tests are named, what all property tests have in common, and what a run has cost."""

import pytest
from hypothesis import settings

from tests.cost import Cost

# A busy machine makes no example slow: nothing measures the wall clock.
settings.register_profile("deaf to load", deadline=None)
settings.load_profile("deaf to load")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Cost())


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: packed bytes hold the second in which they were packed.

    Two workers that collect in different seconds would otherwise see different tests.
    """
    return argname if isinstance(val, bytes | bytearray) else None
