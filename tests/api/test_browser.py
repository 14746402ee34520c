"""The pages in a real browser: flows, keyboard, accessibility, content security, other scripts."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Served
from tests.api.stories import ARABIC, CHINESE, DRAFT, OWN, PARAGRAPHS, STORY
from tests.chromium import IN_A_BROWSER, new_context

pytestmark = IN_A_BROWSER
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    yield from _page(browser, WIDE)


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    yield from _page(browser, PHONE)


def _page(browser: Any, size: dict[str, int]) -> Iterator[Any]:
    """A page on which any script error, console error or foreign request fails the test."""
    allowed = ["clipboard-read", "clipboard-write"]
    context = new_context(browser, viewport=size, permissions=allowed)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    opened.on("request", lambda r: faults.append(r.url) if "127.0.0.1" not in r.url else None)
    yield opened
    context.close()
    assert [fault for fault in faults if "status of 4" not in fault] == []


def check(page: Any, served: Served, text: str, **use: str) -> None:
    page.goto(f"{served.base}/")
    for name, value in use.items():
        page.fill(f"#{name}", value)
    page.fill("#draft", text)
    page.click("#go")
    page.wait_for_selector("#outcome:not([hidden])")


def test_a_draft_is_checked_marked_and_shown_beside_its_source(page: Any, newsroom: Served) -> None:
    check(page, newsroom, DRAFT)
    assert page.inner_text("#verdict-name") == "Credit required"
    assert "AFP" in page.inner_text("#sentence")
    marks = page.locator("#draft-text mark.p")
    assert PARAGRAPHS[0][:40] in "".join(marks.all_inner_texts())
    assert OWN[:40] not in "".join(marks.all_inner_texts())
    assert PARAGRAPHS[0][:40] in page.inner_text("#source-text")
    shown = page.inner_text("#draft-text").replace("\n\n", "\n").split("\n")
    assert [line for line in shown if line] == [line for line in DRAFT.split("\n") if line]
    changed = page.locator("#draft-text mark.changed").all_inner_texts()
    assert any("tallied" in words for words in changed)


def test_a_fix_changes_the_draft_and_checks_it_again(page: Any, newsroom: Served) -> None:
    check(page, newsroom, DRAFT)
    page.locator(".reason button").first.click()
    page.wait_for_selector("#verdict-name:text-is('Clear')")
    assert "AFP" in page.inner_text("#draft-text")


def test_the_keyboard_goes_from_place_to_place_and_edits(page: Any, newsroom: Served) -> None:
    check(page, newsroom, DRAFT)
    page.keyboard.press("j")
    assert page.inner_text("#place").startswith("1 /")
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.inner_text("#place").startswith("1 /")
    assert page.locator("#evidence [aria-current]").count() == 1
    page.keyboard.press("e")
    assert page.input_value("#editor") == DRAFT
    page.keyboard.press("Escape")
    assert page.is_hidden("#editing")
    page.keyboard.press("e")
    page.fill("#editor", OWN)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#verdict-name:text-is('Clear')")


def test_both_panes_scroll_together(page: Any, newsroom: Served) -> None:
    page.set_viewport_size({"width": 1440, "height": 620})
    long = "\n\n".join([DRAFT.split("\n\n")[0], *([OWN] * 12), STORY])
    check(page, newsroom, long)
    before = page.evaluate("document.querySelector('#source-text').scrollTop")
    page.evaluate("document.querySelector('#draft-text').scrollTop = 99999")
    moved = "before => document.querySelector('#source-text').scrollTop > before"
    page.wait_for_function(moved, arg=before)


def test_the_matrix_and_a_rule_are_explained(page: Any, newsroom: Served) -> None:
    check(page, newsroom, f"PORT ELVIRA (AFP) - {STORY}")
    page.click("#matrix-form button")
    page.wait_for_selector("#matrix table")
    assert page.locator("#matrix tbody tr").count() == 4
    page.locator("#evidence .why").first.click()
    page.wait_for_selector("#explain[open]")
    page.wait_for_selector("#explain dl + dl")
    assert "agency" in page.inner_text("#explain").lower()
    page.keyboard.press("Escape")


def test_a_link_opens_the_check_again_here_and_elsewhere(
    page: Any, browser: Any, newsroom: Served
) -> None:
    check(page, newsroom, DRAFT)
    page.click("#copy-link")
    page.wait_for_selector("#copy-link:has-text('Copied')")
    link = page.evaluate("navigator.clipboard.readText()")
    assert "/checks/chk_" in link
    page.goto(link)
    page.wait_for_selector("#draft-text mark")
    context = new_context(browser)
    other = context.new_page()
    other.goto(link)
    other.wait_for_selector("#outcome:not([hidden])")
    assert "does not store drafts" in other.inner_text("#draft-text")
    assert other.inner_text("#verdict-name") == "Credit required"
    evidence = other.inner_text("#evidence")
    assert PARAGRAPHS[0][:40] in evidence
    assert "No markings" not in evidence
    marked = other.locator("#source-text mark.p").all_inner_texts()
    assert PARAGRAPHS[0][:40] in "".join(marked)
    assert other.inner_text("#place") != "none"
    other.click("#next")
    assert other.locator("#source-text mark.active").count() >= 1
    assert other.is_hidden("#matrix-section")
    context.close()


def asked_uses(page: Any) -> list[dict[str, Any]]:
    """The uses that the page sends from now on, as they are sent."""
    sent: list[dict[str, Any]] = []

    def note(request: Any) -> None:
        if request.method == "POST" and "/v1/checks" in request.url:
            sent.append(json.loads(request.post_data)["use"])

    page.on("request", note)
    return sent


def check_again(page: Any, text: str) -> None:
    before = page.url
    page.wait_for_selector("#draft-text .line")
    page.keyboard.press("e")
    page.fill("#editor", text)
    page.click("#recheck")
    page.wait_for_url(lambda url: url != before)


def test_a_result_is_checked_again_under_its_very_use_however_it_was_opened(
    page: Any, newsroom: Served
) -> None:
    page.goto(f"{newsroom.base}/")
    page.select_option("#channel", "print")
    form = {"publisher": "pub:lantern", "site": "lantern.example", "territories": "US JP"}
    for name, value in form.items():
        page.fill(f"#{name}", value)
    sent = asked_uses(page)
    page.fill("#draft", DRAFT)
    page.click("#go")
    page.wait_for_selector("#outcome:not([hidden])")
    words = "Judged for lantern on lantern.example: in print, in the United States and Japan"
    assert words in page.inner_text("#use-words")
    assert words in page.text_content("#status")
    page.wait_for_url("**/checks/*")
    first = page.url
    page.reload()
    check_again(page, f"{DRAFT}\n\nAfter a reload.")
    page.go_back()
    page.wait_for_url(first)
    check_again(page, f"{DRAFT}\n\nAfter the back button.")
    page.goto(first)
    page.wait_for_selector("#draft-text .line")
    page.click("#matrix-form button")
    page.wait_for_selector("#matrix table")
    assert words in page.inner_text("#use-words")
    asked = {**form, "channel": "print", "territories": ["US", "JP"]}
    *checks, matrix = [{name: use.get(name) for name in asked} for use in sent]
    assert checks == [asked] * 3
    assert matrix == {**asked, "channel": None, "territories": None}
    assert all("at" not in use for use in sent)  # as of now, whenever that is


def test_a_time_that_was_asked_for_is_kept_and_a_fix_is_judged_for_it(
    page: Any, newsroom: Served
) -> None:
    page.goto(f"{newsroom.base}/")
    page.fill("#at", "2031-03-01T10:00")
    sent = asked_uses(page)
    page.fill("#draft", DRAFT)
    page.click("#go")
    page.wait_for_selector(".reason button")
    page.reload()
    page.wait_for_selector(".reason button")
    page.locator(".reason button").first.click()
    page.wait_for_selector("#verdict-name:text-is('Clear')")
    assert len(sent) == 2
    assert len({datetime.fromisoformat(use["at"]) for use in sent}) == 1
    assert sent[1]["territories"] == sent[0]["territories"] == ["FR"]


@pytest.mark.parametrize("verdict", ["unfinished", "clear"])
def test_an_unfinished_check_is_nowhere_called_clear(
    page: Any, newsroom: Served, verdict: str
) -> None:
    def cut(route: Any) -> None:
        answer = route.fetch()
        late = {"code": "system.timeout", "severity": "clear", "message": "Time ran out", "fix": []}
        body = {**answer.json(), "verdict": verdict, "complete": False, "reasons": [late]}
        route.fulfill(response=answer, json=body)

    page.route("**/v1/checks", cut)
    check(page, newsroom, OWN)
    assert page.title() == "Not finished - Wirecheck"
    assert page.inner_text("#verdict-name") == "Not finished"
    assert page.text_content("#status").startswith("Not finished.")
    assert "Check again" in page.inner_text("#incomplete")
    assert "Clear" not in page.inner_text("#outcome")
    assert "so far" in page.inner_text("#evidence")


def test_a_typing_error_on_a_page_is_told_with_what_was_meant(page: Any, newsroom: Served) -> None:
    page.goto(f"{newsroom.base}/")
    page.fill("#territories", "Frnce")
    page.fill("#draft", OWN)
    page.click("#go")
    page.wait_for_selector("#composer-error:not([hidden])")
    assert "did you mean FR (France)?" in page.inner_text("#composer-error")
    for place, words in (
        ("recall?id=urn:test:habour", "not an all-clear. Did you mean 'urn:test:harbour'?"),
        ("sources?owner=Agence+France-Presse", "Port Elvira"),
        ("sources?owner=Xinua", "did you mean 'xinhua'?"),
    ):
        page.goto(f"{newsroom.base}/{place}")
        assert words in page.inner_text("main")


def test_nothing_in_a_draft_is_ever_markup(page: Any, newsroom: Served) -> None:
    evil = "<img src=x onerror=\"document.title='owned'\"><b>bold</b> \u202e & </textarea><script>"
    check(page, newsroom, f"{evil}\n{PARAGRAPHS[0]}\nPARIS (AFP) - {evil}\n© AFP {evil}")
    assert page.title() != "owned"
    assert page.locator("#outcome img, #outcome b, #outcome script").count() == 0
    assert evil.split(" ")[0] in page.inner_text("#draft-text")


@pytest.mark.parametrize(("story", "direction"), [(ARABIC, "rtl"), (CHINESE, "ltr")])
def test_other_scripts_stand_as_they_are_read(
    page: Any, newsroom: Served, story: str, direction: str
) -> None:
    check(page, newsroom, f"{story}\n\n{OWN}")
    assert page.locator("#draft-text mark").count() >= 1
    first = "#draft-text .line:first-child"
    assert page.eval_on_selector(first, "e => getComputedStyle(e).direction") == direction


def test_a_file_is_read(page: Any, newsroom: Served, tmp_path: Path) -> None:
    path = tmp_path / "story.html"
    path.write_text("<article><h1>Piers</h1>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS))
    page.goto(f"{newsroom.base}/")
    page.set_input_files("#file", str(path))
    page.wait_for_selector("#draft-text mark")
    assert page.locator("#draft-text p").first.inner_text() == "Piers"


def test_a_phone_is_wide_enough(phone: Any, newsroom: Served) -> None:
    check(phone, newsroom, DRAFT)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for place in ("/", "/sources", "/agreements", "/recall", "/audits", "/keys"):
        phone.goto(newsroom.base + place)
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], place


def test_an_empty_draft_is_told_beside_the_form(page: Any, newsroom: Served) -> None:
    page.goto(f"{newsroom.base}/")
    page.click("#go")
    assert "no text yet" in page.inner_text("#composer-error")


def test_a_newcomer_sees_the_first_highlighted_passage_after_one_click(
    page: Any, tmp_path: Path
) -> None:
    from checker.demo import DEMO_USE, fill
    from checker.newsroom import Newsroom
    from tests.api.conftest import start

    with Newsroom.open(tmp_path / "data") as newsroom:
        fill(newsroom)
    samples = str(Path(__file__).parents[2] / "checker" / "demo" / "drafts")
    served = start(tmp_path / "data", samples=samples)
    try:
        page.goto(served.base)
        page.fill("#publisher", DEMO_USE.publisher)
        page.fill("#site", DEMO_USE.site)
        page.click("text=ferry")
        page.wait_for_selector("#draft-text mark.p")
        page.wait_for_selector("#source-text mark.p")
        page.wait_for_load_state("networkidle")  # a service that stops refuses what is asked last
    finally:
        served.stop()
