"""A strict reader for agreements and policies: gets values by path and collects all problems.

Nothing is raised before the whole document has been read, so that all mistakes are reported at
once.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from checker.errors import Problem
from checker.strict import Problems, hint
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Path", "Reading", "dotted"]

Path = tuple[str | int, ...]  # keys, and numbers in lists: where a value is in a document

_MISSING = object()


def dotted(path: Path) -> str:
    """Returns a path in dotted notation: ('credit', 'where', 0) is 'credit.where[0]'."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


@dataclass(slots=True)
class Reading:
    """A document being read; `problems` grows as values are read."""

    values: Mapping[str, Any]
    place: str
    lines: Mapping[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: Path, what: str, hint: str = "") -> None:
        """Adds a problem at the line of `path`, or at that of its nearest enclosing part."""
        self.problems.append(Problem(self.at(path), what, hint))

    def at(self, path: Path) -> str:
        """Returns where a path is written, as `file:line`; if absent, its nearest parent."""
        for length in range(len(path), -1, -1):
            line = self.lines.get(path[:length])
            if line is not None:
                return f"{self.place}:{line}"
        return self.place

    def get(self, path: Path) -> Any:
        """Returns the value at a path; None if it is absent."""
        found = self._find(path)
        return None if found is _MISSING else found

    def has(self, path: Path) -> bool:
        """Returns whether the key is present, even with the value null."""
        return self._find(path) is not _MISSING

    def _find(self, path: Path) -> Any:
        here: Any = self.values
        for step in path:
            if isinstance(here, Mapping) and step in here:
                here = here[step]
            else:
                return _MISSING
        return here

    def section(self, path: Path, allowed: Sequence[str]) -> bool:
        """Checks that a mapping has no other keys; False if absent or not a mapping."""
        value = self.get(path)
        if value is None:
            return False
        if not isinstance(value, Mapping):
            self.problem(
                path,
                worded("{dotted} must be a mapping", dotted=dotted(path)),
                "allowed keys: " + ", ".join(allowed),
            )
            return False
        Problems(self.problems).keys(
            value, allowed, lambda key: self.at((*path, key)), lambda key: dotted((*path, key))
        )
        return True

    def text(self, path: Path, *, required: bool = False) -> str | None:
        """Returns a text; a blank one counts as missing if it is required."""
        value = self.get(path)
        if value is not None and not isinstance(value, str):
            self.problem(
                path,
                worded(
                    "{dotted} must be a string, not {kind}", dotted=dotted(path), kind=_kind(value)
                ),
                "quote it",
            )
            return None
        if required and not (value or "").strip():
            self.problem(path, worded("{dotted} is missing", dotted=dotted(path)))
            return None
        return value

    def texts(self, path: Path) -> tuple[str, ...]:
        """Returns a list of texts; a single text counts as a list of one."""
        value = self.get(path)
        if value is None:
            return ()
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list | tuple):
            self.problem(
                path,
                worded(
                    "{dotted} must be a list of strings, not {kind}",
                    dotted=dotted(path),
                    kind=_kind(value),
                ),
            )
            return ()
        texts = []
        for number, entry in enumerate(value):
            if isinstance(entry, str) and entry.strip():
                texts.append(entry.strip())
            else:
                self.problem(
                    (*path, number),
                    worded(
                        "{dotted} must be a string, not {kind}",
                        dotted=dotted((*path, number)),
                        kind=_kind(entry),
                    ),
                    "quote it" if entry else "leave it out",
                )
        return tuple(texts)

    def choices(self, path: Path, allowed: Sequence[str]) -> tuple[str, ...]:
        """Returns a list of words from `allowed`."""
        chosen = []
        for number, word in enumerate(self.texts(path)):
            if word in allowed:
                chosen.append(word)
            else:
                self._not_allowed((*path, number), word, allowed)
        return tuple(chosen)

    def choice(self, path: Path, allowed: Sequence[str], default: str) -> str:
        """Returns one word from `allowed`."""
        value = self.text(path)
        if value is None:
            return default
        if value in allowed:
            return value
        self._not_allowed(path, value, allowed)
        return default

    def _not_allowed(self, path: Path, word: str, allowed: Sequence[str]) -> None:
        self.problem(
            path,
            worded("{dotted}: {word} is not allowed", dotted=dotted(path), word=repr(word)),
            hint(word, allowed),
        )

    def flag(self, path: Path, default: bool | None) -> bool | None:
        """Returns a boolean; texts such as allow/deny and yes/no are refused."""
        value = self.get(path)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.problem(
                path,
                worded(
                    "{dotted} must be true or false, not {kind}",
                    dotted=dotted(path),
                    kind=_kind(value),
                ),
            )
            return default
        return value

    def number(
        self, path: Path, *, least: float = 0, most: float = math.inf, whole: bool = True
    ) -> float | None:
        """Returns a number within a range; None if it is absent."""
        value = self.get(path)
        if value is None:
            return None
        good = isinstance(value, int | float) and not isinstance(value, bool)
        if good and (not math.isfinite(value) or (whole and value != int(value))):
            good = False
        if not good or not least <= value <= most:
            kind = "a whole number" if whole else "a number"
            upper = f" to {most:g}" if math.isfinite(most) else " or more"
            self.problem(
                path,
                worded(
                    "{dotted} must be {kind}, {least:g}{upper}; it is {value}",
                    dotted=dotted(path),
                    kind=kind,
                    least=least,
                    upper=upper,
                    value=repr(value),
                ),
            )
            return None
        return float(value)

    def count(self, path: Path, *, least: int = 0) -> int | None:
        """Returns a whole number; None if it is absent."""
        value = self.number(path, least=least)
        return None if value is None else int(value)


def _kind(value: Any) -> str:
    if value is None:
        return "empty"
    return f"{value!r}"[:40]
