"""The command in an empty folder, as in the command line's own tests."""

from tests.cli.conftest import wirecheck
from tests.uncounted import processes_uncounted

__all__ = ["processes_uncounted", "wirecheck"]
