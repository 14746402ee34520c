"""The whole interface from right to left, as a language such as Arabic or Hebrew needs it."""

import re
from collections.abc import Iterator
from gettext import NullTranslations
from typing import Any

import pytest

from api.templating import pages_environment
from checker.languages import Language
from tests.api.conftest import Served
from tests.api.stories import DRAFT
from tests.chromium import IN_A_BROWSER, new_context, resize
from tests.rows import each_row

pytestmark = IN_A_BROWSER
WIDTHS = (1440, 390)
PLACES = (
    "/",
    "/sources",
    "/sources/urn:test:harbour",
    "/agreements",
    "/agreements/lic:afp:web",
    "/new-agreement",
    "/recall?id=urn:test:harbour",
    "/expiring",
    "/audits",
    "/keys",
    "/sign-in",
    "/docs",
)
# What the layout places; texts inside keep the direction of their own script.
BOXES = """() => [...document.querySelectorAll(
    'header a, main > *, main section, main form, main .card, main h1, main h2, main label,'
    + ' main button, main th, main td, main dt, main dd, main fieldset, main .pane, main .banner'
)].filter((e) => e.offsetParent !== null && !e.closest(':not(html)[dir], .visually-hidden, mark'))
.map((e) => {
    const box = e.getBoundingClientRect();
    return [`${e.tagName} ${e.className} ${e.innerText.slice(0, 24)}`, box.left, box.right];
})"""
HEAD = re.compile(r'<html lang="[a-z]+" dir="ltr"')


def opened(browser: Any, width: int, *, turned: bool) -> Any:
    """A page of the service; turned, its documents arrive as those of an Arabic interface."""
    page = new_context(browser, viewport={"width": width, "height": 900}).new_page()

    def turn(route: Any) -> None:
        if route.request.resource_type != "document":
            route.continue_()
            return
        answer = route.fetch()
        html, times = HEAD.subn('<html lang="ar" dir="rtl"', answer.text())
        assert times == 1
        route.fulfill(response=answer, body=html)

    if turned:
        page.route("**/*", turn)
    return page


def test_a_language_written_from_right_to_left_turns_the_page() -> None:
    arabic = pages_environment(Language("ar", NullTranslations()))
    assert arabic.from_string("{{ language }} {{ direction }}").render() == "ar rtl"


@pytest.fixture(scope="module")
def both(browser: Any) -> Iterator[tuple[Any, Any]]:
    """A page as it is and one that is turned, for what only looks at them."""
    pages = [opened(browser, WIDTHS[0], turned=turned) for turned in (False, True)]
    yield pages[0], pages[1]
    for page in pages:
        page.context.close()


@each_row("place", PLACES)
def test_every_page_is_mirrored_and_fits(
    both: tuple[Any, Any], newsroom: Served, place: str
) -> None:
    found: dict[int, list[Any]] = {width: [] for width in WIDTHS}
    for page in both:
        page.goto(newsroom.base + place, wait_until="networkidle")  # lists are asked for behind it
        for width in WIDTHS:
            resize(page, width, 900)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            found[width].append(page.evaluate(BOXES))
    for width, (plain, turned) in found.items():
        compare(plain, turned, width)


def compare(plain: list[Any], turned: list[Any], width: int) -> None:
    """Every box is as far from the right edge as it was from the left one."""
    assert [name for name, *_ in plain] == [name for name, *_ in turned]
    assert len(plain) > 3
    wrong = [
        (name, round(left), round(right), round(width - there), round(width - here))
        for (name, left, right), (_, here, there) in zip(plain, turned, strict=True)
        if abs(left - (width - there)) > 2 or abs(right - (width - here)) > 2
    ]
    assert wrong == []


def checked(page: Any, newsroom: Served) -> None:
    page.goto(newsroom.base)
    page.fill("#draft", DRAFT)
    page.click("#go")
    page.wait_for_selector("#outcome:not([hidden])")
    page.wait_for_selector("#source-text mark")
    page.wait_for_load_state("networkidle")  # the form of a release is asked for behind the result


@pytest.mark.parametrize("width", WIDTHS)
def test_a_result_is_mirrored_and_fits(browser: Any, newsroom: Served, width: int) -> None:
    found = []
    for turned in (False, True):
        page = opened(browser, width, turned=turned)
        checked(page, newsroom)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        inner = "e => e.scrollWidth - e.clientWidth"
        assert page.eval_on_selector("#draft-text", inner) <= 0
        found.append(page.evaluate(BOXES))
        page.context.close()
    compare(found[0], found[1], width)


def test_the_message_of_a_running_check_is_in_the_middle(browser: Any, newsroom: Served) -> None:
    page = opened(browser, 1440, turned=True)
    page.goto(newsroom.base)
    page.evaluate("document.querySelector('.busy').hidden = false")
    left, right = page.eval_on_selector(
        ".busy", "e => { const b = e.getBoundingClientRect(); return [b.left, b.right]; }"
    )
    assert abs(left + right - 1440) <= 2
    page.context.close()


def test_numbers_of_passages_are_in_the_margin_of_the_interface(
    browser: Any, newsroom: Served
) -> None:
    for turned, near in ((False, "left"), (True, "right")):
        page = opened(browser, 1440, turned=turned)
        checked(page, newsroom)
        style = "(e, side) => getComputedStyle(e, '::before')[side]"
        mark = "#draft-text mark[data-tick]"
        far = {"left": "right", "right": "left"}[near]
        assert page.eval_on_selector(mark, style, near).startswith("-")
        assert not page.eval_on_selector(mark, style, far).startswith("-")
        page.context.close()


def test_a_draft_keeps_the_direction_of_its_own_script(browser: Any, newsroom: Served) -> None:
    page = opened(browser, 1440, turned=True)
    checked(page, newsroom)
    line = "#draft-text .line:first-child"
    assert page.eval_on_selector("body", "e => getComputedStyle(e).direction") == "rtl"
    assert page.eval_on_selector(line, "e => getComputedStyle(e).direction") == "ltr"
    page.context.close()
