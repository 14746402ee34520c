"""The audit on Spark gives what local processes give."""

from pathlib import Path

import pytest

from .archive import AGENCY, make, results, run_apart

pytest.importorskip("pyspark", reason="needs the extra `spark`")
pytestmark = pytest.mark.slow


def test_spark_and_local_processes_agree(tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text('{"id": "a", "owner": "o", "text": "%s"}\n' % (AGENCY * 5))
    run_apart(tmp_path, "sources", "add", "s.jsonl", code=0)
    make(tmp_path, 12)
    run_apart(
        tmp_path, "audit", "site", "--out", "spark", "--engine", "spark", "--no-record", code=1
    )
    run_apart(tmp_path, "audit", "site", "--out", "local", "--no-record", code=1)
    local, spark = results(tmp_path / "local"), results(tmp_path / "spark")
    assert {d["id"]: d["verdict"] for d in local} == {d["id"]: d["verdict"] for d in spark}
    assert (tmp_path / "spark" / "results.parquet").exists()
    again = run_apart(
        tmp_path, "audit", "site", "--out", "spark", "--engine", "spark", "--no-record"
    )
    assert "audited: 12 of 12" in again or "12 pieces" in again
    assert len(results(tmp_path / "spark")) == 12
