"""An index made again in a thread beside what its process does, once at a time."""

from collections.abc import Callable
from threading import Thread

from checker.errors import WirecheckError

__all__ = ["Mending"]


class Mending:
    """The thread that makes an index again.

    Attributes:
        fault: why it could not be, None when it could; what searches says so too.
    """

    def __init__(self) -> None:
        self._thread: Thread | None = None
        self.fault: WirecheckError | None = None

    def begin(self, rebuild: Callable[[], None]) -> None:
        """Have the index made again unless that is under way."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = Thread(target=self._run, args=(rebuild,), name="rebuild", daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Wait for its end."""
        if self._thread is not None:
            self._thread.join()

    def _run(self, rebuild: Callable[[], None]) -> None:
        self.fault = None
        try:
            rebuild()
        except WirecheckError as error:
            self.fault = error
