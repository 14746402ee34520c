"""Regular expressions of the standard library, kept compiled for the next process.

The words of terms and orders make some two hundred long patterns, which are compiled when a text
first needs them. That took a quarter of a second of the first page that a process checked, and the
names of one large agency in all languages as much again. What a pattern is compiled to is kept as
plain numbers, for this version of Python alone. The standard library has no public way to make a
pattern of that: where its parts have other names, and where it refuses the numbers, the pattern is
compiled.

The modules of a check make some four hundred short patterns more when they are loaded, which took a
tenth of a command. While they are loaded, `loading` has these ready where `re.compile` looks first,
in its own table of the last patterns.
"""

import atexit
import hashlib
import re
import sys
import zlib
from array import array
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from threading import Lock
from typing import Any, Literal

from checker.prepared import keep, kept
from checker.values import dataclass

__all__ = ["Expressions", "loading"]

_MOST = 2_000  # patterns of a family that are kept
_SOME = 16  # new ones after which they are written, since a process may be killed
_LATEST = 480  # patterns of modules that are kept; `re` holds 512
_WORD: Literal["I"] = "I"  # four bytes, as the code of patterns has them

_DIGEST = 16  # bytes that tell one regular expression from another

_Key = tuple[str, int]
_Table = MutableMapping[tuple[type, str | bytes, int], Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """What a pattern is compiled to: its code in words of four bytes, deflated, and its groups."""

    digest: bytes
    flags: int
    code: bytes
    groups: int
    names: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Written:
    """A pattern of a module as it is written there, and what it is compiled to."""

    body: bytes  # in UTF-8, with lone surrogates
    flags: int
    compiled: _Compiled


@contextmanager
def loading(name: str) -> Iterator[None]:
    """Has the patterns of the modules that are loaded inside it ready, from an earlier process.

    Args:
        name: the name of the table in which they are kept.
    """
    latest = _latest()
    if latest is None:
        yield
        return
    name, of = f"modules-{name}", _magic()
    ready = kept(name, list[_Written], rooms=(), of=of) or []
    for one in ready:
        body = one.body.decode("utf-8", "surrogatepass")
        if (pattern := _pattern_of(body, one.compiled)) is not None:
            latest.setdefault((str, body, one.flags), pattern)
    before = set(latest)
    yield
    fresh = [_written(body, flags) for _, body, flags in latest.keys() - before]
    if any(fresh):
        keep(name, [*ready, *filter(None, fresh)][-_LATEST:], rooms=(), of=of)


def _latest() -> _Table | None:
    """The patterns that `re` made last, where it looks first; None where it has no such table."""
    re.compile("")
    table = getattr(re, "_cache", None)
    return table if isinstance(table, dict) and (str, "", 0) in table else None


def _written(body: str | bytes, flags: int) -> _Written | None:
    """The pattern as it is kept; None where it cannot be."""
    compiled = _taken_apart(body, flags) if isinstance(body, str) else None
    if compiled is None:
        return None
    return _Written(str(body).encode("utf-8", "surrogatepass"), flags, compiled)


class Expressions:
    """A family of patterns, each compiled once for all processes.

    Args:
        name: the name of the table in which they are kept.
    """

    def __init__(self, name: str) -> None:
        self._name = f"expressions-{name}"
        self._patterns: dict[_Key, re.Pattern[str]] = {}
        self._kept: dict[bytes, _Compiled] | None = None
        self._fresh: dict[bytes, _Compiled] = {}
        self._lock = Lock()

    def __call__(self, body: str, flags: int = 0) -> re.Pattern[str]:
        """Returns the pattern of a regular expression, as `re.compile` does.

        Raises:
            re.error: it is none.
        """
        key = body, int(flags)
        known = self._patterns.get(key)
        if known is None:
            known = self._patterns[key] = self._made(key)
        return known

    def _made(self, key: _Key) -> re.Pattern[str]:
        with self._lock:
            if self._kept is None:
                self._kept = self._read()
            compiled = self._kept.get(_digest(*key))
        fresh = compiled is None
        if compiled is None:
            compiled = _taken_apart(*key)
        pattern = None if compiled is None else _pattern_of(key[0], compiled)
        if pattern is None:
            return re.compile(*key)
        if fresh and compiled is not None:
            self._add(compiled)
        return pattern

    def _read(self) -> dict[bytes, _Compiled]:
        found = kept(self._name, list[_Compiled], rooms=(), of=_magic()) or []
        return {compiled.digest: compiled for compiled in found}

    def _add(self, compiled: _Compiled) -> None:
        with self._lock:
            if not self._fresh:
                _at_the_end(self._write)
            self._fresh[compiled.digest] = compiled
            enough = len(self._fresh) >= _SOME
        if enough:
            self._write()

    def _write(self) -> None:
        """Keeps the new patterns with those that other processes have kept meanwhile."""
        with self._lock:
            if not self._fresh:
                return
            self._kept = {**self._read(), **self._fresh}
            self._fresh = {}
            if len(self._kept) <= _MOST:
                keep(self._name, list(self._kept.values()), rooms=(), of=_magic())


def _at_the_end(write: Callable[[], None]) -> None:
    """Has something done before this process ends, which may be a worker."""
    processes = sys.modules.get("multiprocessing.util")
    if processes is None:
        atexit.register(write)
    else:  # a worker ends without what `atexit` knows
        processes.Finalize(None, write, exitpriority=0)


def _digest(body: str, flags: int) -> bytes:
    """What tells a regular expression with its flags from all others."""
    told = f"{flags}\0{body}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(told, digest_size=_DIGEST).digest()


def _magic() -> bytes:
    """The version of what patterns are compiled to."""
    try:
        from re import _constants  # type: ignore[attr-defined] # it has no public name

        return str(_constants.MAGIC).encode()
    except (ImportError, AttributeError):
        return b""


def _taken_apart(body: str, flags: int) -> _Compiled | None:
    """What a pattern is compiled to, as `re.compile` does it; None where that works otherwise."""
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined] # they have no public names

        read = _parser.parse(body, flags)
        code = array(_WORD, _compiler._code(read, flags))
        state = read.state
        return _Compiled(
            _digest(body, flags),
            flags | state.flags,
            zlib.compress(code.tobytes(), 1),
            state.groups - 1,
            dict(state.groupdict),
        )
    except (ImportError, AttributeError, TypeError, OverflowError):
        return None


def _pattern_of(body: str, compiled: _Compiled) -> re.Pattern[str] | None:
    """The pattern with this code; None where it is not accepted."""
    try:
        from re import _compiler  # type: ignore[attr-defined] # it has no public name

        code = memoryview(zlib.decompress(compiled.code)).cast(_WORD).tolist()
        index: list[str | None] = [None] * (compiled.groups + 1)
        for name, number in compiled.names.items():
            index[number] = name
        made = _compiler._sre.compile(
            body, compiled.flags, code, compiled.groups, compiled.names, tuple(index)
        )
    except (AttributeError, TypeError, ValueError, IndexError, RuntimeError, zlib.error):
        return None
    except ImportError:
        return None
    return made if isinstance(made, re.Pattern) else None
