"""The words of embargoes, from the table beside this file."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from checker.prepared import prepared
from checker.values import dataclass

__all__ = ["EmbargoWords", "embargo_words"]


@dataclass(frozen=True, slots=True)
class EmbargoWords:
    """The table: one phrase per row as written, its sense, 0, its language."""

    rows: tuple[tuple[str, str, int, str], ...]


@cache
def embargo_words() -> EmbargoWords:
    """Returns the packaged words."""
    return prepared("embargo", EmbargoWords, _read, rooms=("orders",))


def _read() -> EmbargoWords:
    path = files("checker.orders").joinpath("embargo.toml")
    languages: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
        path.read_text(encoding="utf-8")
    )["language"]
    return EmbargoWords(
        tuple(
            (word, sense, 0, language)
            for language, senses in languages.items()
            for sense, words in senses.items()
            for word in words
        )
    )
