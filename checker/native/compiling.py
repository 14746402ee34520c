"""Builds the compiled core with the C compiler that is there; knows nothing of Wirecheck.

Only the standard library is used: the build hook loads this file before anything is installed.
`python -m checker.native.compiling` builds the library of a working copy again after a change.
"""

import hashlib
import importlib.util
import os
import platform
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

__all__ = [
    "LIBRARY",
    "TARGETS",
    "Uncompiled",
    "build",
    "compilers",
    "digest",
    "is_pure",
    "required",
    "wheel_platform",
]

FOLDER = Path(__file__).parent
LIBRARY = "_core.dll" if sys.platform == "win32" else "_core.so"
_FLAGS = (
    "-std=c99",
    "-O2",
    "-fPIC",
    "-shared",
    "-fvisibility=hidden",
    "-ffp-contract=off",  # a product and a sum in one step round otherwise than Python does
)
_SECONDS = 300
# Zig's name of a platform, and that of wheels for it.
TARGETS: Mapping[str, str] = MappingProxyType(
    {
        "x86_64-linux-gnu.2.17": "manylinux_2_17_x86_64.manylinux2014_x86_64",
        "aarch64-linux-gnu.2.17": "manylinux_2_17_aarch64.manylinux2014_aarch64",
        "x86_64-linux-musl": "musllinux_1_2_x86_64",
        "aarch64-linux-musl": "musllinux_1_2_aarch64",
        "x86_64-macos.11.0": "macosx_11_0_x86_64",
        "aarch64-macos.11.0": "macosx_11_0_arm64",
    }
)
_ZIG = (sys.executable, "-m", "ziglang", "cc")
_ZIGLANG = "ziglang>=0.13"
# Where that package has wheels. Asked for elsewhere, the install would end for want of it.
_ZIG_IS_FOR: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "linux": frozenset(("x86_64", "aarch64", "armv7l", "i686", "ppc64le", "riscv64", "s390x")),
        "darwin": frozenset(("x86_64", "arm64")),
        "win32": frozenset(("AMD64", "ARM64")),
    }
)


class Uncompiled(Exception):
    """No compiler built the library; the message says what each of them answered."""


def is_pure() -> bool:
    """Returns whether WIRECHECK_PURE asks for Python alone, at installation or at run time."""
    return _is_set("WIRECHECK_PURE")


def _is_set(name: str) -> bool:
    return os.environ.get(name, "0") not in ("", "0")


def required() -> list[str]:
    """Returns what a build has to install first: `ziglang` if there is no compiler."""
    if is_pure():
        return []
    if os.environ.get("WIRECHECK_TARGET"):
        return [_ZIGLANG]
    offered = platform.machine() in _ZIG_IS_FOR.get(sys.platform, ())
    return [_ZIGLANG] if offered and not any(compilers()) and not _is_offline() else []


def _is_offline() -> bool:
    return any(map(_is_set, ("PIP_NO_INDEX", "UV_NO_INDEX", "UV_OFFLINE")))


def wheel_platform(target: str = "") -> str:
    """Returns the platform tag of a wheel: that of a Zig target, or of this machine."""
    here = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    return TARGETS[target] if target else here


def digest() -> str:
    """Returns the fingerprint of all C files; a library built from other files has another."""
    told = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.[ch]")):
        told.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return told.hexdigest()[:16]


def compilers() -> Iterator[list[str]]:
    """Yields the commands that can compile C here, in the order in which they are tried."""
    named = os.environ.get("CC", "")
    if named:
        yield shlex.split(named)
    if sys.platform != "win32":  # Visual C++ takes other arguments
        yield from ([name] for name in ("cc", "gcc", "clang") if shutil.which(name))
    if importlib.util.find_spec("ziglang") is not None:
        yield list(_ZIG)


def build(library: Path, *, flags: Sequence[str] = (), target: str = "") -> list[str]:
    """Compile the library and return the command that did.

    Args:
        library: the file that is written.
        flags: further flags of the compiler.
        target: a platform of `TARGETS` to build for, with Zig, instead of this one.

    Raises:
        Uncompiled: if there is no compiler, or none of them builds it.
    """
    if target and target not in TARGETS:
        raise Uncompiled(f"{target!r} is no target; there are {', '.join(TARGETS)}")
    answers = []
    for command in [[*_ZIG, "-target", target, "-s"]] if target else compilers():
        answer = _compiled(command, library, flags)
        if not answer:
            return command
        answers.append(f"{shlex.join(command)}: {answer}")
    raise Uncompiled("; ".join(answers) or "no C compiler is here")


def _compiled(command: Sequence[str], target: Path, flags: Sequence[str]) -> str:
    """Why one compiler did not build the library; "" where it did."""
    marked = f'-DBUILT_OF="{digest()}"'
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / target.name
        files = [os.fspath(path) for path in sorted(FOLDER.glob("*.c"))]
        arguments = [*command, *_FLAGS, marked, *flags, *files, "-o", os.fspath(made)]
        environment = {
            **os.environ,
            "ZIG_GLOBAL_CACHE_DIR": scratch,
            "ZIG_LOCAL_CACHE_DIR": scratch,
        }
        try:
            done = subprocess.run(
                arguments,
                env=environment,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
        if done.returncode:
            return (done.stderr or done.stdout).strip()[-500:] or f"ended with {done.returncode}"
        _replaced(made, target)
    return ""


def _replaced(made: Path, target: Path) -> None:
    """Puts the library in its place in one step: a process may be using the one before."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.copyfile(made, beside)
    beside.chmod(0o755)
    beside.replace(target)


if __name__ == "__main__":
    try:
        sys.stdout.write(f"built by {shlex.join(build(FOLDER / LIBRARY))}\n")
    except Uncompiled as error:
        sys.exit(str(error))
