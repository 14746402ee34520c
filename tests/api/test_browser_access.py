"""Every page of the desk against WCAG AA, as axe sees it."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Served
from tests.api.stories import ARABIC, CHINESE, DRAFT, OWN
from tests.api.test_browser import PHONE, WIDE, check
from tests.chromium import IN_A_BROWSER, new_context

pytestmark = IN_A_BROWSER


def axe() -> str | None:
    """axe-core's script, from where npm puts it."""
    folders = [os.environ.get("AXE_CORE", ""), str(Path(__file__).parents[2] / "node_modules")]
    if npm := shutil.which("npm"):
        asked = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, check=False)
        folders.append(asked.stdout.strip())
    for folder in folders:
        script = Path(folder) / "axe-core" / "axe.min.js"
        if folder and script.is_file():
            return script.read_text("utf-8")
    return None


PLACES = [
    "/",
    "/sources",
    "/sources/urn:test:harbour",
    "/agreements",
    "/agreements/lic:afp:web",
    "/recall?id=urn:test:harbour",
    "/audits",
    "/keys",
    "/sign-in",
    "result",
    "clear",
    "editing",
    "phone",
    "dark",
    "dark composer",
    "pasted",
    "shared",
    "mended",
]

PASTE = """html => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    const event = new ClipboardEvent('paste', { clipboardData: data, cancelable: true });
    document.querySelector('#draft').dispatchEvent(event);
}"""


@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing_against_wcag_aa(browser: Any, newsroom: Served, place: str) -> None:
    script = axe()
    if script is None:
        pytest.skip("axe-core is not installed (npm install axe-core)")
    size = PHONE if place == "phone" else WIDE
    scheme = "dark" if place.startswith("dark") else "light"
    context = new_context(browser, viewport=size, bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    if place in ("result", "editing", "phone", "dark"):
        check(page, newsroom, f"{DRAFT}\n\n(Photo by Bo Sample/AFP)\n\n{CHINESE}\n\n{ARABIC}")
        page.click("#legend summary")
        page.click("#matrix-form button")
        page.wait_for_selector("#matrix table")
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        if place == "editing":
            page.click("#edit")
    elif place == "clear":
        check(page, newsroom, OWN)
    elif place in ("dark composer", "pasted"):
        page.goto(f"{newsroom.base}/")
        page.wait_for_selector("#use-preview:not(:empty)")
        if place == "pasted":
            page.evaluate(PASTE, f'<h2>Piers</h2><p><a href="https://a.example/">By</a> {OWN}</p>')
    elif place == "shared":
        checked = newsroom.check(DRAFT)["check"]
        page.goto(f"{newsroom.base}/checks/{checked}")
        page.wait_for_selector("#draft-text mark")
    elif place == "mended":
        check(page, newsroom, DRAFT)
        page.locator(".reason .fix").first.click()
        page.wait_for_selector("#undo:not([hidden])")
    else:
        page.goto(newsroom.base + place)
    page.evaluate(script)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate(
        "tags => axe.run(document, { runOnly: { type: 'tag', values: tags } })", tags
    )
    told = [
        (fault["id"], fault["help"], [node["html"][:160] for node in fault["nodes"]][:4])
        for fault in found["violations"]
    ]
    context.close()
    assert told == []
