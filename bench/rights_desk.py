"""How fast a newsroom takes a day's wire in, and how fast a rights desk gets its answers.

    python -m bench.rights_desk --messages 5000 --checks 100000

Messages go in ten at a time, as from a wire drop: stored, indexed, and compared with the recorded
checks for late sources. Then an item that one in fifty of the checks uses is recalled.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np

from bench.wire_day import MORNING, wire_day
from checker.models.draft import Use
from checker.models.evidence import Passage
from checker.models.record import CheckHead, CheckRecord, SourceUse
from checker.models.verdict import NextEvent
from checker.newsroom import Newsroom

PORTION = 10
BATCH = 500
PRINTS = 100  # of a draft of 500 words
POPULAR = "urn:old:popular"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=int, default=5_000)
    asked.add_argument("--checks", type=int, default=100_000)
    asked.add_argument("--words", type=int, default=450)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, Newsroom.open(Path(folder)) as newsroom:
        print(json.dumps(measure(newsroom, given.messages, given.checks, given.words), indent=2))


def measure(newsroom: Newsroom, messages: int, checks: int, words: int) -> dict[str, Any]:
    """All figures; times in seconds, or milliseconds where the name says so."""
    store = newsroom.store
    began = time.perf_counter()
    for batch in _checks(checks):
        store.checks.record(batch)
    recording = time.perf_counter() - began
    first = time.perf_counter()
    store.checks.sharing(
        "urn:old:first", np.arange(PRINTS, dtype="<u8").tobytes(), at=newsroom.clock()
    )
    gathering = time.perf_counter() - first
    wire = list(wire_day(1, messages, words=words))
    slowest, cpu, began = 0.0, time.process_time(), time.perf_counter()
    for start in range(0, len(wire), PORTION):
        portion = time.perf_counter()
        newsroom.add_sources(wire[start : start + PORTION])
        slowest = max(slowest, time.perf_counter() - portion)
    spent, used = time.perf_counter() - began, time.process_time() - cpu
    return {
        "checks": checks,
        "checks recorded a second": round(checks / recording),
        "gathering their fingerprints, s": round(gathering, 2),
        "messages": messages,
        "messages a second": round(messages / spent),
        "messages a second of CPU": round(messages / used),
        "slowest portion of ten, ms": round(slowest * 1000),
        "recall, ms": _milliseconds(lambda: store.checks.recall(POPULAR)),
        "pieces recalled": len(store.checks.recall(POPULAR)),
        "recall of a rare item, ms": _milliseconds(lambda: store.checks.recall("urn:old:17")),
        "kill, ms": _milliseconds(lambda: store.sources.kill(POPULAR, MORNING)),
        "expiring in 30 days, ms": _milliseconds(
            lambda: store.checks.expiring(MORNING + timedelta(days=30))
        ),
        "database, MB": round((store.path / "wirecheck.db").stat().st_size / 1e6),
    }


def _milliseconds(question: Any) -> float:
    began = time.perf_counter()
    question()
    return round((time.perf_counter() - began) * 1000, 1)


def _checks(count: int) -> Iterator[list[CheckRecord]]:
    dice = np.random.default_rng(3)
    passages = tuple(Passage(n * 90, n * 90 + 80, n, n + 80, "near", 0.95, 14) for n in range(4))
    for start in range(0, count, BATCH):
        yield [
            CheckRecord(
                CheckHead(
                    check=f"chk_{number}",
                    checked_at=MORNING,
                    verdict="licence_required",
                    complete=True,
                    text_sha256=f"{number:064x}",
                    use=Use(publisher="bench", channel="web"),
                    document=f"piece:{number}",
                    next_event=_end(number),
                ),
                result={"schema": "wirecheck/2", "verdict": "licence_required", "id": number},
                uses=tuple(
                    SourceUse(name, "1", "near", 56, passages)
                    for name in (
                        f"urn:old:{dice.integers(20_000)}",
                        POPULAR if number % 50 == 0 else f"urn:old:{number % 20_000}",
                    )
                ),
                fingerprints=dice.integers(0, 2**63, PRINTS, np.uint64).astype("<u8").tobytes(),
            )
            for number in range(start, min(start + BATCH, count))
        ]


def _end(number: int) -> NextEvent | None:
    """The end of every third piece's retention."""
    if number % 3:
        return None
    end = MORNING + timedelta(days=number % 900)
    return NextEvent(end, "unpublish", "licence.retention_exceeded")


if __name__ == "__main__":
    main()
