"""What is told in other words beside its source, in the editor's page and the report."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.conftest import Served, start
from tests.api.test_browser_access import axe
from tests.chromium import IN_A_BROWSER, new_context, resize
from tests.retold import stories as of

pytestmark = IN_A_BROWSER

TELLS = (
    r"tells the same \d+ figures and \d+ names in the same order, in other words"
    r" \(medium confidence\)"
)
WIDTHS = (320, 390, 1280)
# Elements that hold more than they show and cannot be scrolled or seen over their edge; the list of
# marked places has the beginning of each, and the time of the check may be cut off.
CUT = """() => [...document.querySelectorAll('main *')].filter((e) =>
  e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'hidden'
  && !e.closest('.visually-hidden, thead') && !e.matches('.words, #draft-facts')
  && !['INPUT', 'TEXTAREA', 'SELECT'].includes(e.tagName)).map((e) => e.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    running = start(tmp_path_factory.mktemp("retold") / "data")
    item = {"id": "urn:ship", "owner": "coastwire", "title": "Adrift", "text": of.STORY}
    with running.client() as client:
        assert client.post("/v1/sources", json={"items": [item]}).status_code == 201
        policy = client.get("/v1/policy")
        kept = {"schema": "policy/1", "keep_texts": True}
        head = {"If-Match": policy.headers["etag"]} if "etag" in policy.headers else {}
        assert client.put("/v1/policy", json=kept, headers=head).status_code == 200
    yield running
    assert running.stop() == 0


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    context = new_context(browser, color_scheme=request.param, bypass_csp=True)
    shown, faults = context.new_page(), []
    shown.on("pageerror", lambda error: faults.append(str(error)))
    shown.on("request", lambda r: faults.append(r.url) if "127.0.0.1" not in r.url else None)
    yield shown
    context.close()
    assert faults == []


def fits(page: Any) -> None:
    """Nothing is wider than the window or cut off, and all can be read."""
    for width in WIDTHS:
        resize(page, width, 900)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert page.evaluate(CUT) == [], width
    script = axe()
    if script is not None:
        page.evaluate(script)
        found = page.evaluate("axe.run(document, { runOnly: ['color-contrast'] })")["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("draft", [of.PARAPHRASE, of.GERMAN], ids=["reworded", "translated"])
def test_the_page_shows_both_texts_and_in_words_what_they_share(
    page: Any, served: Served, draft: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{served.base}/")
    page.fill("#draft", draft)
    page.click("#go")
    page.wait_for_selector("#source-pane:not([hidden])")
    facts = page.inner_text("#source-facts")
    assert re.fullmatch(TELLS, facts), facts
    assert "17 hours" in page.inner_text("#source-text")
    assert "copied" not in facts
    assert "compare by hand" in page.inner_text(".claim .claim-facts")
    assert page.inner_text("#todo-title").endswith("read the warning before you publish")
    drawn = page.evaluate(
        "(box => [box.scrollWidth, box.clientWidth])(document.querySelector('#draft-facts'))"
    )
    assert drawn[0] <= drawn[1], "the time of the check is cut off"
    for pane, words in (("#draft-text", "284"), ("#source-text", "284")):
        marked = page.locator(f"{pane} mark").all_inner_texts()
        assert any(words in one for one in marked), pane
        assert len([one for one in marked if len(one) < 20]) >= 12, pane
    left, right = page.locator("#draft-text").bounding_box(), page.locator("#source-text")
    assert left["x"] + left["width"] <= right.bounding_box()["x"] + 1
    fits(page)


def test_how_sure_a_retold_source_is_stands_in_the_language_of_the_page(
    browser: Any, served: Served
) -> None:
    context = new_context(browser, locale="de-DE")
    german = context.new_page()
    german.goto(f"{served.base}/")
    german.fill("#draft", of.PARAPHRASE)
    german.click("#go")
    german.wait_for_selector("#source-pane:not([hidden])")
    facts = german.inner_text("#source-facts")
    context.close()
    assert facts.endswith("(Sicherheit: mittel)"), facts


@pytest.mark.parametrize("draft", [of.PARAPHRASE, of.RUSSIAN], ids=["reworded", "translated"])
def test_the_report_lists_each_figure_and_name_beside_that_of_the_source(
    page: Any, served: Served, draft: str
) -> None:
    answer = served.check(draft)
    page.goto(f"{served.base}/v1/checks/{answer['check']}/report.html")
    rows = [row.split("\t") for row in page.locator("#matches ~ * tr").all_inner_texts()]
    assert rows[0] == ["What both say", "Draft", "Source"]
    assert len(rows) - 1 == len(answer["matches"][0]["anchors"])
    assert {row[0] for row in rows[1:]} == {"figure", "name"}
    figures = {row[1]: row[2] for row in rows[1:] if row[0] == "figure"}
    assert figures["340"] == "340"
    assert "48 million" in figures.values()
    fits(page)
