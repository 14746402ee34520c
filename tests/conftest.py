"""How the tests are named, what all property tests have in common, and what a run has cost."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests.chromium import browsing
from tests.cost import Cost
from tests.measured import mark_unmeasured, measured_processes
from tests.packaged import share_rules
from tests.unsynced import unsynced

__all__ = ["measured_processes"]

# A busy machine makes no example slow: nothing measures the wall clock. Each run draws other
# examples, so few in a run are many in a week; `--hypothesis-profile=thorough` draws them at once.
settings.register_profile("usual", deadline=None, max_examples=30)
settings.register_profile("thorough", deadline=None, max_examples=500)
settings.load_profile("usual")


# The collector of cycles looks at all that lives each time that a quarter more does, and a third of
# the processor's time of some tests was that: trees of all modules, thousands of tests, their data.
SELDOM = (20_000, 10, 10)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Cost())
    gc.set_threshold(*SELDOM)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Has the collector leave alone what all tests are made of: it lives until the end."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)  # a room marks its own slow tests first
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_unmeasured(items)


@pytest.fixture(scope="session", autouse=True)
def _rules_once() -> Iterator[None]:
    """Tests open hundreds of newsrooms; the packaged rules are the same in all of them.

    None of them waits for the disk either.
    """
    with pytest.MonkeyPatch.context() as patch:
        share_rules(patch)
        unsynced(patch)
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser, which ends with the module: asyncio cannot run beside it."""
    with browsing() as running:
        yield running


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: packed bytes hold the second in which they were packed.

    Two workers that collect in different seconds would otherwise see different tests.
    """
    return argname if isinstance(val, bytes | bytearray) else None
