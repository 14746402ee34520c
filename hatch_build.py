"""Compiles the core of matching while a wheel or an editable install is built.

With the system's C compiler, or with that of the package ziglang, which is asked for where there
is no other. Without either the wheel is pure, and the same is done in Python. WIRECHECK_PURE=1 asks
for that; WIRECHECK_TARGET=aarch64-linux-gnu.2.17 has Zig compile for another platform.
"""

import importlib.util
import os
import platform
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Zig's name of a platform, and that of wheels for it.
TARGETS = {
    "x86_64-linux-gnu.2.17": "manylinux_2_17_x86_64.manylinux2014_x86_64",
    "aarch64-linux-gnu.2.17": "manylinux_2_17_aarch64.manylinux2014_aarch64",
    "x86_64-linux-musl": "musllinux_1_2_x86_64",
    "aarch64-linux-musl": "musllinux_1_2_aarch64",
    "x86_64-macos.11.0": "macosx_11_0_x86_64",
    "aarch64-macos.11.0": "macosx_11_0_arm64",
}
# Where ziglang has wheels; asked for elsewhere, the install would end for want of it.
ZIG_HAS = {
    "linux": {"x86_64", "aarch64", "armv7l", "i686", "ppc64le", "riscv64", "s390x"},
    "darwin": {"x86_64", "arm64"},
    "win32": {"AMD64", "ARM64"},
}
ZIGLANG = "ziglang>=0.13"


class CoreHook(BuildHookInterface[Any]):
    """Adds the compiled core to a wheel, or puts it into the tree of an editable install."""

    def dependencies(self) -> list[str]:
        """`ziglang` where it is needed and to be had; nothing where there is a compiler."""
        if _is_set("WIRECHECK_PURE"):
            return []
        if os.environ.get("WIRECHECK_TARGET"):
            return [ZIGLANG]
        offline = any(_is_set(name) for name in ("PIP_NO_INDEX", "UV_NO_INDEX", "UV_OFFLINE"))
        there = os.environ.get("CC") or any(map(shutil.which, ("cc", "gcc", "clang")))
        offered = platform.machine() in ZIG_HAS.get(sys.platform, ())
        return [] if offline or (there and sys.platform != "win32") or not offered else [ZIGLANG]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; where that fails, say so and go on without."""
        compiling = _compiling(Path(self.root))
        place = f"checker/native/{compiling.LIBRARY}"
        if version == "editable":
            library = Path(self.root, place)
            library.unlink(missing_ok=True)  # one that was built before
        else:  # the tree may be in use, with a library of its own
            library = Path(self._scratch(), compiling.LIBRARY)
        if _is_set("WIRECHECK_PURE"):
            self.app.display_info("WIRECHECK_PURE is set: the core is not compiled")
            return
        target = os.environ.get("WIRECHECK_TARGET", "")
        if target and target not in TARGETS:
            raise ValueError(f"WIRECHECK_TARGET={target}: one of {', '.join(TARGETS)}")
        try:
            compiling.build(library, triple=target)
        except (compiling.Uncompiled, OSError) as error:
            if target:
                raise
            self.app.display_warning(f"the core is not compiled, Python does its work: {error}")
            return
        if version != "editable":
            # One library for all versions of Python, since it knows nothing of Python.
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{TARGETS.get(target) or _platform()}"
            build_data["force_include"][os.fspath(library)] = place

    def finalize(self, *_: object) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self._scratch(), ignore_errors=True)

    def _scratch(self) -> str:
        """A folder for what is only in the wheel."""
        if not hasattr(self, "_folder"):
            self._folder = tempfile.mkdtemp(prefix="wirecheck-core-")
        return self._folder


def _is_set(name: str) -> bool:
    return os.environ.get(name, "0") not in ("", "0")


def _platform() -> str:
    return sysconfig.get_platform().replace("-", "_").replace(".", "_")


def _compiling(root: Path) -> Any:
    """The module that compiles, loaded by its path: the package's own needs are not installed."""
    path = root / "checker" / "native" / "compiling.py"
    spec = importlib.util.spec_from_file_location("wirecheck_compiling", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
