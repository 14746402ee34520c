"""The editor's page in German, from paste to fix: it shows no English word of ours."""

import re
from typing import Any

import pytest

from tests.api.conftest import Served
from tests.api.stories import DRAFT, STORIES
from tests.chromium import IN_A_BROWSER, new_context
from tools.catalogue import LOCALE, read_catalogue

pytestmark = IN_A_BROWSER

WORD = re.compile(r"[^\W\d_]{3,}")
# What people and programs wrote is theirs: drafts, sources, names, ids and codes.
SHOWN = """() => {
    const copy = document.body.cloneNode(true);
    const foreign = 'script,style,#draft-text,#source-text,textarea,.words,ins,del,bdi,'
        + 'option,.after,#recent-list,.why .visually-hidden,#print-sources,.evidence-foot,'
        + 'dd,.languages,kbd,[lang]';
    copy.querySelectorAll(foreign).forEach(one => one.remove());
    const told = [...copy.querySelectorAll('[aria-label],[title],[placeholder]')].flatMap(one =>
        ['aria-label', 'title', 'placeholder'].map(name => one.getAttribute(name) ?? ''));
    return [copy.textContent, ...told].join(' ');
}"""


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    return new_context(browser, locale="de-DE").new_page()


def words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)}


def english_words() -> set[str]:
    """Words of our English texts that no German one has, and that are no names or quotes."""
    english: set[str] = set()
    german: set[str] = set()
    for message in read_catalogue(LOCALE / "de.po"):
        if message.id:
            english |= words(" ".join([message.id] if isinstance(message.id, str) else message.id))
            told = message.string
            german |= words(told if isinstance(told, str) else " ".join(told or ()))
    stories = [f"{story['text']} {story.get('title')}" for story in STORIES]
    theirs = words(" ".join([*stories, DRAFT, "Agence France-Presse"]))
    return english - german - theirs


def foreign(page: Any) -> set[str]:
    return words(page.evaluate(SHOWN)) & english_words()


def test_from_paste_to_fix_no_english_word_of_ours_is_shown(page: Any, newsroom: Served) -> None:
    page.goto(f"{newsroom.base}/")
    assert page.get_attribute("html", "lang") == "de"
    assert foreign(page) == set()
    page.fill("#draft", DRAFT)
    page.click("#go")
    page.wait_for_selector("#outcome:not([hidden])")
    assert page.inner_text("#verdict-name").casefold() == "quellenvermerk erforderlich"
    assert page.title().startswith("Quellenvermerk erforderlich")
    page.click("#legend summary")
    assert foreign(page) == set()
    page.click(".fix >> nth=0")
    page.wait_for_selector("#banner.clear")
    assert page.inner_text("#copy-text span") == "Korrigierten Text kopieren"
    assert foreign(page) == set()


def test_the_language_is_chosen_at_the_foot_and_kept(page: Any, newsroom: Served) -> None:
    page.goto(f"{newsroom.base}/sources")
    page.click(".languages >> text=English")
    page.wait_for_selector("html[lang=en]")
    page.goto(f"{newsroom.base}/")
    assert page.inner_text("#go").startswith("Check")
    page.click(".languages >> text=Deutsch")
    page.wait_for_selector("html[lang=de]")
    assert page.inner_text("#go").startswith("Prüfen")
