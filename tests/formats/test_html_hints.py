"""The words that parts of pages are named with."""

import pytest

from checker.formats.html.hints import Hint, hint_of, vocabulary


@pytest.mark.parametrize(
    ("tag", "names", "role", "hint"),
    [
        ("div", "articleMeta__author-name", "", Hint.BYLINE),
        ("p", "auteur", "", Hint.BYLINE),
        ("span", "storyphotocaption", "", Hint.CAPTION),
        ("div", "bildnachweis", "", Hint.PICTURE_CREDIT),
        ("div", "meistgelesen", "", Hint.TEASER),
        ("div", "author-info", "", Hint.BIOGRAPHY),
        ("div", "комментарии", "", Hint.COMMENT),
        ("nav", "", "", Hint.NAVIGATION),
        ("div", "", "contentinfo", Hint.SITE),
        ("blockquote", "", "", Hint.QUOTE),
    ],
)
def test_names_of_parts_give_hints_in_many_languages(
    tag: str, names: str, role: str, hint: int
) -> None:
    assert hint_of(tag, names, role) & hint


@pytest.mark.parametrize("names", ["", "x1 y2", "caption2", "typography-headline", "withphoto"])
def test_names_that_say_nothing_give_none(names: str) -> None:
    assert hint_of("div", names, "") == Hint.NONE


def test_a_word_under_several_hints_has_all_of_them() -> None:
    both = vocabulary().words["fotograf"]
    assert both & Hint.PICTURE
    assert both & Hint.PICTURE_CREDIT


def test_every_word_is_lower_case_and_every_hint_but_none_has_words() -> None:
    known = vocabulary()
    tables = (known.words, known.begins_or_ends, known.ends, known.tags, known.roles)
    assert all(word == word.lower() for table in tables for word in table)
    used = 0
    for table in tables:
        for hint in table.values():
            used |= hint
    named = [value for name, value in vars(Hint).items() if name.isupper() and value]
    assert [value for value in named if not used & value] == []
