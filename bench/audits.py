"""What an audit spends on each piece, how fast sources are added, what a cold start costs.

    python -m bench.audits
    python -m bench.audits --pages FOLDER --texts FOLDER --sources FILE.jsonl

Without folders the pieces are drafts of the invented corpus, as text and inside an invented page.
Every figure is CPU time, which a busy machine changes less than a clock on the wall, and yet may
double: the load is noted beside it. It is that of this process, where the work of a worker and that
of the process that keeps results are done in turn, and of processes of their own for the cold
start. The share is what reading and checking are of all that an audit spends on a piece. Results go
to bench/results/audits.json.
"""

import argparse
import html
import json
import os
import pickle
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from bench.corpus import articles, as_source, drafts
from checker.audit.run import Run, begun, finished
from checker.audit.shards import Task
from checker.audit.task import Work, audited
from checker.formats import read_sources
from checker.models import Source, Use
from checker.newsroom import Newsroom
from checker.running.documents import Readable, read_documents
from checker.running.opening import CheckSetup, Opening
from checker.running.workers import Outcome

RESULTS = Path(__file__).with_name("results")
BATCH = 1_000
WARM = 20  # pieces before those that are measured
STARTS = 5  # processes of which the cheapest counts
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="og:title" content="{title}"><meta name="author" content="Desk"></head>
<body><nav class="menu">{links}</nav><main><article class="story"><h1>{title}</h1>
<div class="byline">By our desk</div>{body}</article><aside class="related">{links}</aside></main>
<footer class="site-footer">{links}</footer></body></html>"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=10_000, help="sources that are added")
    parser.add_argument("--pieces", type=int, default=300, help="pieces of each kind")
    parser.add_argument("--pages", type=Path, help="a folder of pages, instead of invented ones")
    parser.add_argument("--texts", type=Path, help="a folder of texts, instead of invented ones")
    parser.add_argument("--sources", type=Path, help="a JSONL file of sources, for invented ones")
    parser.add_argument("--out", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        found = measured(arguments, Path(scratch))
    path = arguments.out / "audits.json"
    path.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


def measured(asked: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """All figures, of sources and pieces that are there or invented."""
    pages, texts = asked.pages, asked.texts
    if pages is None or texts is None:
        made = invented(folder, asked.pieces)
        pages, texts = pages or made[0], texts or made[1]
    data = folder / "data"
    with Newsroom.open(data) as newsroom:
        sources = given(asked.sources) if asked.sources else map(as_source, articles(asked.items))
        adding = added(newsroom, islice(sources, asked.items))
        kinds = {
            name: spent(newsroom, data, sorted(place.iterdir())[: asked.pieces], folder / name)
            for name, place in (("pages", pages), ("texts", texts))
        }
    return {
        "at": datetime.now(UTC).date().isoformat(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "invented": {"pages": asked.pages is None, "texts": asked.texts is None},
        "adding": adding,
        **kinds,
        "cold_start": cold_starts(folder, min(texts.iterdir())),
    }


def invented(folder: Path, count: int) -> tuple[Path, Path]:
    """Folders of invented pages and of texts."""
    pages, texts = folder / "site", folder / "archive"
    pages.mkdir()
    texts.mkdir()
    links = "".join(f'<a class="item" href="/part/{n}">Part {n}</a>' for n in range(120))
    pool = list(islice(articles(2_000), 2_000))
    for number, planted in enumerate(drafts(pool, count)):
        lines = planted.text.split("\n")
        body = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
        title = html.escape(lines[0][:80])
        page = PAGE.format(title=title, links=links, body=body)
        (pages / f"{number:05}.html").write_text(page, "utf-8")
        (texts / f"{number:05}.txt").write_text(planted.text, "utf-8")
    return pages, texts


def given(path: Path) -> Iterator[Source]:
    """The sources of a JSONL file."""
    with path.open("rb") as lines:
        for line in lines:
            for found in read_sources(line, name=path.name, default_owner="bench"):
                if isinstance(found, Source):
                    yield found


def added(newsroom: Newsroom, sources: Iterable[Source]) -> dict[str, float]:
    """CPU of adding sources, their reading and making not counted."""
    seconds, count = 0.0, 0
    while batch := list(islice(sources, BATCH)):
        seconds += cpu(lambda batch=batch: newsroom.add_sources(batch))
        count += len(batch)
    seconds += cpu(newsroom.index.sync)
    return {"sources": count, "cpu_seconds": round(seconds, 2), "a_second": round(count / seconds)}


def spent(newsroom: Newsroom, data: Path, paths: Sequence[Path], out: Path) -> dict[str, float]:
    """Milliseconds of CPU a piece by what they go to, in the order in which an audit works."""
    work = Work(CheckSetup(Opening(data)), "aud_bench")
    for path in paths[:WARM]:
        audited(newsroom, work, Task(str(path)))
    read = check = worker = 0.0
    found: list[Readable] = []
    for path in paths:
        body = path.read_bytes()
        read += cpu(lambda body=body, path=path: found.extend(readable(body, path.name)))
    for one in found:
        check += cpu(lambda one=one: newsroom.check_matrix(one.draft, [Use()]))
    sent: list[tuple[Task, bytes]] = []
    for path in paths:
        task = Task(str(path))
        worker += cpu(
            lambda task=task: sent.append((task, pickle.dumps(audited(newsroom, work, task))))
        )
    kept = cpu(lambda: keep(newsroom, work.setup, sent, out))
    per = 1000 / max(1, len(paths))
    whole = worker + kept
    return {
        "pieces": len(paths),
        "bytes": round(sum(path.stat().st_size for path in paths) / max(1, len(paths))),
        "reading_ms": round(read * per, 2),
        "checking_ms": round(check * per, 2),
        "worker_ms": round(worker * per, 2),
        "keeping_ms": round(kept * per, 2),
        "whole_ms": round(whole * per, 2),
        "share": round((read + check) / whole, 3),
        "a_second_a_processor": round(1000 / (whole * per)),
    }


def readable(body: bytes, name: str) -> Iterator[Readable]:
    """The documents of a file that can be checked."""
    return (one for one in read_documents(body, name=name, use=Use()) if isinstance(one, Readable))


def keep(
    newsroom: Newsroom, setup: CheckSetup, sent: Sequence[tuple[Task, bytes]], out: Path
) -> None:
    """What the process of an audit does with what its workers send: stored, listed, reported."""
    run = Run(tuple({Path(task.path).parent for task, _ in sent}), out, setup)
    with begun(run, newsroom) as state:
        for task, value in sent:
            state.keeper.keep(Outcome(task, "done", pickle.loads(value)))
        finished(run, newsroom, state, len(sent))


def cold_starts(folder: Path, text: Path) -> dict[str, float]:
    """CPU of processes of their own, the cheapest of a few: what a hook pays for each file."""
    command = [sys.executable, "-c", "from checker.cli.app import run; run()"]
    there = [*command, "--data", str(folder / "data")]
    return {
        "help_seconds": started([*command, "--help"]),
        "check_seconds": started([*there, "check", "--no-record", str(text)]),
        "check_without_newsroom_seconds": started(
            [*command, "--data", str(folder / "none"), "check", str(text)]
        ),
    }


def started(command: Sequence[str]) -> float:
    """The least CPU that a command took."""
    least = float("inf")
    for _ in range(STARTS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        least = min(least, taken)
    return round(least, 3)


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU that something takes in this process, all of its threads together."""
    before = time.process_time()
    work()
    return time.process_time() - before


if __name__ == "__main__":
    main()
