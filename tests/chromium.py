"""The browser of the tests: which one, how it is started, and how patient its pages are.

Chromium's headless shell has its engine without its windows: a page costs a fifth as much.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

import pytest

from tests.waiting import LONG

__all__ = ["IN_A_BROWSER", "browsing", "new_context", "resize"]

_NAMES = ("chromium-headless-shell", "chromium", "google-chrome")
_FOUND = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
)
_PATIENT = LONG * 1000  # milliseconds
_TWO_FRAMES = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
)

IN_A_BROWSER = [
    pytest.mark.slow,
    pytest.mark.skipif(_FOUND is None, reason="no Chromium (set CHROMIUM to its path)"),
    pytest.mark.skipif(find_spec("playwright") is None, reason="playwright is not installed"),
]


@contextmanager
def browsing() -> Iterator[Any]:
    """Starts a browser, which ends with the block."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        running = started.chromium.launch(executable_path=_FOUND, args=_FLAGS, timeout=_PATIENT)
        yield running
        running.close()


def new_context(browser: Any, **options: Any) -> Any:
    """Pages that share nothing with others, and that wait as long as a busy machine needs."""
    context = browser.new_context(**options)
    context.set_default_timeout(_PATIENT)
    return context


def resize(page: Any, width: int, height: int = 800) -> None:
    """Gives a page another size and waits until it has been drawn with it."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(_TWO_FRAMES)
