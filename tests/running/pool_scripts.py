"""Programs with a pool, each the main one of a process; `python -m` runs one by its name.

Each prints "working" once its workers are at work.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from checker.running.workers import Pool
from checker.running.workers.async_pool import AsyncPool
from checker.running.workers.worker import WorkerSpec

from .tasks import Setup, Task, bench


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def synchronous(name: str) -> None:
    """One idle worker and two with a task that does not end."""

    def tasks() -> Iterator[Task]:
        yield Task(name)
        yield Task(name)
        yield Task("double", 1)

    try:
        with Pool(bench, Setup(), workers=3) as pool:
            for _ in pool.run(tasks()):
                say("working")
    except KeyboardInterrupt:
        say("stopped")
        sys.exit(130)


def service(name: str) -> None:
    """The same with asyncio; SIGTERM drains."""

    async def run() -> None:
        pool = AsyncPool(WorkerSpec(bench, Setup()), 3, 3)
        await pool.start()
        stopping = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
        work = [asyncio.ensure_future(pool.run(Task(name), 600)) for _ in range(2)]
        await pool.run(Task("double", 1), 600)
        say("working")
        await stopping.wait()
        await pool.close(0.1)
        await asyncio.gather(*work, return_exceptions=True)
        say("stopped")

    asyncio.run(run())


def without_fork_server(_name: str) -> None:
    """Kills the process that forks its workers, in the middle of its work."""
    with Pool(bench, Setup(), workers=2) as pool:
        for outcome in pool.run(Task("double", n) for n in range(10)):
            if outcome.value == 2:
                for server in fork_servers():
                    os.kill(server, signal.SIGKILL)
            say(f"{outcome.state}")
    say("stopped")


def fork_servers() -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            command = (path / "cmdline").read_bytes()
        except OSError:
            continue  # it has ended
        if parent == os.getpid() and b"forkserver" in command:
            yield int(path.name)


if __name__ == "__main__":
    # A shell without job control starts what is in the background deaf to Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    {one.__name__: one for one in (synchronous, service, without_fork_server)}[sys.argv[1]](
        sys.argv[2]
    )
