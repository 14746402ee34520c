"""What an audit spends on each piece, how fast sources are added, what a cold start costs.

    python -m bench.audits
    python -m bench.audits --pages FOLDER --texts FOLDER --sources FILE.jsonl
    python -m bench.audits --pages FOLDER --texts FOLDER --data DIR

Without folders the pieces are drafts of the invented corpus, as text and inside an invented page.
With --data they are checked against a newsroom that is there, as `bench.check --data` leaves one;
nothing is added to it but the checks. The audits run as the command runs them, with worker
processes, which count their CPU time by stage (`bench.audit_cpu`). Every figure is CPU time, which
a busy machine changes less than a clock on the wall, and yet may double: the load is noted beside
it. The share is what reading and checking are of all that an audit spends on its pieces. Results go
to bench/results/audits.json.
"""

import argparse
import html
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from bench.audit_cpu import cpu_of
from bench.corpus import articles, as_source, drafts
from checker.audit.run import Run
from checker.formats import read_sources
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.running.opening import CheckSetup, Opening

RESULTS = Path(__file__).with_name("results")
BATCH = 1_000
WORKERS = 2
STARTS = 5  # processes of which the cheapest counts
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="og:title" content="{title}"><meta name="author" content="Desk"></head>
<body><nav class="menu">{links}</nav><main><article class="story"><h1>{title}</h1>
<div class="byline">By our desk</div>{body}</article><aside class="related">{links}</aside></main>
<footer class="site-footer">{links}</footer></body></html>"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=10_000, help="sources that are added")
    parser.add_argument("--pieces", type=int, default=300, help="invented pieces of each kind")
    parser.add_argument("--pages", type=Path, help="a folder of pages, instead of invented ones")
    parser.add_argument("--texts", type=Path, help="a folder of texts, instead of invented ones")
    parser.add_argument("--sources", type=Path, help="a JSONL file of sources, for invented ones")
    parser.add_argument("--data", type=Path, help="a newsroom that is there, instead of a new one")
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
    data = asked.data or folder / "data"
    with Newsroom.open(data) as newsroom:
        adding = None
        if asked.data is None:
            there = given(asked.sources) if asked.sources else map(as_source, articles(asked.items))
            adding = added(newsroom, islice(there, asked.items))
        sources = newsroom.index.stats()["items"]
        kinds = {
            name: spent(newsroom, data, place, folder / name)
            for name, place in (("pages", pages), ("texts", texts))
        }
    return {
        "at": datetime.now(UTC).date().isoformat(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "invented": {"pages": asked.pages is None, "texts": asked.texts is None},
        "sources": sources,
        **({} if adding is None else {"adding": adding}),
        **kinds,
        "cold_start": cold_starts(data, folder / "none", min(texts.iterdir())),
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
        seconds += cpu(partial(newsroom.add_sources, batch))
        count += len(batch)
    seconds += cpu(newsroom.index.sync)
    return {"sources": count, "cpu_seconds": round(seconds, 2), "a_second": round(count / seconds)}


def spent(newsroom: Newsroom, data: Path, pieces: Path, out: Path) -> dict[str, Any]:
    """Milliseconds of CPU a piece by what they go to, of an audit of a folder by two workers."""
    found = cpu_of(Run((pieces,), out, CheckSetup(Opening(data)), workers=WORKERS), newsroom)
    paths = list(pieces.iterdir())
    per = 1000 / max(1, len(paths))
    return {
        "pieces": len(paths),
        "bytes": round(sum(path.stat().st_size for path in paths) / max(1, len(paths))),
        **{f"{name}_ms": round(took * per, 2) for name, took in found["seconds"].items()},
        "whole_ms": round(found["spent"] * per, 2),
        "share": round(found["share"], 3),
        "a_second_on_two_processors": round(2 * len(paths) / found["spent"]),
    }


def cold_starts(data: Path, none: Path, text: Path) -> dict[str, float]:
    """CPU of processes of their own, the cheapest of a few: what a hook pays for each file."""
    command = [sys.executable, "-c", "from checker.cli.app import run; run()"]
    there = [*command, "--data", str(data)]
    return {
        "help_seconds": started([*command, "--help"]),
        "check_seconds": started([*there, "check", "--no-record", str(text)]),
        "check_without_newsroom_seconds": started(
            [*command, "--data", str(none), "check", str(text)]
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
