"""The compiled core, built of the C files as they are whatever is installed, and the reference.

WIRECHECK_CORE_FLAGS gives the compiler more flags: `.ci/sanitized` asks for sanitizers.
"""

import os
import shlex
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest

from checker.matching.compiled_core import CompiledCore
from checker.matching.core import Core, PlainCore
from checker.native.compiling import LIBRARY, build, compilers
from checker.native.library import Library, load

__all__ = ["CORES", "compiled", "core_of", "library_of_now"]

CORES = ("plain", "compiled")


@cache
def _built() -> Library:
    """Loaded once a process; what is loaded stays when its file is gone."""
    flags = shlex.split(os.environ.get("WIRECHECK_CORE_FLAGS", ""))
    target = Path(tempfile.mkdtemp(prefix="wirecheck-core-")) / LIBRARY
    try:
        build(target, flags=flags)
        loaded = load(target)
    finally:
        if not flags:  # a sanitizer reads it at the end, to name lines
            shutil.rmtree(target.parent)
    assert isinstance(loaded, Library), loaded
    return loaded


def library_of_now() -> Library:
    """The library; a test that needs it is skipped where there is no C compiler."""
    if not any(compilers()):
        pytest.skip("no C compiler is here")
    return _built()


def compiled() -> CompiledCore:
    """The compiled core of alignment."""
    return CompiledCore.of(library_of_now())


def core_of(name: str) -> Core:
    """One of the two."""
    return PlainCore() if name == "plain" else compiled()
