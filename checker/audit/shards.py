"""Large batch files as several tasks, so that a stop or a limit costs a part and not all."""

import os
from collections.abc import Iterator

from checker.audit.plan import Planned
from checker.audit.task_name import Task

__all__ = ["STRETCH", "tasks_of"]

STRETCH = 2_000_000  # bytes of lines in one task
_SUFFIXES = (".jsonl", ".ndjson")


def tasks_of(planned: Planned) -> Iterator[Task]:
    """One task a file; a batch file of many megabytes gives one for every two of them."""
    if not planned.path.lower().endswith(_SUFFIXES) or planned.size <= STRETCH:
        yield Task(planned.path)
        return
    with open(os.fsencode(planned.path), "rb") as stream:
        start, line = 0, 1
        while start < planned.size:
            stream.seek(start)
            block = stream.read(STRETCH)
            if not block.endswith(b"\n"):
                block += stream.readline()
            if not block:
                return
            yield Task(planned.path, start, start + len(block), line)
            start += len(block)
            line += block.count(b"\n")
