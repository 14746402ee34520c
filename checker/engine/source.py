"""Rule files as TOML documents with the line of each table and key."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import field
from typing import Any

from checker.errors import Problem
from checker.strict import Problems, hint
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Document", "Table", "read_document"]

_HEADER = re.compile(r"^\s*\[(\[)?\s*([A-Za-z0-9_.\-\"']+)\s*\]\]?")
_KEY = re.compile(r"""^\s*(["']?)(.+?)\1\s*=""")


@dataclass(slots=True)
class Document:
    """One file: its values, its lines, and the problems found so far."""

    path: str
    data: Mapping[str, Any]
    headers: list[tuple[str, int]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, header: str, number: int, key: str = "") -> int:
        """Returns the line of the `number`th table `header`, or of `key` in it; 1 if unknown."""
        seen = -1
        for position, (name, line) in enumerate(self.headers):
            if name != header:
                continue
            seen += 1
            if seen != number:
                continue
            after = self.headers[position + 1][1] if position + 1 < len(self.headers) else None
            return self._key_line(key, line, after or len(self.lines) + 1) if key else line
        return self._key_line(key, 0, len(self.lines) + 1) if key else 1

    def _key_line(self, key: str, start: int, end: int) -> int:
        for number in range(start, min(end - 1, len(self.lines))):
            found = _KEY.match(self.lines[number])
            if found and found[2] == key:
                return number + 1
        return max(start, 1)

    @property
    def top(self) -> "Table":
        """The keys and tables of the file itself."""
        return Table(self, "", self.data)


@dataclass(slots=True)
class Table:
    """One table of a document; every reader notes a problem instead of raising."""

    document: Document
    header: str
    values: Mapping[str, Any]
    number: int = 0
    label: str = ""

    def place(self, key: str = "") -> str:
        """Returns its position as `file:line`."""
        line = self.document.line_of(self.header, self.number, key)
        return f"{self.document.path}:{line}"

    def problem(self, what: str, hint: str = "", key: str = "") -> None:
        """Notes a problem of this table."""
        said = worded("{label}: {what}", label=self.label, what=what) if self.label else what
        self.document.problems.append(Problem(self.place(key), said, hint))

    def known(self, keys: Collection[str]) -> None:
        """Refuses keys that are not in `keys`."""
        Problems(self.document.problems).keys(self.values, keys, self.place)

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """Returns a string."""
        value = self.values.get(key)
        if value is None:
            if required:
                self.problem(worded("{key} is missing", key=repr(key)))
            return default
        if not isinstance(value, str) or (required and not value.strip()):
            self.problem(
                worded("{key} must be a string, not {value}", key=repr(key), value=repr(value)),
                key=key,
            )
            return default
        return value

    def number_of(self, key: str, default: float, *, least: float, most: float) -> float:
        """Returns a number in a range, whole if the default is."""
        value = self.values.get(key, default)
        whole = isinstance(default, int)
        good = isinstance(value, int if whole else (int, float)) and not isinstance(value, bool)
        if not good or not least <= value <= most:
            kind = "a whole number" if whole else "a number"
            self.problem(
                worded(
                    "{key} must be {kind} from {least} to {most}, not {value}",
                    key=repr(key),
                    kind=kind,
                    least=least,
                    most=most,
                    value=repr(value),
                ),
                key=key,
            )
            return default
        return float(value) if not whole else int(value)

    def flag(self, key: str) -> bool:
        """Returns a boolean."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.problem(
                worded(
                    "{key} must be true or false, not {value}", key=repr(key), value=repr(value)
                ),
                key=key,
            )
            return False
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Returns a list of strings."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            self.problem(worded("{key} must be a list of strings", key=repr(key)), key=key)
            return ()
        return tuple(value)

    def one_of(self, key: str, allowed: Collection[str], default: str) -> str:
        """Returns a string from a closed list."""
        value = self.text(key, default)
        if value not in allowed:
            self.problem(
                worded("{key} {value} is not known", key=key, value=repr(value)),
                hint(value, allowed),
                key,
            )
            return default
        return value

    def some_of(self, key: str, allowed: Collection[str], default: tuple[str, ...]) -> Any:
        """Returns a list of strings from a closed list."""
        values = self.texts(key) if key in self.values else default
        for value in values:
            if value not in allowed:
                self.problem(
                    worded("{key} {value} is not known", key=key, value=repr(value)),
                    hint(value, allowed),
                    key,
                )
        return tuple(value for value in values if value in allowed)

    def sub(self, key: str) -> "Table":
        """Returns a nested table; empty if there is none."""
        header = f"{self.header}.{key}" if self.header else key
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.problem(
                worded(
                    "{key} must be a table [{header}], not {value}",
                    key=repr(key),
                    header=header,
                    value=repr(value),
                ),
                key=key,
            )
            value = {}
        return Table(self.document, header, value)

    def tables(self, key: str) -> "list[Table]":
        """Returns a list of tables."""
        header = f"{self.header}.{key}" if self.header else key
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            self.problem(
                worded("{key} must be [[{header}]] tables", key=repr(key), header=header), key=key
            )
            return []
        return [Table(self.document, header, v, number) for number, v in enumerate(value)]


def read_document(text: str, shown: str) -> Document:
    """Reads one file; invalid TOML is a problem of the document."""
    document = Document(shown, {})
    document.lines = text.splitlines()
    document.headers = [
        (found[2].replace('"', "").replace("'", ""), number)
        for number, line in enumerate(document.lines, 1)
        if (found := _HEADER.match(line))
    ]
    try:
        document.data = tomllib.loads(text)
    except RecursionError:
        document.problems.append(Problem(shown, "nested too deeply"))
        return document
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        place = f"{shown}:{where[1] if where else len(document.lines)}"
        hint = "a key is used twice" if "overwrite" in str(error) else ""
        document.problems.append(
            Problem(place, worded("not valid TOML: {error}", error=error), hint)
        )
        return document
    schema = document.data.get("schema")
    if schema != 1 or isinstance(schema, bool):
        document.problems.append(
            Problem(
                f"{shown}:1", worded("schema {schema}", schema=repr(schema)), "write schema = 1"
            )
        )
    return document
