"""The editor in a real browser, and the service's messages to a running site."""

import json
import os
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.api.conftest import Served
from tests.chromium import IN_A_BROWSER, new_context
from tests.integrations.wagtail.conftest import Site, asked, patient, stories
from tests.ports import free_port
from tests.waiting import LONG, until

# Where pictures of the pages are kept, to be looked at; none are made without it.
SHOTS = os.environ.get("WIRECHECK_SCREENSHOTS")
pytestmark = IN_A_BROWSER


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = new_context(browser, viewport={"width": 1500, "height": 1000})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
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
        assert asked(f"{base}/pilots-refuse/").status_code == 404

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
        live = asked(f"{base}/pilots-refuse/")
        assert live.status_code == 200
        assert "Northwire" in live.text

        forged = {"webhook-id": "m1", "webhook-timestamp": "1", "webhook-signature": "v1,x"}
        body = json.dumps({"type": "item.killed", "data": {}})
        address = str(hook["url"])
        answer = httpx.post(address, content=body, headers=forged, timeout=LONG, verify=False)
        assert answer.status_code == 401
        with service.client() as client:
            client.post("/v1/sources/urn:northwire:harbour/kill", json={"reason": "wrong"})
        until(lambda: asked(f"{base}/pilots-refuse/").status_code == 404)
        page.goto(edited)
        if not page.locator("[data-wirecheck]").is_visible():
            page.click("[data-side-panel-toggle=wirecheck]")
        page.locator("[data-wirecheck] p:visible", has_text="was killed by its owner").wait_for()
        shot(page, f"{pair}-killed")
    assert "taken down: Pilots refuse" in made.mails()
