"""Spark for the tests, made once and kept: `python3 tests/audit/spark_environment.py`, as CI does.

It needs nothing but the standard library. Spark is some 450 MB, so tests never fetch it themselves.
It lies in `.cache/spark`, or where WIRECHECK_SPARK says.
"""

import fcntl
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["where_spark_is"]

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("pyspark==4.3.0", "py4j==0.10.9.9")


def where_spark_is() -> Path | None:
    """The folder that `pyspark` is imported from, or None; waits while it is being fetched."""
    found = importlib.util.find_spec("pyspark")
    if found is not None and found.origin is not None:
        return Path(found.origin).parents[1]
    if not _cache().is_dir():
        return None
    with _locked():
        return _packages() if (_cache() / "made").exists() else None


def _make() -> None:
    with _locked():
        if (_cache() / "made").exists():
            return
        subprocess.run([sys.executable, "-m", "venv", str(_cache() / "env")], check=True)
        pip = [str(_cache() / "env" / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        clean = {name: value for name, value in os.environ.items() if name != "PIP_CONSTRAINT"}
        subprocess.run([*pip, "--no-deps", "--no-compile", *PACKAGES], check=True, env=clean)
        (_cache() / "made").touch()


def _cache() -> Path:
    return Path(os.environ.get("WIRECHECK_SPARK") or ROOT / ".cache" / "spark")


def _packages() -> Path:
    return next((_cache() / "env" / "lib").glob("python3*")) / "site-packages"


@contextmanager
def _locked() -> Iterator[None]:
    _cache().mkdir(parents=True, exist_ok=True)
    with (_cache() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    _make()
