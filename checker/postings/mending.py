"""Rebuilds an index in a background thread, one rebuild at a time."""

from collections.abc import Callable
from threading import Thread

from checker.errors import WirecheckError

__all__ = ["Mending"]


class Mending:
    """The thread that rebuilds an index.

    Attributes:
        fault: why the rebuild failed; None if it succeeded. Searches report it too.
    """

    def __init__(self) -> None:
        self._thread: Thread | None = None
        self.fault: WirecheckError | None = None

    def begin(self, rebuild: Callable[[], None]) -> None:
        """Starts a rebuild of the index unless one is in progress."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = Thread(target=self._run, args=(rebuild,), name="rebuild", daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Waits for the end of the rebuild."""
        if self._thread is not None:
            self._thread.join()

    def _run(self, rebuild: Callable[[], None]) -> None:
        self.fault = None
        try:
            rebuild()
        except WirecheckError as error:
            self.fault = error
