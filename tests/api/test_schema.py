"""The service against its own OpenAPI document, by a public tool."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.conftest import Served
from tests.api.stories import AGREEMENT, STORIES
from tests.waiting import LONG

TOOL = shutil.which("st", path=f"{Path(sys.executable).parent}") or shutil.which("st")


@pytest.mark.slow
@pytest.mark.timeout(4 * LONG)
@pytest.mark.skipif(TOOL is None, reason="schemathesis is not installed")
def test_schemathesis_finds_no_failure(serve: Callable[..., Served], tmp_path: Path) -> None:
    served = serve(rate_per_minute=1_000_000)
    with served.client() as client:
        assert client.post("/v1/sources", json={"items": STORIES}).status_code == 201
        client.post(
            "/v1/agreements", content=AGREEMENT, headers={"Content-Type": "application/yaml"}
        )
        made = client.post("/v1/keys", json={"label": "admin", "scopes": ["admin", "check"]})
    assert TOOL is not None
    done = subprocess.run(
        [
            TOOL,
            "--config-file",
            str(Path(__file__).with_name("schemathesis.toml")),
            "run",
            f"{served.base}/openapi.json",
            "--max-examples",
            "3",
            "--header",
            f"Authorization: Bearer {made.json()['key']}",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=3 * LONG,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-8000:] + served.log.read_text()[-2000:]
    assert "job" not in served.log.read_text()
