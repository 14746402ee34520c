"""Speed and size of the index alone: candidates, whole searches, adding, bytes an item.

    python -m bench.matching --items 10000 --items 100000 --drafts 400 --data DIR

Texts lie in one file and are read from there as a store would give them. Times are CPU times of one
process, so that a busy machine does not change them. Drafts of 3.6 KB: half are clean, the others
hold a copy, an edited copy or an excerpt. Results go to bench/results/matching.json.
"""

import argparse
import json
import mmap
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from bench.corpus import Shape, articles, drafts, filled_up
from checker.index import Index
from checker.matching.candidates import CandidateLimits
from checker.matching.search import candidates_of
from checker.models.draft import Draft
from checker.models.source import Change, StoredText

RESULTS = Path(__file__).with_name("results")
DRAFT_LETTERS = 3_600


class FileDocuments:
    """The texts of an archive in one file, numbered from one."""

    def __init__(self, path: Path, items: int, shape: Shape) -> None:
        self.items = items
        self._meta: list[tuple[str, str, int]] = []
        offsets = [0]
        with path.open("wb") as file:
            for article in articles(items, shape):
                data = article.text.encode()
                file.write(data)
                offsets.append(offsets[-1] + len(data))
                self._meta.append((article.id, article.owner, article.published.toordinal()))
        self._offsets = np.array(offsets)
        with path.open("rb") as file:
            self._texts = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def database_id(self) -> str:
        """The archive's name: it is made anew for each run."""
        return "bench"

    def mark(self, seq: int) -> str:
        """The number itself: the archive never changes."""
        return str(seq)

    def newest_seq(self) -> int:
        """The number of the last text."""
        return self.items

    def changes_since(self, seq: int, limit: int) -> Sequence[Change]:
        """One addition a text."""
        return [Change(n, "add", n) for n in range(seq + 1, min(self.items, seq + limit) + 1)]

    def load(self, docs: Sequence[int]) -> Sequence[StoredText]:
        """The texts, read from the file."""
        out = []
        for doc in docs:
            source, owner, day = self._meta[doc - 1]
            text = self._texts[self._offsets[doc - 1] : self._offsets[doc]].decode()
            out.append(StoredText(doc, source, "1", owner, text, day))
        return out

    def count(self) -> int:
        """How many texts there are."""
        return self.items

    def bytes(self) -> int:
        """The size of all texts."""
        return int(self._offsets[-1])


def timed(call: Callable[[], object]) -> float:
    """CPU milliseconds of a call."""
    began = time.process_time()
    call()
    return (time.process_time() - began) * 1000


def summary(values: Sequence[float]) -> dict[str, float]:
    """Median and tail in milliseconds."""
    ordered = sorted(values)
    return {
        "median_ms": round(statistics.median(ordered), 3),
        "p95_ms": round(ordered[int(len(ordered) * 0.95)], 3),
        "mean_ms": round(statistics.fmean(ordered), 3),
    }


def run(items: int, count: int, folder: Path, seed: int) -> dict[str, object]:
    """Build an index of so many items and measure it."""
    shape = Shape(seed=seed)
    documents = FileDocuments(folder / "texts", items, shape)
    began, wall = time.process_time(), time.perf_counter()
    index = Index.open(folder / "index", documents)
    index.flush(force=True)
    built, built_wall = time.process_time() - began, time.perf_counter() - wall
    stats = index.stats()
    pool = list(articles(min(items, 20_000), shape))
    planted = list(drafts(pool, count, seed))
    ready = filled_up(planted, DRAFT_LETTERS, seed)
    index.warm()
    search_times: list[float] = []
    found = asked = false = clean = 0
    candidate_times = [
        timed(partial(candidates_of, index.snapshot, draft.text, CandidateLimits()))
        for draft in ready
    ]
    for draft in ready:
        began = time.process_time()
        result = index.search(Draft(draft.text))
        search_times.append((time.process_time() - began) * 1000)
        counted = {m.source for m in result.matches if m.words}
        if draft.source is None:
            clean += 1
            false += bool(counted)
        else:
            asked += 1
            found += draft.source in counted
    return {
        "items": items,
        "text_bytes_an_item": round(documents.bytes() / items),
        "index_bytes_an_item": stats["bytes_an_item"],
        "segments": stats["segments"],
        "families": stats["families"],
        "items_a_cpu_second": round(items / built),
        "build_seconds": round(built_wall, 1),
        "candidates": summary(candidate_times),
        "search": summary(search_times),
        "found": round(found / max(1, asked), 4),
        "false_alarms": round(false / max(1, clean), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, action="append")
    parser.add_argument("--drafts", type=int, default=400)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=RESULTS / "matching.json")
    arguments = parser.parse_args()
    rows = []
    for items in arguments.items or [10_000]:
        with tempfile.TemporaryDirectory(dir=arguments.data) as folder:
            row = run(items, arguments.drafts, Path(folder), arguments.seed)
        print(json.dumps(row))
        rows.append(row)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
