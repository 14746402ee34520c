"""Invalid option values, refused like other errors: place, cause, hint, exit code 2."""

import re
from typing import Any

import typer

from checker.cli.faults import USAGE, tell
from checker.errors import ConfigurationError, Problem
from checker.wording import worded

__all__ = ["refuse"]

# What typer's reader says of a value.
_LEAST = re.compile(r"greater than or equal to (-?[\d.]+)")
_MOST = re.compile(r"less than or equal to (-?[\d.]+)")
_CHOICE = re.compile(r"(?P<given>'.*'|\".*\") is not one of (?P<allowed>.*?)\.?$", re.DOTALL)
_NUMBER = (
    ("valid integer", worded("must be a whole number")),
    ("valid number", worded("must be a number")),
)


def refuse(error: typer.BadParameter) -> None:
    """Reports an invalid value and ends the command with 2; otherwise does nothing."""
    problem = _problem(error)
    if problem is not None:
        tell(ConfigurationError(problem))
        raise typer.Exit(USAGE) from None


def _problem(error: typer.BadParameter) -> Problem | None:
    """The fault in our words; None for one whose words are ours already."""
    place, said = _place(error), error.message
    if found := _CHOICE.search(said):
        from checker.strict import hint

        allowed = re.findall(r"'([^']*)'", found["allowed"])
        given = found["given"][1:-1]
        return Problem(
            place, worded("unknown value {word}", word=repr(given)), hint(given, allowed)
        )
    for words, what in _NUMBER:
        if words in said:
            return Problem(place, what)
    if found := _LEAST.search(said):
        return Problem(place, worded("must be at least {least}", least=found[1]))
    if found := _MOST.search(said):
        return Problem(place, worded("must be at most {most}", most=found[1]))
    return None


def _place(error: Any) -> str:
    """The option as it is written."""
    options = getattr(error.param, "opts", None) or [str(error.param_hint or "")]
    return str(max(options, key=len))
