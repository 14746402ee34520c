"""The command line: one command a file.

Arguments in, text and exit codes out; typer and rich are used nowhere else, and no licensing logic
is here.
"""

import gc

__all__ = ["main"]

_SELDOM = 50_000  # objects made between two looks for cycles; Python's own figure is 700


def main() -> None:
    """Runs `wirecheck` with the arguments of the process.

    A command begins by making what stays until its end: modules, tables, rules. Looking through all
    of it for cycles again and again would take a tenth of its time, so that is done seldom.
    """
    gc.set_threshold(_SELDOM, 20, 100)
    from checker.cli.app import run

    run()
