"""The command in an empty folder, as in the command line's own tests."""

from tests.cli.conftest import wirecheck

__all__ = ["wirecheck"]
