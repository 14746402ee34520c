"""How long a check takes, stage by stage, beside a peer in the same run.

    python -m bench.check --items 10000 --items 100000 --drafts 300

The peer is datasketch's MinHash LSH (128 permutations, Jaccard 0.5, 4-word shingles), what a
newsroom would try first. It answers "which documents are near duplicates"; Wirecheck answers which
passages of which sources stand where, finds the markings and judges the contracts. Recall is
told beside the times, since being quick at missing things is easy. All times but "whole, wall" are
CPU times of one process, so that a busy machine does not change them. Results go to bench/results/.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from bench.corpus import Article, Planted, articles, as_source, drafts
from checker.models import Source, Use
from checker.newsroom import Newsroom
from checker.readers import read_draft

RESULTS = Path(__file__).with_name("results")
BATCH = 1_000
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
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--out", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for items in arguments.items or [10_000]:
        result = measured(items, arguments.drafts, peer=not arguments.no_peer)
        path = arguments.out / f"check-{items}.json"
        path.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
        print(json.dumps(result, indent=2))


def measured(items: int, count: int, *, peer: bool) -> dict[str, Any]:
    """One size: both indexes filled with the same articles and asked with the same drafts."""
    pool = list(articles(items))
    planted = list(drafts(pool, count))
    result: dict[str, Any] = {
        "items": items,
        "drafts": count,
        "letters_per_draft": round(statistics.fmean(len(d.text) for d in planted)),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "wirecheck": ours(pool, planted),
    }
    if peer:
        result["peer"] = theirs(pool, planted)
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


def ours(pool: Sequence[Article], planted: Sequence[Planted]) -> dict[str, Any]:
    folder = Path(tempfile.mkdtemp(prefix="wirecheck-bench-"))
    try:
        with Newsroom.open(folder) as newsroom:
            began = time.process_time()
            for batch in batches(map(as_source, pool), BATCH):
                newsroom.add_sources(batch)
            ingest = time.process_time() - began
            answer = asked(newsroom, planted)
        answer["ingest_per_s"] = round(len(pool) / ingest, 1)
        answer["index_mb"] = round(size_of(folder / "index") / 1e6, 1)
        answer["database_mb"] = round(size_of(folder / "wirecheck.db") / 1e6, 1)
        return answer
    finally:
        shutil.rmtree(folder)


def asked(newsroom: Newsroom, planted: Sequence[Planted]) -> dict[str, Any]:
    """Every draft checked stage by stage; the first ten are asked before to warm up."""
    for draft in planted[:10]:
        newsroom.check(read_draft(draft.text, as_type="text"), USE, record=False)
    stages: dict[str, Times] = defaultdict(Times)
    found: dict[str, list[bool]] = defaultdict(list)
    for draft in planted:
        wall = time.perf_counter()
        began = time.process_time()
        read = read_draft(draft.text, as_type="text")
        after_read = time.process_time()
        evidence = newsroom.gather(read)
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


def theirs(pool: Sequence[Article], planted: Sequence[Planted]) -> dict[str, Any]:
    """The same with MinHash LSH."""
    from datasketch import MinHash, MinHashLSH

    def sketch(text: str) -> Any:
        made = MinHash(num_perm=128)
        words = text.lower().split() if " " in text else list(text)
        made.update_batch([" ".join(words[n : n + 4]).encode() for n in range(len(words) - 3)])
        return made

    index = MinHashLSH(threshold=0.5, num_perm=128)
    began = time.process_time()
    for article in pool:
        index.insert(article.id, sketch(article.text), check_duplication=False)
    ingest = time.process_time() - began
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
        "ingest_per_s": round(len(pool) / ingest, 1),
        "query": times.summary(),
        "recall": rates(found),
    }


def hit(draft: Planted, sources: set[Any], anything: bool) -> bool:
    """Whether the planted source was named; for clean drafts whether nothing was."""
    return not anything if draft.source is None else draft.source in sources


def rates(found: dict[str, list[bool]]) -> dict[str, float]:
    return {kind: round(sum(hits) / len(hits), 3) for kind, hits in sorted(found.items())}


def batches(sources: Iterable[Source], size: int) -> Iterable[list[Source]]:
    source = iter(sources)
    return iter(lambda: list(islice(source, size)), [])


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
