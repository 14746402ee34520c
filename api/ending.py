"""The end of the service: at most a little more than `drain_seconds` after it was requested."""

import logging
import os
import threading
import time

__all__ = ["FORCED", "MARGIN", "Ending"]

log = logging.getLogger("wirecheck.service")

MARGIN = 5.0  # seconds beyond `drain_seconds`: workers are killed, files are closed
FORCED = 3  # the exit code when something hung until the end
TELLING_SECONDS = 1.0


class Ending:
    """A countdown from the moment at which the service was asked to stop.

    Args:
        seconds: how long running work may continue before it is cut off.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._by: float | None = None
        self._asked = threading.Event()

    @property
    def begun(self) -> bool:
        """Whether the service was asked to stop."""
        return self._by is not None

    @property
    def left(self) -> float:
        """The seconds left for running work; all of them before the service was asked to stop."""
        return self._seconds if self._by is None else max(0.0, self._by - time.monotonic())

    def begin(self) -> None:
        """Starts the countdown; a signal handler may call it, and repeated calls have no effect."""
        if self._by is None:
            self._by = time.monotonic() + self._seconds
            self._asked.set()

    def watch(self) -> None:
        """Ends this process `MARGIN` seconds after its time is up, whatever it is doing.

        For a process that runs nothing but the service.
        """
        threading.Thread(target=self._force, name="wirecheck-ending", daemon=True).start()

    def _force(self) -> None:
        self._asked.wait()
        time.sleep(self._seconds + MARGIN)
        # Whoever reads the log may hang too.
        telling = threading.Thread(target=_tell, args=(self._seconds + MARGIN,), daemon=True)
        telling.start()
        telling.join(TELLING_SECONDS)
        os._exit(FORCED)


def _tell(seconds: float) -> None:
    still = sorted(thread.name for thread in threading.enumerate())
    log.error(
        "ended by force %g s after it was asked to stop; nothing acknowledged is lost",
        seconds,
        extra={"fields": {"threads": still}},
    )
