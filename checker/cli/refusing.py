"""What typer refuses, reported like other errors: place, cause, hint, exit code 2."""

import re
from typing import Any

import typer

from checker.cli.faults import USAGE, tell
from checker.errors import ConfigurationError, Problem
from checker.wording import worded

__all__ = ["refuse"]

# What typer's reader says of the words it was given.
_UNKNOWN_OPTION = re.compile(r"No such option: (\S+)")
_UNKNOWN_COMMAND = re.compile(r"No such command '(.*?)'\.")
_MISSING = re.compile(r"Missing \w+ (.+?)\.(?:\s|$)")
_NO_VALUE = re.compile(r"Option '(.+?)' requires an argument")
_EXTRA_VALUE = re.compile(r"Option '(.+?)' does not take a value")
_EXTRA_WORDS = re.compile(r"unexpected extra arguments?(?:\(s\))? \((.+)\)")
_ALIKE = 0.7  # "--chanel" for "--channel", but not "--limit" for "--site"
# And of a value.
_LEAST = re.compile(r"greater than or equal to (-?[\d.]+)")
_MOST = re.compile(r"less than or equal to (-?[\d.]+)")
_CHOICE = re.compile(r"(?P<given>'.*'|\".*\") is not one of (?P<allowed>.*?)\.?$", re.DOTALL)
_NUMBER = (
    ("valid integer", worded("must be a whole number")),
    ("valid number", worded("must be a number")),
)


def refuse(error: Any, context: Any) -> None:
    """Reports a usage error and exits with 2; does nothing if the message is already the product's.

    Args:
        error: any `UsageError`; of these, typer exports only `BadParameter`.
        context: typer's context of the command, since not every error has one.
    """
    is_value = isinstance(error, typer.BadParameter)
    problem = _usage(error, context) or (_value(error) if is_value else None)
    if problem is not None:
        tell(ConfigurationError(problem))
        raise typer.Exit(USAGE) from None


def _usage(error: Any, context: Any) -> Problem | None:
    """A fault of the words themselves: unknown, missing or too many."""
    said = error.format_message()
    if found := _UNKNOWN_OPTION.match(said):
        options = [name for one in context.command.get_params(context) for name in one.opts]
        return Problem(found[1], worded("unknown option"), _meant(found[1], options, context))
    if found := _UNKNOWN_COMMAND.match(said):
        commands = list(context.command.commands)
        return Problem(found[1], worded("unknown command"), _meant(found[1], commands, context))
    if found := _MISSING.match(said):
        return Problem(found[1].strip("'"), worded("is missing"), _help(context))
    if found := _NO_VALUE.match(said):
        return Problem(found[1], worded("a value is missing"), _help(context))
    if found := _EXTRA_VALUE.match(said):
        return Problem(found[1], worded("takes no value"), _help(context))
    if found := _EXTRA_WORDS.search(said):
        return Problem(found[1], worded("unexpected argument"), _help(context))
    return None


def _meant(word: str, known: list[str], context: Any) -> str:
    from checker.strict import nearest

    near = nearest(word, known, cutoff=_ALIKE)
    return _help(context) if near is None else worded("did you mean {near}?", near=repr(near))


def _help(context: Any) -> str:
    return worded("see `{command} -h`", command=context.command_path)


def _value(error: typer.BadParameter) -> Problem | None:
    """An invalid value in our words; None for one whose words are ours already."""
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
