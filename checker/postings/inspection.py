"""Checksums of the large arrays of segments, compared in the background, once per file.

The small arrays are compared whenever a segment is mapped; reading all of a large index before the
first check would keep people waiting.
"""

import threading
from collections.abc import Callable
from typing import Literal

from checker.errors import IndexFault
from checker.postings.directory import Directory

__all__ = ["Condition", "Inspection"]

Condition = Literal["whole", "checking", "faulty"]


class Inspection:
    """Inspects the mapped files of a folder in a background thread, once it has begun.

    Args:
        directory: the folder.
        refuse: receives a fault that was found, so that searching stops.
    """

    def __init__(self, directory: Directory, refuse: Callable[[IndexFault], None]) -> None:
        self._directory = directory
        self._refuse = refuse
        self._begun = False
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Starts inspecting whatever is mapped."""
        self._begun = True
        self.go_on()

    def go_on(self) -> None:
        """Inspects files mapped since, if it has begun and is idle."""
        with self._lock:
            at_it = self._thread is not None and self._thread.is_alive()
            if self._begun and not at_it and not self._ended.is_set() and self.left:
                self._thread = threading.Thread(target=self._look, name="inspect", daemon=True)
                self._thread.start()

    @property
    def left(self) -> bool:
        """Returns whether a mapped segment has not been inspected."""
        return bool(self._directory.mapped.uninspected())

    def end(self) -> None:
        """Stops the inspection."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _look(self) -> None:
        while (names := self._directory.mapped.uninspected()) and not self._ended.is_set():
            try:
                self._directory.mapped.inspect(names[0], self._ended.is_set)
            except IndexFault as fault:
                self._refuse(fault)
                return
