"""Writes to a data directory until it is killed; says on standard output what was acknowledged.

Run as `python -m tests.store.crash_writer DIRECTORY ROUND`.
"""

import os
import random
import sys
from pathlib import Path

from checker.store import Store
from tests.store.build import NOW, other_story, record, source

UNIT = 20


def main() -> None:
    room, turn = Path(sys.argv[1]), int(sys.argv[2])
    dice = random.Random(turn)
    with Store.open(room) as store:
        say("ready")
        number = 0
        while True:
            unit = f"r{turn}u{number}"
            names = [f"{unit}n{n}" for n in range(UNIT)]
            store.sources.put(
                [source(name, other_story(hash_of(name))) for name in names], received=NOW
            )
            say(f"add {unit}")
            victim, gone, patched = dice.sample(names, 3)
            store.sources.kill(victim, NOW)
            say(f"kill {victim}")
            store.sources.remove(gone, at=NOW)
            say(f"remove {gone}")
            store.sources.patch(patched, {"status": "withheld"}, at=NOW)
            say(f"patch {patched}")
            store.checks.record([record(f"chk_{unit}", victim)])
            say(f"check {unit}")
            number += 1


def hash_of(name: str) -> int:
    """A number of its own for each name, the same in every process."""
    return int.from_bytes(name.encode(), "big")


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main()
