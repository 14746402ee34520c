"""How long a check takes, stage by stage, beside a peer in the same run.

    python -m bench.check --real EVAL_DIR --items 40000 --data DIR
    python -m bench.check --real EVAL_DIR --items 40000 --language zh --data DIR
    python -m bench.check --items 10000 --items 100000 --drafts 300

With --real archives are of real news (`bench.archives`), without it of invented text. The peer is
rensa's MinHash with LSH (128 permutations, Jaccard 0.5, 4-word shingles), what a newsroom would try
first (`pip install rensa`). It answers "which documents are near duplicates"; Wirecheck answers
which passages of which sources stand where, finds the markings and judges the agreements. Recall is
told beside the times, since being quick at missing things is easy, and the candidates a draft,
since what a check costs goes with them. Of planted sources two shares are told: those that are
found, and those that the index points to ("compared"). In a grown archive they differ, since the
texts that were grown from the planted source have its words as well, on other days, and so tell
that a passage is a form; the second one is the share that no limit on candidates has dropped. All
times but "whole, wall" are CPU times of one process, in which cycles are looked for as seldom as in
a worker. The first time a draft is checked the texts of its candidates come from the database;
after it the quickest of some rounds counts, the peer's too, since a busy machine only adds. With
--letters invented drafts are filled up to that length; with --data the archive is kept there and
used again.
Results go to bench/results/.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from bench.archives import Archive, invented, real
from bench.corpus import Planted
from checker import check
from checker.formats import read_draft
from checker.matching.candidates import CandidateLimits
from checker.matching.search import candidates_of
from checker.models.draft import Use
from checker.models.verdict import Verdict
from checker.newsroom import Newsroom
from checker.running.workers.process import spare_setup

RESULTS = Path(__file__).with_name("results")
BATCH = 1_000
ROUNDS = 5
MEMBERS = 8  # texts of a family that are compared, as in a search
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
    parser.add_argument("--real", type=Path, help="the folder of evaluation data")
    parser.add_argument("--language", default="", help="of real articles, alone")
    parser.add_argument("--data", type=Path, help="a folder in which the archives are kept")
    parser.add_argument("--out", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for items in arguments.items or [10_000]:
        with kept_or_not(arguments.data) as folder:
            archive = (
                real(arguments.real, items, arguments.drafts, arguments.language, folder)
                if arguments.real
                else invented(items, arguments.drafts, arguments.letters)
            )
            result = measured(archive, folder, peer=not arguments.no_peer)
        path = arguments.out / f"check-{archive.name}.json"
        path.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
        print(json.dumps(result, indent=2))


@contextmanager
def kept_or_not(folder: Path | None) -> Iterator[Path]:
    """A folder for archives: one that is kept, or one that is gone afterwards."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
    else:
        with tempfile.TemporaryDirectory(prefix="wirecheck-bench-") as made:
            yield Path(made)


def measured(archive: Archive, folder: Path, *, peer: bool) -> dict[str, Any]:
    """One archive: both indexes filled with the same articles and asked with the same drafts."""
    result: dict[str, Any] = {
        "items": archive.items,
        "text": archive.text,
        "drafts": len(archive.drafts),
        "letters_per_draft": round(statistics.fmean(len(d.text) for d in archive.drafts)),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "wirecheck": ours(archive, folder),
    }
    if peer:
        result["peer"] = theirs(archive)
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
    mine: float = result["wirecheck"]["stages"][stage]["median_ms"]
    peers: float = result["peer"]["query"]["median_ms"]
    return round(mine / peers, 2)


def ours(archive: Archive, folder: Path) -> dict[str, Any]:
    """Our times and what we find, over a newsroom that is filled now unless it is there."""
    folder = folder / f"newsroom-{archive.name}"
    added = folder / "added.json"
    with Newsroom.open(folder) as newsroom:
        if not added.exists():
            added.write_text(json.dumps(ingested(newsroom, archive)), "utf-8")
        newsroom.index.warm()
        answer = asked(newsroom, archive.drafts)
    answer |= json.loads(added.read_text("utf-8"))
    answer["index_mb"] = round(size_of(folder / "index") / 1e6, 1)
    answer["index_bytes_a_document"] = round(size_of(folder / "index") / archive.items)
    answer["database_mb"] = round(size_of(folder / "wirecheck.db") / 1e6, 1)
    return answer


def ingested(newsroom: Newsroom, archive: Archive) -> dict[str, float]:
    """Adds the archive in batches, each searchable when it is acknowledged."""
    began, wall = time.process_time(), time.perf_counter()
    making = 0.0
    added = 0
    source = archive.sources()
    while True:
        start = time.process_time()
        batch = list(islice(source, BATCH))
        making += time.process_time() - start
        if not batch:
            break
        newsroom.add_sources(batch)
        added += len(batch)
        if added % 50_000 == 0:
            print(f"{added:,} of {archive.items:,} added", file=sys.stderr)
    spent, wall = time.process_time() - began - making, time.perf_counter() - wall - making
    return {"ingest_per_s": round(archive.items / spent, 1), "ingest_wall_s": round(wall, 1)}


def asked(newsroom: Newsroom, planted: Sequence[Planted]) -> dict[str, Any]:
    """Every draft checked stage by stage; the first ten are asked before to warm up."""
    for draft in planted[:10]:
        check(newsroom, draft.text, USE)
    spare_setup()
    first: dict[str, Times] = defaultdict(Times)
    stages: dict[str, Times] = defaultdict(Times)
    found: dict[str, list[bool]] = defaultdict(list)
    for draft in planted:
        verdict, times = stage_by_stage(newsroom, draft)
        rounds = [stage_by_stage(newsroom, draft)[1] for _ in range(ROUNDS)]
        for stage, seconds in times.items():
            first[stage].values.append(seconds * 1000)
        for stage, seconds in min(rounds, key=itemgetter("whole")).items():
            stages[stage].values.append(seconds * 1000)
        matches = [m for m in verdict.matches if m.words]
        sources = {name for m in matches for name in (m.source, m.earliest, m.newest)}
        sources |= {name for match in matches for name in match.also_in}
        found[draft.kind].append(hit(draft, sources, bool(matches)))
    pointed_to = [texts_compared(newsroom, draft) for draft in planted]
    compared = sorted(map(len, pointed_to))
    reached: dict[str, list[bool]] = defaultdict(list)
    for draft, texts in zip(planted, pointed_to, strict=True):
        if draft.source is not None:
            reached[draft.kind].append(draft.source in texts)
    return {
        "stages": {name: times.summary() for name, times in stages.items()},
        "first_time": {name: times.summary() for name, times in first.items()},
        "candidates": {
            "mean": round(statistics.fmean(compared), 1),
            "median": statistics.median(compared),
            "p95": compared[int(len(compared) * 0.95)],
        },
        "recall": rates(found),
        "compared": rates(reached),
    }


def stage_by_stage(newsroom: Newsroom, draft: Planted) -> tuple[Verdict, dict[str, float]]:
    """The verdict on a draft, and the seconds of each stage."""
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
    return verdict, {
        "read": after_read - began,
        "scan": scan,
        "search": max(0.0, gathered - after_read - scan),
        "judge": ended - gathered,
        "whole": ended - began,
        "whole, wall": wall,
    }


def texts_compared(newsroom: Newsroom, draft: Planted) -> list[str]:
    """The sources of the texts that the index points to for a draft: its candidates."""
    snapshot = newsroom.index.snapshot
    families = [one.family for one in candidates_of(snapshot, draft.text, CandidateLimits())]
    docs = [doc for members in snapshot.members(families, MEMBERS) for doc in members]
    return [text.source for text in newsroom.store.documents.load(docs)]


def theirs(archive: Archive) -> dict[str, Any]:
    """The same with MinHash LSH: the fingerprint of a draft and the query for it."""
    from rensa import RMinHash, RMinHashLSH

    def sketch(text: str) -> Any:
        made = RMinHash(num_perm=128, seed=42)
        words = text.lower().split() if " " in text else list(text)
        made.update([" ".join(words[n : n + 4]) for n in range(len(words) - 3)])
        return made

    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    ingest = 0.0
    names = []
    for number, source in enumerate(archive.sources()):
        began = time.process_time()
        index.insert(number, sketch(source.text))
        ingest += time.process_time() - began
        names.append(source.id)
    times, found = Times(), defaultdict(list)
    for draft in archive.drafts[:10]:
        index.query(sketch(draft.text))
    for draft in archive.drafts:
        rounds = []
        for _ in range(ROUNDS):
            began = time.process_time()
            answer = {names[number] for number in index.query(sketch(draft.text))}
            rounds.append(time.process_time() - began)
        times.values.append(min(rounds) * 1000)
        found[draft.kind].append(hit(draft, answer, bool(answer)))
    return {
        "name": "rensa's MinHash and LSH",
        "ingest_per_s": round(archive.items / ingest, 1),
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
        "load": round(os.getloadavg()[0], 1),
    }


if __name__ == "__main__":
    main()
