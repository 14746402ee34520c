from pathlib import Path

import pytest

from .run import Command


@pytest.fixture
def wirecheck(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """The command, in an empty folder."""
    for name in ("WIRECHECK_CONFIG", "WIRECHECK_DATA", "WIRECHECK_RULES", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WIRECHECK_TRACEBACK", "1")
    monkeypatch.chdir(tmp_path)
    return Command(tmp_path, capsys, monkeypatch)
