"""How a command ends on an error: place, cause and hint on stderr, and an exit code.

0 clear, 1 something to do, 2 usage or configuration, 3 incomplete. 130 after Ctrl-C, as shells do.
A fault of the program ends with 3 as well: nothing was answered, and that is never "clear".
"""

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec

import typer

from checker.cli.reader import in_words
from checker.errors import (
    BudgetExceeded,
    Conflict,
    IndexFault,
    InputError,
    NotFound,
    Problem,
    Refused,
    StoreError,
    WirecheckError,
)
from checker.extras import to_install
from checker.wording import Message, worded, worded_as

__all__ = [
    "CLEAR",
    "INCOMPLETE",
    "TO_DO",
    "USAGE",
    "code_of",
    "code_of_verdict",
    "from_system",
    "guarded",
    "stoppable",
    "tell",
    "warn",
]

CLEAR, TO_DO, USAGE, INCOMPLETE = 0, 1, 2, 3
INTERRUPTED = 130

_ASKED_WRONGLY = (NotFound, Conflict, Refused)
_INCOMPLETE_ERRORS = (InputError, BudgetExceeded, StoreError, IndexFault)

_TO_DO = (
    (FileNotFoundError, "check the path"),
    (IsADirectoryError, worded("name a file in it")),
    (NotADirectoryError, worded("check the path: it names a file where a folder is expected")),
    (PermissionError, worded("run it as a user with permission, or change the permissions")),
)

USE_OPTIONS = {
    "publisher": "--publisher",
    "site": "--site",
    "channel": "--channel",
    "territories": "--territory",
    "at": "--at",
    "first_published": "--first-published",
    "purpose": "--purpose",
}

P = ParamSpec("P")


def code_of(error: WirecheckError) -> int:
    """Returns the exit code of an error in the input or the situation, or in the usage."""
    if isinstance(error, _ASKED_WRONGLY):
        return USAGE
    return INCOMPLETE if isinstance(error, _INCOMPLETE_ERRORS) else USAGE


def code_of_verdict(verdict: str | None, *, complete: bool, released: bool) -> int:
    """Returns the exit code of one result: what was not finished is never clear.

    Args:
        verdict: as in the answer; None for what could not be checked at all.
        complete: whether the check was finished.
        released: whether editors released all of its reasons.
    """
    if verdict in (None, "unfinished"):
        return INCOMPLETE
    if verdict != "clear" and not released:
        return TO_DO
    return CLEAR if complete else INCOMPLETE


def tell(error: WirecheckError) -> None:
    """Writes every problem of an error to stderr."""
    for problem in error.problems:
        what: str = problem.what
        if problem.place:
            place = as_asked(problem.place)
            what = worded("{place}: {what}", place=place, what=worded_as(what))
        _stderr(worded("error: {what}", what=worded_as(what)))
        if problem.hint:
            _stderr(worded("  hint: {hint}", hint=worded_as(problem.hint)))


def warn(what: str) -> None:
    """Writes a warning to stderr; the command continues."""
    _stderr(worded("warning: {what}", what=worded_as(what)))


@contextmanager
def stoppable(told: Callable[[], Message]) -> Iterator[None]:
    """Ends the process with 130 and a sentence on stderr if the block is interrupted.

    Args:
        told: returns what was done, what was kept and how to continue; called after the block, so
            that what ends with the block has saved its work.
    """
    try:
        yield
    except KeyboardInterrupt:
        _stderr(told())
        raise SystemExit(INTERRUPTED) from None


def as_asked(place: str) -> str:
    """Returns the option or variable that set a key of the use, or else the place unchanged.

    The judgement knows only the key (`use.channel`), which may also come from a file.
    """
    _, is_use, key = place.removeprefix("--").partition("use.")
    if not is_use or key not in USE_OPTIONS:
        return place
    option = USE_OPTIONS[key]
    if place.startswith("--") or any(one.split("=")[0] == option for one in sys.argv):
        return option
    variable = f"WIRECHECK_USE_{key.upper()}"
    return variable if place == f"use.{key}" and variable in os.environ else place


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Wraps `command` so that the product's errors become messages and exit codes."""

    @functools.wraps(command)
    def run(*arguments: P.args, **options: P.kwargs) -> None:
        try:
            command(*arguments, **options)
            sys.stdout.flush()
        except WirecheckError as error:
            tell(error)
            raise typer.Exit(code_of(error)) from None
        except BrokenPipeError:
            # The reader has gone (`| head`); what is left in the buffer must not complain at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(141) from None
        except KeyboardInterrupt:
            _stderr(worded("stopped before the end"))
            raise SystemExit(INTERRUPTED) from None
        except OSError as error:
            tell(from_system(error))
            raise typer.Exit(INCOMPLETE) from None
        except ModuleNotFoundError as error:
            tell(_missing(error))
            raise typer.Exit(USAGE) from None
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if os.environ.get("WIRECHECK_TRACEBACK"):
                raise
            tell(_fault(error))
            raise typer.Exit(INCOMPLETE) from None

    return run


def from_system(error: OSError) -> InputError:
    """Returns the error of a file that cannot be opened, read or written."""
    name = str(error.filename) if error.filename is not None else ""
    hints = (hint for kind, hint in _TO_DO if isinstance(error, kind))
    return InputError(Problem(name, error.strerror or str(error), next(hints, "")))


def _fault(error: Exception) -> WirecheckError:
    """A mistake of ours, reported without a page of code; nothing was answered."""
    what = worded("internal error: {kind}: {error}", kind=type(error).__name__, error=str(error))
    return WirecheckError(Problem("", what, "WIRECHECK_TRACEBACK=1 shows where; please report it"))


def _missing(error: ModuleNotFoundError) -> WirecheckError:
    extras = {
        "cryptography": "evidence",
        "fpdf": "evidence",
        "httpx": "client",
        "pyarrow": "parquet",
        "pypdfium2": "documents",
        "pyspark": "spark",
        "uharfbuzz": "evidence",
    }
    top = (error.name or "").partition(".")[0]
    if top not in extras:
        return _fault(error)
    return WirecheckError(
        Problem(
            "",
            worded("{package} is not installed", package=top),
            to_install(extras[top]),
        )
    )


def _stderr(line: str) -> None:
    safe = in_words(line).encode("utf-8", "backslashreplace").decode("utf-8")
    print(safe, file=sys.stderr)  # noqa: T201 - the command line may print
