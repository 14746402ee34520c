"""The one catalogue: all texts of ours are in it, and each language has all of them."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message

from checker.languages import LANGUAGES, language_named
from tools.catalogue import LOCALE, Text, collected, read_catalogue, unmarked

OTHERS = [code for code in LANGUAGES if code != "en"]
PLACE = re.compile(r"\{(\w+)(?::[^{}]*)?\}")
TAG = re.compile(r"</?[a-z]+")


@cache
def texts() -> list[Text]:
    return collected()


@cache
def held(code: str) -> Catalog:
    return read_catalogue(LOCALE / f"{code}.po")


def messages(code: str) -> Iterator[tuple[Message, list[str], list[str]]]:
    for message in held(code):
        if message.id:
            yield message, _forms(message.id), _forms(message.string)


def _forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


@pytest.mark.no_cover
def test_every_text_of_ours_is_in_the_catalogue() -> None:
    known = {(*_forms(message.id), "")[:2] for message in read_catalogue(LOCALE / "wirecheck.pot")}
    missing = {text.one for text in texts() if (text.one, text.many) not in known}
    assert not missing, f"python -m tools.catalogue adds them: {sorted(missing)[:5]}"


@pytest.mark.slow
def test_no_text_for_people_is_put_together_outside_of_the_catalogue() -> None:
    assert not unmarked(), 'use worded("...", name=value)'


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_is_translated(code: str) -> None:
    of_today = {text.one for text in texts()}
    translated = {forms[0] for _, forms, strings in messages(code) if all(strings)}
    assert not of_today - translated, sorted(of_today - translated)[:5]


@pytest.mark.parametrize("code", OTHERS)
def test_places_and_markup_agree_in_every_language(code: str) -> None:
    wrong = [
        forms[0]
        for _, forms, strings in messages(code)
        for string in strings
        if string
        and (
            set(PLACE.findall(string)) - {"n"} != set(PLACE.findall(forms[-1])) - {"n"}
            or sorted(TAG.findall(string)) != sorted(TAG.findall(forms[0]))
            or string.endswith(" ") != forms[0].endswith(" ")
            or string.startswith((" ", ",")) != forms[0].startswith((" ", ","))
        )
    ]
    assert not wrong, wrong[:5]


@pytest.mark.parametrize("code", OTHERS)
def test_the_product_reads_what_translators_wrote(code: str) -> None:
    catalogue = language_named(code).catalogue
    for _, forms, strings in messages(code):
        if not all(strings):
            continue
        if len(forms) > 1:
            assert catalogue.ngettext(forms[0], forms[1], 2) == strings[-1]
        else:
            assert catalogue.gettext(forms[0]) == strings[0]
