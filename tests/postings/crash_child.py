"""A writer that is meant to be killed: adds, removes and merges in an endless round."""

import sys
from pathlib import Path

from checker.index import Index
from tests.matching.newsroom import MemoryDocuments, story


def documents(changes: int) -> MemoryDocuments:
    """The same log for every process: additions, and every seventh change a removal."""
    made = MemoryDocuments()
    made.database = "one for all processes"
    for number in range(changes):
        if number % 7 == 6:
            made.remove(number - 3)
        else:
            made.add(f"s{number}", story(number, 3))
    return made


def main(folder: Path, start: int, most: int) -> None:
    whole = documents(most)
    log, whole.log = whole.log, whole.log[:start]
    index = Index.open(folder, whole)
    for end in range(start, most, 5):
        whole.log = log[:end]
        index.flush(force=True)
        print(end, flush=True)  # noqa: T201 - the parent waits for it
        if end % 50 == 0:
            index.rebuild()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
