"""The command line: one file a command; typer and rich stay in here."""

__all__ = ["main"]


def main() -> None:
    """Runs `wirecheck` with the arguments of the process."""
    from checker.cli.app import run

    run()
