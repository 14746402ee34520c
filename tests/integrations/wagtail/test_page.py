"""From an empty Wagtail to the first veto by docs/integrate-wagtail.md alone."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.conftest import start
from tests.integrations.wagtail.conftest import APP, Site
from tests.integrations.wagtail.environments import ROOT
from tests.waiting import FIVE_MINUTES, children_seconds

PAGE = (ROOT / "docs" / "integrate-wagtail.md").read_text("utf-8")


@pytest.mark.parametrize("pair", ["newest"])
def test_a_newcomer_gets_a_veto_by_the_page_alone(
    site: Callable[..., Site], tmp_path: Path
) -> None:
    made = site({})  # for its environment alone
    before = children_seconds()
    demo = tmp_path / "demo"
    command = [sys.executable, "-c", "from checker.cli import main; main()"]
    subprocess.run([*command, "demo", "--keep", str(demo)], check=True, capture_output=True)
    served = start(demo)
    package = tmp_path / "packages"
    built = [str(made.python), "-m", "pip", "install", "--quiet", "--no-deps", "--target"]
    subprocess.run([*built, str(package), str(APP)], check=True, capture_output=True)
    for part in ("templates/wagtail_wirecheck/panel.html", "static/wagtail_wirecheck/panel.js"):
        assert (package / "wagtail_wirecheck" / part).is_file()
    script = "\n".join(re.findall(r"```sh\n(.+?)```", PAGE, re.DOTALL))
    script = re.sub(r"^pip install .*\n", "", script, flags=re.MULTILINE)
    script = script.replace("http://127.0.0.1:8321", served.base)
    done = subprocess.run(
        ["bash", "-ec", script],
        cwd=tmp_path,
        env={"PATH": f"{made.python.parent}:/usr/bin:/bin", "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
    )
    shown = re.findall(r"```text\n(wagtail_wirecheck.wall.NotPublished: .+?) \.\.\.\n```", PAGE)
    assert len(shown) == 1
    assert shown[0] in done.stderr, done.stderr[-3000:]
    assert "its credit is missing" in done.stderr
    served.stop()
    assert children_seconds() - before < FIVE_MINUTES


def test_the_cron_table_of_the_page_asks_about_what_is_unchecked_every_hour() -> None:
    """What went out while the service was down is looked at within the hour."""
    lines = [line.split() for line in PAGE.splitlines() if "manage.py wirecheck_" in line]
    table = {
        tuple(line[6:]): line[:5] for line in lines if len(line) > 5 and line[5] == "manage.py"
    }
    assert table[("wirecheck_queue",)] == ["*"] * 5
    minute, *others = table[("wirecheck_sweep", "--unchecked")]
    assert minute.isdecimal()
    assert others == ["*"] * 4
    assert ("wirecheck_sweep",) in table
