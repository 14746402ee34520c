"""The browser of the tests: where it is, and what tests of pages have in common."""

import os
import shutil

import pytest

__all__ = ["CHROMIUM", "IN_A_BROWSER"]

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
IN_A_BROWSER = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium (set CHROMIUM to its path)"),
]
