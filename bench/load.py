"""The service under load, by wrk (Debian's package): paced, and far over what it can do.

    python -m bench.load --items 100000 --seconds 30

starts `wirecheck serve` over a synthetic archive of its own, then asks with drafts of about 3 KB,
each a new one, so that nothing is answered from memory. Prints one JSON object a stage: requests a
second, percentiles in milliseconds, answers by status, memory of all its processes at the end.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench.corpus import Shape, articles, as_source, drafts
from checker.newsroom import Newsroom

LETTERS = 3000
BATCH = 5000
INGESTED = 10_000
_RUN = """
import json, sys
from pathlib import Path
from api.run import run
from checker.settings import Settings
run(Settings(data=Path(sys.argv[1]), serve=json.loads(sys.argv[2])))
"""
_LUA = """
local bodies, at, status = {}, 0, {}
local pause, step = %(pause)d, 0
function setup(thread) thread:set("offset", counter or 0); counter = (counter or 0) + 7919 end
function init(args)
  for line in io.lines("%(bodies)s") do bodies[#bodies + 1] = line end
  at = offset
  math.randomseed(offset + 1)
end
function delay() if pause == 0 then return 0 end return math.random(0, 2 * pause) end
function request()
  at = at + 1
  local body = bodies[at %% #bodies + 1]:gsub("@@", tostring(at) .. "t" .. tostring(offset))
  return wrk.format("POST", "/v1/checks", {["Content-Type"] = "application/json"}, body)
end
local file
function response(code, headers, body)
  if not file then file = io.open("%(out)s." .. tostring(offset), "w") end
  file:write(code, "\\n")
end
"""


def main() -> None:
    """Runs all stages."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--port", type=int, default=8455)
    parser.add_argument("--data", type=Path, help="an archive made before, or where to make it")
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is needed: apt-get install wrk")
    with tempfile.TemporaryDirectory() as scratch:
        data = given.data or Path(scratch) / "data"
        pool = fill(data, given.items)
        bodies = Path(scratch) / "bodies.jsonl"
        write_bodies(bodies, pool)
        with Serving(data, given.port) as serving:
            told = {
                "items": given.items,
                "cores": os.cpu_count(),
                "load_before": os.getloadavg()[0],
            }
            print(json.dumps(told), flush=True)
            for name, connections, pause in stages(given.rate):
                result = stage(serving, bodies, connections, pause, given.seconds, Path(scratch))
                print(json.dumps({"stage": name, **result}), flush=True)
            with Ingest(serving.base, INGESTED) as ingest:
                pause = 50_000 // given.rate
                result = stage(serving, bodies, 50, pause, given.seconds, Path(scratch))
            name = f"{given.rate}/s while {INGESTED} items come in"
            told = {"ingested": ingest.done, "ingest_seconds": ingest.seconds}
            print(json.dumps({"stage": name, **result, **told}), flush=True)


def stages(rate: int) -> Iterator[tuple[str, int, int]]:
    """Name, connections, mean pause in milliseconds between the requests of a connection."""
    yield f"{rate}/s", 50, max(1, 50_000 // rate)
    yield "200 clients, no pause", 200, 0


def fill(data: Path, items: int) -> list[Any]:
    """An archive in `data`, made unless it is there; some of its articles for drafts."""
    pool = list(islice(articles(items), 2000))
    if (data / "wirecheck.db").exists():
        return pool
    with Newsroom.open(data) as newsroom:
        stream = (as_source(article) for article in articles(items))
        while batch := list(islice(stream, BATCH)):
            newsroom.add_sources(batch, find_late=False)
    return pool


def write_bodies(path: Path, pool: list[Any]) -> None:
    """Request bodies of about 3 KB; @@ becomes another word each time they are sent."""
    with path.open("w", encoding="ascii") as sink:
        for planted in drafts(pool, 1000):
            text = (planted.text * 20 if len(planted.text) < 400 else planted.text)[:LETTERS]
            sink.write(json.dumps({"text": f"{text} @@", "record": True}) + "\n")


class Serving:
    """A service that runs while the block does."""

    def __init__(self, data: Path, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        settings = json.dumps({"port": port, "rate_per_minute": 10_000_000, "log_level": "warning"})
        self.process = subprocess.Popen([sys.executable, "-c", _RUN, str(data), settings])

    def __enter__(self) -> "Serving":
        deadline = time.monotonic() + 120
        ready = ["curl", "-sf", "-o", "/dev/null", f"{self.base}/readyz"]
        while subprocess.run(ready, check=False).returncode != 0:
            if time.monotonic() > deadline or self.process.poll() is not None:
                sys.exit("the service did not start")
            time.sleep(0.2)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(60)

    def cpu(self) -> float:
        """CPU seconds that the service and its workers have used."""
        ticks = 0
        for pid in (self.process.pid, *_children(self.process.pid)):
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue  # it ended meanwhile
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Bytes held by the service and its workers, shared pages counted once each (PSS)."""
        total = 0
        for pid in (self.process.pid, *_children(self.process.pid)):
            try:
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            except OSError:
                continue  # it ended meanwhile
            total += int(re.findall(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[0]) * 1024
        return total


class Ingest(threading.Thread):
    """Sends new items in hundreds while the block runs, and to the end after it."""

    def __init__(self, base: str, items: int) -> None:
        super().__init__()
        self._url = f"{base}/v1/sources"
        self._items = items
        self.done = 0
        self.seconds = 0.0

    def __enter__(self) -> "Ingest":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.join()

    def run(self) -> None:
        """The loading."""
        began = time.monotonic()
        fresh = articles(self._items, Shape(seed=int(time.time())))
        tag = f"load-{time.time_ns()}"
        while batch := list(islice(fresh, 100)):
            items = [{**one.record(), "id": f"{tag}-{one.id}"} for one in batch]
            request = urllib.request.Request(
                self._url,
                data=json.dumps({"items": items}).encode(),
                headers={"Content-Type": "application/json"},
            )
            with urllib.request.urlopen(request, timeout=120) as answer:
                self.done += len(json.load(answer)["items"])
        self.seconds = round(time.monotonic() - began, 1)


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield int(child)
            yield from _children(int(child))


def stage(
    serving: Serving, bodies: Path, connections: int, pause: int, seconds: int, scratch: Path
) -> dict[str, Any]:
    """One run of wrk."""
    for old in scratch.glob("status.*"):
        old.unlink()
    script = scratch / "load.lua"
    script.write_text(_LUA % {"bodies": bodies, "pause": pause, "out": scratch / "status"})
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "--latency"]
    before = serving.cpu()
    done = subprocess.run(
        [*command, "-s", str(script), serving.base], capture_output=True, text=True, check=True
    )
    statuses: dict[str, int] = {}
    for path in scratch.glob("status.*"):
        for line in path.read_text().split():
            statuses[line] = statuses.get(line, 0) + 1
    return {
        **_parsed(done.stdout),
        "statuses": statuses,
        "cpu_ms_per_check": round(
            1000 * (serving.cpu() - before) / max(1, statuses.get("200", 0)), 2
        ),
        "memory_mb": round(serving.memory() / 1e6),
        "load": os.getloadavg()[0],
    }


def _parsed(report: str) -> dict[str, Any]:
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
    found: dict[str, Any] = {}
    for name, value, unit in re.findall(
        r"^\s+(\d+)%\s+([\d.]+)(us|ms|s|m)\s*$", report, re.MULTILINE
    ):
        found[f"p{name}_ms"] = round(float(value) * scale[unit], 1)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", report)
    found["requests_per_second"] = float(rate.group(1)) if rate else 0.0
    errors = re.search(r"Socket errors: (.+)", report)
    if errors:
        found["socket_errors"] = errors.group(1)
    return found


if __name__ == "__main__":
    main()
