"""How long a check takes, stage by stage, beside a peer in the same run.

    python -m bench.check --items 10000 --items 100000 --drafts 300
    python -m bench.check --items 1000000 --letters 3600 --no-peer --data DIR

The peer is datasketch's MinHash LSH (128 permutations, Jaccard 0.5, 4-word shingles), what a
newsroom would try first. It answers "which documents are near duplicates"; Wirecheck answers which
passages of which sources stand where, finds the markings and judges the agreements. Recall is
told beside the times, since being quick at missing things is easy. All times but "whole, wall" are
CPU times of one process, so that a busy machine does not change them. With --letters drafts are
filled up to that length with words of nobody's; with --data the archive is kept there and used
again. Results go to bench/results/.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from bench.corpus import Planted, articles, as_source, drafts, filled_up
from checker import check
from checker.formats import read_draft
from checker.models import Use
from checker.newsroom import Newsroom

RESULTS = Path(__file__).with_name("results")
BATCH = 1_000
POOL = 20_000  # articles that drafts are made of
NOW = datetime(2026, 1, 1, tzinfo=UTC)
USE = Use(publisher="bench", site="bench.example", channel="web", territories=("FR",))


@dataclass
class Times:
    """Milliseconds of one stage over all drafts."""

    values: list[float] = field(default_factory=list)

    def summary(self) -> dict[str, float]:
        """Median, tail and mean."""
        ordered = sorted(self.values)
        return {
            "median_ms": round(statistics.median(ordered), 3),
            "p95_ms": round(ordered[int(len(ordered) * 0.95)], 3),
            "p99_ms": round(ordered[int(len(ordered) * 0.99)], 3),
            "mean_ms": round(statistics.fmean(ordered), 3),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, action="append")
    parser.add_argument("--drafts", type=int, default=300)
    parser.add_argument("--letters", type=int, help="fill drafts up to so many letters")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--data", type=Path, help="a folder in which the archives are kept")
    parser.add_argument("--out", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for items in arguments.items or [10_000]:
        result = measured(
            items,
            arguments.drafts,
            arguments.letters,
            peer=not arguments.no_peer,
            data=arguments.data,
        )
        path = arguments.out / f"check-{items}.json"
        path.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
        print(json.dumps(result, indent=2))


def measured(
    items: int, count: int, letters: int | None, *, peer: bool, data: Path | None
) -> dict[str, Any]:
    """One size: both indexes filled with the same articles and asked with the same drafts."""
    planted = list(drafts(list(articles(min(items, POOL))), count))
    if letters:
        planted = filled_up(planted, letters)
    result: dict[str, Any] = {
        "items": items,
        "drafts": count,
        "letters_per_draft": round(statistics.fmean(len(d.text) for d in planted)),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "wirecheck": ours(items, planted, data),
    }
    if peer:
        result["peer"] = theirs(items, planted)
        result["ratio"] = {
            "whole_check": ratio(result, "whole"),
            "search_alone": ratio(result, "search"),
            "ingest": round(
                result["wirecheck"]["ingest_per_s"] / result["peer"]["ingest_per_s"], 2
            ),
        }
    return result


def ratio(result: dict[str, Any], stage: str) -> float:
    """How many times the peer's median our median is."""
    mine = result["wirecheck"]["stages"][stage]["median_ms"]
    return round(mine / result["peer"]["query"]["median_ms"], 2)


def ours(items: int, planted: Sequence[Planted], data: Path | None) -> dict[str, Any]:
    """Our times and what we find, over an archive that is made now unless it is kept."""
    folder = data / f"check-{items}" if data else Path(tempfile.mkdtemp(prefix="wirecheck-bench-"))
    try:
        added = folder / "added.json"
        with Newsroom.open(folder) as newsroom:
            if not added.exists():
                added.write_text(json.dumps(ingested(newsroom, items)), "utf-8")
            newsroom.index.warm()
            answer = asked(newsroom, planted)
        answer |= json.loads(added.read_text("utf-8"))
        answer["index_mb"] = round(size_of(folder / "index") / 1e6, 1)
        answer["database_mb"] = round(size_of(folder / "wirecheck.db") / 1e6, 1)
        return answer
    finally:
        if not data:
            shutil.rmtree(folder)


def ingested(newsroom: Newsroom, items: int) -> dict[str, float]:
    """Adds the archive in batches, each searchable when it is acknowledged."""
    began, wall = time.process_time(), time.perf_counter()
    making = 0.0
    added = 0
    source = iter(map(as_source, articles(items)))
    while True:
        start = time.process_time()
        batch = list(islice(source, BATCH))
        making += time.process_time() - start
        if not batch:
            break
        newsroom.add_sources(batch)
        added += len(batch)
        if added % 50_000 == 0:
            print(f"{added:,} of {items:,} added", file=sys.stderr)
    spent, wall = time.process_time() - began - making, time.perf_counter() - wall - making
    return {"ingest_per_s": round(items / spent, 1), "ingest_wall_s": round(wall, 1)}


def asked(newsroom: Newsroom, planted: Sequence[Planted]) -> dict[str, Any]:
    """Every draft checked stage by stage; the first ten are asked before to warm up."""
    for draft in planted[:10]:
        check(newsroom, draft.text, USE)
    stages: dict[str, Times] = defaultdict(Times)
    found: dict[str, list[bool]] = defaultdict(list)
    for draft in planted:
        wall = time.perf_counter()
        began = time.process_time()
        read = read_draft(draft.text, as_type="text")
        after_read = time.process_time()
        evidence = newsroom.gather(read, [USE], now=NOW)
        gathered = time.process_time()
        verdict = newsroom.checker.judge(read, evidence, USE, now=NOW)
        ended = time.process_time()
        wall = time.perf_counter() - wall
        newsroom.engine.scan(read)  # again, alone: what of the gathering it takes
        scan = time.process_time() - ended
        for stage, seconds in (
            ("read", after_read - began),
            ("scan", scan),
            ("search", max(0.0, gathered - after_read - scan)),
            ("judge", ended - gathered),
            ("whole", ended - began),
            ("whole, wall", wall),
        ):
            stages[stage].values.append(seconds * 1000)
        sources = {name for m in verdict.matches for name in (m.source, m.earliest, m.newest)}
        sources |= {name for match in verdict.matches for name in match.also_in}
        found[draft.kind].append(hit(draft, sources, bool(verdict.matches)))
    return {
        "stages": {name: times.summary() for name, times in stages.items()},
        "recall": rates(found),
    }


def theirs(items: int, planted: Sequence[Planted]) -> dict[str, Any]:
    """The same with MinHash LSH."""
    from datasketch import MinHash, MinHashLSH

    def sketch(text: str) -> Any:
        made = MinHash(num_perm=128)
        words = text.lower().split() if " " in text else list(text)
        made.update_batch([" ".join(words[n : n + 4]).encode() for n in range(len(words) - 3)])
        return made

    index = MinHashLSH(threshold=0.5, num_perm=128)
    ingest = 0.0
    for article in articles(items):
        began = time.process_time()
        index.insert(article.id, sketch(article.text), check_duplication=False)
        ingest += time.process_time() - began
    times, found = Times(), defaultdict(list)
    for draft in planted[:10]:
        index.query(sketch(draft.text))
    for draft in planted:
        began = time.process_time()
        answer = set(index.query(sketch(draft.text)))
        times.values.append((time.process_time() - began) * 1000)
        found[draft.kind].append(hit(draft, answer, bool(answer)))
    return {
        "name": "datasketch MinHashLSH",
        "ingest_per_s": round(items / ingest, 1),
        "query": times.summary(),
        "recall": rates(found),
    }


def hit(draft: Planted, sources: set[Any], anything: bool) -> bool:
    """Whether the planted source was named; for clean drafts whether nothing was."""
    return not anything if draft.source is None else draft.source in sources


def rates(found: dict[str, list[bool]]) -> dict[str, float]:
    return {kind: round(sum(hits) / len(hits), 3) for kind, hits in sorted(found.items())}


def size_of(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(inner.stat().st_size for inner in path.rglob("*") if inner.is_file())


def machine() -> dict[str, Any]:
    return {
        "processors": os.cpu_count(),
        "processor": platform.machine(),
        "python": platform.python_version(),
    }


if __name__ == "__main__":
    main()
