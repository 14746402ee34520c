"""Languages of readers: negotiation, plurals, numbers, and what stays English."""

from pathlib import Path

import pytest

from checker.errors import ConfigurationError
from checker.languages import (
    ENGLISH,
    LANGUAGES,
    language_named,
    language_of_environment,
    language_of_header,
)
from checker.languages.po import read_catalogue
from checker.languages.templates import in_template
from checker.wording import capital, joined, plural, worded

GERMAN = language_named("de")


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (None, "en"),
        ("", "en"),
        ("de", "de"),
        ("de-AT", "de"),
        ("DE", "de"),
        ("fr", "en"),
        ("fr, de;q=0.5", "de"),
        ("en, de;q=0.9", "en"),
        ("en;q=0.8, de", "de"),
        ("de;q=0", "en"),
        ("*", "en"),
        ("fr, *;q=0.1", "en"),
        ("de;q=0.4, *;q=0.5", "en"),
        ("de;q=x", "en"),
        (";;;,,,", "en"),
        ("de;q=0.001", "de"),
        ("de" + ",fr" * 10_000, "de"),
    ],
)
def test_the_best_language_that_is_there_is_chosen(header: str | None, code: str) -> None:
    assert language_of_header(header) == code


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "de_CH"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": ""}, "de"),
        ({}, "en"),
    ],
)
def test_a_terminal_speaks_the_language_of_its_environment(
    named: dict[str, str], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    assert language_of_environment() == code


def test_an_unknown_language_is_english() -> None:
    assert language_named("xx") is ENGLISH
    assert set(LANGUAGES) == {"en", "de"}


@pytest.mark.parametrize(("number", "text"), [(1, "1 Wort"), (2, "2 Wörter"), (0, "0 Wörter")])
def test_plurals_follow_the_language(number: int, text: str) -> None:
    assert GERMAN.text(plural("{n} word", "{n} words", number)) == text


def test_a_message_inside_a_message_is_translated_with_it() -> None:
    message = worded("{killed} {label}", killed=worded("Northlight"), label=worded("this text"))
    assert GERMAN.text(message) == "Northlight dieser Text"
    assert GERMAN.text(joined([worded("yes"), worded("no")])) == "ja, nein"


def test_what_people_wrote_is_never_translated() -> None:
    assert GERMAN.text(worded("{owner} text", owner="no")) == "Text von no"
    assert GERMAN.text("a sentence that nobody translated") == "a sentence that nobody translated"
    assert GERMAN.text("") == ""


def test_numbers_have_the_decimal_mark_of_the_language() -> None:
    message = worded("{share:g} % of the source, {most:g} % allowed", share=12.5, most=10.0)
    assert message == "12.5 % of the source, 10 % allowed"
    assert GERMAN.text(message) == "12,5 % der Quelle, erlaubt sind 10 %"


def test_a_first_letter_is_a_capital_in_each_language() -> None:
    message = capital(worded("no licensed sources are indexed"))
    assert GERMAN.text(message) == "Es sind keine lizenzierten Quellen im Index"


def test_values_in_a_template_are_escaped_and_our_markup_is_not() -> None:
    shown = in_template(GERMAN)["_"]("<strong>{who}</strong>", who="<b>&")
    assert str(shown) == "<strong>&lt;b&gt;&amp;</strong>"


PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

#: somewhere.py
msgid "plain"
msgstr "schlicht"

#, fuzzy
msgid "doubtful"
msgstr "zweifelhaft"

msgid ""
"two "
"lines \\"quoted\\""
msgstr ""
"zwei\\n"
"Zeilen"

msgid "untranslated"
msgstr ""
"""


def test_a_catalogue_is_read_as_it_is_edited(tmp_path: Path) -> None:
    path = tmp_path / "xx.po"
    path.write_text(PO, "utf-8")
    read = read_catalogue(path)
    assert read.gettext("plain") == "schlicht"
    assert read.gettext('two lines "quoted"') == "zwei\nZeilen"
    assert read.gettext("doubtful") == "doubtful"
    assert read.gettext("untranslated") == "untranslated"


@pytest.mark.parametrize("line", ["what is this", 'msgid "open', "msgid"])
def test_a_line_that_is_none_of_the_format_is_refused_with_its_number(
    line: str, tmp_path: Path
) -> None:
    path = tmp_path / "xx.po"
    path.write_text(f'msgid "a"\nmsgstr "b"\n{line}\n', "utf-8")
    with pytest.raises(ConfigurationError, match=r"xx\.po:3"):
        read_catalogue(path)
