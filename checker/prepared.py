"""Tables that take long to make from text files, kept ready for the next process.

A table is kept beside the bytecode of this package (`__pycache__`, or where PYTHONPYCACHEPREFIX
says); where nobody may write there, in the user's cache folder. It is MessagePack, read into
declared types and never as code. Its key is a digest of everything it is made of: files, the code
that reads them, the version of Python. A table with another key and one that is damaged are not
taken but made again, so that nothing depends on what is kept but time.
"""

import hashlib
import importlib.util
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import msgspec

__all__ = ["keep", "kept", "prepared"]

T = TypeVar("T")

_PACKAGE = Path(__file__).parent
_FORM = b"wirecheck table 1\n"  # the first bytes of a kept table: key, digest and table follow
_DIGEST = 32  # bytes


def prepared(
    name: str,
    shape: type[T],
    make: Callable[[], T],
    *,
    rooms: Sequence[str],
    of: bytes = b"",
) -> T:
    """Returns a table as it was kept, or makes it and keeps it for the next process.

    Args:
        name: the name of its file.
        shape: its type, of which msgspec can read and write a value.
        make: makes it; nothing is kept of one that raises an error.
        rooms: the folders of this package that hold the code and the files it is made of.
        of: whatever else it is made of.
    """
    found = kept(name, shape, rooms=rooms, of=of)
    if found is None:
        found = make()
        keep(name, found, rooms=rooms, of=of)
    return found


def kept(name: str, shape: type[T], *, rooms: Sequence[str], of: bytes = b"") -> T | None:
    """Returns a table as it was kept; None where none is that was made of the same things."""
    key = _key(name, tuple(rooms), of)
    tables = (_read(place, key, shape) for place in _places(name))
    return next((table for table in tables if table is not None), None)


def keep(name: str, table: object, *, rooms: Sequence[str], of: bytes = b"") -> None:
    """Keeps a table for the next process, if it can be written anywhere."""
    _keep(name, _key(name, tuple(rooms), of), msgspec.msgpack.encode(table, enc_hook=_plain))


def _plain(value: object) -> dict[object, object]:
    """What msgspec does not know how to write: a mapping that cannot be changed."""
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise NotImplementedError(f"{type(value)} cannot be kept")


def _key(name: str, rooms: tuple[str, ...], of: bytes) -> bytes:
    told = hashlib.sha256(f"{name}\0{sys.implementation.cache_tag}\0{sys.version}\0".encode())
    for room in ("", *rooms):
        told.update(_digest(room))
    told.update(of)
    return told.digest()


@cache
def _digest(room: str) -> bytes:
    """The digest of all files that lie in a folder of the package."""
    told = hashlib.sha256()
    with os.scandir(_PACKAGE / room) as entries:
        files = sorted((entry.name, entry.path) for entry in entries if entry.is_file())
    for name, path in files:
        content = Path(path).read_bytes()
        told.update(f"{name}\0{len(content)}\0".encode() + content)
    return told.digest()


def _read(place: Path, key: bytes, shape: type[T]) -> T | None:
    """The table in a file, if it is of this key and whole."""
    try:
        content = place.read_bytes()
    except OSError:
        return None
    head, payload = content[: len(_FORM) + 2 * _DIGEST], content[len(_FORM) + 2 * _DIGEST :]
    if head != _FORM + key + hashlib.sha256(payload).digest():
        return None
    try:
        return msgspec.msgpack.decode(payload, type=shape)
    except (msgspec.DecodeError, RecursionError):
        return None


def _keep(name: str, key: bytes, payload: bytes) -> None:
    """Writes a table to the first place that takes it, if one does."""
    content = _FORM + key + hashlib.sha256(payload).digest() + payload
    for place in _places(name, make=True):
        unfinished = place.with_name(f".{place.name}.{os.getpid()}.{threading.get_ident()}")
        try:
            unfinished.write_bytes(content)
            os.replace(unfinished, place)  # a reader finds this one or the one before
        except OSError:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            continue
        return


def _places(name: str, *, make: bool = False) -> Iterator[Path]:
    """The files in which a table may be kept; `make` makes their folders."""
    for folder, own in ((_beside(), False), (_in_cache(), True)):
        if folder is None:
            continue
        with suppress(OSError):
            if make:
                folder.mkdir(mode=0o700 if own else 0o777, parents=True, exist_ok=True)
            if not own or _is_private(folder):
                yield folder / f"wirecheck-{name}.msgpack"


def _beside() -> Path | None:
    """The folder of this package's bytecode, which is trusted as much as its code is."""
    try:
        return Path(importlib.util.cache_from_source(__file__)).parent
    except NotImplementedError:  # a Python that keeps no bytecode
        return None


def _in_cache() -> Path | None:
    """The user's cache folder, one for each place where the package is installed."""
    try:
        given = os.environ.get("XDG_CACHE_HOME", "")
        caches = Path(given) if os.path.isabs(given) else Path.home() / ".cache"
    except RuntimeError:  # a user without a home
        return None
    return caches / "wirecheck" / hashlib.sha256(os.fsencode(_PACKAGE)).hexdigest()[:16]


def _is_private(folder: Path) -> bool:
    """Whether nobody but this user can have put a file there.

    Raises:
        OSError: the folder is not there or cannot be looked at.
    """
    if sys.platform == "win32":  # there it lies in the user's profile
        return True
    known = folder.stat()
    return known.st_uid == os.geteuid() and not known.st_mode & 0o022
