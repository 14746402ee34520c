"""Processes of a test's own, forked: they say lines, may be killed, and never outlive the test."""

import os
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["Child", "Say", "forked"]

Say = Callable[[str], None]


class Child:
    """A forked process that runs a function, and the lines that it says."""

    def __init__(self, run: Callable[[Say], object]) -> None:
        self._mouth, mouth = os.pipe()
        self.status: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            _live(run, mouth)
        os.close(mouth)
        self._lines = os.fdopen(self._mouth, encoding="utf-8", buffering=1)

    def line(self) -> str:
        """The next line; '' when it has ended."""
        return self._lines.readline().rstrip("\n")

    def end(self) -> list[str]:
        """Wait for its end; the lines that it still said."""
        lines = self._lines.read().splitlines()
        self._lines.close()
        if self.status is None:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return lines

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)


def _live(run: Callable[[Say], object], mouth: int) -> None:
    try:
        run(lambda line: (os.write(mouth, f"{line}\n".encode()), None)[1])
        os._exit(0)
    except BaseException:
        os.write(mouth, traceback.format_exc().encode())
        os._exit(1)


@contextmanager
def forked(*runs: Callable[[Say], object]) -> Iterator[list[Child]]:
    """One child for each function; those that still live are killed at the end."""
    children: list[Child] = []
    try:
        children.extend(Child(run) for run in runs)
        yield children
    finally:
        for child in children:
            if child.status is None:
                child.kill()
                child.end()
