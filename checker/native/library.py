"""The compiled core as Python sees it: loaded once, with the types of its functions."""

import ctypes
import os
from functools import lru_cache
from pathlib import Path

from checker.native.compiling import FOLDER, LIBRARY, digest, is_pure
from checker.values import dataclass

__all__ = ["Absent", "Library", "compiled", "library", "load"]


@dataclass(frozen=True, slots=True)
class Library:
    """The loaded library; its functions take the addresses of structs and arrays."""

    functions: ctypes.CDLL
    path: Path


@dataclass(frozen=True, slots=True)
class Absent:
    """Why there is no compiled core, and what to do for one; `asked_for` says that it is meant."""

    why: str
    hint: str
    asked_for: bool = False


@lru_cache(maxsize=1)
def library() -> Library | Absent:
    """Returns the compiled core of this installation, or why the Python code is used."""
    if is_pure():
        return Absent("WIRECHECK_PURE is set", "unset it to use the core", asked_for=True)
    return load(FOLDER / LIBRARY)


@lru_cache(maxsize=1)
def compiled() -> ctypes.CDLL | None:
    """Returns the functions of the compiled core; None where the Python code is used."""
    found = library()
    return None if isinstance(found, Absent) else found.functions


def load(path: Path) -> Library | Absent:
    """Returns a library from a file if it exists, fits this machine and these C files."""
    again = (
        "install a C compiler (or: pip install ziglang), then: python -m checker.native.compiling"
    )
    if not path.is_file():
        return Absent("it was not compiled when Wirecheck was installed", again)
    try:
        functions = ctypes.CDLL(os.fspath(path))
        built_of = functions.wirecheck_built_of
    except (OSError, AttributeError) as error:
        return Absent(f"{path} cannot be loaded: {error}", again)
    built_of.restype = ctypes.c_char_p
    if built_of() != digest().encode():
        return Absent(f"{path} was built of other C files than those beside it", again)
    _typed(functions)
    return Library(functions, path)


def _typed(functions: ctypes.CDLL) -> None:
    address, whole, real = ctypes.c_void_p, ctypes.c_int64, ctypes.c_double
    for name, arguments in (
        ("seed_runs", (address, address, address, address, address, address)),
        ("longest", (address, whole, whole, whole, whole, whole)),
        ("chains", (address, whole, real, real, real, real, address, address, address)),
        ("moved", (address, address, whole, whole, whole, real, address, address)),
        ("equal", (address, address, address)),
        ("stretches", (address, address, address, address)),
        ("units", (address, address, whole, address, address, address, whole)),
        ("grams", (address, address, whole, address, whole, address, address)),
        (
            "align",
            (*[address] * 4, whole, address, real, whole, address, address),
        ),
        ("align_all", (*[address] * 3, whole, *[address] * 6)),
        (
            "bags",
            (address, address, address, whole, address, address, whole, address),
        ),
        ("gaps", (address, address, address, whole, whole, whole, address, address)),
        ("filled", (address, address, whole, address, address, address)),
        ("flagged", (address,) * 6),
        ("lookup", (address, whole, address, whole, address, address, whole)),
        ("marks", (address, address, address, whole, address, whole, address)),
        ("share", (address, whole, address, whole, whole)),
        ("holders", (address, whole, address, whole, whole, address)),
        ("signs", (address, whole)),
        ("disguises", (address, whole)),
        ("text", (address, address, whole, *[address] * 4, whole, address, whole, address)),
        ("distinct", (address, whole, whole, address, address, address)),
        ("counted", (address, whole, address, address, address)),
        ("bearers", (address, whole, whole, whole, address)),
        ("siblings", (address,) * 5),
        (
            "rarity",
            (*[address] * 3, whole, address, whole, whole, address, whole, whole, address, address),
        ),
        ("tokens", (address, address, address)),
        (
            "phrases",
            (
                *(address, address, whole, address, whole, address, address, whole, whole),
                *(real, address, address),
            ),
        ),
        (
            "vote",
            (
                *(address, address, address, whole, address, address, address, whole),
                *(whole, whole, whole, address),
            ),
        ),
        ("winnow", (address, whole, whole, address)),
        ("weights", (*[address] * 4, whole, *[address] * 3)),
        ("seed_table", (address, whole, address, address, address)),
        ("sentences", (address,) * 3),
        ("numbering", (address,) * 5),
        ("weeks", (address, address, whole, whole, whole, address)),
        ("held", (address, address, address, whole, whole, address, address, address)),
        ("words", (address, address, whole, whole, whole, address, whole)),
    ):
        function = getattr(functions, f"wirecheck_{name}")  # an item would be made anew each time
        function.argtypes, function.restype = arguments, whole
