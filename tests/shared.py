"""Where the evaluation sets and public cases lie, if they are there at all.

They hold third-party texts, so they are never part of the project. Tests that read them skip
with a reason when the folder is absent.
"""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("WIRECHECK_SHARED") or Path(__file__).resolve().parents[2] / "shared")

needs_shared = pytest.mark.skipif(
    not (SHARED / "cases").is_dir(),
    reason=f"evaluation data are not at {SHARED} (set WIRECHECK_SHARED)",
)
