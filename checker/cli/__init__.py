"""The command line: one command per file.

It parses arguments and writes text and exit codes; typer and rich are used nowhere else, and there
is no licensing logic here.
"""

import gc

__all__ = ["main"]

_SELDOM = 200_000  # objects made between two looks for cycles; Python's own figure is 700


def main() -> None:
    """Runs `wirecheck` with the arguments of the process.

    A command begins by creating objects that live until its end: modules, tables, rules. Scanning
    all of them for cycles again and again would take a tenth of its time, so garbage collection
    runs rarely.
    """
    gc.set_threshold(_SELDOM, 20, 100)
    from checker.cli.app import run

    run()
