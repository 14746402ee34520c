"""What an editor writes is never thrown away by the page: keys, fixes, reloads and sign-ins."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.conftest import Served
from tests.api.stories import DRAFT
from tests.chromium import IN_A_BROWSER, new_context

pytestmark = IN_A_BROWSER

OWN_WORDS = "\n\nWords that were written meanwhile."


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = new_context(browser)
    yield context.new_page()
    context.close()


def editing(page: Any, served: Served) -> str:
    """A check whose draft is being changed; returns what is in the field."""
    page.goto(f"{served.base}/")
    page.fill("#draft", DRAFT)
    page.click("#go")
    page.wait_for_selector("#outcome:not([hidden])")
    page.click("#edit")
    written = str(page.input_value("#editor")) + OWN_WORDS
    page.fill("#editor", written)
    return written


def test_escape_keeps_the_words_for_the_next_edit(page: Any, newsroom: Served) -> None:
    written = editing(page, newsroom)
    page.keyboard.press("Escape")
    assert page.is_hidden("#editor")
    page.click("#edit")
    assert page.input_value("#editor") == written
    page.click("#cancel")
    page.click("#edit")
    assert OWN_WORDS.strip() not in page.input_value("#editor"), "given up by its button"


def test_a_reload_and_the_way_back_find_the_words(page: Any, newsroom: Served) -> None:
    written = editing(page, newsroom)
    page.reload()
    page.wait_for_selector("#editor:visible")
    assert page.input_value("#editor") == written
    page.goto(f"{newsroom.base}/")
    page.go_back()
    page.wait_for_selector("#editor:visible")
    assert page.input_value("#editor") == written
    page.click("#recheck")
    page.wait_for_selector("#draft-text:visible")
    assert OWN_WORDS.strip() in page.inner_text("#draft-text")


def test_a_fix_amid_editing_checks_what_was_written(page: Any, newsroom: Served) -> None:
    editing(page, newsroom)
    page.locator("#claims button.fix").first.click()
    page.wait_for_selector("#draft-text:visible")
    assert OWN_WORDS.strip() in page.inner_text("#draft-text")


def test_a_fix_after_escape_checks_what_was_set_aside(page: Any, newsroom: Served) -> None:
    editing(page, newsroom)
    page.keyboard.press("Escape")
    first = page.url
    page.locator("#claims button.fix").first.click()
    page.wait_for_function("first => location.href !== first", arg=first)
    page.wait_for_selector("#draft-text:visible")
    assert OWN_WORDS.strip() in page.inner_text("#draft-text")


def test_an_edit_that_changed_nothing_leaves_nothing_behind(page: Any, newsroom: Served) -> None:
    written = editing(page, newsroom)
    page.fill("#editor", written.removesuffix(OWN_WORDS))
    page.keyboard.press("Escape")
    page.reload()
    page.wait_for_selector("#outcome:not([hidden])")
    assert page.is_hidden("#editor")
    page.locator("#claims button.fix").first.click()
    page.wait_for_selector("#undo:not([hidden])")


def test_a_draft_that_was_not_checked_survives_a_reload(page: Any, newsroom: Served) -> None:
    page.goto(f"{newsroom.base}/")
    page.fill("#draft", DRAFT)
    page.reload()
    assert page.input_value("#draft") == DRAFT
    assert "No text yet" not in page.inner_text("#draft-size")
    page.click("#go")
    page.wait_for_selector("#outcome:not([hidden])")
    page.goto(f"{newsroom.base}/")
    assert page.input_value("#draft") == "", "a draft that was checked is kept with its check"
