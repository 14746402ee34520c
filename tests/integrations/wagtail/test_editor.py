"""The editor in a real browser, and the service's messages to a running site."""

import json
import os
import socket
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.api.conftest import Served
from tests.api.test_browser import FLAGS
from tests.chromium import CHROMIUM, IN_A_BROWSER
from tests.integrations.wagtail.conftest import Site, patient, stories
from tests.waiting import LONG, until

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

# Where pictures of the pages are kept, to be looked at; none are made without it.
SHOTS = os.environ.get("WIRECHECK_SCREENSHOTS")
pytestmark = IN_A_BROWSER
PATIENT = LONG * 1000


@pytest.fixture
def page() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = running.new_context(viewport={"width": 1500, "height": 1000}).new_page()
        opened.set_default_timeout(PATIENT)
        faults: list[str] = []
        opened.on("pageerror", lambda error: faults.append(str(error)))
        yield opened
        running.close()
        assert faults == []


def shot(page: Any, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png")


def log_in(page: Any, base: str) -> None:
    page.goto(f"{base}/admin/login/")
    page.fill("#id_username", "admin")
    page.fill("#id_password", "admin-pw")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def write(page: Any, title: str, paragraph: str) -> None:
    """Types a story into the editor of a new page."""
    page.fill("#id_title", title)
    page.locator("#panel-child-content-body-content .c-sf-add-button").first.click()
    page.get_by_role("option", name="Paragraph").click()
    editor = page.locator("#panel-child-content-body-content .public-DraftEditor-content").first
    editor.click()
    page.keyboard.insert_text(paragraph)
    page.wait_for_function(
        "words => document.querySelector('input[name=body-0-value]').value.includes(words)",
        arg=paragraph[:40],
    )


def publish(page: Any) -> str:
    """Presses Publish; what the page says then is returned."""
    button = page.locator("button[name=action-publish]")
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    with page.expect_navigation():
        button.click()
    return str(page.locator(".messages").inner_text())


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.mark.timeout(600)
def test_an_author_reads_why_mends_it_in_the_panel_and_publishes_and_a_kill_takes_it_down(
    site: Callable[..., Site], service: Served, pair: str, page: Any
) -> None:
    port = free_port()
    with service.client() as client:
        hook = {
            "url": f"http://127.0.0.1:{port}/wirecheck/webhook/",
            "events": ["item.killed"],
        }
        secret = client.post("/v1/webhooks", json=hook).json()["secret"]
    made = site({**patient(service), "WEBHOOK_SECRETS": [secret]})
    told = stories()
    with made.serving(port) as base:
        log_in(page, base)
        page.goto(f"{base}/admin/pages/add/newsroom/storypage/2/")
        write(page, "Pilots refuse", told.HARBOUR)
        assert "its credit is missing" in publish(page)
        shot(page, f"{pair}-refused")
        assert "/edit/" in page.url
        edited = page.url
        assert httpx.get(f"{base}/pilots-refuse/").status_code == 404

        page.click("[data-side-panel-toggle=wirecheck]")
        panel = page.locator("[data-wirecheck]")
        panel.get_by_text("Passages").wait_for()
        assert "Held." in panel.inner_text()
        assert "held for a release" not in panel.inner_text()  # a fresh answer takes its place
        assert "Northwire" in panel.inner_text()
        shot(page, f"{pair}-panel")
        with page.expect_navigation():
            panel.get_by_role("button", name="Mend the text").click()
        assert "was mended" in page.locator(".messages").inner_text()
        shot(page, f"{pair}-mended")
        assert "published" in publish(page)
        shot(page, f"{pair}-published")
        live = httpx.get(f"{base}/pilots-refuse/")
        assert live.status_code == 200
        assert "Northwire" in live.text

        forged = {"webhook-id": "m1", "webhook-timestamp": "1", "webhook-signature": "v1,x"}
        body = json.dumps({"type": "item.killed", "data": {}})
        answer = httpx.post(hook["url"], content=body, headers=forged)  # type: ignore[arg-type]
        assert answer.status_code == 401
        with service.client() as client:
            client.post("/v1/sources/urn:northwire:harbour/kill", json={"reason": "wrong"})
        until(lambda: httpx.get(f"{base}/pilots-refuse/").status_code == 404)
        page.goto(edited)
        if not page.locator("[data-wirecheck]").is_visible():
            page.click("[data-side-panel-toggle=wirecheck]")
        page.locator("[data-wirecheck] p:visible", has_text="was killed by its owner").wait_for()
        shot(page, f"{pair}-killed")
    assert "taken down: Pilots refuse" in made.mails()
