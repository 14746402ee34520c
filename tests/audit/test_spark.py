"""The audit on Spark gives what local processes give, with the threads of one machine too."""

from pathlib import Path

import pytest

from .archive import AGENCY, make, results, run_apart
from .spark_cluster import settings

pytestmark = pytest.mark.slow


def test_spark_and_local_processes_agree(tmp_path: Path) -> None:
    threads = settings()
    (tmp_path / "s.jsonl").write_text('{"id": "a", "owner": "o", "text": "%s"}\n' % (AGENCY * 5))
    run_apart(tmp_path, "sources", "add", "s.jsonl", code=0)
    make(tmp_path, 12)
    asked = ("audit", "site", "--no-record")
    run_apart(tmp_path, *asked, "--out", "local", code=1)
    run_apart(tmp_path, *asked, "--out", "spark", "--engine", "spark", code=1, settings=threads)
    local, spark = results(tmp_path / "local"), results(tmp_path / "spark")
    assert {d["id"]: d["verdict"] for d in local} == {d["id"]: d["verdict"] for d in spark}
    assert (tmp_path / "spark" / "results.parquet").exists()
