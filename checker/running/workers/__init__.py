"""Worker processes with limits of time and memory for every task; one pool for all doors.

A limit inside a thread cannot stop C code that never yields, so each worker is a process of its
own. One that hangs, dies or needs too much is ended and replaced, and its task has an outcome that
says so. `Pool` is for synchronous callers (batch, audit); `async_pool.AsyncPool`, which brings
asyncio along, is for the service.

All workers are forked from a fork server that has done the imports:

- start: about 0.25 s on a busy core where a spawned process needs 1.5 s, most of it imports; so a
  worker can be replaced while a client waits;
- memory: the imported code is shared; 26 MB a worker of its own instead of 46 MB;
- threads: the server has only one, so nothing is forked in the middle of a lock, which a plain
  fork of the service (an event loop and threads) would do;
- death: a worker's parent is the server, so the kernel's parent-death signal says nothing about
  the pool. Instead each worker has a pipe whose other end only the pool's process holds, and the
  kernel ends the worker when that end closes, even in C code that never yields.
"""

from checker.running.workers.pool import Pool, WorkerLimits
from checker.running.workers.process import Outcome, answered

__all__ = ["Outcome", "Pool", "WorkerLimits", "answered"]
