"""Adds sources in units: `python -m tests.store.busy_writer DIRECTORY NAME UNITS SIZE`."""

import sys
from pathlib import Path

from checker.store import Store
from tests.store.build import NOW, other_story, source


def main() -> None:
    room, who, units = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    size = int(sys.argv[4])
    with Store.open(room) as store:
        for unit in range(units):
            batch = [source(f"{who}-{unit}-{n}", other_story(n)) for n in range(size)]
            store.sources.put(batch, received=NOW)


if __name__ == "__main__":
    main()
