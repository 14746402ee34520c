"""Compiled patterns of the `regex` package, kept ready for the next process.

Compiling the grammar's two hundred patterns takes longer than a check; making them out of what a
compiled pattern consists of takes a thirtieth of that. What it consists of is what `regex` itself
gives for pickling, kept as plain values for this version of it and these sources alone.
"""

import copyreg
from collections.abc import Sequence
from functools import partial
from typing import Any

import regex

from checker.prepared import prepared

__all__ = ["compiled"]

_Parts = list[tuple[str, Any]]  # of one pattern: the name of each part's type, and the part
_KINDS: dict[str, type] = {kind.__name__: kind for kind in (str, int, bytes, dict, list, tuple)}


def compiled(name: str, sources: Sequence[str], flags: int) -> tuple["regex.Pattern[str]", ...]:
    """Returns the compiled patterns of `sources`, in their order.

    Args:
        name: the name of the table in which they are kept.
        sources: regular expressions.
        flags: those of `regex.compile`, the same for all.

    Raises:
        regex.error: a source is not a regular expression.
    """
    of = repr((regex.__version__, flags, tuple(sources))).encode()
    kept = prepared(name, list[_Parts], partial(_parts, sources, flags), rooms=(), of=of)
    if len(kept) != len(sources):  # a pattern that cannot be kept
        return tuple(regex.compile(source, flags) for source in sources)
    make, _ = _taken_apart(regex.compile(""))
    return tuple(make(*_values(parts)) for parts in kept)


def _parts(sources: Sequence[str], flags: int) -> list[_Parts]:
    """What the patterns consist of; nothing where that could not be read back as it is."""
    taken = [_taken_apart(regex.compile(source, flags))[1] for source in sources]
    parts = [[(type(value).__name__, value) for value in values] for values in taken]
    return parts if all(map(_can_be_kept, parts)) else []


def _can_be_kept(parts: _Parts) -> bool:
    """Whether all parts are numbers, letters and flat collections of them."""
    for kind, value in parts:
        inner = [*value, *value.values()] if isinstance(value, dict) else value
        inner = inner if isinstance(inner, list | tuple) else ()
        if kind not in _KINDS or not all(isinstance(one, str | int | bytes) for one in inner):
            return False
    return True


def _values(parts: _Parts) -> list[Any]:
    return [_KINDS[kind](value) for kind, value in parts]


def _taken_apart(pattern: "regex.Pattern[str]") -> tuple[Any, tuple[Any, ...]]:
    """What makes a pattern, and the parts that it makes it of."""
    reduced = copyreg.dispatch_table[type(pattern)](pattern)
    return reduced[0], tuple(reduced[1])
