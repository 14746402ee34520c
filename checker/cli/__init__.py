"""The command line: one command a file.

Arguments in, text and exit codes out; typer and rich are used nowhere else, and no licensing logic
is here.
"""

__all__ = ["main"]


def main() -> None:
    """Runs `wirecheck` with the arguments of the process."""
    from checker.cli.app import run

    run()
