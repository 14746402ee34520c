"""The audit on a standalone cluster, of which a worker is lost in the middle."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.measured import processes_measured
from tests.waiting import LONG, until

from .archive import AGENCY, OWN, command, environment, killed, make, results, run_apart
from .spark_cluster import Cluster, cluster, settings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1_800)]  # Spark may have to come first
ASKED = ("audit", "site", "crawl.warc", "export.parquet", "--no-record")
FILES, PIECES = 60, 64
WARC = (
    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:0-{n}>\r\n"
    "WARC-Target-URI: https://lantern.example/{n}\r\nWARC-Date: 2014-01-01T00:00:00Z\r\n"
    "Content-Type: text/html\r\nContent-Length: {length}\r\n\r\n{page}\r\n\r\n"
)


def records(folder: Path) -> None:
    """A web archive and a Parquet file with two pieces each, one of them an agency's."""
    import pyarrow
    from pyarrow import parquet

    texts = [AGENCY.format(n=71), OWN.format(n=72)]
    pages = [f"<article><p>{text}</p></article>" for text in texts]
    archive = "".join(WARC.format(n=n, page=p, length=len(p)) for n, p in enumerate(pages))
    (folder / "crawl.warc").write_bytes(archive.encode())
    rows = [{"id": f"row-{n}", "body": text} for n, text in enumerate(texts)]
    parquet.write_table(pyarrow.Table.from_pylist(rows), folder / "export.parquet")


def answers(folder: Path) -> dict[str, Any]:
    """What each piece was found to be, without the names of single runs."""
    kept = ("verdict", "enforcement", "message", "claims", "matches", "findings", "reasons")
    return {d["id"]: {name: d.get(name) for name in kept} for d in results(folder)}


def losing_a_worker(folder: Path, spark: Cluster) -> None:
    """Goes on with a run on the cluster, and kills a worker once both of them have begun."""
    running = subprocess.Popen(
        command(*ASKED, "--out", "out", "--engine", "spark", "--parquet-by", "year"), cwd=folder,
        env={**environment(folder), **settings(spark.address)}, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    begun = f"worker0/app-*-{spark.runs:04d}"
    until(lambda: any(folder.glob(begun)) or running.poll() is not None)
    spark.lose_a_worker()
    told, _ = running.communicate(timeout=LONG * 3)
    assert running.returncode == 1, told


def test_a_cluster_that_loses_a_worker_gives_what_local_processes_give(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    settings("")  # skips before the work
    (tmp_path / "s.jsonl").write_text('{"id": "a", "owner": "o", "text": "%s"}\n' % (AGENCY * 5))
    run_apart(tmp_path, "sources", "add", "s.jsonl", code=0)
    make(tmp_path, FILES)
    records(tmp_path)
    run_apart(tmp_path, *ASKED, "--out", "local", code=1)
    expected = answers(tmp_path / "local")
    assert len(expected) == PIECES
    killed(tmp_path, 5, *ASKED, "--out", "out")
    with cluster(tmp_path, workers=2) as spark:
        on_it = settings(spark.address)
        with processes_measured(pytestconfig):
            run_apart(tmp_path, *ASKED, "--engine", "spark", "--out", "two", code=1, settings=on_it)
        spark.runs += 1
        losing_a_worker(tmp_path, spark)  # what local processes had begun, and one worker ends
    for out in ("two", "out"):
        assert answers(tmp_path / out) == expected, out
    assert (tmp_path / "out" / "results" / "year=2014").is_dir()
    (tmp_path / "site" / "new.txt").write_text(AGENCY.format(n=61))
    run_apart(tmp_path, *ASKED, "--out", "out", code=1)
    assert len(results(tmp_path / "out")) == PIECES + 1, "local processes go on with it"
