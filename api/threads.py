"""Threads for blocking calls, a few for each kind, so that no kind waits for another."""

import asyncio
import contextlib
import contextvars
import threading
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import Any, TypeVar

__all__ = ["Threads"]

T = TypeVar("T")


class Threads:
    """Runs calls of one kind, `size` at a time, for the event loop that first asks.

    Unlike those of `concurrent.futures`, these threads are daemons: a call that never returns
    occupies a thread of its own kind but does not keep the process from ending.

    Args:
        name: the name of the threads.
        size: the most calls that run at a time; others wait.
    """

    def __init__(self, name: str, size: int) -> None:
        self._name = name
        self._size = size
        self._calls: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._threads = 0
        self._asked = 0  # calls that run or wait

    async def run(self, call: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Returns the result of the call; if the caller stops waiting, a running call continues."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        context = contextvars.copy_context()
        asked = partial(context.run, partial(call, *arguments, **named))
        self._asked += 1
        if self._threads < min(self._asked, self._size):
            self._threads += 1
            name = f"{self._name}-{self._threads}"
            threading.Thread(target=self._work, name=name, daemon=True).start()
        self._calls.put(partial(self._answer, loop, future, asked))
        return await future

    def close(self) -> None:
        """Lets the threads end, each once it is free."""
        for _ in range(self._threads):
            self._calls.put(None)
        self._threads = 0

    def _work(self) -> None:
        while (call := self._calls.get()) is not None:
            call()

    def _answer(
        self, loop: asyncio.AbstractEventLoop, future: "asyncio.Future[T]", call: Callable[[], T]
    ) -> None:
        tell: Callable[[], object] = future.cancel
        if not future.cancelled():  # who gave up while it waited does not want it done
            try:
                tell = partial(future.set_result, call())
            except BaseException as error:
                tell = partial(future.set_exception, error)
        with contextlib.suppress(RuntimeError):  # the loop has ended: nobody waits
            loop.call_soon_threadsafe(self._done, future, tell)

    def _done(self, future: "asyncio.Future[T]", tell: Callable[[], object]) -> None:
        self._asked -= 1
        if not future.done():
            tell()
