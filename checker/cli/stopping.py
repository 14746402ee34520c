"""What is said where somebody presses Ctrl-C: what is done, what is kept, and how to continue."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from checker.cli.faults import note
from checker.wording import Message

__all__ = ["INTERRUPTED", "stoppable"]

INTERRUPTED = 128 + signal.SIGINT  # as shells have it


@contextmanager
def stoppable(told: Callable[[], Message]) -> Iterator[None]:
    """Ends the process with 130 and a sentence on stderr where the block is interrupted.

    Args:
        told: what to say; it is asked when the block has been left, so that what ends with it has
            kept its work.
    """
    try:
        yield
    except KeyboardInterrupt:
        note(told())
        raise SystemExit(INTERRUPTED) from None
