"""Environments with the oldest and the newest Wagtail that the app supports, made once and kept.

`python3 tests/integrations/wagtail/environments.py` makes both, as CI does before the tests; it
needs nothing but the standard library. They lie in `.cache/wagtail`, or where WIRECHECK_WAGTAIL
says.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["PAIRS", "ROOT", "CannotBeMade", "environment", "locked"]

ROOT = Path(__file__).resolve().parents[3]
PAIRS = {
    "oldest": ("wagtail==6.3.*", "django==4.2.*"),
    "newest": ("wagtail==8.*", "django==5.2.*"),
}
ALSO = ("httpx==0.28.*",)


class CannotBeMade(Exception):
    """There is no such environment, and none can be made here."""


def environment(pair: str) -> Path:
    """The Python of a pair, with its packages.

    Raises:
        CannotBeMade: the packages cannot be installed, as without a network.
    """
    folder = cache() / pair
    python, done = folder / "bin" / "python", folder / "made"
    with locked(pair):
        if not done.exists():
            _run([sys.executable, "-m", "venv", str(folder)])
            _run([str(python), "-m", "pip", "install", "--quiet", *PAIRS[pair], *ALSO])
            done.touch()
    return python


def cache() -> Path:
    """Where environments and empty sites are kept."""
    return Path(os.environ.get("WIRECHECK_WAGTAIL") or ROOT / ".cache" / "wagtail")


@contextmanager
def locked(name: str) -> Iterator[None]:
    """One process at a time makes a thing of this name."""
    cache().mkdir(parents=True, exist_ok=True)
    with (cache() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _run(command: list[str]) -> None:
    clean = {name: value for name, value in os.environ.items() if name != "PIP_CONSTRAINT"}
    done = subprocess.run(command, capture_output=True, text=True, env=clean)
    if done.returncode:
        raise CannotBeMade(f"{' '.join(command)}: {done.stderr[-400:]}")


if __name__ == "__main__":
    for each in PAIRS:
        environment(each)
