"""From an empty WordPress to the first veto by docs/integrate-wordpress.md alone."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.conftest import start
from tests.integrations.wordpress.site import ROOT, Database, served, source_of
from tests.waiting import FIVE_MINUTES, children_seconds

PAGE = (ROOT / "docs" / "integrate-wordpress.md").read_text("utf-8")
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("version", ["6.1", "6.8", "7.1"])
def test_a_newcomer_gets_a_veto_by_the_page_alone(
    version: str, mariadb: Database, tmp_path: Path
) -> None:
    source = source_of(version)
    if source is None:
        pytest.skip(f"WordPress {version} is not on this machine (.ci/run says how it comes here)")
    before = children_seconds()
    demo = tmp_path / "demo"
    command = [sys.executable, "-c", "from checker.cli import main; main()"]
    subprocess.run([*command, "demo", "--keep", str(demo)], check=True, capture_output=True)
    section = PAGE.split("\n## ")[1]
    script = "\n".join(re.findall(r"```sh\n(.+?)```", section, re.DOTALL))
    service = start(demo)
    name = f"newcomer{version.replace('.', '')}"
    try:
        with served(version, source, tmp_path, mariadb, name=name, plugin=False) as site:
            word = site.php(
                """return WP_Application_Passwords::create_new_application_password(
                    1, array('name' => 'page'))[0];"""
            )
            done = subprocess.run(
                ["bash", "-ec", script.replace("http://127.0.0.1:8321", service.base)],
                cwd=site.root,
                env={
                    "PATH": "/usr/bin:/bin",
                    "WIRECHECK": str(ROOT),
                    "SITE": site.base,
                    "ME": f"admin:{word}",
                },
                capture_output=True,
                text=True,
                check=False,
            )
            shown = re.findall(r"```text\n(\{\"code\".+?) \.\.\.\n```", PAGE)
            assert len(shown) == 1
            assert shown[0] in done.stdout, done.stdout[-2000:] + done.stderr[-2000:]
            assert "credit" in done.stdout
            titles = "return wp_list_pluck(get_posts(array('post_status' => 'any')), 'post_title');"
            assert "The night ferry is back" not in site.php(titles)
            credited = re.search(r"Put `(.+?)` in front of the text", PAGE)
            text = re.search(r'content="(.+?)"$', script, re.DOTALL | re.MULTILINE)
            assert credited
            assert text
            story = {"title": "The night ferry is back", "status": "publish"}
            words = credited[1] + " ".join(text[1].split())
            answer = site.rest("POST", "/wp/v2/posts", "admin", content=words, **story)
            assert answer.status_code == 201, answer.text
            assert children_seconds() - before < FIVE_MINUTES
    finally:
        service.stop()
