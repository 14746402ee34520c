"""The documentation builds as a site: strictly, whole, and with nothing from elsewhere."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from checker.licensing import CODES
from tools.site.pages import in_site, on_page_markdown

ROOT = Path(__file__).resolve().parents[1]
LOADED = re.compile(r"<(?:script|img|link|iframe)[^>]*?(?:src|href)=\"?((?:https?:)?//[^\"> ]+)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    # not --quiet: what is not shown is not counted, and --strict then fails at nothing
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.slow
def test_the_site_has_every_page_and_loads_nothing_from_elsewhere(site: Path) -> None:
    pages = {page.relative_to(site).as_posix(): page for page in site.rglob("*.html")}
    assert {"index.html", "guides/editor.html", "project/CONTRIBUTING.html"} <= set(pages)
    for name, page in pages.items():
        assert LOADED.findall(page.read_text("utf-8")) == [], name


def test_the_extra_for_the_site_brings_what_the_reference_imports() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    of = extras["optional-dependencies"]
    assert set(of["client"]) <= set(of["docs"])  # it describes the client


@pytest.mark.slow
def test_the_reference_is_made_from_the_program(site: Path) -> None:
    reference = {page.stem: page.read_text("utf-8") for page in (site / "reference").glob("*.html")}
    assert all(code in reference["reason-codes"] for code in CODES)
    assert "Usage: wirecheck sources add" in reference["commands"]
    assert "WIRECHECK_SERVE_PORT" in reference["settings"]
    assert "POST /v1/checks/{check_id}/confirm" in reference["http"]
    assert "RuleTester" in reference["python"]


class Page:
    """What MkDocs hands to a hook, as far as the hook asks for it."""

    def __init__(self, src_uri: str) -> None:
        self.src_uri = src_uri
        self.file = self


@pytest.mark.parametrize(
    ("page", "written", "shown"),
    [
        ("audit.md", "[a](api.md#keys)", "[a](api.md#keys)"),
        ("audit.md", "[r](../rules/README.md#zones)", "[r](project/rules/README.md#zones)"),
        ("guides/editor.md", "[e](../../examples/README.md)", "[e](../project/examples/README.md)"),
        ("guides/operator.md", "[c](../../deploy/wirecheck.toml)", "c"),
        ("guides/operator.md", "[c](../../deploy/none.toml)", "[c](../../deploy/none.toml)"),
        ("project/rules/README.md", "[o](../docs/operations.md)", "[o](../../operations.md)"),
        ("project/CONTRIBUTING.md", "[s](SECURITY.md)", "[s](SECURITY.md)"),
        ("project/CHANGELOG.md", "`[x](y.md)` [z](https://z.example)", "`[x](y.md)` [z](https://z.example)"),
    ],
)  # fmt: skip
def test_a_link_leads_to_the_same_page_in_the_site(page: str, written: str, shown: str) -> None:
    assert on_page_markdown(written, Page(page)) == shown


def test_what_is_no_page_has_no_place_in_the_site() -> None:
    assert in_site("deploy/wirecheck.toml") is None
    assert in_site("docs/missing.md") is None
    assert in_site("docs/api.md") == "api.md"
