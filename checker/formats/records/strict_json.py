"""External JSON: refused with place and cause if invalid, repaired where that is safe.

NaN, Infinity, a duplicate id or text, excessive nesting and numbers of thousands of digits are
refused. Lone surrogates, which no database can store, become U+FFFD with a note.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from checker.errors import DamagedInput, Problem
from checker.formats.charset import byte_order_mark
from checker.wording import worded

__all__ = [
    "Fields",
    "as_text",
    "decode_json",
    "load_json",
    "plain_key",
    "prose_of",
    "without_lone",
    "words_of",
]

SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
DOUBLED = re.compile(r" \(\d+\)$")
IDENTITY = frozenset({"id", "guid", "uri", "owner", "text", "html"})
# Keys that say what the words beside them are.
_ABOUT = """
lang language locale type role scheme format contenttype uri url href id rel version code qcode
literal
"""
ABOUT_WORDS = frozenset(_ABOUT.split())
LONE = re.compile("[\ud800-\udfff]")


def decode_json(data: bytes | str, place: str) -> str:
    """Returns the characters of a JSON text: UTF-8, or UTF-16/32 with a byte order mark."""
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    marked, length = byte_order_mark(data)
    try:
        return data[length:].decode(marked or "utf-8")
    except UnicodeDecodeError as error:
        at = length + error.start
        line = data.count(b"\n", 0, at) + 1
        what = worded("not UTF-8: byte 0x{byte:02x} at {at}", byte=data[at], at=at)
        raise DamagedInput(Problem(f"{place}:{line}", what, "save the file as UTF-8")) from error


def load_json(
    text: str, place: str, *, line: int = 0, once: bool = False
) -> tuple[Any, tuple[str, ...]]:
    """Returns the value of a JSON text and notes on repairs; `line` is its line in the file.

    `once` refuses every duplicate key, for files written for this product.
    """
    pairs = Pairs(once=once)
    try:
        value = json.loads(text, parse_constant=no_constant, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        where = f"{place}:{line or error.lineno}"
        what = worded("not JSON: {msg} (column {colno})", msg=error.msg, colno=error.colno)
        cut = error.pos >= len(text.rstrip())
        hint = "the record is truncated" if cut or "Unterminated" in error.msg else ""
        raise DamagedInput(Problem(where, what, hint)) from error
    except RecursionError as error:
        raise DamagedInput(Problem(numbered(place, line), "JSON nested too deeply")) from error
    except ValueError as error:
        raise DamagedInput(
            Problem(numbered(place, line), worded("not JSON: {error}", error=error))
        ) from error
    twice = dict.fromkeys(pairs.doubled)
    notes = [
        f"the key {key!r} is given twice with different values: both are kept" for key in twice
    ]
    if SURROGATE_ESCAPE.search(text) or LONE.search(text):
        value, count = without_lone(value)
        if count:
            notes.append(f"{count} lone surrogates became U+FFFD")
    return value, tuple(notes)


def numbered(place: str, line: int) -> str:
    """Returns place and line as shown in messages."""
    return f"{place}:{line}" if line else place


def no_constant(name: str) -> Any:
    """Refuses NaN and Infinity, which are not valid JSON."""
    raise ValueError(f"{name} is no JSON value")


class Pairs:
    """Builds objects; a key given twice with different values is kept twice and noted.

    The second is kept as "key (2)", which `plain_key` reads as the same key, so that the
    contradiction is reported where the key matters. A duplicate identity or text is refused, and
    with `once`, any duplicate key.
    """

    __slots__ = ("doubled", "once")

    def __init__(self, *, once: bool = False) -> None:
        self.doubled: list[str] = []
        self.once = once

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """One object from its pairs."""
        made: dict[str, Any] = {}
        for key, value in pairs:
            if key not in made:
                made[key] = value
            elif self.once:
                raise ValueError(f"the key {key!r} is given twice")
            elif made[key] != value:
                if plain_key(key) in IDENTITY:
                    raise ValueError(f"the key {key!r} is given twice with different values")
                self.doubled.append(key)
                number = sum(k.startswith(f"{key} (") for k in made) + 2
                made[f"{key} ({number})"] = value
        return made


def without_lone(value: Any) -> tuple[Any, int]:
    """Returns a value without lone surrogates, and how many were replaced."""
    if isinstance(value, str):
        return LONE.subn("\ufffd", value)
    if isinstance(value, list):
        parts = [without_lone(v) for v in value]
        return [p[0] for p in parts], sum(p[1] for p in parts)
    if isinstance(value, dict):
        keyed = {k: (without_lone(k), without_lone(v)) for k, v in value.items()}
        made = {k[0]: v[0] for k, v in keyed.values()}
        return made, sum(k[1] + v[1] for k, v in keyed.values())
    return value, 0


def plain_key(key: str) -> str:
    """Returns a key without case and underscores: embargoed_until as embargoeduntil."""
    key = DOUBLED.sub("", key)
    return key.replace("_", "").replace("-", "").lstrip("$").casefold()


def as_text(value: Any) -> str:
    """Returns a JSON value as text; of an object, its name or value."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        for key in ("value", "name", "title", "literal", "code", "qcode", "uri", "id"):
            if isinstance(value.get(key), str) and value[key].strip():
                return str(value[key])
        return ""
    return "; ".join(t for t in (as_text(v) for v in value) if t)


class Fields:
    """An object's values under any spelling of their keys, with the spelling that was used."""

    __slots__ = ("_by_key", "given")

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given
        self._by_key: dict[str, list[tuple[str, Any]]] = {}
        for key, value in given.items():
            self._by_key.setdefault(plain_key(key), []).append((key, value))

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    def every(self, *keys: str) -> list[tuple[str, Any]]:
        """Returns `(key as given, value)` for each of the plain keys that has a value."""
        found = [pair for key in keys for pair in self._by_key.get(key, ())]
        return [(k, v) for k, v in found if v is not None and v not in ("", [], {})]

    def first(self, *keys: str) -> Any:
        """Returns the first value that is not empty, or None."""
        return next((value for _, value in self.every(*keys)), None)

    def text(self, *keys: str) -> str | None:
        """Returns the first value that is not empty, as text without outer white space."""
        for _, value in self.every(*keys):
            words = as_text(value).strip()
            if words:
                return words
        return None

    def starting(self, prefix: str) -> list[tuple[str, Any]]:
        """Returns `(key as given, value)` for each key with this prefix that has a value."""
        return [pair for key in self._by_key if key.startswith(prefix) for pair in self.every(key)]


def words_of(value: Any) -> Iterator[str]:
    """Yields the strings of a string, an object with a value, or a list of them."""
    if isinstance(value, list):
        for part in value:
            yield from words_of(part)
    elif isinstance(value, dict):
        inner = Fields(value)
        found = inner.text("value", "name", "ednote", "text", "title", "literal", "code", "qcode")
        if found:
            yield found
    else:
        word = as_text(value)
        if word.strip():
            yield word


def prose_of(value: Any) -> Iterator[str]:
    """Yields what terms or a note say.

    Of an object without a value or a text, that is all its words: `{"en": "Not for use in Italy"}`.
    """
    if isinstance(value, dict):
        found = Fields(value).text("value", "text", "ednote")
        if found:
            yield found
            return
        for key, part in value.items():
            if plain_key(key) not in ABOUT_WORDS and isinstance(part, str | list | dict):
                yield from prose_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from prose_of(part)
    else:
        yield from words_of(value)
