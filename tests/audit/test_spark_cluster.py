"""The audit on a standalone cluster, of which a worker is lost in the middle."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.waiting import LONG, until

from .archive import AGENCY, command, environment, make, results, run_apart
from .spark_cluster import cluster

pytest.importorskip("pyspark", reason="needs the extra `spark`")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(shutil.which("java") is None, reason="needs Java"),
]


def test_a_cluster_that_loses_a_worker_gives_what_local_processes_give(tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text('{"id": "a", "owner": "o", "text": "%s"}\n' % (AGENCY * 5))
    run_apart(tmp_path, "sources", "add", "s.jsonl", code=0)
    make(tmp_path, 60)
    asked = ("audit", "site", "--no-record")
    run_apart(tmp_path, *asked, "--out", "local", code=1)
    with cluster(tmp_path, workers=2) as spark:
        settings = {
            **environment(tmp_path),
            "PYSPARK_SUBMIT_ARGS": f"--master {spark.address} --executor-memory 512m "
            "--conf spark.driver.host=127.0.0.1 --conf spark.ui.enabled=false pyspark-shell",
        }
        running = subprocess.Popen(
            command(*asked, "--out", "spark", "--engine", "spark"), cwd=tmp_path, env=settings,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        until(lambda: any(tmp_path.glob("worker0/app-*")) or running.poll() is not None)
        spark.lose_a_worker()
        told, _ = running.communicate(timeout=LONG * 3)
    assert running.returncode == 1, told
    local, found = results(tmp_path / "local"), results(tmp_path / "spark")
    assert len(found) == 60
    assert {d["id"]: d["verdict"] for d in local} == {d["id"]: d["verdict"] for d in found}
    (tmp_path / "site" / "new.txt").write_text(AGENCY.format(n=61))
    run_apart(tmp_path, *asked, "--out", "spark", code=1)
    assert len(results(tmp_path / "spark")) == 61, "local processes go on with it"
