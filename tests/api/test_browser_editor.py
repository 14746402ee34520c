"""The editor's page from paste to publication: links, checklist, cards, widths, print, busy."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.conftest import Served
from tests.api.stories import ARABIC, CHINESE, DRAFT, OWN, PARAGRAPHS, STORY
from tests.chromium import IN_A_BROWSER, new_context, resize

pytestmark = IN_A_BROWSER

LINK = "https://example.org/people/petrie"
RICH = (
    f'<meta charset="utf-8"><h2>Piers <em>give</em> way</h2><p>By <a href="{LINK}" class="x">Jonas'
    f" Petrie</a></p><p>{OWN}</p>"
    + "".join(f"<div><span>{words}</span></div>" for words in PARAGRAPHS)
    + '<script>document.title = "owned"</script><a href="javascript:alert(1)">no link</a>'
)
COPY = """h => navigator.clipboard.write([new ClipboardItem({
    'text/html': new Blob([h], {type: 'text/html'}),
    'text/plain': new Blob(['without its links'], {type: 'text/plain'}),
})])"""
COPIED = """async () => {
    const [item] = await navigator.clipboard.read();
    return await (await item.getType('text/html')).text();
}"""


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    """One page for all of it; a script error or a foreign request fails the test that made it."""
    context = new_context(browser, permissions=["clipboard-read", "clipboard-write"])
    return context.new_page()


@pytest.fixture(autouse=True)
def nothing_breaks(page: Any) -> Iterator[None]:
    faults: list[str] = []
    listeners = {
        "pageerror": lambda error: faults.append(str(error)),
        "request": lambda r: faults.append(r.url) if "127.0.0.1" not in r.url else None,
    }
    for name, listener in listeners.items():
        page.on(name, listener)
    page.set_viewport_size({"width": 1280, "height": 800})
    yield
    for name, listener in listeners.items():
        page.remove_listener(name, listener)
    page.unroute_all()
    assert faults == []


def check(page: Any, served: Served, text: str) -> None:
    page.goto(f"{served.base}/")
    page.fill("#draft", text)
    page.click("#go")
    page.wait_for_selector("#outcome:not([hidden])")


def tab_to(page: Any, selector: str) -> None:
    for _ in range(60):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_with_the_keyboard_alone_a_pasted_story_is_mended_and_copied_with_its_links(
    page: Any, newsroom: Served
) -> None:
    page.goto(f"{newsroom.base}/")
    page.evaluate(COPY, RICH)
    tab_to(page, "#draft")
    page.keyboard.press("Control+v")
    page.wait_for_selector("#rich a")
    assert "1 link" in page.inner_text("#draft-size")
    assert page.locator("#rich script, #rich [class], #rich [href^=javascript]").count() == 0
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#todo-list .task")
    assert page.inner_text("#todo-title") == "1 thing to do before you can publish"
    tab_to(page, ".task")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.reason .fix')")
    assert page.inner_text(".reason .where") == "On its own line, at the end"
    assert page.inner_text(".reason .after ins") == "AFP"
    page.keyboard.press("Enter")
    page.wait_for_selector("#verdict-name:text-is('Clear')")
    assert page.inner_text("#todo-title") == "Nothing left to do before you publish"
    assert "Add the credit" in page.inner_text("#todo-list .done")
    assert page.locator("#draft-text mark[data-tick='✓']").count() >= 1
    page.reload()
    page.wait_for_selector("#undo:not([hidden])")
    tab_to(page, "#copy-text")
    page.keyboard.press("Enter")
    page.wait_for_selector("#copy-text:has-text('Copied, with its links')")
    html = page.evaluate(COPIED)
    assert f'By <a href="{LINK}">Jonas Petrie</a>' in html
    assert "<em>give</em>" in html
    assert html.rstrip().endswith("<p>AFP</p>")
    page.keyboard.press("e")
    assert page.get_attribute("#editor-rich a", "href") == LINK
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(" ")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#editing", state="hidden")
    tab_to(page, "#undo")
    page.keyboard.press("Enter")
    assert "Undone" in page.text_content("#status")
    tab_to(page, "#undo")
    page.keyboard.press("Enter")
    assert page.inner_text("#verdict-name") == "Credit required"
    page.keyboard.press("e")
    assert LINK in page.inner_html("#editor-rich")


def test_a_pasted_formatted_draft_becomes_plain_and_can_have_its_formatting_back(
    page: Any, newsroom: Served
) -> None:
    page.goto(f"{newsroom.base}/")
    assert page.locator("#draft-plain").is_hidden()
    page.evaluate(COPY, RICH)
    page.focus("#draft")
    page.keyboard.press("Control+v")
    page.wait_for_selector("#rich a")
    page.click("text=Convert to plain text")
    plain = page.input_value("#draft")
    assert "<" not in plain
    assert "\n\n" in plain
    assert "with its formatting" not in page.inner_text("#draft-size")
    page.click("text=Back to formatted text")
    assert page.get_attribute("#rich a", "href") == LINK
    page.click("text=Convert to plain text")
    page.fill("#draft", f"{plain} And more.")
    assert page.locator("#draft-plain").is_hidden()  # the words are others now
    page.click("#go")
    page.wait_for_selector("#outcome:not([hidden])")
    page.click("#edit")
    assert page.input_value("#editor").endswith("And more.")


def test_html_that_was_written_is_mended_in_its_source(page: Any, newsroom: Served) -> None:
    source = f'<article data-id="7"><!-- kept --><p><a href="{LINK}">By Jo</a></p>'
    check(page, newsroom, source + "".join(f"<p>{words}</p>" for words in PARAGRAPHS))
    page.locator(".reason .fix").first.click()
    page.wait_for_selector("#verdict-name:text-is('Clear')")
    page.click("#edit")
    mended = page.input_value("#editor")
    assert mended.startswith(source)
    assert mended.endswith("<p>AFP</p>")


@pytest.mark.parametrize("width", [1280, 1024, 390])
def test_a_passage_leads_to_its_card_beside_it_or_under_it(
    page: Any, newsroom: Served, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    check(page, newsroom, DRAFT)
    mark = page.locator("#draft-text mark.p").first
    assert mark.get_attribute("data-tick") == "1"
    mark.click()
    passage, card = mark.bounding_box(), page.locator(".claim.current").bounding_box()
    pane = page.locator("#draft-pane").bounding_box()
    if width == 390:
        assert page.locator("#draft-text .line + .claim.current").count() == 1
        assert 0 < card["y"] - (passage["y"] + passage["height"]) < 40
    else:
        assert card["x"] >= pane["x"] + pane["width"]
        assert card["y"] < passage["y"] + 300 < 800
        assert card["x"] + card["width"] <= width
    page.set_viewport_size({"width": 1024, "height": 800})
    page.wait_for_function(  # the cards move when the browser says that the width has changed
        "() => document.querySelectorAll('#claims .claim').length"
        " === document.querySelectorAll('.claim').length"
    )


WIDTHS = (320, 360, 390, 600, 751, 752, 1024, 1199, 1200, 1280, 1440, 1920)
TOO_WIDE = """() => [...document.querySelectorAll('main *')].filter((e) => {
    const box = e.getBoundingClientRect();
    const hidden = e.closest('.visually-hidden, #matrix, .reading, select, [hidden]');
    return !hidden && box.width && (box.right > innerWidth + 1 || box.left < -1);
}).map((e) => `${e.tagName}#${e.id}.${e.className}`)"""
NARROWEST = """() => Math.min(...['draft-pane', 'source-pane', 'rail']
    .map((id) => document.getElementById(id).getBoundingClientRect().width)
    .filter((width) => width))"""


@pytest.mark.parametrize("story", [STORY, ARABIC, CHINESE], ids=["ltr", "rtl", "cjk"])
def test_no_width_from_320_to_1920_breaks_the_page(page: Any, newsroom: Served, story: str) -> None:
    page.goto(f"{newsroom.base}/")
    for width in WIDTHS:
        resize(page, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    check(page, newsroom, f"{OWN}\n\n{story}\n\n{'unbroken' * 60}")
    page.click("#matrix-form button")
    page.wait_for_selector("#matrix table")
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    for width in WIDTHS:
        resize(page, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert page.evaluate(TOO_WIDE) == [], width
        assert page.evaluate(NARROWEST) >= 250, width


def test_a_print_has_use_ids_versions_and_every_source(page: Any, newsroom: Served) -> None:
    check(page, newsroom, f"{DRAFT}\n\n{CHINESE}")
    page.wait_for_selector("#print-sources section", state="attached")
    page.emulate_media(media="print", color_scheme="dark")
    try:
        shown = page.inner_text("#outcome")
        for words in (
            "Judged for ",
            "in France",
            "urn:test:harbour",
            "urn:test:zh",
            PARAGRAPHS[2][:40],
            "agreement lic:afp:web",
            "credit.missing: ",
            "Check chk_",
            "text sha256:",
            "rules sha256:",
        ):
            assert words in shown, words
        assert not page.is_visible(".banner-tools")
        paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert paper == "rgb(255, 255, 255)"
    finally:
        page.emulate_media(media="screen", color_scheme="light")


def test_a_long_text_says_that_it_is_checked_and_can_be_stopped(
    page: Any, newsroom: Served
) -> None:
    long = "\n\n".join([STORY, *[f"{n} {OWN}" for n in range(1300)]])
    assert len(long) > 200_000
    held: list[Any] = []
    page.route("**/v1/checks", lambda route: held.append(route))
    page.goto(f"{newsroom.base}/")
    page.evaluate("t => navigator.clipboard.writeText(t)", long)
    page.focus("#draft")
    page.keyboard.press("Control+v")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#busy:not([hidden])")
    assert f"Checking {len(long):,} characters" in page.inner_text("#busy")
    page.click("#stop")
    page.wait_for_selector("#composer-error:not([hidden])")
    assert "Stopped" in page.inner_text("#composer-error")
    assert page.is_hidden("#busy")
    assert len(page.input_value("#draft")) == len(long)
    page.unroute_all(behavior="ignoreErrors")
    with page.expect_response("**/v1/checks") as answered:
        page.click("#go")
    words = answered.value.json()["looked_at"]["words"]
    page.wait_for_selector("#outcome:not([hidden])")
    assert page.inner_text("#draft-facts").startswith(f"{words:,} words")


def test_the_use_is_said_before_a_check_and_can_be_changed_after_it(
    page: Any, newsroom: Served
) -> None:
    page.goto(f"{newsroom.base}/")
    page.wait_for_selector("#use-preview:not(:empty)")
    page.select_option("#channel", label="in print")
    page.select_option("#add-country", label="Italy")
    page.wait_for_selector("#use-preview:has-text('Italy')")
    assert "in print, in France and Italy" in page.inner_text("#use-preview")
    page.fill("#territories", "Frnce")
    page.wait_for_selector("#use-preview.wrong")
    assert "did you mean FR (France)" in page.inner_text("#use-preview")
    page.fill("#territories", "FR, Italy")
    page.fill("#draft", DRAFT)
    page.click("#go")
    page.wait_for_selector("#outcome:not([hidden])")
    assert "in print, in France and Italy" in page.inner_text("#use-words")
    page.reload()
    page.wait_for_selector("#change-use:not([hidden])")
    page.click("#change-use")
    assert page.input_value("#draft") == DRAFT
    assert page.input_value("#channel") == "print"
    page.select_option("#channel", "web")
    page.click("#go")
    page.wait_for_selector("#outcome:not([hidden])")
    assert "on the web, in France and Italy" in page.inner_text("#use-words")
    page.click("#new")
    recent = page.locator("#recent-list li").first
    recent.wait_for()
    assert "Fish market must move" in recent.inner_text()
    assert recent.inner_text().endswith("UTC")


def test_the_service_says_who_may_release_a_check(page: Any, newsroom: Served) -> None:
    refusal = {"may": False, "codes": [], "why": "the policy does not let this key release these"}
    page.route("**/checks/*/release", lambda route: route.fulfill(json=refusal))
    check(page, newsroom, DRAFT)
    page.wait_for_selector("#overrides p")
    assert refusal["why"] in page.inner_text("#overrides")
    assert page.locator("#overrides form").count() == 0
    page.unroute_all()
    page.reload()
    page.wait_for_selector("#overrides summary")


def test_a_release_without_a_key_says_that_no_name_is_recorded(page: Any, newsroom: Served) -> None:
    check(page, newsroom, f"{DRAFT}\n\nThe quay was empty by noon.")
    page.click("#overrides summary")
    assert "no name is recorded" in page.inner_text("#overrides")
    page.fill("#override-why", "allowed by telephone, A. Or")
    page.click("#overrides form button")
    page.wait_for_selector("#overrides .claim")
    told = page.inner_text("#overrides")
    assert told.startswith("Somebody at this computer released this text despite:")
    assert "A. Or" in told


def test_a_reload_says_what_has_come_since_and_keeps_the_draft(page: Any, newsroom: Served) -> None:
    check(page, newsroom, DRAFT)

    def overtaken(route: Any) -> None:
        answer = route.fetch()
        late = {"by": "policy", "what": "policy", "message": "The policy was changed."}
        route.fulfill(response=answer, json={**answer.json(), "overtaken": [late]})

    page.route("**/v1/checks/chk_*", overtaken)
    page.reload()
    page.wait_for_selector("#overtaken:not([hidden])")
    assert "The policy was changed" in page.inner_text("#overtaken")
    assert OWN in page.inner_text("#draft-text")
    page.route("**/v1/checks/chk_*", lambda route: route.abort())
    page.reload()  # the service is away: what this tab has is shown
    page.wait_for_selector("#draft-text .line")
    assert page.inner_text("#verdict-name") == "Credit required"


TWICE = """async () => {
    const { tasksOf } = await import('/static/js/tasks.js');
    const held = (message) => ({ code: 'status.embargoed', severity: 'blocked', message });
    const claims = [
        { owner: 'dpa', reasons: [held('until ten'), held('no end'), held('until ten')] },
        { owner: 'afp', reasons: [held('until two')] },
    ];
    const tasks = tasksOf({ claims, reasons: [] }).filter((task) => task.owner);
    return tasks.map((task) => `${task.owner}: ${task.label}`);
}"""


def test_no_two_tasks_of_an_owner_read_the_same(page: Any, newsroom: Served) -> None:
    page.goto(f"{newsroom.base}/")
    assert page.evaluate(TWICE) == [
        "dpa: Wait until the embargo ends",
        "dpa: no end",
        "afp: Wait until the embargo ends",
    ]
