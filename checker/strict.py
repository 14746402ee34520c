"""Strict reading of what people write: rules, agreements, policies, settings, uses.

A misspelt key must never mean "not set". Every reader collects its problems in one list, each with
its place and a hint, and refuses the whole at the end, so that all mistakes are seen at once.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import field
from difflib import get_close_matches
from typing import Any

from checker.errors import Problem, WirecheckError
from checker.values import dataclass

__all__ = ["Problems", "TwiceGiven", "hint", "nearest"]

_SHORT = 8  # so many words are listed beside the one that was probably meant
_LISTED = 40  # so many when none is near


def nearest(word: str, allowed: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """Returns the allowed word that was probably meant."""
    close = get_close_matches(word, list(allowed), 1, cutoff)
    if not close:
        close = get_close_matches(word.casefold(), sorted(allowed), 1, cutoff)
    return close[0] if close else None


def hint(word: str, allowed: Collection[str]) -> str:
    """Returns the word that was probably meant, and the allowed words unless there are too many."""
    meant = nearest(word, allowed)
    most = _LISTED if meant is None else _SHORT
    listed = f"allowed: {', '.join(allowed)}" if len(allowed) <= most else ""
    return " ".join(part for part in (f"did you mean {meant!r}?" if meant else "", listed) if part)


class TwiceGiven:
    """Builds the objects of a JSON text (`object_pairs_hook`) and knows which have a key twice.

    Which of two values counts is decided by each reader for itself, so that one program may check
    what another does not publish.
    """

    def __init__(self) -> None:
        self._keys: dict[int, list[str]] = {}
        self._held: list[dict[str, Any]] = []  # kept alive: they are told apart by their identity

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """One object from its pairs; the first of equal keys is kept."""
        made: dict[str, Any] = {}
        for key, value in pairs:
            if key in made:
                self._keys.setdefault(id(made), []).append(key)
                self._held.append(made)
            made.setdefault(key, value)
        return made

    def paths(self, value: Any) -> list[tuple[str | int, ...]]:
        """Returns where in the value that was read keys are given twice."""
        return list(self._walk(value, ())) if self._keys else []

    def _walk(self, value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
        if isinstance(value, dict):
            yield from ((*path, key) for key in self._keys.get(id(value), ()))
            for key, member in value.items():
                yield from self._walk(member, (*path, key))
        elif isinstance(value, list):
            for number, member in enumerate(value):
                yield from self._walk(member, (*path, number))


@dataclass(slots=True)
class Problems:
    """All problems of one reading; `found` may be a list that others add to as well."""

    found: list[Problem] = field(default_factory=list)

    def add(self, place: str, what: str, hint: str = "") -> None:
        """Notes one problem."""
        self.found.append(Problem(place, what, hint))

    def keys(
        self,
        written: Iterable[object],
        allowed: Collection[str],
        place: Callable[[str], str],
        name: Callable[[str], str] = str,
    ) -> None:
        """Notes every key that is not allowed.

        Args:
            written: the keys of a table, of whatever type.
            allowed: those that have a meaning.
            place: where a key is written.
            name: a key as messages show it, such as its path.
        """
        for key in map(str, written):
            if key not in allowed:
                self.add(place(key), f"unknown key {name(key)!r}", hint(key, allowed))

    @contextmanager
    def collected(self) -> Iterator[None]:
        """Keeps the problems of an error that is raised inside, and continues behind the block."""
        try:
            yield
        except WirecheckError as error:
            self.found += error.problems

    def refuse(self, error: type[WirecheckError]) -> None:
        """Raises `error` with every problem, if there is one."""
        if self.found:
            raise error(*self.found)
