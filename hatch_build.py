"""Compiles the core of matching while a wheel or an editable install is built.

With the system's C compiler, or with that of the package ziglang, which is asked for where there
is no other. Without either the wheel is pure, and the same is done in Python. WIRECHECK_PURE=1 asks
for that; WIRECHECK_TARGET=aarch64-linux-gnu.2.17 has Zig compile for another platform.
"""

import importlib.util
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CoreHook(BuildHookInterface[Any]):
    """Adds the compiled core to a wheel, or puts it into the tree of an editable install."""

    def dependencies(self) -> list[str]:
        """`ziglang` where it is needed and to be had; nothing where there is a compiler."""
        return _compiling(Path(self.root)).required()

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; where that fails, say so and go on without."""
        compiling = _compiling(Path(self.root))
        place = f"checker/native/{compiling.LIBRARY}"
        in_tree = Path(self.root, place)  # where it may be in use while a wheel is built
        editable = version == "editable"
        library = in_tree if editable else Path(self._scratch(), compiling.LIBRARY)
        if compiling.is_pure():
            if editable:
                in_tree.unlink(missing_ok=True)
            self.app.display_info("WIRECHECK_PURE is set: the core is not compiled")
            return
        target = os.environ.get("WIRECHECK_TARGET", "")
        try:
            compiling.build(library, target=target)
        except (compiling.Uncompiled, OSError) as error:
            if target:
                raise
            self.app.display_warning(f"the core is not compiled, Python does its work: {error}")
            return
        if not editable:
            # One library for all versions of Python, since it knows nothing of Python.
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{compiling.wheel_platform(target)}"
            build_data["force_include"][os.fspath(library)] = place

    def finalize(self, *_: object) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self._scratch(), ignore_errors=True)

    def _scratch(self) -> str:
        """A folder for what is only in the wheel."""
        if not hasattr(self, "_folder"):
            self._folder = tempfile.mkdtemp(prefix="wirecheck-core-")
        return self._folder


def _compiling(root: Path) -> Any:
    """The module that compiles, loaded by its path: the package's own needs are not installed."""
    path = root / "checker" / "native" / "compiling.py"
    spec = importlib.util.spec_from_file_location("wirecheck_compiling", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
