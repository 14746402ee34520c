"""Builds the compiled core with the C compiler that is there; knows nothing of Wirecheck.

Only the standard library is used: the build hook loads this file before anything is installed.
`python -m checker.native.compiling` builds the library of a working copy again after a change.
"""

import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

__all__ = ["LIBRARY", "Uncompiled", "build", "compilers", "digest", "sources"]

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


class Uncompiled(Exception):
    """No compiler built the library; the message says what each of them answered."""


def sources() -> list[Path]:
    """The C files, in order of their names."""
    return sorted(FOLDER.glob("*.c"))


def digest() -> str:
    """The fingerprint of all C files, by which a library that was built of others is known."""
    told = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.[ch]")):
        told.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return told.hexdigest()[:16]


def compilers() -> Iterator[list[str]]:
    """The commands that compile C here, in the order in which they are tried."""
    named = os.environ.get("CC", "")
    if named:
        yield shlex.split(named)
    if sys.platform != "win32":  # Visual C++ takes other arguments
        yield from ([name] for name in ("cc", "gcc", "clang") if shutil.which(name))
    if importlib.util.find_spec("ziglang") is not None:
        yield [sys.executable, "-m", "ziglang", "cc"]


def build(target: Path, *, flags: Sequence[str] = (), triple: str = "") -> list[str]:
    """Compile the library and return the command that did.

    Args:
        target: the file that is written.
        flags: further flags of the compiler.
        triple: a platform of Zig's (`aarch64-linux-gnu.2.17`) to build for, instead of this one.

    Raises:
        Uncompiled: if there is no compiler, or none of them builds it.
    """
    answers = []
    commands = compilers() if not triple else ([sys.executable, "-m", "ziglang", "cc"],)
    platform = ["-target", triple, "-s"] if triple else []
    for command in commands:
        answer = _compiled([*command, *platform], target, flags)
        if not answer:
            return command
        answers.append(f"{shlex.join(command)}: {answer}")
    raise Uncompiled("; ".join(answers) or "no C compiler is here")


def _compiled(command: Sequence[str], target: Path, flags: Sequence[str]) -> str:
    """Why one compiler did not build the library; "" where it did."""
    marked = f'-DBUILT_OF="{digest()}"'
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / target.name
        files = [os.fspath(path) for path in sources()]
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
